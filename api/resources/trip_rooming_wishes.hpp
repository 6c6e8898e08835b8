// Purpose: /events/{event_id}/trip/travellers/{participant_id}/rooming-wishes: what travellers need and wish of rooms.
// Thread-safety: as the route table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "engine/trips/rooming_wish_service.hpp"

namespace tagwerk::resources {

struct RoomingWishesDto {
  core::ParticipantId participant_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<trips::Gender> gender;
  bool same_gender_only = false;
  bool needs_accessible = false;
  std::optional<int> alone_weight;
  int alone_weight_counted = 0;
  std::vector<trips::ShareWith> share_with;
  std::vector<trips::Stay> stays;
  std::vector<trips::TravellerBed> rooms;
  std::optional<core::Instant> updated_at;
};
[[nodiscard]] const json::Object<RoomingWishesDto>& shape(json::Tag<RoomingWishesDto>);
[[nodiscard]] RoomingWishesDto to_dto(const trips::RoomingWishReport& report);

void add_trip_rooming_wishes_routes(pipeline::RouteTable& table, trips::RoomingWishService& service);

}  // namespace tagwerk::resources
