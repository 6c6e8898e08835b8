#include "engine/trips/personal_link.hpp"

#include "engine/trips/trip_feedback_errors.hpp"
#include "tests/trips/feedbacking.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

BOOST_FIXTURE_TEST_SUITE(personal_links, Feedbacking)

BOOST_AUTO_TEST_CASE(a_link_is_a_secret_of_its_own_kind) {
  const auto text = trips::make_link_text();
  BOOST_TEST(text.size() == 47u);
  BOOST_TEST(text.starts_with("twl_"));
  BOOST_TEST(trips::is_link_text(text));
  BOOST_TEST(trips::make_link_text() != text);
  BOOST_TEST(trips::hash_link_text(text).size() == 32u);
  for (const auto& wrong : {std::string("twk_") + text.substr(4), text.substr(1), text + "a", std::string(),
                            text.substr(0, 46) + "/", std::string("twl_")})
    BOOST_TEST(!trips::is_link_text(wrong), wrong);
}

BOOST_AUTO_TEST_CASE(links_are_made_for_those_who_have_a_name_and_none) {
  const auto anna = traveller();
  enter(company, {}, 1);  // nobody yet
  const auto first = make_links().value();
  BOOST_TEST_REQUIRE(first.size() == 1u);
  BOOST_TEST((first[0].participant == anna.id));
  BOOST_TEST(first[0].name.given_name == "Anna");
  BOOST_TEST((first[0].ends_on == day("2017-02-09")));  // 90 days after 11 November
  const auto bert = traveller("Bert");
  const auto second = make_links().value();
  BOOST_TEST_REQUIRE(second.size() == 1u);
  BOOST_TEST((second[0].participant == bert.id));
  BOOST_TEST(make_links().value().empty());
  const auto listed = links.list(call(), trip, {}).value();
  BOOST_TEST_REQUIRE(listed.items.size() == 2u);
  BOOST_TEST((listed.items[0].participant == anna.id));
  BOOST_TEST((listed.items[0].created_at == first[0].created_at));
  core::PageRequest page;
  page.limit = 1;
  const auto front = links.list(call(), trip, page).value();
  BOOST_TEST(front.items.size() == 1u);
  page.after = front.next_after.value();
  BOOST_TEST((links.list(call(), trip, page).value().items.at(0).participant == bert.id));
  page = {};
  page.updated_since = second[0].created_at;
  BOOST_TEST(links.list(call(), trip, page).value().items.size() == 1u);
  // The secrets are nowhere.
  for (const auto& made : {first[0].text, second[0].text})
    BOOST_TEST(
        count("select count(*) from trip_links where instr(secret_hash, :text) > 0 or instr(cast(concat(given_name, "
              "family_name, email) as binary), :text) > 0",
              {{"text", made}}) == 0);
  BOOST_TEST(trail(anna.id.uuid) == "link_made");
}

BOOST_AUTO_TEST_CASE(who_is_asked_for_must_travel_and_have_a_name) {
  const auto anna = traveller();
  const auto nobody = enter(company, {}, 1).participants.at(0);
  const auto elsewhere = core::ParticipantId::make(now);
  BOOST_TEST(refusal(make_links(std::vector{anna.id, elsewhere, anna.id})) ==
             "validation_failed /participants/1:reference_not_found /participants/2:duplicate_member");
  BOOST_TEST(refusal(make_links(std::vector{anna.id, nobody.id})) == "traveller_not_named");
  BOOST_TEST(count("select count(*) from trip_links", {}) == 0);
  BOOST_TEST(refusal(links.make(call_of_stranger(), trip, {})) == "not_found");
  BOOST_TEST(refusal(links.list(call_of_stranger(), trip, {})) == "not_found");
  BOOST_TEST(refusal(links.end(call_of_stranger(), trip, anna.id, {})) == "not_found");
  const auto congress = make_event("kongress", events::SeriesKind::congress);
  BOOST_TEST(refusal(links.make(call(), congress, {})) == "not_a_study_trip");
  BOOST_TEST(refusal(links.list(call(), congress, {})) == "not_a_study_trip");
  BOOST_TEST(refusal(links.end(call(), congress, anna.id, {})) == "not_a_study_trip");
}

