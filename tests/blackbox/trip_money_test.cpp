// Money of a study trip over the wire: budget, prices, what is agreed with travellers, payments, refunds and reversals.
#include "tests/blackbox/tripping.hpp"

using namespace tagwerk::test;

namespace {

const Headers any_version{{"If-Match", "*"}};

struct TripMoney {
  World& world = World::get();
  const Client& organizer = world.organizer;
  std::string event = new_trip(world);
  std::string other_event = world.new_event();  // no trip

  std::string path(const std::string& part) const { return "/api/v1/events/" + event + "/trip/" + part; }
  static std::string price_list(const std::string& base = "2890.00", const std::string& currency = "EUR",
                                const std::string& more = {}) {
    const auto money = [&](const std::string& amount) {
      return R"({"amount": ")" + amount + R"(", "currency": ")" + currency + "\"}";
    };
    return R"({"base_price": )" + money(base) + R"(, "single_supplement": )" + money("450.00") +
           R"(, "instalments": [{"key": "deposit", "due_on": "2030-01-15", "kind": "amount", "amount": )" +
           money("600.00") + R"(}, {"key": "rest", "days_before": 30, "kind": "rest"}], )" +
           R"("refund_policy": [{"days_before": 60, "fee_percent": 10}, {"days_before": 7, "fee_percent": 50}])" +
           more + "}";
  }
  void price(const std::string& list = price_list()) const {
    BOOST_TEST_REQUIRE(outcome(organizer.put(path("prices"), list, any_version)) == "200");
  }
  static std::string budget(const std::string& currency = "EUR", const std::string& more = {}) {
    return R"({"currency": ")" + currency + R"(", "items": [
        {"key": "hotel", "title": "Hotel 深圳", "kind": "per_head", "quantity": 6,
         "amount": {"amount": "1000.01", "currency": "HKD"}, "itinerary_item": "night-1"},
        {"key": "coach", "title": "Bus", "kind": "per_group", "amount": {"amount": "2500", "currency": ")" +
           currency + R"("}}], "rates": [
        {"currency": "HKD", "rate": "0.115234", "date": "2030-01-02", "source": "Hausbank"}])" +
           more + "}";
  }
  Answer enter(const std::string& company, int heads, const std::string& waitlist = "none") const {
    auto made = world.register_heads(event, company, heads, waitlist);
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    return made;
  }
  static std::string head(const Answer& registration, int index = 0) {
    return registration.text("/participants/" + std::to_string(index) + "/id");
  }
  static std::string payment(const std::string& who, const std::string& amount, const std::string& more = {}) {
    return R"({"participant_id": ")" + who + R"(", "amount": {"amount": ")" + amount +
           R"(", "currency": "EUR"}, "received_on": "2030-01-10")" + more + "}";
  }
  static std::string refund(const std::string& who, const std::string& amount) {
    return R"({"participant_id": ")" + who + R"(", "amount": {"amount": ")" + amount +
           R"(", "currency": "EUR"}, "refunded_on": "2030-02-10", "reason": "storniert"})";
  }
  static std::string reversal(const std::string& entry) {
    return R"({"entry_id": ")" + entry + R"(", "reason": "Zahlendreher"})";
  }
  Answer pay(const std::string& who, const std::string& amount) const {
    return organizer.post(path("payments"), payment(who, amount));
  }
  std::string price_of(const std::string& who) const { return path("travellers/" + who + "/price"); }
  static std::string discount(const std::string& amount, const std::string& currency = "EUR") {
    return R"({"adjustments": [{"reason": "Rabatt", "amount": {"amount": ")" + amount + R"(", "currency": ")" +
           currency + R"("}}]})";
  }
  static std::string amount(const Answer& answer, const std::string& pointer) {
    return answer.text(pointer + "/amount") + " " + answer.text(pointer + "/currency");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_money, TripMoney)

