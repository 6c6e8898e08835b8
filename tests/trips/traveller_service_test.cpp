#include "engine/trips/traveller_service.hpp"

#include "engine/trips/traveller_errors.hpp"
#include "tests/trips/travelling.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

BOOST_FIXTURE_TEST_SUITE(traveller_service, Travelling)

BOOST_AUTO_TEST_CASE(what_is_said_is_kept_as_it_was_said) {
  const auto anna = traveller();
  const auto nothing = told(anna).value();
  BOOST_TEST(nothing.version == 0);
  BOOST_TEST((nothing.profile == trips::TravellerProfile{}));
  BOOST_TEST(nothing.who.name->given_name == "Anna");
  const auto said = say(anna).value();
  BOOST_TEST((said.profile == trips::profile_of(complete(), {})));
  const auto read = told(anna).value();
  BOOST_TEST((read.profile == said.profile));
  BOOST_TEST(read.version == said.version);
  BOOST_TEST(read.profile.passport->has_number);
  BOOST_TEST(number_of(anna) == "C01X00T47");

  auto wish = complete();
  wish.passport->number = std::nullopt;
  wish.visas.clear();
  wish.emergency_contact = std::nullopt;
  wish.insurance = std::nullopt;
  wish.dietary_needs = "";
  const auto changed = say(anna, wish, read.version).value();
  BOOST_TEST(changed.version == read.version + 1);
  BOOST_TEST((told(anna).value().profile == changed.profile));
  BOOST_TEST(number_of(anna) == "C01X00T47");  // it was left out
  BOOST_TEST(say(anna, wish, changed.version).value().version == changed.version);
  wish.passport->number = std::optional<std::string>();
  BOOST_TEST(say(anna, wish).value().version == changed.version + 1);
  BOOST_TEST(number_of(anna) == "not_found");
  BOOST_TEST(refusal(say(anna, wish, read.version)) == "precondition_failed");
  BOOST_TEST(refusal(say(anna, wish, core::ExpectedVersion::absent())) == "precondition_failed");
}

BOOST_AUTO_TEST_CASE(of_the_number_nothing_is_in_clear_and_nothing_in_the_audit_trail) {
  const auto anna = traveller();
  BOOST_REQUIRE(say(anna));
  const auto hits = [&](const std::string& needle) {
    return count("select count(*) from trip_travellers where instr(passport_number, :text) > 0", {{"text", needle}}) +
           count(
               "select count(*) from audit_entries where object_id = :id and instr(cast(changes as binary), :text) > 0",
               {{"id", anna.id}, {"text", needle}});
  };
  BOOST_TEST(count("select length(passport_number) from trip_travellers", {}) == 24 + 9 + 16);
  for (const char* words : {"C01X00T47", "C01", "Vegetarisch", "Otto", "123456", "Muster", "P-1", "2020"})
    BOOST_TEST(hits(words) == 0, words);
  BOOST_TEST(hits("given") == 1);
  BOOST_TEST(number_of(anna) == "C01X00T47");
  BOOST_TEST(trail(anna.id.uuid) == "created passport_number_read");
}

BOOST_AUTO_TEST_CASE(a_number_of_another_secret_is_refused_and_can_be_entered_anew) {
  const auto anna = traveller();
  const auto bert = traveller("Bert");
  BOOST_REQUIRE(say(anna));
  BOOST_REQUIRE(say(bert));
  numbers = trips::PassportNumbers(core::SecretKey::random());
  BOOST_TEST(number_of(anna) == "passport_number_unreadable");
  BOOST_TEST(trail(anna.id.uuid) == "created");
  BOOST_TEST(told(anna).value().profile.passport->has_number);  // the rest is there
  BOOST_REQUIRE(say(anna));
  BOOST_TEST(number_of(anna) == "C01X00T47");
  // One row's number in another row is nobody's.
  execute(
      "update trip_travellers t, (select passport_number n from trip_travellers where participant_id = :a) s "
      "set t.passport_number = s.n where t.participant_id = :b",
      {{"a", anna.id}, {"b", bert.id}});
  BOOST_TEST(number_of(bert) == "passport_number_unreadable");
}

