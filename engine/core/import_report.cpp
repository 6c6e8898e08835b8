#include "engine/core/import_report.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/result.hpp"

namespace tagwerk::core {

Error problems_error(ImportProblems problems) {
  std::stable_sort(problems.begin(), problems.end(),
                   [](const ImportProblem& a, const ImportProblem& b) { return a.line < b.line; });
  std::vector<FieldError> fields;
  std::size_t last_line = 0;
  for (auto& problem : problems) {
    if (fields.size() >= import_full_problems && problem.line == last_line) continue;
    last_line = problem.line;
    fields.push_back(std::move(problem.error));
  }
  return fail_fields(std::move(fields));
}

}  // namespace tagwerk::core
