#include "engine/statistics/forecast_keeper.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

struct Fixture : support::TestRows {
  TurnoutMemory turnouts;
  ForecastService forecasts{database(), turnouts};
  ForecastKeeper keeper{database(), forecasts};
  core::SeriesId kongress = series("kongress");

  core::EventId booked(int year, const std::string& status, int heads, int days_from_now = 20) {
    const auto id = event(kongress, year, status);
    execute("update events set starts_on = adddate('2016-11-10', :days), ends_on = starts_on where id = :event",
            {{"days", days_from_now - 366 * (2016 - year)}, {"event", id}});
    if (heads > 0) register_heads(id, company("partner"), heads);
    execute(
        "insert into registration_days (event_id, day, booked, cancelled, companies, vendor_booked, vendor_cancelled, "
        "vendors) select id, adddate(starts_on, -40), :heads, 0, 1, 0, 0, 0 from events where id = :event",
        {{"event", id}, {"heads", heads}});
    return id;
  }
  std::int64_t kept() { return count("select count(*) from event_forecasts", {}); }
  std::int64_t kept_now() { return count("select count(*) from event_forecasts where as_of = :now", {{"now", now}}); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(forecast_keeper, Fixture)

BOOST_AUTO_TEST_CASE(the_last_forecast_of_an_event_is_in_the_view_as_it_is_told) {
  for (const int year : {2013, 2014, 2015}) booked(year, "completed", 90 + year - 2013);
  const auto to_come = booked(2016, "open", 60);
  const auto told = forecasts.event(call(), to_come).value();
  BOOST_TEST(kept() == 0);  // who only asks writes nothing
  BOOST_TEST(!keeper.make_due(now, 10));
  const auto close = [](double one, double other) { return std::abs(one - other) < 0.0501; };
  const auto rows = database().read([&](storage::Transaction& tx) {
    return tx.select(
        "select unit, unhex(event_id), series, as_of, point, low50, high50, low80, high80, method, editions from "
        "v_forecast_latest where organization = 'test' order by unit desc",
        {}, [&](storage::Row& row) {
          const auto unit = row.next<std::string>();
          const auto& estimate = (unit == "participants" ? told.participants : told.companies)->estimate;
          BOOST_TEST(row.next<core::EventId>().text() == to_come.text());
          BOOST_TEST(row.next<std::string>() == "kongress");
          BOOST_TEST((row.next<core::Instant>() == now));
          const auto& [half, eighty] = estimate.reach;
          for (const double figure : {estimate.point, half.low, half.high, eighty.low, eighty.high})
            BOOST_TEST(close(row.next<double>(), figure));
          BOOST_TEST(row.next<std::string>() == forecast::to_text(estimate.method));
          BOOST_TEST(row.next<int>() == 3);
          return unit;
        });
  });
  BOOST_TEST((rows == std::vector<std::string>{"participants", "companies"}));
  execute("update events set status = 'cancelled' where id = :event", {{"event", to_come}});
  BOOST_TEST(count("select count(*) from v_forecast_latest", {}) == 0);
}

BOOST_AUTO_TEST_CASE(events_that_are_over_are_not_forecast_and_others_once_an_hour) {
  booked(2013, "completed", 90);
  booked(2016, "cancelled", 5);
  booked(2016, "open", 5, -2);
  booked(2016, "open", 5, 0);
  const auto planned = booked(2016, "planned", 0);
  BOOST_TEST(!keeper.make_due(now, 10));
  BOOST_TEST(kept() == 4);
  now += boost::posix_time::minutes(59);
  BOOST_TEST(!keeper.make_due(now, 10));
  BOOST_TEST(kept_now() == 0);
  now += boost::posix_time::minutes(1);
  BOOST_TEST(!keeper.make_due(now, 10));
  BOOST_TEST(kept_now() == 4);
  execute("update events set status = 'completed' where id = :event", {{"event", planned}});
  now += boost::posix_time::hours(2);
  BOOST_TEST(!keeper.make_due(now, 10));
  BOOST_TEST(kept_now() == 2);
  BOOST_TEST(kept() == 4);  // what was expected of it can still be compared with what it came to
  execute("delete from events where id = :event", {{"event", planned}});
  BOOST_TEST(kept() == 2);
}

BOOST_AUTO_TEST_CASE(no_more_than_so_many_at_once_and_all_of_them_in_the_end) {
  for (int i = 0; i < 5; ++i) booked(2016, "open", i);
  BOOST_TEST(keeper.make_due(now, 2));
  BOOST_TEST(kept() == 4);
  BOOST_TEST(keeper.make_due(now, 2));
  BOOST_TEST(!keeper.make_due(now, 2));
  BOOST_TEST(kept() == 10);
}

BOOST_AUTO_TEST_CASE(one_that_cannot_be_made_is_told_and_does_not_keep_the_others_from_it) {
  const auto one = booked(2016, "open", 1);
  const auto first = std::min(one, booked(2016, "open", 1));
  // What no request can bring about.
  execute("update events set time_zone = 'Nowhere/At_All' where id = :event", {{"event", first}});
  BOOST_CHECK_THROW(static_cast<void>(keeper.make_due(now, 10)), std::exception);
  BOOST_TEST(kept() == 0);
  BOOST_TEST(!keeper.make_due(now, 10));
  BOOST_TEST(kept() == 2);
  BOOST_CHECK_THROW(static_cast<void>(keeper.make_due(now, 10)), std::exception);
}

BOOST_AUTO_TEST_CASE(what_another_process_has_just_made_stays) {
  booked(2016, "open", 5);
  BOOST_TEST(!keeper.make_due(now, 10));
  now += boost::posix_time::hours(1);
  std::thread late;
  database().transact(nullptr, [&](storage::Transaction& tx) {
    tx.execute("update event_forecasts set as_of = :now, point = 777", {{"now", now}});
    late = std::thread([this] { static_cast<void>(keeper.make_due(now, 10)); });
    const auto waits = [&] {
      return count(
                 "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT' and "
                 "trx_query like '%event_forecasts%'",
                 {}) > 0;
    };
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(4);
    while (!waits() && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return true;
  });
  late.join();
  BOOST_TEST(count("select count(*) from event_forecasts where point = 777", {}) == 2);
}

BOOST_AUTO_TEST_CASE(several_processes_keep_one_forecast_of_each) {
  for (int i = 0; i < 6; ++i) booked(2016, "open", i);
  static_cast<void>(keeper.make_due(now, 100));
  now += boost::posix_time::hours(1);
  std::vector<std::thread> processes;
  for (int i = 0; i < 4; ++i) {
    processes.emplace_back([this, i] {
      ForecastService own(database(), turnouts);
      static_cast<void>(ForecastKeeper(database(), own).make_due(now + boost::posix_time::seconds(i), 100));
    });
  }
  for (auto& process : processes) process.join();
  BOOST_TEST(count("select count(*) from event_forecasts where as_of >= :now", {{"now", now}}) == 12);
  BOOST_TEST(count("select count(*) from (select event_id from event_forecasts group by event_id having "
                   "count(distinct as_of) > 1) m",
                   {}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
