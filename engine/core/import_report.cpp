#include "engine/core/import_report.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace tagwerk::core {

Result<> check_import_size(std::string_view csv) {
  if (csv.size() <= import_max_bytes) return {};
  return fail(import_too_many_bytes,
              {{"bytes", std::to_string(csv.size())}, {"max", std::to_string(import_max_bytes)}});
}

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
