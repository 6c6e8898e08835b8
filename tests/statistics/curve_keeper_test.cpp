// The roll-up by day through the services that change registrations: after each step it is what a recount of all changes says,
// and its end is what the counters say.
#include "engine/statistics/curve_keeper.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "engine/directory/company_service.hpp"
#include "engine/events/capacity_service.hpp"
#include "engine/events/event_service.hpp"
#include "engine/events/event_terms_service.hpp"
#include "engine/events/series_service.hpp"
#include "engine/registration/head_service.hpp"
#include "engine/registration/held_places_service.hpp"
#include "engine/registration/past_booking_service.hpp"
#include "engine/registration/reconciler.hpp"
#include "engine/registration/registration_dependents.hpp"
#include "engine/registration/registration_reference_mover.hpp"
#include "engine/registration/registration_service.hpp"
#include "engine/registration/return_service.hpp"
#include "engine/statistics/curve_store.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;
using registration::Registration;
using registration::WaitlistPolicy;

namespace {

struct Fixture : support::TestRows {
  CurveKeeper keeper;
  registration::RegistrationDependents dependents{{&keeper}};
  registration::RegistrationReferenceMover mover{{&keeper}};
  directory::CompanyService companies{database(), {&mover, &keeper}};
  events::SeriesService series_service{database(), {}};
  events::EventService events{database(), {&dependents, &keeper}, {}};
  events::CapacityService capacity{database(), {&dependents}};
  events::EventTermsService terms{database(), {&dependents}};
  registration::RegistrationService service{database(), {&keeper}};
  registration::HeadService heads{database(), {&keeper}};
  registration::ReturnService returns{database(), {&keeper}};
  registration::HeldPlacesService held{database(), {&keeper}};
  registration::PastBookingService past{database(), {&keeper}};
  core::EventId event = make_event();

  core::EventId make_event() {
    static_cast<void>(series_service.create(
        call(), {.key = "kongress", .name = "Jahreskongress", .kind = events::SeriesKind::congress}));
    return events
        .create(call(), {.series_key = "kongress",
                         .name = "Jahreskongress 2016",
                         .edition_year = 2016,
                         .starts_on = core::Date(2016, 12, 24),
                         .ends_on = core::Date(2016, 12, 24),
                         .time_zone = "Europe/Berlin",
                         .city = "Köln",
                         .country = "DE",
                         .venue = {},
                         .status = events::EventStatus::open,
                         .note = {}})
        .value()
        .id;
  }
  core::CompanyId make_company(directory::CompanyRole role = directory::CompanyRole::partner) {
    return companies.create(call(), {.name = "Firma", .role = role, .region_key = {}, .city = {}}).value().id;
  }
  void at(const char* text) { now = core::parse_rfc3339(text).value(); }
  Registration enter(const core::CompanyId& company, std::int64_t count, WaitlistPolicy policy = WaitlistPolicy::none,
                     const core::EventId* where = nullptr) {
    registration::NewRegistration wish;
    wish.company = company;
    wish.headcount = count;
    wish.waitlist = policy;
    auto made = service.register_group(call(), where == nullptr ? event : *where, wish);
    BOOST_REQUIRE(made);
    return *std::move(made);
  }
  registration::PastBooking booking(const core::CompanyId& company, std::int64_t count, const char* registered,
                                    const char* cancelled = nullptr) const {
    registration::PastBooking made;
    made.wish.company = company;
    made.wish.headcount = count;
    made.registered_at = core::parse_rfc3339(registered).value();
    if (cancelled != nullptr) made.cancelled_at = core::parse_rfc3339(cancelled);
    return made;
  }
  void change_role(const core::CompanyId& company, directory::CompanyRole role) {
    directory::CompanyPatch patch;
    patch.role = role;
    BOOST_REQUIRE(companies.change(call(), company, patch, {}));
  }
  void change_event(const events::EventPatch& patch) { BOOST_REQUIRE(events.change(call(), event, patch, {})); }

