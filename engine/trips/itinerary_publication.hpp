// Purpose: what travellers are told of an itinerary: numbered publications, what has changed since the one before, and a number per
// item that rises with each change, so that calendars notice (SEQUENCE, RFC 5545 section 3.8.7.4).
// Shapes: an item that is no longer in the draft stays in later publications, as cancelled. Errors: none.
// Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/time.hpp"
#include "engine/trips/itinerary.hpp"

namespace tagwerk::trips {

inline constexpr int max_publications = 200;
inline constexpr std::size_t max_cancelled_items = 300;     // told beside those of the draft: the latest
inline constexpr std::size_t max_publication_note = 1'000;  // code points

struct PublishedItem {
  int sequence = 0;
  bool cancelled = false;
  bool operator==(const PublishedItem&) const = default;
};

struct Publication {
  int number = 0;  // from 1 on
  core::Instant published_at;
  std::optional<std::string> note;
  Itinerary itinerary;               // of cancelled items as they were last
  std::vector<PublishedItem> items;  // one for each of the itinerary's
  bool operator==(const Publication&) const = default;
};

enum class ItemChangeKind : std::uint8_t { added, moved, changed, cancelled, restored };
inline constexpr ItemChangeKind all_item_change_kinds[] = {ItemChangeKind::added, ItemChangeKind::moved,
                                                           ItemChangeKind::changed, ItemChangeKind::cancelled,
                                                           ItemChangeKind::restored};
[[nodiscard]] std::string_view to_text(ItemChangeKind kind) noexcept;

struct ItemChange {
  ItemChangeKind kind = ItemChangeKind::changed;
  std::string item;                  // its key
  std::string title;                 // as it is now
  std::optional<Span> was;           // moved or restored: when it was
  std::vector<std::string> members;  // what else is different
  bool operator==(const ItemChange&) const = default;
};

/// `before`: the last publication, if there is one.
[[nodiscard]] Publication publication_of(const Itinerary& draft, const Publication* before, core::Instant now,
                                         std::optional<std::string> note);
/// In the order of the items of `after`; empty: no item says anything else.
[[nodiscard]] std::vector<ItemChange> changes_between(const Publication* before, const Publication& after);

}  // namespace tagwerk::trips
