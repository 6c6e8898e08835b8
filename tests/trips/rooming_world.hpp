// Purpose: a trip with an itinerary that has lodgings, travellers with names, and short words for rooms, beds and wishes.
// Thread-safety: one thread.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/trips/itinerary_service.hpp"
#include "engine/trips/rooming_keeper.hpp"
#include "engine/trips/rooming_plan_service.hpp"
#include "engine/trips/rooming_service.hpp"
#include "engine/trips/rooming_wish_service.hpp"
#include "tests/trips/china_trip.hpp"
#include "tests/trips/lodging_of.hpp"
#include "tests/trips/travelling.hpp"

namespace tagwerk::test {

using trips::LodgingRoom;
using trips::LodgingRoomKind;
using trips::RoomingWishes;

struct RoomingWorld : Travelling {
  trips::ItineraryService itineraries{database()};
  trips::RoomingService rooming{database()};
  std::function<void()> while_searching;
  trips::RoomingPlanService plans{database(), [this] {
                                    if (const auto act = std::exchange(while_searching, {})) act();
                                  }};
  trips::RoomingWishService wishes{database()};
  trips::RoomingKeeper rooming_keeper{database()};
  std::map<std::string, registration::Participant> heads;  // by given name

  RoomingWorld() { draft(china_trip()); }

  void draft(const trips::Itinerary& itinerary) {
    later(1);
    BOOST_REQUIRE(itineraries.put(call(), trip, itinerary, {}, false));
  }
  void come(const std::vector<std::string>& names) {
    for (const auto& name : names) heads[name] = traveller(name);
  }
  [[nodiscard]] core::ParticipantId id(const std::string& name) const { return heads.at(name).id; }

  [[nodiscard]] static LodgingRoom room(const std::string& key, LodgingRoomKind kind, std::int64_t cost = 10'000) {
    return {.key = key,
            .name = "Zimmer " + key,
            .kind = kind,
            .beds = {},
            .accessible = false,
            .cost_per_night = {cost, "EUR"},
            .nights = {}};
  }
  core::Result<trips::LodgingReport> furnish(const std::vector<LodgingRoom>& rooms, const std::string& key = "hotel",
                                             const core::ExpectedVersion& expected = {}) {
    later(1);
    return rooming.put_rooms(call(), trip, key, rooms, expected);
  }
  core::Result<trips::RoomingWishReport> wish(const access::Call& caller, const std::string& name,
                                              const RoomingWishes& wanted, const core::ExpectedVersion& expected = {}) {
    later(1);
    auto at = caller;
    at.now = now;
    return wishes.put(at, trip, id(name), wanted, expected);
  }
  core::Result<trips::RoomingWishReport> wish(const std::string& name, const RoomingWishes& wanted) {
    return wish(call(), name, wanted);
  }
  [[nodiscard]] RoomingWishes to_share_with(const std::vector<std::string>& names) const {
    RoomingWishes wanted;
    for (const auto& name : names) wanted.share_with.push_back({.other = id(name)});
    return wanted;
  }
  core::Result<trips::RoomingPlan> plan(const std::string& key = "hotel", bool dry_run = false) {
    later(1);
    return plans.plan(call(), trip, key, std::chrono::milliseconds(1'000), dry_run);
  }
  /// By hand: "Anna" → "101", with a mark of who is fixed: "101!".
  core::Result<trips::LodgingReport> give(const std::vector<std::pair<std::string, std::string>>& beds,
                                          const std::string& key = "hotel") {
    later(1);
    std::vector<trips::BedWish> wanted;
    for (auto [name, at] : beds) {
      const bool is_fixed = at.ends_with('!');
      if (is_fixed) at.pop_back();
      wanted.push_back({.participant = id(name), .room = at, .fixed = is_fixed});
    }
    return rooming.put_beds(call(), trip, key, wanted, {});
  }
  /// "Anna 101!, Bert -": as it is told, by name.
  [[nodiscard]] static std::string where(const trips::LodgingReport& report) {
    std::map<std::string, std::string> rooms;
    for (const auto& one : report.guests) rooms[one.guest.given_name] = one.room.value_or("-") + (one.fixed ? "!" : "");
    std::string text;
    for (const auto& [name, at] : rooms) text += (text.empty() ? "" : ", ") + name + " " + at;
    return text;
  }
  std::string where(const std::string& key = "hotel") { return where(rooming.find(call(), trip, key).value()); }
  std::int64_t rows_of_rooming() { return count("select count(*) from trip_rooming_guests", {}); }
};

}  // namespace tagwerk::test
