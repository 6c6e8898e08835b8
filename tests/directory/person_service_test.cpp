#include "engine/directory/person_service.hpp"

#include "engine/directory/person_store.hpp"
#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

namespace {

NewPerson person_of(const core::CompanyId& company) {
  return {.company = company,
          .given_name = "Zoë",
          .family_name = "Łukasiewicz-O'Neill 😀",
          .email = "zoë@example.org",
          .function = "Geschäftsführung / إدارة"};
}

PersonPatch to_company(const core::CompanyId& company) {
  PersonPatch patch;
  patch.company = company;
  return patch;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(person_service, DirectoryFixture)

BOOST_AUTO_TEST_CASE(a_person_is_made_read_changed_and_deleted) {
  const auto company = new_company("A");
  const auto made = people.create(organizer, person_of(company.id)).value();
  const auto read = people.find(organizer, made.id).value();
  BOOST_TEST((read == made));
  BOOST_TEST(read.family_name == "Łukasiewicz-O'Neill 😀");
  BOOST_TEST(read.function.value() == "Geschäftsführung / إدارة");

  PersonPatch patch;
  patch.given_name = "Zoe";
  patch.function = std::optional<std::string>();
  const auto changed = people.change(later(5), made.id, patch, made.version).value();
  BOOST_TEST(changed.version == made.version + 1);
  BOOST_TEST(!changed.function.has_value());
  BOOST_TEST((people.find(organizer, made.id).value() == changed));
  BOOST_TEST((people.change(later(6), made.id, patch, changed.version).value() == changed));
  BOOST_TEST(refusal(people.change(later(6), made.id, patch, made.version)) == "precondition_failed");
  patch.email = "nobody";
  patch.given_name = "";
  BOOST_TEST(refusal(people.change(later(7), made.id, patch, {})) ==
             "validation_failed /given_name:wrong_length /email:wrong_format");

  BOOST_TEST(refusal(people.remove(organizer, made.id, made.version)) == "precondition_failed");
  BOOST_TEST(refusal(people.remove(later(9), made.id, changed.version)) == "none");
  BOOST_TEST(refusal(people.find(organizer, made.id)) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
}

BOOST_AUTO_TEST_CASE(a_company_must_be_there) {
  const auto stranger = call_of(data.add_organization("other"));
  const auto theirs =
      companies.create(stranger, {.name = "B", .role = CompanyRole::partner, .region_key = {}, .city = {}}).value();
  for (const auto& id : {theirs.id, core::CompanyId::make(now)}) {
    BOOST_TEST(refusal(people.create(organizer, person_of(id))) == "validation_failed /company_id:reference_not_found");
    const auto mine = new_person(new_company("A").id);
    BOOST_TEST(refusal(people.change(organizer, mine.id, to_company(id), {})) ==
               "validation_failed /company_id:reference_not_found");
  }
}

BOOST_AUTO_TEST_CASE(people_of_another_organization_do_not_exist) {
  const auto made = new_person(new_company("A").id);
  const auto stranger = call_of(data.add_organization("other"));
  BOOST_TEST(refusal(people.find(stranger, made.id)) == "not_found");
  BOOST_TEST(refusal(people.require_visible(stranger, made.id)) == "not_found");
  BOOST_TEST(refusal(people.change(stranger, made.id, {}, {})) == "not_found");
  BOOST_TEST(refusal(people.remove(stranger, made.id, {})) == "not_found");
  BOOST_TEST(people.list(stranger, {}, {}).items.empty());
}

BOOST_AUTO_TEST_CASE(a_token_of_a_company_looks_after_its_own_people_and_no_others) {
  const auto own = new_company("Own");
  const auto other = new_company("Other");
  const auto partner = caller_of(own.id);
  const auto ours = people.create(partner, person_of(own.id)).value();
  const auto theirs = new_person(other.id);
  BOOST_TEST(refusal(people.create(partner, person_of(other.id))) ==
             "validation_failed /company_id:reference_not_found");
  BOOST_TEST(refusal(people.find(partner, ours.id)) == "none");
  BOOST_TEST(refusal(people.find(partner, theirs.id)) == "not_found");
  BOOST_TEST(refusal(people.require_visible(partner, theirs.id)) == "not_found");
  PersonPatch patch;
  patch.given_name = "Neu";
  BOOST_TEST(refusal(people.change(partner, ours.id, patch, {})) == "none");
  BOOST_TEST(refusal(people.change(partner, theirs.id, patch, {})) == "not_found");
  BOOST_TEST(refusal(people.change(partner, ours.id, to_company(other.id), {})) ==
             "validation_failed /company_id:reference_not_found");
  BOOST_TEST(people.list(partner, {}, {}).items.size() == 1U);
  BOOST_TEST(people.list(partner, {.company = own.id, .email = {}}, {}).items.size() == 1U);
  BOOST_TEST(people.list(partner, {.company = other.id, .email = {}}, {}).items.empty());
  BOOST_TEST(people.list(organizer, {}, {}).items.size() == 2U);
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_and_paged) {
  const auto a = new_company("A");
  const auto b = new_company("B");
  std::vector<core::PersonId> ids;
  for (int i = 0; i < 5; ++i) {
    auto wanted = person_of(i % 2 == 0 ? a.id : b.id);
    wanted.email = "p" + std::to_string(i / 2) + "@example.org";
    ids.push_back(people.create(later(i), wanted).value().id);
  }
  BOOST_TEST(people.list(organizer, {.company = a.id, .email = {}}, {}).items.size() == 3U);
  BOOST_TEST(people.list(organizer, {.company = {}, .email = "p0@example.org"}, {}).items.size() == 2U);
  BOOST_TEST(people.list(organizer, {.company = b.id, .email = "p0@example.org"}, {}).items.size() == 1U);
  BOOST_TEST(people.list(organizer, {.company = {}, .email = "P0@example.org"}, {}).items.empty());
  std::vector<core::PersonId> walked;
  core::PageRequest page{.after = {}, .limit = 2, .updated_since = {}};
  do {
    const auto part = people.list(organizer, {}, page);
    for (const auto& person : part.items) walked.push_back(person.id);
    page.after = part.next_after;
  } while (page.after);
  BOOST_TEST((walked == ids));
  BOOST_TEST(people.list(organizer, {}, {.after = {}, .limit = 50, .updated_since = later(3).now}).items.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_person_whom_a_registration_names_is_not_deleted) {
  const auto company = new_company("A");
  const auto person = new_person(company.id);
  const auto heads = register_heads(event(series("kongress"), 2016, "open"), company.id, 1);
  execute("update registration_participants set person_id = :person where id = :id",
          {{"person", person.id}, {"id", heads.at(0)}});
  const auto refused = people.remove(organizer, person.id, {});
  BOOST_TEST(refusal(refused) == "still_referenced");
  BOOST_TEST(detail(refused) == "person '" + person.id.text() + "' cannot be deleted while it has participants.");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(person_merge, DirectoryFixture)

BOOST_AUTO_TEST_CASE(references_move_and_the_duplicate_names_the_one_that_stays) {
  const auto company = new_company("A");
  const auto from = new_person(company.id, "a@example.org");
  const auto into = new_person(company.id, "b@example.org");
  BOOST_TEST((people.merge(organizer, from.id, into.id).value() == into));
  BOOST_TEST((mover.people == std::vector{std::pair{from.id, into.id}}));
  const auto gone = people.find(organizer, from.id);
  BOOST_TEST(refusal(gone) == "merged");
  BOOST_TEST(detail(gone) == "person '" + from.id.text() + "' was merged into '" + into.id.text() + "'.");
  BOOST_TEST(people.list(organizer, {}, {}).items.size() == 1U);
  BOOST_TEST(refusal(people.change(organizer, from.id, {}, {})) == "merged");
  BOOST_TEST(refusal(people.remove(organizer, from.id, {})) == "merged");
  BOOST_TEST(refusal(people.merge(organizer, from.id, into.id)) == "merged");
  BOOST_TEST(refusal(people.merge(organizer, into.id, from.id)) == "validation_failed /into:merged");
  BOOST_TEST(refusal(people.require_visible(organizer, from.id)) == "none");
  BOOST_TEST(trail(from.id.uuid) == "created merged");
  BOOST_TEST(trail(into.id.uuid) == "created absorbed");
  const auto found =
      database().read([&](storage::Transaction& tx) { return find_person(tx, data.organization(), from.id); });
  BOOST_TEST(!found.has_value());
}

BOOST_AUTO_TEST_CASE(itself_nobody_and_another_role_are_refused) {
  const auto person = new_person(new_company("A").id);
  const auto of_vendor = new_person(new_company("B", CompanyRole::vendor).id);
  BOOST_TEST(refusal(people.merge(organizer, person.id, person.id)) == "validation_failed /into:merge_into_itself");
  BOOST_TEST(refusal(people.merge(organizer, person.id, core::PersonId::make(now))) ==
             "validation_failed /into:reference_not_found");
  BOOST_TEST(refusal(people.merge(organizer, core::PersonId::make(now), person.id)) == "not_found");
  BOOST_TEST(refusal(people.merge(organizer, person.id, of_vendor.id)) == "merge_across_roles");
  BOOST_TEST(mover.people.empty());
}

BOOST_AUTO_TEST_CASE(duplicates_follow_the_one_that_stays_wherever_it_goes) {
  const auto old_company = new_company("A");
  const auto new_one = new_company("B");
  const auto first = new_person(old_company.id);
  const auto second = new_person(old_company.id);
  const auto third = new_person(new_one.id);
  (void)people.merge(organizer, first.id, second.id).value();
  (void)people.merge(organizer, second.id, third.id).value();
  BOOST_TEST(detail(people.find(organizer, first.id)).find(third.id.text()) != std::string::npos);
  BOOST_TEST(refusal(people.find(caller_of(new_one.id), first.id)) == "merged");
  BOOST_TEST(refusal(people.find(caller_of(old_company.id), first.id)) == "not_found");
  BOOST_TEST(refusal(companies.remove(organizer, old_company.id, {})) == "none");

  const auto last_company = new_company("C");
  BOOST_TEST(refusal(people.change(organizer, third.id, to_company(last_company.id), {})) == "none");
  BOOST_TEST(refusal(companies.remove(organizer, new_one.id, {})) == "none");
  BOOST_TEST(refusal(people.remove(organizer, third.id, {})) == "none");
  BOOST_TEST(refusal(people.find(organizer, first.id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_merger_that_fails_half_way_changes_nothing) {
  const auto company = new_company("A");
  const auto from = new_person(company.id);
  const auto into = new_person(company.id);
  mover.fails = true;
  BOOST_CHECK_THROW((void)people.merge(organizer, from.id, into.id), std::runtime_error);
  BOOST_TEST(refusal(people.find(organizer, from.id)) == "none");
}

BOOST_AUTO_TEST_SUITE_END()
