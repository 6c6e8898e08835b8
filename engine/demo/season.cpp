#include <algorithm>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/demo/plan.hpp"
#include "engine/demo/random.hpp"

namespace tagwerk::demo {
namespace {

constexpr std::string_view article = "Published in an article about iTeam, 2016";
constexpr std::string_view invented = "Invented demo data.";

core::Date day(int month, int of_month) {
  return {2016, static_cast<unsigned short>(month), static_cast<unsigned short>(of_month)};
}
core::Instant at_hour(core::Date date, int hour) { return {date, boost::posix_time::hours(hour)}; }

/// Who comes: so many heads of partners, of which so many are there on the day, and so many vendors with two heads each.
struct Crowd {
  std::int64_t heads = 0;
  std::int64_t attended = 0;
  std::size_t vendors = 0;
  std::int64_t heads_per_company = 3;  // at most
};

class Season {
 public:
  Season(Plan& plan, Random& random) : plan_(plan), random_(random) {
    for (std::size_t i = 0; i < plan.companies.size(); ++i) {
      (plan.companies[i].role == CompanyRole::partner ? partners_ : vendors_).push_back(i);
    }
  }

  std::size_t add_venue(std::string name, std::string city, std::vector<PlannedRoom> rooms) {
    plan_.venues.push_back(
        {.name = std::move(name) + " (invented)", .city = std::move(city), .country = "DE", .rooms = std::move(rooms)});
    return plan_.venues.size() - 1;
  }

  PlannedEvent& add_event(std::string series_key, std::string name, core::Date starts_on, core::Date ends_on,
                          std::string city, EventStatus status) {
    plan_.events.push_back({.series_key = std::move(series_key),
                            .name = std::move(name),
                            .starts_on = starts_on,
                            .ends_on = ends_on,
                            .time_zone = std::string(home_zone),
                            .city = std::move(city),
                            .country = "DE",
                            .venue = std::nullopt,
                            .status = status,
                            .note = std::string(invented),
                            .pools = {},
                            .registrations = {},
                            .grades = {}});
    return plan_.events.back();
  }

  [[nodiscard]] std::vector<std::size_t> some_partners(std::size_t count) {
    auto chosen = shuffled(partners_);
    chosen.resize(std::min(count, chosen.size()));
    return chosen;
  }
  [[nodiscard]] std::vector<std::size_t> partners_of(std::string_view region_key) const {
    std::vector<std::size_t> chosen;
    std::copy_if(partners_.begin(), partners_.end(), std::back_inserter(chosen),
                 [&](std::size_t i) { return plan_.companies[i].region_key == region_key; });
    return chosen;
  }

  void invite(PlannedEvent& event, const std::vector<std::size_t>& partners, const Crowd& crowd) {
    auto left = crowd.heads;
    for (const auto company : shuffled(partners)) {
      if (left == 0) break;
      const auto wanted =
          1 + static_cast<std::int64_t>(random_.below(static_cast<std::size_t>(crowd.heads_per_company)));
      const auto heads = std::min(left, wanted);
      left -= heads;
      add_registration(event, company, heads);
    }
    mark_absent(event, crowd.heads - crowd.attended);
    auto vendors = shuffled(vendors_);
    vendors.resize(crowd.vendors);
    for (const auto company : vendors) add_registration(event, company, 2);
    if (event.status != EventStatus::completed) {
      for (auto& registration : event.registrations) registration.attended = 0;
    }
    give_dates(event);
  }

  void ask_for_hotel_rooms(PlannedEvent& event, std::int64_t limit) {
    for (auto& registration : event.registrations) {
      if (limit < registration.heads || !random_.chance(60)) continue;
      registration.hotel_rooms = registration.heads;
      limit -= registration.heads;
    }
  }

  void grade(PlannedEvent& event, std::size_t count) {
    constexpr int tenths[] = {10, 13, 13, 15, 17, 17, 20, 20, 23, 27, 30};
    for (std::size_t i = 0; i < count; ++i) event.grades.push_back({tenths[random_.below(std::size(tenths))]});
  }

