#include "engine/trips/itinerary_conflicts.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/time_zone.hpp"

namespace tagwerk::trips {
namespace {

using core::Date;
using core::Instant;

constexpr core::TimeOfDay early{4 * 60};  // what begins before belongs to the night

bool moves(ItemKind kind) { return kind == ItemKind::travel || kind == ItemKind::border_crossing; }
// One can leave these early, or not come at all.
bool can_be_missed(ItemKind kind) { return kind == ItemKind::meal || kind == ItemKind::free_time; }

class Search {
 public:
  Search(const Itinerary& itinerary, const TripFrame& frame, const Assigned& assigned)
      : itinerary_(&itinerary), frame_(&frame) {
    spans_.reserve(itinerary.items.size());
    for (const auto& item : itinerary.items) spans_.push_back(span_of(itinerary, item));
    for (std::size_t i = 0; i < spans_.size(); ++i) in_time_.push_back(i);
    std::stable_sort(in_time_.begin(), in_time_.end(),
                     [&](std::size_t a, std::size_t b) { return spans_[a].starts_at < spans_[b].starts_at; });
    for (const auto& of_traveller : assigned) take_part_.push_back(positions_of(of_traveller));
  }

  std::vector<Conflict> find() {
    for (const auto i : in_time_) check_alone(i);
    check_overlaps();
    check_way();
    check_nights();
    std::stable_sort(found_.begin(), found_.end(), [&](const Found& a, const Found& b) { return a.when < b.when; });
    if (found_.size() > max_conflicts) found_.erase(found_.begin() + max_conflicts, found_.end());
    std::vector<Conflict> conflicts;
    conflicts.reserve(found_.size());
    for (auto& one : found_) conflicts.push_back(std::move(one.conflict));
    return conflicts;
  }

 private:
  struct Found {
    Instant when;
    Conflict conflict;
  };

  [[nodiscard]] const Item& item(std::size_t i) const { return itinerary_->items[i]; }
  [[nodiscard]] const Place& start_of(std::size_t i) const { return itinerary_->place(item(i).place); }
  [[nodiscard]] const Place& end_of(std::size_t i) const { return itinerary_->place(item(i).end_place()); }
  [[nodiscard]] std::string title(std::size_t i) const {
    return std::string("'").append(item(i).title).append("' (").append(item(i).key).append(")");
  }
  static std::string wall(Instant instant, const Place& place) {
    const auto time = core::wall_time(instant, place.time_zone);
    return time ? core::to_text(time->date).append(" ").append(core::to_text(time->time)) : core::to_rfc3339(instant);
  }

  void add(ConflictKind kind, Severity severity, std::size_t i, std::optional<std::size_t> other,
           core::Arguments arguments) {
    arguments.emplace_back("item", title(i));
    if (other) arguments.emplace_back("other", title(*other));
    found_.push_back(
        {spans_[i].starts_at,
         {.kind = kind, .severity = severity, .item = i, .other = other, .arguments = std::move(arguments)}});
  }
  void add(ConflictKind kind, std::size_t i, std::optional<std::size_t> other, core::Arguments arguments) {
    add(kind, severity_of(kind), i, other, std::move(arguments));
  }

  void check_alone(std::size_t i) {
    const auto& one = item(i);
    if (spans_[i].ends_at <= spans_[i].starts_at) {
      add(ConflictKind::ends_before_it_starts, i, {},
          {{"starts", wall(spans_[i].starts_at, start_of(i))}, {"ends", wall(spans_[i].ends_at, start_of(i))}});
    }
    check_clock(i, one.starts, start_of(i));
    check_clock(i, one.ends, end_of(i));
    check_days(i);
    check_hours(i);
    check_places(i);
  }

  void check_clock(std::size_t i, const Moment& moment, const Place& place) {
    const auto shown = core::times_shown(moment.date, moment.time, place.time_zone);
    if (shown == 1) return;
    add(shown == 0 ? ConflictKind::time_skipped : ConflictKind::time_shown_twice, i, {},
        {{"zone", place.time_zone},
         {"time", core::to_text(moment.date).append(" ").append(core::to_text(moment.time))}});
  }

  void check_days(std::size_t i) {
    for (const auto date : {item(i).starts.date, item(i).ends.date}) {
      if (date >= frame_->first_day && date <= frame_->last_day) continue;
      add(ConflictKind::outside_the_event, i, {},
          {{"date", core::to_text(date)},
           {"first", core::to_text(frame_->first_day)},
           {"last", core::to_text(frame_->last_day)}});
      return;
    }
  }