BOOST_AUTO_TEST_CASE(to_others_a_traveller_is_not_there) {
  const auto anna = traveller();
  BOOST_REQUIRE(say(anna));
  const auto rival = call_as(make_company("Andere"));
  for (const auto& caller : {rival, call_of_stranger()}) {
    BOOST_TEST(refusal(travellers.find(caller, trip, anna.id)) == "not_found");
    BOOST_TEST(refusal(say(caller, anna, complete())) == "not_found");
    BOOST_TEST(refusal(travellers.erase(caller, trip, anna.id, {})) == "not_found");
    BOOST_TEST(refusal(travellers.read_passport_number(caller, numbers, trip, anna.id)) == "not_found");
    BOOST_TEST(refusal(travellers.export_of(caller, trip, anna.id)) == "not_found");
  }
  BOOST_TEST(travellers.list(rival, trip, {}).value().items.empty());
  BOOST_TEST(travellers.readiness(rival, trip).value().travellers == 0u);
  BOOST_TEST(refusal(travellers.list(call_of_stranger(), trip, {})) == "not_found");
  BOOST_TEST(refusal(travellers.readiness(call_of_stranger(), trip)) == "not_found");
  BOOST_TEST(refusal(travellers.find(call_as(company), make_trip("japan"), anna.id)) == "not_found");
  // Its own company keeps them.
  auto wish = complete();
  wish.dietary_needs = "Alles";
  BOOST_TEST(say(call_as(company), anna, wish).value().profile.dietary_needs.value() == "Alles");
  BOOST_TEST(travellers.list(call_as(company), trip, {}).value().items.size() == 1u);
  BOOST_TEST(told(anna).value().profile.dietary_needs.value() == "Alles");
}

BOOST_AUTO_TEST_CASE(only_who_has_a_place_and_a_name_is_a_traveller_of_whom_something_is_said) {
  const auto unnamed = enter(company, {}, 1).participants.at(0);
  BOOST_TEST(refusal(say(unnamed)) == "traveller_not_named");
  BOOST_TEST(told(unnamed).has_value());
  auto wish = complete();
  wish.passport->country = "x";
  BOOST_TEST(refusal(say(unnamed, wish)) == "validation_failed /passport/country:wrong_format");
  const auto registration = enter(company, {named("Anna"), named("Bert")});
  const auto& anna = registration.participants[0];
  BOOST_REQUIRE(say(anna));
  BOOST_REQUIRE(registrations.cancel(call(), registration.id, {.heads = {anna.id}}));
  BOOST_TEST(refusal(told(anna)) == "not_found");
  BOOST_TEST(refusal(say(anna)) == "not_found");
  BOOST_TEST(number_of(anna) == "not_found");
  BOOST_TEST(travellers.list(call(), trip, {}).value().items.size() == 2u);
  BOOST_TEST(lacks(call()).find("Anna") == std::string::npos);
  // What is kept of him is told and erased all the same.
  BOOST_TEST(travellers.export_of(call(), trip, anna.id).value().traveller.profile.dietary_needs.value() ==
             "Vegetarisch");
  BOOST_REQUIRE(travellers.erase(call(), trip, anna.id, {}));
  BOOST_TEST(profiles() == 0);
}

BOOST_AUTO_TEST_CASE(who_comes_instead_gets_nothing_of_what_was_said) {
  const auto registration = enter(company, {named("Anna")});
  const auto anna = registration.participants[0];
  BOOST_REQUIRE(say(anna));
  later(1);
  const auto after = heads.replace(call(), registration.id, anna.id, named("Bert", "Muster")).value();
  BOOST_TEST(refusal(told(anna)) == "not_found");
  const auto bert = told(after.participants.back()).value();
  BOOST_TEST((bert.profile == trips::TravellerProfile{}));
  BOOST_TEST(bert.version == 0);
}

