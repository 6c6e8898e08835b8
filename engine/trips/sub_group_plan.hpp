// Purpose: what is told of groups: who is in them, what a plan is worth and what it costs whom, and which rules are broken, in words.
// Errors: none; violations are field errors at "/places". Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/assignment/sub_group_solver.hpp"
#include "engine/trips/sub_group_problem.hpp"

namespace tagwerk::trips {

struct GroupHead {
  core::ParticipantId participant;
  core::CompanyId company;
  std::string company_name;
  std::optional<std::string> given_name;  // none: nobody is named yet
  std::optional<std::string> family_name;
  bool is_fixed = false;
};

/// Numbers are of all travellers; lists of those who may be seen.
struct ToldGroup {
  ItemGroup group;
  std::int64_t heads = 0;
  std::vector<GroupHead> travellers;
};
struct ToldGroupedItem {
  GroupedItem item;
  std::int64_t heads = 0;  // who take part
  std::int64_t heads_without_group = 0;
  std::vector<ToldGroup> groups;
  std::vector<GroupHead> without_group;
};
struct ToldSubGroups {
  std::int64_t travellers = 0;
  std::vector<ToldGroupedItem> items;
  std::int64_t version = 0;
};
/// `only`: of whose travellers names are told; of all where it is left out.
[[nodiscard]] ToldSubGroups tell(const SubGroupInput& input, const std::optional<core::CompanyId>& only);

/// Why somebody has no group, or not the one he wants first.
enum class LossCause : std::uint8_t {
  item_full,              // all its groups are
  fixed,                  // he is, in another group
  group_without_places,   // it has none
  full_of_first_choices,  // all in it want it first, or are fixed there
  full_of_others,         // also with others
  has_place,              // the plan is not the best
};
inline constexpr LossCause all_loss_causes[] = {
    LossCause::item_full,      LossCause::fixed,    LossCause::group_without_places, LossCause::full_of_first_choices,
    LossCause::full_of_others, LossCause::has_place};
[[nodiscard]] std::string_view to_text(LossCause cause) noexcept;

struct GroupLoss {
  bool has_group = false;  // another one
  LossCause cause = LossCause::item_full;
  core::ParticipantId participant;
  std::string item;
  std::optional<std::string> first_choice;  // none: he has none, or the item has no sub-groups
  std::string en;                           // in a sentence
  std::string de;
};

/// First choices of one traveller who has any.
struct FirstChoices {
  GroupHead who;
  int wished = 0;
  int got = 0;
};

struct SubGroupPlan {
  ToldSubGroups told;
  assignment::SubGroupScore score;
  assignment::SubGroupScore bound;  // no plan is better
  bool is_proved = false;
  bool is_kept = false;
  std::vector<FirstChoices> first_choices;  // in the order of travellers
  std::vector<GroupLoss> losses;            // likewise, and of items
};
/// `input` with the places that the plan means.
[[nodiscard]] SubGroupPlan report(const SubGroupInput& input, const assignment::SubGroupProblem& problem,
                                  const assignment::SubGroupOutcome& outcome);

/// Of who is where, if that is what the problem fixes and what is put there by hand; empty: no rule is broken. `places`, where they
/// are given, are pointed at.
[[nodiscard]] std::vector<core::FieldError> violations_of(const SubGroupInput& input,
                                                          const assignment::SubGroupProblem& problem,
                                                          const assignment::SubGroups& groups,
                                                          const std::vector<PlaceWish>& places = {});

}  // namespace tagwerk::trips
