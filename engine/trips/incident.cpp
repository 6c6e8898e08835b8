#include "engine/trips/incident.hpp"

#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/text.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::trips {
namespace {

void check_text(core::Fields& fields, std::string pointer, const std::string& text) {
  core::check_length(fields, std::move(pointer), core::code_points(text), 1, max_incident_text);
}

}  // namespace

std::string_view to_text(IncidentSeverity severity) noexcept {
  return severity == IncidentSeverity::serious ? "serious" : "note";
}

std::optional<IncidentSeverity> parse_incident_severity(std::string_view text) noexcept {
  for (const auto severity : all_incident_severities) {
    if (to_text(severity) == text) return severity;
  }
  return std::nullopt;
}

std::vector<core::FieldError> check(const NewIncident& incident, core::Instant now) {
  core::Fields fields;
  check_text(fields, "/note", incident.note);
  if (incident.happened_at && *incident.happened_at > now + boost::posix_time::minutes(max_minutes_ahead)) {
    fields.push_back({"/happened_at",
                      &registration::scanned_in_future,
                      {{"value", core::to_rfc3339(*incident.happened_at)},
                       {"minutes", std::to_string(max_minutes_ahead)},
                       {"now", core::to_rfc3339(now)}}});
  }
  return fields;
}

std::vector<core::FieldError> check(const IncidentPatch& patch) {
  core::Fields fields;
  if (patch.note) check_text(fields, "/note", *patch.note);
  if (patch.resolution && *patch.resolution) check_text(fields, "/resolution", **patch.resolution);
  return fields;
}

Incident patched(Incident incident, const IncidentPatch& patch) {
  if (patch.severity) incident.severity = *patch.severity;
  if (patch.note) incident.note = *patch.note;
  if (patch.resolution) incident.resolution = *patch.resolution;
  return incident;
}

}  // namespace tagwerk::trips
