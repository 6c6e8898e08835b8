#include "engine/events/changed_members.hpp"

#include <string>
#include <utility>

namespace tagwerk::events {
namespace {

using Maybe = std::optional<std::string>;
using audit::Members;

Members members_of(const Series& series) {
  return {{"key", series.key}, {"name", series.name}, {"kind", std::string(to_text(series.kind))}};
}

Members members_of(const Venue& venue) {
  return {{"name", venue.name}, {"address", venue.address}, {"city", venue.city}, {"country", venue.country}};
}

Members members_of(const Room& room) {
  return {{"venue_id", room.venue.text()}, {"name", room.name}, {"seats", std::to_string(room.seats)}};
}

Members members_of(const Event& event) {
  return {{"series_key", event.series_key},
          {"name", event.name},
          {"edition_year", std::to_string(event.edition_year)},
          {"starts_on", core::to_text(event.starts_on)},
          {"ends_on", core::to_text(event.ends_on)},
          {"time_zone", event.time_zone},
          {"city", event.city},
          {"country", event.country},
          {"venue_id", event.venue ? Maybe(event.venue->text()) : std::nullopt},
          {"status", std::string(to_text(event.status))},
          {"note", event.note}};
}

template <class Noun>
Changes compare(const std::optional<Noun>& before, const std::optional<Noun>& after) {
  return audit::changes_between(before ? members_of(*before) : Members{}, after ? members_of(*after) : Members{});
}

Maybe limit_text(const PoolRow& pool) {
  if (!pool.limit) return std::nullopt;
  const auto limit = std::to_string(*pool.limit);
  return pool.overbook == 0 ? limit : limit + "+" + std::to_string(pool.overbook);
}

}  // namespace

Changes changed_members(const std::optional<Series>& before, const std::optional<Series>& after) {
  return compare(before, after);
}
Changes changed_members(const std::optional<Venue>& before, const std::optional<Venue>& after) {
  return compare(before, after);
}
Changes changed_members(const std::optional<Room>& before, const std::optional<Room>& after) {
  return compare(before, after);
}
Changes changed_members(const std::optional<Event>& before, const std::optional<Event>& after) {
  return compare(before, after);
}

Changes changed_limits(const std::vector<PoolRow>& before, const std::vector<PoolRow>& after) {
  Changes changes;
  auto old = before.begin();
  for (const auto& pool : after) {
    const bool is_old = old != before.end() && old->key == pool.key;
    changes.push_back({pool.key, is_old ? limit_text(*old) : std::nullopt, limit_text(pool)});
    if (is_old) ++old;
  }
  return changes;
}

}  // namespace tagwerk::events
