#include "engine/registration/registration_reference_mover.hpp"

#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using events::EventStatus;

namespace {

struct MoverFixture : RegistrationFixture {
  core::CompanyId twin = make_company("Systemhaus Sued");

  core::Result<Registration> enter_people(const core::CompanyId& of, const std::vector<core::PersonId>& who) {
    auto wish = group(of, static_cast<std::int64_t>(who.size()) + 1);
    for (const auto& person : who)
      wish.participants.push_back({.person = person, .given_name = {}, .family_name = {}, .email = {}});
    return service.register_group(call(), event, wish);
  }
  void change(const core::PersonId& person, const directory::PersonPatch& patch) {
    later(1);
    BOOST_REQUIRE(people.change(call(), person, patch, {}));
  }
  // "Anna Beispiel (person)", "Anna Beispiel" or "?": how the first head is shown.
  std::string first_head(const core::RegistrationId& id) {
    const auto head = read(id).participants.front();
    if (!head.attendee) return "?";
    return head.attendee->given_name + " " + head.attendee->family_name + (head.person ? " (person)" : "");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(registration_reference_mover, MoverFixture)

BOOST_AUTO_TEST_CASE(a_merged_company_counts_once) {
  limit({{"companies", 2, 0}});
  const auto mine = enter(company, 2).value();
  const auto theirs = enter(twin, 3).value();
  BOOST_TEST(refusal(enter(1)) == "capacity_exceeded");
  BOOST_REQUIRE(companies.merge(call(), twin, company));
  BOOST_TEST((read(theirs.id).company == company));
  BOOST_TEST(read(theirs.id).version == 2);
  BOOST_TEST(read(mine.id).version == 1);
  BOOST_TEST(places() == "companies 1+0/2; participants 5+0");
  BOOST_TEST(count("select count(*) from event_companies", {}) == 1);
  BOOST_TEST(differences() == "");
  BOOST_TEST(refusal(enter(1)) == "none");
  BOOST_REQUIRE(service.cancel(call(), theirs.id));
  BOOST_REQUIRE(service.cancel(call(), mine.id));
  BOOST_TEST(places() == "companies 1+0/2; participants 1+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_merge_joins_who_waits_with_who_has_places) {
  limit({{"companies", 1, 0}});
  const auto there = enter(company, 1).value();
  const auto waiting = enter(twin, 2, WaitlistPolicy::all_or_nothing).value();
  BOOST_TEST(places() == "companies 1+1/1; participants 1+2");
  BOOST_REQUIRE(companies.merge(call(), company, twin));
  // Its own place is there already, so the others come in at once.
  BOOST_TEST(places() == "companies 1+0/1; participants 3+0");
  BOOST_TEST(text_of(read(waiting.id)) == "confirmed 2+0; confirmed confirmed");
  BOOST_TEST(read(there.id).version == 2);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_merge_frees_a_place_for_who_waits_unless_the_event_is_over) {
  limit({{"companies", 2, 0}});
  BOOST_REQUIRE(enter(company, 1));
  BOOST_REQUIRE(enter(twin, 1));
  const auto waiting = enter(make_company("Systemhaus Ost"), 1, WaitlistPolicy::all_or_nothing).value();
  set_status(event, EventStatus::completed);
  BOOST_REQUIRE(companies.merge(call(), twin, company));
  BOOST_TEST(places() == "companies 1+1/2; participants 2+1");
  set_status(event, EventStatus::closed);
  const auto third = make_company("Systemhaus Nord");
  BOOST_REQUIRE(companies.merge(call(), company, third));
  BOOST_TEST(places() == "companies 2+0/2; participants 3+0");
  BOOST_TEST(text_of(read(waiting.id)) == "confirmed 1+0; confirmed");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_merge_reaches_every_event_of_the_company) {
  const auto here = event;
  for (int i = 0; i < 3; ++i) {
    event = make_event();
    BOOST_REQUIRE(enter(twin, i + 1));
    if (i == 1) BOOST_REQUIRE(enter(company, 1));
  }
  event = here;
  BOOST_REQUIRE(companies.merge(call(), twin, company));
  BOOST_TEST(count("select count(*) from registrations where company_id = :twin", {{"twin", twin}}) == 0);
  BOOST_TEST(count("select sum(confirmed_heads) from event_companies where company_id = :into", {{"into", company}}) ==
             7);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_merged_person_comes_under_the_other_name) {
  const auto misspelt = make_person(company, "Schmitt");
  const auto person = make_person(company, "Schmidt");
  auto wish = group(company, 2);
  wish.participants.emplace_back().person = misspelt;
  const auto made = service.register_group(call(), event, wish).value();
  BOOST_REQUIRE(people.merge(call(), misspelt, person));
  const auto now_there = read(made.id);
  BOOST_TEST((now_there.participants[0].person == person));
  BOOST_TEST(now_there.participants[0].attendee->family_name == "Schmidt");
  BOOST_TEST(now_there.version == 2);
}

// Found in review: the old company went on seeing the person's new address and name.
BOOST_AUTO_TEST_CASE(a_company_sees_nothing_more_of_a_person_who_has_left_it) {
  const auto anna = make_person(company);
  const auto made = enter_people(company, {anna}).value();
  change(anna, {.company = twin, .given_name = {}, .family_name = {}, .email = {}, .function = {}});
  BOOST_TEST(first_head(made.id) == "Anna Beispiel");
  BOOST_TEST(read(made.id).version == 2);
  BOOST_TEST((read(made.id).updated_at == now));
  BOOST_TEST(trail(made.id.uuid) == "created participant_named");
  change(anna, {.company = {}, .given_name = {}, .family_name = "Neu", .email = "neu@example.org", .function = {}});
  BOOST_TEST(first_head(made.id) == "Anna Beispiel");
  BOOST_TEST(read(made.id).participants.front().attendee->email == "anna@example.org");
  BOOST_TEST(read(made.id).version == 2);
  BOOST_TEST(refusal(enter_people(twin, {anna})) == "none");
}

BOOST_AUTO_TEST_CASE(leaving_with_a_new_name_leaves_the_old_one_behind) {
  const auto anna = make_person(company);
  const auto made = enter_people(company, {anna}).value();
  change(anna, {.company = twin, .given_name = "Eva", .family_name = {}, .email = {}, .function = {}});
  BOOST_TEST(first_head(made.id) == "Anna Beispiel");
}

BOOST_AUTO_TEST_CASE(a_person_merged_into_one_of_another_company_leaves_the_name_behind) {
  const auto anna = make_person(company);
  const auto other_anna = make_person(twin, "Muster");
  const auto made = enter_people(company, {anna}).value();
  const auto theirs = enter_people(twin, {other_anna}).value();
  later(1);
  BOOST_REQUIRE(people.merge(call(), anna, other_anna));
  BOOST_TEST(first_head(made.id) == "Anna Beispiel");
  BOOST_TEST(first_head(theirs.id) == "Anna Muster (person)");
  BOOST_TEST(read(made.id).version == 2);
  BOOST_TEST(read(theirs.id).version == 1);
}

// The ETag of a registration is its version: it shows the names.
BOOST_AUTO_TEST_CASE(a_new_name_of_a_person_is_a_new_version_of_what_shows_it) {
  const auto anna = make_person(company);
  const auto made = enter_people(company, {anna}).value();
  change(anna, {.company = {}, .given_name = "Eva", .family_name = {}, .email = {}, .function = {}});
  BOOST_TEST(first_head(made.id) == "Eva Beispiel (person)");
  BOOST_TEST(read(made.id).version == 2);
  BOOST_TEST((read(made.id).updated_at == now));
  change(anna, {.company = {}, .given_name = {}, .family_name = {}, .email = {}, .function = "Vertrieb"});
  BOOST_TEST(read(made.id).version == 2);
}

// Found in review: one person had two tickets in one registration, and could give two grades.
BOOST_AUTO_TEST_CASE(two_who_are_merged_come_as_one_head_and_the_other_is_named_later) {
  const auto anna = make_person(company);
  const auto twin_of_anna = make_person(company, "Beispil");
  const auto made = enter_people(company, {twin_of_anna, anna}).value();
  const auto elsewhere = make_event();
  auto wish = group(company, 1);
  wish.participants = {{.person = twin_of_anna, .given_name = {}, .family_name = {}, .email = {}}};
  const auto alone = service.register_group(call(), elsewhere, wish).value();
  later(1);
  BOOST_REQUIRE(people.merge(call(), twin_of_anna, anna));
  BOOST_TEST(first_head(made.id) == "?");
  BOOST_TEST((read(made.id).participants[1].person == anna));
  BOOST_TEST(text_of(read(made.id)) == "confirmed 3+0; confirmed confirmed confirmed");
  BOOST_TEST(first_head(alone.id) == "Anna Beispiel (person)");
  BOOST_TEST(trail(made.id.uuid) == "created participant_named");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_cancelled_head_does_not_stand_in_the_way_of_a_merge) {
  const auto anna = make_person(company);
  const auto twin_of_anna = make_person(company, "Beispil");
  const auto gone = enter_people(company, {twin_of_anna}).value();
  BOOST_REQUIRE(service.cancel(call(), gone.id));
  const auto made = enter_people(company, {anna}).value();
  BOOST_REQUIRE(people.merge(call(), twin_of_anna, anna));
  BOOST_TEST(first_head(gone.id) == "Anna Beispiel (person)");
  BOOST_TEST(first_head(made.id) == "Anna Beispiel (person)");
}

BOOST_AUTO_TEST_CASE(a_merge_of_companies_is_in_the_trail_of_their_registrations) {
  const auto theirs = enter(twin, 1).value();
  const auto mine = enter(company, 1).value();
  later(1);
  BOOST_REQUIRE(companies.merge(call(), twin, company));
  BOOST_TEST(trail(theirs.id.uuid) == "created moved");
  BOOST_TEST(trail(mine.id.uuid) == "created");
  BOOST_TEST((read(theirs.id).updated_at == now));
}

BOOST_AUTO_TEST_SUITE_END()
