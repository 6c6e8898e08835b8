#include "engine/directory/company_service.hpp"

#include "engine/directory/company_store.hpp"
#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

namespace {

std::string names(const core::Page<Company>& page) {
  std::string all;
  for (const auto& company : page.items) all += (all.empty() ? "" : " ") + company.name;
  return all;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(company_service, DirectoryFixture)

BOOST_AUTO_TEST_CASE(a_company_is_made_read_changed_and_deleted) {
  (void)regions.create(organizer, {"nord", "Nord", {}}).value();
  const auto made =
      companies
          .create(organizer, {.name = "Systemhaus", .role = CompanyRole::partner, .region_key = "nord", .city = "Kiel"})
          .value();
  BOOST_TEST(made.region_key.value() == "nord");
  BOOST_TEST((companies.find(organizer, made.id).value() == made));

  const auto changed =
      companies.change(later(5), made.id, {.name = "Neu", .role = {}, .region_key = {{}}, .city = {{}}}, made.version)
          .value();
  BOOST_TEST(changed.version == made.version + 1);
  BOOST_TEST((changed.updated_at == later(5).now));
  BOOST_TEST(!changed.region_key.has_value());
  BOOST_TEST(!changed.city.has_value());
  BOOST_TEST((companies.find(organizer, made.id).value() == changed));
  BOOST_TEST(
      (companies.change(later(6), made.id, {.name = "Neu", .role = {}, .region_key = {}, .city = {}}, {}).value() ==
       changed));
  BOOST_TEST(refusal(companies.change(later(6), made.id, {}, made.version)) == "precondition_failed");

  BOOST_TEST(refusal(companies.remove(organizer, made.id, made.version)) == "precondition_failed");
  BOOST_TEST(refusal(companies.remove(later(9), made.id, changed.version)) == "none");
  BOOST_TEST(refusal(companies.find(organizer, made.id)) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
}

BOOST_AUTO_TEST_CASE(every_name_and_city_reads_back_as_it_was_written) {
  for (const auto* text : {"Müller & Söhne ÄÖÜ ß", "😀👩‍💻 GmbH", "שלום عالم", "e\xCC\x81",
                           "'; drop table companies; --", "100 % \\ \"quoted\" :name"}) {
    const auto made =
        companies.create(organizer, {.name = text, .role = CompanyRole::vendor, .region_key = {}, .city = text})
            .value();
    const auto read = companies.find(organizer, made.id).value();
    BOOST_TEST(read.name == text);
    BOOST_TEST(read.city.value() == text);
    BOOST_TEST(companies.list(organizer, {.role = {}, .region_key = {}, .name = text, .only = {}}, {}).items.size() ==
               1U);
  }
}

BOOST_AUTO_TEST_CASE(an_unknown_region_and_one_of_another_organization_are_wrong_members) {
  const auto stranger = call_of(data.add_organization("other"));
  (void)regions.create(stranger, {"nord", "Nord", {}}).value();
  const NewCompany wanted{.name = "A", .role = CompanyRole::partner, .region_key = "nord", .city = {}};
  BOOST_TEST(refusal(companies.create(organizer, wanted)) == "validation_failed /region_key:reference_not_found");
  const auto made = new_company("A");
  BOOST_TEST(refusal(companies.change(organizer, made.id, {.name = {}, .role = {}, .region_key = {"nord"}, .city = {}},
                                      {})) == "validation_failed /region_key:reference_not_found");
  BOOST_TEST(refusal(companies.create(organizer, {.name = "", .role = {}, .region_key = {}, .city = ""})) ==
             "validation_failed /name:wrong_length /city:wrong_length");
}

BOOST_AUTO_TEST_CASE(companies_of_another_organization_do_not_exist) {
  const auto made = new_company("A");
  const auto stranger = call_of(data.add_organization("other"));
  BOOST_TEST(refusal(companies.find(stranger, made.id)) == "not_found");
  BOOST_TEST(refusal(companies.require_visible(stranger, made.id)) == "not_found");
  BOOST_TEST(refusal(companies.change(stranger, made.id, {}, {})) == "not_found");
  BOOST_TEST(refusal(companies.remove(stranger, made.id, {})) == "not_found");
  BOOST_TEST(companies.list(stranger, {}, {}).items.empty());
  const auto theirs =
      companies.create(stranger, {.name = "B", .role = CompanyRole::partner, .region_key = {}, .city = {}}).value();
  BOOST_TEST(refusal(companies.merge(organizer, made.id, theirs.id)) == "validation_failed /into:reference_not_found");
  BOOST_TEST(refusal(companies.merge(organizer, theirs.id, made.id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_token_of_a_company_sees_its_own_and_no_other) {
  const auto own = new_company("Own");
  const auto other = new_company("Other");
  const auto partner = caller_of(own.id);
  BOOST_TEST(refusal(companies.find(partner, own.id)) == "none");
  BOOST_TEST(refusal(companies.find(partner, other.id)) == "not_found");
  BOOST_TEST(refusal(companies.require_visible(partner, other.id)) == "not_found");
  BOOST_TEST(names(companies.list(partner, {}, {})) == "Own");
  BOOST_TEST(names(companies.list(partner, {.role = {}, .region_key = {}, .name = "Other", .only = other.id}, {})) ==
             "");
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_and_paged) {
  (void)regions.create(organizer, {"nord", "Nord", {}}).value();
  const auto make = [&](int second, const std::string& name, CompanyRole role, std::optional<std::string> region) {
    (void)companies.create(later(second), {.name = name, .role = role, .region_key = std::move(region), .city = {}})
        .value();
  };
  make(1, "A", CompanyRole::partner, "nord");
  make(2, "B", CompanyRole::vendor, {});
  make(3, "C", CompanyRole::partner, {});
  make(4, "A", CompanyRole::supplier, "nord");
  const auto list = [&](const CompanyFilter& filter) { return names(companies.list(organizer, filter, {})); };
  BOOST_TEST(list({}) == "A B C A");
  BOOST_TEST(list({.role = CompanyRole::partner, .region_key = {}, .name = {}, .only = {}}) == "A C");
  BOOST_TEST(list({.role = {}, .region_key = "nord", .name = {}, .only = {}}) == "A A");
  BOOST_TEST(list({.role = {}, .region_key = "sued", .name = {}, .only = {}}) == "");
  BOOST_TEST(list({.role = {}, .region_key = {}, .name = "a", .only = {}}) == "");
  BOOST_TEST(list({.role = CompanyRole::supplier, .region_key = "nord", .name = "A", .only = {}}) == "A");

  const auto first = companies.list(organizer, {}, {.after = {}, .limit = 3, .updated_since = {}});
  BOOST_TEST(names(first) == "A B C");
  BOOST_REQUIRE(first.next_after.has_value());
  const auto second = companies.list(organizer, {}, {.after = first.next_after, .limit = 3, .updated_since = {}});
  BOOST_TEST(names(second) == "A");
  BOOST_TEST(!second.next_after.has_value());
  BOOST_TEST(names(companies.list(organizer, {}, {.after = {}, .limit = 4, .updated_since = later(3).now})) == "C A");
}

BOOST_AUTO_TEST_CASE(a_company_with_people_or_tokens_is_not_deleted_and_says_why) {
  const auto company = new_company("A");
  (void)new_person(company.id, "a@example.org");
  (void)new_person(company.id, "b@example.org");
  (void)new_token(company.id, "partner");
  const auto refused = companies.remove(organizer, company.id, {});
  BOOST_TEST(refusal(refused) == "still_referenced");
  BOOST_TEST(detail(refused) ==
             "company '" + company.id.text() + "' cannot be deleted while it has 2 people, 1 token.");
  BOOST_TEST(refusal(companies.find(organizer, company.id)) == "none");
}

BOOST_AUTO_TEST_CASE(a_company_with_registrations_is_not_deleted_and_says_why) {
  const auto company = new_company("A");
  (void)register_heads(event(series("kongress"), 2016, "open"), company.id, 1);
  const auto refused = companies.remove(organizer, company.id, {});
  BOOST_TEST(refusal(refused) == "still_referenced");
  BOOST_TEST((detail(refused).find("events") != std::string::npos ||
              detail(refused).find("registrations") != std::string::npos),
             detail(refused));
  BOOST_TEST(refusal(companies.find(organizer, company.id)) == "none");
}

BOOST_AUTO_TEST_CASE(a_role_that_a_valid_token_needs_stays_until_the_token_is_revoked) {
  const auto company = new_company("A");
  (void)new_token(company.id, "partner", true);
  const CompanyPatch to_vendor{.name = {}, .role = CompanyRole::vendor, .region_key = {}, .city = {}};
  BOOST_TEST(refusal(companies.change(organizer, company.id, to_vendor, {})) == "none");
  const auto token = new_token(company.id, "vendor");
  const CompanyPatch to_supplier{.name = {}, .role = CompanyRole::supplier, .region_key = {}, .city = {}};
  BOOST_TEST(refusal(companies.change(organizer, company.id, to_supplier, {})) == "none");
  const CompanyPatch to_partner{.name = {}, .role = CompanyRole::partner, .region_key = {}, .city = {}};
  BOOST_TEST(refusal(companies.change(organizer, company.id, to_partner, {})) == "company_role_unfit_for_token");
  execute("update access_tokens set revoked_at = :now where id = :id", {{"now", now}, {"id", token}});
  BOOST_TEST(refusal(companies.change(organizer, company.id, to_partner, {})) == "none");
}

BOOST_AUTO_TEST_CASE(what_a_service_does_in_the_callers_unit_of_work_is_undone_with_it) {
  core::CompanyId id;
  const auto refused = database().transact(nullptr, [&](storage::Transaction& tx) -> core::Result<> {
    auto call = organizer;
    call.transaction = &tx;
    const auto made = companies.create(call, {.name = "A", .role = CompanyRole::partner, .region_key = {}, .city = {}});
    id = made->id;
    BOOST_TEST(refusal(companies.find(call, id)) == "none");
    return core::fail(core::not_found);
  });
  BOOST_TEST(refusal(refused) == "not_found");
  BOOST_TEST(refusal(companies.find(organizer, id)) == "not_found");
  BOOST_TEST(trail(id.uuid) == "");
}

BOOST_AUTO_TEST_SUITE_END()