BOOST_AUTO_TEST_CASE(a_new_link_ends_the_old_one_and_an_ended_one_is_not_there) {
  publish();
  const auto anna = traveller();
  const auto old = link_of(anna);
  BOOST_TEST(opens(old) == "none");
  BOOST_TEST(links.itinerary(anonymous(), old).value().publication.number == 1);
  const auto fresh = link_of(anna);
  BOOST_TEST(opens(old) == "not_found");
  BOOST_TEST(opens(fresh) == "none");
  BOOST_TEST(refusal(links.end(call(), trip, anna.id, 1)) == "precondition_failed");
  BOOST_TEST(refusal(links.end(call(), make_trip("japan"), anna.id, {})) == "not_found");
  BOOST_REQUIRE(links.end(call(), trip, anna.id, {}));
  BOOST_REQUIRE(links.end(call(), trip, anna.id, {}));
  BOOST_TEST(refusal(links.end(call(), trip, anna.id, core::ExpectedVersion::present())) == "precondition_failed");
  BOOST_TEST(opens(fresh) == "not_found");
  BOOST_TEST(links.list(call(), trip, {}).value().items.empty());
  BOOST_TEST(trail(anna.id.uuid) == "link_made link_made link_ended");
  // Ended, unknown, malformed: word for word the same.
  for (const auto& text : {old, fresh, trips::make_link_text(), std::string("twl_"), std::string("' or 1=1")}) {
    BOOST_TEST(detail(form(text)) == "There is no personal link 'twl_…' that this token may see.");
    BOOST_TEST(detail(links.itinerary(anonymous(), text)) == detail(form(text)));
    BOOST_TEST(refusal(give(text, opinion(10))) == "not_found");
    BOOST_TEST(refusal(links.check(anonymous(), text)) == "not_found");
  }
}

BOOST_AUTO_TEST_CASE(a_link_is_dead_for_somebody_else_and_for_who_does_not_come) {
  const auto registration = enter(company, {named("Anna"), named("Bert")});
  const auto& anna = registration.participants[0];
  const auto& bert = registration.participants[1];
  const auto annas = link_of(anna);
  const auto berts = link_of(bert);
  BOOST_REQUIRE(registrations.name_participant(call(), registration.id, anna.id, named("Anna", "Neu"), {}));
  BOOST_TEST(opens(annas) == "none");  // she married
  auto dora = named("Dora", "Muster");
  dora.email = "Anna@example.org";
  BOOST_REQUIRE(registrations.name_participant(call(), registration.id, anna.id, dora, {}));
  BOOST_TEST(opens(annas) == "not_found");
  BOOST_TEST(links.list(call(), trip, {}).value().items.size() == 1u);
  BOOST_TEST(make_links().value().size() == 1u);  // Dora has none
  BOOST_TEST(opens(annas) == "not_found");
  BOOST_REQUIRE(registrations.cancel(call(), registration.id, {.heads = {bert.id}}));
  BOOST_TEST(opens(berts) == "not_found");
  BOOST_TEST(links.list(call(), trip, {}).value().items.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_link_ends_90_days_after_the_return) {
  auto wish = trips::default_requirements();
  wish.returns_on = day("2016-11-12");
  BOOST_REQUIRE(requirements.put(call(), trip, wish, {}));
  const auto anna = traveller();
  const auto link = link_of(anna);
  at("2017-02-10T15:59:59Z");  // still the 10th in Hong Kong
  BOOST_TEST(opens(link) == "none");
  BOOST_TEST(links.list(call(), trip, {}).value().items.size() == 1u);
  BOOST_TEST(links.make(call(), trip, {}).has_value());
  at("2017-02-10T16:00:00Z");
  BOOST_TEST(opens(link) == "not_found");
  BOOST_TEST(refusal(make_links()) == "link_time_is_over");
  BOOST_TEST(links.list(call(), trip, {}).value().items.empty());
}

BOOST_AUTO_TEST_CASE(a_person_who_is_merged_or_renamed_keeps_the_link) {
  const auto anna = person("Anna", company);
  const auto twin = person("Anne", company);
  const auto link = link_of(traveller(anna));
  later(1);
  BOOST_REQUIRE(people.merge(call(), anna, twin));
  BOOST_TEST(opens(link) == "none");
  directory::PersonPatch patch;
  patch.family_name = "Neu";
  patch.email = "neu@example.org";
  patch.given_name = "Änne";
  later(1);
  BOOST_REQUIRE(people.change(call(), twin, patch, {}));
  BOOST_TEST(opens(link) == "none");
}

BOOST_AUTO_TEST_CASE(an_itinerary_is_told_by_the_link_as_it_is_published) {
  const auto link = link_of(traveller());
  BOOST_TEST(refusal(links.itinerary(anonymous(), link)) == "no_published_itinerary");
  publish();
  BOOST_TEST(links.itinerary(anonymous(), link).value().publication.itinerary.items.size() == 9u);
  BOOST_TEST((links.itinerary(anonymous(), link).value().event.id == trip));
}

BOOST_AUTO_TEST_SUITE_END()
