// What a trip costs: conversion and its rounding, sums, margin, break-even, and what is wrong with a budget.
#include "engine/trips/trip_budget.hpp"

#include <limits>

#include "engine/trips/exact_sum.hpp"
#include "tests/trips/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::trips;

namespace {

core::Decimal rate(const char* text) { return core::Decimal::parse(text).value(); }
std::int64_t converted(std::int64_t minor, const char* from, const char* by, const char* to = "EUR") {
  return convert({minor, from}, rate(by), to).value_or(-1);
}
BudgetItem item(const std::string& key, BudgetKind kind, std::int64_t quantity, core::Money amount) {
  return {.key = key,
          .title = "Posten",
          .kind = kind,
          .quantity = quantity,
          .amount = std::move(amount),
          .itinerary_item = {}};
}
ExchangeRate rate_of(const std::string& currency, const char* text) {
  return {.currency = currency, .rate = rate(text), .date = core::Date(2016, 10, 1), .source = "Hausbank"};
}
TripBudget china() {
  return {.currency = "EUR",
          .items = {item("flight", BudgetKind::per_head, 2, {50'000, "EUR"}),
                    item("hotel", BudgetKind::per_head, 6, {100'001, "HKD"}),
                    item("coach", BudgetKind::per_group, 1, {400'000, "HKD"}),
                    item("tea", BudgetKind::per_group, 3, {1'000, "JPY"})},
          .rates = {rate_of("HKD", "0.115"), rate_of("JPY", "0.008714")}};
}
std::string wrong(const TripBudget& budget) { return test::refusal(core::Result<>(core::fail_fields(check(budget)))); }

}  // namespace

BOOST_AUTO_TEST_SUITE(trip_budget)

BOOST_AUTO_TEST_CASE(a_conversion_is_exact_and_rounded_once_half_away_from_zero) {
  BOOST_TEST(converted(100, "HKD", "0.115") == 12);    // 11.5
  BOOST_TEST(converted(-100, "HKD", "0.115") == -12);  // away from zero
  BOOST_TEST(converted(300, "HKD", "0.115") == 35);    // 34.5
  BOOST_TEST(converted(100, "HKD", "0.114999") == 11);
  BOOST_TEST(converted(0, "HKD", "0.115") == 0);
  BOOST_TEST(converted(3, "EUR", "0.166666") == 0);  // 0.499998
  BOOST_TEST(converted(3, "EUR", "0.166667") == 1);
}

BOOST_AUTO_TEST_CASE(currencies_have_their_own_digits) {
  BOOST_TEST(converted(1'000, "JPY", "0.008714") == 871);           // 1000 yen are 8.71 euros
  BOOST_TEST(converted(871, "EUR", "114.757861", "JPY") == 1'000);  // and 8.71 euros are 1000 yen: 999.54…
  BOOST_TEST(converted(1'234, "KWD", "3") == 370);                  // 1.234 dinars are 3.70 euros: 3.702
  BOOST_TEST(converted(1, "EUR", "0.35", "KWD") == 4);              // 0.0035
}

BOOST_AUTO_TEST_CASE(the_largest_amounts_are_exact_and_more_is_none) {
  BOOST_TEST(converted(core::max_minor_units, "HKD", "1") == core::max_minor_units);
  BOOST_TEST(converted(core::max_minor_units, "HKD", "1.000001") == -1);
  BOOST_TEST(converted(core::max_minor_units, "JPY", "999999999.999999", "KWD") == -1);
  BOOST_TEST(converted(999'999'999'999'999, "HKD", "0.999999") == 999'998'999'999'999);
}

BOOST_AUTO_TEST_CASE(cost_is_the_sum_of_lines_that_are_rounded_once) {
  const auto cost = cost_of(china(), 12);
  BOOST_TEST(cost.lines[0].converted == 100'000);
  BOOST_TEST(cost.lines[1].original.minor == 600'006);
  BOOST_TEST(cost.lines[1].converted == 69'001);  // 69000.69
  BOOST_TEST(cost.lines[1].total == 12 * 69'001);
  BOOST_TEST(cost.lines[2].converted == 46'000);
  BOOST_TEST(cost.lines[3].converted == 2'614);  // 26.142
  BOOST_TEST(cost.per_head == 169'001);
  BOOST_TEST(cost.per_group == 48'614);
  BOOST_TEST(cost.total == 12 * 169'001 + 48'614);
  BOOST_TEST_REQUIRE(cost.by_currency.size() == 3U);
  BOOST_TEST(cost.by_currency[1].original.currency == "HKD");
  BOOST_TEST(cost.by_currency[1].original.minor == 12 * 600'006 + 400'000);
  BOOST_TEST(cost.by_currency[1].converted == 12 * 69'001 + 46'000);
  BOOST_TEST(margin(3'000'000, cost) == 3'000'000 - cost.total);
  BOOST_TEST(cost_of(china(), 0).total == 48'614);
  BOOST_TEST(cost_of({.currency = "EUR", .items = {}, .rates = {}}, 7).total == 0);
}

BOOST_AUTO_TEST_CASE(break_even_is_the_first_head_count_that_pays_for_all) {
  BOOST_TEST(break_even(150, 100, 500).value() == 10);  // exactly
  BOOST_TEST(break_even(150, 100, 501).value() == 11);
  BOOST_TEST(break_even(150, 100, 0).value() == 0);
  BOOST_TEST(!break_even(100, 100, 500));  // each further head brings what it costs
  BOOST_TEST(!break_even(100, 100, 0));
  BOOST_TEST(!break_even(99, 100, 0));
  for (std::int64_t per_group = 0; per_group < 300; ++per_group) {
    for (const std::int64_t price : {8, 9, 20}) {
      const auto n = break_even(price, 7, per_group).value();
      BOOST_TEST(n * price >= per_group + n * 7);
      BOOST_TEST((n == 0 || (n - 1) * price < per_group + (n - 1) * 7));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_good_budget_has_no_errors) {
  BOOST_TEST(check(china()).empty());
  auto most = china();
  most.items = std::vector(max_budget_items, item("x", BudgetKind::per_head, 1, {max_trip_amount, "EUR"}));
  for (std::size_t i = 0; i < most.items.size(); ++i) most.items[i].key = std::to_string(i);
  BOOST_TEST(check(most).empty());
  BOOST_TEST(cost_of(most, max_trip_heads).total == 200 * max_trip_amount * max_trip_heads);  // fits 64 bits
  BOOST_CHECK_THROW(static_cast<void>(cost_of(most, 100 * max_trip_heads)), std::overflow_error);
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_named) {
  auto budget = china();
  budget.rates.pop_back();
  BOOST_TEST(wrong(budget) == "validation_failed /items/3/amount/currency:rate_missing");
  budget = china();
  budget.rates.push_back(rate_of("HKD", "0.2"));
  budget.rates.push_back(rate_of("EUR", "1"));
  budget.rates.push_back(rate_of("ABC", "0"));
  budget.rates.back().source = "";
  BOOST_TEST(wrong(budget) ==
             "validation_failed /rates/2/currency:duplicate_member /rates/3/currency:duplicate_member "
             "/rates/4/source:wrong_length /rates/4/currency:wrong_format /rates/4/rate:out_of_range");
  budget = china();
  budget.currency = "eur";
  BOOST_TEST(wrong(budget) == "validation_failed /currency:wrong_format");
  budget = china();
  budget.items[0].quantity = 0;
  budget.items[1].quantity = max_quantity + 1;
  budget.items[2].key = "flight";
  budget.items[2].title = " ";
  budget.items[3].amount.minor = -1;
  budget.items[3].itinerary_item = "";
  BOOST_TEST(wrong(budget) ==
             "validation_failed /items/0/quantity:out_of_range /items/1/quantity:out_of_range "
             "/items/2/title:wrong_format /items/2/key:duplicate_member /items/3/itinerary_item:wrong_length "
             "/items/3/amount/amount:out_of_range");
}

BOOST_AUTO_TEST_CASE(an_item_is_within_the_limit_before_and_after_it_is_converted) {
  auto budget = china();
  budget.items = {item("a", BudgetKind::per_group, 10, {max_trip_amount / 10, "EUR"}),
                  item("b", BudgetKind::per_group, 10, {max_trip_amount / 10 + 1, "EUR"}),
                  item("c", BudgetKind::per_group, 1, {max_trip_amount, "KWD"}),
                  item("d", BudgetKind::per_group, 1, {max_trip_amount / 10, "GBP"})};
  budget.rates = {rate_of("KWD", "10.00001"), rate_of("GBP", "10")};
  BOOST_TEST(wrong(budget) ==
             "validation_failed /items/1/amount/amount:out_of_range /items/2/amount/amount:out_of_range");
}

BOOST_AUTO_TEST_CASE(sums_never_wrap_around) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  BOOST_TEST(exact_sum(most - 1, 1) == most);
  BOOST_CHECK_THROW(static_cast<void>(exact_sum(most, 1)), std::overflow_error);
  BOOST_CHECK_THROW(static_cast<void>(exact_product(most / 2 + 1, 2)), std::overflow_error);
}

BOOST_AUTO_TEST_SUITE_END()
