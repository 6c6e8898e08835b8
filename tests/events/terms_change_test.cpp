#include "engine/events/terms_change.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

using namespace tagwerk;
using events::Contingent;
using events::PoolRow;
using events::TicketCategory;

namespace {

const core::Instant now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();
const core::Instant later = core::parse_rfc3339("2016-11-10T08:00:00.000001Z").value();

PoolRow row(std::string key, std::optional<std::int64_t> limit, std::int64_t confirmed = 0, std::int64_t held = 0,
            std::int64_t waitlisted = 0) {
  PoolRow made;
  made.key = std::move(key);
  made.limit = limit;
  made.confirmed = confirmed;
  made.held = held;
  made.waitlisted = waitlisted;
  return made;
}

TicketCategory category(std::string key, std::optional<std::int64_t> limit = {}) {
  TicketCategory made;
  made.key = std::move(key);
  made.limit = limit;
  return made;
}

TicketCategory with_price(std::int64_t net, const char* currency) {
  auto made = category("vip");
  made.price = {net, currency};
  return made;
}

TicketCategory with_pool(std::int64_t places) {
  auto made = category("vip");
  made.pools["dinner"] = places;
  return made;
}

Contingent contingent(std::string key, std::int64_t places, std::string pool = "dinner",
                      std::optional<core::Instant> release_at = {}) {
  Contingent made;
  made.key = std::move(key);
  made.pool = std::move(pool);
  made.places = places;
  made.company_role = directory::CompanyRole::vendor;
  made.release_at = release_at;
  return made;
}

std::string text_of(const std::vector<core::FieldError>& errors) {
  std::string text;
  for (const auto& field : errors) {
    text.append(text.empty() ? "" : "; ").append(field.pointer).append(" ").append(field.code->code);
  }
  return text;
}

std::string text_of(const std::vector<PoolRow>& rows) {
  std::string text;
  for (const auto& one : rows) {
    text.append(text.empty() ? "" : "; ").append(one.key).append(" ");
    text.append(one.limit ? std::to_string(*one.limit) : "-");
  }
  return text;
}

std::string refused_of(const std::vector<Contingent>& before, const std::vector<Contingent>& after,
                       const std::vector<PoolRow>& rows) {
  return text_of(events::refused(before, after, rows, now));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(terms_change)

BOOST_AUTO_TEST_CASE(what_a_head_takes_stays_while_a_category_has_heads) {
  const std::vector<PoolRow> none{row("category.vip", {})};
  const struct {
    TicketCategory before;
    std::vector<TicketCategory> after;
    const char* expected;
  } cases[] = {
      {category("vip"), {}, "/categories category_in_use"},
      {category("vip"), {category("x"), category("vip", 9)}, ""},
      {category("vip", 9), {category("vip")}, ""},
      {with_pool(1), {category("x"), with_pool(2)}, "/categories/1/pools category_in_use"},
      {with_pool(1), {category("vip")}, "/categories/0/pools category_in_use"},
      {with_price(1, "EUR"), {with_price(2, "EUR")}, ""},
      {with_price(1, "EUR"), {with_price(1, "USD")}, "/categories/0/price category_in_use"},
      {with_price(1, "EUR"), {category("vip")}, "/categories/0/price category_in_use"},
      {category("vip"), {with_price(1, "EUR")}, ""},
  };
  for (const auto& [before, after, expected] : cases) {
    BOOST_TEST_CONTEXT(expected << " " << (&before - &cases[0].before)) {
      BOOST_TEST(text_of(events::refused({before}, after, none)) == "");
      for (const auto& used :
           {row("category.vip", {}, 1), row("category.vip", {}, 0, 1), row("category.vip", {}, 0, 0, 1)})
        BOOST_TEST(text_of(events::refused({before}, after, {used})) == expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_limit_of_a_category_is_at_least_what_is_taken) {
  const std::vector<PoolRow> rows{row("category.vip", 9, 3, 2, 7)};
  BOOST_TEST(text_of(events::refused({category("vip", 9)}, {category("vip", 5)}, rows)) == "");
  BOOST_TEST(text_of(events::refused({category("vip", 9)}, {category("vip", 4)}, rows)) ==
             "/categories/0/limit capacity_below_taken");
  BOOST_TEST(text_of(events::refused({}, {category("new", 0)}, rows)) == "");
}

BOOST_AUTO_TEST_CASE(pool_and_owner_of_a_contingent_stay_while_anything_is_taken) {
  auto of_company = contingent("c", 5);
  of_company.company_role = std::nullopt;
  of_company.company = core::CompanyId::make(now);
  const struct {
    std::vector<Contingent> after;
    const char* expected;
  } cases[] = {
      {{contingent("c", 5)}, ""},
      {{contingent("c", 9), contingent("d", 1)}, ""},
      {{contingent("c", 2)}, ""},
      {{contingent("c", 5, "dinner", now)}, ""},
      {{}, "/contingents contingent_in_use"},
      {{contingent("c", 1)}, "/contingents/0/places capacity_below_taken"},
      {{contingent("x", 1), contingent("c", 5, "rooms")}, "/contingents/1/pool contingent_in_use"},
      {{of_company}, "/contingents/0/company_id contingent_in_use; /contingents/0/company_role contingent_in_use"},
  };
  for (const auto& [after, expected] : cases) {
    BOOST_TEST(refused_of({contingent("c", 5)}, after, {row("contingent.c", 5, 1, 1)}) == expected);
    BOOST_TEST(refused_of({contingent("c", 5)}, after, {row("contingent.c", 5, 0, 0, 3)}) == "", expected);
  }
}

BOOST_AUTO_TEST_CASE(what_is_kept_and_not_taken_is_reserved) {
  const std::vector<PoolRow> rows{row("contingent.a", 5, 1, 2), row("contingent.b", 3, 3)};
  const auto reserved = events::reserved_places(
      {contingent("a", 5), contingent("b", 3), contingent("c", 4), contingent("d", 7, "rooms", later),
       contingent("e", 9, "rooms", now), contingent("f", 9, "gone", now)},
      rows, now);
  BOOST_TEST((reserved == events::Reservations{{"dinner", 6}, {"rooms", 7}}));
}

BOOST_AUTO_TEST_CASE(reservations_that_grow_fit_beside_what_is_taken_and_reserved) {
  auto dinner = row("dinner", 10, 3, 2);
  dinner.overbook = 1;
  const std::vector<PoolRow> rows{row("contingent.a", 3, 1), dinner};  // 6 are not taken, 2 of them reserved
  const std::vector<Contingent> before{contingent("a", 3)};
  const auto exceeds = [](std::size_t place) {
    return "/contingents/" + std::to_string(place) + "/places contingent_exceeds_free";
  };
  BOOST_TEST(refused_of(before, {contingent("a", 7)}, rows) == "");
  BOOST_TEST(refused_of(before, {contingent("a", 8)}, rows) == exceeds(0));
  BOOST_TEST(refused_of(before, {contingent("a", 3), contingent("b", 4)}, rows) == "");
  BOOST_TEST(refused_of(before, {contingent("a", 3), contingent("b", 5)}, rows) == exceeds(1));
  BOOST_TEST(refused_of(before, {contingent("a", 3), contingent("b", 5, "dinner", later)}, rows) == exceeds(1));
  BOOST_TEST(refused_of(before, {contingent("a", 3), contingent("b", 5, "dinner", now)}, rows) == "");
  BOOST_TEST(refused_of(before, {contingent("a", 3), contingent("b", 5, "unlimited")}, rows) == "");
  const auto error = events::refused(before, {contingent("a", 8)}, rows, now).front();
  BOOST_TEST(error.detail(core::Language::en) ==
             "The pool 'dinner' has 6 places that are not taken, 7 would be reserved.");
}

BOOST_AUTO_TEST_CASE(whatever_is_accepted_fits_or_has_not_grown_and_keeps_what_is_taken) {
  BOOST_TEST(rc::check("accepted contingents fit", [] {
    const auto any_list = [] {
      std::vector<Contingent> list;
      for (const auto* key : {"a", "b", "c"}) {
        if (!*rc::gen::arbitrary<bool>()) continue;
        const auto release_at = *rc::gen::element<std::optional<core::Instant>>(std::nullopt, now, later);
        list.push_back(
            contingent(key, *rc::gen::inRange(0, 9), *rc::gen::element<std::string>("dinner", "rooms"), release_at));
      }
      return list;
    };
    const auto any_row = [](const char* key, int limit) {
      return row(key, limit, *rc::gen::inRange(0, 5), *rc::gen::inRange(0, 3));
    };
    const auto before = any_list();
    const auto after = any_list();
    const std::vector<PoolRow> rows{any_row("contingent.a", 9), any_row("contingent.b", 9), any_row("contingent.c", 9),
                                    any_row("dinner", 12), any_row("rooms", 12)};
    if (!events::refused(before, after, rows, now).empty()) return;
    const auto reserved_before = events::reserved_places(before, rows, now);
    for (const auto& [pool, reserved] : events::reserved_places(after, rows, now)) {
      const auto& of_pool = rows[pool == "dinner" ? 3 : 4];
      RC_ASSERT(of_pool.taken() + reserved <= 12 || reserved <= events::reserved_in(reserved_before, pool));
    }
    for (const auto& one : after) RC_ASSERT(one.places >= events::taken_of(one, rows));
    for (const auto& one : before) {
      const bool stays = std::any_of(after.begin(), after.end(), [&](const Contingent& other) {
        return other.key == one.key && other.pool == one.pool;
      });
      RC_ASSERT(stays || events::taken_of(one, rows) == 0);
    }
  }));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_any_more_may_shrink) {
  const std::vector<PoolRow> rows{row("dinner", 10, 8)};
  const std::vector<Contingent> before{contingent("a", 6)};
  BOOST_TEST(refused_of(before, {contingent("a", 5)}, rows) == "");
  BOOST_TEST(refused_of(before, {contingent("a", 7)}, rows) == "/contingents/0/places contingent_exceeds_free");
}

BOOST_AUTO_TEST_CASE(limits_of_categories_and_contingents_are_pools) {
  const std::vector<PoolRow> rows{row("category.a", 1), row("category.b", 2, 0, 0, 1), row("category.c", 3),
                                  row("companies", 7), row("contingent.a", 5)};
  BOOST_TEST(text_of(events::with_limits_of({category("new"), category("c", 9), category("z", 4)}, rows)) ==
             "category.b -; category.c 9; category.new -; category.z 4; companies 7; contingent.a 5");
  BOOST_TEST(text_of(events::with_limits_of(std::vector<Contingent>{contingent("b", 2)}, rows)) ==
             "category.a 1; category.b 2; category.c 3; companies 7; contingent.b 2");
  BOOST_TEST((events::with_limits_of({category("c", 9)}, rows)[0].waitlisted == 1));
}

BOOST_AUTO_TEST_SUITE_END()
