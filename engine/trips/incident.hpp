// Purpose: what happened on the road: somebody is ill, a bag is lost, the bus was late; and what became of it.
// Errors: core::validation_failed with every wrong member at its JSON pointer; registration::scanned_in_future. Units: lengths in code points.
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_incident_text = 2'000;
/// A guide's telephone may be that much ahead.
inline constexpr int max_minutes_ahead = 5;

using IncidentId = core::Id<struct IncidentTag>;

enum class IncidentSeverity : std::uint8_t { note, serious };
inline constexpr IncidentSeverity all_incident_severities[] = {IncidentSeverity::note, IncidentSeverity::serious};
[[nodiscard]] std::string_view to_text(IncidentSeverity severity) noexcept;
[[nodiscard]] std::optional<IncidentSeverity> parse_incident_severity(std::string_view text) noexcept;

struct NewIncident {
  IncidentSeverity severity = IncidentSeverity::note;
  std::string note;
  std::optional<core::Instant> happened_at;        // none: now
  std::optional<std::string> item;                 // key of one of the itinerary's
  std::optional<core::ParticipantId> participant;  // whom it is about
};
/// `now`: nothing has happened after it.
[[nodiscard]] std::vector<core::FieldError> check(const NewIncident& incident, core::Instant now);

struct IncidentPatch {
  std::optional<IncidentSeverity> severity;
  std::optional<std::string> note;
  std::optional<std::optional<std::string>> resolution;  // null: it is open again
};
[[nodiscard]] std::vector<core::FieldError> check(const IncidentPatch& patch);

struct Incident {
  IncidentId id;
  core::EventId event;
  IncidentSeverity severity = IncidentSeverity::note;
  std::string note;
  core::Instant happened_at;
  std::optional<std::string> item;
  std::optional<core::ParticipantId> participant;
  std::string reported_by;                // what the token is called
  std::optional<std::string> resolution;  // none: it is open
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Incident&) const = default;
};
[[nodiscard]] Incident patched(Incident incident, const IncidentPatch& patch);

}  // namespace tagwerk::trips
