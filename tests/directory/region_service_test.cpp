#include "engine/directory/region_service.hpp"

#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

BOOST_FIXTURE_TEST_SUITE(region_service, DirectoryFixture)

BOOST_AUTO_TEST_CASE(a_region_is_made_read_changed_and_deleted) {
  const auto made = regions.create(organizer, {"nord", "Region Nord", true}).value();
  BOOST_TEST(made.closed_to_newcomers);
  BOOST_TEST((regions.find(organizer, "nord").value() == made));
  BOOST_TEST(!regions.create(organizer, {"sued", "Süd", {}}).value().closed_to_newcomers);

  const auto changed =
      regions.change(later(5), "nord", {.name = "Norden", .closed_to_newcomers = false}, made.version).value();
  BOOST_TEST(changed.version == made.version + 1);
  BOOST_TEST((regions.find(organizer, "nord").value() == changed));
  BOOST_TEST((regions.change(later(6), "nord", {.name = "Norden", .closed_to_newcomers = {}}, {}).value() == changed));
  BOOST_TEST(refusal(regions.change(later(7), "nord", {.name = " ", .closed_to_newcomers = {}}, {})) ==
             "validation_failed /name:wrong_format");

  BOOST_TEST(refusal(regions.remove(organizer, "nord", made.version)) == "precondition_failed");
  BOOST_TEST(refusal(regions.remove(later(9), "nord", changed.version)) == "none");
  BOOST_TEST(refusal(regions.find(organizer, "nord")) == "not_found");
  BOOST_TEST(refusal(regions.remove(organizer, "nord", {})) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
  // Found in review: what was made anew under an old key had the old ETag, with other content.
  BOOST_TEST(regions.create(later(10), {"nord", "Anders", {}}).value().version > changed.version);
}

BOOST_AUTO_TEST_CASE(a_key_is_unique_within_an_organization_only) {
  BOOST_TEST(regions.create(organizer, {"nord", "Nord", {}}).has_value());
  BOOST_TEST(refusal(regions.create(organizer, {"nord", "Nord", {}})) == "already_exists");
  const auto stranger = call_of(data.add_organization("other"));
  BOOST_TEST(refusal(regions.find(stranger, "nord")) == "not_found");
  BOOST_TEST(refusal(regions.change(stranger, "nord", {}, {})) == "not_found");
  BOOST_TEST(refusal(regions.remove(stranger, "nord", {})) == "not_found");
  BOOST_TEST(regions.list(stranger, {}).items.empty());
  BOOST_TEST(regions.create(stranger, {"nord", "Nord", {}}).has_value());
}

BOOST_AUTO_TEST_CASE(a_region_with_companies_stays_until_they_leave_it) {
  (void)regions.create(organizer, {"nord", "Nord", {}}).value();
  const auto company =
      companies.create(organizer, {.name = "A", .role = CompanyRole::partner, .region_key = "nord", .city = {}})
          .value();
  const auto refused = regions.remove(organizer, "nord", {});
  BOOST_TEST(refusal(refused) == "still_referenced");
  BOOST_TEST(detail(refused) == "region 'nord' cannot be deleted while it has 1 company.");
  BOOST_TEST(companies.change(organizer, company.id, {.name = {}, .role = {}, .region_key = {{}}, .city = {}}, {})
                 .has_value());
  BOOST_TEST(refusal(regions.remove(organizer, "nord", {})) == "none");
}

BOOST_AUTO_TEST_CASE(a_merged_company_does_not_hold_its_region) {
  (void)regions.create(organizer, {"nord", "Nord", {}}).value();
  const auto from =
      companies.create(organizer, {.name = "A", .role = CompanyRole::partner, .region_key = "nord", .city = {}})
          .value();
  BOOST_TEST(companies.merge(organizer, from.id, new_company("B").id).has_value());
  BOOST_TEST(refusal(regions.remove(organizer, "nord", {})) == "none");
}

BOOST_AUTO_TEST_CASE(regions_are_listed_in_pages) {
  for (const auto* key : {"a", "b", "c"}) (void)regions.create(later(key[0]), {key, "R", {}}).value();
  const auto first = regions.list(organizer, {.after = {}, .limit = 2, .updated_since = {}});
  BOOST_REQUIRE_EQUAL(first.items.size(), 2U);
  BOOST_TEST(first.items[0].key == "a");
  BOOST_REQUIRE(first.next_after.has_value());
  const auto second = regions.list(organizer, {.after = first.next_after, .limit = 2, .updated_since = {}});
  BOOST_REQUIRE_EQUAL(second.items.size(), 1U);
  BOOST_TEST(second.items[0].key == "c");
  BOOST_TEST(!second.next_after.has_value());
  BOOST_TEST(regions.list(organizer, {.after = {}, .limit = 50, .updated_since = later('b').now}).items.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