BOOST_AUTO_TEST_CASE(a_budget_tells_what_the_trip_costs_and_leaves) {
  const auto none = organizer.get(path("budget"));
  BOOST_TEST(none.body == R"({"currency":null,"items":[],"rates":[],"heads":0,"cost":null,"result":null})");
  const auto put = organizer.put(path("budget"), budget(), {{"If-Match", none.header("etag")}});
  BOOST_TEST_REQUIRE(outcome(put) == "200");
  BOOST_TEST(put.is_null("/result"));
  price();
  static_cast<void>(enter(world.partner_company, 3));
  const auto read = organizer.get(path("budget"));
  BOOST_TEST(read.header("etag") == put.header("etag"));
  BOOST_TEST(organizer.get(path("budget"), {{"If-None-Match", read.header("etag")}}).status == 200);
  BOOST_TEST(members_of(read) == "currency items rates heads cost result");
  BOOST_TEST(members_of(read, "/items/0") == "key title kind quantity amount itinerary_item");
  BOOST_TEST(members_of(read, "/rates/0") == "currency rate date source");
  BOOST_TEST(members_of(read, "/cost/lines/0") == "key kind original converted total");
  BOOST_TEST(read.text("/items/0/title") == "Hotel 深圳");
  BOOST_TEST(read.integer("/items/1/quantity") == 1);
  BOOST_TEST(read.text("/rates/0/rate") == "0.115234");
  BOOST_TEST(amount(read, "/cost/lines/0/original") == "6000.06 HKD");
  BOOST_TEST(amount(read, "/cost/lines/0/converted") == "691.41 EUR");
  BOOST_TEST(amount(read, "/cost/lines/0/total") == "2074.23 EUR");
  BOOST_TEST(amount(read, "/cost/per_head") == "691.41 EUR");
  BOOST_TEST(amount(read, "/cost/per_group") == "2500.00 EUR");
  BOOST_TEST(amount(read, "/cost/total") == "4574.23 EUR");
  BOOST_TEST(amount(read, "/cost/by_currency/1/original") == "18000.18 HKD");
  BOOST_TEST(amount(read, "/cost/by_currency/1/converted") == "2074.23 EUR");
  BOOST_TEST(read.integer("/heads") == 3);
  BOOST_TEST(members_of(read, "/result") == "prices cancellation_fees income margin break_even");
  BOOST_TEST(amount(read, "/result/income") == "8670.00 EUR");
  BOOST_TEST(amount(read, "/result/margin") == "4095.77 EUR");
  BOOST_TEST(amount(read, "/result/break_even/price") == "2890.00 EUR");
  BOOST_TEST(read.integer("/result/break_even/heads") == 2);  // 2500 / (2890 − 691.41)
  price(price_list("691.41"));
  BOOST_TEST(organizer.get(path("budget")).is_null("/result/break_even/heads"));
}

BOOST_AUTO_TEST_CASE(budgets_that_cannot_be_counted_are_refused) {
  const auto put = [&](const std::string& body) { return outcome(organizer.put(path("budget"), body, any_version)); };
  BOOST_TEST(put(R"({"currency": "EUR", "items": [{"key": "a", "title": "x", "kind": "per_head",
                     "amount": {"amount": "1", "currency": "CNY"}}]})") == "422 /items/0/amount/currency:rate_missing");
  BOOST_TEST(put(R"({"currency": "eur", "items": [{"key": "A", "title": "", "kind": "both", "quantity": 0,
                     "amount": {"amount": "1.001", "currency": "EUR"}}], "rates": [
                     {"currency": "HKD", "rate": 0.1, "date": "2030-02-30", "source": "x"},
                     {"currency": "HKD", "rate": "0.1234567", "date": "2030-02-01", "source": "x"}]})") ==
             "422 /items/0/key:wrong_format /items/0/title:wrong_length /items/0/kind:unknown_value "
             "/items/0/quantity:out_of_range /items/0/amount/amount:wrong_format /rates/0/rate:wrong_type "
             "/rates/0/date:wrong_format /rates/1/rate:wrong_format /currency:wrong_format "
             "/rates/1/currency:duplicate_member");
  price(price_list("2890.00", "CNY"));
  BOOST_TEST(put(budget()) == "422 /currency:other_currency");
  BOOST_TEST(put(budget("CNY")) == "200");
  BOOST_TEST(outcome(organizer.put(path("budget"), budget("CNY"))) == "428 precondition_required");
  BOOST_TEST(outcome(organizer.put(path("budget"), budget("CNY"), {{"If-Match", "\"v0\""}})) ==
             "412 precondition_failed");
}

