#include <boost/test/unit_test.hpp>

#include "engine/statistics/editions_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

struct Fixture : support::TestRows {
  EditionsService service{database()};
  core::SeriesId kongress = series("kongress");

  std::vector<Edition> editions(std::optional<int> from = {}, std::optional<int> to = {}) {
    return service.editions(call(), "kongress", from, to).value().editions;
  }
  void places(const core::EventId& of, int limit, int confirmed) {
    execute(
        "insert into capacity_pools (event_id, pool_key, limit_count, confirmed) values (:event, 'participants', "
        ":limit, :confirmed)",
        {{"event", of}, {"limit", limit}, {"confirmed", confirmed}});
  }
  void day(const core::EventId& of, const char* date, int booked, int cancelled) {
    execute(
        "insert into registration_days (event_id, day, booked, cancelled, companies, vendor_booked, vendor_cancelled, "
        "vendors) values (:event, :day, :booked, :cancelled, 0, 0, 0, 0)",
        {{"event", of}, {"day", date}, {"booked", booked}, {"cancelled", cancelled}});
  }
  void starts(const core::EventId& of, const char* date) {
    execute("update events set starts_on = :day, ends_on = :day where id = :event", {{"event", of}, {"day", date}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(editions, Fixture)

BOOST_AUTO_TEST_CASE(a_completed_event_tells_who_came_and_who_stayed_away) {
  const auto past = event(kongress, 2016, "completed");
  const auto tickets = register_heads(past, company("partner"), 4);
  const auto others = register_heads(past, company("vendor"), 1);
  for (int i = 0; i < 3; ++i) scan(past, tickets[static_cast<std::size_t>(i)], "entry", "ok");
  scan(past, others[0], "entry", "ok");
  places(past, 10, 5);
  day(past, "2016-11-01", 6, 0);
  day(past, "2016-11-10", 0, 2);
  day(past, "2016-11-11", 0, 1);
  const auto told = editions();
  BOOST_TEST_REQUIRE(told.size() == 1u);
  const auto& one = told.front();
  BOOST_TEST(one.complete);
  BOOST_TEST(one.figures.participants.value() == 3);
  BOOST_TEST(one.figures.companies.value() == 1);
  BOOST_TEST(one.figures.vendors.value() == 1);
  BOOST_TEST(one.persons_per_company.value() == 3);
  BOOST_TEST(one.facts.registered_at_start.value() == 4);
  BOOST_TEST(one.no_shows.value() == 1);
  BOOST_TEST(one.no_show_rate.value() == 0.2);
  BOOST_TEST(one.facts.places.value() == 10);
  BOOST_TEST(one.capacity_use.value() == 0.5);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_a_gap) {
  const auto unwatched = event(kongress, 2014, "completed");  // of four heads one was let in
  const auto tickets = register_heads(unwatched, company("partner"), 4);
  scan(unwatched, tickets[0], "entry", "ok");
  starts(unwatched, "2014-05-01");
  const auto to_come = event(kongress, 2017, "open");
  register_heads(to_come, company("partner"), 2);
  day(to_come, "2016-11-01", 2, 0);
  starts(to_come, "2017-05-01");
  const auto gone = event(kongress, 2015, "cancelled");
  starts(gone, "2015-05-01");
  const auto empty = event(kongress, 2016, "closed");
  places(empty, 50, 0);
  const auto told = editions();
  BOOST_TEST_REQUIRE(told.size() == 4u);
  BOOST_TEST(told[0].year == 2014);
  BOOST_TEST(!told[0].no_shows);
  BOOST_TEST(!told[0].facts.registered_at_start);
  BOOST_TEST(!told[0].capacity_use);
  BOOST_TEST(told[0].figures.participants.value() == 1);
  BOOST_TEST(!told[1].figures.any());
  BOOST_TEST(!told[1].complete);
  BOOST_TEST(!told[2].capacity_use);
  BOOST_TEST(!told[3].facts.registered_at_start);  // it has not begun
  BOOST_TEST(!told[3].no_shows);
  BOOST_TEST(told[3].figures.participants.value() == 2);
  BOOST_TEST(editions(2016, 2016).size() == 1u);
  BOOST_TEST((service.editions(call(), "kongress", 2017, 2016).error().code().code == "validation_failed"));
  BOOST_TEST((service.editions(call(), "none", {}, {}).error().code().code == "not_found"));
}

BOOST_AUTO_TEST_CASE(retention_counts_partners_who_came_and_knows_other_series) {
  const auto here_before = company("partner");
  const auto elsewhere = company("partner");
  const auto first = company("partner");
  const auto earlier = event(kongress, 2014, "completed");
  starts(earlier, "2014-05-01");
  register_heads(earlier, here_before, 2);
  register_heads(earlier, company("vendor"), 2);
  const auto other = event(series("tour"), 2015, "completed");
  starts(other, "2015-05-01");
  register_heads(other, elsewhere, 1);
  const auto cancelled = event(kongress, 2015, "cancelled");
  register_heads(cancelled, first, 1);
  const auto now_open = event(kongress, 2016, "open");
  for (const auto& one : {here_before, elsewhere, first}) register_heads(now_open, one, 1);
  const auto years = service.retention(call(), "kongress", {}, {}).value().years;
  BOOST_TEST_REQUIRE(years.size() == 2u);
  BOOST_TEST(years[0].companies == 1);
  BOOST_TEST((years[1] == RetentionYear{.year = 2016,
                                        .complete = false,
                                        .since_year = 2014,
                                        .companies = 3,
                                        .fresh = 2,
                                        .returning = 1,
                                        .reactivated = 0,
                                        .first_timers = 1,
                                        .lapsed = 0,
                                        .retention = 1.0}));
  BOOST_TEST(service.retention(call(), "kongress", 2016, {}).value().years.size() == 1u);
  BOOST_TEST((service.retention(call(), "none", {}, {}).error().code().code == "not_found"));
}

BOOST_AUTO_TEST_SUITE_END()
