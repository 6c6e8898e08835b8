#include <future>

#include "engine/directory/company_service.hpp"
#include "engine/directory/company_store.hpp"
#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

BOOST_FIXTURE_TEST_SUITE(company_merge, DirectoryFixture)

BOOST_AUTO_TEST_CASE(people_tokens_and_references_move_and_the_duplicate_names_the_one_that_stays) {
  const auto from = new_company("Müller GmbH");
  const auto into = new_company("Mueller GmbH");
  const auto person = new_person(from.id);
  const auto token = new_token(from.id, "partner");

  const auto survivor = companies.merge(later(9), from.id, into.id).value();
  BOOST_TEST((survivor == into));
  BOOST_TEST((mover.companies == std::vector{std::pair{from.id, into.id}}));

  const auto moved = people.find(organizer, person.id).value();
  BOOST_TEST((moved.company == into.id));
  BOOST_TEST(moved.version == person.version + 1);
  BOOST_TEST((moved.updated_at == later(9).now));
  BOOST_TEST(count("select count(*) from access_tokens where id = :id and company_id = :company and version = 2",
                   {{"id", token}, {"company", into.id}}) == 1);

  const auto gone = companies.find(organizer, from.id);
  BOOST_TEST(refusal(gone) == "merged");
  BOOST_TEST(detail(gone) == "company '" + from.id.text() + "' was merged into '" + into.id.text() + "'.");
  BOOST_TEST(companies.list(organizer, {}, {}).items.size() == 1U);
  BOOST_TEST(trail(from.id.uuid) == "created merged");
  BOOST_TEST(trail(into.id.uuid) == "created absorbed");
  BOOST_TEST(trail(person.id.uuid) == "created moved");
}

BOOST_AUTO_TEST_CASE(one_that_was_merged_takes_no_part_in_anything) {
  const auto from = new_company("A");
  const auto into = new_company("B");
  const auto third = new_company("C");
  (void)companies.merge(organizer, from.id, into.id).value();
  BOOST_TEST(refusal(companies.change(organizer, from.id, {}, {})) == "merged");
  BOOST_TEST(refusal(companies.remove(organizer, from.id, {})) == "merged");
  BOOST_TEST(refusal(companies.merge(organizer, from.id, third.id)) == "merged");
  BOOST_TEST(refusal(companies.merge(organizer, third.id, from.id)) == "validation_failed /into:merged");
  BOOST_TEST(refusal(companies.require_visible(organizer, from.id)) == "none");
  const NewPerson anna{
      .company = from.id, .given_name = "A", .family_name = "B", .email = "a@example.org", .function = {}};
  BOOST_TEST(refusal(people.create(organizer, anna)) == "validation_failed /company_id:reference_not_found");
  const auto found = database().read([&](storage::Transaction& tx) {
    return std::pair(find_company(tx, data.organization(), from.id),
                     find_company_or_merged(tx, data.organization(), from.id));
  });
  BOOST_TEST(!found.first.has_value());
  BOOST_TEST((found.second.value().merged_into == into.id));
}

BOOST_AUTO_TEST_CASE(itself_nobody_and_another_role_are_refused) {
  const auto partner = new_company("A");
  const auto vendor = new_company("A", CompanyRole::vendor);
  BOOST_TEST(refusal(companies.merge(organizer, partner.id, partner.id)) ==
             "validation_failed /into:merge_into_itself");
  BOOST_TEST(refusal(companies.merge(organizer, partner.id, core::CompanyId::make(now))) ==
             "validation_failed /into:reference_not_found");
  BOOST_TEST(refusal(companies.merge(organizer, core::CompanyId::make(now), partner.id)) == "not_found");
  const auto refused = companies.merge(organizer, partner.id, vendor.id);
  BOOST_TEST(refusal(refused) == "merge_across_roles");
  BOOST_TEST(detail(refused) ==
             "'A' is of the role partner, 'A' of the role vendor; only duplicates of one role can be merged.");
  BOOST_TEST(mover.companies.empty());
}

BOOST_AUTO_TEST_CASE(merging_the_one_that_stayed_takes_its_duplicates_along) {
  const auto first = new_company("A");
  const auto second = new_company("B");
  const auto third = new_company("C");
  (void)companies.merge(organizer, first.id, second.id).value();
  (void)companies.merge(organizer, second.id, third.id).value();
  BOOST_TEST(detail(companies.find(organizer, first.id)).find(third.id.text()) != std::string::npos);
  BOOST_TEST(refusal(companies.find(caller_of(third.id), first.id)) == "merged");
  BOOST_TEST(refusal(companies.find(caller_of(second.id), first.id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(the_one_that_stayed_can_be_deleted_with_its_duplicates) {
  const auto from = new_company("A");
  const auto into = new_company("B");
  const auto person = new_person(from.id);
  (void)companies.merge(organizer, from.id, into.id).value();
  BOOST_TEST(refusal(companies.remove(organizer, into.id, {})) == "still_referenced");
  BOOST_TEST(refusal(people.remove(organizer, person.id, {})) == "none");
  BOOST_TEST(refusal(companies.remove(organizer, into.id, {})) == "none");
  BOOST_TEST(refusal(companies.find(organizer, from.id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_merger_does_not_miss_who_is_being_added_at_the_same_moment) {
  const auto from = new_company("A");
  const auto into = new_company("B");
  std::future<core::Result<Company>> merger;
  core::PersonId id;
  database().transact(nullptr, [&](storage::Transaction& tx) {
    auto call = organizer;
    call.transaction = &tx;
    const NewPerson anna{
        .company = from.id, .given_name = "A", .family_name = "B", .email = "a@example.org", .function = {}};
    id = people.create(call, anna).value().id;
    merger = std::async(std::launch::async, [&] { return companies.merge(organizer, from.id, into.id); });
    BOOST_TEST((merger.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout));
    return true;
  });
  BOOST_TEST(refusal(merger.get()) == "none");
  BOOST_TEST((people.find(organizer, id).value().company == into.id));
}

BOOST_AUTO_TEST_CASE(a_merger_that_fails_half_way_changes_nothing) {
  const auto from = new_company("A");
  const auto into = new_company("B");
  const auto person = new_person(from.id);
  mover.fails = true;
  BOOST_CHECK_THROW((void)companies.merge(organizer, from.id, into.id), std::runtime_error);
  BOOST_TEST(refusal(companies.find(organizer, from.id)) == "none");
  BOOST_TEST((people.find(organizer, person.id).value().company == from.id));
  BOOST_TEST(trail(into.id.uuid) == "created");
}

BOOST_AUTO_TEST_SUITE_END()