BOOST_AUTO_TEST_CASE(everybody_sees_the_prices_and_organizers_replace_them) {
  const auto none = world.viewer.get(path("prices"));
  BOOST_TEST(none.body ==
             R"({"base_price":null,"early_bird":null,"single_supplement":null,"instalments":[],"refund_policy":[]})");
  const auto list =
      price_list("2890.00", "EUR",
                 R"(, "early_bird": {"price": {"amount": "2690.00", "currency": "EUR"}, "until": "2030-03-31"})");
  const auto put = organizer.put(path("prices"), list, {{"If-Match", none.header("etag")}});
  BOOST_TEST_REQUIRE(outcome(put) == "200");
  const auto read = world.partner.get(path("prices"));
  BOOST_TEST(read.body == put.body);
  BOOST_TEST(world.vendor.get(path("prices"), {{"If-None-Match", read.header("etag")}}).status == 304);
  BOOST_TEST(members_of(read) == "base_price early_bird single_supplement instalments refund_policy");
  BOOST_TEST(members_of(read, "/instalments/0") == "key due_on days_before kind amount share");
  BOOST_TEST(read.text("/early_bird/until") == "2030-03-31");
  BOOST_TEST(read.integer("/instalments/1/days_before") == 30);
  BOOST_TEST(read.number("/refund_policy/1/fee_percent") == 50);
  BOOST_TEST(outcome(organizer.put(path("prices"), list)) == "428 precondition_required");
  BOOST_TEST(outcome(organizer.put(path("prices"), list, {{"If-Match", none.header("etag")}})) ==
             "412 precondition_failed");
  BOOST_TEST(outcome(organizer.put(path("prices"), "{}", any_version)) == "200");  // none again
}

BOOST_AUTO_TEST_CASE(prices_that_make_no_sense_are_refused) {
  const auto put = [&](const std::string& body) { return outcome(organizer.put(path("prices"), body, any_version)); };
  BOOST_TEST(
      put(price_list("2890.00", "EUR",
                     R"(, "early_bird": {"price": {"amount": "1", "currency": "HKD"}, "until": "2030-03-31"})")) ==
      "422 /early_bird/price/currency:other_currency");
  BOOST_TEST(put(R"({"base_price": {"amount": "100", "currency": "EUR"}, "instalments": [
                     {"key": "a", "days_before": 9, "kind": "share", "share": 40},
                     {"key": "b", "days_before": 5, "kind": "share", "share": 59.99}]})") ==
             "422 /instalments:instalments_incomplete");
  BOOST_TEST(put(R"({"base_price": {"amount": "100", "currency": "EUR"}, "instalments": [
                     {"key": "a", "days_before": 9, "kind": "amount", "amount": {"amount": "x", "currency": "EUR"}},
                     {"key": "b", "days_before": 5, "kind": "rest"}]})") ==
             "422 /instalments/0/amount/amount:wrong_format");
  BOOST_TEST(put(R"({"single_supplement": {"amount": "100", "currency": "EUR"}})") == "422 /base_price:required");
  BOOST_TEST(put(R"({"base_price": {"amount": "1000000000.01", "currency": "EUR"},
                     "refund_policy": [{"days_before": 9, "fee_percent": 40}, {"days_before": 9, "fee_percent": 30}]})") ==
             "422 /base_price/amount:out_of_range /refund_policy/1/days_before:wrong_order "
             "/refund_policy/1/fee_percent:wrong_order");
}

