// The invented week in the Pearl River Delta, hour by hour.
#include "engine/demo/plan.hpp"

namespace tagwerk::demo {
namespace {

using trips::Item;
using trips::ItemKind;
using trips::Moment;
using trips::Place;
using trips::TravelMode;

Moment may(int day, int hour, int minute = 0) {
  return {core::Date(2016, 5, static_cast<unsigned short>(day)), {hour * 60 + minute}};
}

Place place(const char* key, const char* name, const char* country, const char* time_zone) {
  return {.key = key, .name = name, .country = country, .time_zone = time_zone, .address = {}, .hours = {}};
}

Item item(const char* key, ItemKind kind, const char* title, const char* place, Moment starts, Moment ends) {
  Item it;
  it.key = key;
  it.kind = kind;
  it.title = title;
  it.place = place;
  it.starts = starts;
  it.ends = ends;
  return it;
}

Item way(const char* key, TravelMode mode, const char* title, const char* from, const char* to, Moment starts,
         Moment ends) {
  auto it = item(key, ItemKind::travel, title, from, starts, ends);
  it.to = to;
  it.mode = mode;
  return it;
}

Item flight(const char* key, const char* title, const char* number, const char* from, const char* to, Moment starts,
            Moment ends) {
  auto it = way(key, TravelMode::flight, title, from, to, starts, ends);
  it.carrier = "Demo Airways";
  it.number = number;
  return it;
}

Item border(const char* key, const char* title, const char* from, const char* to, Moment starts, Moment ends) {
  auto it = item(key, ItemKind::border_crossing, title, from, starts, ends);
  it.to = to;
  it.identification = "Reisepass";
  return it;
}

}  // namespace

trips::Itinerary plan_study_trip() {
  const char* hong_kong = "Asia/Hong_Kong";
  const char* china = "Asia/Shanghai";
  trips::Itinerary trip;
  trip.places = {place("frankfurt", "Flughafen Frankfurt", "DE", "Europe/Berlin"),
                 place("hkg", "Flughafen Hongkong", "HK", hong_kong),
                 place("hotel-kowloon", "Demo-Hotel Kowloon", "HK", hong_kong),
                 place("science-park", "Science Park", "HK", hong_kong),
                 place("peak", "Victoria Peak", "HK", hong_kong),
                 place("lo-wu", "Grenze Lo Wu", "HK", hong_kong),
                 place("luohu", "Grenze Luohu", "CN", china),
                 place("hotel-shenzhen", "Demo-Hotel Shenzhen", "CN", china),
                 place("huawei", "Huawei", "CN", china),
                 place("dongguan", "Dongguan", "CN", china)};
  trip.places[5].hours = {{.days = {}, .opens_at = {6 * 60 + 30}, .closes_at = {0}}};
  trip.places[6].hours = trip.places[5].hours;
  trip.transfers = {{"hkg", "hotel-kowloon", 50},      {"hotel-kowloon", "science-park", 40},
                    {"hotel-kowloon", "peak", 45},     {"hotel-kowloon", "lo-wu", 60},
                    {"luohu", "hotel-shenzhen", 20},   {"hotel-shenzhen", "huawei", 45},
                    {"hotel-shenzhen", "dongguan", 75}};
  trip.items = {
      flight("hinflug", "Hinflug", "DA 796", "frankfurt", "hkg", may(22, 13, 45), may(23, 7, 5)),
      item("hotel-hongkong", ItemKind::lodging, "Hotel in Hongkong", "hotel-kowloon", may(23, 9), may(25, 8, 30)),
      item("peak", ItemKind::free_time, "Victoria Peak", "peak", may(23, 16), may(23, 18)),
      item("abendessen-hongkong", ItemKind::meal, "Begrüßungsessen", "hotel-kowloon", may(23, 19, 30), may(23, 22)),
      item("science-park", ItemKind::visit, "Besuch im Science Park", "science-park", may(24, 9, 30), may(24, 16)),
      border("grenze-hin", "Über die Grenze nach Shenzhen", "lo-wu", "luohu", may(25, 10), may(25, 11, 30)),
      item("hotel-shenzhen", ItemKind::lodging, "Hotel in Shenzhen", "hotel-shenzhen", may(25, 12), may(28, 8, 30)),
      item("huawei", ItemKind::visit, "Besuch bei Huawei", "huawei", may(26, 9, 30), may(26, 15)),
      item("dongguan", ItemKind::visit, "Fertigung in Dongguan", "dongguan", may(27, 10), may(27, 16)),
      item("abschied", ItemKind::meal, "Abschiedsessen", "hotel-shenzhen", may(27, 19), may(27, 22)),
      border("grenze-zurueck", "Zurück nach Hongkong", "luohu", "lo-wu", may(28, 9, 30), may(28, 11)),
      way("bus-flughafen", TravelMode::coach, "Bus zum Flughafen", "lo-wu", "hkg", may(28, 18, 30), may(28, 20)),
      flight("rueckflug", "Rückflug", "DA 797", "hkg", "frankfurt", may(28, 23, 10), may(29, 5, 55))};
  auto& huawei = trip.items[7];
  huawei.for_everybody = false;
  huawei.limit = 14;
  huawei.host = "Huawei";
  huawei.dress = "Geschäftskleidung";
  huawei.identification = "Reisepass";
  huawei.register_by = core::Date(2016, 5, 6);
  trip.items[4].groups = {{"vormittag", "Gruppe A", 10}, {"nachmittag", "Gruppe B", 10}};
  return trip;
}

}  // namespace tagwerk::demo