  // Where one sleeps the door is opened at any time, and under way there is none.
  void check_hours(std::size_t i) {
    const auto& one = item(i);
    if (one.kind == ItemKind::lodging || one.kind == ItemKind::travel) return;
    check_open(i, start_of(i));
    if (one.kind == ItemKind::border_crossing) check_open(i, end_of(i));
  }

  void check_open(std::size_t i, const Place& place) {
    if (place.hours.empty() || is_open(place, spans_[i])) return;
    add(ConflictKind::closed, i, {},
        {{"place", place.name},
         {"starts", wall(spans_[i].starts_at, place)},
         {"ends", wall(spans_[i].ends_at, place)}});
  }

  // All the time, in one span of opening hours or in several that join.
  static bool is_open(const Place& place, const Span& span) {
    std::vector<Span> open;
    const auto from = core::local_date(span.starts_at, place.time_zone);
    const auto until = core::local_date(span.ends_at, place.time_zone);
    if (!from || !until) return true;
    for (auto day = *from - boost::gregorian::days(1); day <= *until; day += boost::gregorian::days(1)) {
      for (const auto& hours : place.hours) {
        if (!hours.days.empty() && std::ranges::find(hours.days, weekday_of(day)) == hours.days.end()) continue;
        const auto last = hours.closes_at > hours.opens_at ? day : day + boost::gregorian::days(1);
        const auto opens = core::instant_at(day, hours.opens_at, place.time_zone);
        const auto closes = core::instant_at(last, hours.closes_at, place.time_zone);
        if (opens && closes) open.push_back({*opens, *closes});
      }
    }
    std::sort(open.begin(), open.end(), [](const Span& a, const Span& b) { return a.starts_at < b.starts_at; });
    auto reached = span.starts_at;
    for (const auto& one : open) {
      if (one.starts_at <= reached) reached = std::max(reached, one.ends_at);
    }
    // Who comes at the minute at which the door closes stands outside.
    const bool has_begun = std::any_of(open.begin(), open.end(), [&](const Span& one) {
      return one.starts_at <= span.starts_at && span.starts_at < one.ends_at;
    });
    return has_begun && reached >= span.ends_at;
  }

  void check_places(std::size_t i) {
    const auto& one = item(i);
    if (!one.for_everybody) return;
    std::optional<std::int64_t> places;
    if (one.limit) places = *one.limit;
    const bool limited =
        !one.groups.empty() && std::all_of(one.groups.begin(), one.groups.end(),
                                           [](const SubGroup& group) { return group.limit.has_value(); });
    if (limited) {
      std::int64_t sum = 0;
      for (const auto& group : one.groups) sum += *group.limit;
      places = places ? std::min(*places, sum) : sum;
    }
    if (!places || *places >= frame_->heads) return;
    add(ConflictKind::too_few_places, i, {},
        {{"limit", std::to_string(*places)}, {"heads", std::to_string(frame_->heads)}});
  }

  void check_overlaps() {
    for (std::size_t a = 0; a < in_time_.size(); ++a) {
      const auto one = in_time_[a];
      for (std::size_t b = a + 1; b < in_time_.size(); ++b) {
        const auto other = in_time_[b];
        if (spans_[other].starts_at >= spans_[one].ends_at || found_.size() >= max_conflicts) break;
        check_pair(one, other);
      }
    }
  }

  void check_pair(std::size_t one, std::size_t other) {
    const bool sleeps = item(one).kind == ItemKind::lodging;
    if (sleeps != (item(other).kind == ItemKind::lodging)) return;
    // Who goes to which of them is decided person by person.
    if (!item(one).for_everybody && !item(other).for_everybody) return check_travellers(one, other);
    const bool late = moves(item(one).kind) && item(one).end_place() == item(other).place;
    const bool mild = can_be_missed(item(one).kind) || can_be_missed(item(other).kind);
    const auto kind = late ? ConflictKind::arrives_too_late : ConflictKind::overlap;
    const auto& place = start_of(other);
    add(kind, mild ? Severity::warn : severity_of(kind), one, other,
        {{"ends", wall(spans_[one].ends_at, place)}, {"starts", wall(spans_[other].starts_at, place)}});
  }

  void check_travellers(std::size_t one, std::size_t other) {
    const auto heads = std::ranges::count_if(
        take_part_, [&](const std::set<std::size_t>& items) { return items.contains(one) && items.contains(other); });
    if (heads == 0) return;
    const auto& place = start_of(other);
    add(ConflictKind::travellers_overlap, one, other,
        {{"heads", std::to_string(heads)},
         {"ends", wall(spans_[one].ends_at, place)},
         {"starts", wall(spans_[other].starts_at, place)}});
  }

