#include "engine/vendors/lead.hpp"

#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/vendors/vendor_errors.hpp"

namespace tagwerk::vendors {
namespace {

void check_consent(core::Fields& fields, const Lead& lead) {
  if (lead.consent) return;
  const auto refuse = [&](const char* pointer, bool is_given) {
    if (is_given) fields.push_back({pointer, &consent_needed, {}});
  };
  refuse("/consent_at", lead.consent_at.has_value());
  refuse("/consent_text", lead.consent_text.has_value());
  refuse("/name", lead.name.has_value());
  refuse("/email", lead.email.has_value());
  refuse("/phone", lead.phone.has_value());
}

core::Fields check_members(const Lead& lead) {
  core::MemberRules rules("");
  rules.line("name", lead.name, max_lead_name).line("phone", lead.phone, max_phone);
  if (lead.email) rules.email("email", *lead.email);
  auto fields = rules.take();
  if (lead.note) check_note(fields, "/note", *lead.note, max_lead_note);
  if (lead.consent_text) check_note(fields, "/consent_text", *lead.consent_text, max_consent_text);
  check_consent(fields, lead);
  return fields;
}

Lead lead_of(const NewLead& wanted) {
  Lead lead;
  lead.company = wanted.company;
  lead.rating = wanted.rating;
  lead.note = wanted.note;
  lead.consent = wanted.consent;
  lead.consent_at = wanted.consent_at;
  lead.consent_text = wanted.consent_text;
  lead.name = wanted.name;
  lead.email = wanted.email;
  lead.phone = wanted.phone;
  return lead;
}

}  // namespace

std::string_view to_text(Rating rating) noexcept {
  switch (rating) {
    case Rating::hot:
      return "hot";
    case Rating::warm:
      return "warm";
    case Rating::cold:
      break;
  }
  return "cold";
}

std::optional<Rating> parse_rating(std::string_view text) noexcept { return core::one_of(all_ratings, text); }

std::vector<core::FieldError> check(const Lead& lead, core::Instant now) {
  auto fields = check_members(lead);
  if (lead.consent_at && *lead.consent_at > now) {
    fields.push_back({"/consent_at",
                      &registration::not_in_past,
                      {{"value", core::to_rfc3339(*lead.consent_at)}, {"now", core::to_rfc3339(now)}}});
  }
  return fields;
}

std::vector<core::FieldError> check(const NewLead& lead) { return check_members(lead_of(lead)); }

Lead make_lead(const VendorParticipationId& participation, const NewLead& wanted, core::Instant now) {
  auto lead = lead_of(wanted);
  lead.participation = participation;
  if (lead.consent && !lead.consent_at) lead.consent_at = now;
  lead.created_at = lead.updated_at = now;
  return lead;
}

Lead patched(const Lead& before, const LeadPatch& patch, core::Instant now) {
  auto lead = before;
  if (patch.consent) lead.consent = *patch.consent;
  if (!lead.consent) {
    lead.consent_at.reset();
    lead.consent_text.reset();
    lead.name.reset();
    lead.email.reset();
    lead.phone.reset();
  }
  const auto set = [](auto& member, const auto& value) {
    if (value) member = *value;
  };
  set(lead.company, patch.company);
  set(lead.rating, patch.rating);
  set(lead.note, patch.note);
  set(lead.consent_at, patch.consent_at);
  set(lead.consent_text, patch.consent_text);
  set(lead.name, patch.name);
  set(lead.email, patch.email);
  set(lead.phone, patch.phone);
  if (lead.consent && !lead.consent_at) lead.consent_at = now;
  return lead;
}

}  // namespace tagwerk::vendors
