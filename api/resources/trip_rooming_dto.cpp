#include "api/resources/trip_rooming_dto.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "api/resources/enum_texts.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<LodgingRoomKind>> enum_names(json::Tag<LodgingRoomKind>) {
  static const auto names = json::names_from_text(all_lodging_room_kinds);
  return names;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using trips::LodgingReport;
using trips::LodgingRoom;
using trips::ToldGuest;

RoomingScoreDto score_dto(const assignment::RoomingScore& score, const std::optional<std::string>& currency) {
  RoomingScoreDto dto{.without_room = score.without_room, .unmet = score.unmet, .cost = {}};
  if (currency) dto.cost = core::Money{score.cost, *currency};
  return dto;
}

LodgingRoomDto room_dto(const LodgingRoom& room) {
  return {.key = room.key,
          .name = room.name,
          .kind = room.kind,
          .beds = room.beds,
          .accessible = room.accessible,
          .cost_per_night = room.cost_per_night,
          .nights = room.nights};
}

LodgingGuestDto guest_dto(const ToldGuest& one) {
  return {.participant_id = one.guest.id,
          .company_id = one.guest.company,
          .given_name = one.guest.given_name,
          .family_name = one.guest.family_name,
          .first_night = one.first_night,
          .last_night = one.last_night,
          .room = one.room,
          .fixed = one.fixed};
}

std::vector<std::string> in_language(const std::vector<trips::Sentence>& sentences, core::Language language) {
  std::vector<std::string> texts;
  texts.reserve(sentences.size());
  for (const auto& one : sentences) texts.push_back(language == core::Language::de ? one.de : one.en);
  return texts;
}

constexpr Column columns[] = {
    {"family_name", "of the guest"},
    {"given_name", "likewise"},
    {"room", "its name"},
    {"kind", "single, double or twin"},
    {"first_night", "the day on which it begins"},
    {"last_night", "likewise; included"},
    {"nights", "their number"},
};

}  // namespace

const json::Object<LodgingRoomDto>& shape(json::Tag<LodgingRoomDto>) {
  using Dto = LodgingRoomDto;
  static const auto object =
      json::Object<Dto>("LodgingRoom", "A room of a lodging")
          .required("key", &Dto::key, json::format(json::Format::key).like(R"("101")"))
          .required("name", &Dto::name, json::text(1, trips::max_line))
          .required("kind", &Dto::kind, json::about("double: one bed, for two who both ask to share with each other"))
          .nullable("beds", &Dto::beds,
                    json::range(2, trips::max_beds_of_room).about("Of a twin, and only there; 2 by default"))
          .nullable("accessible", &Dto::accessible, json::about("false by default"))
          .required("cost_per_night", &Dto::cost_per_night,
                    json::about("For each night in which somebody is there; all rooms in one currency"))
          .nullable("nights", &Dto::nights,
                    json::items(0, trips::max_nights_of_room)
                        .about("In which it can be had, by the day on which they begin; empty: all"));
  return object;
}

std::vector<LodgingRoom> rooms_of(const std::vector<LodgingRoomDto>& rooms) {
  std::vector<LodgingRoom> made;
  made.reserve(rooms.size());
  for (const auto& one : rooms) {
    made.push_back({.key = one.key,
                    .name = one.name,
                    .kind = one.kind,
                    .beds = one.beds,
                    .accessible = one.accessible.value_or(false),
                    .cost_per_night = one.cost_per_night,
                    .nights = one.nights.value_or(std::vector<core::Date>{})});
  }
  return made;
}

const json::Object<LodgingGuestDto>& shape(json::Tag<LodgingGuestDto>) {
  using Dto = LodgingGuestDto;
  static const auto object = json::Object<Dto>("LodgingGuest", "A traveller in a lodging")
                                 .required("participant_id", &Dto::participant_id)
                                 .required("company_id", &Dto::company_id)
                                 .required("given_name", &Dto::given_name)
                                 .required("family_name", &Dto::family_name)
                                 .required("first_night", &Dto::first_night, json::about("The day on which it begins"))
                                 .required("last_night", &Dto::last_night, json::about("Likewise; included"))
                                 .nullable("room", &Dto::room, json::about("Its key; null: none"))
                                 .required("fixed", &Dto::fixed, json::about("A plan leaves it as it is"));
  return object;
}

