#include "engine/statistics/record_audit.hpp"

#include <string>
#include <utility>
#include <vector>

#include "engine/audit/audit.hpp"

namespace tagwerk::statistics {
namespace {

using Maybe = std::optional<std::string>;

Maybe number(const std::optional<AttendanceRecord>& record, std::optional<std::int64_t> Figures::*unit) {
  if (!record || !(record->figures.*unit)) return std::nullopt;
  return std::to_string(*(record->figures.*unit));
}
Maybe source(const std::optional<AttendanceRecord>& record) { return record ? Maybe(record->source) : std::nullopt; }
Maybe complete(const std::optional<AttendanceRecord>& record) {
  return record ? Maybe(record->complete ? "true" : "false") : std::nullopt;
}

void write(storage::Transaction& tx, const access::Call& call, std::string_view kind, const core::Uuid& object,
           const std::string& prefix, const std::optional<AttendanceRecord>& before,
           const std::optional<AttendanceRecord>& after) {
  std::vector<audit::Change> changes{
      {prefix + "companies", number(before, &Figures::companies), number(after, &Figures::companies)},
      {prefix + "participants", number(before, &Figures::participants), number(after, &Figures::participants)},
      {prefix + "vendors", number(before, &Figures::vendors), number(after, &Figures::vendors)},
      {prefix + "source", source(before), source(after)},
      {prefix + "complete", complete(before), complete(after)}};
  const auto* action = !before ? "created" : !after ? "deleted" : "changed";
  audit::record(tx, call, {.object_kind = kind, .object = object, .action = action, .changes = std::move(changes)});
}

}  // namespace

void audit_record(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                  const std::optional<AttendanceRecord>& before, const std::optional<AttendanceRecord>& after) {
  write(tx, call, "event_attendance", event.uuid, "", before, after);
}

void audit_record(storage::Transaction& tx, const access::Call& call, const SeriesYear& year,
                  const std::optional<AttendanceRecord>& before, const std::optional<AttendanceRecord>& after) {
  write(tx, call, "series_attendance", year.series.uuid, std::to_string(year.year) + "/", before, after);
}

}  // namespace tagwerk::statistics