 private:
  [[nodiscard]] std::vector<std::size_t> shuffled(std::vector<std::size_t> list) {
    for (auto i = list.size(); i > 1; --i) std::swap(list[i - 1], list[random_.below(i)]);
    return list;
  }
  static void add_registration(PlannedEvent& event, std::size_t company, std::int64_t heads) {
    event.registrations.push_back(
        {.company = company, .heads = heads, .attended = heads, .hotel_rooms = 0, .registered_at = {}});
  }
  void mark_absent(PlannedEvent& event, std::int64_t absent) {
    while (absent > 0) {
      auto& registration = event.registrations[random_.below(event.registrations.size())];
      if (registration.attended == 0) continue;
      --registration.attended;
      --absent;
    }
  }
  // From twelve weeks before the event until a week before it, or until the day the demo stands still.
  void give_dates(PlannedEvent& event) {
    const auto first = at_hour(event.starts_on, 0) - boost::posix_time::hours(12 * 7 * 24);
    const auto last = std::min(at_hour(event.starts_on, 0) - boost::posix_time::hours(7 * 24),
                               plan_.recorded_at - boost::posix_time::hours(1));
    const auto minutes = static_cast<std::size_t>((last - first).total_seconds() / 60);
    for (auto& registration : event.registrations) {
      registration.registered_at = first + boost::posix_time::minutes(static_cast<long>(random_.below(minutes)));
    }
    std::stable_sort(event.registrations.begin(), event.registrations.end(),
                     [](const auto& a, const auto& b) { return a.registered_at < b.registered_at; });
  }

