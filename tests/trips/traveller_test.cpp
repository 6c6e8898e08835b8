#include "engine/trips/traveller.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>

#include "engine/trips/trip_requirements.hpp"
#include "engine/trips/visa_rule.hpp"

using namespace tagwerk;
using registration::Attendee;
using trips::Identity;
using trips::ProfileWish;
using trips::VisaState;

namespace {

core::Date day(const char* text) { return core::parse_date(text).value(); }

std::string words(const std::vector<core::FieldError>& fields) {
  std::string text;
  for (const auto& field : fields)
    text += (text.empty() ? "" : " ") + field.pointer + ":" + std::string(field.code->code);
  return text;
}

std::string wrong(const std::function<void(ProfileWish&)>& change) {
  ProfileWish wish{
      .passport = trips::PassportWish{.country = "DE", .expires_on = day("2020-01-01"), .number = {}},
      .visas = {{.country = "CN", .state = VisaState::applied, .valid_from = {}, .valid_until = {}}},
      .dietary_needs = "vegan",
      .emergency_contact = trips::EmergencyContact{.name = "Otto", .phone = "110", .relation = "Bruder"},
      .insurance = trips::Insurance{.provider = "Muster", .policy_number = "1", .valid_until = day("2020-01-01")}};
  change(wish);
  return words(trips::check(wish));
}

Identity person(const core::PersonId& id, const Attendee& name) { return {.person = id, .name = name}; }
Identity by_name(const Attendee& name) { return {.person = {}, .name = name}; }

}  // namespace

BOOST_AUTO_TEST_SUITE(travellers)

BOOST_AUTO_TEST_CASE(members_are_checked_all_at_once) {
  BOOST_TEST(wrong([](ProfileWish&) {}) == "");
  BOOST_TEST(wrong([](ProfileWish& wish) { wish = {}; }) == "");
  BOOST_TEST(wrong([](ProfileWish& wish) {
               wish.passport->country = "D";
               wish.passport->number = std::optional<std::string>("?");
               wish.visas[0].country = "china";
               wish.dietary_needs = std::string(501, 'x');
               wish.emergency_contact = trips::EmergencyContact{.name = "", .phone = " ", .relation = "a\nb"};
               wish.insurance->provider = std::string(101, 'x');
               wish.insurance->policy_number = "";
             }) ==
             "/passport/country:wrong_format /passport/number:no_passport_number /visas/0/country:wrong_format "
             "/dietary_needs:wrong_length /emergency_contact/name:wrong_length /emergency_contact/phone:wrong_format "
             "/emergency_contact/relation:wrong_format /insurance/provider:wrong_length "
             "/insurance/policy_number:wrong_length");
}

BOOST_AUTO_TEST_CASE(a_granted_visa_has_days_and_no_other_has) {
  const auto visa = [](VisaState state, const char* from, const char* until) {
    return wrong([&](ProfileWish& wish) {
      wish.visas[0].state = state;
      if (from != nullptr) wish.visas[0].valid_from = day(from);
      if (until != nullptr) wish.visas[0].valid_until = day(until);
    });
  };
  BOOST_TEST(visa(VisaState::granted, "2016-11-05", "2016-11-05") == "");
  BOOST_TEST(visa(VisaState::granted, "2016-11-05", "2016-11-04") == "/visas/0/valid_until:wrong_order");
  BOOST_TEST(visa(VisaState::granted, "2016-11-05", nullptr) == "/visas/0/state:visa_needs_its_days");
  BOOST_TEST(visa(VisaState::granted, nullptr, "2016-11-05") == "/visas/0/state:visa_needs_its_days");
  BOOST_TEST(visa(VisaState::applied, "2016-11-05", nullptr) == "/visas/0/state:visa_needs_its_days");
  BOOST_TEST(wrong([](ProfileWish& wish) { wish.visas.push_back(wish.visas[0]); }) ==
             "/visas/1/country:duplicate_member");
  BOOST_TEST(
      wrong([](ProfileWish& wish) {
        wish.visas.clear();
        for (char c = 'A'; c <= 'U'; ++c)
          wish.visas.push_back(
              {.country = std::string("A") + c, .state = VisaState::needed, .valid_from = {}, .valid_until = {}});
      }) == "/visas:wrong_count");
}

