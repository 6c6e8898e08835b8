// Purpose: a trip with travellers who have a name, and short words for what is said of them. Thread-safety: one thread.
#pragma once

#include <optional>
#include <string>

#include "engine/core/secret.hpp"
#include "engine/directory/person_service.hpp"
#include "engine/registration/head_service.hpp"
#include "engine/registration/registration_reference_mover.hpp"
#include "engine/trips/traveller_keeper.hpp"
#include "engine/trips/traveller_reference_mover.hpp"
#include "engine/trips/traveller_service.hpp"
#include "engine/trips/trip_requirements_service.hpp"
#include "engine/trips/visa_rule_service.hpp"
#include "tests/trips/fixture.hpp"

namespace tagwerk::test {

[[nodiscard]] inline core::Date day(const char* text) { return core::parse_date(text).value(); }

struct Travelling : TripFixture {
  trips::PassportNumbers numbers{core::SecretKey::random()};
  trips::TravellerService travellers{database()};
  trips::TripRequirementsService requirements{database()};
  trips::VisaRuleService rules{database()};
  trips::TravellerKeeper keeper{database()};
  registration::HeadService heads{database(), {}};
  registration::RegistrationReferenceMover registration_mover{{}};
  trips::TravellerReferenceMover traveller_mover;
  directory::PersonService people{database(), {&registration_mover, &traveller_mover}};

  [[nodiscard]] static registration::Naming named(const std::string& given, const std::string& family = "Beispiel") {
    return {.person = {}, .given_name = given, .family_name = family, .email = given + "@example.org"};
  }
  registration::Registration enter(const core::CompanyId& of, std::vector<registration::Naming> who,
                                   std::optional<std::int64_t> headcount = {}) {
    later(1);
    registration::NewRegistration wish;
    wish.company = of;
    wish.participants = std::move(who);
    wish.headcount = headcount;
    return registrations.register_group(call(), trip, wish).value();
  }
  /// One traveller of that name.
  registration::Participant traveller(const std::string& given = "Anna") {
    return enter(company, {named(given)}).participants.at(0);
  }
  core::PersonId person(const std::string& given, const core::CompanyId& of) {
    later(1);
    return people
        .create(call(), {.company = of,
                         .given_name = given,
                         .family_name = "Beispiel",
                         .email = given + "@example.org",
                         .function = {}})
        .value()
        .id;
  }
  registration::Participant traveller(const core::PersonId& who) {
    registration::Naming naming;
    naming.person = who;
    return enter(company, {naming}).participants.at(0);
  }

  /// Everything, with the number C01X00T47.
  [[nodiscard]] static trips::ProfileWish complete() {
    trips::ProfileWish wish;
    wish.passport = trips::PassportWish{
        .country = "DE", .expires_on = day("2020-01-01"), .number = std::optional<std::string>("C01X00T47")};
    wish.visas = {{.country = "CN",
                   .state = trips::VisaState::granted,
                   .valid_from = day("2016-11-01"),
                   .valid_until = day("2016-11-30")}};
    wish.dietary_needs = "Vegetarisch";
    wish.emergency_contact =
        trips::EmergencyContact{.name = "Otto Beispiel", .phone = "+49 30 123456", .relation = "Bruder"};
    wish.insurance = trips::Insurance{.provider = "Muster", .policy_number = "P-1", .valid_until = day("2016-12-31")};
    return wish;
  }
  core::Result<trips::Traveller> say(const access::Call& caller, const registration::Participant& of,
                                     const trips::ProfileWish& wish, const core::ExpectedVersion& expected = {}) {
    later(1);
    auto at = caller;
    at.now = now;
    return travellers.put(at, numbers, trip, of.id, wish, expected);
  }
  core::Result<trips::Traveller> say(const registration::Participant& of, const trips::ProfileWish& wish = complete(),
                                     const core::ExpectedVersion& expected = {}) {
    return say(call(), of, wish, expected);
  }
  core::Result<trips::Traveller> told(const registration::Participant& of) {
    return travellers.find(call(), trip, of.id);
  }
  std::string number_of(const registration::Participant& of) {
    const auto read = travellers.read_passport_number(call(), numbers, trip, of.id);
    return read ? *read : refusal(read);
  }
  trips::TripRequirements ask(std::vector<std::string> countries, int passport_days = 30, int health_days = 30) {
    auto wish = trips::default_requirements();
    wish.countries = std::move(countries);
    wish.passport_days_after_return = passport_days;
    wish.health_days_after_return = health_days;
    return requirements.put(call(), trip, wish, {}).value().content;
  }
  core::Result<trips::VisaRule> know(const char* nationality, const char* country,
                                     trips::VisaRequirement requirement = trips::VisaRequirement::visa,
                                     std::optional<int> months = {}) {
    later(1);
    return rules.put(call(), {.nationality = nationality, .country = country},
                     {.requirement = requirement,
                      .max_days = {},
                      .passport_valid_months_after_return = months,
                      .source = "Auswärtiges Amt",
                      .source_url = {},
                      .as_of = day("2016-06-01")},
                     {});
  }
  /// "Anna passport:missing; …", most urgent first.
  std::string lacks(const access::Call& caller) {
    const auto told = travellers.readiness(caller, trip).value();
    std::string text;
    for (const auto& [participant, of, name, gap] : told.gaps) {
      text += (text.empty() ? "" : "; ") + (name ? name->given_name : std::string("?")) + " " +
              std::string(to_text(gap.requirement)) + ":" + std::string(to_text(gap.problem));
    }
    return text;
  }
  std::int64_t profiles() { return count("select count(*) from trip_travellers", {}); }
};

}  // namespace tagwerk::test