BOOST_AUTO_TEST_CASE(a_traveller_has_a_price_of_his_own) {
  const auto made = enter(world.partner_company, 1);
  const auto who = head(made);
  BOOST_TEST(world.partner.get(price_of(who)).is_null("/price"));
  BOOST_TEST(outcome(organizer.patch(price_of(who), discount("-1"), any_version)) == "409 no_trip_prices");
  price();
  const auto before = organizer.get(price_of(who)).header("etag");
  const auto single = organizer.patch(price_of(who), R"({"single_supplement": true})", {{"If-Match", before}});
  BOOST_TEST_REQUIRE(outcome(single) == "200");
  BOOST_TEST(single.header("etag") != before);
  BOOST_TEST(outcome(organizer.patch(price_of(who), "{}", {{"If-Match", before}})) == "412 precondition_failed");
  BOOST_TEST(organizer.patch(price_of(who), R"({"single_supplement": true})", any_version).header("etag") ==
             single.header("etag"));
  const auto changed = organizer.patch(price_of(who), discount("-100.50"), any_version);
  BOOST_TEST_REQUIRE(outcome(changed) == "200");
  BOOST_TEST(members_of(changed) == "participant_id single_supplement adjustments price");
  BOOST_TEST(members_of(changed, "/price/lines/0") == "kind reason amount");
  BOOST_TEST(changed.text("/price/lines/2/reason") == "Rabatt");
  BOOST_TEST(amount(changed, "/price/total") == "3239.50 EUR");
  const auto read = world.partner.get(price_of(who));
  BOOST_TEST(read.body == changed.body);
  BOOST_TEST(organizer.get(price_of(who), {{"If-None-Match", read.header("etag")}}).status == 200);
  BOOST_TEST(world.vendor.get(price_of(who)).status == 404);
  BOOST_TEST(organizer.get(price_of(nobodys_id)).status == 404);
  BOOST_TEST(outcome(organizer.patch(price_of(nobodys_id), "{}", any_version)) == "404 not_found");
  BOOST_TEST(outcome(organizer.patch(price_of(who), discount("-3340.01"), any_version)) == "409 price_below_zero");
  BOOST_TEST(outcome(organizer.patch(price_of(who), discount("-1", "HKD"), any_version)) ==
             "422 /adjustments/0/amount/currency:other_currency");
  BOOST_TEST(outcome(organizer.put(path("prices"), price_list("2890.00", "HKD"), any_version)) ==
             "409 trip_money_in_use");
  BOOST_TEST(outcome(organizer.patch(price_of(who), discount("-2000"), any_version)) == "200");
  BOOST_TEST(outcome(organizer.put(path("prices"), price_list("1500.00"), any_version)) == "409 price_below_zero");
  const auto trail = organizer.get("/api/v1/audit?object=" + who);
  BOOST_TEST(trail.text("/results/0/action") == "trip_price_changed");
}

