// How far a pool can be overbooked: against fractions that are counted out, by its properties, and from the database.
#include "engine/statistics/overbooking.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <cmath>

#include "engine/events/capacity_store.hpp"
#include "engine/statistics/overbooking_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

using Fraction = boost::multiprecision::cpp_rational;

// (start + 1/2)(start + 3/2)… with that many factors.
Fraction rising(std::int64_t start, std::int64_t factors) {
  Fraction product = 1;
  for (std::int64_t i = 0; i < factors; ++i) product *= Fraction(2 * (start + i) + 1, 2);
  return product;
}
Fraction rising_whole(std::int64_t start, std::int64_t factors) {
  Fraction product = 1;
  for (std::int64_t i = 0; i < factors; ++i) product *= start + i;
  return product;
}

// P(exactly x of n come), exactly: C(n, x) (a)_x (b)_(n-x) / (a+b)_n with a = came + 1/2, b = stayed away + 1/2.
Fraction exactly(const Turnout& turnout, std::int64_t n, std::int64_t x) {
  Fraction ways = 1;
  for (std::int64_t i = 0; i < x; ++i) ways *= Fraction(n - i, i + 1);
  return ways * rising(turnout.came, x) * rising(turnout.registered - turnout.came, n - x) /
         rising_whole(turnout.registered + 1, n);
}
Fraction exact_risk(const Turnout& turnout, std::int64_t limit, std::int64_t overbook) {
  Fraction risk = 0;
  for (auto x = limit + 1; x <= limit + overbook; ++x) risk += exactly(turnout, limit + overbook, x);
  return risk;
}

Turnout of(std::int64_t registered, std::int64_t came) { return {.events = 1, .registered = registered, .came = came}; }

Turnout some_turnout() {
  const auto registered = *rc::gen::inRange<std::int64_t>(1, 500);
  return of(registered, registered - *rc::gen::inRange<std::int64_t>(0, registered / 2 + 1));
}

bool is_near(double one, double other, double by = 1e-9) { return std::abs(one - other) <= by; }

events::PoolRow pool(const std::string& key, std::optional<std::int64_t> limit, int position) {
  return {.key = key, .list_position = position, .limit = limit};
}

events::TicketCategory category(std::map<std::string, std::int64_t> pools) {
  events::TicketCategory made;
  made.pools = std::move(pools);
  return made;
}