  Days days_of(const core::EventId& of) {
    return database().read([&](storage::Transaction& tx) { return load_days(tx, of); });
  }
  /// "2016-11-10 +3-1 =2/1", with " vendors =4/2" where there are any.
  std::string text() {
    std::ostringstream out;
    for (const auto& point : curve_of(days_of(event))) {
      out << core::to_text(point.day).substr(5) << " +" << point.booked << "-" << point.cancelled << " =" << point.net
          << "/" << point.companies;
      if (point.vendors + point.vendor_heads > 0) out << " vendors =" << point.vendor_heads << "/" << point.vendors;
      out << "; ";
    }
    return out.str();
  }
  /// What does not agree; "" is what it should be.
  std::string disagreements() {
    return database().read([&](storage::Transaction& tx) {
      std::string wrong;
      for (const auto& one : list_event_ids(tx, std::nullopt, 100)) {
        const auto days = load_days(tx, one);
        const auto zone = load_curve_facts(tx, {one}).at(one).time_zone;
        if (days != recount_days(tx, one, zone)) wrong += "days of " + one.text() + "; ";
        const auto curve = curve_of(days);
        const auto end = curve.empty() ? CurvePoint() : curve.back();
        std::ostringstream kept;
        kept << end.net << "/" << end.companies << " " << end.vendor_heads << "/" << end.vendors;
        const auto counted = tx.scalar<std::string>(
            "select concat(coalesce(sum(if(c.role = 'partner', h.confirmed_heads, 0)), 0), '/', "
            "coalesce(sum(c.role = 'partner' and h.confirmed_heads > 0), 0), ' ', "
            "coalesce(sum(if(c.role = 'partner', 0, h.confirmed_heads)), 0), '/', "
            "coalesce(sum(c.role <> 'partner' and h.confirmed_heads > 0), 0)) "
            "from event_companies h join companies c on c.id = h.company_id where h.event_id = :event",
            {{"event", one}});
        if (counted != kept.str()) wrong += kept.str() + " is " + counted.value_or("") + "; ";
      }
      for (const auto& difference : registration::recount(tx, std::nullopt)) wrong += difference.text() + "; ";
      return wrong;
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(curve_keeper, Fixture)

BOOST_AUTO_TEST_CASE(each_change_is_counted_on_its_day_in_the_zone_of_the_event) {
  const auto partner = make_company();
  const auto vendor = make_company(directory::CompanyRole::vendor);
  at("2016-11-09T22:59:00Z");
  const auto first = enter(partner, 3);
  at("2016-11-09T23:01:00Z");  // the tenth in Köln
  enter(partner, 2);
  enter(vendor, 4);
  at("2016-11-12T10:00:00Z");
  BOOST_REQUIRE(service.cancel(call(), first.id, {.heads = {first.participants[0].id}}));
  BOOST_TEST(text() == "11-09 +3-0 =3/1; 11-10 +2-0 =5/1 vendors =4/1; 11-12 +0-1 =4/1 vendors =4/1; ");
  at("2016-11-13T10:00:00Z");
  BOOST_REQUIRE(service.cancel(call(), first.id, {}));
  BOOST_REQUIRE(returns.reinstate(call(), first.id, WaitlistPolicy::none));
  BOOST_TEST(text().ends_with("11-13 +2-2 =4/1 vendors =4/1; "));
  BOOST_REQUIRE(heads.add(call(), first.id, {.participants = {}, .headcount = 5, .waitlist = {}}));
  BOOST_TEST(text().ends_with("11-13 +7-2 =9/1 vendors =4/1; "));
  BOOST_TEST(disagreements() == "");
}

BOOST_AUTO_TEST_CASE(another_zone_moves_changes_to_other_days) {
  at("2016-11-09T23:01:00Z");
  enter(make_company(), 2);
  BOOST_TEST(text() == "11-10 +2-0 =2/1; ");
  events::EventPatch patch;
  patch.time_zone = "America/New_York";
  change_event(patch);
  BOOST_TEST(text() == "11-09 +2-0 =2/1; ");
}

BOOST_AUTO_TEST_CASE(who_waits_counts_when_he_gets_a_place_and_what_is_held_when_it_is_confirmed) {
  BOOST_REQUIRE(capacity.put(call(), event, {{"participants", 4, 0}}, {}));
  at("2016-11-10T10:00:00Z");
  const auto first = enter(make_company(), 3);
  at("2016-11-11T10:00:00Z");
  enter(make_company(), 2, WaitlistPolicy::partial);
  at("2016-11-12T10:00:00Z");
  BOOST_REQUIRE(service.cancel(call(), first.id, {}));
  BOOST_TEST(text() == "11-10 +3-0 =3/1; 11-11 +1-0 =4/2; 11-12 +1-3 =2/1; ");
  registration::NewRegistration hold;
  hold.company = make_company();
  hold.headcount = 2;
  hold.hold = true;
  const auto kept = service.register_group(call(), event, hold).value();
  BOOST_TEST(text().ends_with("11-12 +1-3 =2/1; "));
  BOOST_REQUIRE(held.confirm(call(), kept.id));
  BOOST_TEST(text().ends_with("11-12 +3-3 =4/2; "));
  BOOST_TEST(disagreements() == "");
}

BOOST_AUTO_TEST_CASE(bookings_of_the_past_are_counted_when_they_were_made_and_cancelled) {
  const auto company = make_company();
  at("2016-11-10T10:00:00Z");
  enter(company, 3);
  BOOST_REQUIRE(
      past.take_over(call(), event,
                     {booking(company, 2, "2016-03-01T10:00:00Z", "2016-03-05T10:00:00Z"),
                      booking(make_company(), 4, "2016-03-03T10:00:00Z"), booking(company, 1, "2016-03-02T10:00:00Z")},
                     false));
  BOOST_TEST(text() == "03-01 +2-0 =2/1; 03-02 +1-0 =3/1; 03-03 +4-0 =7/2; 03-05 +0-2 =5/2; 11-10 +3-0 =8/2; ");
  BOOST_TEST(disagreements() == "");
}

BOOST_AUTO_TEST_CASE(a_cancelled_event_loses_all_its_heads_and_a_transfer_takes_them_along) {
  const auto second = make_event();
  at("2016-11-10T10:00:00Z");
  const auto first = enter(make_company(), 3);
  enter(make_company(directory::CompanyRole::supplier), 2);
  at("2016-11-11T10:00:00Z");
  BOOST_REQUIRE(returns.transfer(call(), first.id, {.to = second, .category = {}, .waitlist = {}}));
  BOOST_TEST(text() == "11-10 +3-0 =3/1 vendors =2/1; 11-11 +0-3 =0/0 vendors =2/1; ");
  BOOST_TEST(curve_of(days_of(second)).back().net == 3);
  at("2016-11-12T10:00:00Z");
  events::EventPatch patch;
  patch.status = events::EventStatus::cancelled;
  change_event(patch);
  BOOST_TEST(text().ends_with("11-12 +0-0 =0/0; "));
  BOOST_TEST(disagreements() == "");
}

BOOST_AUTO_TEST_CASE(companies_that_are_merged_count_as_one_and_another_role_counts_elsewhere) {
  const auto from = make_company();
  const auto into = make_company();
  at("2016-11-10T10:00:00Z");
  enter(from, 3);
  at("2016-11-11T10:00:00Z");
  enter(into, 2);
  BOOST_REQUIRE(companies.merge(call(), from, into));
  BOOST_TEST(text() == "11-10 +3-0 =3/1; 11-11 +2-0 =5/1; ");
  change_role(into, directory::CompanyRole::vendor);
  BOOST_TEST(text() == "11-10 +0-0 =0/0 vendors =3/1; 11-11 +0-0 =0/0 vendors =5/1; ");
  BOOST_TEST(disagreements() == "");
}

BOOST_AUTO_TEST_CASE(a_rebuild_finds_what_was_tampered_with_and_nothing_afterwards) {
  enter(make_company(), 3);
  make_event();
  const auto before = text();
  BOOST_TEST(rebuild_curves(database()).differed == 0u);
  execute("update registration_days set booked = 7", {});
  const auto report = rebuild_curves(database());
  BOOST_TEST(report.events == 2u);
  BOOST_TEST(report.differed == 1u);
  BOOST_TEST(text() == before);
  execute("delete from registration_days", {});
  execute("insert into registration_days_due (event_id) values (:event)", {{"event", event}});
  BOOST_TEST(rebuild_due_curves(database()).events == 1u);
  BOOST_TEST(text() == before);
  BOOST_TEST(rebuild_due_curves(database()).events == 0u);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_deleted_takes_its_days_along) {
  execute(
      "insert into registration_days (event_id, day, booked, cancelled, companies, vendor_booked, vendor_cancelled, "
      "vendors) values (:event, '2016-01-01', 1, 1, 0, 0, 0, 0)",
      {{"event", event}});
  BOOST_REQUIRE(events.remove(call(), event, {}));
  BOOST_TEST(count("select count(*) from registration_days", {}) == 0);
}

BOOST_AUTO_TEST_CASE(whatever_happens_the_days_are_those_of_a_recount) {
  std::mt19937 random(20161110);
  const auto some = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
  const auto other_event = make_event();
  BOOST_REQUIRE(capacity.put(call(), event, {{"participants", 90, 0}, {"companies", 7, 0}}, {}));
  std::vector<core::CompanyId> known;
  known.reserve(8);
  for (int i = 0; i < 8; ++i) {
    known.push_back(make_company(i % 3 == 0 ? directory::CompanyRole::vendor : directory::CompanyRole::partner));
  }
  std::vector<core::RegistrationId> made;
  const auto company = [&] { return known[some(known.size())]; };
  for (int step = 0; step < 400; ++step) {
    now += boost::posix_time::hours(static_cast<int>(some(20)));
    const auto id = made.empty() ? core::RegistrationId::make(now) : made[some(made.size())];
    switch (some(14)) {
      case 0:
      case 1:
      case 2: {
        registration::NewRegistration wish;
        wish.company = company();
        wish.headcount = static_cast<std::int64_t>(some(6)) + 1;
        wish.waitlist = some(2) == 0 ? WaitlistPolicy::partial : WaitlistPolicy::all_or_nothing;
        wish.hold = some(4) == 0;
        if (const auto one = service.register_group(call(), some(3) == 0 ? other_event : event, wish))
          made.push_back(one->id);
        break;
      }
      case 3:
        static_cast<void>(service.cancel(call(), id, {}));
        break;
      case 4: {
        const auto one = service.find(call(), id);
        if (one && !one->participants.empty())
          static_cast<void>(service.cancel(call(), id, {.heads = {one->participants.front().id}}));
        break;
      }
      case 5:
        static_cast<void>(heads.add(call(), id, {.participants = {}, .headcount = 2, .waitlist = {}}));
        break;
      case 6:
        static_cast<void>(returns.reinstate(call(), id, WaitlistPolicy::partial));
        break;
      case 7:
        if (const auto moved = returns.transfer(
                call(), id,
                {.to = some(2) == 0 ? event : other_event, .category = {}, .waitlist = WaitlistPolicy::partial}))
          made.push_back(moved->id);
        break;
      case 8:
        static_cast<void>(held.confirm(call(), id));
        break;
      case 9:
        static_cast<void>(held.leave_waitlist(call(), id));
        break;
      case 10:
        held.end_what_is_due(now, 100);
        break;
      case 11: {
        auto one = booking(company(), 2, "2016-05-01T10:00:00Z");
        one.registered_at += boost::posix_time::hours(static_cast<int>(some(4000)));
        if (some(2) == 0) one.cancelled_at = one.registered_at + boost::posix_time::hours(static_cast<int>(some(200)));
        static_cast<void>(past.take_over(call(), event, {one, one}, false));
        break;
      }
      case 12:
        change_role(company(), some(2) == 0 ? directory::CompanyRole::vendor : directory::CompanyRole::partner);
        break;
      default: {
        const auto place = some(known.size());
        if (some(3) == 0 && companies.merge(call(), known[place], company())) known[place] = make_company();
        break;
      }
    }
    if (step % 5 == 0 || step > 380) BOOST_TEST_REQUIRE(disagreements() == "", "after step " << step);
  }
  BOOST_TEST(count("select count(*) from registration_head_changes", {}) > 120);
}

BOOST_AUTO_TEST_SUITE_END()