BOOST_AUTO_TEST_CASE(who_is_named_on_the_same_ticket_gets_nothing_of_what_was_said) {
  const auto registration = enter(company, {named("Anna")});
  const auto head = registration.participants[0];
  const auto said = say(head).value();
  later(1);
  const auto rename = [&](const registration::Naming& naming) {
    BOOST_REQUIRE(registrations.name_participant(call(), registration.id, head.id, naming, {}));
  };
  rename({.person = {}, .given_name = "Ana", .family_name = {}, .email = {}});  // a slip
  BOOST_TEST(told(head).value().version == said.version);
  rename(named("Bert", "Muster"));
  BOOST_TEST(told(head).value().version == 0);
  BOOST_TEST((told(head).value().profile == trips::TravellerProfile{}));
  BOOST_TEST(number_of(head) == "not_found");
  BOOST_TEST(lacks(call()) ==
             "Bert passport:missing; Bert insurance:missing; Bert emergency_contact:missing; Bert dietary:missing");
  BOOST_TEST((travellers.export_of(call(), trip, head.id).value().traveller.profile == trips::TravellerProfile{}));
  BOOST_TEST(refusal(say(head, complete(), said.version)) == "precondition_failed");
  auto wish = complete();
  wish.passport->number = std::nullopt;  // left out: but hers is not his
  const auto his = say(head, wish, 0).value();
  BOOST_TEST(!his.profile.passport->has_number);
  BOOST_TEST(his.version > said.version);
  BOOST_TEST(number_of(head) == "not_found");
  BOOST_TEST(profiles() == 1);
}

BOOST_AUTO_TEST_CASE(a_person_who_is_merged_renamed_or_leaves_keeps_what_was_said) {
  const auto anna_as_ana = person("Ana", company);
  const auto anna = person("Anna", company);
  const auto head = traveller(anna_as_ana);
  const auto said = say(head).value();
  const auto version = [&] { return told(head).value().version; };
  later(1);
  BOOST_REQUIRE(people.merge(call(), anna_as_ana, anna));
  BOOST_TEST(told(head).value().who.name->given_name == "Anna");
  BOOST_TEST(version() == said.version);
  later(1);
  directory::PersonPatch patch;
  patch.family_name = "Muster";
  patch.email = "muster@example.org";
  BOOST_REQUIRE(people.change(call(), anna, patch, {}));
  BOOST_TEST(version() == said.version);
  later(1);
  patch.company = make_company("Neue");
  patch.email = "neu@example.org";
  BOOST_REQUIRE(people.change(call(), anna, patch, {}));
  BOOST_TEST((told(head).value().who.person == std::nullopt));  // by the name he had
  BOOST_TEST(told(head).value().who.name->email == "muster@example.org");
  BOOST_TEST(version() == said.version);
  BOOST_TEST(number_of(head) == "C01X00T47");
}

BOOST_AUTO_TEST_CASE(a_person_merged_into_one_of_another_company_keeps_what_was_said_under_the_name) {
  const auto from = person("Anna", company);
  const auto into = person("Anne", make_company("Andere"));
  const auto head = traveller(from);
  const auto said = say(head).value();
  later(1);
  BOOST_REQUIRE(people.merge(call(), from, into));
  BOOST_TEST(told(head).value().who.name->given_name == "Anna");
  BOOST_TEST(told(head).value().version == said.version);
}

