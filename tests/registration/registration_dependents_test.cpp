#include "engine/registration/registration_dependents.hpp"

#include "engine/events/capacity_store.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using events::EventStatus;

BOOST_FIXTURE_TEST_SUITE(registration_dependents, RegistrationFixture)

BOOST_AUTO_TEST_CASE(cancelling_an_event_cancels_all_that_hangs_on_it) {
  limit({{"participants", 3, 0}, {"hotel_rooms", 1, 0}});
  const auto confirmed = enter(company, 2, WaitlistPolicy::none, 1).value();
  const auto partly = enter(2, WaitlistPolicy::partial, 1).value();
  const auto gone = enter(1, WaitlistPolicy::all_or_nothing).value();
  BOOST_REQUIRE(service.cancel(call(), gone.id));
  const auto elsewhere = make_event();
  const auto untouched = service.register_group(call(), elsewhere, group(company, 1)).value();
  BOOST_REQUIRE(scan(confirmed.participants[0].ticket_code));
  database().transact(nullptr, [&](storage::Transaction& tx) {
    auto rows = events::lock_pools(tx, event);
    rows[0].held = 1;
    events::save_counters(tx, event, rows[0]);
    return true;
  });
  observer.take();
  later(1);
  set_status(event, EventStatus::cancelled);

  BOOST_TEST(text_of(read(confirmed.id)) == "cancelled 0+0 hotel_rooms 0+0; cancelled cancelled");
  BOOST_TEST(text_of(read(partly.id)) == "cancelled 0+0 hotel_rooms 0+0; cancelled cancelled");
  BOOST_TEST((read(partly.id).cancelled_at.value() == now));
  BOOST_TEST(read(partly.id).version == 2);
  BOOST_TEST((read(gone.id).cancelled_at.value() < now));
  BOOST_TEST(read(gone.id).version == 2);
  BOOST_TEST(text_of(read(untouched.id)) == "confirmed 1+0; confirmed");
  BOOST_TEST(trail(partly.id.uuid) == "created cancelled");
  BOOST_TEST(trail(gone.id.uuid) == "created cancelled");
  BOOST_TEST(observer.take() >= 1);
  BOOST_TEST(places() == "participants 0+0/3; hotel_rooms 0+0/1; companies 0+0");
  BOOST_TEST(count("select sum(held) from capacity_pools", {}) == 0);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(an_event_with_registrations_or_scans_cannot_be_deleted) {
  BOOST_TEST(refusal(events.remove(call(), make_event(), {})) == "none");
  const auto made = enter(company, 1).value();
  BOOST_TEST(detail(events.remove(call(), event, {})).find("1 registration.") != std::string::npos);
  BOOST_REQUIRE(enter(company, 1));
  BOOST_REQUIRE(scan(made.participants[0].ticket_code));
  BOOST_TEST(detail(events.remove(call(), event, {})).find("2 registrations, 1 check-in.") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_merged_company_counts_once) {
  limit({{"companies", 2, 0}});
  const auto twin = make_company("Systemhaus Sued");
  const auto mine = enter(company, 2).value();
  const auto theirs = enter(twin, 3).value();
  BOOST_TEST(refusal(enter(1)) == "capacity_exceeded");
  BOOST_REQUIRE(companies.merge(call(), twin, company));
  BOOST_TEST((read(theirs.id).company == company));
  BOOST_TEST(read(theirs.id).version == 2);
  BOOST_TEST(read(mine.id).version == 1);
  BOOST_TEST(places() == "companies 1+0/2; participants 5+0");
  BOOST_TEST(count("select count(*) from event_companies", {}) == 1);
  BOOST_TEST(differences() == "");
  BOOST_TEST(refusal(enter(1)) == "none");
  BOOST_REQUIRE(service.cancel(call(), theirs.id));
  BOOST_REQUIRE(service.cancel(call(), mine.id));
  BOOST_TEST(places() == "companies 1+0/2; participants 1+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_merge_joins_who_waits_with_who_has_places) {
  limit({{"companies", 1, 0}});
  const auto twin = make_company("Systemhaus Sued");
  const auto there = enter(company, 1).value();
  const auto waiting = enter(twin, 2, WaitlistPolicy::all_or_nothing).value();
  BOOST_TEST(places() == "companies 1+1/1; participants 1+2");
  BOOST_REQUIRE(companies.merge(call(), company, twin));
  // Its own place is there already, so the others come in at once.
  BOOST_TEST(places() == "companies 1+0/1; participants 3+0");
  BOOST_TEST(text_of(read(waiting.id)) == "confirmed 2+0; confirmed confirmed");
  BOOST_TEST(read(there.id).version == 2);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_merge_frees_a_place_for_who_waits_unless_the_event_is_over) {
  limit({{"companies", 2, 0}});
  const auto twin = make_company("Systemhaus Sued");
  BOOST_REQUIRE(enter(company, 1));
  BOOST_REQUIRE(enter(twin, 1));
  const auto waiting = enter(make_company("Systemhaus Ost"), 1, WaitlistPolicy::all_or_nothing).value();
  set_status(event, EventStatus::completed);
  BOOST_REQUIRE(companies.merge(call(), twin, company));
  BOOST_TEST(places() == "companies 1+1/2; participants 2+1");
  set_status(event, EventStatus::closed);
  const auto third = make_company("Systemhaus Nord");
  BOOST_REQUIRE(companies.merge(call(), company, third));
  BOOST_TEST(places() == "companies 2+0/2; participants 3+0");
  BOOST_TEST(text_of(read(waiting.id)) == "confirmed 1+0; confirmed");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_merge_reaches_every_event_of_the_company) {
  const auto twin = make_company("Systemhaus Sued");
  const auto here = event;
  for (int i = 0; i < 3; ++i) {
    event = make_event();
    BOOST_REQUIRE(enter(twin, i + 1));
    if (i == 1) BOOST_REQUIRE(enter(company, 1));
  }
  event = here;
  BOOST_REQUIRE(companies.merge(call(), twin, company));
  BOOST_TEST(count("select count(*) from registrations where company_id = :twin", {{"twin", twin}}) == 0);
  BOOST_TEST(count("select sum(confirmed_heads) from event_companies where company_id = :into", {{"into", company}}) ==
             7);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_merged_person_comes_under_the_other_name) {
  const auto twin = make_person(company, "Schmitt");
  const auto person = make_person(company, "Schmidt");
  auto wish = group(company, 2);
  wish.participants.emplace_back().person = twin;
  const auto made = service.register_group(call(), event, wish).value();
  BOOST_REQUIRE(people.merge(call(), twin, person));
  const auto now_there = read(made.id);
  BOOST_TEST((now_there.participants[0].person == person));
  BOOST_TEST(now_there.participants[0].attendee->family_name == "Schmidt");
  BOOST_TEST(now_there.version == 2);
}

BOOST_AUTO_TEST_SUITE_END()
