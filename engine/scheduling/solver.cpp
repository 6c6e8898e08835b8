#include "engine/scheduling/solver.hpp"

#include <algorithm>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/knowledge.hpp"
#include "engine/scheduling/local_search.hpp"
#include "engine/scheduling/placement.hpp"
#include "engine/scheduling/sat_search.hpp"

namespace tagwerk::scheduling {
namespace {

// From above: better plans by local search; where that gets no further, by SAT.
class PlanSearch {
 public:
  PlanSearch(Knowledge& knowledge, const Problem& problem, std::uint32_t seed)
      : problem_(problem),
        knowledge_(knowledge),
        seed_(seed),
        placement_(problem, seed),
        local_(problem, seed),
        changes_(first_changes(problem)) {}

  /// A first plan without SAT, which takes long to set up where there are many talks.
  void begin() {
    // Where not all fit the placement never comes to an end: what each talk's turn has given is a plan already.
    if (placement_.run(problem_.talk_count(), [this] { return knowledge_.is_over(); })) offer(placement_.plan());
    if (placement_.run(first_moves, [this] { return knowledge_.is_over(); })) improve(placement_.plan());
  }

  /// False: neither is any better, and there is nothing left to ask for.
  bool step(const SatModel& model, int max_conflicts) {
    const auto now = knowledge_.outcome();
    if (now.status == Status::optimal || (now.plan && improve(*now.plan))) return true;
    if (!sat_) sat_.emplace(problem_, model, knowledge_, SatAim::model, seed_);
    return sat_->ask_better(max_conflicts);
  }

  /// False: no further, with all patience there is.
  bool step_without_formula() {
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

  // The placement does not know of breaks.
  void offer(const Plan& plan) {
    if (judge(problem_, plan).violations.empty()) knowledge_.found(plan);
  }

  bool improve(const Plan& plan) {
    const auto known = knowledge_.outcome().score;
    local_.start(plan);
    local_.run(changes_, warm_breaks, cold_breaks, [this] { return knowledge_.is_over(); });
    changes_ = std::min(2 * changes_, most_changes);
    if (!local_.best_plan() || (known && !problem_.objective.is_better(local_.best_score(), *known))) return false;
    knowledge_.found(*local_.best_plan());
    return true;
  }

  const Problem& problem_;
  Knowledge& knowledge_;
  std::uint32_t seed_;
  Placement placement_;
  LocalSearch local_;
  std::optional<SatSearch> sat_;
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
  // Told when to stop, it goes on until then, each time another way.
  const bool is_told_when_to_stop = control.should_stop != nullptr;
  if (!model) {
    while (!knowledge.is_over() && (plans.step_without_formula() || is_told_when_to_stop)) continue;
    return knowledge.outcome();
  }
  SatSearch proof(problem, *model, knowledge, SatAim::proof, seed);
  if (control.run_both) {
    const auto until_over = [&](const std::function<bool(int)>& step) {
      int conflicts = first_conflicts;
      while (!knowledge.is_over() && step(conflicts)) conflicts = grown(conflicts);
    };
    control.run_both(
        [&] { until_over([&](int conflicts) { return proof.ask_bound(conflicts); }); },
        [&] { until_over([&](int conflicts) { return plans.step(*model, conflicts) || is_told_when_to_stop; }); });
  } else {
    for (int conflicts = first_conflicts; !knowledge.is_over(); conflicts = grown(conflicts)) {
      const bool asks = proof.ask_bound(proof_share * conflicts);
      if (knowledge.is_over()) break;
      if (!plans.step(*model, conflicts) && !asks && !is_told_when_to_stop) break;
    }
  }
  return knowledge.outcome();
}

}  // namespace tagwerk::scheduling
