#include "engine/trips/trip_requirements.hpp"

#include <algorithm>
#include <set>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/core/time_zone.hpp"

namespace tagwerk::trips {

std::string_view to_text(Requirement requirement) noexcept {
  switch (requirement) {
    case Requirement::passport:
      return "passport";
    case Requirement::visa:
      return "visa";
    case Requirement::insurance:
      return "insurance";
    case Requirement::emergency_contact:
      return "emergency_contact";
    case Requirement::dietary:
      return "dietary";
  }
  return "passport";
}

std::optional<Requirement> parse_requirement(std::string_view text) noexcept {
  return core::one_of(all_requirements, text);
}

const Deadline* TripRequirements::find(Requirement requirement) const noexcept {
  const auto found = std::find_if(deadlines.begin(), deadlines.end(),
                                  [&](const Deadline& one) { return one.requirement == requirement; });
  return found == deadlines.end() ? nullptr : &*found;
}

TripRequirements default_requirements() {
  TripRequirements requirements;
  for (const auto one : all_requirements) requirements.deadlines.push_back({.requirement = one, .due_on = {}});
  return requirements;
}

std::vector<core::FieldError> check(const TripRequirements& requirements, core::Date ends_on) {
  core::Fields fields;
  check_count(fields, "/countries", requirements.countries.size(), 0, max_countries);
  std::set<std::string_view> countries;
  for (std::size_t i = 0; i < requirements.countries.size(); ++i) {
    const auto& country = requirements.countries[i];
    const auto pointer = "/countries/" + std::to_string(i);
    if (auto wrong = core::MemberRules(pointer).country("", country).take(); !wrong.empty()) {
      append(fields, std::move(wrong));
    } else if (!countries.insert(country).second) {
      fields.push_back({pointer, &core::field_duplicate, {{"value", country}}});
    }
  }
  if (requirements.returns_on && *requirements.returns_on < ends_on)
    fields.push_back({"/returns_on",
                      &core::field_order,
                      {{"value", core::to_text(*requirements.returns_on)}, {"other", core::to_text(ends_on)}}});
  std::set<Requirement> asked;
  for (std::size_t i = 0; i < requirements.deadlines.size(); ++i) {
    const auto requirement = requirements.deadlines[i].requirement;
    if (!asked.insert(requirement).second)
      fields.push_back({"/requirements/" + std::to_string(i) + "/requirement",
                        &core::field_duplicate,
                        {{"value", std::string(to_text(requirement))}}});
  }
  check_range(fields, "/passport_days_after_return", requirements.passport_days_after_return, 0, max_retention_days);
  check_range(fields, "/health_days_after_return", requirements.health_days_after_return, 0, max_retention_days);
  return fields;
}

core::Date return_date(core::Date ends_on, const std::optional<core::Date>& returns_on) {
  return returns_on ? std::max(ends_on, *returns_on) : ends_on;
}

bool is_met(const core::ExpectedVersion& expected, std::int64_t version) {
  return expected.is_met_by(version) || (version == 0 && expected.is_met_by(std::nullopt));
}

core::Date today_in(core::Instant now, std::string_view zone) {
  return core::local_date(now, zone).value_or(now.date());
}

bool is_kept_no_longer(core::Date returns_on, int days_after_return, core::Date today) {
  return (today - returns_on).days() > days_after_return;
}

}  // namespace tagwerk::trips
