#include "engine/trips/readiness.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <functional>

#include "engine/trips/traveller.hpp"

using namespace tagwerk;
using core::Date;
using trips::Requirement;
using trips::TravellerProfile;
using trips::Visa;
using trips::VisaRequirement;
using trips::VisaRuleContent;
using trips::VisaState;

namespace {

Date day(const char* text) { return core::parse_date(text).value(); }

VisaRuleContent rule(VisaRequirement requirement, std::optional<int> max_days = {}, std::optional<int> months = {}) {
  return {.requirement = requirement,
          .max_days = max_days,
          .passport_valid_months_after_return = months,
          .source = "Auswärtiges Amt",
          .source_url = {},
          .as_of = day("2016-06-01")};
}

Visa granted(const char* country, const char* from, const char* until) {
  return {.country = country, .state = VisaState::granted, .valid_from = day(from), .valid_until = day(until)};
}
Visa visa(const char* country, VisaState state) {
  return {.country = country, .state = state, .valid_from = {}, .valid_until = {}};
}

/// A week in China, 5 to 11 November 2016.
struct ChinaTrip {
  trips::Trip trip{
      .starts_on = day("2016-11-05"), .returns_on = day("2016-11-11"), .requirements = trips::default_requirements()};
  trips::VisaRules rules{{{"DE", "HK"}, rule(VisaRequirement::none, 90, 1)},
                         {{"DE", "CN"}, rule(VisaRequirement::visa, {}, 6)}};
  TravellerProfile profile{
      .passport = trips::Passport{.country = "DE", .expires_on = day("2017-05-11"), .has_number = false},
      .visas = {granted("CN", "2016-11-05", "2016-11-11")},
      .dietary_needs = "",
      .emergency_contact = trips::EmergencyContact{.name = "Otto", .phone = "+49 30 1", .relation = {}},
      .insurance = trips::Insurance{.provider = "Muster", .policy_number = {}, .valid_until = day("2016-11-11")}};

  ChinaTrip() { trip.requirements.countries = {"HK", "CN"}; }

