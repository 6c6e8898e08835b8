#include "api/resources/trip_booklet.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/core/date_words.hpp"
#include "engine/core/time_zone.hpp"

namespace tagwerk::resources {
namespace {

using core::Text;
using documents::Booklet;
using documents::BookletEntry;
using trips::Item;
using trips::ItemKind;
using trips::Itinerary;

constexpr const char* dash = "–";

class BookletOfTrip {
 public:
  BookletOfTrip(const trips::ToldItinerary& told, core::Language language)
      : told_(told), itinerary_(told.publication.itinerary), language_(language) {}

  [[nodiscard]] Booklet make() const {
    Booklet booklet{.title = told_.event.name, .lines = cover(), .chapters = {}};
    for (auto& [date, entries] : days()) {
      std::vector<BookletEntry> sorted;
      sorted.reserve(entries.size());
      for (auto& [order, entry] : entries) sorted.push_back(std::move(entry));
      booklet.chapters.push_back({.title = core::words_of(date, language_), .entries = std::move(sorted)});
    }
    if (!itinerary_.places.empty()) booklet.chapters.push_back({.title = say({"Places", "Orte"}), .entries = places()});
    return booklet;
  }

 private:
  // What begins on a day by when it does, the night at last.
  using Day = std::multimap<std::pair<bool, core::Instant>, BookletEntry>;

  [[nodiscard]] std::string say(const Text& text) const { return std::string(pick(text, language_)); }
  [[nodiscard]] std::string labelled(const Text& label, const std::string& value) const {
    return say(label).append(": ").append(value);
  }

  [[nodiscard]] std::vector<std::string> cover() const {
    const auto& event = told_.event;
    const auto published = core::wall_time(told_.publication.published_at, event.time_zone);
    std::vector<std::string> lines{core::words_of(event.starts_on, language_) + " " + dash + " " +
                                   core::words_of(event.ends_on, language_)};
    if (published) {
      lines.push_back(labelled({"Version", "Fassung"}, std::to_string(told_.publication.number)) + ", " +
                      core::words_of(published->date, language_));
    }
    if (told_.publication.note) lines.push_back(*told_.publication.note);
    if (told_.is_off()) lines.push_back(say({"This trip has been cancelled.", "Diese Reise ist abgesagt."}));
    return lines;
  }

  [[nodiscard]] std::map<core::Date, Day> days() const {
    std::map<core::Date, Day> days;
    for (std::size_t i = 0; i < itinerary_.items.size(); ++i) {
      const auto& item = itinerary_.items[i];
      const bool is_off = told_.is_off() || told_.publication.items[i].cancelled;
      const auto begins = trips::span_of(itinerary_, item).starts_at;
      days[item.starts.date].emplace(std::pair(false, begins), entry(item, is_off));
      if (item.kind != ItemKind::lodging || is_off) continue;
      for (auto night = item.starts.date + boost::gregorian::days(1); night < item.ends.date;
           night += boost::gregorian::days(1)) {
        days[night].emplace(
            std::pair(true, begins),
            BookletEntry{.when = {}, .title = labelled({"Night", "Nacht"}, item.title), .lines = {}, .is_off = false});
      }
    }
    return days;
  }

  [[nodiscard]] std::string when(const Item& item) const {
    const auto from = core::to_text(item.starts.time);
    if (item.kind == ItemKind::lodging) return say({"from ", "ab "}) + from;
    std::string text = from + dash + core::to_text(item.ends.time);
    const auto days = (item.ends.date - item.starts.date).days();
    if (days != 0) text.append(days > 0 ? " +" : " −").append(std::to_string(std::abs(days)));
    return text;
  }

  [[nodiscard]] BookletEntry entry(const Item& item, bool is_off) const {
    BookletEntry entry{.when = when(item), .title = item.title, .lines = {}, .is_off = is_off};
    if (is_off) {
      entry.lines.push_back(say({"Cancelled", "Entfällt"}));
      return entry;
    }
    entry.lines = where(item);
    if (item.carrier || item.number) {
      const auto gap = item.carrier && item.number ? " " : "";
      entry.lines.push_back(item.carrier.value_or("") + gap + item.number.value_or(""));
    }
    if (item.kind == ItemKind::lodging) {
      entry.lines.push_back(labelled({"Until", "Bis"}, core::words_of(item.ends.date, language_)) + ", " +
                            core::to_text(item.ends.time));
    }
    const std::pair<Text, const std::optional<std::string>&> details[] = {
        {{"Host", "Gastgeber"}, item.host},
        {{"Contact", "Kontakt"}, item.contact},
        {{"Dress", "Kleidung"}, item.dress},
        {{"To be shown", "Vorzuzeigen"}, item.identification}};
    for (const auto& [label, value] : details) {
      if (value) entry.lines.push_back(labelled(label, *value));
    }
    if (!item.groups.empty()) entry.lines.push_back(labelled({"Groups", "Gruppen"}, groups(item)));
    if (!item.for_everybody)
      entry.lines.push_back(say({"For those who have been assigned to it", "Für alle, die dafür eingeteilt sind"}));
    if (item.note) entry.lines.push_back(*item.note);
    return entry;
  }

  static std::string groups(const Item& item) {
    std::string names;
    for (const auto& group : item.groups) names.append(names.empty() ? "" : ", ").append(group.name);
    return names;
  }

  [[nodiscard]] std::vector<std::string> where(const Item& item) const {
    const auto& place = itinerary_.place(item.place);
    if (!item.to) return {place.address ? place.name + ", " + *place.address : place.name};
    const auto& to = itinerary_.place(*item.to);
    const auto span = trips::span_of(itinerary_, item);
    const auto from_offset = offset(span.starts_at, place.time_zone);
    const auto to_offset = offset(span.ends_at, to.time_zone);
    if (from_offset == to_offset) return {place.name + " → " + to.name};
    return {place.name + " (" + from_offset + ") → " + to.name + " (" + to_offset + ")"};
  }

  // "UTC+8", "UTC+5:30".
  static std::string offset(core::Instant at, const std::string& zone) {
    const auto wall = core::wall_time(at, zone);
    if (!wall) return zone;
    const auto shown = core::Instant(wall->date, boost::posix_time::minutes(wall->time.minutes));
    const auto minutes = static_cast<int>((shown - at).total_seconds() / 60);
    std::string text = minutes < 0 ? "UTC−" : "UTC+";
    text.append(std::to_string(std::abs(minutes) / 60));
    const auto rest = std::abs(minutes) % 60;
    if (rest != 0) text.append(rest < 10 ? ":0" : ":").append(std::to_string(rest));
    return text;
  }

  [[nodiscard]] std::vector<BookletEntry> places() const {
    std::vector<BookletEntry> entries;
    entries.reserve(itinerary_.places.size());
    for (const auto& place : itinerary_.places) {
      BookletEntry entry{.when = place.country, .title = place.name, .lines = {}, .is_off = false};
      if (place.address) entry.lines.push_back(*place.address);
      entries.push_back(std::move(entry));
    }
    return entries;
  }

  const trips::ToldItinerary& told_;
  const Itinerary& itinerary_;
  core::Language language_;
};

}  // namespace

Booklet to_trip_booklet(const trips::ToldItinerary& told, core::Language language) {
  return BookletOfTrip(told, language).make();
}

}  // namespace tagwerk::resources