  Plan& plan_;
  Random& random_;
  std::vector<std::size_t> partners_;
  std::vector<std::size_t> vendors_;
};

void add_series(Plan& plan) {
  plan.series = {{"jahreskongress", "Jahreskongress", SeriesKind::congress},
                 {"systemhausgespraeche", "Systemhausgespräche", SeriesKind::partner_talks},
                 {"focusgruppe-rechenzentrum", "Focusgruppe Rechenzentrum", SeriesKind::focus_group},
                 {"focusgruppe-it-sicherheit", "Focusgruppe IT-Sicherheit", SeriesKind::focus_group},
                 {"focusgruppe-software", "Focusgruppe Software", SeriesKind::focus_group}};
  for (const auto& region : plan.regions) {
    plan.series.push_back({"regionaltreffen-" + region.key,
                           "Regionaltreffen " + region.name.substr(region.name.find(' ') + 1),
                           SeriesKind::regional_meeting});
  }
  plan.series.push_back({"china-studienreise", "Bildungsreise China", SeriesKind::study_trip});
}

// The article does not say whether the talks' figures are sums or means over the dates: they stay figures of the year.
void add_records(Plan& plan) {
  const std::string source(article);
  plan.records = {{"jahreskongress", 2014, 102, true, source},
                  {"jahreskongress", 2016, 134, true, source},
                  {"systemhausgespraeche", 2014, 93, true, source},
                  {"systemhausgespraeche", 2016, 108, false, source}};
}

void add_congress(Season& season) {
  const auto venue = season.add_venue("Kongresshotel Musterstadt", "Leipzig",
                                      {{"Großer Saal", 220}, {"Saal Muster", 60}, {"Saal Beispiel", 40}});
  auto& congress = season.add_event("jahreskongress", "Jahreskongress 2016", day(6, 9), day(6, 11), "Leipzig",
                                    EventStatus::completed);
  congress.venue = venue;
  congress.pools = {{"participants", 200}, {"companies", 130}, {"hotel_rooms", 80}};
  season.invite(congress, season.some_partners(120), {.heads = 141, .attended = 134, .vendors = 22});
  season.ask_for_hotel_rooms(congress, 80);
  season.grade(congress, 58);
}

void add_talks(Season& season) {
  const std::vector<PlannedRoom> rooms{{"Tischsaal", 260}, {"Foyer", 80}};
  // The same hundred partners come to one or more of the dates.
  const auto partners = season.some_partners(100);
  struct Talks {
    std::string city;
    core::Date date;
    std::int64_t heads;
    std::int64_t attended;
    std::size_t vendors;
  };
  const Talks dates[] = {{"Hamburg", day(3, 10), 38, 35, 14},
                         {"Düsseldorf", day(4, 21), 40, 38, 16},
                         {"Berlin", day(9, 22), 37, 35, 15},
                         {"München", day(11, 10), 84, 0, 19}};
  for (const auto& [city, date, heads, attended, vendors] : dates) {
    const auto venue = season.add_venue("Tagungshaus " + city, city, rooms);
    const bool is_over = attended > 0;
    auto& talks = season.add_event("systemhausgespraeche", "Systemhausgespräche " + city + " 2016", date, date, city,
                                   is_over ? EventStatus::completed : EventStatus::open);
    talks.venue = venue;
    talks.pools = {{"participants", 250}, {"companies", 130}};
    season.invite(talks, partners, {.heads = heads, .attended = is_over ? attended : heads, .vendors = vendors});
    if (is_over) season.grade(talks, 20);
  }
}

void add_focus_groups(Season& season) {
  struct Meeting {
    std::string_view key;
    std::string_view topic;
    std::string_view city;
    core::Date date;
    EventStatus status;
  };
  const Meeting meetings[] = {
      {"rechenzentrum", "Rechenzentrum, Frühjahr", "Frankfurt am Main", day(3, 17), EventStatus::completed},
      {"it-sicherheit", "IT-Sicherheit, Frühjahr", "Köln", day(4, 7), EventStatus::completed},
      {"software", "Software, Frühjahr", "Nürnberg", day(5, 12), EventStatus::completed},
      {"rechenzentrum", "Rechenzentrum, Herbst", "Frankfurt am Main", day(10, 6), EventStatus::completed},
      {"it-sicherheit", "IT-Sicherheit, Herbst", "Köln", day(10, 20), EventStatus::open},
      {"software", "Software, Herbst", "Nürnberg", day(11, 24), EventStatus::open}};
  for (const auto& [key, topic, city, date, status] : meetings) {
    auto& meeting = season.add_event("focusgruppe-" + std::string(key), "Focusgruppe " + std::string(topic) + " 2016",
                                     date, date, std::string(city), status);
    meeting.pools = {{"participants", 30}};
    season.invite(meeting, season.some_partners(25),
                  {.heads = 18, .attended = status == EventStatus::completed ? 16 : 18, .heads_per_company = 2});
    if (status == EventStatus::completed) season.grade(meeting, 9);
  }
}

void add_regional_meetings(Plan& plan, Season& season) {
  struct Meeting {
    std::string_view city;
    core::Date spring;
    core::Date autumn;
  };
  const Meeting meetings[] = {{"Bremen", day(2, 18), day(9, 8)},
                              {"Dresden", day(2, 25), day(9, 15)},
                              {"Kassel", day(3, 3), day(10, 27)},
                              {"Dortmund", day(4, 14), day(11, 3)},
                              {"Augsburg", day(4, 28), day(11, 17)}};
  for (std::size_t i = 0; i < plan.regions.size(); ++i) {
    const auto& region = plan.regions[i];
    const auto& [city, spring, autumn] = meetings[i];
    for (const auto& date : {spring, autumn}) {
      const auto status = at_hour(date, 0) < plan.recorded_at ? EventStatus::completed
                          : date < day(11, 15)                ? EventStatus::open
                                                              : EventStatus::planned;
      auto& meeting = season.add_event("regionaltreffen-" + region.key,
                                       "Regionaltreffen " + region.name.substr(region.name.find(' ') + 1) +
                                           (date == spring ? ", Frühjahr 2016" : ", Herbst 2016"),
                                       date, date, std::string(city), status);
      meeting.pools = {{"participants", 60}};
      if (status == EventStatus::planned) continue;
      season.invite(meeting, season.partners_of(region.key),
                    {.heads = 26, .attended = status == EventStatus::completed ? 24 : 26, .heads_per_company = 2});
    }
  }
}

void add_study_trip(Season& season) {
  auto& trip = season.add_event("china-studienreise", "China-Studienreise 2016", day(5, 22), day(5, 29), "Shenzhen",
                                EventStatus::completed);
  trip.time_zone = "Asia/Shanghai";
  trip.country = "CN";
  trip.note =
      "A week in the Pearl River Delta, between Hong Kong and Shenzhen, with a visit to Huawei in Shenzhen and to the "
      "Science Park in Hong Kong. Dates and travellers are invented.\n"
      "Day 1: arrival in Hong Kong. Day 2: Hong Kong, Science Park. Day 3: on to Shenzhen. Day 4: Shenzhen, Huawei. "
      "Days 5 and 6: Pearl River Delta. Day 7: back to Hong Kong. Day 8: journey home.";
  trip.itinerary = plan_study_trip();
  trip.pools = {{"participants", 20}};
  season.invite(trip, season.some_partners(20), {.heads = 20, .attended = 20, .heads_per_company = 2});
  // Twenty grades whose mean is exactly 1.1.
  for (int i = 0; i < 16; ++i) trip.grades.push_back({10});
  for (const int tenths : {13, 13, 14, 20}) trip.grades.push_back({tenths});
}

}  // namespace

void plan_season(Plan& plan, Random& random) {
  Season season(plan, random);
  add_series(plan);
  add_records(plan);
  add_congress(season);
  add_talks(season);
  add_focus_groups(season);
  add_regional_meetings(plan, season);
  add_study_trip(season);
  std::stable_sort(plan.events.begin(), plan.events.end(),
                   [](const auto& a, const auto& b) { return a.starts_on < b.starts_on; });
}

Plan make_plan(std::uint64_t seed) {
  Plan plan;
  plan.founded_at = at_hour({2015, 11, 2}, 8);
  plan.recorded_at = at_hour(day(10, 14), 8);
  Random random(seed);
  plan_membership(plan, random);
  plan_season(plan, random);
  return plan;
}

}  // namespace tagwerk::demo
