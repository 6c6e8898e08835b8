#include "engine/events/capacity_explanation.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using events::PoolRow;

namespace {

const core::Instant now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();

PoolRow row(std::string key, std::optional<std::int64_t> limit, std::int64_t overbook = 0, std::int64_t confirmed = 0,
            std::int64_t held = 0, std::int64_t waitlisted = 0) {
  PoolRow made;
  made.key = std::move(key);
  made.list_position = limit ? 1 : 0;
  made.limit = limit;
  made.overbook = overbook;
  made.confirmed = confirmed;
  made.held = held;
  made.waitlisted = waitlisted;
  return made;
}

events::Contingent contingent(std::string key, std::int64_t places, std::string pool,
                              std::optional<core::Instant> release_at = {}) {
  events::Contingent made;
  made.key = std::move(key);
  made.pool = std::move(pool);
  made.places = places;
  made.company_role = directory::CompanyRole::vendor;
  made.release_at = release_at;
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(capacity_explanation)

BOOST_AUTO_TEST_CASE(what_is_available_and_why_nothing_is) {
  const struct {
    std::optional<std::int64_t> limit;
    std::int64_t overbook, confirmed, held, reserved, waitlisted;
    std::optional<std::int64_t> available;
    const char* why;
  } cases[] = {
      {{}, 0, 99, 9, 9, 9, {}, ""},
      {10, 0, 0, 0, 0, 0, 10, ""},
      {10, 2, 4, 3, 1, 0, 4, ""},
      {10, 2, 4, 3, 1, 3, 4, ""},
      {10, 2, 4, 3, 1, 4, 4, "all_waited_for"},
      {10, 2, 4, 3, 1, 9, 4, "all_waited_for"},
      {10, 0, 10, 0, 0, 0, 0, "full"},
      {10, 0, 10, 0, 0, 5, 0, "full"},
      {10, 0, 12, 1, 4, 0, 0, "full"},
      {10, 1, 10, 1, 0, 0, 0, "held"},
      {10, 0, 9, 1, 3, 2, 0, "held"},
      {10, 0, 8, 1, 1, 0, 0, "reserved"},
      {10, 0, 0, 0, 10, 3, 0, "reserved"},
      {10, 0, 8, 1, 5, 0, 0, "reserved"},
      {0, 0, 0, 0, 0, 0, 0, "full"},
  };
  for (const auto& one : cases) {
    const auto pool = events::explained(row("p", one.limit, one.overbook, one.confirmed, one.held, one.waitlisted),
                                        one.reserved, true);
    BOOST_TEST_CONTEXT("case " << &one - &cases[0]) {
      BOOST_TEST((pool.available() == one.available));
      BOOST_TEST((pool.why_none ? to_text(*pool.why_none) : "") == one.why);
      BOOST_TEST(pool.reserved == one.reserved);
    }
  }
}

// Found in review: where some go ahead of who waits, free places were said to be waited for.
BOOST_AUTO_TEST_CASE(where_some_go_ahead_free_places_are_not_said_to_be_waited_for) {
  BOOST_TEST(!events::explained(row("p", 10, 0, 8, 0, 5), 0, false).why_none.has_value());
  BOOST_TEST((events::explained(row("p", 10, 0, 10, 0, 5), 0, false).why_none == events::WhyNone::full));
}

BOOST_AUTO_TEST_CASE(every_reason_has_words_in_two_languages) {
  for (const auto why : events::all_why_none) {
    BOOST_TEST(!words_of(why).en.empty());
    BOOST_TEST(!words_of(why).de.empty());
    BOOST_TEST(words_of(why).en != words_of(why).de);
  }
}

BOOST_AUTO_TEST_CASE(categories_and_contingents_are_told_beside_the_pools) {
  events::EventTerms terms;
  terms.categories.resize(3);
  terms.categories[0].key = "vip";
  terms.categories[0].limit = 5;
  terms.categories[1].key = "free";
  terms.categories[2].key = "unused";
  terms.categories[2].limit = 2;
  terms.contingents = {contingent("kept", 4, "participants", now + boost::posix_time::microseconds(1)),
                       contingent("released", 6, "participants", now), contingent("over", 1, "dinner")};
  const std::vector<PoolRow> rows{row("category.free", {}, 0, 7),      row("category.vip", 5, 0, 2, 4, 8),
                                  row("companies", {}, 0, 1),          row("contingent.kept", 4, 0, 1, 1),
                                  row("contingent.over", 1, 0, 2),     row("contingent.released", 6, 0, 2),
                                  row("participants", 20, 0, 10, 1, 0)};
  const auto told = events::explain(rows, terms, now);
  BOOST_TEST_REQUIRE(told.pools.size() == 2U);
  BOOST_TEST(told.pools[0].key == "participants");
  BOOST_TEST(told.pools[0].reserved == 2);
  BOOST_TEST((told.pools[0].available() == 7));
  BOOST_TEST(told.pools[1].key == "companies");
  using Categories = std::vector<events::ExplainedCategory>;
  BOOST_TEST(
      (told.categories == Categories{{.key = "vip", .limit = 5, .taken = 6, .waitlisted = 8, .available = 0},
                                     {.key = "free", .limit = {}, .taken = 7, .waitlisted = 0, .available = {}},
                                     {.key = "unused", .limit = 2, .taken = 0, .waitlisted = 0, .available = 2}}));
  using Contingents = std::vector<events::ExplainedContingent>;
  BOOST_TEST((told.contingents ==
              Contingents{{.contingent = terms.contingents[0], .taken = 2, .available = 2, .released = false},
                          {.contingent = terms.contingents[1], .taken = 2, .available = 0, .released = true},
                          {.contingent = terms.contingents[2], .taken = 2, .available = 0, .released = false}}));
}

BOOST_AUTO_TEST_SUITE_END()
