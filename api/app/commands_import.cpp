#include <filesystem>
#include <fstream>
#include <ostream>
#include <stdexcept>
#include <string>

#include "api/app/commands.hpp"
#include "api/app/offline.hpp"
#include "engine/core/import_report.hpp"

namespace tagwerk::app {
namespace {

std::string read_all(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path)) throw std::runtime_error("cannot read " + path);
  // Read no further than the engine takes, however much is there.
  std::string text(core::import_max_bytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) throw std::runtime_error("cannot read " + path);
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > core::import_max_bytes)
    throw std::runtime_error(path + " is larger than " + std::to_string(core::import_max_bytes) + " bytes");
  return text;
}

void tell(std::ostream& out, const core::ImportReport& report) {
  out << (report.dry_run ? "would import " : "imported ") << report.rows << " lines: " << report.created << " created, "
      << report.updated << " updated, " << report.unchanged << " unchanged\n";
}

// `import` is one of the services' functions: (call, csv, dry_run) → report.
template <class Import>
int import_file(const Invocation& invocation, Import&& import) {
  const auto csv = read_all(invocation.line.words.front());
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