const json::Object<RoomingScoreDto>& shape(json::Tag<RoomingScoreDto>) {
  using Dto = RoomingScoreDto;
  static const auto object =
      json::Object<Dto>("RoomingScore", "Less is better, and what stands first counts first")
          .required("without_room", &Dto::without_room, json::about("Guests"))
          .required("unmet", &Dto::unmet, json::about("Wishes to share and to be alone, by weight"))
          .nullable("cost", &Dto::cost,
                    json::about("Of all nights of all rooms in which somebody is there; null: there are no rooms"));
  return object;
}

const json::Object<LodgingDto>& shape(json::Tag<LodgingDto>) {
  using Dto = LodgingDto;
  static const auto object =
      json::Object<Dto>("TripLodging", "A lodging with its rooms, who is there, and what is wrong with it")
          .required("item_key", &Dto::item_key, json::about("Of the itinerary's draft"))
          .nullable("title", &Dto::title, json::about("null: the lodging is missing"))
          .required("lodging_missing", &Dto::lodging_missing,
                    json::about("The draft has no such lodging any more; its rooms stay, without nights"))
          .required("nights", &Dto::nights, json::about("The days on which they begin"))
          .required("rooms", &Dto::rooms)
          .required("guests", &Dto::guests)
          .required("unnamed", &Dto::unnamed, json::about("Travellers who get no bed before they have a name"))
          .nullable("score", &Dto::score, json::about("Of the beds that are given; null: none is"))
          .required("broken_rules", &Dto::broken_rules,
                    json::about("By what has changed since beds were given; at most 100 sentences"))
          .required("explanations", &Dto::explanations,
                    json::about("Why somebody has no room, or not what they wish; at most 500 sentences"));
  return object;
}

LodgingDto to_dto(const LodgingReport& report, core::Language language) {
  const auto& lodging = report.lodging;
  LodgingDto dto{.item_key = lodging.key,
                 .title = lodging.title,
                 .lodging_missing = lodging.is_missing(),
                 .nights = lodging.nights,
                 .rooms = {},
                 .guests = {},
                 .unnamed = report.unnamed,
                 .score = {},
                 .broken_rules = in_language(report.broken_rules, language),
                 .explanations = in_language(report.explanations, language)};
  if (report.score) dto.score = score_dto(*report.score, lodging.currency());
  dto.rooms.reserve(lodging.rooms.size());
  for (const auto& room : lodging.rooms) dto.rooms.push_back(room_dto(room));
  dto.guests.reserve(report.guests.size());
  for (const auto& one : report.guests) dto.guests.push_back(guest_dto(one));
  return dto;
}

const json::Object<RoomingPlanDto>& shape(json::Tag<RoomingPlanDto>) {
  using Dto = RoomingPlanDto;
  static const auto object = json::Object<Dto>("RoomingPlan", "Rooms that were found for the guests of a lodging")
                                 .required("kept", &Dto::kept, json::about("false: it was a dry run"))
                                 .required("proved", &Dto::proved, json::about("No plan is better"))
                                 .required("score", &Dto::score)
                                 .required("bound", &Dto::bound, json::about("No plan is better than this"))
                                 .required("lodging", &Dto::lodging, json::about("With the plan"));
  return object;
}

RoomingPlanDto to_dto(const trips::RoomingPlan& plan, bool kept, core::Language language) {
  const auto currency = plan.report.lodging.currency();
  return {.kept = kept,
          .proved = plan.proved,
          .score = score_dto(plan.score, currency),
          .bound = score_dto(plan.bound, currency),
          .lodging = to_dto(plan.report, language)};
}

const json::Object<RoomWithGuestsDto>& shape(json::Tag<RoomWithGuestsDto>) {
  using Dto = RoomWithGuestsDto;
  static const auto object = json::Object<Dto>("LodgingRoomGuests", "A room, and who is in it")
                                 .required("key", &Dto::key)
                                 .required("name", &Dto::name)
                                 .required("kind", &Dto::kind)
                                 .required("places", &Dto::places)
                                 .required("guests", &Dto::guests);
  return object;
}

