#include "engine/trips/sub_group_plan.hpp"

#include <algorithm>
#include <utility>

#include "engine/assignment/sub_group_reasons.hpp"
#include "engine/assignment/sub_groups_checker.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/trips/sub_group_errors.hpp"

namespace tagwerk::trips {
namespace {

using assignment::no_group;
using Cause = assignment::SubGroupReason::Cause;
using What = assignment::SubGroupReason::What;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

GroupHead head_of(const GroupTraveller& traveller) {
  GroupHead head{.participant = traveller.id,
                 .company = traveller.company,
                 .company_name = traveller.company_name,
                 .given_name = {},
                 .family_name = {},
                 .is_fixed = false};
  if (traveller.who.name) {
    head.given_name = traveller.who.name->given_name;
    head.family_name = traveller.who.name->family_name;
  }
  return head;
}

ToldGroupedItem tell_item(const SubGroupInput& input, const GroupedItem& item,
                          const std::optional<core::CompanyId>& only) {
  ToldGroupedItem told{.item = item, .heads = 0, .heads_without_group = 0, .groups = {}, .without_group = {}};
  for (const auto& group : item.groups) told.groups.push_back({.group = group, .heads = 0, .travellers = {}});
  for (const auto& traveller : input.travellers) {
    if (!takes_part(traveller, item)) continue;
    const auto* place = place_of(traveller, item);
    ++told.heads;
    const bool is_seen = !only || *only == traveller.company;
    auto head = head_of(traveller);
    if (place == nullptr) {
      ++told.heads_without_group;
      if (is_seen) told.without_group.push_back(std::move(head));
      continue;
    }
    head.is_fixed = place->is_fixed;
    auto& group = told.groups[item.find(place->group).value()];
    ++group.heads;
    if (is_seen) group.travellers.push_back(std::move(head));
  }
  return told;
}

LossCause cause_of(Cause cause) {
  switch (cause) {
    case Cause::item_full:
      return LossCause::item_full;
    case Cause::fixed:
      return LossCause::fixed;
    case Cause::group_without_places:
      return LossCause::group_without_places;
    case Cause::full_of_first_choices:
      return LossCause::full_of_first_choices;
    case Cause::full_of_others:
      return LossCause::full_of_others;
    case Cause::has_place:
      break;
  }
  return LossCause::has_place;
}

// A sentence of engine/assignment about travellers, items and groups by their numbers; -1 where it has none of them.
struct Subject {
  const SubGroupInput& input;
  int traveller;
  int item;
  int group;

  [[nodiscard]] std::string fill(const core::Text& words, core::Language language) const {
    core::Arguments arguments;
    if (traveller >= 0) arguments.emplace_back("traveller", name_of(input.travellers[at(traveller)]));
    if (item >= 0) arguments.emplace_back("item", "'" + input.items[at(item)].title + "'");
    if (item >= 0 && group != no_group) arguments.emplace_back("group", group_name(language));
    return core::fill(core::pick(words, language), arguments);
  }

