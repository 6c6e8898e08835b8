#include "engine/trips/traveller.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/trips/traveller_errors.hpp"

namespace tagwerk::trips {
namespace {

void check_visas(core::Fields& fields, const std::vector<Visa>& visas) {
  check_count(fields, "/visas", visas.size(), 0, max_visas);
  std::set<std::string_view> countries;
  for (std::size_t i = 0; i < visas.size(); ++i) {
    const auto& visa = visas[i];
    const auto at = "/visas/" + std::to_string(i);
    if (auto wrong = core::MemberRules(at).country("country", visa.country).take(); !wrong.empty()) {
      append(fields, std::move(wrong));
    } else if (!countries.insert(visa.country).second) {
      fields.push_back({at + "/country", &core::field_duplicate, {{"value", visa.country}}});
    }
    const bool is_granted = visa.state == VisaState::granted;
    if (visa.valid_from.has_value() != is_granted || visa.valid_until.has_value() != is_granted) {
      fields.push_back({at + "/state", &visa_needs_its_days, {}});
    } else if (is_granted && *visa.valid_until < *visa.valid_from) {
      fields.push_back({at + "/valid_until",
                        &core::field_order,
                        {{"value", core::to_text(*visa.valid_until)}, {"other", core::to_text(*visa.valid_from)}}});
    }
  }
}

}  // namespace

std::string_view to_text(VisaState state) noexcept {
  switch (state) {
    case VisaState::not_needed:
      return "not_needed";
    case VisaState::needed:
      return "needed";
    case VisaState::applied:
      return "applied";
    case VisaState::granted:
      return "granted";
    case VisaState::refused:
      return "refused";
  }
  return "needed";
}

std::optional<VisaState> parse_visa_state(std::string_view text) noexcept {
  return core::one_of(all_visa_states, text);
}

std::vector<core::FieldError> check(const ProfileWish& wish) {
  core::Fields fields;
  if (wish.passport) append(fields, "/passport", check(*wish.passport));
  check_visas(fields, wish.visas);
  if (wish.dietary_needs) check_note(fields, "/dietary_needs", *wish.dietary_needs, max_dietary_needs);
  if (wish.emergency_contact) {
    const auto& [name, phone, relation] = *wish.emergency_contact;
    append(fields, core::MemberRules("/emergency_contact")
                       .line("name", name, max_contact_text)
                       .line("phone", phone, max_contact_phone)
                       .line("relation", relation, max_contact_text)
                       .take());
  }
  if (wish.insurance)
    append(fields, core::MemberRules("/insurance")
                       .line("provider", wish.insurance->provider, max_contact_text)
                       .line("policy_number", wish.insurance->policy_number, max_contact_text)
                       .take());
  return fields;
}

TravellerProfile profile_of(const ProfileWish& wish, const TravellerProfile& before) {
  TravellerProfile profile{.passport = {},
                           .visas = wish.visas,
                           .dietary_needs = wish.dietary_needs,
                           .emergency_contact = wish.emergency_contact,
                           .insurance = wish.insurance};
  if (wish.passport) {
    const bool had_number = before.passport && before.passport->has_number;
    profile.passport = Passport{.country = wish.passport->country,
                                .expires_on = wish.passport->expires_on,
                                .has_number = wish.passport->number ? wish.passport->number->has_value() : had_number};
  }
  std::sort(profile.visas.begin(), profile.visas.end(),
            [](const Visa& one, const Visa& other) { return one.country < other.country; });
  return profile;
}

bool is_same_person(const Identity& one, const Identity& other) {
  if (one.person && other.person) return *one.person == *other.person;
  if (!one.name || !other.name) return false;
  return one.name->email == other.name->email &&
         (one.name->given_name == other.name->given_name || one.name->family_name == other.name->family_name);
}

}  // namespace tagwerk::trips
