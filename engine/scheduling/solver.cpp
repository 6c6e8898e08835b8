#include "engine/scheduling/solver.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include "engine/scheduling/bounds.hpp"
#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/local_search.hpp"
#include "engine/scheduling/placement.hpp"
#include "engine/scheduling/sat_solver.hpp"

namespace tagwerk::scheduling {
namespace {

// What both searches know.
class Knowledge {
 public:
  Knowledge(const Problem& problem, const Control& control) : problem_(problem), control_(control) {}

  void found(Plan plan) {
    const auto judgement = judge(problem_, plan);
    if (!judgement.violations.empty())
      throw std::logic_error("a plan breaks a rule: " + judgement.violations.front().words);
    const std::scoped_lock lock(mutex_);
    if (outcome_.breaks && *outcome_.breaks <= judgement.breaks) return;
    outcome_.plan = std::move(plan);
    outcome_.breaks = judgement.breaks;
    tell();
  }
  void at_least(int breaks) {
    const std::scoped_lock lock(mutex_);
    if (breaks <= outcome_.lower_bound) return;
    outcome_.lower_bound = breaks;
    tell();
  }
  void no_plan() {
    const std::scoped_lock lock(mutex_);
    outcome_.status = Status::infeasible;
  }

  [[nodiscard]] Outcome outcome() const {
    const std::scoped_lock lock(mutex_);
    auto outcome = outcome_;
    if (outcome.status == Status::infeasible && outcome.plan)
      throw std::logic_error("there is a plan where none can be");
    if (outcome.plan) outcome.status = *outcome.breaks <= outcome.lower_bound ? Status::optimal : Status::feasible;
    return outcome;
  }
  [[nodiscard]] bool is_over() const {
    const auto status = outcome().status;
    return status == Status::optimal || status == Status::infeasible ||
           (control_.should_stop && control_.should_stop());
  }

 private:
  void tell() {
    if (control_.on_progress) control_.on_progress({outcome_.breaks, outcome_.lower_bound});
  }

  const Problem& problem_;
  const Control& control_;
  mutable std::mutex mutex_;
  Outcome outcome_;
};

// Questions to a SAT solver whose answers are known to all.
class Search {
 public:
  Search(const SatModel& model, Knowledge& knowledge, SatAim aim, std::uint32_t seed)
      : model_(model),
        knowledge_(knowledge),
        solver_(model.formula, aim, seed, [&knowledge] { return knowledge.is_over(); }) {}

  /// Asks for a plan with at most so many breaks; nullopt: with any number.
  SatAnswer ask(std::optional<int> breaks, int max_conflicts) {
    std::vector<int> assumptions;
    if (breaks && *breaks < static_cast<int>(model_.more_breaks.size()))
      assumptions.push_back(-model_.more_breaks[static_cast<std::size_t>(*breaks)]);
    const auto answer = solver_.solve(assumptions, max_conflicts);
    if (answer == SatAnswer::satisfiable) {
      knowledge_.found(model_.plan([&](int variable) { return solver_.is_true(variable); }));
    } else if (answer == SatAnswer::unsatisfiable) {
      if (assumptions.empty() || !solver_.was_needed(assumptions[0])) {
        knowledge_.no_plan();
      } else {
        knowledge_.at_least(*breaks + 1);
      }
    }
    return answer;
  }
  /// From below, in large steps: who cannot all be without one break more than each has anyway? A group of them is a step of the
  /// bound, and is left alone from then on.
  void find_groups(const Problem& problem, int max_conflicts) {
    const auto fewest = fewest_breaks(problem);
    int bound = 0;
    std::vector<int> hopes;  // that somebody has no more than they must
    for (std::size_t who = 0; who < fewest.size(); ++who) {
      const auto& more = model_.breaks_of[who];
      const auto least = static_cast<std::size_t>(fewest[who]);
      bound += fewest[who];
      if (least < more.size()) hopes.push_back(-more[least]);
    }
    knowledge_.at_least(bound);
    while (!knowledge_.is_over()) {
      const auto answer = solver_.solve(hopes, max_conflicts);
      if (answer == SatAnswer::satisfiable)
        knowledge_.found(model_.plan([&](int variable) { return solver_.is_true(variable); }));
      if (answer != SatAnswer::unsatisfiable) return;
      const auto left = std::erase_if(hopes, [&](int hope) { return solver_.was_needed(hope); });
      if (left == 0) {
        knowledge_.no_plan();
        return;
      }
      knowledge_.at_least(++bound);
    }
  }
  /// From below: is there a plan as good as the bound says?
  void ask_bound(int max_conflicts) { ask(knowledge_.outcome().lower_bound, max_conflicts); }

