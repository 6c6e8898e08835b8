// What registrations cost: lines, invoices and sums, by the rule and from the database.
#include "engine/registration/accounts.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <random>
#include <sstream>

#include "engine/events/event_terms_service.hpp"
#include "engine/registration/accounts_service.hpp"
#include "engine/registration/accounts_store.hpp"
#include "engine/registration/past_booking_service.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::Amount;
using registration::Charge;
using registration::CountedCharge;

namespace {

Charge charge_for(std::int64_t net, std::int64_t vat_bp, std::int64_t heads, std::int64_t fee_net = 0,
                  const std::string& currency = "EUR") {
  return {.category = "full",
          .price = {.net = {.net = net, .currency = currency}, .vat_bp = vat_bp},
          .heads = heads,
          .fee_net = fee_net};
}

std::string text(const Amount& amount) {
  return core::amount_text(amount.net) + "+" + core::amount_text(amount.vat) + "=" + core::amount_text(amount.gross);
}
std::string text(const std::vector<registration::AccountLine>& lines) {
  std::string all;
  for (const auto& line : lines) {
    all.append(all.empty() ? "" : "; ").append(to_text(line.kind));
    if (line.heads) all.append(" ").append(std::to_string(*line.heads));
    if (line.unit_net) all.append(" x ").append(core::amount_text(*line.unit_net));
    all.append(" ").append(text(line.amount));
  }
  return all;
}
// By category, by VAT, by currency: each "KEY net+vat=gross".
std::string text(const registration::AccountsSummary& summary) {
  std::ostringstream all;
  for (const auto& one : summary.categories) {
    all << one.category.value_or("-") << " " << one.currency << " " << one.heads << " " << text(one.heads_amount) << " "
        << text(one.fees) << " " << text(one.total) << "; ";
  }
  for (const auto& one : summary.vat_totals) all << one.vat_bp << " " << text(one.amount) << "; ";
  for (const auto& one : summary.totals) all << one.net.currency << " " << text(one) << "; ";
  return all.str();
}

struct Accounting : RegistrationFixture {
  registration::AccountsService accounts{database()};
  registration::PastBookingService past{database(), {}};
  events::EventTermsService terms{database(), {&dependents}};