  [[nodiscard]] std::set<std::size_t> positions_of(const std::vector<std::string>& keys) const {
    std::set<std::size_t> positions;
    for (std::size_t i = 0; i < itinerary_->items.size(); ++i) {
      if (!item(i).for_everybody && std::ranges::find(keys, item(i).key) != keys.end()) positions.insert(i);
    }
    return positions;
  }

  // From each item to the next that comes after its end; an item for some is between two that are for everybody.
  void check_way() {
    std::optional<std::size_t> before;  // of those for everybody
    std::vector<std::size_t> for_some;  // since then
    for (const auto i : in_time_) {
      if (item(i).kind == ItemKind::lodging) continue;
      if (!item(i).for_everybody) {
        if (before) check_step(*before, i);
        for_some.push_back(i);
        continue;
      }
      for (const auto one : for_some) check_step(one, i);
      // Two buses for some each are how everybody gets there.
      const bool are_taken_there = std::any_of(for_some.begin(), for_some.end(), [&](std::size_t one) {
        return moves(item(one).kind) && item(one).end_place() == item(i).place;
      });
      for_some.clear();
      if (before && !are_taken_there) check_step(*before, i);
      if (!before) check_way_from_first_bed(i);
      if (!before || spans_[i].ends_at > spans_[*before].ends_at) before = i;
    }
    if (before) check_way_to_last_beds(*before);
  }

  // A night is spent in a bed between the two; by day one goes there directly, or over the hotel where that is quicker or all that is
  // known.
  void check_step(std::size_t one, std::size_t next) {
    if (spans_[next].starts_at < spans_[one].ends_at) return;
    const auto stops = stops_between(one, next);
    std::optional<std::int64_t> needed;
    if (!stops.empty() && item(one).ends.date < item(next).starts.date) {
      needed = add_ways(one, stops, next);
    } else {
      if (end_of(one).country != start_of(next).country) add_border(one, next);
      const auto direct = minutes_between(one, next);
      const auto over_beds = minutes_over(one, stops, next);
      needed = direct && over_beds ? std::min(direct, over_beds) : direct ? direct : over_beds;
      if (!needed && end_of(one).country == start_of(next).country) add_unknown(one, next);
    }
    const auto minutes = (spans_[next].starts_at - spans_[one].ends_at).total_seconds() / 60;
    if (!needed || *needed <= minutes) return;
    add(ConflictKind::transfer_too_short, one, next,
        {{"from", end_of(one).name},
         {"to", start_of(next).name},
         {"minutes", std::to_string(minutes)},
         {"needed", std::to_string(*needed)}});
  }

  void check_way_from_first_bed(std::size_t first) {
    std::optional<std::size_t> bed;
    for (const auto i : in_time_) {
      if (is_bed_of_all(i) && spans_[i].starts_at < spans_[first].starts_at) bed = i;
    }
    if (bed) add_ways(*bed, {}, first);
  }

  // Whoever goes home does not go back to the bed of before.
  void check_way_to_last_beds(std::size_t last) {
    auto from = last;
    for (const auto i : in_time_) {
      const bool is_left = moves(item(last).kind) && spans_[i].starts_at < spans_[last].starts_at;
      if (!is_bed_of_all(i) || is_left || spans_[i].ends_at <= spans_[last].ends_at) continue;
      add_ways(from, {}, i);
      from = i;
    }
  }

  [[nodiscard]] bool is_bed_of_all(std::size_t i) const {
    return item(i).kind == ItemKind::lodging && item(i).for_everybody;
  }

  // Lodgings of everybody, in the order of time.
  [[nodiscard]] std::vector<std::size_t> stops_between(std::size_t one, std::size_t next) const {
    std::vector<std::size_t> stops;
    for (const auto i : in_time_) {
      const bool is_between = spans_[i].starts_at < spans_[next].starts_at && spans_[i].ends_at > spans_[one].ends_at;
      if (is_bed_of_all(i) && is_between) stops.push_back(i);
    }
    return stops;
  }

  [[nodiscard]] std::optional<std::int64_t> minutes_between(std::size_t one, std::size_t next) const {
    if (end_of(one).key == start_of(next).key) return 0;
    const auto minutes = itinerary_->transfer_minutes(end_of(one).key, start_of(next).key);
    return minutes ? std::optional<std::int64_t>(*minutes) : std::nullopt;
  }

