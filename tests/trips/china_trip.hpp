// Purpose: an itinerary that can be travelled: from Frankfurt to Hong Kong and Shenzhen and back, from 5 to 11 November 2016.
// Thread-safety: values.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "engine/trips/itinerary.hpp"

namespace tagwerk::test {

using trips::Item;
using trips::ItemKind;
using trips::Itinerary;
using trips::Place;

inline trips::Moment november(int day, int hour, int minute = 0) {
  return {core::Date(2016, 11, static_cast<unsigned short>(day)), {hour * 60 + minute}};
}

inline Item an_item(std::string key, ItemKind kind, std::string place, trips::Moment starts, trips::Moment ends) {
  Item item;
  item.key = std::move(key);
  item.kind = kind;
  item.title = "Programmpunkt " + item.key;
  item.place = std::move(place);
  item.starts = starts;
  item.ends = ends;
  return item;
}

inline Item a_way(std::string key, trips::TravelMode mode, std::string from, std::string to, trips::Moment starts,
                  trips::Moment ends) {
  auto item = an_item(std::move(key), ItemKind::travel, std::move(from), starts, ends);
  item.to = std::move(to);
  item.mode = mode;
  return item;
}

inline Itinerary china_trip() {
  const auto place = [](std::string key, std::string country, std::string zone) {
    return Place{.key = key,
                 .name = "Ort " + key,
                 .country = std::move(country),
                 .time_zone = std::move(zone),
                 .address = {},
                 .hours = {}};
  };
  const std::string china = "Asia/Shanghai";
  const std::string hong_kong = "Asia/Hong_Kong";
  Itinerary trip;
  trip.places = {place("fra", "DE", "Europe/Berlin"), place("hkg", "HK", hong_kong),   place("hotel", "HK", hong_kong),
                 place("park", "HK", hong_kong),      place("luohu", "HK", hong_kong), place("shenzhen", "CN", china),
                 place("huawei", "CN", china)};
  trip.places[4].hours = {{.days = {}, .opens_at = {6 * 60 + 30}, .closes_at = {0}}};
  trip.transfers = {{"hkg", "hotel", 60}, {"hotel", "park", 45}, {"hotel", "luohu", 50}, {"shenzhen", "huawei", 40}};
  auto border = an_item("border", ItemKind::border_crossing, "luohu", november(8, 9), november(8, 10));
  border.to = "shenzhen";
  auto back = an_item("border-back", ItemKind::border_crossing, "shenzhen", november(9, 18), november(9, 19));
  back.to = "luohu";
  trip.items = {a_way("flight-out", trips::TravelMode::flight, "fra", "hkg", november(5, 21, 45), november(6, 16)),
                an_item("hotel", ItemKind::lodging, "hotel", november(6, 18), november(8, 8)),
                an_item("park", ItemKind::visit, "park", november(7, 9, 30), november(7, 12)),
                std::move(border),
                an_item("huawei", ItemKind::visit, "huawei", november(8, 14), november(8, 17)),
                an_item("inn", ItemKind::lodging, "shenzhen", november(8, 18), november(9, 9)),
                std::move(back),
                an_item("hotel-again", ItemKind::lodging, "hotel", november(9, 20), november(11, 12)),
                a_way("flight-back", trips::TravelMode::flight, "hkg", "fra", november(10, 23, 55), november(11, 6))};
  trip.items[4].limit = 20;
  trip.items[4].for_everybody = false;
  return trip;
}

inline Item& item_of(Itinerary& trip, const std::string& key) {
  return *std::ranges::find(trip.items, key, &Item::key);
}

}  // namespace tagwerk::test
