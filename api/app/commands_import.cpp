#include <ostream>
#include <string>

#include "api/app/commands.hpp"
#include "api/app/input_file.hpp"
#include "api/app/offline.hpp"
#include "engine/core/import_report.hpp"

namespace tagwerk::app {
namespace {

void tell(std::ostream& out, const core::ImportReport& report) {
  out << (report.dry_run ? "would import " : "imported ") << report.rows << " lines: " << report.created << " created, "
      << report.updated << " updated, " << report.unchanged << " unchanged\n";
}

// `import` is one of the services' functions: (call, csv, dry_run) → report.
template <class Import>
int import_file(const Invocation& invocation, Import&& import) {
  const auto csv = read_input_file(invocation.line.words.front(), core::import_max_bytes);
  Offline offline(invocation);
  const auto organization = offline.organization();
  const auto report = import(offline.services(), offline.call(organization.id), csv, invocation.line.has("dry-run"));
  if (!report) return refuse(invocation, report.error());
  tell(invocation.streams.out, *report);
  return 0;
}

}  // namespace

int import_companies(const Invocation& call) {
  return import_file(call, [](Services& services, const access::Call& caller, const std::string& csv, bool dry_run) {
    return services.imports.import_companies(caller, csv, dry_run);
  });
}

int import_people(const Invocation& call) {
  return import_file(call, [](Services& services, const access::Call& caller, const std::string& csv, bool dry_run) {
    return services.imports.import_people(caller, csv, dry_run);
  });
}

int import_attendance(const Invocation& call) {
  return import_file(call, [](Services& services, const access::Call& caller, const std::string& csv, bool dry_run) {
    return services.attendance.import_attendance(caller, csv, dry_run);
  });
}

}  // namespace tagwerk::app