  // Nothing where there is no bed, or a part of the way is not known or leads abroad.
  [[nodiscard]] std::optional<std::int64_t> minutes_over(std::size_t one, const std::vector<std::size_t>& stops,
                                                         std::size_t next) const {
    if (stops.empty()) return std::nullopt;
    std::int64_t sum = 0;
    auto from = one;
    const auto go = [&](std::size_t to) {
      const auto minutes = minutes_between(from, to);
      if (!minutes || end_of(from).country != start_of(to).country) return false;
      sum += *minutes;
      from = to;
      return true;
    };
    for (const auto stop : stops) {
      if (!go(stop)) return std::nullopt;
    }
    return go(next) ? std::optional(sum) : std::nullopt;
  }

  // From one to the next, part by part; what is missing is said. How long it takes, where all of it is known.
  std::optional<std::int64_t> add_ways(std::size_t one, const std::vector<std::size_t>& stops, std::size_t next) {
    std::optional<std::int64_t> sum = 0;
    auto from = one;
    const auto go = [&](std::size_t to) {
      const auto minutes = minutes_between(from, to);
      const bool abroad = end_of(from).country != start_of(to).country;
      if (abroad) add_border(from, to);
      if (!minutes && !abroad) add_unknown(from, to);
      sum = sum && minutes ? std::optional(*sum + *minutes) : std::nullopt;
      from = to;
    };
    for (const auto stop : stops) go(stop);
    go(next);
    return sum;
  }

  void add_border(std::size_t one, std::size_t next) {
    add_once(ConflictKind::border_not_crossed, one, next,
             {{"from_country", end_of(one).country}, {"to_country", start_of(next).country}});
  }
  void add_unknown(std::size_t one, std::size_t next) {
    add_once(ConflictKind::way_unknown, one, next, {{"from", end_of(one).name}, {"to", start_of(next).name}});
  }

  // Ways to several items can lead over the same beds.
  void add_once(ConflictKind kind, std::size_t one, std::size_t next, core::Arguments arguments) {
    const bool is_known = std::any_of(found_.begin(), found_.end(), [&](const Found& known) {
      return known.conflict.kind == kind && known.conflict.item == one && known.conflict.other == next;
    });
    if (!is_known) add(kind, one, next, std::move(arguments));
  }

  // By the clocks on the way: a flight from the 5th to the 6th is the night after the 5th, wherever it goes.
  void check_nights() {
    if (in_time_.empty()) return;
    for (auto day = item(in_time_.front()).starts.date; day < last_day(); day += boost::gregorian::days(1)) {
      if (std::any_of(in_time_.begin(), in_time_.end(), [&](std::size_t i) { return is_night_in(i, day); })) continue;
      found_.push_back(
          {core::start_of_day(day + boost::gregorian::days(1), start_of(in_time_.front()).time_zone).value(),
           {.kind = ConflictKind::night_without_lodging,
            .severity = severity_of(ConflictKind::night_without_lodging),
            .item = {},
            .other = {},
            .arguments = {{"date", core::to_text(day)}}}});
    }
  }

  [[nodiscard]] bool is_night_in(std::size_t i, Date day) const {
    const auto& one = item(i);
    if (one.kind != ItemKind::lodging && one.kind != ItemKind::travel) return false;
    const bool begins_at_night = one.starts.date == day + boost::gregorian::days(1) && one.starts.time < early;
    return begins_at_night || (one.starts.date <= day && one.ends.date > day);
  }

  [[nodiscard]] Date last_day() const {
    auto last = item(in_time_.front()).ends.date;
    for (const auto i : in_time_) last = std::max(last, item(i).ends.date);
    return last;
  }

  const Itinerary* itinerary_;
  const TripFrame* frame_;
  std::vector<Span> spans_;
  std::vector<std::size_t> in_time_;              // items by their start
  std::vector<std::set<std::size_t>> take_part_;  // by traveller: items that are not for everybody
  std::vector<Found> found_;
};

}  // namespace

std::vector<Conflict> conflicts_of(const Itinerary& itinerary, const TripFrame& frame, const Assigned& assigned) {
  return Search(itinerary, frame, assigned).find();
}

bool blocks(const std::vector<Conflict>& conflicts) noexcept {
  return std::any_of(conflicts.begin(), conflicts.end(),
                     [](const Conflict& one) { return one.severity == Severity::block; });
}

}  // namespace tagwerk::trips
