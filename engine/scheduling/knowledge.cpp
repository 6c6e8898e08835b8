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
  if (outcome_.score && *outcome_.score <= judgement.score) return;
  outcome_.plan = std::move(plan);
  outcome_.score = judgement.score;
  tell();
}

void Knowledge::at_least(const Score& score) {
  const std::scoped_lock lock(mutex_);
  if (score <= outcome_.bound) return;
  outcome_.bound = score;
  tell();
}

void Knowledge::no_plan() {
  const std::scoped_lock lock(mutex_);
  outcome_.status = Status::infeasible;
}

Outcome Knowledge::outcome() const {
  const std::scoped_lock lock(mutex_);
  auto outcome = outcome_;
  if (outcome.plan && (outcome.status == Status::infeasible || *outcome.score < outcome.bound))
    throw std::logic_error("there is a plan where none can be");
  if (outcome.plan) outcome.status = *outcome.score == outcome.bound ? Status::optimal : Status::feasible;
  return outcome;
}

bool Knowledge::is_over() const {
  const auto status = outcome().status;
  return status == Status::optimal || status == Status::infeasible || (control_.should_stop && control_.should_stop());
}

void Knowledge::tell() {
  if (control_.on_progress) control_.on_progress({outcome_.score, outcome_.bound});
}

}  // namespace tagwerk::scheduling
