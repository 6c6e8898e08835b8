#include "engine/registration/check_in_list_service.hpp"
#include "engine/registration/check_in_report_service.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::Admits;
using registration::CheckInListPatch;
using registration::Direction;
using registration::NewCheckIn;
using registration::NewCheckInList;

namespace {

struct ListFixture : RegistrationFixture {
  registration::CheckInListService lists{database()};

  core::Result<registration::CheckInList> create(NewCheckInList list) {
    later(1);
    if (list.name.empty()) list.name = "Liste";
    return lists.create(call(), event, list);
  }
  std::string on(const std::string& list, const std::string& ticket, Direction direction = Direction::entry) {
    later(1);
    NewCheckIn scan;
    scan.ticket_code = ticket;
    scan.direction = direction;
    scan.list = list;
    return refusal(check_ins.check_in(call(), event, scan));
  }
  Registration in_category(const std::string& category) {
    auto wish = group(company, 1);
    wish.category = category;
    later(1);
    return service.register_group(call(), event, wish).value();
  }
  std::string keys(const core::PageRequest& page = {}) {
    std::string text;
    const auto found = lists.list(call(), event, page).value();
    for (const auto& list : found.items) text += list.key + " ";
    return text;
  }
};

NewCheckInList by_categories(std::vector<std::string> categories) {
  return {.key = "vip", .name = "VIP", .admits = Admits::categories, .categories = std::move(categories)};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(check_in_lists, ListFixture)

BOOST_AUTO_TEST_CASE(a_list_names_what_it_admits_by_and_nothing_else) {
  BOOST_TEST(refusal(create({.key = "A", .name = "x"})) == "validation_failed /key:wrong_format");
  BOOST_TEST(refusal(create({.key = "a", .name = " "})) == "validation_failed /name:wrong_format");
  BOOST_TEST(refusal(create({.key = "a", .admits = Admits::categories})) == "validation_failed /categories:required");
  BOOST_TEST(refusal(create({.key = "a", .admits = Admits::pool})) == "validation_failed /pool:required");
  BOOST_TEST(refusal(create({.key = "a", .admits = Admits::all, .categories = {{"x"}}, .pool = "p"})) ==
             "validation_failed /categories:not_admitted_by /pool:not_admitted_by");
  BOOST_TEST(refusal(create(by_categories({}))) == "validation_failed /categories:wrong_count");
  BOOST_TEST(refusal(create(by_categories({"a", "B", "a"}))) ==
             "validation_failed /categories/1:wrong_format /categories/2:duplicate_member");
  BOOST_TEST(refusal(create(by_categories(std::vector<std::string>(101, "a"))))
                 .starts_with("validation_failed /categories:wrong_count"));
  BOOST_TEST(refusal(create({.key = "a", .admits = Admits::pool, .pool = "participants"})) ==
             "validation_failed /pool:pool_counts_by_itself");
  BOOST_TEST(refusal(create({.key = "a", .admits = Admits::pool, .pool = "P"})) ==
             "validation_failed /pool:wrong_format");
}

BOOST_AUTO_TEST_CASE(the_default_list_is_always_there_and_stays) {
  BOOST_TEST(keys() == "default ");
  const auto found = lists.find(call(), event, "default").value();
  BOOST_TEST((found.id.uuid == event.uuid));
  BOOST_TEST(refusal(create({.key = "default"})) == "already_exists");
  BOOST_TEST((lists.find(call(), event, "default").value() == found));
  BOOST_TEST(refusal(lists.remove(call(), event, "default", {})) == "default_list_stays");
  CheckInListPatch patch;
  patch.name = "Haupteingang";
  later(1);
  const auto renamed = lists.change(call(), event, "default", patch, found.version).value();
  BOOST_TEST(renamed.version == found.version + 1);
  BOOST_TEST(lists.find(call(), event, "default").value().name == "Haupteingang");
  BOOST_TEST(refusal(lists.change(call(), event, "default", patch, found.version)) == "precondition_failed");
  BOOST_TEST(lists.change(call(), event, "default", patch, {}).value().version == renamed.version);
}

BOOST_AUTO_TEST_CASE(lists_are_made_changed_and_deleted) {
  const auto made = create(by_categories({"b", "a"})).value();
  BOOST_TEST(made.categories.value() == (std::vector<std::string>{"a", "b"}), boost::test_tools::per_element());
  BOOST_TEST((lists.find(call(), event, "vip").value() == made));
  BOOST_TEST(refusal(create({.key = "vip"})) == "already_exists");
  CheckInListPatch patch;
  patch.admits = Admits::pool;
  BOOST_TEST(refusal(lists.change(call(), event, "vip", patch, {})) == "validation_failed /pool:required");
  patch.pool = "dinner";
  const auto after = lists.change(call(), event, "vip", patch, made.version).value();
  BOOST_TEST(!after.categories);
  BOOST_TEST((lists.find(call(), event, "vip").value() == after));
  BOOST_TEST(keys() == "default vip ");
  BOOST_TEST(keys({.after = event.uuid, .limit = 1, .updated_since = {}}) == "vip ");
  BOOST_TEST(keys({.after = {}, .limit = 9, .updated_since = now}) == "vip ");
  BOOST_TEST(refusal(lists.remove(call(), event, "vip", made.version)) == "precondition_failed");
  BOOST_TEST(refusal(lists.remove(call(), event, "vip", after.version)) == "none");
  BOOST_TEST(refusal(lists.remove(call(), event, "vip", {})) == "not_found");
  BOOST_TEST(refusal(lists.find(call(), event, "vip")) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
  BOOST_TEST(refusal(lists.list(call_of(other), event, {})) == "not_found");
}

BOOST_AUTO_TEST_CASE(an_event_has_at_most_50_lists) {
  for (int i = 1; i < 50; ++i) BOOST_TEST_REQUIRE(refusal(create({.key = "l" + std::to_string(i)})) == "none");
  BOOST_TEST(refusal(create({.key = "one-more"})) == "too_many_check_in_lists");
}

BOOST_AUTO_TEST_CASE(who_is_inside_is_counted_list_by_list) {
  const auto ticket = enter(company, 1).value().participants[0].ticket_code;
  BOOST_REQUIRE(create({.key = "day-2"}));
  BOOST_TEST(refusal(scan(ticket)) == "none");
  BOOST_TEST(on("day-2", ticket, Direction::exit) == "not_checked_in");
  BOOST_TEST(on("day-2", ticket) == "none");
  BOOST_TEST(on("day-2", ticket) == "already_checked_in");
  BOOST_TEST(on("default", ticket) == "already_checked_in");
  BOOST_TEST(on("default", ticket, Direction::exit) == "none");
  BOOST_TEST(on("day-2", ticket) == "already_checked_in");
  BOOST_TEST(on("day-3", ticket) == "validation_failed /list:reference_not_found");
  BOOST_TEST(refusal(lists.remove(call(), event, "day-2", {})) == "still_referenced");
  BOOST_TEST(
      check_ins.list(call(), event, {.result = {}, .participant = {}, .list = "day-2"}, {}).value().items.size() == 4U);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_nonce_of_one_list_is_not_taken_for_another) {
  const auto ticket = enter(company, 1).value().participants[0].ticket_code;
  BOOST_REQUIRE(create({.key = "day-2"}));
  NewCheckIn scan;
  scan.ticket_code = ticket;
  scan.nonce = "n";
  BOOST_TEST(refusal(check_ins.check_in(call(), event, scan)) == "none");
  scan.list = "default";
  BOOST_TEST(refusal(check_ins.check_in(call(), event, scan)) == "none");
  scan.list = "day-2";
  BOOST_TEST(refusal(check_ins.check_in(call(), event, scan)) == "validation_failed /nonce:nonce_reused");
}

BOOST_AUTO_TEST_CASE(a_list_admits_categories_or_a_pool) {
  const auto plain = enter(company, 1).value().participants[0].ticket_code;
  const auto gold = in_category("gold").participants[0].ticket_code;
  const auto silver = in_category("silver").participants[0].ticket_code;
  const auto diner = enter(company, 2, WaitlistPolicy::none, 1).value();
  BOOST_REQUIRE(create(by_categories({"gold", "platinum"})));
  BOOST_REQUIRE(create({.key = "rooms", .admits = Admits::pool, .pool = "hotel_rooms"}));
  BOOST_TEST(on("vip", plain) == "not_on_list");
  BOOST_TEST(on("vip", silver) == "not_on_list");
  BOOST_TEST(on("vip", gold) == "none");
  BOOST_TEST(on("rooms", gold) == "not_on_list");
  for (const auto& head : diner.participants) BOOST_TEST(on("rooms", head.ticket_code) == "none");
  // Somebody who only waits for the pool is not on it.
  limit({{"hotel_rooms", 1, 0}});
  const auto waiting = enter(1, WaitlistPolicy::partial, 1).value();
  BOOST_TEST(on("rooms", waiting.participants[0].ticket_code) == "not_on_list");
  NewCheckIn forced;
  forced.ticket_code = plain;
  forced.list = "vip";
  forced.forced = true;
  BOOST_TEST(refusal(check_ins.check_in(call(), event, forced)) == "not_on_list");
}

BOOST_AUTO_TEST_CASE(the_default_list_may_admit_less_and_who_is_inside_gets_out_no_more_by_it) {
  const auto plain = enter(company, 1).value().participants[0].ticket_code;
  BOOST_TEST(refusal(scan(plain)) == "none");
  CheckInListPatch patch;
  patch.admits = Admits::categories;
  patch.categories = std::vector<std::string>{"gold"};
  BOOST_REQUIRE(lists.change(call(), event, "default", patch, {}));
  BOOST_TEST(refusal(scan(plain, Direction::exit)) == "not_on_list");
  BOOST_TEST(refusal(scan(in_category("gold").participants[0].ticket_code)) == "none");
}

BOOST_AUTO_TEST_CASE(an_event_that_has_nothing_but_lists_can_be_deleted) {
  event = make_event();
  BOOST_REQUIRE(create(by_categories({"gold"})));
  BOOST_TEST(refusal(events.remove(call(), event, {})) == "none");
  BOOST_TEST(count("select count(*) from check_in_lists where event_id = :event", {{"event", event}}) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
