#include "engine/statistics/event_grades.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <random>

#include "engine/statistics/event_grades_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

std::vector<feedback::GradeCount> counts_of(const std::vector<int>& tenths) {
  std::map<core::Grade, std::int64_t> all;
  for (const auto one : tenths) ++all[{one}];
  std::vector<feedback::GradeCount> counts;
  counts.reserve(all.size());
  for (const auto& [grade, count] : all) counts.push_back({grade, count});
  return counts;
}
EventGrades graded(int year, const std::vector<int>& tenths, std::optional<std::int64_t> participants = 10) {
  EventGrades made;
  made.event.year = year;
  made.event.counts = counts_of(tenths);
  made.figures = grade_figures(made.event.counts, participants);
  return made;
}

struct Fixture : support::TestRows {
  EventGradesService service{database()};

  SeriesGrades told(std::optional<int> from = {}, std::optional<int> to = {}) {
    return service.grades(call(), "kongress", from, to).value();
  }
  void grade(const core::EventId& of, const core::ParticipantId& by, int tenths) {
    execute(
        "insert into grades (id, organization_id, event_id, participant_id, grade_tenths, created_at) values (:id, :org, "
        ":event, :participant, :tenths, :now)",
        {{"id", core::Uuid::make(now)},
         {"org", data.organization()},
         {"event", of},
         {"participant", by},
         {"tenths", tenths},
         {"now", now}});
  }
  void limit(const core::EventId& of, const char* pool, int places) {
    execute("insert into capacity_pools (event_id, pool_key, limit_count) values (:event, :pool, :places)",
            {{"event", of}, {"pool", pool}, {"places", places}});
  }
  void starts(const core::EventId& of, const char* date) {
    execute("update events set starts_on = :day, ends_on = :day where id = :event", {{"event", of}, {"day", date}});
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(event_grades)

BOOST_AUTO_TEST_CASE(a_year_is_all_its_grades_together_and_no_mean_of_means) {
  const auto years = grades_by_year(
      std::vector{graded(2016, {10, 10, 10, 10, 10, 10, 10}), graded(2016, {40, 40, 40}), graded(2014, {20, 20, 20})});
  BOOST_TEST_REQUIRE(years.size() == 2u);
  BOOST_TEST(years[0].year == 2014);
  BOOST_TEST(years[1].events == 2);
  BOOST_TEST(years[1].figures.summary.n == 10);
  BOOST_TEST(years[1].figures.summary.spread->mean_tenths == 19);  // 1.9; the mean of means is 2.5
  BOOST_TEST(years[1].figures.participants.value() == 20);
  BOOST_TEST(years[1].figures.response_rate.value() == 0.5);
}

BOOST_AUTO_TEST_CASE(a_year_does_not_tell_what_an_event_hides) {
  const auto two_hidden = grades_by_year(std::vector{graded(2016, {10, 10, 10}), graded(2016, {40, 50})});
  BOOST_TEST(two_hidden[0].figures.summary.n == 5);
  BOOST_TEST(!two_hidden[0].figures.summary.spread);
  BOOST_TEST(!two_hidden[0].figures.dispersion);
  const auto three_hidden =
      grades_by_year(std::vector{graded(2016, {10, 10, 10}), graded(2016, {40, 50}), graded(2016, {60})});
  BOOST_TEST(three_hidden[0].figures.summary.spread.has_value());
  BOOST_TEST(!grades_by_year(std::vector{graded(2016, {10, 10})})[0].figures.summary.spread);
}

BOOST_AUTO_TEST_CASE(one_gap_leaves_no_participants_and_no_rate) {
  const auto years = grades_by_year(std::vector{graded(2016, {10, 10, 10}), graded(2016, {10, 10, 10}, {})});
  BOOST_TEST(!years[0].figures.participants);
  BOOST_TEST(!years[0].figures.response_rate);
}

BOOST_AUTO_TEST_CASE(years_agree_with_all_grades_laid_in_one_row) {
  BOOST_TEST(rc::check("year = all its grades", [] {
    std::mt19937 random(*rc::gen::arbitrary<unsigned>());
    const auto some = [&](int below) { return std::uniform_int_distribution<int>(0, below - 1)(random); };
    std::vector<EventGrades> events;
    std::map<int, std::vector<int>> all;
    for (int i = 1 + some(6); i > 0; --i) {
      std::vector<int> tenths(static_cast<std::size_t>(3 + some(9)));
      for (auto& one : tenths) one = 10 + some(51);
      events.push_back(graded(2010 + some(3), tenths));
      auto& year = all[events.back().event.year];
      year.insert(year.end(), tenths.begin(), tenths.end());
    }
    const auto years = grades_by_year(events);
    RC_ASSERT(years.size() == all.size());
    for (const auto& row : years) {
      RC_ASSERT(row.figures.summary == feedback::summarize(counts_of(all.at(row.year))));
      RC_ASSERT(row.figures.dispersion == feedback::disperse(counts_of(all.at(row.year))));
    }
  }));
}

BOOST_FIXTURE_TEST_CASE(events_are_told_by_day_with_who_could_have_answered, Fixture) {
  const auto kongress = series("kongress");
  const auto later = event(kongress, 2016, "completed");
  const auto tickets = register_heads(later, company("partner"), 5);
  for (std::size_t i = 0; i < 4; ++i) scan(later, tickets[i], "entry", "ok");
  for (std::size_t i = 0; i < 3; ++i) grade(later, tickets[i], 11);
  const auto earlier = event(kongress, 2014, "closed");
  starts(earlier, "2014-05-01");
  grade(earlier, register_heads(earlier, company("vendor"), 2)[0], 60);
  const auto none = event(kongress, 2015, "closed");
  register_heads(none, company("partner"), 1);
  const auto gone = event(kongress, 2015, "cancelled");
  grade(gone, register_heads(gone, company("partner"), 1)[0], 20);

  const auto all = told();
  BOOST_TEST((all.kind == events::SeriesKind::congress));
  BOOST_TEST_REQUIRE(all.events.size() == 2u);
  BOOST_TEST((all.events[0].event.event == earlier));
  BOOST_TEST(all.events[0].figures.summary.n == 1);
  BOOST_TEST(!all.events[0].figures.summary.spread);
  BOOST_TEST(all.events[0].figures.response_rate.value() == 0.5);
  BOOST_TEST(all.events[1].figures.summary.spread->mean_tenths == 11);
  BOOST_TEST(all.events[1].figures.participants.value() == 4);
  BOOST_TEST(all.events[1].figures.response_rate.value() == 0.75);
  BOOST_TEST(all.years.size() == 2u);
  BOOST_TEST(told(2015, {}).events.size() == 1u);
  BOOST_TEST((service.grades(call(), "none", {}, {}).error().code().code == "not_found"));
  BOOST_TEST((service.grades(call(), "kongress", 2017, 2016).error().code().code == "validation_failed"));
}

BOOST_FIXTURE_TEST_CASE(trips_are_those_of_all_series_of_their_kind, Fixture) {
  const auto china = series("china");
  const auto japan = series("japan");
  const auto kongress = series("kongress");
  execute("update series set kind = 'study_trip' where id in (:one, :other)", {{"one", china}, {"other", japan}});
  register_heads(event(kongress, 2016, "completed"), company("partner"), 1);
  const auto second = event(china, 2016, "completed");
  const auto travellers = register_heads(second, company("partner"), 3);
  for (const auto& one : travellers) grade(second, one, 12);
  const auto first = event(japan, 2015, "open");
  starts(first, "2015-05-01");
  event(japan, 2016, "cancelled");
  limit(second, "participants", 20);
  limit(first, "companies", 7);
  const auto trips = service.trips(call(), {}, {}).value();
  BOOST_TEST_REQUIRE(trips.size() == 2u);
  BOOST_TEST((trips[0].event.event == first));
  BOOST_TEST(trips[0].series_key == "japan");
  BOOST_TEST(!trips[0].figures.any());
  BOOST_TEST(!trips[0].complete);
  BOOST_TEST(!trips[0].event.places);
  BOOST_TEST(trips[1].figures.participants.value() == 3);
  BOOST_TEST(trips[1].figures.companies.value() == 1);
  BOOST_TEST(trips[1].event.places.value() == 20);
  BOOST_TEST(trips[1].grades.spread->mean_tenths == 12);
  BOOST_TEST(service.trips(call(), 2016, {}).value().size() == 1u);
  BOOST_TEST((service.trips(call(), 2017, 2016).error().code().code == "validation_failed"));
}

BOOST_AUTO_TEST_SUITE_END()
