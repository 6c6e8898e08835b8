#include "api/resources/import_answer.hpp"

#include "engine/core/csv.hpp"
#include "engine/core/import_report.hpp"

namespace tagwerk::resources {

const json::Object<ImportAnswer>& shape(json::Tag<ImportAnswer>) {
  static const auto object =
      json::Object<ImportAnswer>("ImportReport", "What an import did, or would do; it does all of it or nothing")
          .required("rows", &ImportAnswer::rows, json::about("Lines without the header"))
          .required("created", &ImportAnswer::created)
          .required("updated", &ImportAnswer::updated)
          .required("unchanged", &ImportAnswer::unchanged, json::about("Lines that say what is there already"))
          .required("dry_run", &ImportAnswer::dry_run);
  return object;
}

ImportAnswer to_answer(const core::ImportReport& report) {
  return {.rows = static_cast<std::int64_t>(report.rows),
          .created = static_cast<std::int64_t>(report.created),
          .updated = static_cast<std::int64_t>(report.updated),
          .unchanged = static_cast<std::int64_t>(report.unchanged),
          .dry_run = report.dry_run};
}

std::vector<const core::ErrorCode*> import_errors(std::vector<const core::ErrorCode*> more) {
  for (const auto* code : {&core::csv_cell_count, &core::csv_quote, &core::csv_unterminated, &core::csv_carriage_return,
                           &core::csv_not_utf8, &core::csv_cell_size, &core::csv_line_size, &core::csv_columns,
                           &core::duplicate_line, &core::reference_not_found})
    more.push_back(code);
  return more;
}

pipeline::QueryParameter import_dry_run() {
  return {.name = "dry_run",
          .kind = pipeline::QueryParameter::Kind::boolean,
          .description = "true: only tell what would be done"};
}

}  // namespace tagwerk::resources