BOOST_AUTO_TEST_CASE(a_trip_is_paid_cancelled_and_refunded_and_the_sums_agree) {
  price();
  const auto made = enter(world.partner_company, 2);
  const auto first = head(made, 0);
  const auto second = head(made, 1);
  const auto paid =
      organizer.post(path("payments"), payment(first, "1000.00", R"(, "reference": "RE 7", "note": "bar")"));
  BOOST_TEST_REQUIRE(outcome(paid) == "201");
  BOOST_TEST(paid.header("location") == path("payments"));
  BOOST_TEST(members_of(paid) == "id participant_id kind amount booked_on reference note reverses_id created_at");
  BOOST_TEST(paid.text("/kind") == "payment");
  BOOST_TEST_REQUIRE(outcome(pay(second, "3000.00")) == "201");
  BOOST_TEST(outcome(organizer.post(path("refunds"), refund(second, "3000.01"))) == "409 refunds_exceed_payments");
  BOOST_TEST(outcome(organizer.post(path("refunds"), refund(second, "110.00"))) == "201");

  const auto list = organizer.get(path("payments?as_of=2030-02-01"));
  BOOST_TEST_REQUIRE(outcome(list) == "200");
  BOOST_TEST(organizer.get(path("payments?as_of=2030-02-01"), {{"If-None-Match", list.header("etag")}}).status == 304);
  BOOST_TEST(members_of(list) == "as_of currency travellers totals");
  BOOST_TEST(
      members_of(list, "/travellers/0") ==
      "participant_id registration_id company_id company given_name family_name state registered_on cancelled_on "
      "balance entries");
  BOOST_TEST(members_of(list, "/travellers/0/balance") ==
             "price cancellation_fee instalments paid refunded owed overdue due_back");
  BOOST_TEST(members_of(list, "/travellers/0/balance/instalments/0") == "key due_on amount paid state");
  BOOST_TEST(members_of(list, "/totals") ==
             "travelling cancelled prices cancellation_fees paid refunded owed overdue due_back");
  BOOST_TEST(list.text("/travellers/0/balance/instalments/0/state") == "paid");
  BOOST_TEST(amount(list, "/travellers/0/balance/instalments/1/paid") == "400.00 EUR");
  BOOST_TEST(list.text("/travellers/0/balance/instalments/1/due_on") == "2030-10-06");
  BOOST_TEST(amount(list, "/travellers/0/balance/owed") == "1890.00 EUR");
  BOOST_TEST(amount(list, "/travellers/0/balance/overdue") == "0.00 EUR");
  BOOST_TEST(amount(organizer.get(path("payments?as_of=2030-10-07")), "/totals/overdue") == "1890.00 EUR");
  BOOST_TEST(list.size("/travellers/1/entries") == 2U);
  BOOST_TEST(amount(list, "/travellers/1/balance/due_back") == "0.00 EUR");

  // Who cancels long before owes ten percent; the rest of what he paid is due back.
  BOOST_TEST_REQUIRE(outcome(organizer.post("/api/v1/registrations/" + made.id() + "/cancellation",
                                            R"({"participant_ids": [")" + first + "\"]}")) == "200");
  const auto after = organizer.get(path("payments"));
  BOOST_TEST(after.text("/travellers/0/state") == "cancelled");
  BOOST_TEST(amount(after, "/travellers/0/balance/cancellation_fee") == "289.00 EUR");
  BOOST_TEST(amount(after, "/travellers/0/balance/due_back") == "711.00 EUR");
  BOOST_TEST(outcome(organizer.post(path("refunds"), refund(first, "711.00"))) == "201");
  const auto settled = organizer.get(path("payments"));
  BOOST_TEST(amount(settled, "/totals/prices") == "2890.00 EUR");
  BOOST_TEST(amount(settled, "/totals/cancellation_fees") == "289.00 EUR");
  BOOST_TEST(amount(settled, "/totals/paid") == "4000.00 EUR");
  BOOST_TEST(amount(settled, "/totals/refunded") == "821.00 EUR");
  BOOST_TEST(amount(settled, "/totals/owed") == "0.00 EUR");
  BOOST_TEST(amount(settled, "/totals/due_back") == "0.00 EUR");
  BOOST_TEST(settled.integer("/totals/cancelled") == 1);
  BOOST_TEST(organizer.get("/api/v1/audit?object=" + paid.id()).text("/results/0/object_kind") == "trip_entry");
}

BOOST_AUTO_TEST_CASE(a_mistake_is_taken_back_and_never_changed) {
  price();
  const auto who = head(enter(world.partner_company, 1));
  const auto paid = pay(who, "100.00");
  const auto back = organizer.post(path("refunds"), refund(who, "60.00"));
  BOOST_TEST(outcome(organizer.post(path("reversals"), reversal(paid.id()))) == "409 refunds_exceed_payments");
  const auto taken = organizer.post(path("reversals"), reversal(back.id()));
  BOOST_TEST_REQUIRE(outcome(taken) == "201");
  BOOST_TEST(taken.text("/kind") == "reversal");
  BOOST_TEST(taken.text("/reverses_id") == back.id());
  BOOST_TEST(amount(taken, "/amount") == "60.00 EUR");
  BOOST_TEST(outcome(organizer.post(path("reversals"), reversal(back.id()))) == "409 entry_not_reversible");
  BOOST_TEST(outcome(organizer.post(path("reversals"), reversal(nobodys_id))) == "422 /entry_id:reference_not_found");
  BOOST_TEST(amount(organizer.get(path("payments")), "/totals/refunded") == "0.00 EUR");
  BOOST_TEST(organizer.get(path("payments")).size("/travellers/0/entries") == 3U);
}

