#include "engine/scheduling/solver.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/local_search.hpp"
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

// A search that goes on, step by step, until all is known.
class Search {
 public:
  Search(const SatModel& model, Knowledge& knowledge, SatAim aim, std::uint32_t seed)
      : model_(model),
        knowledge_(knowledge),
        solver_(model.formula, aim, seed, [&knowledge] { return knowledge.is_over(); }) {}

 protected:
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
  void found(Plan plan) { knowledge_.found(std::move(plan)); }
  [[nodiscard]] Outcome known() const { return knowledge_.outcome(); }

 private:
  const SatModel& model_;
  Knowledge& knowledge_;
  SatSolver solver_;
};

// From below: is there a plan as good as the bound says?
class ProofSearch : public Search {
 public:
  ProofSearch(const SatModel& model, Knowledge& knowledge, std::uint32_t seed)
      : Search(model, knowledge, SatAim::proof, seed) {}

  void step(int max_conflicts) { ask(known().lower_bound, max_conflicts); }
};

// From above: a plan by SAT, then better ones by local search; where that gets no further, by SAT again.
class PlanSearch : public Search {
 public:
  PlanSearch(const SatModel& model, Knowledge& knowledge, const Problem& problem, std::uint32_t seed)
      : Search(model, knowledge, SatAim::model, seed), local_(problem, seed) {}

  void step(int max_conflicts) {
    const auto now = known();
    if (!now.plan) {
      ask(std::nullopt, max_conflicts);
      return;
    }
    local_.start(*now.plan);
    local_.run(changes_, warm_breaks, cold_breaks);
    changes_ = std::min(2 * changes_, most_changes);
    if (local_.best_breaks() < *now.breaks) {
      found(local_.best_plan());
    } else {
      ask(*now.breaks - 1, max_conflicts);
    }
  }

 private:
  // Measured on the published problems: between them a change to the worse is now and then accepted, and at the end hardly ever.
  static constexpr double warm_breaks = 0.6;
  static constexpr double cold_breaks = 0.1;
  static constexpr int most_changes = 4'000'000;  // some seconds

  LocalSearch local_;
  int changes_ = 100'000;
};

constexpr int first_conflicts = 2'000;
constexpr int most_conflicts = 1'000'000'000;

int grown(int conflicts) { return conflicts > most_conflicts / 2 ? most_conflicts : conflicts + conflicts / 2; }

}  // namespace

Outcome solve(const Problem& problem, std::uint32_t seed, const Control& control) {
  Knowledge knowledge(problem, control);
  const auto model = build_sat_model(problem);
  ProofSearch proof(model, knowledge, seed);
  PlanSearch plans(model, knowledge, problem, seed);
  const auto run = [&](auto& search) {
    for (int conflicts = first_conflicts; !knowledge.is_over(); conflicts = grown(conflicts)) search.step(conflicts);
  };
  if (control.run_both) {
    control.run_both([&] { run(proof); }, [&] { run(plans); });
  } else {
    for (int conflicts = first_conflicts; !knowledge.is_over(); conflicts = grown(conflicts)) {
      plans.step(conflicts);
      if (!knowledge.is_over()) proof.step(3 * conflicts);
    }
  }
  return knowledge.outcome();
}

}  // namespace tagwerk::scheduling
