#include "engine/trips/itinerary.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/trips/itinerary_errors.hpp"

namespace tagwerk::trips {
namespace {

using core::Fields;

std::string at_of(const char* list, std::size_t position) { return std::string(list).append(std::to_string(position)); }

void check_unique_key(Fields& fields, std::set<std::string>& seen, const std::string& at, const std::string& key) {
  if (!seen.insert(key).second) fields.push_back({at + "/key", &core::field_duplicate, {{"value", key}}});
}

void check_place(Fields& fields, const std::string& at, const Place& place) {
  core::MemberRules rules(at);
  rules.key("key", place.key).line("name", place.name, max_line).line("address", place.address, max_line);
  rules.country("country", place.country).time_zone("time_zone", place.time_zone);
  append(fields, rules.take());
  check_count(fields, at + "/hours", place.hours.size(), 0, max_hours_per_place);
  for (std::size_t i = 0; i < place.hours.size(); ++i) {
    std::set<Weekday> days;
    for (std::size_t j = 0; j < place.hours[i].days.size(); ++j) {
      const auto day = place.hours[i].days[j];
      if (!days.insert(day).second) {
        fields.push_back({at_of((at + "/hours/" + std::to_string(i) + "/days/").c_str(), j),
                          &core::field_duplicate,
                          {{"value", std::string(to_text(day))}}});
      }
    }
  }
}

class ItemRules {
 public:
  ItemRules(Fields& fields, const std::set<std::string>& places, core::Date first_day, core::Date last_day)
      : fields_(&fields), places_(&places), first_day_(first_day), last_day_(last_day) {}

  void check(const std::string& at, const Item& item) {
    core::MemberRules rules(at);
    rules.key("key", item.key).line("title", item.title, max_line);
    rules.line("carrier", item.carrier, max_line).line("number", item.number, max_line);
    rules.line("host", item.host, max_line).line("contact", item.contact, max_line);
    rules.line("dress", item.dress, max_line).line("identification", item.identification, max_line);
    append(*fields_, rules.take());
    if (item.note) check_item_note(at + "/note", *item.note);
    if (item.limit) check_range(*fields_, at + "/limit", *item.limit, 1, max_heads);
    check_places(at, item);
    check_date(at + "/starts_on", item.starts.date);
    check_date(at + "/ends_on", item.ends.date);
    if (item.mode && item.kind != ItemKind::travel) {
      fields_->push_back({at + "/mode",
                          &mode_without_travel,
                          {{"kind", std::string(to_text(item.kind))}, {"value", std::string(to_text(*item.mode))}}});
    }
    check_groups(at, item);
  }

 private:
  void check_places(const std::string& at, const Item& item) {
    known_place(at + "/place", item.place);
    if (item.to) known_place(at + "/to", *item.to);
    const bool moves = item.kind == ItemKind::travel || item.kind == ItemKind::border_crossing;
    if (moves && (!item.to || *item.to == item.place))
      fields_->push_back({at + "/to", &needs_an_end, {{"value", core::echo(item.place)}}});
    if (!moves && item.to) fields_->push_back({at + "/to", &ends_elsewhere, {{"value", core::echo(*item.to)}}});
  }

  void known_place(const std::string& pointer, const std::string& key) {
    if (!places_->contains(key)) fields_->push_back({pointer, &no_such_place, {{"value", core::echo(key)}}});
  }