BOOST_AUTO_TEST_CASE(entries_are_made_once_with_a_key) {
  price();
  const auto who = head(enter(world.partner_company, 1));
  int amount = 10;
  const auto next = [&] { return std::to_string(++amount) + ".00"; };
  check_idempotency(organizer, path("payments"), [&] { return payment(who, next()); });
  BOOST_TEST_REQUIRE(outcome(pay(who, "2000.00")) == "201");
  check_idempotency(organizer, path("refunds"), [&] { return refund(who, next()); });
  check_idempotency(organizer, path("reversals"), [&] { return reversal(pay(who, next()).id()); });
}

BOOST_AUTO_TEST_CASE(entries_that_fit_no_account_are_refused) {
  const auto made = enter(world.partner_company, 1);
  const auto who = head(made);
  const auto post = [&](const std::string& part, const std::string& body) {
    return outcome(organizer.post(path(part), body));
  };
  BOOST_TEST(post("payments", payment(who, "1.00")) == "409 no_trip_prices");
  BOOST_TEST(post("refunds", refund(who, "1.00")) == "409 no_trip_prices");
  BOOST_TEST(organizer.get(path("payments")).is_null("/totals"));
  BOOST_TEST(organizer.get(path("payments")).is_null("/travellers/0/balance"));
  price(price_list("2890.00", "HKD"));
  BOOST_TEST(post("payments", payment(who, "1.00")) == "422 /amount/currency:other_currency");
  BOOST_TEST(post("refunds", refund(who, "1.00")) == "422 /amount/currency:other_currency");
  price();
  BOOST_TEST(post("payments", payment(nobodys_id, "1.00")) == "422 /participant_id:reference_not_found");
  BOOST_TEST(post("refunds", refund(nobodys_id, "1.00")) == "422 /participant_id:reference_not_found");
  BOOST_TEST(post("payments", payment(who, "0.00", R"(, "reference": "")")) ==
             "422 /reference:wrong_length /amount/amount:out_of_range");
  world.set_capacity(event, R"([{"key": "participants", "limit": 1}])");
  const auto waits = head(enter(world.new_company(), 1, "all_or_nothing"));
  BOOST_TEST(post("payments", payment(waits, "1.00")) == "409 not_a_traveller");
  BOOST_TEST(post("refunds", refund(waits, "1.00")) == "409 not_a_traveller");
  BOOST_TEST(outcome(organizer.patch(price_of(waits), "{}", any_version)) == "409 not_a_traveller");
}

BOOST_AUTO_TEST_CASE(companies_see_their_own_travellers_and_nothing_of_the_budget) {
  price();
  const auto own = enter(world.partner_company, 1);
  const auto others = enter(world.new_company(), 2);
  BOOST_TEST_REQUIRE(outcome(pay(head(own), "10.00")) == "201");
  BOOST_TEST_REQUIRE(outcome(pay(head(others), "20.00")) == "201");
  const auto seen = world.partner.get(path("payments"));
  BOOST_TEST(seen.size("/travellers") == 1U);
  BOOST_TEST(seen.text("/travellers/0/participant_id") == head(own));
  BOOST_TEST(amount(seen, "/totals/paid") == "10.00 EUR");
  BOOST_TEST(organizer.get(path("payments")).size("/travellers") == 3U);
  BOOST_TEST(world.vendor.get(path("payments")).size("/travellers") == 0U);
  BOOST_TEST(world.partner.get(path("payments?format=rows")).size("") == 1U);
  BOOST_TEST(world.partner.get(price_of(head(others))).status == 404);
  for (const auto* client : {&world.partner, &world.vendor, &world.viewer, &world.desk})
    BOOST_TEST(client->get(path("budget")).status == 403);
  BOOST_TEST(world.viewer.get(path("payments")).status == 403);
  BOOST_TEST(world.partner.post(path("payments"), payment(head(own), "1.00")).status == 403);
}

