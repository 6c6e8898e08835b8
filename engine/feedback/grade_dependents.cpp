#include "engine/feedback/grade_dependents.hpp"

#include "engine/feedback/grade_store.hpp"

namespace tagwerk::feedback {

std::vector<std::string> GradeDependents::dependents(storage::Transaction& tx, const core::EventId& event) {
  const auto n = summarize(count_grades(tx, event)).n;
  if (n == 0) return {};
  return {std::to_string(n) + (n == 1 ? " grade" : " grades")};
}

void GradeDependents::event_cancelled(storage::Transaction&, const access::Call&, const core::EventId&) {}

}  // namespace tagwerk::feedback