  // Line feeds and tabs may be in it, other controls may not: no calendar could take them (RFC 5545 section 3.1).
  void check_item_note(const std::string& pointer, const std::string& note) {
    check_note(*fields_, pointer, note, max_item_note);
    auto rest = note;
    std::erase_if(rest, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
    if (core::has_control(rest))
      fields_->push_back({pointer,
                          &core::field_format,
                          {{"value", core::echo(note)}, {"expected", "text without control characters"}}});
  }

  void check_date(const std::string& pointer, core::Date date) {
    // A day further on the calendar ends, whatever the zone.
    if (date > core::Date(9999, 12, 29) || date < core::Date(1400, 1, 3)) {
      fields_->push_back({pointer,
                          &core::field_range,
                          {{"value", core::to_text(date)}, {"min", "1400-01-03"}, {"max", "9999-12-29"}}});
      return;
    }
    const auto around = boost::gregorian::days(max_days_around);
    if (date >= first_day_ - around && date <= last_day_ + around) return;
    fields_->push_back({pointer,
                        &far_from_the_trip,
                        {{"value", core::to_text(date)},
                         {"max", std::to_string(max_days_around)},
                         {"first", core::to_text(first_day_)},
                         {"last", core::to_text(last_day_)}}});
  }

  void check_groups(const std::string& at, const Item& item) {
    check_count(*fields_, at + "/groups", item.groups.size(), 0, max_groups_per_item);
    std::set<std::string> keys;
    for (std::size_t i = 0; i < item.groups.size(); ++i) {
      const auto of_group = at_of((at + "/groups/").c_str(), i);
      const auto& group = item.groups[i];
      core::MemberRules rules(of_group);
      rules.key("key", group.key).line("name", group.name, max_line);
      append(*fields_, rules.take());
      if (group.limit) check_range(*fields_, of_group + "/limit", *group.limit, 1, max_heads);
      check_unique_key(*fields_, keys, of_group, group.key);
    }
  }

  Fields* fields_;
  const std::set<std::string>* places_;
  core::Date first_day_;
  core::Date last_day_;
};

void check_transfers(Fields& fields, const Itinerary& itinerary, const std::set<std::string>& places) {
  check_count(fields, "/transfers", itinerary.transfers.size(), 0, max_transfers);
  std::set<std::pair<std::string, std::string>> ways;
  for (std::size_t i = 0; i < itinerary.transfers.size(); ++i) {
    const auto at = at_of("/transfers/", i);
    const auto& one = itinerary.transfers[i];
    if (!places.contains(one.from)) fields.push_back({at + "/from", &no_such_place, {{"value", core::echo(one.from)}}});
    if (!places.contains(one.to)) fields.push_back({at + "/to", &no_such_place, {{"value", core::echo(one.to)}}});
    if (one.from == one.to) fields.push_back({at + "/to", &leads_nowhere, {{"value", core::echo(one.to)}}});
    check_range(fields, at + "/minutes", one.minutes, 0, max_transfer_minutes);
    if (!ways.emplace(one.from, one.to).second)
      fields.push_back({at, &core::field_duplicate, {{"value", one.from + " – " + one.to}}});
  }
}

}  // namespace

std::string_view to_text(ItemKind kind) noexcept {
  switch (kind) {
    case ItemKind::travel:
      return "travel";
    case ItemKind::border_crossing:
      return "border_crossing";
    case ItemKind::visit:
      return "visit";
    case ItemKind::lodging:
      return "lodging";
    case ItemKind::meal:
      return "meal";
    case ItemKind::free_time:
      break;
  }
  return "free_time";
}
std::optional<ItemKind> parse_item_kind(std::string_view text) noexcept { return core::one_of(all_item_kinds, text); }

std::string_view to_text(TravelMode mode) noexcept {
  switch (mode) {
    case TravelMode::flight:
      return "flight";
    case TravelMode::train:
      return "train";
    case TravelMode::ferry:
      return "ferry";
    case TravelMode::coach:
      return "coach";
    case TravelMode::car:
      return "car";
    case TravelMode::walk:
      break;
  }
  return "walk";
}
std::optional<TravelMode> parse_travel_mode(std::string_view text) noexcept {
  return core::one_of(all_travel_modes, text);
}

std::string_view to_text(Weekday day) noexcept {
  constexpr std::string_view names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  return names[static_cast<std::size_t>(day)];
}
std::optional<Weekday> parse_weekday(std::string_view text) noexcept { return core::one_of(all_weekdays, text); }
Weekday weekday_of(core::Date date) {
  return static_cast<Weekday>((date.day_of_week().as_number() + 6) % 7);  // there Sunday is 0
}

const Place& Itinerary::place(std::string_view key) const {
  const auto found = std::find_if(places.begin(), places.end(), [&](const Place& one) { return one.key == key; });
  if (found == places.end()) throw std::logic_error("an itinerary without a place that it names");
  return *found;
}

std::optional<int> Itinerary::transfer_minutes(std::string_view from, std::string_view to) const {
  std::optional<int> back;
  for (const auto& one : transfers) {
    if (one.from == from && one.to == to) return one.minutes;
    if (one.from == to && one.to == from) back = one.minutes;
  }
  return back;
}

Itinerary normalized(Itinerary itinerary) {
  for (auto& place : itinerary.places) {
    for (auto& hours : place.hours) {
      std::sort(hours.days.begin(), hours.days.end());
      if (hours.days.size() == std::size(all_weekdays)) hours.days.clear();
    }
  }
  return itinerary;
}

Span span_of(const Itinerary& itinerary, const Item& item) {
  const auto at = [&](const Moment& moment, const std::string& place) {
    return core::instant_at(moment.date, moment.time, itinerary.place(place).time_zone).value();
  };
  return {at(item.starts, item.place), at(item.ends, item.end_place())};
}

std::vector<core::FieldError> check(const Itinerary& itinerary, core::Date first_day, core::Date last_day) {
  Fields fields;
  check_count(fields, "/places", itinerary.places.size(), 0, max_places);
  std::set<std::string> places;
  for (std::size_t i = 0; i < itinerary.places.size(); ++i) {
    const auto at = at_of("/places/", i);
    check_place(fields, at, itinerary.places[i]);
    check_unique_key(fields, places, at, itinerary.places[i].key);
  }
  check_transfers(fields, itinerary, places);
  check_count(fields, "/items", itinerary.items.size(), 0, max_items);
  ItemRules rules(fields, places, first_day, last_day);
  std::set<std::string> keys;
  for (std::size_t i = 0; i < itinerary.items.size(); ++i) {
    const auto at = at_of("/items/", i);
    rules.check(at, itinerary.items[i]);
    check_unique_key(fields, keys, at, itinerary.items[i].key);
  }
  return fields;
}

}  // namespace tagwerk::trips