BOOST_AUTO_TEST_CASE(a_number_that_is_left_out_stays) {
  trips::TravellerProfile before;
  before.passport = trips::Passport{.country = "DE", .expires_on = day("2020-01-01"), .has_number = true};
  ProfileWish wish;
  wish.passport = trips::PassportWish{.country = "AT", .expires_on = day("2021-01-01"), .number = {}};
  BOOST_TEST(trips::profile_of(wish, before).passport->has_number);
  BOOST_TEST(!trips::profile_of(wish, {}).passport->has_number);
  wish.passport->number = std::optional<std::string>();
  BOOST_TEST(!trips::profile_of(wish, before).passport->has_number);
  wish.passport->number = std::optional<std::string>("C1");
  BOOST_TEST(trips::profile_of(wish, {}).passport->has_number);
  wish.passport = std::nullopt;
  BOOST_TEST(!trips::profile_of(wish, before).passport.has_value());
}

BOOST_AUTO_TEST_CASE(what_was_said_is_of_who_said_it) {
  const auto now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();
  const auto p = core::PersonId::make(now);
  const auto q = core::PersonId::make(now);
  const Attendee anna{"Anna", "Beispiel", "anna@example.org"};
  const Attendee married{"Anna", "Muster", "anna@example.org"};
  const Attendee slip{"Ana", "Beispiel", "anna@example.org"};
  const Attendee colleague{"Bert", "Muster", "anna@example.org"};  // one address for the whole office
  const Attendee namesake{"Anna", "Beispiel", "other@example.org"};
  const Identity nobody;
  BOOST_TEST(is_same_person(person(p, anna), person(p, namesake)));
  BOOST_TEST(!is_same_person(person(p, anna), person(q, anna)));
  BOOST_TEST(is_same_person(person(p, anna), by_name(anna)));
  BOOST_TEST(is_same_person(by_name(anna), person(p, anna)));
  BOOST_TEST(is_same_person(by_name(anna), by_name(married)));
  BOOST_TEST(is_same_person(by_name(anna), by_name(slip)));
  BOOST_TEST(!is_same_person(by_name(anna), by_name(colleague)));
  BOOST_TEST(!is_same_person(by_name(anna), by_name(namesake)));
  BOOST_TEST(!is_same_person(nobody, by_name(anna)));
  BOOST_TEST(!is_same_person(by_name(anna), nobody));
  BOOST_TEST(!is_same_person(nobody, nobody));
}

BOOST_AUTO_TEST_CASE(requirements_name_countries_and_what_is_asked_for_once) {
  trips::TripRequirements asked = trips::default_requirements();
  const auto ends_on = day("2016-11-11");
  BOOST_TEST(words(trips::check(asked, ends_on)) == "");
  BOOST_TEST(asked.deadlines.size() == 5u);
  asked.countries = {"HK", "CN", "HK", "hk"};
  asked.returns_on = day("2016-11-10");
  asked.deadlines.push_back({.requirement = trips::Requirement::visa, .due_on = {}});
  asked.passport_days_after_return = -1;
  asked.health_days_after_return = 366;
  BOOST_TEST(words(trips::check(asked, ends_on)) ==
             "/countries/2:duplicate_member /countries/3:wrong_format /returns_on:wrong_order "
             "/requirements/5/requirement:duplicate_member /passport_days_after_return:out_of_range "
             "/health_days_after_return:out_of_range");
}

BOOST_AUTO_TEST_CASE(a_visa_rule_says_where_it_is_from) {
  trips::VisaRuleContent content{.requirement = trips::VisaRequirement::visa,
                                 .max_days = 30,
                                 .passport_valid_months_after_return = 6,
                                 .source = "Auswärtiges Amt",
                                 .source_url = "https://example.org/china",
                                 .as_of = day("2016-06-01")};
  BOOST_TEST(words(trips::check(content)) == "");
  content.source = " ";
  content.source_url = "";
  content.max_days = 0;
  content.passport_valid_months_after_return = 61;
  BOOST_TEST(words(trips::check(content)) ==
             "/source:wrong_format /source_url:wrong_length /max_days:out_of_range "
             "/passport_valid_months_after_return:out_of_range");
}

BOOST_AUTO_TEST_SUITE_END()
