#include "api/resources/imports.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/import_answer.hpp"
#include "engine/core/import_report.hpp"
#include "engine/directory/directory_errors.hpp"
#include "engine/directory/import.hpp"
#include "engine/directory/import_service.hpp"

namespace tagwerk::resources {
namespace {

using directory::ImportService;
using pipeline::Exchange;

static_assert(core::import_max_bytes == pipeline::import_body_limit_bytes,
              "what the command line may import can be imported over REST");
static_assert(core::import_max_rows == 20'000, "the descriptions below say so");

core::Result<http::Response> answer(const core::Result<core::ImportReport>& report) {
  if (!report) return report.error();
  return pipeline::ok(to_answer(*report));
}

}  // namespace

void add_imports_routes(pipeline::RouteTable& table, ImportService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/companies/import",
       .operation_id = "importCompanies",
       .tag = "directory",
       .summary = "Import companies from a CSV file",
       .description =
           "Columns, in any order, named by the first line: `name`, `role` (partner, vendor, supplier), and if wanted "
           "`region_key`, `city`. At most 20,000 lines. All lines or none: every wrong one is reported as `line N` or "
           "`line N/column`. A company is known by name and role, compared exactly; one that is there already, or was "
           "merged into another, is left as it is and counted as unchanged. Twice in the file is an error.",
       .roles = access::organizers,
       .query = {import_dry_run()},
       .body = pipeline::BodyRule::csv(),
       .answers = {{200, "What was done, or would be done", json::schema<ImportAnswer>()}},
       .errors = import_errors({}),
       .idempotent = true,
       .handle = [&service](Exchange& x) {
         return answer(service.import_companies(x.call(), x.raw_body(), x.flag("dry_run")));
       }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/people/import",
       .operation_id = "importPeople",
       .tag = "directory",
       .summary = "Import people from a CSV file",
       .description =
           "Columns, in any order, named by the first line: `company` (its name), `given_name`, `family_name`, `email`, "
           "and if wanted `function`, `company_role` (where a partner and a vendor have the same name). At most 20,000 "
           "lines. All lines or none: every wrong one is reported as `line N` or `line N/column`. A person is known by "
           "company and e-mail address, compared without regard to the letter case of A-Z; one that is there already is "
           "left as it is and counted as unchanged. Twice in the file is an error.",
       .roles = access::organizers,
       .query = {import_dry_run()},
       .body = pipeline::BodyRule::csv(),
       .answers = {{200, "What was done, or would be done", json::schema<ImportAnswer>()}},
       .errors = import_errors({&directory::company_ambiguous}),
       .idempotent = true,
       .handle = [&service](Exchange& x) {
         return answer(service.import_people(x.call(), x.raw_body(), x.flag("dry_run")));
       }});
}

}  // namespace tagwerk::resources
