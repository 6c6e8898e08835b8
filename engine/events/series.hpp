// Purpose: a series of gatherings ("Jahreskongress"): what its events have in common.
// Rules: the key is for good, because addresses, dashboards and recorded figures name it; name and kind may change.
// Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::events {

enum class SeriesKind : std::uint8_t { congress, partner_talks, focus_group, regional_meeting, study_trip, other };

inline constexpr SeriesKind all_series_kinds[] = {SeriesKind::congress,    SeriesKind::partner_talks,
                                                  SeriesKind::focus_group, SeriesKind::regional_meeting,
                                                  SeriesKind::study_trip,  SeriesKind::other};

[[nodiscard]] std::string_view to_text(SeriesKind kind) noexcept;
[[nodiscard]] std::optional<SeriesKind> parse_series_kind(std::string_view text) noexcept;

struct NewSeries {
  std::string key;
  std::string name;
  SeriesKind kind = SeriesKind::other;
};

struct SeriesPatch {
  std::optional<std::string> name;
  std::optional<SeriesKind> kind;
};

struct Series {
  core::SeriesId id;
  std::string key;
  std::string name;
  SeriesKind kind = SeriesKind::other;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Series&) const = default;
};

}  // namespace tagwerk::events
