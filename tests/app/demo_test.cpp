// The demo association: what the plan promises, and what the services answer once it is loaded.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <set>

#include "api/app/services.hpp"
#include "engine/demo/loader.hpp"
#include "engine/demo/plan.hpp"
#include "engine/demo/random.hpp"
#include "engine/registration/reconciler.hpp"
#include "engine/trips/itinerary_conflicts.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;
using directory::CompanyRole;
using events::EventStatus;

namespace {

const demo::Plan& plan() {
  static const auto made = demo::make_plan();
  return made;
}

const demo::PlannedEvent& event_named(std::string_view name) {
  const auto found =
      std::find_if(plan().events.begin(), plan().events.end(), [&](const auto& event) { return event.name == name; });
  BOOST_TEST_REQUIRE((found != plan().events.end()), name);
  return *found;
}

std::size_t count_events(std::string_view series_start, EventStatus status) {
  return static_cast<std::size_t>(std::count_if(plan().events.begin(), plan().events.end(), [&](const auto& event) {
    return event.series_key.starts_with(series_start) && event.status == status;
  }));
}

std::int64_t partner_heads(const demo::PlannedEvent& event, std::int64_t demo::PlannedRegistration::*member) {
  std::int64_t sum = 0;
  for (const auto& registration : event.registrations) {
    if (plan().companies[registration.company].role == CompanyRole::partner) sum += registration.*member;
  }
  return sum;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(demo_plan)

BOOST_AUTO_TEST_CASE(the_same_seed_makes_the_same_plan_and_another_one_another) {
  const auto fingerprint = [](const demo::Plan& made) {
    std::string text;
    for (const auto& company : made.companies) text += company.name + company.city;
    for (const auto& event : made.events) {
      for (const auto& registration : event.registrations)
        text += std::to_string(registration.company) + core::to_sql(registration.registered_at);
    }
    return text;
  };
  BOOST_TEST((fingerprint(demo::make_plan()) == fingerprint(demo::make_plan())));
  BOOST_TEST((fingerprint(demo::make_plan(1)) != fingerprint(demo::make_plan(2))));
}

BOOST_AUTO_TEST_CASE(the_random_numbers_are_those_of_splitmix64) {
  demo::Random random(1234567);
  BOOST_TEST(random.next() == 6457827717110365317ULL);
  BOOST_TEST(random.next() == 3203168211198807973ULL);
}

BOOST_AUTO_TEST_CASE(the_membership_has_the_size_of_the_association_and_says_that_it_is_invented) {
  std::map<CompanyRole, int> count;
  std::set<std::string> names;
  std::set<std::string> emails;
  for (const auto& company : plan().companies) {
    ++count[company.role];
    BOOST_TEST(company.name.ends_with("(invented)"));
    BOOST_TEST(names.insert(company.name).second, company.name);
    BOOST_TEST(!company.people.empty());
    for (const auto& person : company.people) {
      BOOST_TEST(person.given_name == "Demo");
      BOOST_TEST(person.family_name.starts_with("Person "));
      BOOST_TEST(person.email.ends_with("@example.com"));
      BOOST_TEST(emails.insert(person.email).second, person.email);
    }
  }
  BOOST_TEST(count[CompanyRole::partner] == 378);
  BOOST_TEST(count[CompanyRole::vendor] + count[CompanyRole::supplier] == 40);
}

BOOST_AUTO_TEST_CASE(the_season_is_that_of_2016) {
  BOOST_TEST(count_events("jahreskongress", EventStatus::completed) == 1U);
  BOOST_TEST(count_events("systemhausgespraeche", EventStatus::completed) == 3U);
  BOOST_TEST(count_events("systemhausgespraeche", EventStatus::open) == 1U);
  BOOST_TEST(count_events("focusgruppe-rechenzentrum", EventStatus::completed) == 2U);
  const auto focus = std::count_if(plan().events.begin(), plan().events.end(),
                                   [](const auto& event) { return event.series_key.starts_with("focusgruppe-"); });
  BOOST_TEST(focus == 6);
  BOOST_TEST(count_events("regionaltreffen-", EventStatus::completed) >= 5U);
  for (const auto& event : plan().events) BOOST_TEST(event.starts_on.year() == 2016);
}

BOOST_AUTO_TEST_CASE(munich_is_still_to_come_with_the_expected_places) {
  const auto& munich = event_named("Systemhausgespräche München 2016");
  BOOST_TEST(core::to_text(munich.starts_on).starts_with("2016-11"));
  BOOST_TEST((munich.status == EventStatus::open));
  BOOST_TEST_REQUIRE(munich.pools.size() == 2U);
  BOOST_TEST(munich.pools[0].key == "participants");
  BOOST_TEST(munich.pools[0].limit == 250);
  BOOST_TEST(munich.pools[1].key == "companies");
  BOOST_TEST(munich.pools[1].limit == 130);
  BOOST_TEST(!munich.registrations.empty());
  for (const auto& registration : munich.registrations) BOOST_TEST((registration.registered_at < plan().recorded_at));
}

BOOST_AUTO_TEST_CASE(what_can_be_counted_does_not_contradict_what_was_published) {
  BOOST_TEST(partner_heads(event_named("Jahreskongress 2016"), &demo::PlannedRegistration::attended) == 134);
  std::int64_t talks = 0;
  for (const auto& event : plan().events) {
    if (event.series_key == "systemhausgespraeche" && event.status == EventStatus::completed)
      talks += partner_heads(event, &demo::PlannedRegistration::attended);
  }
  BOOST_TEST(talks == 108);
}

BOOST_AUTO_TEST_CASE(registrations_stay_within_every_limit) {
  for (const auto& event : plan().events) {
    std::map<std::string, std::int64_t> taken;
    std::set<std::size_t> companies;
    for (const auto& registration : event.registrations) {
      BOOST_TEST(registration.heads >= 1);
      BOOST_TEST(registration.attended <= registration.heads);
      BOOST_TEST((registration.registered_at > plan().founded_at));
      taken["participants"] += registration.heads;
      taken["hotel_rooms"] += registration.hotel_rooms;
      companies.insert(registration.company);
    }
    taken["companies"] = static_cast<std::int64_t>(companies.size());
    for (const auto& pool : event.pools) BOOST_TEST(taken[pool.key] <= pool.limit, event.name << " " << pool.key);
  }
}

BOOST_AUTO_TEST_CASE(the_study_trip_is_graded_1_1_exactly_and_has_its_itinerary) {
  const auto& trip = event_named("China-Studienreise 2016");
  const auto sum = std::accumulate(trip.grades.begin(), trip.grades.end(), 0,
                                   [](int total, core::Grade grade) { return total + grade.tenths; });
  BOOST_TEST(sum == 11 * static_cast<int>(trip.grades.size()));
  for (const auto* place : {"Pearl River Delta", "Hong Kong", "Shenzhen", "Huawei", "Science Park"})
    BOOST_TEST(trip.note.find(place) != std::string::npos, place);
  BOOST_TEST_REQUIRE(trip.itinerary.has_value());
  BOOST_TEST(trips::check(*trip.itinerary, trip.starts_on, trip.ends_on).empty());
  for (const auto& conflict : trips::conflicts_of(*trip.itinerary, {trip.starts_on, trip.ends_on, 20}))
    BOOST_TEST(false, trips::words_of(conflict, core::Language::en));
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct Loaded {
  Loaded() : services(data.settings(), std::chrono::milliseconds(0)) {
    const auto start = std::chrono::steady_clock::now();
    report = demo::load(services.database, services.for_demo(), plan());
    took = std::chrono::steady_clock::now() - start;
    call.now = core::Instant({2016, 10, 20}, boost::posix_time::hours(9));
    const auto organization = services.organizations.find_by_key(call, "iteam");
    BOOST_TEST_REQUIRE(organization.has_value());
    call = access::command_line_call(organization->id, call.now);
  }
  [[nodiscard]] statistics::AttendanceYear year(const std::string& series, int wanted) {
    const auto trend = services.attendance.trend(call, series, std::nullopt, std::nullopt);
    BOOST_TEST_REQUIRE(trend.has_value());
    for (const auto& found : trend->years) {
      if (found.year == wanted) return found;
    }
    BOOST_FAIL(series << " has no figures of " << wanted);
    return {};
  }
  [[nodiscard]] events::Event event(const std::string& series, const std::string& name) {
    events::EventFilter filter;
    filter.series_key = series;
    const auto page = services.events.list(call, filter, {});
    BOOST_TEST_REQUIRE(page.has_value());
    for (const auto& found : page->items) {
      if (found.name == name) return found;
    }
    BOOST_FAIL("no event " << name);
    return {};
  }

  support::TestDatabase& data = support::TestDatabase::shared();
  app::Services services;
  demo::LoadReport report;
  std::chrono::steady_clock::duration took{};
  access::Call call;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(demo_load)

BOOST_AUTO_TEST_CASE(a_loaded_demo_gives_the_published_figures_and_the_invented_rest) {
  Loaded demo;
  BOOST_TEST(!demo.report.was_there);
  BOOST_TEST(demo.report.companies == 418U);
  BOOST_TEST(demo.took < std::chrono::seconds(60));
  BOOST_TEST_MESSAGE("loading took " << std::chrono::duration_cast<std::chrono::milliseconds>(demo.took).count()
                                     << " ms");

  const auto congress_2014 = demo.year("jahreskongress", 2014);
  BOOST_TEST(congress_2014.figures.participants.value() == 102);
  BOOST_TEST(congress_2014.complete);
  const auto congress = demo.year("jahreskongress", 2016);
  BOOST_TEST(congress.figures.participants.value() == 134);
  BOOST_TEST(congress.complete);
  BOOST_TEST(congress.growth.value().since_year == 2014);
  BOOST_TEST(congress.growth->relative.participants.value() == 3137);
  BOOST_TEST(congress.growth->absolute.participants.value() == 32);
  const auto talks = demo.year("systemhausgespraeche", 2016);
  BOOST_TEST(talks.figures.participants.value() == 108);
  BOOST_TEST(!talks.complete);
  BOOST_TEST(demo.year("systemhausgespraeche", 2014).figures.participants.value() == 93);

  const auto trip = demo.event("china-studienreise", "China-Studienreise 2016");
  const auto grades = demo.services.grades.summary(demo.call, trip.id);
  BOOST_TEST_REQUIRE(grades.has_value());
  BOOST_TEST(grades->n == 20);
  BOOST_TEST(grades->spread.value().mean_tenths == 11);

  const auto munich = demo.event("systemhausgespraeche", "Systemhausgespräche München 2016");
  const auto capacity = demo.services.capacity.get(demo.call, munich.id);
  BOOST_TEST_REQUIRE(capacity.has_value());
  BOOST_TEST(capacity->pools[0].limit.value() == 250);
  BOOST_TEST(capacity->pools[0].confirmed > 100);
  BOOST_TEST(capacity->pools[1].limit.value() == 130);

  const auto differences =
      demo.services.database.read([](storage::Transaction& tx) { return registration::recount(tx, std::nullopt); });
  for (const auto& difference : differences) BOOST_ERROR(difference.text());
}

BOOST_AUTO_TEST_CASE(the_study_trip_has_a_published_itinerary) {
  Loaded demo;
  const auto trip = demo.event("china-studienreise", "China-Studienreise 2016");
  const auto told = demo.services.itineraries.published(demo.call, trip.id, {});
  BOOST_TEST_REQUIRE(told.has_value());
  BOOST_TEST(told->publication.number == 1);
  BOOST_TEST((told->publication.itinerary == demo::plan_study_trip()));
}

BOOST_AUTO_TEST_CASE(loading_again_changes_nothing) {
  Loaded demo;
  const auto again = demo::load(demo.services.database, demo.services.for_demo(), plan());
  BOOST_TEST(again.was_there);
  const auto companies = demo.services.database.read(
      [](storage::Transaction& tx) { return tx.scalar<std::int64_t>("select count(*) from companies", {}); });
  BOOST_TEST(companies.value() == 418);
}

BOOST_AUTO_TEST_CASE(what_fails_half_way_leaves_nothing) {
  auto& data = support::TestDatabase::shared();
  app::Services services(data.settings(), std::chrono::milliseconds(0));
  auto broken = demo::make_plan();
  broken.records.back().series_key = "there-is-no-such-series";
  BOOST_CHECK_THROW((void)demo::load(services.database, services.for_demo(), broken), std::logic_error);
  for (const auto* table : {"companies", "events", "registrations", "audit_entries"}) {
    const auto count = services.database.read([&](storage::Transaction& tx) {
      return tx.scalar<std::int64_t>("select count(*) from " + std::string(table), {});
    });
    BOOST_TEST(count.value() == 0, table);
  }
}

BOOST_AUTO_TEST_SUITE_END()
