#include "engine/events/capacity.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using events::PoolLimit;
using events::PoolRow;

namespace {

PoolRow row(std::string key, std::optional<std::int64_t> limit = {}, int position = 0, std::int64_t confirmed = 0,
            std::int64_t held = 0) {
  PoolRow made;
  made.key = std::move(key);
  made.list_position = position;
  made.limit = limit;
  made.confirmed = confirmed;
  made.held = held;
  return made;
}

std::string text_of(const std::vector<core::FieldError>& errors) {
  std::string text;
  for (const auto& field : errors)
    text.append(text.empty() ? "" : "; ").append(field.pointer).append(" ").append(field.code->code);
  return text;
}

std::string keys_of(const std::vector<PoolRow>& rows) {
  std::string text;
  for (const auto& one : rows) text.append(text.empty() ? "" : " ").append(one.key);
  return text;
}

const std::vector<PoolRow> fresh{row("companies"), row("participants")};

}  // namespace

BOOST_AUTO_TEST_SUITE(capacity_rules)

BOOST_AUTO_TEST_CASE(limits_are_checked_at_below_and_above_their_bounds) {
  const struct {
    PoolLimit limit;
    const char* expected;
  } cases[] = {{{"participants", 0, 0}, ""},
               {{"participants", 2147483647, 2147483647}, ""},
               {{"participants", -1, 0}, "/pools/0/limit out_of_range"},
               {{"participants", 2147483648, 0}, "/pools/0/limit out_of_range"},
               {{"participants", 0, -1}, "/pools/0/overbook out_of_range"},
               {{"participants", 0, 2147483648}, "/pools/0/overbook out_of_range"},
               {{"", 1, 0}, "/pools/0/key wrong_format"},
               {{"Hotel", 1, 0}, "/pools/0/key wrong_format"},
               {{std::string(64, 'a'), 1, 0}, ""},
               {{std::string(65, 'a'), 1, 0}, "/pools/0/key wrong_format"}};
  for (const auto& [limit, expected] : cases) {
    BOOST_TEST_CONTEXT(limit.key << " " << limit.limit << " " << limit.overbook)
    BOOST_TEST(text_of(events::check({limit})) == expected);
  }
}

BOOST_AUTO_TEST_CASE(all_wrong_pools_are_reported_at_once) {
  BOOST_TEST(text_of(events::check({{"a", 1, 0}, {"B", -1, -1}, {"a", 2, 0}, {"a", 3, 0}})) ==
             "/pools/1/key wrong_format; /pools/1/limit out_of_range; /pools/1/overbook out_of_range; "
             "/pools/2/key duplicate_member; /pools/3/key duplicate_member");
}

BOOST_AUTO_TEST_CASE(a_hundred_pools_may_be_listed) {
  std::vector<PoolLimit> limits;
  for (int i = 0; i < 100; ++i) limits.push_back({"pool" + std::to_string(i), 1, 0});
  BOOST_TEST(text_of(events::check(limits)).empty());
  limits.push_back({"one_more", 1, 0});
  BOOST_TEST(text_of(events::check(limits)) == "/pools wrong_count");
}

BOOST_AUTO_TEST_CASE(a_limit_with_its_overbook_is_at_least_the_places_taken) {
  const std::vector<PoolRow> taken{row("participants", 20, 1, 12, 3)};
  BOOST_TEST(events::limits_below_taken(taken, {}, {{"participants", 15, 0}}).empty());
  BOOST_TEST(events::limits_below_taken(taken, {}, {{"participants", 12, 3}}).empty());
  BOOST_TEST(events::limits_below_taken(taken, {}, {}).empty());
  const auto refused = events::limits_below_taken(taken, {}, {{"new", 0, 0}, {"participants", 12, 2}});
  BOOST_TEST(text_of(refused) == "/pools/1/limit capacity_below_taken");
  BOOST_TEST(refused.front().detail(core::Language::en) ==
             "capacity (14) of pool 'participants' must be at least the places taken (15)");
}

BOOST_AUTO_TEST_CASE(a_limit_leaves_room_for_what_contingents_reserve) {
  const std::vector<PoolRow> taken{row("participants", 30, 1, 12, 3)};
  const events::Reservations reserved{{"participants", 5}, {"other", 9}};
  BOOST_TEST(events::limits_below_taken(taken, reserved, {{"participants", 20, 0}}).empty());
  BOOST_TEST(events::limits_below_taken(taken, reserved, {{"participants", 18, 2}}).empty());
  const auto refused = events::limits_below_taken(taken, reserved, {{"participants", 15, 4}, {"other", 8, 0}});
  BOOST_TEST(text_of(refused) == "/pools/0/limit capacity_below_reserved; /pools/1/limit capacity_below_reserved");
  BOOST_TEST(
      refused.front().detail(core::Language::en) ==
      "capacity (19) of pool 'participants' must be at least the places taken (15) and reserved by contingents (5)");
  BOOST_TEST(text_of(events::limits_below_taken(taken, reserved, {{"participants", 14, 0}})) ==
             "/pools/0/limit capacity_below_taken");
}

