#include "engine/trips/readiness.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tagwerk::trips {
namespace {

const VisaRuleContent* rule_for(const TravellerProfile& profile, const std::string& country, const VisaRules& rules) {
  if (!profile.passport) return nullptr;
  const auto found = rules.find({profile.passport->country, country});
  return found == rules.end() ? nullptr : &found->second;
}

const Visa* visa_for(const TravellerProfile& profile, const std::string& country) {
  const auto found = std::find_if(profile.visas.begin(), profile.visas.end(),
                                  [&](const Visa& visa) { return visa.country == country; });
  return found == profile.visas.end() ? nullptr : &*found;
}

int passport_months(const TravellerProfile& profile, const Trip& trip, const VisaRules& rules) {
  int months = 0;
  for (const auto& country : trip.requirements.countries) {
    const auto* rule = rule_for(profile, country, rules);
    if (rule != nullptr) months = std::max(months, rule->passport_valid_months_after_return.value_or(0));
  }
  return months;
}

// From the state of the visa alone, where there must be one.
std::optional<Problem> lacks_visa(const Visa* visa, const Trip& trip) {
  if (visa == nullptr) return Problem::missing;
  switch (visa->state) {
    case VisaState::granted:
      if (visa->valid_from <= trip.starts_on && visa->valid_until >= trip.returns_on) return std::nullopt;
      return Problem::does_not_cover;
    case VisaState::applied:
      return Problem::not_granted;
    case VisaState::refused:
      return Problem::refused;
    case VisaState::needed:
    case VisaState::not_needed:
      break;
  }
  return Problem::missing;
}

std::optional<Problem> visa_problem(const Visa* visa, const VisaRuleContent* rule, const Trip& trip) {
  const auto lacks = lacks_visa(visa, trip);
  if (rule == nullptr) {
    if (!lacks || lacks == Problem::refused) return lacks;
    return Problem::unknown_rule;
  }
  const bool is_too_long = rule->max_days && (trip.returns_on - trip.starts_on).days() + 1 > *rule->max_days;
  const bool asks_before =
      rule->requirement == VisaRequirement::visa || rule->requirement == VisaRequirement::electronic;
  if (asks_before) return lacks ? lacks : is_too_long ? std::optional(Problem::stay_too_long) : std::nullopt;
  // Whom they let in for some days may have a visa for more.
  return is_too_long && lacks ? std::optional(Problem::stay_too_long) : std::nullopt;
}

class Gaps {
 public:
  Gaps(const TravellerProfile& profile, const Trip& trip, const VisaRules& rules, core::Date today)
      : profile_(profile), trip_(trip), rules_(rules), today_(today) {}

  std::vector<Gap> all() {
    for (const auto requirement : all_requirements) {
      if (const auto* deadline = trip_.requirements.find(requirement)) look_at(*deadline);
    }
    return std::move(gaps_);
  }

 private:
  void look_at(const Deadline& deadline) {
    switch (deadline.requirement) {
      case Requirement::passport:
        return look_at_passport(deadline);
      case Requirement::visa:
        return look_at_visas(deadline);
      case Requirement::insurance:
        return look_at_insurance(deadline);
      case Requirement::emergency_contact:
        if (!profile_.emergency_contact) add(deadline, Problem::missing);
        return;
      case Requirement::dietary:
        if (!profile_.dietary_needs) add(deadline, Problem::missing);
        return;
    }
  }

  void look_at_passport(const Deadline& deadline) {
    const auto needed = must_be_valid_on(trip_.returns_on, passport_months(profile_, trip_, rules_));
    if (!profile_.passport) {
      add(deadline, Problem::missing, needed);
    } else if (profile_.passport->expires_on < needed) {
      add(deadline, Problem::expires_too_early, needed);
    }
  }

  void look_at_visas(const Deadline& deadline) {
    auto countries = trip_.requirements.countries;
    std::sort(countries.begin(), countries.end());
    for (const auto& country : countries) {
      const auto problem = visa_problem(visa_for(profile_, country), rule_for(profile_, country, rules_), trip_);
      if (problem) add(deadline, *problem, trip_.returns_on, country);
    }
  }

  void look_at_insurance(const Deadline& deadline) {
    if (!profile_.insurance) {
      add(deadline, Problem::missing, trip_.returns_on);
    } else if (profile_.insurance->valid_until < trip_.returns_on) {
      add(deadline, Problem::does_not_cover, trip_.returns_on);
    }
  }

  void add(const Deadline& deadline, Problem problem, std::optional<core::Date> needed_until = {},
           std::optional<std::string> country = {}) {
    gaps_.push_back({.requirement = deadline.requirement,
                     .country = std::move(country),
                     .problem = problem,
                     .needed_until = needed_until,
                     .due_on = deadline.due_on,
                     .is_overdue = deadline.due_on && *deadline.due_on < today_});
  }

  const TravellerProfile& profile_;
  const Trip& trip_;
  const VisaRules& rules_;
  core::Date today_;
  std::vector<Gap> gaps_;
};

bool is_more_urgent(const TravellerGap& one, const TravellerGap& other) {
  const auto key = [](const TravellerGap& it) {
    const auto& due = it.gap.due_on;
    const registration::Attendee nobody;
    const auto& name = it.name ? *it.name : nobody;
    return std::make_tuple(!it.gap.is_overdue, !due, due.value_or(core::Date(1400, 1, 1)), !it.name, name.family_name,
                           name.given_name, it.participant, it.gap.requirement, it.gap.country);
  };
  return key(one) < key(other);
}

}  // namespace

std::string_view to_text(Problem problem) noexcept {
  switch (problem) {
    case Problem::missing:
      return "missing";
    case Problem::expires_too_early:
      return "expires_too_early";
    case Problem::does_not_cover:
      return "does_not_cover";
    case Problem::not_granted:
      return "not_granted";
    case Problem::refused:
      return "refused";
    case Problem::stay_too_long:
      return "stay_too_long";
    case Problem::unknown_rule:
      return "unknown_rule";
  }
  return "missing";
}

std::vector<Gap> gaps_of(const TravellerProfile& profile, const Trip& trip, const VisaRules& rules, core::Date today) {
  return Gaps(profile, trip, rules, today).all();
}

Readiness readiness_of(const std::vector<Traveller>& travellers, const Trip& trip, const VisaRules& rules,
                       core::Date today) {
  Readiness told{
      .as_of = today, .returns_on = trip.returns_on, .travellers = travellers.size(), .ready = 0, .gaps = {}};
  for (const auto& traveller : travellers) {
    auto gaps = gaps_of(traveller.profile, trip, rules, today);
    if (gaps.empty()) ++told.ready;
    for (auto& gap : gaps)
      told.gaps.push_back({.participant = traveller.id,
                           .company = traveller.company,
                           .name = traveller.who.name,
                           .gap = std::move(gap)});
  }
  std::sort(told.gaps.begin(), told.gaps.end(), is_more_urgent);
  return told;
}

}  // namespace tagwerk::trips