BOOST_AUTO_TEST_CASE(another_organizations_trip_is_not_there) {
  price();
  const auto who = head(enter(world.partner_company, 1));
  const auto paid = pay(who, "10.00");
  const auto& stranger = world.stranger;
  const std::string not_there = "404 not_found";
  for (const auto* part : {"budget", "prices", "payments", "payments?format=csv"})
    BOOST_TEST(outcome(stranger.get(path(part))) == not_there);
  BOOST_TEST(outcome(stranger.get(price_of(who))) == not_there);
  BOOST_TEST(outcome(stranger.put(path("budget"), budget(), any_version)) == not_there);
  BOOST_TEST(outcome(stranger.put(path("prices"), price_list(), any_version)) == not_there);
  BOOST_TEST(outcome(stranger.patch(price_of(who), discount("-1"), any_version)) == not_there);
  BOOST_TEST(outcome(stranger.post(path("payments"), payment(who, "1.00"))) == not_there);
  BOOST_TEST(outcome(stranger.post(path("refunds"), refund(who, "1.00"))) == not_there);
  BOOST_TEST(outcome(stranger.post(path("reversals"), reversal(paid.id()))) == not_there);
  BOOST_TEST(organizer.get(path("payments")).size("/travellers/0/entries") == 1U);
}

BOOST_AUTO_TEST_CASE(payments_come_as_rows_csv_and_workbook) {
  price();
  const auto company = organizer.post("/api/v1/companies", R"({"name": "=1+1;Süd", "role": "partner"})").id();
  const auto made = organizer.post(
      "/api/v1/events/" + event + "/registrations",
      R"({"company_id": ")" + company +
          R"(", "participants": [{"given_name": "Li", "family_name": "Wei", "email": "li@example.org"}]})");
  BOOST_TEST_REQUIRE(outcome(pay(head(made), "700.00")) == "201");
  const auto rows = organizer.get(path("payments?format=rows&as_of=2030-01-16"));
  BOOST_TEST(
      members_of(rows, "/0") ==
      "participant_id registration_id company_id company given_name family_name state registered_on cancelled_on "
      "currency price cancellation_fee paid refunded owed overdue due_back");
  BOOST_TEST(rows.text("/0/price") == "2890.00");
  BOOST_TEST(rows.is_null("/0/cancellation_fee"));
  const auto csv = organizer.get(path("payments"), {{"Accept", "text/csv"}});
  BOOST_TEST(
      csv.body ==
      "participant_id,registration_id,company_id,company,given_name,family_name,state,registered_on,cancelled_on,"
      "currency,price,cancellation_fee,paid,refunded,owed,overdue,due_back\r\n" +
          head(made) + "," + made.id() + "," + company + ",\"'=1+1;Süd\",Li,Wei,confirmed," +
          rows.text("/0/registered_on") + ",,EUR,2890.00,,700.00,0.00,2190.00,0.00,0.00\r\n");
  BOOST_TEST(organizer.get(path("payments?format=xlsx")).body.starts_with("PK"));
  BOOST_TEST(outcome(organizer.get(path("payments?as_of=tomorrow"))) == "422 ?as_of:wrong_format");
}

BOOST_AUTO_TEST_CASE(an_event_that_is_no_trip_has_no_such_money) {
  const auto who = head(enter(world.partner_company, 1));
  event = other_event;
  const std::string no_trip = "409 not_a_study_trip";
  for (const auto* part : {"budget", "prices", "payments"}) BOOST_TEST(outcome(organizer.get(path(part))) == no_trip);
  BOOST_TEST(outcome(organizer.get(price_of(who))) == no_trip);
  BOOST_TEST(outcome(organizer.put(path("budget"), budget(), any_version)) == no_trip);
  BOOST_TEST(outcome(organizer.put(path("prices"), price_list(), any_version)) == no_trip);
  BOOST_TEST(outcome(organizer.patch(price_of(who), "{}", any_version)) == no_trip);
  BOOST_TEST(outcome(organizer.post(path("payments"), payment(who, "1.00"))) == no_trip);
  BOOST_TEST(outcome(organizer.post(path("refunds"), refund(who, "1.00"))) == no_trip);
  BOOST_TEST(outcome(organizer.post(path("reversals"), reversal(who))) == no_trip);
}

BOOST_AUTO_TEST_SUITE_END()