BOOST_AUTO_TEST_CASE(pools_of_categories_and_contingents_are_neither_shown_nor_reset) {
  const std::vector<PoolRow> rows{row("category.vip", 5, 0, 2), row("companies"), row("contingent.c", 3),
                                  row("participants")};
  BOOST_TEST(keys_of(events::shown(rows)) == "participants companies");
  const auto after = events::with_limits(rows, {{"participants", 9, 0}});
  BOOST_TEST((after[0] == rows[0]));
  BOOST_TEST((after[2] == rows[2]));
  BOOST_TEST(text_of(events::check({{"category.vip", 1, 0}})) == "/pools/0/key wrong_format");
}

BOOST_AUTO_TEST_CASE(what_is_not_listed_becomes_unlimited_and_keeps_its_counters) {
  const auto rows = events::with_limits({row("companies", 5, 2, 1), row("participants", 10, 1, 7, 2)},
                                        {{"hotel", 3, 1}, {"companies", 6, 0}});
  BOOST_TEST(keys_of(rows) == "companies hotel participants");
  auto companies = row("companies", 6, 2, 1);
  auto hotel = row("hotel", 3, 1);
  hotel.overbook = 1;
  BOOST_TEST((rows[0] == companies));
  BOOST_TEST((rows[1] == hotel));
  BOOST_TEST((rows[2] == row("participants", {}, 0, 7, 2)));
}

// Found in review: places of a pool that nobody had listed were taken unseen.
BOOST_AUTO_TEST_CASE(a_list_shows_pools_as_listed_then_the_two_that_every_event_has_then_others_in_use) {
  BOOST_TEST(keys_of(events::shown(fresh)) == "participants companies");
  auto rows = events::with_limits(fresh, {{"z", 1, 0}, {"companies", 1, 0}, {"a", 1, 0}});
  rows.push_back(row("unlisted", {}, 0, 4));
  rows.push_back(row("unused", {}, 0));
  BOOST_TEST(keys_of(events::shown(rows)) == "z companies a participants unlisted");
}

BOOST_AUTO_TEST_CASE(available_is_what_is_not_taken_never_below_zero_and_nothing_when_unlimited) {
  BOOST_TEST(!row("a").available().has_value());
  BOOST_TEST((row("a", 10, 1, 4, 2).available() == 4));
  BOOST_TEST((row("a", 5, 1, 4, 2).available() == 0));
  auto overbooked = row("a", 5, 1, 4, 2);
  overbooked.overbook = 3;
  BOOST_TEST((overbooked.available() == 2));
}

BOOST_AUTO_TEST_CASE(limits_are_the_same_when_neither_number_nor_order_differs) {
  const auto before = events::with_limits(fresh, {{"a", 1, 0}, {"b", 2, 0}});
  auto counted = before;
  counted.front().confirmed = 1;
  BOOST_TEST(events::same_limits(before, counted));
  BOOST_TEST(!events::same_limits(before, events::with_limits(before, {{"a", 1, 0}})));
  BOOST_TEST(!events::same_limits(before, events::with_limits(before, {{"b", 2, 0}, {"a", 1, 0}})));
  BOOST_TEST(!events::same_limits(before, events::with_limits(before, {{"a", 1, 1}, {"b", 2, 0}})));
  BOOST_TEST(!events::same_limits(before, events::with_limits(before, {{"a", 1, 0}, {"b", 2, 0}, {"c", 0, 0}})));
}

BOOST_AUTO_TEST_CASE(a_pool_is_raised_when_it_has_more_places_than_before) {
  const auto before = events::with_limits(fresh, {{"a", 5, 1}});
  const auto raised = [&](const std::vector<PoolLimit>& limits) {
    return events::is_raised(before, events::with_limits(before, limits));
  };
  BOOST_TEST(!raised({{"a", 5, 1}}));
  BOOST_TEST(!raised({{"a", 6, 0}}));
  BOOST_TEST(!raised({{"a", 1, 1}}));
  BOOST_TEST(!raised({{"a", 5, 1}, {"new", 9, 0}}));  // it was unlimited
  BOOST_TEST(raised({{"a", 6, 1}}));
  BOOST_TEST(raised({{"a", 5, 2}}));
  BOOST_TEST(raised({}));  // unlimited now
}

BOOST_AUTO_TEST_SUITE_END()
