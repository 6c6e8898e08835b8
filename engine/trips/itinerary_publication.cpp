#include "engine/trips/itinerary_publication.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace tagwerk::trips {
namespace {

// An item with its places: what a traveller reads of it.
struct Seen {
  const Item* item;
  const Place* from;
  const Place* to;
  Span span;
};

Seen seen(const Itinerary& itinerary, const Item& item) {
  return {&item, &itinerary.place(item.place), &itinerary.place(item.end_place()), span_of(itinerary, item)};
}

bool same_place(const Place& a, const Place& b) {
  return a.name == b.name && a.country == b.country && a.time_zone == b.time_zone && a.address == b.address;
}

bool is_moved(const Seen& was, const Seen& is) { return !(was.span == is.span); }

std::vector<std::string> changed_members(const Seen& was, const Seen& is) {
  std::vector<std::string> members;
  const auto compare = [&](const char* name, const auto& a, const auto& b) {
    if (!(a == b)) members.emplace_back(name);
  };
  compare("kind", was.item->kind, is.item->kind);
  compare("title", was.item->title, is.item->title);
  if (!same_place(*was.from, *is.from)) members.emplace_back("place");
  if (was.item->to.has_value() != is.item->to.has_value() || !same_place(*was.to, *is.to)) {
    if (was.item->to || is.item->to) members.emplace_back("to");
  }
  compare("for_everybody", was.item->for_everybody, is.item->for_everybody);
  compare("limit", was.item->limit, is.item->limit);
  compare("groups", was.item->groups, is.item->groups);
  compare("mode", was.item->mode, is.item->mode);
  compare("carrier", was.item->carrier, is.item->carrier);
  compare("number", was.item->number, is.item->number);
  compare("host", was.item->host, is.item->host);
  compare("contact", was.item->contact, is.item->contact);
  compare("dress", was.item->dress, is.item->dress);
  compare("identification", was.item->identification, is.item->identification);
  compare("register_by", was.item->register_by, is.item->register_by);
  compare("note", was.item->note, is.item->note);
  return members;
}

using Positions = std::map<std::string, std::size_t>;

Positions positions_of(const Publication* publication) {
  Positions positions;
  if (publication == nullptr) return positions;
  for (std::size_t i = 0; i < publication->itinerary.items.size(); ++i)
    positions.emplace(publication->itinerary.items[i].key, i);
  return positions;
}

// What is cancelled keeps its places, also those that the draft has no more or has under another name.
void keep_places(Itinerary& itinerary, const Itinerary& before, Item& item) {
  const auto keep = [&](std::string& key) {
    const auto& place = before.place(key);
    auto wanted = key;
    for (int n = 2;; ++n) {
      const auto found = std::ranges::find(itinerary.places, wanted, &Place::key);
      if (found == itinerary.places.end()) break;
      if (same_place(*found, place)) {
        key = wanted;
        return;
      }
      wanted = key.substr(0, 58).append("_").append(std::to_string(n));
    }
    auto copy = place;
    copy.key = wanted;
    itinerary.places.push_back(std::move(copy));
    key = wanted;
  };
  keep(item.place);
  if (item.to) keep(*item.to);
}

}  // namespace

std::string_view to_text(ItemChangeKind kind) noexcept {
  switch (kind) {
    case ItemChangeKind::added:
      return "added";
    case ItemChangeKind::moved:
      return "moved";
    case ItemChangeKind::changed:
      return "changed";
    case ItemChangeKind::cancelled:
      return "cancelled";
    case ItemChangeKind::restored:
      break;
  }
  return "restored";
}

Publication publication_of(const Itinerary& draft, const Publication* before, core::Instant now,
                           std::optional<std::string> note) {
  Publication result{.number = before != nullptr ? before->number + 1 : 1,
                     .published_at = now,
                     .note = std::move(note),
                     .itinerary = draft,
                     .items = {}};
  const auto was = positions_of(before);
  std::set<std::string> kept;
  for (const auto& item : draft.items) {
    kept.insert(item.key);
    const auto found = was.find(item.key);
    if (found == was.end()) {
      result.items.push_back({});
      continue;
    }
    const auto& old = before->items[found->second];
    const auto then = seen(before->itinerary, before->itinerary.items[found->second]);
    const auto is = seen(draft, item);
    const bool differs = old.cancelled || is_moved(then, is) || !changed_members(then, is).empty();
    result.items.push_back({.sequence = old.sequence + (differs ? 1 : 0), .cancelled = false});
  }
  if (before == nullptr) return result;
  // What was cancelled now comes first, what was long ago falls out at the end.
  for (std::size_t i = 0; i < before->items.size(); ++i) {
    auto item = before->itinerary.items[i];
    if (kept.contains(item.key)) continue;
    if (result.items.size() >= draft.items.size() + max_cancelled_items) break;
    keep_places(result.itinerary, before->itinerary, item);
    const auto& old = before->items[i];
    result.itinerary.items.push_back(std::move(item));
    result.items.push_back({.sequence = old.sequence + (old.cancelled ? 0 : 1), .cancelled = true});
  }
  return result;
}

std::vector<ItemChange> changes_between(const Publication* before, const Publication& after) {
  const auto was = positions_of(before);
  std::vector<ItemChange> changes;
  for (std::size_t i = 0; i < after.items.size(); ++i) {
    const auto& item = after.itinerary.items[i];
    const bool cancelled = after.items[i].cancelled;
    ItemChange change{.kind = ItemChangeKind::added, .item = item.key, .title = item.title, .was = {}, .members = {}};
    const auto found = was.find(item.key);
    if (found == was.end()) {
      if (!cancelled) changes.push_back(std::move(change));
      continue;
    }
    const bool was_cancelled = before->items[found->second].cancelled;
    const auto then = seen(before->itinerary, before->itinerary.items[found->second]);
    const auto is = seen(after.itinerary, item);
    if (cancelled) {
      change.kind = ItemChangeKind::cancelled;
      if (!was_cancelled) changes.push_back(std::move(change));
      continue;
    }
    change.members = changed_members(then, is);
    const bool moved = is_moved(then, is);
    if (!moved && change.members.empty() && !was_cancelled) continue;
    change.kind = was_cancelled ? ItemChangeKind::restored : moved ? ItemChangeKind::moved : ItemChangeKind::changed;
    if (moved) change.was = then.span;
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace tagwerk::trips
