#include "engine/meetings/talk_planner.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <set>
#include <stdexcept>
#include <utility>

#include "engine/audit/audit.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/side_by_side.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/plan_objective.hpp"
#include "engine/meetings/planning_input.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/infeasibility.hpp"
#include "engine/scheduling/solver.hpp"

namespace tagwerk::meetings {
namespace {

using jobs::Ended;
using jobs::JobRunner;
using Steady = std::chrono::steady_clock;

JobRunner::Finish failed(std::string words) {
  return [words = std::move(words)](storage::Transaction&) { return Ended{.outcome = words, .has_failed = true}; };
}

JobRunner::Finish without_plan(std::string words) {
  return [words = std::move(words)](storage::Transaction&) { return Ended{.outcome = words}; };
}

std::int64_t input_of(const jobs::Job& job, std::string_view name, std::int64_t otherwise) {
  return core::find_figure(job.input, name).value_or(otherwise);
}

scheduling::Outcome search(const jobs::Job& job, jobs::JobControl& control, const scheduling::Problem& problem,
                           const std::function<bool()>& should_stop) {
  std::atomic<bool> failed = false;
  scheduling::Control steering{.should_stop = [&] { return failed || should_stop(); }};
  steering.on_progress = [&](const scheduling::Progress& progress) {
    core::Figures figures;
    if (progress.score) figures = figures_of(problem.objective, *progress.score);
    for (auto& one : figures_of(problem.objective, progress.bound, "bound_")) figures.push_back(std::move(one));
    control.report(std::move(figures));
  };
  if (input_of(job, threads_figure, 1) > 1) {
    steering.run_both = [&failed](const std::function<void()>& one, const std::function<void()>& other) {
      core::run_side_by_side(one, other, failed);
    };
  }
  return scheduling::solve(problem, static_cast<std::uint32_t>(input_of(job, seed_figure, 0)), steering);
}

std::string words_of_not_planned(const PlanningInput& input, const std::vector<NotPlanned>& not_planned) {
  constexpr std::size_t max_told = 50;
  std::string words;
  for (std::size_t i = 0; i < not_planned.size() && i < max_told; ++i) {
    const auto& one = not_planned[i];
    words.append(words.empty() ? "Not planned: " : "; ")
        .append(talk_name(input, one.pair.first, one.pair.second))
        .append(" (")
        .append(one.reason)
        .append(")");
  }
  if (not_planned.size() > max_told)
    words.append("; and ").append(std::to_string(not_planned.size() - max_told)).append(" more");
  return words.empty() ? words : words + ".";
}

TalkPlan plan_of(const jobs::Job& job, const PlanningInput& input, const PlanningProblem& built,
                 const scheduling::Outcome& outcome, int table_changes) {
  TalkPlan plan;
  plan.event = job.event;
  if (input.published) plan.based_on = input.published->id;
  plan.job = job.id.uuid;
  plan.name = job.title;
  plan.quality = outcome.status == scheduling::Status::optimal ? PlanQuality::optimal : PlanQuality::feasible;
  plan.score = figures_of(built.problem.objective, *outcome.score);
  plan.score.emplace_back(table_changes_figure, table_changes);
  plan.bound = figures_of(built.problem.objective, outcome.bound);
  plan.slots = all_slots(built);
  plan.talks = built.begun;
  plan.talks.insert(plan.talks.end(), built.talks.begin(), built.talks.end());
  return plan;
}

// As a draft. The ids of pairs that another plan has met meanwhile are that one's.
void write(storage::Transaction& tx, const access::Call& call, TalkPlan& plan) {
  if (!events::find_event(tx, call.principal.organization, plan.event, storage::Lock::for_update))
    throw std::runtime_error("the event was deleted while its talks were planned");
  const auto known = load_talk_ids(tx, plan.event);
  std::set<TalkId> taken;
  for (const auto& [pair, id] : known) taken.insert(id);
  for (auto& talk : plan.talks) {
    const auto met = known.find(pair_of(talk.company, talk.with_company));
    if (met != known.end()) {
      talk.id = met->second;
    } else if (taken.contains(talk.id)) {  // of a pair that a merger has made another
      talk.id = TalkId::make(call.now);
    }
  }
  plan.id = TalkPlanId::make(call.now);
  plan.number = next_plan_number(tx, plan.event);
  plan.created_at = plan.updated_at = call.now;
  plan.version = core::first_version(call.now);
  insert_plan(tx, call.principal.organization, plan);
  audit::record(tx, call,
                {.object_kind = "talk_plan",
                 .object = plan.id.uuid,
                 .action = "created",
                 .changes = {{"event_id", std::nullopt, plan.event.text()},
                             {"number", std::nullopt, std::to_string(plan.number)},
                             {"quality", std::nullopt, std::string(to_text(plan.quality))},
                             {"score", std::nullopt, core::to_lines(plan.score)}}});
}

}  // namespace

JobRunner::Finish TalkPlanner::operator()(const jobs::Job& job, jobs::JobControl& control) const {
  const auto end = Steady::now() + std::chrono::milliseconds(input_of(job, time_limit_figure, 60'000));
  const auto should_stop = [&control, end] { return control.should_stop() || Steady::now() >= end; };
  auto input = database_->read_at_once([&](storage::Transaction& tx) -> std::optional<PlanningInput> {
    const auto event = events::find_event(tx, job.organization, job.event);
    return event ? load_planning_input(tx, *event, clock_->now()) : std::nullopt;
  });
  if (!input) return failed("The event is gone, or has no settings for talks any more.");
  input->require_all = input_of(job, require_all_figure, 0) != 0;
  auto built = build_problem(*input);
  if (!built) return failed(built.error().detail(core::Language::en));
  auto not_planned = words_of_not_planned(*input, built->not_planned);
  if (built->talks.empty()) {
    return failed(
        core::fail(nothing_to_plan, {{"wishes", std::to_string(input->wishes.size())}}).detail(core::Language::en) +
        (not_planned.empty() ? "" : " " + not_planned));
  }
  if (const auto good = scheduling::check_problem(built->problem); !good)
    throw std::logic_error("a problem that makes no sense: " + good.error().detail(core::Language::en));

  const auto outcome = search(job, control, built->problem, should_stop);
  if (outcome.status == scheduling::Status::infeasible) {
    const auto conflict = scheduling::find_conflict(
        built->problem, static_cast<std::uint32_t>(input_of(job, seed_figure, 0)), should_stop);
    return without_plan("There is no plan in which all of them take place: " +
                        scheduling::words_of(built->problem, conflict, built->names) + ".");
  }
  if (!outcome.plan) return failed("No plan was found within the time limit.");
  const int table_changes = fill_in(*input, *built, *outcome.plan);
  // What is stored has been judged, whoever made it.
  const auto judgement = scheduling::judge(built->problem, *outcome.plan, built->names);
  if (!judgement.violations.empty()) throw std::logic_error("a plan breaks a rule: " + judgement.violations[0].words);
  auto plan = std::make_shared<TalkPlan>(plan_of(job, *input, *built, outcome, table_changes));
  return [plan, job, not_planned = std::move(not_planned), now = clock_->now()](storage::Transaction& tx) {
    write(tx, job.call(now), *plan);
    return Ended{.result = plan->id.uuid, .outcome = not_planned.empty() ? std::nullopt : std::optional(not_planned)};
  };
}

}  // namespace tagwerk::meetings
