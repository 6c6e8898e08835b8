#include "engine/trips/trip_feedback_service.hpp"

#include <set>

#include "engine/feedback/grade_store.hpp"
#include "engine/trips/trip_feedback_store.hpp"
#include "tests/support/race.hpp"
#include "tests/trips/feedbacking.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using trips::CommentState;

BOOST_FIXTURE_TEST_SUITE(trip_feedback_service, Feedbacking)

BOOST_AUTO_TEST_CASE(an_answer_is_given_once_and_its_grade_is_the_one_of_the_event) {
  publish();
  const auto anna = traveller();
  const auto link = link_of(anna);
  const auto empty = form(link).value();
  BOOST_TEST((empty.state == trips::FeedbackState::open));
  BOOST_TEST(!empty.has_grade);
  BOOST_TEST(!empty.answer.has_value());
  BOOST_TEST(empty.items.size() == 5u);
  const auto said =
      opinion(11, true, "Großartig 深圳", {on("park", 10), on("huawei", 13, "Lang"), on("inn", {}, "Laut")});
  const auto kept = give(link, said).value();
  BOOST_TEST((kept.state == trips::FeedbackState::given));
  BOOST_TEST((kept.answer.value() == trips::normalized(said)));
  BOOST_TEST((form(link).value().answer.value() == trips::normalized(said)));
  BOOST_TEST(grades.find(call(), trip, anna.id).value().grade.tenths == 11);
  BOOST_TEST(grades.summary(call(), trip).value().n == 1);
  // Once more the same: it was sent twice. Anything else is refused.
  BOOST_TEST((give(link, said).value().answer.value() == trips::normalized(said)));
  auto another = said;
  another.items[0].grade = core::Grade{20};
  BOOST_TEST(refusal(give(link, another)) == "feedback_already_given");
  BOOST_TEST(refusal(give(link, opinion(11))) == "feedback_already_given");
  BOOST_TEST(refusal(give(link, said, core::ExpectedVersion::absent())) == "precondition_failed");
  BOOST_TEST(refusal(grades.give(call(), trip, {anna.id, {20}})) == "already_exists");
  BOOST_TEST(count("select count(*) from trip_item_grades", {}) == 2);
  BOOST_TEST(count("select count(*) from trip_comments where state = 'pending'", {}) == 3);
  BOOST_TEST(trail(anna.id.uuid) == "link_made feedback_given");
  BOOST_TEST(count("select count(*) from audit_entries where instr(cast(changes as binary), 'Gro') > 0 or "
                   "instr(cast(changes as binary), '1.1') > 0",
                   {}) == 0);
  BOOST_TEST(count("select count(*) from audit_entries where actor = 'personal link'", {}) == 2);
}

BOOST_AUTO_TEST_CASE(a_link_that_is_made_later_does_not_read_the_answer) {
  const auto anna = traveller();
  BOOST_REQUIRE(give(link_of(anna), opinion(60, false, "Nie wieder")));
  const auto later_link = link_of(anna);
  const auto seen = form(later_link).value();
  BOOST_TEST(seen.has_answered);
  BOOST_TEST(!seen.answer.has_value());
  // And what is refused or accepted does not tell it either.
  BOOST_TEST(refusal(give(later_link, opinion(60, false, "Nie wieder"))) == "feedback_already_given");
  BOOST_TEST(refusal(give(later_link, opinion(10))) == "feedback_already_given");
}

