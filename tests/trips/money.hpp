// Purpose: what the tests of a trip's money share: its services, a price list, and short words for who registers, pays and cancels.
// The trip begins on 5 November 2016; it is 1 May. Thread-safety: one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/events/capacity_service.hpp"
#include "engine/registration/head_service.hpp"
#include "engine/registration/registration_reference_mover.hpp"
#include "engine/registration/return_service.hpp"
#include "engine/trips/trip_account_service.hpp"
#include "engine/trips/trip_budget_service.hpp"
#include "engine/trips/trip_price_service.hpp"
#include "tests/trips/fixture.hpp"

namespace tagwerk::test {

using registration::Registration;
using trips::TravellerAccount;

struct MoneyFixture : TripFixture {
  registration::RegistrationReferenceMover mover;
  directory::CompanyService merging_companies{database(), {&mover}};
  events::CapacityService capacity{database(), {&dependents}};
  registration::HeadService heads{database(), {}};
  registration::ReturnService returns{database(), {}};
  trips::TripBudgetService budgets{database()};
  trips::TripPriceService prices{database()};
  trips::TripAccountService accounts{database()};

  MoneyFixture() {
    on("2016-05-01");
    trip = make_trip("shenzhen");
  }
  /// That day at ten in Hong Kong.
  void on(const std::string& day) { now = core::parse_rfc3339(day + "T02:00:00Z").value(); }

  static core::Money euros(std::int64_t minor) { return {minor, "EUR"}; }
  /// 2,000.00 (1,800.00 until June); 600.00 at once and the rest 30 days before; half for who cancels later than 60 days before.
  static trips::TripPrices china(const std::string& currency = "EUR") {
    trips::TripPrices made;
    made.base = {200'000, currency};
    made.early_bird = trips::EarlyBird{.price = {180'000, currency}, .until = core::Date(2016, 6, 30)};
    made.single_supplement = core::Money{45'000, currency};
    made.instalments = {
        {"deposit", core::Date(2016, 5, 15), {}, trips::InstalmentKind::amount, core::Money{60'000, currency}, {}},
        {"rest", {}, 30, trips::InstalmentKind::rest, {}, {}}};
    made.refund_policy = {{60, {0}}, {7, {5'000}}};
    return made;
  }
  void price() { BOOST_REQUIRE(prices.put(call(), trip, china(), {})); }

  Registration enter(const core::CompanyId& of, std::int64_t count, registration::WaitlistPolicy waitlist = {}) {
    later(1);
    registration::NewRegistration wish;
    wish.company = of;
    wish.headcount = count;
    wish.waitlist = waitlist;
    return registrations.register_group(call(), trip, wish).value();
  }
  core::Result<trips::TripEntry> pay(const core::ParticipantId& who, core::Money amount) {
    later(1);
    return accounts.pay(
        call(), trip,
        {.traveller = who, .amount = std::move(amount), .received_on = now.date(), .reference = "RE 7", .note = {}});
  }
  trips::TripEntry paid(const Registration& of, std::int64_t minor, std::size_t head = 0) {
    return pay(of.participants[head].id, euros(minor)).value();
  }
  core::Result<trips::TripEntry> refund(const core::ParticipantId& who, std::int64_t minor) {
    later(1);
    return accounts.refund(
        call(), trip, {.traveller = who, .amount = euros(minor), .refunded_on = now.date(), .reason = "storniert"});
  }
  core::Result<trips::TripEntry> reverse(const trips::TripEntry& entry) {
    later(1);
    return accounts.reverse(call(), trip, {.entry = entry.id, .reason = "Zahlendreher"});
  }
  void cancel(const Registration& of, std::vector<core::ParticipantId> only = {}) {
    later(1);
    BOOST_REQUIRE(registrations.cancel(call(), of.id, {.heads = std::move(only), .reason = {}, .waive_fee = false}));
  }
  trips::TripBook book(const access::Call& as) { return accounts.accounts(as, trip, {}).value(); }
  trips::TripBook book() { return book(call()); }
  /// "owed 1200.00 back 0.00"
  static std::string told(const trips::BookedTraveller& row) {
    if (!row.account) return "no prices";
    return "owed " + core::amount_text(row.account->owed, 2) + " back " + core::amount_text(row.account->due_back, 2);
  }
  /// Of all in the book, by registration.
  static std::string told(const trips::TripBook& book) {
    std::string text;
    for (const auto& row : book.travellers) text += (text.empty() ? "" : ", ") + told(row);
    return text;
  }
};

}  // namespace tagwerk::test
