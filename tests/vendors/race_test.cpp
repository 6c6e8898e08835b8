// Many at once: what the locks are for. Each race is run by threads with connections of their own.
#include "tests/support/race.hpp"

#include <algorithm>

#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

constexpr int clients = 16;

struct RaceFixture : VendorFixture {
  storage::Database many{support::racing_settings(data, clients)};
  vendors::VendorParticipationService racing{many};
  vendors::VendorStaffService racing_staff{many};
  std::vector<core::CompanyId> firms;

  RaceFixture() {
    for (int i = 0; i < clients; ++i) firms.push_back(company("vendor"));
  }
  [[nodiscard]] core::CompanyId firm(int i) const { return firms[static_cast<std::size_t>(i)]; }

  /// How many of `clients` calls at the same moment return true.
  template <class Ask>
  static int at_once(Ask&& ask) {
    return support::at_once(clients, ask);
  }

  /// A new event with a package for so many vendors; everybody has enquired.
  std::vector<vendors::VendorParticipationId> all_enquire(std::int64_t limit) {
    event_id = event(series_id, 2016, "open");
    make_package("gold", limit);
    std::vector<vendors::VendorParticipationId> made;
    made.reserve(firms.size());
    for (const auto& one : firms) made.push_back(enquire(one).value().id);
    later(1);
    return made;
  }
  std::int64_t holding() {
    return count(
        "select count(*) from vendor_participations where event_id = :event and status in ('offered', 'booked', "
        "'confirmed')",
        {{"event", event_id}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_races, RaceFixture)

BOOST_AUTO_TEST_CASE(the_last_packages_are_booked_once_in_thirty_two_races) {
  for (int round = 0; round < 32; ++round) {
    const auto made = all_enquire(3);
    const auto caller = call();
    BOOST_TEST_REQUIRE(at_once([&](int i) {
                         const auto& id = made[static_cast<std::size_t>(i)];
                         return i % 2 == 0 ? racing.book(caller, id).has_value()
                                           : racing.offer(caller, id, std::nullopt).has_value();
                       }) == 3);
    BOOST_TEST_REQUIRE(holding() == 3);
  }
}

BOOST_AUTO_TEST_CASE(offers_that_change_their_package_do_not_take_more_than_there_are) {
  for (int round = 0; round < 8; ++round) {
    const auto made = all_enquire(std::int64_t{clients});
    make_package("silver", 2);
    const auto caller = call();
    for (const auto& id : made) BOOST_REQUIRE(service.offer(caller, id, std::nullopt));
    vendors::VendorParticipationPatch patch;
    patch.package = "silver";
    BOOST_TEST_REQUIRE(at_once([&](int i) {
                         return racing.change(caller, made[static_cast<std::size_t>(i)], patch, {}).has_value();
                       }) == 2);
  }
}

BOOST_AUTO_TEST_CASE(a_company_that_enquires_many_times_at_once_has_one_participation) {
  for (int round = 0; round < 8; ++round) {
    event_id = event(series_id, 2016, "open");
    make_package("gold", 5);
    const auto caller = call();
    BOOST_TEST(at_once([&](int) {
                 return racing.create(caller, event_id, {.company = vendor, .package = "gold"}).has_value();
               }) == 1);
  }
}

BOOST_AUTO_TEST_CASE(an_expired_offer_and_another_booking_do_not_both_get_the_place) {
  for (int round = 0; round < 8; ++round) {
    const auto made = all_enquire(1);
    BOOST_REQUIRE(service.offer(call(), made[0], in(1)));
    // Clocks disagree: to half of them the offer has expired.
    const auto early = call();
    later(1);
    const auto late = call();
    at_once(
        [&](int i) { return racing.book(i % 2 == 0 ? early : late, made[static_cast<std::size_t>(i)]).has_value(); });
    BOOST_TEST(count("select count(*) from vendor_participations where event_id = :event and status = 'booked'",
                     {{"event", event_id}}) == 1);
  }
}

BOOST_AUTO_TEST_CASE(a_limit_that_is_lowered_meanwhile_is_kept_or_refused) {
  for (int round = 0; round < 8; ++round) {
    const auto made = all_enquire(std::int64_t{clients});
    vendors::VendorPackageService lowering{many};
    vendors::VendorPackagePatch patch;
    patch.limit.emplace(4);
    const auto caller = call();
    at_once([&](int i) {
      if (i == 7) return lowering.change(caller, event_id, "gold", patch, {}).has_value();
      return racing.book(caller, made[static_cast<std::size_t>(i)]).has_value();
    });
    const auto limit = packages.find(call(), event_id, "gold").value().limit.value();
    BOOST_TEST(holding() <= limit);
    BOOST_TEST(holding() == std::min<std::int64_t>(limit, clients - 1));
  }
}

BOOST_AUTO_TEST_CASE(no_participation_outlives_the_event_that_is_cancelled_meanwhile) {
  for (int round = 0; round < 8; ++round) {
    event_id = event(series_id, 2016, "open");
    make_package("gold", std::nullopt);
    events::EventService cancelling{many, {&dependents}, {}};
    events::EventPatch patch;
    patch.status = events::EventStatus::cancelled;
    const auto caller = call();
    at_once([&](int i) {
      if (i == 3) return cancelling.change(caller, event_id, patch, {}).has_value();
      return racing.create(caller, event_id, {.company = firm(i), .package = "gold"}).has_value();
    });
    BOOST_TEST(count("select count(*) from vendor_participations where event_id = :event and status <> 'cancelled'",
                     {{"event", event_id}}) == 0);
  }
}

BOOST_AUTO_TEST_CASE(no_participation_stays_with_a_company_that_is_merged_meanwhile) {
  for (int round = 0; round < 4; ++round) {
    event_id = event(series_id, 2016, "open");
    make_package("gold", std::nullopt);
    const auto twin = company("vendor");
    directory::CompanyService merging{many, {&mover}};
    const auto caller = call();
    at_once([&](int i) {
      if (i == 3) return merging.merge(caller, twin, vendor).has_value();
      return racing.create(caller, event_id, {.company = i % 2 == 0 ? twin : vendor, .package = "gold"}).has_value();
    });
    BOOST_TEST(count("select count(*) from vendor_participations where company_id = :twin", {{"twin", twin}}) == 0);
    BOOST_TEST(count("select count(*) from vendor_participations where event_id = :event and status <> 'cancelled'",
                     {{"event", event_id}}) == 1);
  }
}

BOOST_AUTO_TEST_CASE(passes_are_given_out_once) {
  for (int round = 0; round < 8; ++round) {
    event_id = event(series_id, 2016, "open");
    make_package("gold", std::nullopt);
    const auto made = book(vendor).value();
    const auto caller = call();
    BOOST_TEST(at_once([&](int i) {
                 vendors::StaffWish wish;
                 wish.given_name = "Anna";
                 wish.family_name = std::to_string(i);
                 wish.email = "anna@example.org";
                 wish.has_pass = true;
                 return racing_staff.create(caller, made.id, wish).has_value();
               }) == 2);
  }
}

BOOST_AUTO_TEST_SUITE_END()
