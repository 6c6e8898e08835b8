// Purpose: wishes, groups and plans of a trip's travellers in JSON, as they are said and as they are told.
// Thread-safety: immutable once built.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "engine/core/error.hpp"
#include "engine/trips/sub_group.hpp"
#include "engine/trips/sub_group_plan.hpp"

namespace tagwerk::trips {
[[nodiscard]] const json::Object<GroupWish>& shape(json::Tag<GroupWish>);
[[nodiscard]] const json::Object<GroupPlace>& shape(json::Tag<GroupPlace>);
[[nodiscard]] const json::Object<GroupHead>& shape(json::Tag<GroupHead>);
}  // namespace tagwerk::trips

namespace tagwerk::resources {

struct ToldGroupDto {
  std::optional<std::string> group;
  std::optional<std::string> name;
  std::optional<int> limit;
  std::int64_t heads = 0;
  std::vector<trips::GroupHead> travellers;
};
[[nodiscard]] const json::Object<ToldGroupDto>& shape(json::Tag<ToldGroupDto>);

struct GroupedItemDto {
  std::string item;
  std::string title;
  bool for_everybody = true;
  std::optional<int> limit;
  std::int64_t heads = 0;
  std::int64_t heads_without_group = 0;
  std::vector<ToldGroupDto> groups;
  std::vector<trips::GroupHead> without_group;
};
[[nodiscard]] const json::Object<GroupedItemDto>& shape(json::Tag<GroupedItemDto>);

struct SubGroupsDto {
  std::int64_t travellers = 0;
  std::vector<GroupedItemDto> items;
};
[[nodiscard]] const json::Object<SubGroupsDto>& shape(json::Tag<SubGroupsDto>);
[[nodiscard]] SubGroupsDto to_dto(const trips::ToldSubGroups& told);

struct GroupScoreDto {
  int without_group = 0;
  int without_first = 0;
  int most_lost = 0;
  std::int64_t ranks = 0;
};
[[nodiscard]] const json::Object<GroupScoreDto>& shape(json::Tag<GroupScoreDto>);

struct FirstChoicesDto {
  core::ParticipantId participant_id;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  int wished = 0;
  int got = 0;
};
[[nodiscard]] const json::Object<FirstChoicesDto>& shape(json::Tag<FirstChoicesDto>);

struct GroupLossDto {
  core::ParticipantId participant_id;
  std::string item;
  bool has_group = false;
  std::optional<std::string> first_choice;
  trips::LossCause cause = trips::LossCause::item_full;
  std::string detail;
};
[[nodiscard]] const json::Object<GroupLossDto>& shape(json::Tag<GroupLossDto>);

struct SubGroupPlanDto {
  bool kept = false;
  bool proved = false;
  GroupScoreDto score;
  GroupScoreDto bound;
  std::vector<FirstChoicesDto> first_choices;
  std::vector<GroupLossDto> losses;
  std::vector<GroupedItemDto> items;
};
[[nodiscard]] const json::Object<SubGroupPlanDto>& shape(json::Tag<SubGroupPlanDto>);
[[nodiscard]] SubGroupPlanDto to_dto(const trips::SubGroupPlan& plan, core::Language language);

}  // namespace tagwerk::resources
