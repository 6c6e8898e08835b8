// For scripts/bench talks: two days of talks as they might be (invented), planned from nothing, and again when somebody drops out.
//   talks_day_tool SECONDS SEED     one line of JSON: when there was a first plan, what was known after 10 s and at the end, and the same
//                                   of the plan that is made anew within 2 s
#include <atomic>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "engine/core/side_by_side.hpp"
#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/solver.hpp"

using namespace tagwerk::scheduling;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int partners = 130;
constexpr int vendors = 60;
constexpr int days = 2;
constexpr int slots_of_day = 14;
constexpr int tables = 60;
constexpr int wished_talks = 1'500;
constexpr double early_s = 10;
constexpr double again_s = 2;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

// A tenth of the talks are musts; a tenth of the people are away for half a day.
Problem two_days(std::uint32_t seed) {
  std::mt19937 dice(seed);
  Problem problem;
  problem.slots = days * slots_of_day;
  problem.day_starts = {0, slots_of_day};
  problem.tables.assign(static_cast<std::size_t>(problem.slots), tables);
  problem.participants.resize(partners + vendors);
  problem.max_break_difference = 12;
  problem.objective.parts.insert(problem.objective.parts.end(), {&Score::break_difference, &Score::idle_slots});
  for (auto& participant : problem.participants) {
    if (dice() % 10 != 0) continue;
    participant.unavailable.assign(static_cast<std::size_t>(problem.slots), false);
    const auto half = dice() % 4;
    for (std::size_t slot = half * 7; slot < (half + 1) * 7; ++slot) participant.unavailable[slot] = true;
  }
  std::vector<int> load(partners + vendors, 0);
  std::vector<bool> is_there(static_cast<std::size_t>(partners) * vendors, false);
  while (problem.talk_count() < wished_talks) {
    const auto partner = dice() % partners;
    const auto vendor = dice() % vendors;
    if (is_there[partner * vendors + vendor] || load[partners + vendor] >= problem.slots + 2) continue;
    is_there[partner * vendors + vendor] = true;
    ++load[partner];
    ++load[partners + vendor];
    Talk talk;
    talk.attendees = {static_cast<int>(partner), partners + static_cast<int>(vendor)};
    talk.importance = dice() % 10 == 0 ? Importance::must : Importance::wish;
    talk.weight = dice() % 3 == 0 ? 1 : 3;
    problem.talks.push_back(std::move(talk));
  }
  return problem;
}

struct Run {
  Outcome outcome;
  std::optional<double> first_s;
  std::optional<Score> early;
  double last_better_s = 0;
};

Run search(const Problem& problem, double limit_s) {
  const auto begin = Clock::now();
  Run run;
  std::mutex mutex;
  std::optional<Score> best;
  std::atomic<bool> failed = false;
  Control control{.should_stop = [&] { return failed || seconds_since(begin) >= limit_s; }};
  control.on_progress = [&](const Progress& progress) {
    const std::lock_guard lock(mutex);
    if (!progress.score || (best && !problem.objective.is_better(*progress.score, *best))) return;
    best = progress.score;
    const double now_s = seconds_since(begin);
    if (!run.first_s) run.first_s = now_s;
    if (now_s <= early_s) run.early = best;
    run.last_better_s = now_s;
  };
  control.run_both = [&failed](const std::function<void()>& one, const std::function<void()>& other) {
    tagwerk::core::run_side_by_side(one, other, failed);
  };
  run.outcome = solve(problem, 0, control);
  return run;
}

std::string text_of(const std::optional<Score>& score) {
  if (!score) return "null";
  return "[" + std::to_string(score->musts_left_out) + "," + std::to_string(score->wishes_left_out) + "," +
         std::to_string(score->moved) + "," + std::to_string(score->breaks) + "," +
         std::to_string(score->break_difference) + "," + std::to_string(score->idle_slots) + "]";
}

}  // namespace

int main(int argc, char** argv) {
  try {
    if (argc != 3) {
      std::cerr << "talks_day_tool SECONDS SEED\n";
      return 2;
    }
    auto problem = two_days(static_cast<std::uint32_t>(std::stoul(argv[2])));
    const auto plan = search(problem, std::stod(argv[1]));
    if (!plan.outcome.plan || !judge(problem, *plan.outcome.plan).violations.empty()) return 1;
    // A partner who has talks does not come.
    problem.published = plan.outcome.plan->slots;
    problem.participants[0].unavailable.assign(static_cast<std::size_t>(problem.slots), true);
    const auto begin = Clock::now();
    const auto again = search(problem, again_s);
    const double again_took_s = seconds_since(begin);
    if (!again.outcome.plan || !judge(problem, *again.outcome.plan).violations.empty()) return 1;
    int gone = 0;
    int changed = 0;
    for (std::size_t talk = 0; talk < problem.talks.size(); ++talk) {
      if (problem.published[talk] == again.outcome.plan->slots[talk]) continue;
      ++(problem.talks[talk].attendees[0] == 0 ? gone : changed);
    }
    std::cout << "{\"talks\":" << wished_talks << ",\"first_plan_s\":" << plan.first_s.value_or(-1)
              << ",\"early\":" << text_of(plan.early) << ",\"final\":" << text_of(plan.outcome.score)
              << ",\"bound\":" << text_of(plan.outcome.bound) << ",\"last_better_s\":" << plan.last_better_s
              << ",\"again_s\":" << again_took_s << ",\"again_first_s\":" << again.first_s.value_or(-1)
              << ",\"again_last_better_s\":" << again.last_better_s << ",\"again\":" << text_of(again.outcome.score)
              << ",\"gone\":" << gone << ",\"changed\":" << changed << "}\n";
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
