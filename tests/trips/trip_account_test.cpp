// What a traveller has paid, owes and gets back; and ten thousand trips whose sums agree.
#include "engine/trips/trip_account.hpp"

#include <map>
#include <random>

#include "tests/trips/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::trips;
using registration::ParticipantState;

namespace {

const core::Instant now(core::Date(2016, 9, 1));
const core::Date departure(2016, 11, 5);
const core::Date registered(2016, 5, 1);

core::Money euros(std::int64_t minor) { return {minor, "EUR"}; }

TripEntry entry(EntryKind kind, std::int64_t minor, std::optional<TripEntryId> reverses = {}) {
  return {.id = TripEntryId::make(now),
          .traveller = {},
          .kind = kind,
          .amount = euros(minor),
          .booked_on = now.date(),
          .reference = {},
          .note = {},
          .reverses = reverses,
          .created_at = now};
}
TripEntry payment(std::int64_t minor) { return entry(EntryKind::payment, minor); }
TripEntry refund(std::int64_t minor) { return entry(EntryKind::refund, minor); }
TripEntry reversal(const TripEntry& of) { return entry(EntryKind::reversal, of.amount.minor, of.id); }

PayingHead traveller(ParticipantState state = ParticipantState::confirmed) {
  PayingHead one;
  one.id = core::ParticipantId::make(now);
  one.state = state;
  one.had_place = true;
  one.registered_on = registered;
  return one;
}
PayingHead cancelled(core::Date on) {
  auto one = traveller(ParticipantState::cancelled);
  one.cancelled_on = on;
  return one;
}
/// Half 90 days before (7 August), the rest 30 days before (6 October); half the price for who cancels later than 60 days before.
TripPrices prices() {
  return {.base = euros(200'001),
          .early_bird = {},
          .single_supplement = {},
          .instalments = {{"half", {}, 90, InstalmentKind::share, {}, core::Percent{5'000}},
                          {"rest", {}, 30, InstalmentKind::rest, {}, {}}},
          .refund_policy = {{60, {0}}, {0, {5'000}}}};
}
TravellerAccount account(const PayingHead& one, const std::vector<TripEntry>& entries,
                         core::Date as_of = core::Date(2016, 9, 1), bool trip_is_cancelled = false) {
  return account_of(prices(), {}, one, entries,
                    {.departure = departure, .as_of = as_of, .is_cancelled = trip_is_cancelled});
}
/// "half 100001/100001 paid, rest 0/100000 open; owed 100000 overdue 0 back 0"
std::string told(const TravellerAccount& of) {
  std::string text;
  for (const auto& one : of.instalments) {
    text += (text.empty() ? "" : ", ") + one.due.key + " " + std::to_string(one.paid) + "/" +
            std::to_string(one.due.amount) + " " + std::string(to_text(one.state));
  }
  return text + "; owed " + std::to_string(of.owed) + " overdue " + std::to_string(of.overdue) + " back " +
         std::to_string(of.due_back);
}
std::string next(const std::vector<TripEntry>& entries, const TripEntry& one) {
  return test::refusal(check_next(entries, one));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(trip_account)

BOOST_AUTO_TEST_CASE(what_was_paid_counts_for_what_is_due_first) {
  BOOST_TEST(told(account(traveller(), {})) ==
             "half 0/100001 overdue, rest 0/100000 open; owed 200001 overdue 100001 back 0");
  BOOST_TEST(told(account(traveller(), {payment(60'000), payment(50'000)})) ==
             "half 100001/100001 paid, rest 9999/100000 open; owed 90001 overdue 0 back 0");
  BOOST_TEST(told(account(traveller(), {payment(60'000), refund(10'000)})) ==
             "half 50000/100001 overdue, rest 0/100000 open; owed 150001 overdue 50001 back 0");
  BOOST_TEST(told(account(traveller(), {payment(250'000)})) ==
             "half 100001/100001 paid, rest 100000/100000 paid; owed 0 overdue 0 back 49999");
}

BOOST_AUTO_TEST_CASE(what_is_due_on_a_day_is_overdue_from_the_next_one_on) {
  BOOST_TEST(account(traveller(), {}, core::Date(2016, 8, 7)).overdue == 0);
  BOOST_TEST(account(traveller(), {}, core::Date(2016, 8, 8)).overdue == 100'001);
  BOOST_TEST(account(traveller(), {}, core::Date(2016, 10, 7)).overdue == 200'001);
}

BOOST_AUTO_TEST_CASE(who_cancelled_owes_the_fee_and_gets_the_rest_back) {
  const auto late = core::Date(2016, 9, 7);  // 59 days before
  const auto in_time = core::Date(2016, 9, 6);
  BOOST_TEST(told(account(cancelled(late), {payment(150'000)}, departure)) ==
             "cancellation_fee 100001/100001 paid; owed 0 overdue 0 back 49999");
  BOOST_TEST(told(account(cancelled(late), {payment(50'000)}, departure)) ==
             "cancellation_fee 50000/100001 overdue; owed 50001 overdue 50001 back 0");
  BOOST_TEST(told(account(cancelled(late), {}, late)) ==
             "cancellation_fee 0/100001 open; owed 100001 overdue 0 back 0");
  BOOST_TEST(told(account(cancelled(in_time), {payment(150'000)}, departure)) == "; owed 0 overdue 0 back 150000");
  BOOST_TEST(told(account(cancelled(in_time), {payment(150'000), refund(150'000)}, departure)) ==
             "; owed 0 overdue 0 back 0");
}

BOOST_AUTO_TEST_CASE(no_fee_where_another_came_instead_or_the_trip_is_cancelled_or_there_was_no_place) {
  const auto late = core::Date(2016, 9, 7);
  auto replaced = cancelled(late);
  replaced.is_replaced = true;
  BOOST_TEST(account(replaced, {payment(7)}).due_back == 7);
  BOOST_TEST(account(cancelled(late), {payment(7)}, departure, true).due_back == 7);
  auto waited = cancelled(late);
  waited.had_place = false;
  BOOST_TEST(account(waited, {}).owed == 0);
}

BOOST_AUTO_TEST_CASE(refunds_never_exceed_payments) {
  const auto paid = payment(100);
  BOOST_TEST(next({}, refund(1)) == "refunds_exceed_payments");
  BOOST_TEST(next({paid}, refund(100)) == "none");
  BOOST_TEST(next({paid}, refund(101)) == "refunds_exceed_payments");
  const auto back = refund(60);
  BOOST_TEST(next({paid, back}, refund(41)) == "refunds_exceed_payments");
  BOOST_TEST(next({paid, back}, reversal(paid)) == "refunds_exceed_payments");
  BOOST_TEST(next({paid, back, reversal(back)}, reversal(paid)) == "none");
}

BOOST_AUTO_TEST_CASE(an_entry_is_taken_back_once) {
  const auto paid = payment(100);
  const auto taken = reversal(paid);
  BOOST_TEST(next({paid}, taken) == "none");
  BOOST_TEST(next({paid, taken}, reversal(paid)) == "entry_not_reversible");
  BOOST_TEST(next({paid, taken}, reversal(taken)) == "entry_not_reversible");
  BOOST_TEST(next({}, reversal(paid)) == "validation_failed /entry_id:reference_not_found");
  BOOST_TEST((sums_of(std::vector{paid, taken}) == EntrySums{}));
  BOOST_TEST((sums_of(std::vector{paid, taken, payment(70)}) == EntrySums{.paid = 70, .refunded = 0}));
}

BOOST_AUTO_TEST_CASE(payments_of_a_traveller_have_a_limit) {
  BOOST_TEST(next({payment(max_paid - 5)}, payment(5)) == "none");
  BOOST_TEST(next({payment(max_paid - 5)}, payment(6)) == "validation_failed /amount/amount:out_of_range");
  BOOST_TEST(next({}, payment(0)) == "validation_failed /amount/amount:out_of_range");
}

BOOST_AUTO_TEST_CASE(of_cancelled_heads_those_had_places_that_came_first) {
  using State = ParticipantState;
  const auto told_of = [](const std::vector<State>& states, std::int64_t booked) {
    std::vector<PayingHead> heads;
    for (const auto state : states) heads.push_back(traveller(state));
    tell_who_had_places(heads, booked);
    std::string text;
    for (const auto& one : heads) text += one.had_place ? 'y' : 'n';
    return text;
  };
  BOOST_TEST(told_of({State::confirmed, State::confirmed, State::waitlisted}, 2) == "yyn");
  BOOST_TEST(told_of({State::cancelled, State::cancelled, State::cancelled}, 2) == "yyn");
  BOOST_TEST(told_of({State::cancelled, State::held}, 0) == "nn");
  BOOST_TEST(told_of({State::confirmed}, 0) == "y");
  // Who came instead of another stands for that one, however often.
  std::vector heads{traveller(State::cancelled), traveller(State::cancelled), traveller(State::cancelled),
                    traveller(State::cancelled)};
  heads[2].replaces = heads[0].id;
  heads[3].replaces = heads[2].id;
  tell_who_had_places(heads, 1);
  BOOST_TEST(heads[0].is_replaced);
  BOOST_TEST(heads[2].is_replaced);
  BOOST_TEST(!heads[1].had_place);
  BOOST_TEST(heads[3].had_place);
  BOOST_TEST(!heads[3].is_replaced);
}

namespace {

/// Random trips from a fixed seed; amounts small and large, in currencies with 0, 2 and 3 digits.
struct RandomTrip {
  explicit RandomTrip(std::mt19937_64& from) : random(&from) {}

  std::int64_t between(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(*random);
  }
  std::int64_t amount() { return between(0, 3) == 0 ? between(0, max_trip_amount) : between(0, 500'000); }
  core::Date day() { return departure - boost::gregorian::days(between(-10, 200)); }

  TripBudget budget() {
    static const std::vector<std::string> all{"EUR", "HKD", "JPY", "KWD", "CNY"};
    TripBudget made;
    made.currency = all[static_cast<std::size_t>(between(0, 4))];
    for (const auto& one : all) {
      if (one == made.currency) continue;
      made.rates.push_back({.currency = one,
                            .rate = {between(0, 1) == 0 ? between(1, 999) : between(1, 200'000'000)},
                            .date = registered,
                            .source = "Bank"});
    }
    for (auto i = between(0, 8); i > 0; --i) {
      BudgetItem item{.key = std::to_string(i),
                      .title = "x",
                      .kind = between(0, 1) == 0 ? BudgetKind::per_head : BudgetKind::per_group,
                      .quantity = between(1, 30),
                      .amount = {amount(), all[static_cast<std::size_t>(between(0, 4))]},
                      .itinerary_item = {}};
      made.items.push_back(item);
      if (!check(made).empty()) made.items.pop_back();  // too much
    }
    return made;
  }
  TripPrices prices(const std::string& currency) {
    TripPrices made;
    made.base = {amount(), currency};
    if (between(0, 1) == 0) made.early_bird = EarlyBird{{amount(), currency}, day()};
    if (between(0, 1) == 0) made.single_supplement = core::Money{amount(), currency};
    const bool has_rest = between(0, 1) == 0;
    std::int64_t left = core::Percent::full_basis_points;
    for (auto i = between(0, 4); i > 0; --i) {
      InstalmentStep step{.key = "s" + std::to_string(i),
                          .due_on = {},
                          .days_before = static_cast<int>(between(0, 200)),
                          .kind = InstalmentKind::share,
                          .amount = {},
                          .share = {}};
      if (has_rest && between(0, 2) == 0) {
        step.kind = InstalmentKind::amount;
        step.amount = core::Money{amount() / 2 + 1, currency};
      } else {
        const auto share = !has_rest && i == 1 ? left : between(0, left);
        left -= share;
        step.share = core::Percent{share};
      }
      made.instalments.push_back(step);
    }
    if (has_rest) made.instalments.push_back({"rest", day(), {}, InstalmentKind::rest, {}, {}});
    if (between(0, 1) == 0) made.refund_policy = {{60, {between(0, 5'000)}}, {14, {between(5'000, 10'000)}}};
    return made;
  }
  TravellerTerms terms(const TripPrices& of, core::Date registered_on) {
    TravellerTerms made;
    made.single_supplement = between(0, 2) == 0;
    for (auto i = between(0, 3); i > 0; --i) {
      made.adjustments.push_back({"x", {between(-50'000, 50'000), of.base.currency}});
      if (price_of(of, made, registered_on).total < 0) made.adjustments.pop_back();
    }
    return made;
  }
  std::vector<TripEntry> entries(const std::string& currency) {
    std::vector<TripEntry> made;
    for (auto i = between(0, 8); i > 0; --i) {
      auto one = between(0, 2) == 0 ? refund(between(1, 400'000)) : payment(amount() + 1);
      if (!made.empty() && between(0, 3) == 0)
        one = reversal(made[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(made.size()) - 1))]);
      one.amount.currency = currency;
      if (check_next(made, one)) made.push_back(one);
    }
    return made;
  }

  std::mt19937_64* random;
};

/// What refunds and payments make, counted another way: entry by entry.
void check_entries(const std::vector<TripEntry>& entries, const EntrySums& sums) {
  std::map<TripEntryId, std::int64_t> paid;
  std::map<TripEntryId, std::int64_t> refunded;
  const auto total = [](const auto& of) {
    std::int64_t sum = 0;
    for (const auto& [id, minor] : of) sum += minor;
    return sum;
  };
  for (const auto& one : entries) {
    if (one.kind == EntryKind::payment) paid[one.id] = one.amount.minor;
    if (one.kind == EntryKind::refund) refunded[one.id] = one.amount.minor;
    if (one.reverses) paid.erase(*one.reverses);
    if (one.reverses) refunded.erase(*one.reverses);
    BOOST_REQUIRE(total(refunded) <= total(paid));  // at every moment
  }
  BOOST_REQUIRE(sums.paid == total(paid));
  BOOST_REQUIRE(sums.refunded == total(refunded));
}

void check_account(const TravellerAccount& of, const std::vector<TripEntry>& entries) {
  std::int64_t lines = 0;
  for (const auto& one : of.price.lines) lines += one.amount;
  BOOST_REQUIRE(lines == of.price.total);
  std::int64_t due = 0;
  std::int64_t paid = 0;
  for (const auto& one : of.instalments) {
    BOOST_REQUIRE(one.due.amount >= 0);
    BOOST_REQUIRE((one.paid >= 0 && one.paid <= one.due.amount));
    BOOST_REQUIRE((one.state == InstalmentState::paid) == (one.paid == one.due.amount));
    due += one.due.amount;
    paid += one.paid;
  }
  BOOST_REQUIRE(due == of.charge);
  BOOST_REQUIRE(of.charge == of.fee.value_or(of.price.total));
  BOOST_REQUIRE((of.charge >= 0 && of.charge <= of.price.total));
  check_entries(entries, of.sums);
  BOOST_REQUIRE(of.charge - (of.sums.paid - of.sums.refunded) == of.owed - of.due_back);
  BOOST_REQUIRE((of.owed == 0 || of.due_back == 0));
  BOOST_REQUIRE((of.overdue >= 0 && of.overdue <= of.owed));
  BOOST_REQUIRE(due - paid == of.owed);
}

void check_cost(const TripBudget& budget, const TripCost& cost, std::int64_t income, std::int64_t price) {
  std::int64_t total = 0;
  for (const auto& one : cost.lines) total += one.total;
  std::int64_t by_currency = 0;
  std::map<std::string, std::int64_t> originals;
  for (const auto& item : budget.items) {
    originals[item.amount.currency] +=
        item.amount.minor * item.quantity * (item.kind == BudgetKind::per_head ? cost.heads : 1);
  }
  for (const auto& one : cost.by_currency) {
    by_currency += one.converted;
    BOOST_REQUIRE(one.original.minor == originals.at(one.original.currency));
  }
  BOOST_REQUIRE(by_currency == cost.total);
  BOOST_REQUIRE(total == cost.total);
  BOOST_REQUIRE(cost.total == cost.per_group + cost.heads * cost.per_head);
  BOOST_REQUIRE(income - cost.total == margin(income, cost));
  const auto enough = break_even(price, cost.per_head, cost.per_group);
  BOOST_REQUIRE(enough.has_value() == (price > cost.per_head));
  if (!enough || *enough > 1'000'000) return;
  BOOST_REQUIRE(*enough * price >= cost.per_group + *enough * cost.per_head);
  BOOST_REQUIRE((*enough == 0 || (*enough - 1) * price < cost.per_group + (*enough - 1) * cost.per_head));
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_sums_of_ten_thousand_trips_agree_to_the_last_unit) {
  std::mt19937_64 random(20161105);
  std::int64_t cancelled_ones = 0;
  std::int64_t refunds = 0;
  for (int i = 0; i < 10'000; ++i) {
    RandomTrip trip(random);
    const auto budget = trip.budget();
    const auto prices = trip.prices(budget.currency);
    BOOST_REQUIRE(check(budget).empty());
    BOOST_REQUIRE_MESSAGE(check(prices).empty(), test::refusal(core::Result<>(core::fail_fields(check(prices)))));
    AccountTotals totals;
    std::int64_t income = 0;
    std::int64_t balance = 0;
    for (auto heads = trip.between(0, 12); heads > 0; --heads) {
      auto one = trip.between(0, 3) == 0 ? cancelled(trip.day()) : traveller();
      one.registered_on = trip.day();
      one.is_replaced = trip.between(0, 5) == 0;
      const auto terms = trip.terms(prices, one.registered_on);
      const auto entries = trip.entries(budget.currency);
      const auto account =
          account_of(prices, terms, one, entries,
                     {.departure = departure, .as_of = trip.day(), .is_cancelled = trip.between(0, 9) == 0});
      check_account(account, entries);
      add(totals, account);
      income += account.charge;
      balance += account.charge - account.sums.paid + account.sums.refunded;
      cancelled_ones += account.fee ? 1 : 0;
      refunds += account.sums.refunded > 0 ? 1 : 0;
    }
    BOOST_REQUIRE(totals.income() == income);
    BOOST_REQUIRE(totals.owed - totals.due_back == balance);
    BOOST_REQUIRE(totals.refunded <= totals.paid);
    check_cost(budget, cost_of(budget, totals.travelling), totals.income(), prices.base.minor);
  }
  BOOST_TEST(cancelled_ones > 10'000);  // the trips are not all alike
  BOOST_TEST(refunds > 5'000);
}

BOOST_AUTO_TEST_SUITE_END()