BOOST_AUTO_TEST_CASE(merged_companies_keep_their_travellers) {
  const auto into = make_company("Süd AG");
  const auto anna = traveller();
  BOOST_REQUIRE(say(anna));
  directory::CompanyService merging{database(), {&registration_mover}};
  later(1);
  BOOST_REQUIRE(merging.merge(call(), company, into));
  BOOST_TEST(travellers.find(call_as(into), trip, anna.id).value().profile.dietary_needs.value() == "Vegetarisch");
  BOOST_TEST(refusal(travellers.find(call_as(company), trip, anna.id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(an_erasure_leaves_the_registration_and_says_nothing) {
  const auto anna = traveller();
  const auto said = say(anna).value();
  BOOST_TEST(refusal(travellers.erase(call(), trip, anna.id, said.version + 1)) == "precondition_failed");
  later(1);
  BOOST_REQUIRE(travellers.erase(call_as(company), trip, anna.id, said.version));
  BOOST_TEST(profiles() == 0);
  BOOST_TEST(count("select count(*) from trip_visas", {}) == 0);
  BOOST_TEST(told(anna).value().version == 0);
  BOOST_TEST(travellers.readiness(call(), trip).value().travellers == 1u);
  BOOST_REQUIRE(travellers.erase(call(), trip, anna.id, {}));  // once more: nothing happens
  BOOST_TEST(trail(anna.id.uuid) == "created erased");
  BOOST_TEST(
      count("select count(*) from audit_entries where object_id = :id and action = 'erased' and changes is not null",
            {{"id", anna.id}}) == 0);
  BOOST_TEST(say(anna).value().version > said.version + 1);  // a version never comes back
  BOOST_TEST(refusal(travellers.erase(call(), trip, core::ParticipantId::make(now), {})) == "not_found");
}

BOOST_AUTO_TEST_CASE(readiness_follows_rules_and_what_is_said) {
  ask({"HK", "CN"});
  BOOST_REQUIRE(know("DE", "CN", trips::VisaRequirement::visa, 6));
  const auto anna = traveller();
  BOOST_REQUIRE(say(anna));
  BOOST_TEST(lacks(call()) == "Anna visa:unknown_rule");
  BOOST_REQUIRE(know("DE", "HK", trips::VisaRequirement::none, 1));
  BOOST_TEST(lacks(call()) == "");
  BOOST_TEST(travellers.readiness(call(), trip).value().ready == 1u);
  BOOST_REQUIRE(know("DE", "CN", trips::VisaRequirement::visa, 60));
  BOOST_TEST(lacks(call()) == "Anna passport:expires_too_early");
  BOOST_REQUIRE(rules.remove(call(), {.nationality = "DE", .country = "CN"}, {}));
  BOOST_TEST(lacks(call()) == "");  // nobody knows a rule, and the visa is granted for all of it
  const auto told = travellers.export_of(call(), trip, anna.id).value();
  BOOST_TEST(told.gaps.empty());
  BOOST_TEST((told.traveller.profile.visas.size() == 1u));
}

BOOST_AUTO_TEST_CASE(rules_of_another_organization_do_not_count) {
  ask({"CN"});
  BOOST_REQUIRE(rules.put(call_of_stranger(), {.nationality = "DE", .country = "CN"},
                          {.requirement = trips::VisaRequirement::none,
                           .max_days = {},
                           .passport_valid_months_after_return = {},
                           .source = "x",
                           .source_url = {},
                           .as_of = day("2016-06-01")},
                          {}));
  auto wish = complete();
  wish.visas.clear();
  BOOST_REQUIRE(say(traveller(), wish));
  BOOST_TEST(lacks(call()) == "Anna visa:unknown_rule");
  BOOST_TEST(rules.list(call(), {}, {}).items.empty());
}

BOOST_AUTO_TEST_CASE(a_day_is_over_when_it_is_over_in_the_zone_of_the_trip) {
  auto wish = trips::default_requirements();
  for (auto& one : wish.deadlines) one.due_on = day("2016-09-15");
  BOOST_REQUIRE(requirements.put(call(), trip, wish, {}));
  traveller();
  const auto overdue = [&](const char* at) {
    auto caller = call();
    caller.now = core::parse_rfc3339(at).value();
    const auto told = travellers.readiness(caller, trip).value();
    return told.gaps.at(0).gap.is_overdue;
  };
  BOOST_TEST(!overdue("2016-09-15T15:59:59Z"));  // 23:59:59 in Hong Kong
  BOOST_TEST(overdue("2016-09-15T16:00:00Z"));
}

BOOST_AUTO_TEST_CASE(travellers_are_listed_by_pages_and_by_when_something_was_said) {
  const auto anna = traveller();
  const auto bert = traveller("Bert");
  BOOST_REQUIRE(say(bert));
  core::PageRequest page;
  page.limit = 1;
  const auto first = travellers.list(call(), trip, page).value();
  BOOST_TEST(first.items.at(0).id.text() == anna.id.text());
  page.after = first.next_after;
  const auto second = travellers.list(call(), trip, page).value();
  BOOST_TEST(second.items.at(0).id.text() == bert.id.text());
  BOOST_TEST(second.items.at(0).profile.visas.size() == 1u);
  BOOST_TEST(!second.next_after.has_value());
  core::PageRequest since;
  since.updated_since = now;
  BOOST_TEST(travellers.list(call(), trip, since).value().items.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(trip_settings, Travelling)

BOOST_AUTO_TEST_CASE(requirements_have_defaults_until_somebody_says_more) {
  const auto before = requirements.get(call(), trip).value();
  BOOST_TEST(before.version == 0);
  BOOST_TEST((before.content == trips::default_requirements()));
  BOOST_TEST(core::to_text(before.return_date) == "2016-11-11");
  auto wish = trips::default_requirements();
  wish.countries = {"HK", "CN"};
  wish.returns_on = day("2016-11-12");
  wish.deadlines = {{.requirement = trips::Requirement::visa, .due_on = day("2016-10-01")},
                    {.requirement = trips::Requirement::passport, .due_on = {}}};
  BOOST_TEST(refusal(requirements.put(call(), trip, wish, 1)) == "precondition_failed");
  const auto after = requirements.put(call(), trip, wish, 0).value();
  BOOST_TEST(after.version == 1);
  BOOST_TEST((after.content == wish));
  BOOST_TEST((requirements.get(call(), trip).value().content == wish));
  BOOST_TEST(core::to_text(after.return_date) == "2016-11-12");
  BOOST_TEST(requirements.put(call(), trip, wish, 1).value().version == 1);
  BOOST_TEST(refusal(requirements.put(call(), trip, wish, core::ExpectedVersion::absent())) == "precondition_failed");
  wish.returns_on = day("2016-11-10");
  BOOST_TEST(refusal(requirements.put(call(), trip, wish, {})) == "validation_failed /returns_on:wrong_order");
  BOOST_TEST(trail(trip.uuid) == "created trip_requirements_changed");
  BOOST_TEST(refusal(requirements.get(call_of_stranger(), trip)) == "not_found");
}

BOOST_AUTO_TEST_CASE(an_event_that_is_deleted_takes_its_requirements_along) {
  ask({"CN"});
  const auto event = events.find(call(), trip).value();
  BOOST_REQUIRE(events.remove(call(), trip, event.version));
  BOOST_TEST(count("select count(*) from trip_requirements", {}) + count("select count(*) from trip_deadlines", {}) ==
             0);
}

BOOST_AUTO_TEST_CASE(a_rule_is_kept_changed_and_deleted) {
  const auto made = know("DE", "CN").value();
  BOOST_TEST(know("DE", "CN").value().version == made.version);
  const auto changed = know("DE", "CN", trips::VisaRequirement::none).value();
  BOOST_TEST(changed.version == made.version + 1);
  BOOST_TEST(changed.id.text() == made.id.text());
  const trips::VisaRuleKey key{.nationality = "DE", .country = "CN"};
  BOOST_TEST(refusal(rules.remove(call(), key, made.version)) == "precondition_failed");
  BOOST_TEST(refusal(rules.find(call_of_stranger(), key)) == "not_found");
  BOOST_TEST(refusal(know("de", "CN")) == "not_found");
  BOOST_REQUIRE(rules.remove(call(), key, changed.version));
  BOOST_TEST(refusal(rules.find(call(), key)) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
  BOOST_TEST(know("DE", "CN").value().version > changed.version);
}

BOOST_AUTO_TEST_SUITE_END()