BOOST_AUTO_TEST_CASE(what_came_on_paper_is_entered_once_whatever_it_says) {
  publish();
  const auto anna = traveller();
  const auto bert = traveller("Bert");
  const auto nobody = enter(company, {}, 1).participants.at(0);
  BOOST_TEST(refusal(enter_paper(nobody, opinion(10))) == "traveller_not_named");
  BOOST_REQUIRE(enter_paper(anna, opinion(12, true, "Vom Papier", {on("park", 10)})));
  BOOST_TEST(refusal(enter_paper(anna, opinion(12, true, "Vom Papier", {on("park", 10)}))) == "feedback_already_given");
  BOOST_TEST(refusal(enter_paper(anna, opinion(13), core::ExpectedVersion::absent())) == "precondition_failed");
  BOOST_TEST(form(link_of(anna)).value().answer.value().comment.value() == "Vom Papier");
  // By a link it was said by himself: nobody learns by trying.
  BOOST_REQUIRE(give(link_of(bert), opinion(20)));
  BOOST_TEST(refusal(enter_paper(bert, opinion(20))) == "feedback_already_given");
  BOOST_TEST(refusal(enter_paper(bert, opinion(21))) == "feedback_already_given");
  BOOST_TEST(refusal(answers.enter(call_of_stranger(), trip, anna.id, opinion(10), {})) == "not_found");
  BOOST_TEST(refusal(answers.enter(call(), make_trip("japan"), anna.id, opinion(10), {})) == "not_found");
  BOOST_TEST(refusal(answers.enter(call(), make_event("x", events::SeriesKind::other), anna.id, opinion(10), {})) ==
             "not_a_study_trip");
  BOOST_REQUIRE(registrations.cancel(call(), anna.registration, {.heads = {anna.id}}));
  BOOST_TEST(refusal(enter_paper(anna, opinion(10))) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_grade_that_was_given_before_is_the_overall_one) {
  const auto anna = traveller();
  const auto link = link_of(anna);
  BOOST_TEST(refusal(give(link, opinion({}, true))) == "validation_failed /overall:required");
  BOOST_REQUIRE(grades.give(call(), trip, {anna.id, {11}}));
  BOOST_TEST(form(link).value().has_grade);
  for (const int tenths : {11, 12}) {
    BOOST_TEST(refusal(give(link, opinion(tenths))) == "grade_already_given");
    BOOST_TEST(refusal(enter_paper(anna, opinion(tenths))) == "grade_already_given");
  }
  const auto kept = give(link, opinion({}, true)).value();
  BOOST_TEST(kept.answer.value().overall.value().tenths == 11);
  BOOST_TEST(give(link, opinion({}, true)).has_value());
  BOOST_TEST(give(link, opinion(11, true)).has_value());
  BOOST_TEST(grades.summary(call(), trip).value().n == 1);
}

BOOST_AUTO_TEST_CASE(answers_have_their_time_and_items_theirs) {
  publish();
  const auto link = link_of(traveller());
  at("2016-11-04T15:00:00Z");
  BOOST_TEST(refusal(give(link, opinion(10))) == "event_not_started");
  BOOST_TEST((form(link).value().state == trips::FeedbackState::not_open_yet));
  at("2016-11-07T02:00:00Z");
  BOOST_TEST(refusal(give(link, opinion(10, {}, {}, {on("park", 10), on("huawei", 10), on("border", 10)}))) ==
             "validation_failed /items/1/item:item_not_begun /items/2/item:item_not_graded");
  BOOST_TEST(count("select count(*) from grades", {}) == 0);
  at("2016-12-11T16:00:00Z");
  BOOST_TEST(refusal(give(link, opinion(10))) == "feedback_closed");
  BOOST_TEST((form(link).value().state == trips::FeedbackState::closed));
  at("2016-12-11T15:00:00Z");
  BOOST_TEST(refusal(give(link, opinion(10))) == "none");
}

BOOST_AUTO_TEST_CASE(of_two_answers_at_once_one_is_kept) {
  constexpr int clients = 8;
  publish();
  const auto anna = traveller();
  const auto link = link_of(anna);
  storage::Database many(support::racing_settings(data, clients));
  trips::TripFeedbackService racing(many);
  const auto kept = support::at_once(clients, [&](int i) {
    return racing.give(anonymous(), link, opinion(10 + i, true, "Antwort", {on("park", 10 + i)}), {}).has_value();
  });
  BOOST_TEST(kept == 1);
  BOOST_TEST(count("select count(*) from grades", {}) == 1);
  BOOST_TEST(count("select count(*) from trip_item_grades", {}) == 1);
  BOOST_TEST(count("select count(*) from trip_comments", {}) == 1);
  BOOST_TEST(count("select count(*) from grades g join trip_item_grades i on i.participant_id = g.participant_id and "
                   "i.grade_tenths = g.grade_tenths",
                   {}) == 1);  // of one answer
}

BOOST_AUTO_TEST_CASE(comments_are_told_without_their_author_and_published_by_organizers) {
  publish();
  const auto anna = traveller();
  std::vector<std::string> said;
  for (const char* name : {"Bert", "Carl", "Dora", "Emil", "Fritz"}) {
    const auto text = std::string("von ") + name;
    BOOST_REQUIRE(give(link_of(traveller(name)), opinion(10, {}, text, {on("park", {}, text + " im Park")})));
    said.push_back(text);
  }
  const auto all = comments.list(call(), trip, {}, {}).value().items;
  BOOST_TEST_REQUIRE(all.size() == 10u);
  BOOST_TEST((comments.list(call(), trip, CommentState::published, {}).value().items.empty()));
  // Ids are of no moment: with the audit trail, which says who answered when, they would tell whose they are.
  std::set<std::string> times;
  for (const auto& one : all) times.insert(std::string(one.id.uuid.raw().substr(0, 8)));
  BOOST_TEST(times.size() == 1u);
  auto viewer = call();
  viewer.principal.role = access::Role::viewer;
  const auto rival = call_as(make_company("Andere"));
  for (const auto& caller : {viewer, call_as(company), rival}) {
    BOOST_TEST(comments.list(caller, trip, {}, {}).value().items.empty());
    BOOST_TEST(comments.list(caller, trip, CommentState::pending, {}).value().items.empty());
  }
  const auto& one = all[3];
  const auto published = comments.moderate(call(), trip, one.id, CommentState::published, one.version).value();
  BOOST_TEST(published.version == 2);
  BOOST_TEST(comments.moderate(call(), trip, one.id, CommentState::published, {}).value().version == 2);
  BOOST_TEST(refusal(comments.moderate(call(), trip, one.id, CommentState::hidden, 1)) == "precondition_failed");
  BOOST_TEST(comments.list(viewer, trip, {}, {}).value().items.at(0).text == one.text);
  BOOST_TEST(comments.list(call_as(company), trip, {}, {}).value().items.size() == 1u);
  BOOST_TEST(comments.list(rival, trip, {}, {}).value().items.empty());  // it has nobody on the trip
  BOOST_REQUIRE(comments.moderate(call(), trip, one.id, CommentState::hidden, {}));
  BOOST_TEST(comments.list(viewer, trip, {}, {}).value().items.empty());
  BOOST_TEST(comments.list(call(), trip, CommentState::hidden, {}).value().items.size() == 1u);
  BOOST_TEST(trail(one.id.uuid) == "published hidden");
  BOOST_TEST(count("select count(*) from audit_entries where instr(cast(changes as binary), 'von ') > 0", {}) == 0);
  const auto japan = make_trip("japan");
  BOOST_TEST(refusal(comments.moderate(call(), japan, one.id, CommentState::hidden, {})) == "not_found");
  BOOST_TEST(refusal(comments.list(call_of_stranger(), trip, {}, {})) == "not_found");
  BOOST_TEST(refusal(comments.moderate(call_of_stranger(), trip, one.id, CommentState::hidden, {})) == "not_found");
  core::PageRequest page;
  page.limit = 4;
  std::set<std::string> walked;
  for (;;) {
    const auto part = comments.list(call(), trip, {}, page).value();
    for (const auto& comment : part.items) walked.insert(comment.id.text());
    if (!part.next_after) break;
    page.after = part.next_after;
  }
  BOOST_TEST(walked.size() == 10u);
}

BOOST_AUTO_TEST_CASE(comments_are_exported_and_erased_and_totals_stay) {
  publish();
  const auto anna = traveller();
  const auto link = link_of(anna);
  BOOST_TEST(!travellers.export_of(call(), trip, anna.id).value().feedback.has_value());
  BOOST_TEST(trail(anna.id.uuid) == "link_made");
  BOOST_REQUIRE(give(link, opinion(11, true, "Schön", {on("park", 10, "Auch schön")})));
  const auto told = travellers.export_of(call_as(company), trip, anna.id).value();
  BOOST_TEST(told.link_made_at.has_value());
  BOOST_TEST_REQUIRE(told.feedback.has_value());
  BOOST_TEST(told.feedback->comments.size() == 2u);
  BOOST_TEST(trail(anna.id.uuid) == "link_made feedback_given comments_read");
  BOOST_REQUIRE(travellers.erase(call(), trip, anna.id, {}));
  BOOST_TEST(trail(anna.id.uuid) == "link_made feedback_given comments_read erased");
  BOOST_TEST(opens(link) == "not_found");
  BOOST_TEST(count("select count(*) from trip_comments", {}) + count("select count(*) from trip_links", {}) == 0);
  BOOST_TEST(count("select count(*) from trip_feedback where given_name is not null", {}) == 0);
  BOOST_TEST(!travellers.export_of(call(), trip, anna.id).value().feedback.has_value());
  BOOST_TEST(grades.summary(call(), trip).value().n == 1);
  database().read([&](storage::Transaction& tx) {
    BOOST_TEST((trips::load_again_counts(tx, trip) == trips::AgainCounts{.yes = 1, .no = 0, .by_link = 1}));
    BOOST_TEST(trips::load_item_grades(tx, trip).size() == 1u);
    return true;
  });
  const auto again = link_of(anna);
  BOOST_TEST(form(again).value().has_answered);
  BOOST_TEST(!form(again).value().answer.has_value());
  BOOST_TEST(refusal(give(again, opinion({}, true))) == "feedback_already_given");
}

BOOST_AUTO_TEST_CASE(somebody_else_on_the_ticket_reads_nothing_of_it) {
  const auto registration = enter(company, {named("Anna")});
  const auto& anna = registration.participants[0];
  BOOST_REQUIRE(give(link_of(anna), opinion(11, true, "Von Anna")));
  auto dora = named("Dora", "Muster");
  dora.email = "Anna@example.org";
  BOOST_REQUIRE(registrations.name_participant(call(), registration.id, anna.id, dora, {}));
  const auto link = link_of(anna);
  BOOST_TEST(form(link).value().has_answered);
  BOOST_TEST(!form(link).value().answer.has_value());
  BOOST_TEST(!travellers.export_of(call(), trip, anna.id).value().feedback.has_value());
  BOOST_TEST(refusal(give(link, opinion({}, true))) == "feedback_already_given");
}

BOOST_AUTO_TEST_CASE(a_person_who_is_merged_keeps_the_answer) {
  const auto anna = person("Anna", company);
  const auto twin = person("Anne", company);
  const auto head = traveller(anna);
  const auto link = link_of(head);
  BOOST_REQUIRE(give(link, opinion(11, true, "Schön")));
  later(1);
  BOOST_REQUIRE(people.merge(call(), anna, twin));
  BOOST_TEST(form(link).value().answer.value().comment.value() == "Schön");
}

BOOST_AUTO_TEST_CASE(links_go_when_they_are_dead_and_comments_after_a_year) {
  const auto keep = [&](const char* moment) {
    while (feedback_keeper.delete_due(core::parse_rfc3339(moment).value(), 2)) {
    }
    return std::to_string(count("select count(*) from trip_links", {})) + " " +
           std::to_string(count("select count(*) from trip_comments", {}));
  };
  const auto registration = enter(company, {named("Anna"), named("Bert"), named("Carl")});
  std::vector<std::string> texts;
  for (const auto& one : registration.participants) {
    texts.push_back(link_of(one));
    BOOST_REQUIRE(give(texts.back(), opinion(11, true, "Schön")));
  }
  BOOST_TEST(keep("2016-11-12T00:00:00Z") == "3 3");
  BOOST_REQUIRE(registrations.cancel(call(), registration.id, {.heads = {registration.participants[0].id}}));
  auto dora = named("Dora", "Muster");
  dora.email = "Bert@example.org";
  BOOST_REQUIRE(registrations.name_participant(call(), registration.id, registration.participants[1].id, dora, {}));
  BOOST_TEST(keep("2016-11-12T00:00:00Z") == "1 3");
  BOOST_TEST(opens(texts[2]) == "none");
  BOOST_TEST(keep("2017-02-09T15:59:59Z") == "1 3");
  BOOST_TEST(keep("2017-02-09T16:00:00Z") == "0 3");
  // The trip ends on 11 November in Hong Kong.
  BOOST_TEST(keep("2017-11-11T15:59:59Z") == "0 3");
  BOOST_TEST(keep("2017-11-11T16:00:00Z") == "0 0");
  BOOST_TEST(count("select count(*) from trip_feedback where given_name is not null or person_id is not null", {}) ==
             0);
  BOOST_TEST(grades.summary(call(), trip).value().n == 3);
  BOOST_TEST(trail(registration.participants[2].id.uuid) == "link_made feedback_given link_ended comments_expired");
}

BOOST_AUTO_TEST_SUITE_END()
