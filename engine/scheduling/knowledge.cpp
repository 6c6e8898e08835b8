#include "engine/scheduling/knowledge.hpp"

#include <stdexcept>
#include <utility>

#include "engine/scheduling/checker.hpp"

namespace tagwerk::scheduling {

void Knowledge::found(Plan plan) {
  const auto judgement = judge(problem_, plan);
  if (!judgement.violations.empty())
    throw std::logic_error("a plan breaks a rule: " + judgement.violations.front().words);
  const std::scoped_lock lock(mutex_);
  if (outcome_.score && !problem_.objective.is_better(judgement.score, *outcome_.score)) return;
  outcome_.plan = std::move(plan);
  outcome_.score = judgement.score;
  tell();
}

void Knowledge::at_least(const Score& score) {
  const std::scoped_lock lock(mutex_);
  if (!problem_.objective.is_better(outcome_.bound, score)) return;
  outcome_.bound = score;
  tell();
}

void Knowledge::no_plan() {
  const std::scoped_lock lock(mutex_);
  outcome_.status = Status::infeasible;
}

Status Knowledge::status() const {
  if (!outcome_.score) return outcome_.status;
  if (outcome_.status == Status::infeasible || problem_.objective.is_better(*outcome_.score, outcome_.bound))
    throw std::logic_error("there is a plan where none can be");
  return *outcome_.score == outcome_.bound ? Status::optimal : Status::feasible;
}

Outcome Knowledge::outcome() const {
  const std::scoped_lock lock(mutex_);
  auto outcome = outcome_;
  outcome.status = status();
  return outcome;
}

// Asked thousands of times a second: copies no plan.
bool Knowledge::is_over() const {
  {
    const std::scoped_lock lock(mutex_);
    const auto now = status();
    if (now == Status::optimal || now == Status::infeasible) return true;
  }
  return control_.should_stop && control_.should_stop();
}

void Knowledge::tell() {
  if (control_.on_progress) control_.on_progress({outcome_.score, outcome_.bound});
}

}  // namespace tagwerk::scheduling
