// A database whose audit entries had a row per changed member: nothing of what they say is lost.
#include <boost/test/unit_test.hpp>

#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/storage/migrations.hpp"
#include "tests/support/old_database.hpp"

using namespace tagwerk;

namespace {

constexpr int one_column_version = 5;

struct Fixture : support::OldDatabase {
  Fixture() : OldDatabase(one_column_version) {}
};

}  // namespace

BOOST_AUTO_TEST_SUITE(changes_migration)

BOOST_FIXTURE_TEST_CASE(the_changes_of_old_entries_are_still_told, Fixture) {
  storage::Database database(settings);
  const auto organization = core::OrganizationId::make(now);
  const auto object = core::Uuid::make(now);
  const auto entry = core::Uuid::make(now);
  write(database,
        "insert into organizations (id, organization_key, name, time_zone, created_at, updated_at) values (:id, 'o', "
        "'O', 'UTC', :now, :now)",
        {{"id", organization}});
  for (const auto& id : {entry, core::Uuid::make(now + boost::posix_time::seconds(1))}) {
    write(
        database,
        "insert into audit_entries (id, organization_id, happened_at, actor, request_id, object_kind, object_id, action) "
        "values (:id, :org, :now, 'a', 'r', 'event', :object, 'changed')",
        {{"id", id}, {"org", organization}, {"object", object}});
  }
  const std::vector<audit::Change> changes{{"city", std::nullopt, "Köln 😀"},
                                           {"emptied", "x", ""},
                                           {"literal", "\\N", "\\t"},
                                           {"marks", "a\tb\nc\\d", std::nullopt},
                                           {"name", "O'Neill", "\"quoted\""}};
  for (const auto& change : changes) {
    write(database,
          "insert into audit_changes (entry_id, member, value_before, value_after) values (:id, :member, :old, :new)",
          {{"id", entry}, {"member", change.member}, {"old", change.before}, {"new", change.after}});
  }
  BOOST_TEST(!storage::migrate(settings).empty());
  const auto entries =
      database.read([&](storage::Transaction& tx) { return audit::list(tx, organization, object, {}).items; });
  BOOST_TEST_REQUIRE(entries.size() == 2U);
  BOOST_TEST((entries[0].changes == changes));
  BOOST_TEST(entries[1].changes.empty());
}

BOOST_AUTO_TEST_SUITE_END()
