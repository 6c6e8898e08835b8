// Purpose: the day of a trip for its guide: what is on, who is there, and who is missing. Heads are counted at an item with the
// check-in list of the same key, by the same scans, packs and imports as at any door (registration/check_in_list.hpp).
// At an item that is not for everybody those are expected who are assigned to it (sub_group.hpp), if anybody is.
// Shapes: an item without such a list is not counted. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/check_in_report.hpp"
#include "engine/trips/itinerary.hpp"
#include "engine/trips/itinerary_publication.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_counted_heads = 1'000;  // of one list; there are no study trips of that size

struct MissingHead {
  core::ParticipantId participant;
  std::optional<std::string> given_name;  // none: to be named later
  std::optional<std::string> family_name;
  core::CompanyId company;
  std::string company_name;
  bool operator==(const MissingHead&) const = default;
};

struct HeadCount {
  std::int64_t expected = 0;         // confirmed heads on the list, and assigned where heads are
  std::int64_t inside = 0;           // of these
  std::vector<MissingHead> missing;  // the others, in the order of their registrations
  bool operator==(const HeadCount&) const = default;
};

struct DayItem {
  Item item;
  Span span;
  std::string place_name;
  std::optional<HeadCount> heads;
};

/// What is on at that day by the clocks of its places, in the order of time; what is cancelled is left out. Positions in the
/// itinerary.
[[nodiscard]] std::vector<std::size_t> items_of_day(const Publication& publication, core::Date day);
/// `only`: who is expected of those on the list; nullptr: all of them.
[[nodiscard]] HeadCount count(const std::vector<registration::PackedTicket>& tickets,
                              const std::set<core::ParticipantId>* only = nullptr);

}  // namespace tagwerk::trips