const json::Object<LodgingInListDto>& shape(json::Tag<LodgingInListDto>) {
  using Dto = LodgingInListDto;
  static const auto object =
      json::Object<Dto>("TripLodgingRooms", "A lodging, its rooms, and who is in them")
          .required("item_key", &Dto::item_key)
          .nullable("title", &Dto::title, json::about("null: the lodging is missing"))
          .required("lodging_missing", &Dto::lodging_missing)
          .required("nights", &Dto::nights, json::about("The days on which they begin"))
          .required("rooms", &Dto::rooms, json::about("A company is told of those in which its travellers are"))
          .required("without_room", &Dto::without_room);
  return object;
}

LodgingInListDto in_list(const LodgingReport& report) {
  const auto& lodging = report.lodging;
  LodgingInListDto dto{.item_key = lodging.key,
                       .title = lodging.title,
                       .lodging_missing = lodging.is_missing(),
                       .nights = lodging.nights,
                       .rooms = {},
                       .without_room = {}};
  std::map<std::string_view, std::size_t> positions;
  for (const auto& room : lodging.rooms) {
    positions.emplace(room.key, dto.rooms.size());
    dto.rooms.push_back({.key = room.key, .name = room.name, .kind = room.kind, .places = room.places(), .guests = {}});
  }
  for (const auto& one : report.guests) {
    auto& list = one.room ? dto.rooms[positions.at(*one.room)].guests : dto.without_room;
    list.push_back(guest_dto(one));
  }
  return dto;
}

const json::Object<RoomingListDto::Guest>& shape(json::Tag<RoomingListDto::Guest>) {
  using Guest = RoomingListDto::Guest;
  static const auto object = json::Object<Guest>("RoomingListGuest", "What a hotel needs to know")
                                 .required("family_name", &Guest::family_name)
                                 .required("given_name", &Guest::given_name)
                                 .required("room", &Guest::room, json::about("Its name"))
                                 .required("kind", &Guest::kind)
                                 .required("first_night", &Guest::first_night)
                                 .required("last_night", &Guest::last_night)
                                 .required("nights", &Guest::nights, json::about("Their number"));
  return object;
}

const json::Object<RoomingListDto>& shape(json::Tag<RoomingListDto>) {
  using Dto = RoomingListDto;
  static const auto object =
      json::Object<Dto>("RoomingList", "For the hotel: names, rooms and nights, and nothing else")
          .nullable("title", &Dto::title, json::about("null: the lodging is missing"))
          .required("nights", &Dto::nights)
          .required("guests", &Dto::guests, json::about("In the order of the rooms, by name"));
  return object;
}

RoomingListDto rooming_list(const LodgingReport& report) {
  RoomingListDto list{.title = report.lodging.title, .nights = report.lodging.nights, .guests = {}};
  for (const auto& room : report.lodging.rooms) {
    std::vector<RoomingListDto::Guest> guests;
    for (const auto& one : report.guests) {
      if (one.room != room.key) continue;
      guests.push_back({.family_name = one.guest.family_name,
                        .given_name = one.guest.given_name,
                        .room = room.name,
                        .kind = room.kind,
                        .first_night = one.first_night,
                        .last_night = one.last_night,
                        .nights = (one.last_night - one.first_night).days() + 1});
    }
    std::stable_sort(guests.begin(), guests.end(), [](const auto& one, const auto& other) {
      return std::tie(one.family_name, one.given_name) < std::tie(other.family_name, other.given_name);
    });
    list.guests.insert(list.guests.end(), guests.begin(), guests.end());
  }
  return list;
}

std::span<const Column> rooming_list_columns() { return columns; }

Table to_table(const RoomingListDto& list) {
  Table table(columns);
  for (const auto& one : list.guests) {
    table.add_row({one.family_name, one.given_name, one.room, std::string(to_text(one.kind)), one.first_night,
                   one.last_night, one.nights});
  }
  return table;
}

}  // namespace tagwerk::resources
