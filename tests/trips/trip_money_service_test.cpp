// Budget, prices and agreements, as they are stored: versions, who may see them, what is refused, what the audit trail says.
#include "tests/trips/money.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

struct Documents : MoneyFixture {
  static TripBudget budget(const std::string& currency = "EUR") {
    TripBudget made;
    made.currency = currency;
    made.items = {{.key = "hotel",
                   .title = "Hotel 深圳",
                   .kind = BudgetKind::per_head,
                   .quantity = 6,
                   .amount = {100'001, "HKD"},
                   .itinerary_item = "shenzhen"},
                  {.key = "coach",
                   .title = "Bus",
                   .kind = BudgetKind::per_group,
                   .quantity = 1,
                   .amount = {250'000, currency},
                   .itinerary_item = {}}};
    made.rates = {{.currency = "HKD",
                   .rate = core::Decimal::parse("0.115234").value(),
                   .date = core::Date(2016, 4, 28),
                   .source = "Hausbank"}};
    return made;
  }
  StoredPrices put(const std::optional<TripPrices>& wanted) { return prices.put(call(), trip, wanted, {}).value(); }
  std::string change(const core::ParticipantId& who, const TravellerTermsPatch& patch) {
    return refusal(prices.change_traveller(call(), trip, who, patch, {}));
  }
  std::string discount(const Registration& of, core::Money amount) {
    return change(of.participants[0].id,
                  {.single_supplement = {}, .adjustments = std::vector{PriceAdjustment{"Rabatt", std::move(amount)}}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_money_service, Documents)

BOOST_AUTO_TEST_CASE(a_budget_is_replaced_as_a_whole_and_counts_its_versions) {
  const auto none = budgets.get(call(), trip).value();
  BOOST_TEST(none.version == 0);
  BOOST_TEST(!none.budget);
  BOOST_TEST(!none.cost);
  BOOST_TEST(budgets.put(call(), trip, budget(), 0).value().version == 1);
  const auto read = budgets.get(call(), trip).value();
  BOOST_TEST((read.budget == budget()));
  BOOST_TEST(read.cost->per_head == 69'141);  // 6000.06 × 0.115234 = 691.4109…
  BOOST_TEST(read.cost->total == 250'000);    // nobody travels yet
  BOOST_TEST(!read.result);
  BOOST_TEST(budgets.put(call(), trip, budget(), 1).value().version == 1);  // the same
  BOOST_TEST(refusal(budgets.put(call(), trip, budget(), 0)) == "precondition_failed");
  auto less = budget();
  less.items.pop_back();
  BOOST_TEST(budgets.put(call(), trip, less, 1).value().version == 2);
  BOOST_TEST((budgets.get(call(), trip).value().budget == less));
  BOOST_TEST(trail(trip.uuid) == "created trip_budget_changed trip_budget_changed");
}

BOOST_AUTO_TEST_CASE(income_margin_and_break_even_follow_the_travellers) {
  price();
  BOOST_REQUIRE(budgets.put(call(), trip, budget(), {}));
  const auto group = enter(company, 3);
  auto result = budgets.get(call(), trip).value();
  BOOST_TEST(result.heads == 3);
  BOOST_TEST(result.cost->total == 250'000 + 3 * 69'141);
  BOOST_TEST(result.result->income == 3 * 180'000);  // early birds
  BOOST_TEST(result.result->margin == 3 * 180'000 - 250'000 - 3 * 69'141);
  BOOST_TEST(result.result->break_even_heads.value() == 2);  // 250,000 / (200,000 − 69,141)
  on("2016-10-01");
  cancel(group, {group.participants[1].id});
  result = budgets.get(call(), trip).value();
  BOOST_TEST(result.heads == 2);
  BOOST_TEST(result.result->prices == 2 * 180'000);
  BOOST_TEST(result.result->fees == 90'000);
  BOOST_TEST(result.result->income == 450'000);
}

BOOST_AUTO_TEST_CASE(the_budget_is_in_the_currency_of_the_prices) {
  BOOST_REQUIRE(budgets.put(call(), trip, budget("CNY"), {}));
  price();
  BOOST_TEST(!budgets.get(call(), trip).value().result);  // not known while they differ
  BOOST_TEST(refusal(budgets.put(call(), trip, budget("CNY"), {})) == "validation_failed /currency:other_currency");
  BOOST_REQUIRE(budgets.put(call(), trip, budget(), {}));
  BOOST_TEST(budgets.get(call(), trip).value().result.has_value());
}

BOOST_AUTO_TEST_CASE(prices_are_replaced_as_a_whole_and_count_their_versions) {
  BOOST_TEST(prices.get(call(), trip).value().version == 0);
  BOOST_TEST(put(china()).version == 1);
  BOOST_TEST((prices.get(call(), trip).value().prices == china()));
  BOOST_TEST((prices.get(call_as(company), trip).value().prices == china()));
  BOOST_TEST(put(china()).version == 1);
  auto shares = china();
  shares.instalments = {{"a", {}, 10, InstalmentKind::share, {}, core::Percent{2'550}},
                        {"b", {}, 5, InstalmentKind::share, {}, core::Percent{7'450}}};
  shares.early_bird.reset();
  shares.single_supplement.reset();
  shares.refund_policy.clear();
  BOOST_TEST(put(shares).version == 2);
  BOOST_TEST((prices.get(call(), trip).value().prices == shares));
  BOOST_TEST(put(std::nullopt).version == 3);
  BOOST_TEST(!prices.get(call(), trip).value().prices);
  BOOST_TEST(put(china("CNY")).version == 4);
  BOOST_TEST(refusal(prices.put(call(), trip, china(), 3)) == "precondition_failed");
  BOOST_TEST(trail(trip.uuid) ==
             "created trip_prices_changed trip_prices_changed trip_prices_changed trip_prices_changed");
}

BOOST_AUTO_TEST_CASE(once_money_is_in_a_currency_it_stays) {
  price();
  const auto made = enter(company, 1);
  BOOST_TEST(discount(made, euros(-5'000)) == "none");
  BOOST_TEST(refusal(prices.put(call(), trip, china("CNY"), {})) == "trip_money_in_use");
  BOOST_TEST(refusal(prices.put(call(), trip, std::nullopt, {})) == "trip_money_in_use");
  BOOST_TEST(change(made.participants[0].id,
                    {.single_supplement = {}, .adjustments = std::vector<PriceAdjustment>{}}) == "none");
  paid(made, 100);
  BOOST_TEST(refusal(prices.put(call(), trip, china("CNY"), {})) == "trip_money_in_use");
  auto dearer = china();
  dearer.base.minor += 1;
  BOOST_TEST(refusal(prices.put(call(), trip, dearer, {})) == "none");
}

BOOST_AUTO_TEST_CASE(what_is_agreed_with_a_traveller_is_in_his_price_and_has_versions) {
  price();
  const auto made = enter(company, 2);
  const auto who = made.participants[0].id;
  BOOST_TEST(prices.traveller(call(), trip, who).value().price->total == 180'000);
  const TravellerTermsPatch patch{
      .single_supplement = true,
      .adjustments = std::vector{PriceAdjustment{"Kinder", euros(-10'000)}, PriceAdjustment{"Visum", euros(2'550)}}};
  const auto changed = prices.change_traveller(call(), trip, who, patch, 0).value();
  BOOST_TEST(changed.terms.version == 1);
  BOOST_TEST(changed.price->total == 180'000 + 45'000 - 10'000 + 2'550);
  BOOST_TEST(prices.traveller(call_as(company), trip, who).value().price->total == 217'550);
  BOOST_TEST(prices.change_traveller(call(), trip, who, patch, 1).value().terms.version == 1);  // the same
  BOOST_TEST(refusal(prices.change_traveller(call(), trip, who, patch, 0)) == "precondition_failed");
  BOOST_TEST(change(who, {.single_supplement = false, .adjustments = {}}) == "none");
  BOOST_TEST(prices.traveller(call(), trip, who).value().terms.terms.adjustments.size() == 2U);
  BOOST_TEST(told(book()) == "owed 1725.50 back 0.00, owed 1800.00 back 0.00");
  BOOST_TEST(trail(who.uuid) == "trip_price_changed trip_price_changed");
}

BOOST_AUTO_TEST_CASE(a_price_never_falls_below_zero) {
  price();
  const auto made = enter(company, 1);
  BOOST_TEST(discount(made, euros(-180'000)) == "none");
  BOOST_TEST(discount(made, euros(-180'001)) == "price_below_zero");
  auto cheaper = china();
  cheaper.early_bird->price.minor -= 1;
  BOOST_TEST(refusal(prices.put(call(), trip, cheaper, {})) == "price_below_zero");
  BOOST_TEST(discount(made, {-5, "HKD"}) == "validation_failed /adjustments/0/amount/currency:other_currency");
}

BOOST_AUTO_TEST_CASE(agreements_need_prices_and_a_traveller_whom_the_caller_may_see) {
  const auto made = enter(company, 1);
  const auto who = made.participants[0].id;
  BOOST_TEST(discount(made, euros(5)) == "no_trip_prices");
  BOOST_TEST(!prices.traveller(call(), trip, who).value().price);
  price();
  const auto rival = make_company("Systemhaus Nord");
  BOOST_TEST(refusal(prices.traveller(call_as(rival), trip, who)) == "not_found");
  BOOST_TEST(refusal(prices.traveller(call_of_stranger(), trip, who)) == "not_found");
  BOOST_TEST(refusal(prices.traveller(call(), make_trip("japan"), who)) == "not_found");
  BOOST_REQUIRE(capacity.put(call(), trip, {{.key = "participants", .limit = 1, .overbook = 0}}, {}));
  const auto waiting = enter(rival, 1, registration::WaitlistPolicy::all_or_nothing);
  BOOST_TEST(discount(waiting, euros(5)) == "not_a_traveller");
}

BOOST_AUTO_TEST_CASE(only_study_trips_have_such_money) {
  const auto congress = make_event("kongress", events::SeriesKind::congress);
  BOOST_TEST(refusal(budgets.get(call(), congress)) == "not_a_study_trip");
  BOOST_TEST(refusal(budgets.put(call(), congress, budget(), {})) == "not_a_study_trip");
  BOOST_TEST(refusal(prices.get(call(), congress)) == "not_a_study_trip");
  BOOST_TEST(refusal(prices.put(call(), congress, china(), {})) == "not_a_study_trip");
  BOOST_TEST(refusal(accounts.accounts(call(), congress, {})) == "not_a_study_trip");
  BOOST_TEST(refusal(prices.get(call_of_stranger(), trip)) == "not_found");
}

BOOST_AUTO_TEST_CASE(plans_go_with_their_event_and_payments_keep_it) {
  price();
  BOOST_REQUIRE(budgets.put(call(), trip, budget(), {}));
  BOOST_TEST(refusal(events.remove(call(), trip, {})) == "none");
  trip = make_trip("japan");
  price();
  const auto made = enter(company, 1);
  paid(made, 100);
  cancel(made);
  BOOST_TEST(refusal(events.remove(call(), trip, {})) == "still_referenced");
}

BOOST_AUTO_TEST_SUITE_END()