  [[nodiscard]] std::string told(const char* today = "2016-09-01") const {
    std::string text;
    for (const auto& gap : trips::gaps_of(profile, trip, rules, day(today))) {
      text += (text.empty() ? "" : " ") + std::string(to_text(gap.requirement));
      if (gap.country) text += "/" + *gap.country;
      text += ":" + std::string(to_text(gap.problem));
      if (gap.is_overdue) text += "!";
    }
    return text;
  }
  void due(Requirement requirement, const char* day_text) {
    for (auto& one : trip.requirements.deadlines) {
      if (one.requirement == requirement) one.due_on = day(day_text);
    }
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(readiness, ChinaTrip)

BOOST_AUTO_TEST_CASE(who_has_everything_lacks_nothing) { BOOST_TEST(told() == ""); }

BOOST_AUTO_TEST_CASE(who_has_said_nothing_lacks_everything) {
  profile = {};
  BOOST_TEST(told() ==
             "passport:missing visa/CN:unknown_rule visa/HK:unknown_rule insurance:missing "
             "emergency_contact:missing dietary:missing");
}

BOOST_AUTO_TEST_CASE(what_is_not_asked_for_is_not_missing) {
  profile = {};
  trip.requirements.deadlines = {{.requirement = Requirement::dietary, .due_on = {}}};
  BOOST_TEST(told() == "dietary:missing");
  trip.requirements.deadlines.clear();
  BOOST_TEST(told() == "");
}

BOOST_AUTO_TEST_CASE(the_strictest_country_decides_until_when_a_passport_is_valid) {
  const auto needed = [&] {
    return core::to_text(trips::gaps_of(profile, trip, rules, day("2016-09-01"))[0].needed_until.value());
  };
  profile.passport->expires_on = day("2017-05-10");
  BOOST_TEST(told() == "passport:expires_too_early");
  BOOST_TEST(needed() == "2017-05-11");
  std::reverse(trip.requirements.countries.begin(), trip.requirements.countries.end());
  BOOST_TEST(needed() == "2017-05-11");
  trip.requirements.countries = {"HK"};
  BOOST_TEST(told() == "");
  profile.passport->expires_on = day("2016-12-10");
  BOOST_TEST(told() == "passport:expires_too_early");
  BOOST_TEST(needed() == "2016-12-11");
  // Countries that ask for nothing: until the return, on which it may expire.
  trip.requirements.countries = {};
  profile.passport->expires_on = day("2016-11-11");
  BOOST_TEST(told() == "");
  profile.passport->expires_on = day("2016-11-10");
  BOOST_TEST(told() == "passport:expires_too_early");
  profile.passport = std::nullopt;
  BOOST_TEST(told() == "passport:missing");
  BOOST_TEST(needed() == "2016-11-11");
}

BOOST_AUTO_TEST_CASE(a_visa_is_what_the_rule_and_its_state_make_of_it) {
  using R = VisaRequirement;
  using S = VisaState;
  const auto covers = granted("CN", "2016-11-05", "2016-11-11");
  const auto too_late = granted("CN", "2016-11-06", "2016-11-11");
  const auto too_short = granted("CN", "2016-11-01", "2016-11-10");
  const struct {
    std::optional<VisaRuleContent> rule;
    std::optional<Visa> visa;
    const char* told;
  } table[] = {
      {std::nullopt, std::nullopt, "visa/CN:unknown_rule"},
      {std::nullopt, visa("CN", S::not_needed), "visa/CN:unknown_rule"},
      {std::nullopt, visa("CN", S::needed), "visa/CN:unknown_rule"},
      {std::nullopt, visa("CN", S::applied), "visa/CN:unknown_rule"},
      {std::nullopt, visa("CN", S::refused), "visa/CN:refused"},
      {std::nullopt, covers, ""},
      {std::nullopt, too_short, "visa/CN:unknown_rule"},
      {rule(R::visa), std::nullopt, "visa/CN:missing"},
      {rule(R::visa), visa("HK", S::not_needed), "visa/CN:missing"},  // of another country
      {rule(R::visa), visa("CN", S::not_needed), "visa/CN:missing"},  // the rule knows better
      {rule(R::visa), visa("CN", S::needed), "visa/CN:missing"},
      {rule(R::visa), visa("CN", S::applied), "visa/CN:not_granted"},
      {rule(R::visa), visa("CN", S::refused), "visa/CN:refused"},
      {rule(R::visa), covers, ""},
      {rule(R::visa), too_late, "visa/CN:does_not_cover"},
      {rule(R::visa), too_short, "visa/CN:does_not_cover"},
      {rule(R::visa, 7), covers, ""},
      {rule(R::visa, 6), covers, "visa/CN:stay_too_long"},
      {rule(R::electronic), std::nullopt, "visa/CN:missing"},
      {rule(R::electronic), covers, ""},
      {rule(R::electronic, 6), covers, "visa/CN:stay_too_long"},
      {rule(R::none), std::nullopt, ""},
      {rule(R::none), visa("CN", S::refused), ""},
      {rule(R::none, 7), std::nullopt, ""},
      {rule(R::none, 6), std::nullopt, "visa/CN:stay_too_long"},
      {rule(R::none, 6), visa("CN", S::applied), "visa/CN:stay_too_long"},
      {rule(R::none, 6), covers, ""},  // a visa for more than the days without one
      {rule(R::visa_on_arrival), std::nullopt, ""},
      {rule(R::visa_on_arrival, 7), visa("CN", S::needed), ""},
      {rule(R::visa_on_arrival, 6), std::nullopt, "visa/CN:stay_too_long"},
  };
  trip.requirements.countries = {"CN"};
  int row = 0;
  for (const auto& [of_country, of_traveller, expected] : table) {
    rules.clear();
    if (of_country) rules[{"DE", "CN"}] = *of_country;
    profile.visas.clear();
    if (of_traveller) profile.visas.push_back(*of_traveller);
    BOOST_TEST(told() == expected, "row " << row);
    ++row;
  }
}

BOOST_AUTO_TEST_CASE(a_rule_is_of_the_passports_country) {
  profile.passport->country = "AT";
  profile.visas.clear();
  BOOST_TEST(told() == "visa/CN:unknown_rule visa/HK:unknown_rule");
  rules[{"AT", "HK"}] = rule(VisaRequirement::none);
  rules[{"CN", "AT"}] = rule(VisaRequirement::none);  // the other way round
  BOOST_TEST(told() == "visa/CN:unknown_rule");
}

BOOST_AUTO_TEST_CASE(a_later_return_needs_longer_papers) {
  trip.returns_on = day("2016-11-12");
  BOOST_TEST(told() == "passport:expires_too_early visa/CN:does_not_cover insurance:does_not_cover");
}

BOOST_AUTO_TEST_CASE(a_deadline_is_over_on_the_day_after_it) {
  profile.dietary_needs = std::nullopt;
  due(Requirement::dietary, "2016-09-15");
  BOOST_TEST(told("2016-09-15") == "dietary:missing");
  BOOST_TEST(told("2016-09-16") == "dietary:missing!");
}

BOOST_AUTO_TEST_CASE(the_most_urgent_comes_first) {
  const auto now = core::parse_rfc3339("2016-09-01T08:00:00Z").value();
  due(Requirement::passport, "2016-08-01");
  due(Requirement::insurance, "2016-10-01");
  due(Requirement::emergency_contact, "2016-08-15");
  trip.requirements.countries = {};
  const auto traveller = [&](const char* given, const char* family) {
    trips::Traveller one;
    one.id = core::ParticipantId::make(now);
    if (family != nullptr) one.who.name = registration::Attendee{given, family, "x@example.org"};
    one.profile = profile;
    return one;
  };
  auto anna = traveller("Anna", "Zander");
  auto bert = traveller("Bert", "Adler");
  auto carl = traveller("Carl", "Adler");
  auto nobody = traveller("", nullptr);
  const auto dora = traveller("Dora", "Adler");  // ready
  anna.profile.passport = std::nullopt;
  anna.profile.dietary_needs = std::nullopt;  // no deadline
  bert.profile.insurance = std::nullopt;
  carl.profile.emergency_contact = std::nullopt;
  carl.profile.insurance = std::nullopt;
  nobody.profile.insurance = std::nullopt;
  const auto told = trips::readiness_of({nobody, anna, carl, bert, dora}, trip, rules, day("2016-09-01"));
  std::string order;
  for (const auto& one : told.gaps) {
    order += (one.name ? one.name->given_name : "?") + " " + std::string(to_text(one.gap.requirement));
    order += one.gap.is_overdue ? "!; " : "; ";
  }
  BOOST_TEST(order ==
             "Anna passport!; Carl emergency_contact!; Bert insurance; Carl insurance; ? insurance; Anna dietary; ");
  BOOST_TEST(told.travellers == 5u);
  BOOST_TEST(told.ready == 1u);
}

BOOST_AUTO_TEST_CASE(whoever_fills_his_gaps_is_ready_and_order_does_not_matter) {
  BOOST_TEST(rc::check("readiness", [] {
    ChinaTrip world;
    const auto any_day = [] { return Date(2016, 10, 1) + boost::gregorian::days(*rc::gen::inRange(0, 300)); };
    if (*rc::gen::arbitrary<bool>()) world.profile.passport = std::nullopt;
    if (world.profile.passport) world.profile.passport->expires_on = any_day();
    world.profile.visas.clear();
    for (const auto* country : {"CN", "HK"}) {
      const auto state = *rc::gen::elementOf(
          std::vector<VisaState>(std::begin(trips::all_visa_states), std::end(trips::all_visa_states)));
      auto one = visa(country, state);
      if (state == VisaState::granted) one.valid_from = any_day(), one.valid_until = any_day();
      world.profile.visas.push_back(one);
    }
    world.trip.returns_on = world.trip.starts_on + boost::gregorian::days(*rc::gen::inRange(0, 120));
    auto gaps = trips::gaps_of(world.profile, world.trip, world.rules, any_day());
    std::reverse(world.trip.requirements.countries.begin(), world.trip.requirements.countries.end());
    std::reverse(world.profile.visas.begin(), world.profile.visas.end());
    RC_ASSERT(trips::gaps_of(world.profile, world.trip, world.rules, Date(2016, 1, 1)).size() == gaps.size());
    for (const auto& gap : gaps) RC_ASSERT(gap.needed_until || gap.requirement > Requirement::insurance);
    // What each gap says to be needed is enough.
    for (const auto& gap : gaps) {
      const auto until = gap.needed_until.value_or(world.trip.returns_on);
      if (gap.requirement == Requirement::passport)
        world.profile.passport = trips::Passport{.country = "DE", .expires_on = until, .has_number = false};
      if (gap.requirement == Requirement::insurance) world.profile.insurance->valid_until = until;
    }
    world.profile.visas.clear();
    for (const auto* country : {"CN", "HK"})
      world.profile.visas.push_back({.country = country,
                                     .state = VisaState::granted,
                                     .valid_from = world.trip.starts_on,
                                     .valid_until = world.trip.returns_on});
    const auto left = trips::gaps_of(world.profile, world.trip, world.rules, any_day());
    // A passport of which nothing was known may have to be valid longer than was said.
    for (const auto& gap : left) RC_ASSERT(gap.problem == trips::Problem::expires_too_early);
  }));
}

BOOST_AUTO_TEST_SUITE_END()
