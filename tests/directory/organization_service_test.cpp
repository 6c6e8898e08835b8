#include "engine/directory/organization_service.hpp"

#include "engine/audit/audit.hpp"
#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

BOOST_FIXTURE_TEST_SUITE(organization_service, DirectoryFixture)

BOOST_AUTO_TEST_CASE(a_new_organization_is_found_by_its_key_and_is_in_its_own_trail) {
  const auto made = organizations.create(organizer, {"verbund", "Verbund „Süd“ 😀", "Europe/Vienna"});
  BOOST_REQUIRE(made.has_value());
  BOOST_TEST((made->created_at == now));
  BOOST_TEST((organizations.find_by_key(organizer, "verbund") == *made));
  BOOST_TEST((organizations.current(call_of(made->id)).value() == *made));
  BOOST_TEST(!organizations.find_by_key(organizer, "nobody").has_value());
  const auto trail_of_it =
      database().read([&](storage::Transaction& tx) { return audit::list(tx, made->id, made->id.uuid, {}); });
  BOOST_REQUIRE_EQUAL(trail_of_it.items.size(), 1U);
  BOOST_TEST(trail_of_it.items[0].action == "created");
}

BOOST_AUTO_TEST_CASE(a_key_that_is_taken_and_wrong_members_are_refused) {
  BOOST_TEST(refusal(organizations.create(organizer, {"test", "Again", "Europe/Berlin"})) == "already_exists");
  BOOST_TEST(refusal(organizations.create(organizer, {"Test", " ", "Mars/Base"})) ==
             "validation_failed /key:wrong_format /name:wrong_format /time_zone:wrong_format");
}

BOOST_AUTO_TEST_CASE(settings_change_by_version_and_only_when_something_changes) {
  const auto before = organizations.current(organizer).value();
  BOOST_TEST(refusal(organizations.change(later(1), {.name = "Neu", .time_zone = {}}, before.version + 1)) ==
             "precondition_failed");
  const auto same = organizations.change(later(1), {.name = before.name, .time_zone = {}}, before.version).value();
  BOOST_TEST((same == before));
  const auto after =
      organizations.change(later(2), {.name = "Neu", .time_zone = "Asia/Hong_Kong"}, before.version).value();
  BOOST_TEST(after.version == before.version + 1);
  BOOST_TEST((after.updated_at == later(2).now));
  BOOST_TEST((organizations.current(organizer).value() == after));
  BOOST_TEST(after.time_zone == "Asia/Hong_Kong");
  BOOST_TEST(refusal(organizations.change(later(3), {.name = "", .time_zone = "x"}, {})) ==
             "validation_failed /name:wrong_length /time_zone:wrong_format");
  BOOST_TEST(trail(data.organization().uuid) == "changed");
}

BOOST_AUTO_TEST_SUITE_END()
