#include "engine/audit/audit.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/core/result.hpp"
#include "engine/core/text.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;

namespace {

struct Fixture {
  support::TestDatabase& data = support::TestDatabase::shared();
  storage::Database& database = data.database();
  access::Call call = make_call();
  core::Uuid object = core::Uuid::make(call.now);

  access::Call make_call() const {
    access::Call made;
    made.principal.organization = data.organization();
    made.principal.token = core::TokenId::make(core::parse_rfc3339("2016-01-01T00:00:00Z").value());
    made.principal.name = "scripts/run";
    made.principal.role = access::Role::organizer;
    made.now = core::parse_rfc3339("2016-11-10T08:00:00.123456Z").value();
    made.request_id = "01jdf0";
    return made;
  }
  void record(std::string_view action, std::vector<audit::Change> changes = {}) {
    database.transact(nullptr, [&](storage::Transaction& tx) {
      audit::record(tx, call, {"event", object, action, std::move(changes)});
      return true;
    });
  }
  core::Page<audit::Entry> list(const core::PageRequest& page = {}) {
    return database.read(
        [&](storage::Transaction& tx) { return audit::list(tx, call.principal.organization, object, page); });
  }
  void later(int seconds) { call.now += boost::posix_time::seconds(seconds); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(audit_trail, Fixture)

BOOST_AUTO_TEST_CASE(an_entry_says_who_did_what_when_and_from_what_to_what) {
  record("changed",
         {{"name", "Köln 😀", "München\n"}, {"city", std::nullopt, "Bonn"}, {"venue_id", "abc", std::nullopt}});
  const auto entries = list().items;
  BOOST_TEST_REQUIRE(entries.size() == 1U);
  const auto& entry = entries.front();
  BOOST_TEST((entry.happened_at == call.now));
  BOOST_TEST((entry.token == call.principal.token));
  BOOST_TEST(entry.actor == "organizer token 'scripts/run'");
  BOOST_TEST(entry.request_id == "01jdf0");
  BOOST_TEST(entry.object_kind == "event");
  BOOST_TEST((entry.object == object));
  BOOST_TEST(entry.action == "changed");
  BOOST_TEST_REQUIRE(entry.changes.size() == 3U);  // by member name
  BOOST_TEST(entry.changes[0].member == "city");
  BOOST_TEST(!entry.changes[0].before.has_value());
  BOOST_TEST(entry.changes[0].after.value() == "Bonn");
  BOOST_TEST(entry.changes[1].before.value() == "Köln 😀");
  BOOST_TEST(entry.changes[1].after.value() == "München\n");
  BOOST_TEST(!entry.changes[2].after.has_value());
}

BOOST_AUTO_TEST_CASE(members_that_did_not_change_are_left_out_and_empty_is_not_absent) {
  record("changed", {{"same", "1", "1"}, {"both_absent", std::nullopt, std::nullopt}, {"emptied", "x", ""}});
  const auto entry = list().items.front();
  BOOST_TEST_REQUIRE(entry.changes.size() == 1U);
  BOOST_TEST(entry.changes[0].member == "emptied");
  BOOST_TEST(entry.changes[0].after.value() == "");
}

BOOST_AUTO_TEST_CASE(an_entry_without_changes_is_an_entry) {
  record("deleted");
  BOOST_TEST_REQUIRE(list().items.size() == 1U);
  BOOST_TEST(list().items.front().changes.empty());
}

BOOST_AUTO_TEST_CASE(the_command_line_is_named) {
  call.principal.token.reset();
  call.principal.name.clear();
  call.request_id.clear();
  record("created");
  BOOST_TEST(list().items.front().actor == "command line");
  BOOST_TEST(!list().items.front().token.has_value());
}

BOOST_AUTO_TEST_CASE(who_acts_without_a_token_is_named) {
  call.principal.token.reset();
  call.principal.name = "deadline";
  record("created");
  BOOST_TEST(list().items.front().actor == "deadline");
}

BOOST_AUTO_TEST_CASE(entries_come_oldest_first_and_in_pages_with_their_own_changes) {
  for (int i = 0; i < 5; ++i) {
    record("changed", {{"n", std::to_string(i), std::to_string(i + 1)}});
    later(1);
  }
  core::PageRequest page;
  page.limit = 2;
  std::string seen;
  for (int pages = 0; pages < 3; ++pages) {
    const auto got = list(page);
    for (const auto& entry : got.items) {
      BOOST_TEST_REQUIRE(entry.changes.size() == 1U);
      seen += entry.changes[0].before.value();
    }
    BOOST_TEST(got.next_after.has_value() == (pages < 2));
    page.after = got.next_after;
  }
  BOOST_TEST(seen == "01234");
}

BOOST_AUTO_TEST_CASE(entries_of_one_call_keep_their_order) {
  for (int i = 0; i < 300; ++i) record("changed", {{"n", std::nullopt, std::to_string(i)}});
  core::PageRequest page;
  page.limit = 500;
  int expected = 0;
  for (const auto& entry : list(page).items)
    BOOST_TEST(entry.changes.front().after.value() == std::to_string(expected++));
  BOOST_TEST(expected == 300);
}

BOOST_AUTO_TEST_CASE(updated_since_means_happened_since) {
  record("created");
  later(10);
  record("changed");
  core::PageRequest page;
  page.updated_since = call.now;
  BOOST_TEST_REQUIRE(list(page).items.size() == 1U);
  BOOST_TEST(list(page).items.front().action == "changed");
}

BOOST_AUTO_TEST_CASE(another_object_and_another_organization_are_apart) {
  record("created");
  const auto mine = object;
  object = core::Uuid::make(call.now);
  BOOST_TEST(list().items.empty());
  object = mine;
  call.principal.organization = data.add_organization("other");
  BOOST_TEST(list().items.empty());
}

BOOST_AUTO_TEST_CASE(a_refused_unit_leaves_no_entry) {
  const auto refused = database.transact(nullptr, [&](storage::Transaction& tx) -> core::Result<> {
    audit::record(tx, call, {"event", object, "created", {{"a", std::nullopt, "b"}}});
    return core::fail(core::forbidden);
  });
  BOOST_TEST(refused.has_error());
  BOOST_TEST(list().items.empty());
}

BOOST_AUTO_TEST_CASE(values_and_names_that_are_too_long_are_cut_at_a_character_and_never_fail) {
  std::string umlauts;
  for (int i = 0; i < 40'000; ++i) umlauts += "ü";
  call.principal.name = umlauts.substr(0, 200);
  call.request_id = std::string(100, 'r');
  record("changed", {{"note", std::nullopt, umlauts}});
  const auto entry = list().items.front();
  const auto after = entry.changes.front().after.value();
  BOOST_TEST(after.size() <= 65'535U);
  BOOST_TEST(after.size() > 65'000U);
  BOOST_TEST(after.ends_with("…"));
  BOOST_TEST(core::is_utf8(after));
  BOOST_TEST(core::is_utf8(entry.actor));
  BOOST_TEST(entry.actor.starts_with("organizer token 'ü"));
  BOOST_TEST(entry.request_id.size() <= 64U);
}

BOOST_AUTO_TEST_CASE(a_value_of_exactly_the_limit_is_kept_whole) {
  const std::string text(65'535, 'x');
  record("changed", {{"note", std::nullopt, text}});
  BOOST_TEST((list().items.front().changes.front().after == text));
}

BOOST_AUTO_TEST_SUITE_END()
