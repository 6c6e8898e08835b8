#include "engine/trips/traveller_keeper.hpp"

#include "tests/trips/travelling.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

struct Keeping : Travelling {
  /// All that is due at that moment; how many profiles are left.
  std::int64_t keep(const char* at, std::size_t limit = 100) {
    const auto moment = core::parse_rfc3339(at).value();
    while (keeper.delete_due(moment, limit)) {
    }
    return profiles();
  }
  /// "documents health": what is still known.
  std::string left(const registration::Participant& of) {
    const auto profile = told(of).value().profile;
    std::string text = profile.passport && !profile.visas.empty() ? "documents" : "";
    if (profile.dietary_needs && profile.emergency_contact && profile.insurance)
      text += text.empty() ? "health" : " health";
    return text;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(traveller_keeper, Keeping)

BOOST_AUTO_TEST_CASE(what_was_said_goes_30_days_after_the_return_if_nobody_says_otherwise) {
  const auto anna = traveller();
  BOOST_REQUIRE(say(anna));
  // The trip ends on 11 November in Hong Kong, UTC+8.
  BOOST_TEST(keep("2016-12-11T15:59:59Z") == 1);
  BOOST_TEST(left(anna) == "documents health");
  BOOST_TEST(keep("2016-12-11T16:00:00Z") == 0);
  BOOST_TEST(count("select count(*) from trip_visas", {}) == 0);
  BOOST_TEST(trail(anna.id.uuid) == "created expired");
  BOOST_TEST(number_of(anna) == "not_found");
  BOOST_TEST(travellers.readiness(call(), trip).value().travellers == 1u);  // the registration stays
}

BOOST_AUTO_TEST_CASE(each_kind_of_data_has_its_own_days) {
  ask({"CN"}, 10, 60);
  const auto anna = traveller();
  const auto said = say(anna).value();
  BOOST_TEST(keep("2016-11-21T15:59:59Z") == 1);
  BOOST_TEST(left(anna) == "documents health");
  BOOST_TEST(keep("2016-11-21T16:00:00Z") == 1);
  BOOST_TEST(left(anna) == "health");
  BOOST_TEST(!told(anna).value().profile.passport.has_value());
  BOOST_TEST(told(anna).value().version == said.version + 1);
  BOOST_TEST(count("select count(*) from trip_travellers where passport_number is not null", {}) == 0);
  BOOST_TEST(keep("2016-11-22T16:00:00Z") == 1);  // nothing more to do, and nothing more is said
  BOOST_TEST(trail(anna.id.uuid) == "created expired");
  BOOST_TEST(keep("2017-01-10T16:00:00Z") == 0);
  BOOST_TEST(trail(anna.id.uuid) == "created expired expired");
}

BOOST_AUTO_TEST_CASE(health_may_go_before_the_passport) {
  ask({"CN"}, 60, 0);
  const auto anna = traveller();
  BOOST_REQUIRE(say(anna));
  BOOST_TEST(keep("2016-11-11T15:59:59Z") == 1);
  BOOST_TEST(left(anna) == "documents health");  // he still travels
  BOOST_TEST(keep("2016-11-11T16:00:00Z") == 1);
  BOOST_TEST(left(anna) == "documents");
  BOOST_TEST(number_of(anna) == "C01X00T47");
}

BOOST_AUTO_TEST_CASE(a_later_return_keeps_it_longer) {
  auto wish = trips::default_requirements();
  wish.returns_on = day("2016-11-14");
  wish.passport_days_after_return = wish.health_days_after_return = 1;
  BOOST_REQUIRE(requirements.put(call(), trip, wish, {}));
  BOOST_REQUIRE(say(traveller()));
  BOOST_TEST(keep("2016-11-15T15:59:59Z") == 1);
  BOOST_TEST(keep("2016-11-15T16:00:00Z") == 0);
}

BOOST_AUTO_TEST_CASE(of_who_does_not_come_any_more_nothing_is_kept) {
  const auto registration = enter(company, {named("Anna"), named("Bert"), named("Carl")});
  for (const auto& head : registration.participants) BOOST_REQUIRE(say(head));
  BOOST_TEST(keep("2016-11-10T08:00:00Z") == 3);
  BOOST_REQUIRE(registrations.cancel(call(), registration.id, {.heads = {registration.participants[0].id}}));
  BOOST_TEST(keep("2016-11-10T08:00:00Z") == 2);
  // Somebody else on the same ticket, with the address of the office.
  auto dora = named("Dora", "Muster");
  dora.email = "Bert@example.org";
  BOOST_REQUIRE(registrations.name_participant(call(), registration.id, registration.participants[1].id, dora, {}));
  BOOST_TEST(keep("2016-11-10T08:00:00Z") == 1);
  BOOST_TEST(trail(registration.participants[1].id.uuid).find("expired") != std::string::npos);
  BOOST_TEST(left(registration.participants[2]) == "documents health");
  later(1);
  const auto event = events.find(call(), trip).value();
  events::EventPatch patch;
  patch.status = events::EventStatus::cancelled;
  BOOST_REQUIRE(events.change(call(), trip, patch, event.version));
  BOOST_TEST(keep("2016-11-10T08:00:00Z") == 0);
}

BOOST_AUTO_TEST_CASE(small_steps_get_to_the_end) {
  for (const char* name : {"Anna", "Bert", "Carl", "Dora", "Emil"}) BOOST_REQUIRE(say(traveller(name)));
  ask({"CN"}, 0, 365);  // candidates that stay in the list must not keep the others from their turn
  BOOST_TEST(keep("2016-12-01T00:00:00Z", 2) == 5);
  BOOST_TEST(count("select count(*) from trip_travellers where passport_country is not null", {}) == 0);
  BOOST_TEST(keep("2018-01-01T00:00:00Z", 2) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