 private:
  [[nodiscard]] static std::string name_of(const GroupTraveller& one) {
    if (!one.who.name) return "N. N. (" + one.company_name + ")";
    return one.who.name->given_name + " " + one.who.name->family_name;
  }
  [[nodiscard]] std::string group_name(core::Language language) const {
    const auto& named = input.items[at(item)].groups[at(group)];
    if (named.name) return "'" + *named.name + "'";
    return language == core::Language::de ? "die Gruppe" : "the group";
  }
};

core::FieldError violation(std::string pointer, const Subject& subject, const core::Text& words) {
  return {std::move(pointer),
          &sub_group_violation,
          {{"en", subject.fill(words, core::Language::en)}, {"de", subject.fill(words, core::Language::de)}}};
}

std::string pointer_to(const SubGroupInput& input, const assignment::SubGroupViolation& broken,
                       const std::vector<PlaceWish>& places) {
  if (broken.traveller < 0 || broken.item < 0) return "/places";
  const auto found = std::ranges::find_if(places, [&](const PlaceWish& one) {
    return one.traveller == input.travellers[at(broken.traveller)].id &&
           one.place.item == input.items[at(broken.item)].key;
  });
  return found == places.end() ? "/places" : "/places/" + std::to_string(found - places.begin());
}

// The checker knows the limits of groups; the item's own holds over all of them.
void check_item_limits(core::Fields& fields, const SubGroupInput& input, const assignment::SubGroups& groups) {
  constexpr core::Text words{"{item} has more travellers than its limit", "{item} hat mehr Reisende als erlaubt"};
  for (std::size_t i = 0; i < input.items.size(); ++i) {
    if (!input.items[i].limit || !input.items[i].has_sub_groups()) continue;
    const auto heads =
        std::ranges::count_if(groups.groups, [&](const std::vector<int>& of_one) { return of_one[i] != no_group; });
    if (heads > *input.items[i].limit)
      fields.push_back(violation("/places", {input, -1, static_cast<int>(i), no_group}, words));
  }
}

}  // namespace

std::string_view to_text(LossCause cause) noexcept {
  switch (cause) {
    case LossCause::item_full:
      return "item_full";
    case LossCause::fixed:
      return "fixed";
    case LossCause::group_without_places:
      return "group_without_places";
    case LossCause::full_of_first_choices:
      return "full_of_first_choices";
    case LossCause::full_of_others:
      return "full_of_others";
    case LossCause::has_place:
      break;
  }
  return "has_place";
}

ToldSubGroups tell(const SubGroupInput& input, const std::optional<core::CompanyId>& only) {
  ToldSubGroups told{
      .travellers = static_cast<std::int64_t>(input.travellers.size()), .items = {}, .version = input.version};
  told.items.reserve(input.items.size());
  for (const auto& item : input.items) told.items.push_back(tell_item(input, item, only));
  return told;
}

SubGroupPlan report(const SubGroupInput& input, const assignment::SubGroupProblem& problem,
                    const assignment::SubGroupOutcome& outcome) {
  const auto& groups = outcome.plan.value();
  SubGroupPlan plan{.told = tell(input, {}),
                    .score = outcome.score,
                    .bound = outcome.bound,
                    .is_proved = outcome.is_proved(),
                    .is_kept = false,
                    .first_choices = {},
                    .losses = {}};
  for (std::size_t i = 0; i < input.travellers.size(); ++i) {
    FirstChoices choices{.who = head_of(input.travellers[i]), .wished = 0, .got = 0};
    for (std::size_t j = 0; j < input.items.size(); ++j) {
      const auto* wishes = problem.wishes(static_cast<int>(i), static_cast<int>(j));
      if (wishes == nullptr) continue;
      ++choices.wished;
      choices.got += wishes->front() == groups.groups[i][j] ? 1 : 0;
    }
    if (choices.wished > 0) plan.first_choices.push_back(std::move(choices));
  }
  for (const auto& reason : assignment::explain(problem, groups)) {
    const Subject subject{input, reason.traveller, reason.item, reason.group};
    const auto words = assignment::words_of(reason.cause);
    const auto& item = input.items[at(reason.item)];
    plan.losses.push_back({.has_group = reason.what == What::first_choice,
                           .cause = cause_of(reason.cause),
                           .participant = input.travellers[at(reason.traveller)].id,
                           .item = item.key,
                           .first_choice = reason.group == no_group ? std::nullopt : item.groups[at(reason.group)].key,
                           .en = subject.fill(words, core::Language::en),
                           .de = subject.fill(words, core::Language::de)});
  }
  return plan;
}

std::vector<core::FieldError> violations_of(const SubGroupInput& input, const assignment::SubGroupProblem& problem,
                                            const assignment::SubGroups& groups, const std::vector<PlaceWish>& places) {
  core::Fields fields;
  for (const auto& broken : assignment::check_sub_groups(problem, groups)) {
    const Subject subject{input, broken.traveller, broken.item, broken.group};
    fields.push_back(violation(pointer_to(input, broken, places), subject, assignment::words_of(broken.rule)));
  }
  check_item_limits(fields, input, groups);
  return fields;
}

}  // namespace tagwerk::trips