 private:
  const SatModel& model_;
  Knowledge& knowledge_;
  SatSolver solver_;
};

// From above: better plans by local search; where that gets no further, by SAT.
class PlanSearch {
 public:
  PlanSearch(Knowledge& knowledge, const Problem& problem, std::uint32_t seed)
      : knowledge_(knowledge),
        seed_(seed),
        placement_(problem, seed),
        local_(problem, seed),
        changes_(first_changes(problem)) {}

  /// A first plan without SAT, which takes long to set up where there are many talks.
  void begin() {
    if (placement_.run(first_moves, [this] { return knowledge_.is_over(); })) improve(placement_.plan());
  }

  void step(const SatModel& model, int max_conflicts) {
    const auto now = knowledge_.outcome();
    if (now.plan && improve(*now.plan)) return;
    if (!sat_) sat_.emplace(model, knowledge_, SatAim::model, seed_);
    sat_->ask(now.breaks ? std::optional(*now.breaks - 1) : std::nullopt, max_conflicts);
  }

  /// Where there is no formula. False: no further, with all patience there is.
  bool step() {
    const auto now = knowledge_.outcome();
    const bool is_last = changes_ == most_changes;
    if (now.plan) return improve(*now.plan) || !is_last;
    changes_ = std::min(2 * changes_, most_changes);
    if (placement_.run(changes_, [this] { return knowledge_.is_over(); }))
      return improve(placement_.plan()) || !is_last;
    return !is_last;
  }

 private:
  // Measured on the published problems: between them a change to the worse is now and then accepted, and at the end hardly ever.
  static constexpr double warm_breaks = 0.6;
  static constexpr double cold_breaks = 0.1;
  static constexpr int most_changes = 4'000'000;  // some seconds
  static constexpr int first_moves = 20'000;

  // A tenth of a second for some hundred talks.
  static int first_changes(const Problem& problem) {
    return static_cast<int>(
        std::clamp<std::int64_t>(std::int64_t{32} * problem.talk_count() * problem.slots, 1'000, 100'000));
  }

  bool improve(const Plan& plan) {
    const auto known = knowledge_.outcome().breaks;
    local_.start(plan);
    local_.run(changes_, warm_breaks, cold_breaks, [this] { return knowledge_.is_over(); });
    changes_ = std::min(2 * changes_, most_changes);
    if (!local_.best_plan() || (known && local_.best_breaks() >= *known)) return false;
    knowledge_.found(*local_.best_plan());
    return true;
  }

  Knowledge& knowledge_;
  std::uint32_t seed_;
  Placement placement_;
  LocalSearch local_;
  std::optional<Search> sat_;
  int changes_;
};

constexpr int first_conflicts = 2'000;
constexpr int proof_share = 4;  // in one thread: for each conflict of the other
constexpr int most_conflicts = 1'000'000'000;

int grown(int conflicts) { return conflicts > most_conflicts / 2 ? most_conflicts : conflicts + conflicts / 2; }

}  // namespace

Outcome solve(const Problem& problem, std::uint32_t seed, const Control& control) {
  Knowledge knowledge(problem, control);
  PlanSearch plans(knowledge, problem, seed);
  plans.begin();
  if (knowledge.is_over()) return knowledge.outcome();
  const auto model = build_sat_model(problem);
  if (!model) {
    while (!knowledge.is_over() && plans.step()) continue;
    return knowledge.outcome();
  }
  Search proof(*model, knowledge, SatAim::proof, seed);
  proof.find_groups(problem, first_conflicts);
  if (control.run_both) {
    const auto until_over = [&](const std::function<void(int)>& step) {
      for (int conflicts = first_conflicts; !knowledge.is_over(); conflicts = grown(conflicts)) step(conflicts);
    };
    control.run_both([&] { until_over([&](int conflicts) { proof.ask_bound(conflicts); }); },
                     [&] { until_over([&](int conflicts) { plans.step(*model, conflicts); }); });
  } else {
    for (int conflicts = first_conflicts; !knowledge.is_over(); conflicts = grown(conflicts)) {
      proof.ask_bound(proof_share * conflicts);
      if (!knowledge.is_over()) plans.step(*model, conflicts);
    }
  }
  return knowledge.outcome();
}

}  // namespace tagwerk::scheduling
