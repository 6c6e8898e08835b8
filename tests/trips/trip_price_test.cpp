// Prices of travellers, instalments that make them, and fees of who cancels.
#include "engine/trips/trip_price.hpp"

#include "tests/trips/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::trips;

namespace {

const core::Date departure(2016, 11, 5);
const core::Date early(2016, 5, 1);

core::Money euros(std::int64_t minor) { return {minor, "EUR"}; }
InstalmentStep step(const std::string& key, InstalmentKind kind, int days_before) {
  return {.key = key, .due_on = {}, .days_before = days_before, .kind = kind, .amount = {}, .share = {}};
}
InstalmentStep deposit(std::int64_t minor, int days_before = 100) {
  auto made = step("deposit", InstalmentKind::amount, days_before);
  made.amount = euros(minor);
  return made;
}
InstalmentStep share(const std::string& key, std::int64_t basis_points, int days_before) {
  auto made = step(key, InstalmentKind::share, days_before);
  made.share = core::Percent{basis_points};
  return made;
}
InstalmentStep rest(int days_before = 14) { return step("rest", InstalmentKind::rest, days_before); }
TripPrices prices(std::vector<InstalmentStep> instalments = {}) {
  return {.base = euros(289'000),
          .early_bird = EarlyBird{.price = euros(269'000), .until = core::Date(2016, 6, 30)},
          .single_supplement = euros(45'000),
          .instalments = std::move(instalments),
          .refund_policy = {{90, {1'000}}, {30, {5'000}}}};
}
/// "deposit 2016-07-28 30000, …"
std::string plan(const std::vector<InstalmentStep>& steps, std::int64_t price, core::Date registered = early) {
  std::string text;
  for (const auto& one : instalments_of(prices(steps), price, departure, registered)) {
    text += (text.empty() ? "" : ", ") + one.key + " " + core::to_text(one.due_on) + " " + std::to_string(one.amount);
  }
  return text;
}
std::string wrong(const TripPrices& given) { return test::refusal(core::Result<>(core::fail_fields(check(given)))); }

}  // namespace

BOOST_AUTO_TEST_SUITE(trip_price)

BOOST_AUTO_TEST_CASE(who_registers_until_that_day_pays_the_early_price) {
  BOOST_TEST(price_of(prices(), {}, core::Date(2016, 6, 30)).total == 269'000);
  BOOST_TEST(price_of(prices(), {}, core::Date(2016, 7, 1)).total == 289'000);
  auto none = prices();
  none.early_bird.reset();
  BOOST_TEST(price_of(none, {}, core::Date(2016, 1, 1)).total == 289'000);
}

BOOST_AUTO_TEST_CASE(a_price_is_the_sum_of_its_lines) {
  const TravellerTerms terms{.single_supplement = true,
                             .adjustments = {{"Kinder", euros(-10'000)}, {"Visum", euros(2'550)}}};
  const auto price = price_of(prices(), terms, departure);
  BOOST_TEST_REQUIRE(price.lines.size() == 4U);
  BOOST_TEST(to_text(price.lines[1].kind) == "single_supplement");
  BOOST_TEST(price.lines[2].reason.value() == "Kinder");
  BOOST_TEST(price.lines[2].amount == -10'000);
  BOOST_TEST(price.total == 289'000 + 45'000 - 10'000 + 2'550);
  auto none = prices();
  none.single_supplement.reset();
  BOOST_TEST(price_of(none, terms, departure).lines.size() == 3U);
}

BOOST_AUTO_TEST_CASE(shares_that_make_all_give_what_is_left_to_the_largest_remainders) {
  const std::vector thirds{share("a", 3'333, 90), share("b", 3'333, 60), share("c", 3'334, 30)};
  BOOST_TEST(plan(thirds, 100) == "a 2016-08-07 33, b 2016-09-06 33, c 2016-10-06 34");
  BOOST_TEST(plan(thirds, 101) == "a 2016-08-07 34, b 2016-09-06 33, c 2016-10-06 34");
  const std::vector halves{share("a", 5'000, 90), share("b", 5'000, 60)};
  BOOST_TEST(plan(halves, 101) == "a 2016-08-07 51, b 2016-09-06 50");
  BOOST_TEST(plan(halves, 0) == "a 2016-08-07 0, b 2016-09-06 0");
}

BOOST_AUTO_TEST_CASE(with_a_rest_the_others_come_first_and_never_more_than_is_left) {
  const std::vector usual{deposit(30'000), share("half", 5'000, 60), rest()};
  BOOST_TEST(plan(usual, 289'001) == "deposit 2016-07-28 30000, half 2016-09-06 144501, rest 2016-10-22 114500");
  BOOST_TEST(plan(usual, 40'000) == "deposit 2016-07-28 30000, half 2016-09-06 10000, rest 2016-10-22 0");
  BOOST_TEST(plan(usual, 20'000) == "deposit 2016-07-28 20000, half 2016-09-06 0, rest 2016-10-22 0");
  BOOST_TEST(plan({rest(90), deposit(30'000, 30)}, 50'000) == "rest 2016-08-07 20000, deposit 2016-10-06 30000");
}

BOOST_AUTO_TEST_CASE(without_a_plan_the_price_is_due_on_the_day_of_departure) {
  BOOST_TEST(plan({}, 289'000) == "price 2016-11-05 289000");
}

BOOST_AUTO_TEST_CASE(instalments_come_in_the_order_of_their_days_and_none_before_the_registration) {
  auto dated = rest();
  dated.days_before.reset();
  dated.due_on = core::Date(2016, 6, 1);
  BOOST_TEST(plan({deposit(30'000), dated}, 50'000) == "rest 2016-06-01 20000, deposit 2016-07-28 30000");
  BOOST_TEST(plan({deposit(30'000), dated}, 50'000, core::Date(2016, 9, 1)) ==
             "deposit 2016-09-01 30000, rest 2016-09-01 20000");
}

BOOST_AUTO_TEST_CASE(a_fee_depends_on_the_days_that_are_left) {
  const auto fee = [&](core::Date cancelled) { return cancellation_fee(prices(), 289'005, departure, cancelled); };
  BOOST_TEST(fee(core::Date(2016, 8, 7)) == 28'901);   // 90 days: 10 %, 28900.5
  BOOST_TEST(fee(core::Date(2016, 8, 8)) == 144'503);  // 89 days: 50 %
  BOOST_TEST(fee(core::Date(2016, 10, 6)) == 144'503);
  BOOST_TEST(fee(core::Date(2016, 10, 7)) == 289'005);  // later than all steps
  BOOST_TEST(fee(core::Date(2016, 11, 9)) == 289'005);
  auto none = prices();
  none.refund_policy.clear();
  BOOST_TEST(cancellation_fee(none, 289'005, departure, departure) == 0);
}

BOOST_AUTO_TEST_CASE(plans_that_do_not_make_the_price_are_refused) {
  BOOST_TEST(check(prices({deposit(30'000), share("half", 5'000, 60), rest()})).empty());
  BOOST_TEST(check(prices({share("a", 4'000, 60), share("b", 6'000, 30)})).empty());
  BOOST_TEST(check(prices({share("a", 10'000, 60), rest()})).empty());
  const auto incomplete = "validation_failed /instalments:instalments_incomplete";
  BOOST_TEST(wrong(prices({share("a", 4'000, 60), share("b", 5'999, 30)})) == incomplete);
  BOOST_TEST(wrong(prices({share("a", 4'000, 60), share("b", 6'001, 30)})) == incomplete);
  BOOST_TEST(wrong(prices({share("a", 10'000, 60), share("b", 1, 30), rest()})) == incomplete);
  BOOST_TEST(wrong(prices({deposit(30'000), share("a", 10'000, 60)})) == incomplete);
  auto second = rest();
  second.key = "more";
  BOOST_TEST(wrong(prices({rest(), second})) == incomplete);
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_named) {
  auto given = prices({deposit(0), share("deposit", 5'000, 731), rest(-1)});
  given.instalments[2].amount = euros(1);
  given.instalments[2].due_on = departure;
  given.single_supplement = core::Money{1, "HKD"};
  given.early_bird->price.minor = -1;
  given.refund_policy = {{30, {5'000}}, {30, {4'999}}, {-1, {5'000}}};
  BOOST_TEST(wrong(given) ==
             "validation_failed /early_bird/price/amount:out_of_range /single_supplement/currency:other_currency "
             "/instalments/0/amount/amount:out_of_range /instalments/1/days_before:out_of_range "
             "/instalments/1/key:duplicate_member /instalments/2/due_on:unknown_member "
             "/instalments/2/days_before:out_of_range /instalments/2/amount:unknown_member "
             "/refund_policy/1/days_before:wrong_order /refund_policy/1/fee_percent:wrong_order "
             "/refund_policy/2/days_before:out_of_range");
  auto bare = prices({step("Rate", InstalmentKind::amount, 3)});
  bare.instalments[0].days_before.reset();
  bare.instalments.push_back(step("b", InstalmentKind::share, 3));
  bare.base.minor = max_trip_amount + 1;
  BOOST_TEST(wrong(bare) ==
             "validation_failed /base_price/amount:out_of_range /instalments/0/key:wrong_format "
             "/instalments/0/due_on:required /instalments/0/amount:required /instalments/1/share:required");
}

BOOST_AUTO_TEST_CASE(terms_of_a_traveller_are_in_the_currency_of_the_trip_and_have_reasons) {
  TravellerTerms terms{.single_supplement = false, .adjustments = {{"Kinder", euros(-max_trip_amount)}}};
  BOOST_TEST(check(terms, "EUR").empty());
  terms.adjustments = {{"", euros(-max_trip_amount - 1)}, {"x", {5, "HKD"}}};
  BOOST_TEST(test::refusal(core::Result<>(core::fail_fields(check(terms, "EUR")))) ==
             "validation_failed /adjustments/0/reason:wrong_length /adjustments/0/amount/amount:out_of_range "
             "/adjustments/1/amount/currency:other_currency");
  terms.adjustments = std::vector(max_adjustments + 1, PriceAdjustment{"x", euros(1)});
  BOOST_TEST(test::refusal(core::Result<>(core::fail_fields(check(terms, "EUR")))) ==
             "validation_failed /adjustments:wrong_count");
}

BOOST_AUTO_TEST_SUITE_END()