PastEvent past(std::int64_t registered, std::int64_t came) {
  PastEvent made;
  made.registered = registered;
  made.came = came;
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(overbooking)

BOOST_AUTO_TEST_CASE(the_risk_is_that_of_fractions_counted_out) {
  for (const auto& [registered, came] : {std::pair(1, 1), std::pair(2, 1), std::pair(10, 9), std::pair(40, 31)}) {
    const auto turnout = of(registered, came);
    Fraction all = 0;
    for (int x = 0; x <= 7; ++x) all += exactly(turnout, 7, x);
    BOOST_TEST((all == 1));  // the fractions are a distribution
    for (std::int64_t limit = 0; limit <= 12; ++limit) {
      for (std::int64_t overbook = 0; overbook <= limit + 3; ++overbook) {
        const auto exact = static_cast<double>(exact_risk(turnout, limit, overbook));
        BOOST_TEST(is_near(risk_of_too_many(turnout, limit, overbook), exact, 1e-12),
                   registered << " " << came << " " << limit << " " << overbook);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(the_suggestion_is_the_largest_by_fractions_counted_out) {
  int above_nothing = 0;
  for (const auto& [registered, came] : {std::pair(3, 2), std::pair(20, 18), std::pair(60, 45), std::pair(200, 170)}) {
    const auto turnout = of(registered, came);
    for (const std::int64_t limit : {0, 1, 5, 12, 30}) {
      for (const int percent : {1, 5, 20, 50}) {
        std::int64_t expected = 0;
        while (expected < limit && exact_risk(turnout, limit, expected + 1) <= Fraction(percent, 100)) ++expected;
        BOOST_TEST(largest_overbook(turnout, limit, percent / 100.0) == expected,
                   registered << " " << came << " " << limit << " " << percent);
        above_nothing += expected > 0 ? 1 : 0;
      }
    }
  }
  BOOST_TEST(above_nothing > 20);
}

BOOST_AUTO_TEST_CASE(known_cases) {
  // One head came of one: the next comes with probability 3/4, the next two with 3/4 * 5/6.
  BOOST_TEST(is_near(risk_of_too_many(of(1, 1), 1, 1), 0.625));
  BOOST_TEST(risk_of_too_many(of(1, 1), 1, 0) == 0);
  BOOST_TEST(is_near(risk_of_too_many(of(1, 1), 0, 1), 0.75));
  // The rate alone would give 250 / 0.9 - 250 = 27 places away, which is too many in four of ten cases.
  const auto congress = of(400, 360);
  BOOST_TEST(largest_overbook(congress, 250, 0.05) == 17);
  BOOST_TEST(risk_of_too_many(congress, 250, 17) <= 0.05);
  BOOST_TEST(risk_of_too_many(congress, 250, 18) > 0.05);
  BOOST_TEST(risk_of_too_many(congress, 250, 27) > 0.4);
  BOOST_TEST(largest_overbook(of(400, 400), 250, 0.05) == 0);
}

BOOST_AUTO_TEST_CASE(a_large_event_is_computed_without_losing_small_terms) {
  const auto turnout = of(1'000'000, 900'000);
  const auto overbook = largest_overbook(turnout, max_limit_suggested_for, 0.05);
  BOOST_TEST(overbook > 10'500);
  BOOST_TEST(overbook < 11'111);
  BOOST_TEST(risk_of_too_many(turnout, max_limit_suggested_for, overbook) <= 0.05);
  BOOST_TEST(risk_of_too_many(turnout, max_limit_suggested_for, overbook + 1) > 0.05);
  BOOST_TEST(is_near(risk_of_too_many(turnout, 1'000, 1'000), 1, 1e-6));
}

BOOST_AUTO_TEST_CASE(more_risk_or_more_places_never_suggest_less) {
  BOOST_TEST(rc::check([] {
    const auto turnout = some_turnout();
    const auto limit = *rc::gen::inRange<std::int64_t>(0, 300);
    const auto percent = *rc::gen::inRange(1, 50);
    const auto suggested = largest_overbook(turnout, limit, percent / 100.0);
    RC_ASSERT(suggested >= 0);
    RC_ASSERT(suggested <= limit);
    RC_ASSERT(risk_of_too_many(turnout, limit, suggested) <= percent / 100.0);
    if (suggested < limit) RC_ASSERT(risk_of_too_many(turnout, limit, suggested + 1) > percent / 100.0);
    RC_ASSERT(largest_overbook(turnout, limit, (percent + 1) / 100.0) >= suggested);
    RC_ASSERT(largest_overbook(turnout, limit + 1, percent / 100.0) >= suggested);
  }));
}

BOOST_AUTO_TEST_CASE(who_stays_away_more_often_leaves_more_places) {
  BOOST_TEST(rc::check([] {
    auto turnout = some_turnout();
    RC_PRE(turnout.came > 1);
    const auto limit = *rc::gen::inRange<std::int64_t>(0, 200);
    const auto suggested = largest_overbook(turnout, limit, 0.05);
    --turnout.came;
    RC_ASSERT(largest_overbook(turnout, limit, 0.05) >= suggested);
  }));
}

BOOST_AUTO_TEST_CASE(the_rate_is_weighted_by_heads_and_lies_in_its_interval) {
  const std::vector<PastEvent> events{past(300, 270), past(100, 60)};
  const auto turnout = turnout_of(events);
  BOOST_TEST((turnout == Turnout{.events = 2, .registered = 400, .came = 330}));
  const auto rate = no_show_rate(turnout);
  BOOST_TEST(is_near(rate.rate, 0.175));
  BOOST_TEST(rate.low < 0.175);
  BOOST_TEST(rate.high > 0.175);
  // Brown, Cai, DasGupta (2001), table 5: n = 10, x = 1 and x = 0.
  const auto one_of_ten = no_show_rate(of(10, 9));
  BOOST_TEST(is_near(one_of_ten.low, 0.011, 5e-4));
  BOOST_TEST(is_near(one_of_ten.high, 0.381, 5e-4));
  const auto none_of_ten = no_show_rate(of(10, 10));
  BOOST_TEST(none_of_ten.low == 0);
  BOOST_TEST(is_near(none_of_ten.high, 0.217, 5e-4));
  BOOST_TEST(rc::check([] {
    const auto any = no_show_rate(some_turnout());
    RC_ASSERT(any.low >= 0);
    RC_ASSERT(any.low <= any.rate);
    RC_ASSERT(any.rate <= any.high);
    RC_ASSERT(any.high <= 1);
  }));
}

BOOST_AUTO_TEST_CASE(an_event_whose_door_was_not_watched_counts_for_nothing) {
  BOOST_TEST(!past(0, 0).counts());
  BOOST_TEST(!past(100, 0).counts());
  BOOST_TEST(!past(100, 49).counts());
  BOOST_TEST(past(100, 50).counts());
  BOOST_TEST(past(1, 1).counts());
  const std::vector<PastEvent> events{past(100, 49), past(10, 9), past(50, 0)};
  BOOST_TEST((turnout_of(events) == Turnout{.events = 1, .registered = 10, .came = 9}));
}

BOOST_AUTO_TEST_CASE(pools_of_which_a_head_takes_one_place_are_those_suggested_for) {
  const std::vector<events::PoolRow> rows{pool("buffet", 50, 4),       pool("category.vip", 10, 0),
                                          pool("companies", 30, 2),    pool("dinner", 80, 3),
                                          pool("participants", 90, 1), pool("unlisted", std::nullopt, 0)};
  const auto keys = [&](const std::vector<events::TicketCategory>& categories) {
    std::string text;
    for (const auto& row : counted_by_heads(rows, categories)) text += row.key + " ";
    return text;
  };
  BOOST_TEST(keys({}) == "participants ");
  BOOST_TEST(keys({category({{"dinner", 1}, {"unlisted", 1}, {"buffet", 2}}), category({})}) == "participants dinner ");
  BOOST_TEST(keys({category({{"dinner", 1}}), category({{"dinner", 2}})}) == "participants ");
}

BOOST_AUTO_TEST_CASE(without_a_past_or_with_too_large_a_limit_it_says_why_there_is_none) {
  const std::vector<events::PoolRow> rows{pool("participants", 90, 1), pool("dinner", max_limit_suggested_for + 1, 2)};
  const auto none = suggest({past(10, 0)}, rows, 5);
  BOOST_TEST(!none.no_show.has_value());
  BOOST_TEST(none.past.size() == 1U);
  for (const auto& one : none.pools) {
    BOOST_TEST(!one.suggested.has_value());
    BOOST_TEST(!one.risk.has_value());
    BOOST_TEST(to_text(one.why_none.value()) == "no_past");
  }
  const auto some = suggest({past(100, 90)}, rows, 5);
  BOOST_TEST(some.no_show.has_value());
  BOOST_TEST(some.pools[0].suggested.value() == largest_overbook(of(100, 90), 90, 0.05));
  BOOST_TEST(some.pools[0].suggested.value() > 0);
  BOOST_TEST(some.pools[0].risk.value() <= 0.05);
  BOOST_TEST(!some.pools[0].why_none.has_value());
  BOOST_TEST(to_text(some.pools[1].why_none.value()) == "limit_too_large");
  for (const auto why : all_why_no_suggestions) BOOST_TEST(words_of(why).en != words_of(why).de);
}

// ---- from the database ----------------------------------------------------------------------------------------------

namespace {

struct PastEditions : support::TestRows {
  OverbookingService service{database()};
  core::SeriesId congress = series("kongress");

  core::EventId in_year(int year, const std::string& status) {
    const auto made = event(congress, year, status);
    const auto day = std::to_string(year) + "-11-10";
    execute("update events set starts_on = :day, ends_on = :day where id = :id", {{"day", day}, {"id", made}});
    return made;
  }
  // `came` of `registered` heads, half of them of a vendor.
  core::EventId edition(int year, const std::string& status, int registered, int came) {
    const auto made = in_year(year, status);
    const auto partners = register_heads(made, company("partner"), registered - registered / 2);
    const auto vendors = register_heads(made, company("vendor"), registered / 2);
    auto heads = partners;
    heads.insert(heads.end(), vendors.begin(), vendors.end());
    for (int i = 0; i < came; ++i) scan(made, heads[static_cast<std::size_t>(i)], "entry", "ok");
    return made;
  }
  void limit(const core::EventId& of_event, std::int64_t places) {
    database().transact(nullptr, [&](storage::Transaction& tx) {
      events::save_limit(tx, of_event, {.key = "participants", .list_position = 1, .limit = places, .overbook = 2});
      return true;
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(completed_earlier_events_of_the_series_are_what_it_is_computed_from, PastEditions) {
  const auto first = edition(2012, "completed", 12, 9);
  const auto second = edition(2014, "completed", 20, 18);
  edition(2013, "closed", 10, 5);
  edition(2018, "completed", 10, 10);
  const auto unwatched = edition(2015, "completed", 10, 1);
  register_heads(event(series("andere"), 2014, "completed"), company("partner"), 3);
  const auto asked = edition(2016, "open", 4, 0);
  limit(asked, 100);
  const auto made = service.suggest(call(), asked, 10).value();
  BOOST_TEST_REQUIRE(made.past.size() == 3U);
  BOOST_TEST((made.past[0].event == unwatched));
  BOOST_TEST((made.past[1].event == second));
  BOOST_TEST((made.past[2].event == first));
  BOOST_TEST(!made.past[0].counts());
  BOOST_TEST(made.past[2].registered == 12);
  BOOST_TEST(made.past[2].came == 9);
  BOOST_TEST(made.past[2].edition_year == 2012);
  BOOST_TEST((made.turnout == Turnout{.events = 2, .registered = 32, .came = 27}));
  BOOST_TEST_REQUIRE(made.pools.size() == 1U);
  BOOST_TEST(made.pools[0].pool == "participants");
  BOOST_TEST(made.pools[0].limit == 100);
  BOOST_TEST(made.pools[0].overbook == 2);
  BOOST_TEST(made.pools[0].suggested.value() == largest_overbook({2, 32, 27}, 100, 0.10));
}

BOOST_FIXTURE_TEST_CASE(who_came_is_counted_as_everywhere, PastEditions) {
  const auto before = in_year(2014, "completed");
  const auto heads = register_heads(before, company("partner"), 4);
  scan(before, heads[0], "entry", "ok");
  scan(before, heads[0], "exit", "ok");
  scan(before, heads[0], "entry", "ok");
  scan(before, heads[1], "entry", "ok");
  scan(before, heads[2], "entry", "wrong_event");
  scan(before, heads[3], "exit", "ok");
  execute("update check_ins set annulled_at = now(6) where participant_id = :id", {{"id", heads[1]}});
  const auto asked = event(congress, 2016, "open");
  BOOST_TEST(service.suggest(call(), asked, 5).value().past[0].came == 1);
  execute("update check_ins set annulled_at = null where participant_id = :id", {{"id", heads[1]}});
  const auto made = service.suggest(call(), asked, 5).value();
  BOOST_TEST(made.past[0].came == 2);
  BOOST_TEST(made.pools.empty());  // it has no limits
  BOOST_TEST((made.turnout == Turnout{.events = 1, .registered = 4, .came = 2}));
}

BOOST_FIXTURE_TEST_CASE(an_event_of_another_organization_is_not_there, PastEditions) {
  const auto theirs = data.add_organization("theirs");
  const auto refused = service.suggest(call_of(theirs), event(congress, 2016, "open"), 5);
  BOOST_TEST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().code().code == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()
