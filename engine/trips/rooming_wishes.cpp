#include "engine/trips/rooming_wishes.hpp"

#include <algorithm>
#include <set>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::trips {
namespace {

void check_shares(core::Fields& fields, const std::vector<ShareWith>& shares) {
  core::check_count(fields, "/share_with", shares.size(), 0, max_shares);
  std::set<core::ParticipantId> seen;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const auto at = "/share_with/" + std::to_string(i);
    core::check_range(fields, at + "/weight", shares[i].weight, 1, max_wish_weight);
    if (!seen.insert(shares[i].other).second)
      fields.push_back({at + "/participant_id", &core::field_duplicate, {{"value", shares[i].other.text()}}});
  }
}

void check_stays(core::Fields& fields, const std::vector<Stay>& stays) {
  core::check_count(fields, "/stays", stays.size(), 0, max_stays);
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < stays.size(); ++i) {
    const auto& stay = stays[i];
    const auto at = "/stays/" + std::to_string(i);
    core::append(fields, core::MemberRules(at).key("lodging", stay.lodging).take());
    if (!seen.insert(stay.lodging).second)
      fields.push_back({at + "/lodging", &core::field_duplicate, {{"value", core::echo(stay.lodging)}}});
    if (stay.first_night && stay.last_night && *stay.last_night < *stay.first_night) {
      fields.push_back({at + "/last_night",
                        &core::field_order,
                        {{"value", core::to_text(*stay.last_night)}, {"other", core::to_text(*stay.first_night)}}});
    }
  }
}

}  // namespace

std::string_view to_text(Gender gender) noexcept {
  switch (gender) {
    case Gender::female:
      return "female";
    case Gender::male:
      return "male";
    case Gender::other:
      return "other";
  }
  return "other";
}

std::optional<Gender> parse_gender(std::string_view text) noexcept { return core::one_of(all_genders, text); }

const Stay* RoomingWishes::stay_in(std::string_view lodging) const noexcept {
  const auto found = std::ranges::find(stays, lodging, &Stay::lodging);
  return found == stays.end() ? nullptr : &*found;
}

RoomingWishes normalized(RoomingWishes wishes) {
  std::ranges::sort(wishes.share_with, {}, &ShareWith::other);
  std::ranges::sort(wishes.stays, {}, &Stay::lodging);
  return wishes;
}

std::vector<core::FieldError> check(const RoomingWishes& wishes) {
  core::Fields fields;
  if (wishes.alone_weight) core::check_range(fields, "/alone_weight", *wishes.alone_weight, 0, max_wish_weight);
  check_shares(fields, wishes.share_with);
  check_stays(fields, wishes.stays);
  return fields;
}

int alone_weight_of(const RoomingWishes& wishes, bool pays_single_supplement) noexcept {
  return wishes.alone_weight.value_or(pays_single_supplement ? usual_wish_weight : 0);
}

}  // namespace tagwerk::trips
