// Payments, refunds and reversals, and what becomes of them when travellers cancel, are replaced, wait, or their company is merged.
#include <algorithm>
#include <latch>
#include <thread>

#include "tests/trips/money.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

BOOST_FIXTURE_TEST_SUITE(trip_account_service, MoneyFixture)

BOOST_AUTO_TEST_CASE(payments_and_refunds_are_entries_of_a_traveller) {
  price();
  const auto made = enter(company, 2);
  const auto first = paid(made, 60'000);
  paid(made, 130'000);
  const auto row = book().travellers.at(0);
  BOOST_TEST_REQUIRE(row.entries.size() == 2U);
  BOOST_TEST((row.entries[0].id == first.id));
  BOOST_TEST(row.entries[0].reference.value() == "RE 7");
  BOOST_TEST((row.entries[0].created_at == first.created_at));
  BOOST_TEST(told(row) == "owed 0.00 back 100.00");
  BOOST_TEST(refusal(refund(row.traveller.id, 190'001)) == "refunds_exceed_payments");
  BOOST_TEST(refusal(refund(row.traveller.id, 10'000)) == "none");
  BOOST_TEST(told(book()) == "owed 0.00 back 0.00, owed 1800.00 back 0.00");
  BOOST_TEST(book().totals.paid == 190'000);
  BOOST_TEST(book().totals.refunded == 10'000);
  BOOST_TEST(book().totals.owed == 180'000);
  BOOST_TEST(trail(first.id.uuid) == "created");
}

BOOST_AUTO_TEST_CASE(a_reversal_takes_an_entry_back_once) {
  price();
  const auto made = enter(company, 1);
  const auto entry = paid(made, 60'000);
  const auto back = refund(made.participants[0].id, 60'000).value();
  BOOST_TEST(refusal(reverse(entry)) == "refunds_exceed_payments");
  const auto taken = reverse(back).value();
  BOOST_TEST(taken.amount.minor == 60'000);
  BOOST_TEST((taken.reverses == back.id));
  BOOST_TEST(refusal(reverse(entry)) == "none");
  BOOST_TEST(refusal(reverse(entry)) == "entry_not_reversible");
  BOOST_TEST(refusal(reverse(taken)) == "entry_not_reversible");
  BOOST_TEST(told(book()) == "owed 1800.00 back 0.00");
  auto unknown = entry;
  unknown.id = TripEntryId::make(now);
  BOOST_TEST(refusal(reverse(unknown)) == "validation_failed /entry_id:reference_not_found");
  const auto other_trip = make_trip("japan");
  BOOST_TEST(refusal(accounts.reverse(call(), other_trip, {.entry = back.id, .reason = "x"})) ==
             "validation_failed /entry_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(who_cancels_owes_the_fee_of_that_day_and_the_rest_is_due_back) {
  price();
  const auto made = enter(company, 3);
  for (std::size_t head = 0; head < 3; ++head) paid(made, 100'000, head);
  on("2016-09-06");  // 60 days before
  cancel(made, {made.participants[0].id});
  on("2016-09-07");  // 59
  cancel(made, {made.participants[1].id});
  BOOST_TEST(told(book()) == "owed 0.00 back 1000.00, owed 0.00 back 100.00, owed 800.00 back 0.00");
  on("2016-10-30");  // 6: the whole price
  cancel(made);
  const auto after = book();
  BOOST_TEST(told(after) == "owed 0.00 back 1000.00, owed 0.00 back 100.00, owed 800.00 back 0.00");
  BOOST_TEST(after.travellers[2].account->fee.value() == 180'000);
  BOOST_TEST(after.travellers[2].account->instalments[0].due.key == "cancellation_fee");
  BOOST_TEST((after.travellers[2].traveller.cancelled_on == core::Date(2016, 10, 30)));
  BOOST_TEST(after.totals.travelling == 0);
  BOOST_TEST(after.totals.cancelled == 3);
  BOOST_TEST(after.totals.fees == 90'000 + 180'000);
  BOOST_TEST(refusal(refund(made.participants[0].id, 100'000)) == "none");
  paid(made, 80'000, 2);  // a fee is paid like a price
  BOOST_TEST(told(book()) == "owed 0.00 back 0.00, owed 0.00 back 100.00, owed 0.00 back 0.00");
  BOOST_REQUIRE(returns.reinstate(call(), made.id, {}));
  BOOST_TEST(book().travellers[2].account->charge == 180'000);
  BOOST_TEST(!book().travellers[2].account->fee);
}

BOOST_AUTO_TEST_CASE(the_day_of_a_cancellation_is_that_of_the_events_zone) {
  price();
  const auto made = enter(company, 1);
  now = core::parse_rfc3339("2016-09-06T15:59:58Z").value();  // still the 6th in Hong Kong
  cancel(made, {made.participants[0].id});
  BOOST_TEST((book().travellers[0].traveller.cancelled_on == core::Date(2016, 9, 6)));
  now = core::parse_rfc3339("2016-06-30T15:59:58Z").value();
  const auto early = enter(company, 1);  // the last second of the early birds
  const auto late = enter(company, 1);
  BOOST_TEST(book().travellers[1].account->charge == 180'000);
  BOOST_TEST(book().travellers[2].account->charge == 200'000);
}

BOOST_AUTO_TEST_CASE(of_a_cancelled_trip_everything_is_due_back) {
  price();
  const auto made = enter(company, 2);
  paid(made, 60'000);
  on("2016-10-30");
  events::EventPatch patch;
  patch.status = events::EventStatus::cancelled;
  BOOST_REQUIRE(events.change(call(), trip, patch, {}));
  BOOST_TEST(told(book()) == "owed 0.00 back 600.00, owed 0.00 back 0.00");
  BOOST_TEST(book().totals.income() == 0);
}

BOOST_AUTO_TEST_CASE(who_is_replaced_owes_nothing_and_who_came_instead_the_price) {
  price();
  const auto made = enter(company, 1);
  paid(made, 60'000);
  on("2016-10-30");
  registration::Naming delegate;
  delegate.given_name = "Li";
  delegate.family_name = "Wei";
  delegate.email = "li@example.org";
  const auto after = heads.replace(call(), made.id, made.participants[0].id, delegate).value();
  BOOST_TEST(told(book()) == "owed 0.00 back 600.00, owed 1800.00 back 0.00");
  BOOST_TEST(book().travellers[1].traveller.family_name.value() == "Wei");
  cancel(after);  // and now he does not come either
  BOOST_TEST(told(book()) == "owed 0.00 back 600.00, owed 1800.00 back 0.00");
}

BOOST_AUTO_TEST_CASE(who_is_transferred_to_another_trip_owes_nothing_here) {
  price();
  const auto next = events
                        .create(call(), {.series_key = "shenzhen",
                                         .name = "China 2017",
                                         .edition_year = 2017,
                                         .starts_on = core::Date(2017, 11, 5),
                                         .ends_on = core::Date(2017, 11, 11),
                                         .time_zone = "Asia/Hong_Kong",
                                         .city = "Shenzhen",
                                         .country = "CN",
                                         .venue = {},
                                         .status = events::EventStatus::open,
                                         .note = {}})
                        .value();
  const auto made = enter(company, 2);
  paid(made, 60'000);
  on("2016-10-30");
  cancel(made, {made.participants[1].id});
  BOOST_REQUIRE(returns.transfer(call(), made.id, {.to = next.id, .category = {}, .waitlist = {}}));
  BOOST_TEST(told(book()) == "owed 0.00 back 600.00, owed 1800.00 back 0.00");  // the other one was not transferred
}

BOOST_AUTO_TEST_CASE(who_only_waited_is_no_traveller) {
  price();
  BOOST_REQUIRE(capacity.put(call(), trip, {{.key = "participants", .limit = 3, .overbook = 0}}, {}));
  const auto before = enter(company, 1);
  const auto made = enter(company, 3, registration::WaitlistPolicy::partial);
  BOOST_TEST(book().travellers.size() == 3U);
  BOOST_TEST(refusal(pay(made.participants[2].id, euros(1))) == "not_a_traveller");
  on("2016-10-30");
  cancel(made);
  cancel(before);
  BOOST_TEST(told(book()) == "owed 1800.00 back 0.00, owed 1800.00 back 0.00, owed 1800.00 back 0.00");  // the fee
  BOOST_TEST(refusal(pay(made.participants[2].id, euros(1))) == "not_a_traveller");
  BOOST_TEST(refusal(pay(made.participants[1].id, euros(1))) == "none");
}

BOOST_AUTO_TEST_CASE(who_was_promoted_before_he_cancelled_was_a_traveller) {
  price();
  BOOST_REQUIRE(capacity.put(call(), trip, {{.key = "participants", .limit = 1, .overbook = 0}}, {}));
  const auto first = enter(company, 1);
  const auto second = enter(company, 1, registration::WaitlistPolicy::all_or_nothing);
  cancel(first);
  on("2016-10-30");
  cancel(second);
  BOOST_TEST(told(book()) == "owed 0.00 back 0.00, owed 1800.00 back 0.00");
}

BOOST_AUTO_TEST_CASE(payments_are_refused_that_no_account_could_hold) {
  const auto made = enter(company, 1);
  const auto who = made.participants[0].id;
  BOOST_TEST(refusal(pay(who, euros(1))) == "no_trip_prices");
  BOOST_TEST(told(book()) == "no prices");
  price();
  BOOST_TEST(refusal(pay(who, {1, "HKD"})) == "validation_failed /amount/currency:other_currency");
  BOOST_TEST(refusal(pay(who, euros(0))) == "validation_failed /amount/amount:out_of_range");
  BOOST_TEST(refusal(pay(who, euros(max_trip_amount + 1))) == "validation_failed /amount/amount:out_of_range");
  BOOST_TEST(refusal(pay(core::ParticipantId::make(now), euros(1))) ==
             "validation_failed /participant_id:reference_not_found");
  for (int i = 0; i < 10; ++i) BOOST_TEST(refusal(pay(who, euros(max_trip_amount))) == "none");
  BOOST_TEST(refusal(pay(who, euros(1))) == "validation_failed /amount/amount:out_of_range");
}

BOOST_AUTO_TEST_CASE(companies_see_their_own_travellers_and_totals) {
  price();
  const auto rival = make_company("Systemhaus Nord");
  paid(enter(company, 1), 100);
  paid(enter(rival, 2), 200);
  BOOST_TEST(book().travellers.size() == 3U);
  BOOST_TEST(book(call_as(rival)).travellers.size() == 2U);
  BOOST_TEST(book(call_as(rival)).totals.paid == 200);
  BOOST_TEST(book(call_as(company)).totals.paid == 100);
  BOOST_TEST(refusal(accounts.accounts(call_of_stranger(), trip, {})) == "not_found");
}

BOOST_AUTO_TEST_CASE(money_goes_along_with_a_merged_company) {
  price();
  const auto twin = make_company("Systemhaus Süd GmbH");
  const auto made = enter(twin, 1);
  paid(made, 100);
  BOOST_REQUIRE(prices.change_traveller(call(), trip, made.participants[0].id,
                                        {.single_supplement = true, .adjustments = {}}, {}));
  later(1);
  BOOST_REQUIRE(merging_companies.merge(call(), twin, company));
  BOOST_TEST(told(book(call_as(company))) == "owed 2249.00 back 0.00");
  BOOST_TEST(refusal(prices.traveller(call_as(company), trip, made.participants[0].id)) == "none");
  cancel(made);
  BOOST_TEST(told(book(call_as(company))) == "owed 0.00 back 1.00");  // early enough
}

BOOST_AUTO_TEST_CASE(of_refunds_at_the_same_time_never_more_is_given_than_was_paid) {
  constexpr int races = 32;
  constexpr int clerks_per_race = 4;
  price();
  const auto made = enter(company, races);
  for (std::size_t head = 0; head < races; ++head) {
    paid(made, 1'000, head);
    const NewRefund half{
        .traveller = made.participants[head].id, .amount = euros(600), .refunded_on = now.date(), .reason = "x"};
    std::vector<std::string> outcomes(clerks_per_race);
    std::latch start(clerks_per_race);
    {
      std::vector<std::jthread> clerks;
      clerks.reserve(outcomes.size());
      for (auto& outcome : outcomes) {
        clerks.emplace_back([&, &result = outcome] {
          start.arrive_and_wait();
          result = refusal(accounts.refund(call(), trip, half));
        });
      }
    }
    BOOST_TEST(std::count(outcomes.begin(), outcomes.end(), "none") == 1);
    BOOST_TEST(std::count(outcomes.begin(), outcomes.end(), "refunds_exceed_payments") == clerks_per_race - 1);
  }
  BOOST_TEST(book().totals.refunded == races * 600);
}

BOOST_AUTO_TEST_SUITE_END()
