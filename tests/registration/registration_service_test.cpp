#include "engine/registration/registration_service.hpp"

#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using events::EventStatus;

namespace {

Naming naming(const std::string& given, const std::string& family, const std::string& email) {
  Naming made;
  made.given_name = given;
  made.family_name = family;
  made.email = email;
  return made;
}

Naming naming(const core::PersonId& person) {
  Naming made;
  made.person = person;
  return made;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(registration_service, RegistrationFixture)

BOOST_AUTO_TEST_CASE(a_group_is_registered_with_named_heads_people_and_heads_to_be_named_later) {
  const auto person = make_person(company, "Müller-Lüdenscheidt");
  auto wish = group(company, 3, WaitlistPolicy::none, 2);
  wish.category = "early_bird";
  wish.participants = {naming("Jörg", "Öztürk 😀", "j@example.org"), naming(person)};
  const auto made = service.register_group(call(), event, wish).value();
  BOOST_TEST(text_of(made) == "confirmed 3+0 hotel_rooms 2+0; confirmed confirmed confirmed");
  BOOST_TEST(made.participants[0].attendee->family_name == "Öztürk 😀");
  BOOST_TEST(made.participants[1].attendee->family_name == "Müller-Lüdenscheidt");
  BOOST_TEST(!made.participants[2].attendee);

  const auto found = read(made.id);
  BOOST_TEST(text_of(found) == text_of(made));
  BOOST_TEST(found.category.value() == "early_bird");
  BOOST_TEST((found.registered_at == now));
  BOOST_TEST(found.version == 1);
  for (std::size_t i = 0; i < 3; ++i) {
    BOOST_TEST((found.participants[i].id == made.participants[i].id));
    BOOST_TEST((found.participants[i].attendee == made.participants[i].attendee));
    BOOST_TEST(found.participants[i].ticket_code == made.participants[i].ticket_code);
  }
  BOOST_TEST((found.participants[1].person == person));
  BOOST_TEST(places() == "participants 3+0; companies 1+0; hotel_rooms 2+0");
  BOOST_TEST(trail(made.id.uuid) == "created");
  BOOST_TEST(observer.take() == 1);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(five_hundred_heads_are_registered_at_once) {
  BOOST_TEST(enter(company, 500).value().participants.size() == 500U);
  BOOST_TEST(refusal(enter(company, 501)) == "validation_failed /headcount:out_of_range");
  BOOST_TEST(places() == "participants 500+0; companies 1+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(places_below_at_and_above_the_limit) {
  limit({{"participants", 4, 0}});
  BOOST_TEST(text_of(enter(3).value()) == "confirmed 3+0; confirmed confirmed confirmed");
  const auto refused = enter(2);
  BOOST_TEST(refusal(refused) == "capacity_exceeded");
  BOOST_TEST(detail(refused) == "The pool 'participants' has 1 places left, 2 were asked for.");
  BOOST_TEST(text_of(enter(1).value()) == "confirmed 1+0; confirmed");
  BOOST_TEST(refusal(enter(1)) == "capacity_exceeded");
  BOOST_TEST(places() == "participants 4+0/4; companies 2+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_refused_group_leaves_nothing_behind) {
  limit({{"participants", 4, 0}, {"hotel_rooms", 1, 0}});
  auto wish = group(company, 2, WaitlistPolicy::none, 2);
  wish.pools["parking"] = 1;
  const auto refused = service.register_group(call(), event, wish);
  BOOST_TEST(detail(refused) == "The pool 'hotel_rooms' has 1 places left, 2 were asked for.");
  BOOST_TEST(places() == "participants 0+0/4; hotel_rooms 0+0/1; companies 0+0");
  BOOST_TEST(count("select count(*) from registrations", {}) == 0);
  BOOST_TEST(count("select count(*) from registration_participants", {}) == 0);
  BOOST_TEST(count("select count(*) from capacity_pools where pool_key = 'parking'", {}) == 0);
  BOOST_TEST(count("select count(*) from audit_entries where object_kind = 'registration'", {}) == 0);
  BOOST_TEST(observer.take() == 0);
}

BOOST_AUTO_TEST_CASE(companies_count_once_over_all_their_registrations) {
  limit({{"companies", 1, 0}});
  BOOST_REQUIRE(enter(company, 2));
  BOOST_REQUIRE(enter(company, 3));
  BOOST_TEST(detail(enter(1)) == "The pool 'companies' has 0 places left, 1 were asked for.");
  BOOST_TEST(places() == "companies 1+0/1; participants 5+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_pool_that_has_no_row_yet_is_made_and_counted) {
  auto wish = group(company, 1);
  wish.pools = {{"parking", 2}, {"a_bus", 1}};
  BOOST_REQUIRE(service.register_group(call(), event, wish));
  BOOST_TEST(count("select confirmed from capacity_pools where pool_key = 'parking'", {}) == 2);
  limit({{"parking", 2, 0}});
  BOOST_TEST(refusal(service.register_group(call(), event, wish)) == "capacity_exceeded");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(an_event_has_no_more_pools_than_its_limit) {
  auto wish = group(company, 1);
  const auto name_pools = [&](std::size_t first, std::size_t count) {
    wish.pools.clear();
    for (std::size_t i = first; i < first + count; ++i) wish.pools["pool_" + std::to_string(i)] = 1;
    return refusal(service.register_group(call(), event, wish));
  };
  // participants and companies are two of them.
  for (std::size_t i = 0; i < 180; i += 20) BOOST_TEST(name_pools(i, 20) == "none");
  BOOST_TEST(name_pools(180, 17) == "none");
  BOOST_TEST(name_pools(197, 2) == "too_many_pools");
  BOOST_TEST(name_pools(196, 2) == "none");
  BOOST_TEST(name_pools(198, 1) == "too_many_pools");
  BOOST_TEST(name_pools(0, 20) == "none");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(registrations_are_taken_while_the_event_is_open) {
  for (const auto status :
       {EventStatus::planned, EventStatus::closed, EventStatus::completed, EventStatus::cancelled}) {
    event = make_event(status);
    const auto refused = enter(company, 1);
    BOOST_TEST(refusal(refused) == "event_not_open");
    BOOST_TEST(detail(refused) ==
               "Registrations are taken while the event is open; it is " + std::string(events::to_text(status)) + ".");
  }
}

BOOST_AUTO_TEST_CASE(the_event_and_the_registration_belong_to_the_organization) {
  const auto theirs = call_of(other);
  BOOST_TEST(refusal(service.register_group(theirs, event, group(company, 1))) == "not_found");
  BOOST_TEST(refusal(service.register_group(call(), core::EventId::make(now), group(company, 1))) == "not_found");
  const auto made = enter(company, 1).value();
  BOOST_TEST(refusal(service.find(theirs, made.id)) == "not_found");
  BOOST_TEST(refusal(service.check_visible(theirs, made.id)) == "not_found");
  BOOST_TEST(refusal(service.cancel(theirs, made.id)) == "not_found");
  BOOST_TEST(refusal(service.list(theirs, event, {}, {})) == "not_found");
  BOOST_TEST(refusal(service.name_participant(theirs, made.id, made.participants[0].id, naming("A", "B", "a@b"), {})) ==
             "not_found");
}

BOOST_AUTO_TEST_CASE(what_a_registration_refers_to_must_exist_and_belong_together) {
  const auto stranger = make_person(make_company("Andere"));
  const auto unknown = core::PersonId::make(now);
  auto wish = group(company, 3);
  wish.participants = {naming(make_person(company)), naming(stranger), naming(unknown)};
  BOOST_TEST(refusal(service.register_group(call(), event, wish)) ==
             "validation_failed /participants/1/person_id:person_of_other_company "
             "/participants/2/person_id:reference_not_found");
  wish.company = core::CompanyId::make(now);
  BOOST_TEST(refusal(service.register_group(call(), event, wish)) ==
             "validation_failed /company_id:reference_not_found /participants/0/person_id:person_of_other_company "
             "/participants/1/person_id:person_of_other_company /participants/2/person_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(a_merged_company_or_person_is_gone) {
  const auto into = make_company("Systemhaus Süd GmbH");
  const auto person = make_person(company);
  BOOST_REQUIRE(companies.merge(call(), company, into));
  BOOST_TEST(refusal(enter(company, 1)) == "validation_failed /company_id:reference_not_found");
  const auto twin = make_person(into);
  BOOST_REQUIRE(people.merge(call(), person, twin));
  auto wish = group(into, 1);
  wish.participants = {naming(person)};
  BOOST_TEST(refusal(service.register_group(call(), event, wish)) ==
             "validation_failed /participants/0/person_id:reference_not_found");
}

// Found in review: one person came twice, with two tickets.
BOOST_AUTO_TEST_CASE(a_person_comes_to_an_event_as_one_head) {
  const auto person = make_person(company);
  auto wish = group(company, 2);
  wish.participants = {naming(person)};
  const auto made = service.register_group(call(), event, wish).value();
  const auto second = enter(company, 1).value();
  const auto name_second = [&] {
    return refusal(service.name_participant(call(), second.id, second.participants[0].id, naming(person), {}));
  };
  BOOST_TEST(refusal(service.register_group(call(), event, wish)) ==
             "validation_failed /participants/0/person_id:person_already_registered");
  BOOST_TEST(name_second() == "validation_failed /person_id:person_already_registered");
  BOOST_TEST(refusal(service.register_group(call(), make_event(), wish)) == "none");
  BOOST_REQUIRE(service.cancel(call(), made.id));
  BOOST_TEST(name_second() == "none");
  BOOST_TEST(name_second() == "none");
  BOOST_TEST(refusal(service.register_group(call(), event, wish)) ==
             "validation_failed /participants/0/person_id:person_already_registered");
}

BOOST_AUTO_TEST_CASE(a_company_token_acts_for_its_own_company_only) {
  const auto mine = caller_of(company);
  const auto made = service.register_group(mine, event, group(company, 2)).value();
  const auto strange = enter(1).value();
  BOOST_TEST(refusal(service.register_group(mine, event, group(strange.company, 1))) == "not_found");
  BOOST_TEST(refusal(service.find(mine, made.id)) == "none");
  BOOST_TEST(refusal(service.find(mine, strange.id)) == "not_found");
  BOOST_TEST(refusal(service.check_visible(mine, made.id)) == "none");
  BOOST_TEST(refusal(service.check_visible(mine, strange.id)) == "not_found");
  BOOST_TEST(refusal(service.cancel(mine, strange.id)) == "not_found");
  BOOST_TEST(refusal(service.name_participant(mine, strange.id, strange.participants[0].id, naming("A", "B", "a@b"),
                                              {})) == "not_found");
  BOOST_TEST(service.list(mine, event, {}, {}).value().items.size() == 1U);
  BOOST_TEST(service.list(mine, event, {.company = strange.company, .status = {}}, {}).value().items.empty());
  BOOST_TEST(refusal(service.cancel(mine, made.id)) == "none");
  BOOST_TEST(text_of(read(strange.id)) == "confirmed 1+0; confirmed");
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_and_go_on_where_the_page_before_ended) {
  const auto first = enter(company, 2).value();
  const auto second = enter(company, 1).value();
  const auto third = enter(1).value();
  BOOST_REQUIRE(service.cancel(call(), second.id));
  const auto ids = [](const core::Page<Registration>& page) {
    std::vector<core::RegistrationId> all;
    for (const auto& one : page.items) all.push_back(one.id);
    return all;
  };
  using Ids = std::vector<core::RegistrationId>;
  const auto list = [&](const registration::RegistrationFilter& filter, const core::PageRequest& page = {}) {
    return service.list(call(), event, filter, page).value();
  };
  BOOST_TEST((ids(list({})) == Ids{first.id, second.id, third.id}));
  BOOST_TEST((ids(list({.company = company, .status = {}})) == Ids{first.id, second.id}));
  using Status = registration::RegistrationStatus;
  BOOST_TEST((ids(list({.company = {}, .status = Status::cancelled})) == Ids{second.id}));
  const auto page = list({}, {.after = {}, .limit = 2, .updated_since = {}});
  BOOST_TEST((ids(page) == Ids{first.id, second.id}));
  BOOST_TEST(page.items[0].participants.size() == 2U);
  BOOST_TEST((ids(list({}, {.after = page.next_after, .limit = 2, .updated_since = {}})) == Ids{third.id}));
  BOOST_TEST((ids(list({}, {.after = {}, .limit = 2, .updated_since = third.updated_at})) == Ids{second.id, third.id}));
}

BOOST_AUTO_TEST_CASE(a_page_ends_early_rather_than_hold_too_many_heads) {
  for (int i = 0; i < 12; ++i) BOOST_REQUIRE(enter(company, 500));
  const auto page = service.list(call(), event, {}, {}).value();
  BOOST_TEST(page.items.size() == 10U);
  BOOST_REQUIRE(page.next_after);
  const auto rest =
      service.list(call(), event, {}, {.after = page.next_after, .limit = 50, .updated_since = {}}).value();
  BOOST_TEST(rest.items.size() == 2U);
  BOOST_TEST(!rest.next_after);
}

BOOST_AUTO_TEST_CASE(a_head_is_named_later_and_somebody_else_may_come_instead) {
  const auto made = enter(company, 2).value();
  const auto head = made.participants[1].id;
  later(1);
  auto changed = service.name_participant(call(), made.id, head, naming("Ayşe", "Yılmaz", "a@example.org"), 1).value();
  BOOST_TEST(changed.version == 2);
  BOOST_TEST((changed.updated_at == now));
  BOOST_TEST(read(made.id).participants[1].attendee->family_name == "Yılmaz");
  BOOST_TEST(read(made.id).participants[1].ticket_code == made.participants[1].ticket_code);

  const auto person = make_person(company, "Schmidt");
  changed = service.name_participant(call(), made.id, head, naming(person), 2).value();
  BOOST_TEST(changed.participants[1].attendee->family_name == "Schmidt");
  BOOST_TEST((read(made.id).participants[1].person == person));
  BOOST_TEST(count("select count(*) from registration_participants where family_name is not null", {}) == 0);
  BOOST_TEST(trail(made.id.uuid) == "created participant_named participant_named");

  // Nothing new: the version stays.
  BOOST_TEST(service.name_participant(call(), made.id, head, naming(person), 3).value().version == 3);
  BOOST_TEST(service.name_participant(call(), made.id, head, Naming{}, 3).value().version == 3);
}

BOOST_AUTO_TEST_CASE(a_naming_is_refused_with_a_reason) {
  const auto made = enter(company, 2).value();
  const auto head = made.participants[0].id;
  const auto name = [&](const Naming& given, const core::ExpectedVersion& version = {}) {
    return refusal(service.name_participant(call(), made.id, head, given, version));
  };
  const auto good = naming("A", "B", "a@b");
  BOOST_TEST(name(good, 2) == "precondition_failed");
  BOOST_TEST(name(naming("", "B", "nobody")) == "validation_failed /given_name:wrong_length /email:wrong_format");
  BOOST_TEST(name(naming(make_person(make_company("Andere")))) ==
             "validation_failed /person_id:person_of_other_company");
  BOOST_TEST(name(naming(core::PersonId::make(now))) == "validation_failed /person_id:reference_not_found");
  const auto person = make_person(company);
  BOOST_REQUIRE(service.name_participant(call(), made.id, made.participants[1].id, naming(person), {}));
  BOOST_TEST(name(naming(person)) == "validation_failed /person_id:person_named_twice");
  BOOST_TEST(refusal(service.name_participant(call(), made.id, core::ParticipantId::make(now), good, {})) ==
             "not_found");
  BOOST_REQUIRE(service.cancel(call(), made.id));
  BOOST_TEST(name(good) == "already_cancelled");
}

BOOST_AUTO_TEST_CASE(a_refusal_inside_a_unit_of_work_of_the_edge_rolls_back_only_itself) {
  limit({{"participants", 1, 0}});
  const auto made = database().transact(nullptr, [&](storage::Transaction& tx) {
    auto joined = call();
    joined.transaction = &tx;
    BOOST_REQUIRE(service.register_group(joined, event, group(company, 1)));
    BOOST_TEST(refusal(service.register_group(joined, event, group(company, 1))) == "capacity_exceeded");
    return service.list(joined, event, {}, {}).value().items.size();
  });
  BOOST_TEST(made == 1U);
  BOOST_TEST(places() == "participants 1+0/1; companies 1+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_registration_takes_a_handful_of_statements) {
  auto wish = group(company, 5, WaitlistPolicy::none, 2);
  wish.participants = {naming(make_person(company))};
  BOOST_REQUIRE(enter(company, 5, WaitlistPolicy::none, 2));  // the pool's row is there afterwards
  // Counted by its own connection: the server's count would take in whatever else uses the server.
  const auto taken = database().transact(nullptr, [&](storage::Transaction& tx) {
    const auto statements = [&] {
      return tx
          .select_one(
              "select cast(variable_value as signed) from information_schema.session_status "
              "where variable_name = 'QUESTIONS'",
              {}, [](storage::Row& row) { return row.next<std::int64_t>(); })
          .value();
    };
    const auto idle = statements();
    const auto asking = statements() - idle;
    auto joined = call();
    joined.transaction = &tx;
    const auto before = statements();
    BOOST_REQUIRE(service.register_group(joined, event, wish));
    return statements() - before - asking;
  });
  BOOST_TEST_MESSAGE("statements of one registration: " << taken);
  BOOST_TEST(taken <= 16);
}

BOOST_AUTO_TEST_SUITE_END()
