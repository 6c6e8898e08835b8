#include "api/resources/trip_group_dto.hpp"

#include <span>
#include <utility>

#include "api/resources/enum_texts.hpp"

namespace tagwerk::trips {
namespace {

json::Rules keys(std::size_t max) {
  auto rules = json::format(json::Format::key);
  rules.max_items = max;
  return rules;
}

}  // namespace

static std::span<const json::EnumName<LossCause>> enum_names(json::Tag<LossCause>) {
  static const auto names = json::names_from_text(all_loss_causes);
  return names;
}

const json::Object<GroupWish>& shape(json::Tag<GroupWish>) {
  static const auto object =
      json::Object<GroupWish>("TripGroupWish", "To take part in an item, and in which of its groups")
          .required("item", &GroupWish::item, json::format(json::Format::key).about("Its key"))
          .required("groups", &GroupWish::groups,
                    keys(max_groups_per_item).about("Keys, the dearest first; none: whichever, or the item has none"));
  return object;
}

const json::Object<GroupPlace>& shape(json::Tag<GroupPlace>) {
  static const auto object =
      json::Object<GroupPlace>("TripGroupPlace", "Where a traveller is")
          .required("item", &GroupPlace::item)
          .nullable("group", &GroupPlace::group, json::about("null: of an item without sub-groups"))
          .required("fixed", &GroupPlace::is_fixed);
  return object;
}

const json::Object<GroupHead>& shape(json::Tag<GroupHead>) {
  static const auto object =
      json::Object<GroupHead>("TripGroupTraveller", "A traveller in a group, or without one")
          .required("participant_id", &GroupHead::participant)
          .required("company_id", &GroupHead::company)
          .required("company", &GroupHead::company_name, json::about("Its name"))
          .nullable("given_name", &GroupHead::given_name, json::about("null: nobody is named yet"))
          .nullable("family_name", &GroupHead::family_name)
          .required("fixed", &GroupHead::is_fixed, json::about("Put there by hand: no plan moves him"));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

GroupScoreDto to_dto(const assignment::SubGroupScore& score) {
  return {.without_group = score.without_group,
          .without_first = score.without_first,
          .most_lost = score.most_lost,
          .ranks = score.ranks};
}

GroupedItemDto to_dto(const trips::ToldGroupedItem& told) {
  GroupedItemDto dto{.item = told.item.key,
                     .title = told.item.title,
                     .for_everybody = told.item.for_everybody,
                     .limit = told.item.limit,
                     .heads = told.heads,
                     .heads_without_group = told.heads_without_group,
                     .groups = {},
                     .without_group = told.without_group};
  dto.groups.reserve(told.groups.size());
  for (const auto& one : told.groups) {
    dto.groups.push_back({.group = one.group.key,
                          .name = one.group.name,
                          .limit = one.group.limit,
                          .heads = one.heads,
                          .travellers = one.travellers});
  }
  return dto;
}

}  // namespace

const json::Object<ToldGroupDto>& shape(json::Tag<ToldGroupDto>) {
  using Dto = ToldGroupDto;
  static const auto object =
      json::Object<Dto>("TripGroup", "A group of an item, and who is in it")
          .nullable("group", &Dto::group, json::about("Its key; null: all of an item without sub-groups"))
          .nullable("name", &Dto::name)
          .nullable("limit", &Dto::limit)
          .required("heads", &Dto::heads, json::about("Of all companies"))
          .required("travellers", &Dto::travellers, json::about("That the caller may see"));
  return object;
}

const json::Object<GroupedItemDto>& shape(json::Tag<GroupedItemDto>) {
  using Dto = GroupedItemDto;
  static const auto object =
      json::Object<Dto>("TripGroupedItem", "An item with sub-groups, or not for everybody, and who is where")
          .required("item", &Dto::item, json::about("Its key"))
          .required("title", &Dto::title)
          .required("for_everybody", &Dto::for_everybody)
          .nullable("limit", &Dto::limit, json::about("Of all groups together"))
          .required("heads", &Dto::heads, json::about("Who take part, of all companies"))
          .required("heads_without_group", &Dto::heads_without_group, json::about("Of them"))
          .required("groups", &Dto::groups)
          .required("without_group", &Dto::without_group, json::about("That the caller may see"));
  return object;
}

const json::Object<SubGroupsDto>& shape(json::Tag<SubGroupsDto>) {
  using Dto = SubGroupsDto;
  static const auto object =
      json::Object<Dto>("TripSubGroups", "Who is in which group")
          .required("travellers", &Dto::travellers, json::about("With a confirmed place, of all companies"))
          .required("items", &Dto::items, json::about("In the order of the draft"));
  return object;
}

SubGroupsDto to_dto(const trips::ToldSubGroups& told) {
  SubGroupsDto dto{.travellers = told.travellers, .items = {}};
  dto.items.reserve(told.items.size());
  for (const auto& item : told.items) dto.items.push_back(to_dto(item));
  return dto;
}

const json::Object<GroupScoreDto>& shape(json::Tag<GroupScoreDto>) {
  using Dto = GroupScoreDto;
  static const auto object =
      json::Object<Dto>("TripGroupScore", "Less is better, and what stands first counts first")
          .required("without_group", &Dto::without_group,
                    json::about("How often somebody takes part in an item and has no group"))
          .required("without_first", &Dto::without_first,
                    json::about("Travellers who have first choices, and get none of them"))
          .required("most_lost", &Dto::most_lost, json::about("The most first choices that one traveller loses"))
          .required(
              "ranks", &Dto::ranks,
              json::about("Of all wishes: 1 for the first choice, 2 for the second and so on, one more than there are "
                          "wishes for another group, one more than there are groups for none"));
  return object;
}

const json::Object<FirstChoicesDto>& shape(json::Tag<FirstChoicesDto>) {
  using Dto = FirstChoicesDto;
  static const auto object = json::Object<Dto>("TripFirstChoices", "How many of a traveller's first choices he gets")
                                 .required("participant_id", &Dto::participant_id)
                                 .nullable("given_name", &Dto::given_name)
                                 .nullable("family_name", &Dto::family_name)
                                 .required("wished", &Dto::wished)
                                 .required("got", &Dto::got);
  return object;
}

const json::Object<GroupLossDto>& shape(json::Tag<GroupLossDto>) {
  using Dto = GroupLossDto;
  static const auto object =
      json::Object<Dto>("TripGroupLoss", "Somebody has no group, or not the one he wants first, and why")
          .required("participant_id", &Dto::participant_id)
          .required("item", &Dto::item)
          .required("has_group", &Dto::has_group, json::about("Another one than his first choice"))
          .nullable("first_choice", &Dto::first_choice, json::about("null: he has none, or the item has no sub-groups"))
          .required("cause", &Dto::cause)
          .required("detail", &Dto::detail, json::about("In a sentence, in the language asked for"));
  return object;
}

const json::Object<SubGroupPlanDto>& shape(json::Tag<SubGroupPlanDto>) {
  using Dto = SubGroupPlanDto;
  static const auto object =
      json::Object<Dto>("TripSubGroupPlan", "Who is in which group by a plan, and what it is worth")
          .required("kept", &Dto::kept, json::about("false: it was a dry run"))
          .required("proved", &Dto::proved, json::about("No plan is better"))
          .required("score", &Dto::score)
          .required("bound", &Dto::bound, json::about("No plan is better than this"))
          .required("first_choices", &Dto::first_choices, json::about("Of who has any"))
          .required("losses", &Dto::losses, json::about("Who has no group, or not the one he wants first, and why"))
          .required("items", &Dto::items);
  return object;
}

SubGroupPlanDto to_dto(const trips::SubGroupPlan& plan, core::Language language) {
  SubGroupPlanDto dto{.kept = plan.is_kept,
                      .proved = plan.is_proved,
                      .score = to_dto(plan.score),
                      .bound = to_dto(plan.bound),
                      .first_choices = {},
                      .losses = {},
                      .items = to_dto(plan.told).items};
  dto.first_choices.reserve(plan.first_choices.size());
  for (const auto& one : plan.first_choices) {
    dto.first_choices.push_back({.participant_id = one.who.participant,
                                 .given_name = one.who.given_name,
                                 .family_name = one.who.family_name,
                                 .wished = one.wished,
                                 .got = one.got});
  }
  dto.losses.reserve(plan.losses.size());
  for (const auto& one : plan.losses) {
    dto.losses.push_back({.participant_id = one.participant,
                          .item = one.item,
                          .has_group = one.has_group,
                          .first_choice = one.first_choice,
                          .cause = one.cause,
                          .detail = language == core::Language::de ? one.de : one.en});
  }
  return dto;
}

}  // namespace tagwerk::resources