  // All pages.
  std::vector<registration::Account> all(std::size_t limit) {
    std::vector<registration::Account> found;
    core::PageRequest page{.after = {}, .limit = limit, .updated_since = {}};
    do {
      auto got = accounts.accounts(call(), event, page).value();
      BOOST_TEST(got.items.size() <= limit);
      found.insert(found.end(), got.items.begin(), got.items.end());
      page.after = got.next_after;
    } while (page.after);
    return found;
  }
  void price(std::int64_t net, std::int64_t vat_bp) {
    const events::TicketCategory full{.key = "full",
                                      .name = "Karte",
                                      .limit = {},
                                      .price = events::Price{.net = net, .currency = "EUR"},
                                      .vat_bp = vat_bp,
                                      .sale_from = {},
                                      .sale_until = {},
                                      .pools = {}};
    BOOST_TEST_REQUIRE(terms.put(call(), event, std::vector{full}, {}).has_value());
  }
  Registration enter_full(std::int64_t heads) {
    later(1);
    auto wish = group(company, heads);
    wish.category = "full";
    return service.register_group(call(), event, wish).value();
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(account_lines)

BOOST_AUTO_TEST_CASE(heads_and_fee_are_lines_of_their_own_with_vat_rounded_once_each) {
  BOOST_TEST(text(lines_of(charge_for(3'333, 1'900, 3))) == "heads 3 x 33.33 99.99+19.00=118.99");
  BOOST_TEST(text(lines_of(charge_for(5, 1'000, 1, 5))) ==
             "heads 1 x 0.05 0.05+0.01=0.06; cancellation_fee 0.05+0.01=0.06");
  BOOST_TEST(text(lines_of(charge_for(1'000, 1'900, 0, 500))) == "cancellation_fee 5.00+0.95=5.95");
  BOOST_TEST(text(lines_of(charge_for(1'000, 1'900, 0))) == "");
  BOOST_TEST(text(lines_of(charge_for(0, 1'900, 2))) == "heads 2 x 0.00 0.00+0.00=0.00");
  BOOST_TEST(text(lines_of(charge_for(1'000, 1'000, 2, 0, "JPY"))) == "heads 2 x 1000 2000+200=2200");
}

BOOST_AUTO_TEST_CASE(an_invoice_sums_its_lines_and_says_nothing_without_a_price) {
  registration::Invoice invoice;
  charge(invoice, charge_for(5, 1'000, 1, 5));
  BOOST_TEST(invoice.lines.size() == 2u);
  BOOST_TEST_REQUIRE(invoice.vat_totals.size() == 1u);
  BOOST_TEST(text(invoice.vat_totals[0].amount) == "0.10+0.02=0.12");  // and not 0.11
  BOOST_TEST(text(invoice.total.value()) == "0.10+0.02=0.12");
  registration::Invoice empty;
  charge(empty, charge_for(100, 1'900, 0));
  BOOST_TEST(empty.vat_totals.empty());
  BOOST_TEST(text(empty.total.value()) == "0.00+0.00=0.00");
  registration::Invoice unpriced;
  charge(unpriced, std::nullopt);
  BOOST_TEST(!unpriced.total.has_value());
}

BOOST_AUTO_TEST_CASE(the_largest_registration_fits_and_a_sum_that_does_not_is_no_number) {
  const auto largest = charge_for(events::max_net_price, 10'000, registration::max_heads);
  BOOST_TEST(text(lines_of(largest)) == "heads 500 x 1000000000.00 500000000000.00+500000000000.00=1000000000000.00");
  const CountedCharge beyond[] = {{largest, 100'000}};
  BOOST_CHECK_THROW(static_cast<void>(summarize(beyond)), std::overflow_error);
}

BOOST_AUTO_TEST_CASE(sums_are_by_category_currency_and_rate) {
  auto without = charge_for(100, 700, 1);
  without.category.reset();
  const CountedCharge charges[] = {{charge_for(5, 1'000, 1), 3},
                                   {charge_for(1'000, 1'900, 2, 300), 1},
                                   {charge_for(10, 0, 1, 0, "CHF"), 1},
                                   {without, 2}};
  BOOST_TEST(text(registration::summarize(charges)) ==
             "- EUR 2 2.00+0.14=2.14 0.00+0.00=0.00 2.00+0.14=2.14; "
             "full CHF 1 0.10+0.00=0.10 0.00+0.00=0.00 0.10+0.00=0.10; "
             "full EUR 5 20.15+3.83=23.98 3.00+0.57=3.57 23.15+4.40=27.55; "
             "0 0.10+0.00=0.10; 700 2.00+0.14=2.14; 1000 0.15+0.03=0.18; 1900 23.00+4.37=27.37; "
             "CHF 0.10+0.00=0.10; EUR 25.15+4.54=29.69; ");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(accounts_service, Accounting)

BOOST_AUTO_TEST_CASE(an_invoice_is_of_confirmed_heads_and_the_fee_of_those_who_cancelled_late) {
  events::RegistrationRules rules;
  rules.free_cancellation_until = now - boost::posix_time::hours(1);
  rules.cancellation_fee_bp = 5'000;
  BOOST_TEST_REQUIRE(terms.put(call(), event, rules, {}).has_value());
  price(9'999, 1'900);
  const auto made = enter_full(3);
  BOOST_TEST_REQUIRE(service.cancel(call(), made.id, {.heads = {made.participants[0].id}}).has_value());
  price(1, 0);  // who is registered keeps his
  const auto invoice = accounts.invoice(call(), made.id).value();
  BOOST_TEST(text(invoice.lines) == "heads 2 x 99.99 199.98+38.00=237.98; cancellation_fee 50.00+9.50=59.50");
  BOOST_TEST(text(invoice.total.value()) == "249.98+47.50=297.48");
  BOOST_TEST(invoice.company_name == "Systemhaus Süd");
  BOOST_TEST(invoice.event_name == "Jahreskongress 2016");
  BOOST_TEST((invoice.registered_at == made.registered_at));
  BOOST_TEST(accounts.invoice(caller_of(company), made.id).has_value());
  BOOST_TEST(refusal(accounts.invoice(caller_of(make_company("Andere")), made.id)) == "not_found");
  auto stranger = call();
  stranger.principal.organization = other;
  BOOST_TEST(refusal(accounts.invoice(stranger, made.id)) == "not_found");
  BOOST_TEST(refusal(accounts.accounts(stranger, event, {})) == "not_found");
  BOOST_TEST(refusal(accounts.summary(stranger, event)) == "not_found");
  // The fee stays when nobody comes any more.
  BOOST_TEST_REQUIRE(service.cancel(call(), made.id).has_value());
  BOOST_TEST(text(accounts.invoice(call(), made.id).value().lines) == "cancellation_fee 149.99+28.50=178.49");
  const auto left = all(10);
  BOOST_TEST_REQUIRE(left.size() == 1u);
  BOOST_TEST((left[0].status == registration::RegistrationStatus::cancelled));
}

BOOST_AUTO_TEST_CASE(what_costs_nothing_yet_or_no_more_is_in_no_account) {
  limit({{"participants", 2, 0}});
  price(100, 0);
  const auto cancelled = enter_full(2);
  BOOST_TEST_REQUIRE(service.cancel(call(), cancelled.id).has_value());
  const auto made = enter_full(2);
  auto waits = group(company, 1, WaitlistPolicy::all_or_nothing);
  waits.category = "full";
  BOOST_TEST_REQUIRE(service.register_group(call(), event, waits).has_value());
  const auto found = all(10);
  BOOST_TEST_REQUIRE(found.size() == 1u);
  BOOST_TEST((found[0].registration == made.id));
  BOOST_TEST(text(accounts.summary(call(), event).value()) ==
             "full EUR 2 2.00+0.00=2.00 0.00+0.00=0.00 2.00+0.00=2.00; 0 2.00+0.00=2.00; EUR 2.00+0.00=2.00; ");
}

BOOST_AUTO_TEST_CASE(rows_of_all_pages_sum_up_to_the_totals_exactly) {
  std::mt19937 random(3);
  const auto some = [&](int most) { return static_cast<std::int64_t>(random() % static_cast<unsigned>(most + 1)); };
  std::vector<registration::PastBooking> bookings;
  for (int i = 0; i < 150; ++i) {
    registration::PastBooking one;
    one.wish = group(company, 1 + some(5));
    if (some(3) > 0) one.wish.category = "c" + std::to_string(some(2));
    one.registered_at = now;
    if (some(9) > 0) one.unit_net = core::Money{some(9'999), some(4) > 0 ? "EUR" : "CHF"};
    if (one.unit_net && some(4) > 0) one.vat_bp = 1 + some(2'500);
    if (some(9) == 0) one.cancelled_at = now;
    // Some are equal in all that counts.
    bookings.insert(bookings.end(), i % 5 == 0 ? 3 : 1, one);
  }
  const auto outcomes = past.take_over(call(), event, bookings, false).value();
  for (const auto& outcome : outcomes) BOOST_REQUIRE(outcome.is_new);
  execute("update registrations set fee_net = mod(unit_net, 97) where unit_net is not null", {});

  std::vector<CountedCharge> rows;
  for (const auto& account : all(7)) rows.push_back({account.charge, 1});
  BOOST_TEST(rows.size() > 100u);
  const auto counted =
      database().read([&](storage::Transaction& tx) { return registration::count_charges(tx, event); });
  BOOST_TEST(counted.size() < rows.size());
  const auto whole = accounts.summary(call(), event).value();
  BOOST_TEST(text(registration::summarize(rows)) == text(whole));
  std::map<std::string, std::int64_t> gross;
  for (const auto& row : rows) {
    for (const auto& line : lines_of(row.charge)) gross[line.amount.gross.currency] += line.amount.gross.minor;
  }
  BOOST_TEST_REQUIRE(whole.totals.size() == gross.size());
  for (const auto& total : whole.totals) BOOST_TEST(total.gross.minor == gross[total.gross.currency]);
  std::map<std::string, std::int64_t> by_category;
  for (const auto& one : whole.categories) by_category[one.currency] += one.total.gross.minor;
  BOOST_TEST((by_category == gross));
}

BOOST_AUTO_TEST_SUITE_END()
