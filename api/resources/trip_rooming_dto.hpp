// Purpose: lodgings with their rooms and guests in JSON, and the list of guests for a hotel. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "api/resources/table.hpp"
#include "engine/core/error.hpp"
#include "engine/trips/lodging_report.hpp"
#include "engine/trips/rooming_plan_service.hpp"

namespace tagwerk::resources {

struct LodgingRoomDto {
  std::string key;
  std::string name;
  trips::LodgingRoomKind kind = trips::LodgingRoomKind::single;
  std::optional<int> beds;
  std::optional<bool> accessible;
  core::Money cost_per_night;
  std::optional<std::vector<core::Date>> nights;
};
[[nodiscard]] const json::Object<LodgingRoomDto>& shape(json::Tag<LodgingRoomDto>);
[[nodiscard]] std::vector<trips::LodgingRoom> rooms_of(const std::vector<LodgingRoomDto>& rooms);

// ---- one lodging ------------------------------------------------------------------------------------------------------

struct LodgingGuestDto {
  core::ParticipantId participant_id;
  core::CompanyId company_id;
  std::string given_name;
  std::string family_name;
  core::Date first_night;
  core::Date last_night;
  std::optional<std::string> room;
  bool fixed = false;
};
[[nodiscard]] const json::Object<LodgingGuestDto>& shape(json::Tag<LodgingGuestDto>);

struct RoomingScoreDto {
  int without_room = 0;
  std::int64_t unmet = 0;
  std::optional<core::Money> cost;
};
[[nodiscard]] const json::Object<RoomingScoreDto>& shape(json::Tag<RoomingScoreDto>);

struct LodgingDto {
  std::string item_key;
  std::optional<std::string> title;
  bool lodging_missing = false;
  std::vector<core::Date> nights;
  std::vector<LodgingRoomDto> rooms;
  std::vector<LodgingGuestDto> guests;
  std::int64_t unnamed = 0;
  std::optional<RoomingScoreDto> score;
  std::vector<std::string> broken_rules;
  std::vector<std::string> explanations;
};
[[nodiscard]] const json::Object<LodgingDto>& shape(json::Tag<LodgingDto>);
[[nodiscard]] LodgingDto to_dto(const trips::LodgingReport& report, core::Language language);

struct RoomingPlanDto {
  bool kept = false;
  bool proved = false;
  RoomingScoreDto score;
  RoomingScoreDto bound;
  LodgingDto lodging;
};
[[nodiscard]] const json::Object<RoomingPlanDto>& shape(json::Tag<RoomingPlanDto>);
[[nodiscard]] RoomingPlanDto to_dto(const trips::RoomingPlan& plan, bool kept, core::Language language);

// ---- all of them ------------------------------------------------------------------------------------------------------

struct RoomWithGuestsDto {
  std::string key;
  std::string name;
  trips::LodgingRoomKind kind = trips::LodgingRoomKind::single;
  int places = 1;
  std::vector<LodgingGuestDto> guests;
};
[[nodiscard]] const json::Object<RoomWithGuestsDto>& shape(json::Tag<RoomWithGuestsDto>);

struct LodgingInListDto {
  std::string item_key;
  std::optional<std::string> title;
  bool lodging_missing = false;
  std::vector<core::Date> nights;
  std::vector<RoomWithGuestsDto> rooms;
  std::vector<LodgingGuestDto> without_room;
};
[[nodiscard]] const json::Object<LodgingInListDto>& shape(json::Tag<LodgingInListDto>);
[[nodiscard]] LodgingInListDto in_list(const trips::LodgingReport& report);

// ---- for the hotel ----------------------------------------------------------------------------------------------------

struct RoomingListDto {
  std::optional<std::string> title;
  std::vector<core::Date> nights;
  struct Guest {
    std::string family_name;
    std::string given_name;
    std::string room;
    trips::LodgingRoomKind kind = trips::LodgingRoomKind::single;
    core::Date first_night;
    core::Date last_night;
    std::int64_t nights = 0;
  };
  std::vector<Guest> guests;
};
[[nodiscard]] const json::Object<RoomingListDto::Guest>& shape(json::Tag<RoomingListDto::Guest>);
[[nodiscard]] const json::Object<RoomingListDto>& shape(json::Tag<RoomingListDto>);
/// Who has a room, in the order of the rooms, then by name.
[[nodiscard]] RoomingListDto rooming_list(const trips::LodgingReport& report);
[[nodiscard]] std::span<const Column> rooming_list_columns();
[[nodiscard]] Table to_table(const RoomingListDto& list);

}  // namespace tagwerk::resources
