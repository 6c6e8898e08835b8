#include "engine/events/series.hpp"

#include "engine/core/one_of.hpp"

namespace tagwerk::events {

std::string_view to_text(SeriesKind kind) noexcept {
  switch (kind) {
    case SeriesKind::congress:
      return "congress";
    case SeriesKind::partner_talks:
      return "partner_talks";
    case SeriesKind::focus_group:
      return "focus_group";
    case SeriesKind::regional_meeting:
      return "regional_meeting";
    case SeriesKind::study_trip:
      return "study_trip";
    case SeriesKind::other:
      break;
  }
  return "other";
}

std::optional<SeriesKind> parse_series_kind(std::string_view text) noexcept {
  return core::one_of(all_series_kinds, text);
}

}  // namespace tagwerk::events
