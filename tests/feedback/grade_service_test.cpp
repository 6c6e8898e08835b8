#include "engine/feedback/grade_service.hpp"

#include <boost/test/unit_test.hpp>

#include <future>

#include "engine/feedback/grade_dependents.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using feedback::GradeService;

namespace {

struct Fixture : support::TestRows {
  GradeService service{data.database()};
  core::SeriesId reihe = series("treffen");
  core::EventId meeting = event(reihe, 2016, "open");  // on 10 November 2016 in Europe/Berlin
  core::CompanyId firm = company("partner");

  access::Call call_of_company(const core::CompanyId& company, access::Role role = access::Role::partner) {
    auto made = call();
    made.principal.role = role;
    made.principal.company = company;
    return made;
  }
  void at(const char* instant) { now = core::parse_rfc3339(instant).value(); }
  void set_state(const core::ParticipantId& participant, const char* state) {
    execute("update registration_participants set state = :state where id = :id",
            {{"state", state}, {"id", participant}});
  }
};

template <class T>
std::string code_of(const core::Result<T>& result) {
  if (result) return "";
  std::string text(result.error().code().code);
  for (const auto& field : result.error().fields()) text += " " + field.pointer + ":" + std::string(field.code->code);
  return text;
}

constexpr const char* wrong_reference = "validation_failed /participant_id:reference_not_found";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(grade_service, Fixture)

BOOST_AUTO_TEST_CASE(a_grade_is_given_once_and_can_be_read) {
  const auto who = register_heads(meeting, firm, 1).front();
  const auto given = service.give(call(), meeting, {who, {11}});
  BOOST_REQUIRE(given);
  const auto read = service.find(call(), meeting, who);
  BOOST_REQUIRE(read);
  BOOST_TEST(read->grade.tenths == 11);
  BOOST_TEST((read->created_at == now));
  BOOST_TEST(code_of(service.give(call(), meeting, {who, {12}})) == "already_exists");
  BOOST_TEST(service.find(call(), meeting, who)->grade.tenths == 11);
}

BOOST_AUTO_TEST_CASE(grades_are_taken_from_the_first_day_on_the_events_own_wall_clock) {
  const auto who = register_heads(meeting, firm, 1).front();
  at("2016-11-09T22:59:59.999999Z");
  BOOST_TEST(code_of(service.give(call(), meeting, {who, {11}})) == "event_not_started");
  at("2016-11-09T23:00:00Z");  // midnight in Berlin
  BOOST_TEST(code_of(service.give(call(), meeting, {who, {11}})) == "");
}

BOOST_AUTO_TEST_CASE(only_a_confirmed_place_gives_a_grade) {
  const auto heads = register_heads(meeting, firm, 2);
  set_state(heads[0], "waitlisted");
  set_state(heads[1], "cancelled");
  BOOST_TEST(code_of(service.give(call(), meeting, {heads[0], {11}})) == "participant_not_confirmed");
  BOOST_TEST(code_of(service.give(call(), meeting, {heads[1], {11}})) == "participant_not_confirmed");
}

// Was found by reading, fixed, kept here: the state was read without a lock, and a cancellation went through beside it.
BOOST_AUTO_TEST_CASE(a_grade_that_races_with_a_cancellation_waits_and_is_refused) {
  const auto who = register_heads(meeting, firm, 1).front();
  std::future<std::string> given;
  database().transact(nullptr, [&](storage::Transaction& tx) {
    tx.execute("update registration_participants set state = 'cancelled' where id = :id", {{"id", who}});
    given = std::async(std::launch::async, [&] { return code_of(service.give(call(), meeting, {who, {11}})); });
    BOOST_TEST((given.wait_for(std::chrono::milliseconds(300)) == std::future_status::timeout));
    return true;
  });
  BOOST_TEST(given.get() == "participant_not_confirmed");
  BOOST_TEST(count("select count(*) from grades", {}) == 0);
}

BOOST_AUTO_TEST_CASE(a_grade_stays_when_the_place_is_cancelled_later) {
  const auto who = register_heads(meeting, firm, 1).front();
  BOOST_REQUIRE(service.give(call(), meeting, {who, {11}}));
  set_state(who, "cancelled");
  BOOST_TEST(service.find(call_of_company(firm), meeting, who)->grade.tenths == 11);
  BOOST_TEST(service.summary(call(), meeting)->n == 1);
}

BOOST_AUTO_TEST_CASE(a_participant_of_another_event_is_no_participant_of_this_one) {
  const auto other = event(reihe, 2016, "open");
  const auto who = register_heads(other, firm, 1).front();
  BOOST_TEST(code_of(service.give(call(), meeting, {who, {11}})) == wrong_reference);
  BOOST_TEST(code_of(service.give(call(), meeting, {core::ParticipantId::make(now), {11}})) == wrong_reference);
  BOOST_REQUIRE(service.give(call(), other, {who, {11}}));
  BOOST_TEST(code_of(service.find(call(), meeting, who)) == "not_found");
  BOOST_TEST(service.summary(call(), meeting)->n == 0);
}

BOOST_AUTO_TEST_CASE(a_company_gives_and_reads_grades_of_its_own_participants_only) {
  const auto rival = company("partner");
  const auto mine = register_heads(meeting, firm, 1).front();
  const auto other = register_heads(meeting, rival, 1).front();
  BOOST_TEST(code_of(service.give(call_of_company(firm), meeting, {mine, {11}})) == "");
  BOOST_TEST(code_of(service.give(call_of_company(firm), meeting, {other, {11}})) == wrong_reference);
  BOOST_REQUIRE(service.give(call(), meeting, {other, {12}}));
  BOOST_TEST(code_of(service.give(call_of_company(firm), meeting, {other, {11}})) == wrong_reference);
  BOOST_TEST(code_of(service.find(call_of_company(firm), meeting, mine)) == "");
  BOOST_TEST(code_of(service.find(call_of_company(firm), meeting, other)) == "not_found");
}

BOOST_AUTO_TEST_CASE(events_of_another_organization_do_not_exist) {
  const auto who = register_heads(meeting, firm, 1).front();
  const auto stranger = call_of(data.add_organization("other"));
  BOOST_TEST(code_of(service.give(stranger, meeting, {who, {11}})) == "not_found");
  BOOST_TEST(code_of(service.summary(stranger, meeting)) == "not_found");
  BOOST_REQUIRE(service.give(call(), meeting, {who, {11}}));
  BOOST_TEST(code_of(service.find(stranger, meeting, who)) == "not_found");
}

BOOST_AUTO_TEST_CASE(the_summary_appears_with_the_third_grade) {
  const auto heads = register_heads(meeting, firm, 3);
  BOOST_TEST((*service.summary(call(), meeting) == feedback::GradeSummary{}));
  BOOST_REQUIRE(service.give(call(), meeting, {heads[0], {10}}));
  BOOST_REQUIRE(service.give(call(), meeting, {heads[1], {12}}));
  BOOST_TEST(service.summary(call(), meeting)->n == 2);
  BOOST_TEST(!service.summary(call(), meeting)->spread);
  BOOST_REQUIRE(service.give(call(), meeting, {heads[2], {12}}));
  const auto summary = service.summary(call(), meeting);
  BOOST_TEST(summary->n == 3);
  BOOST_TEST((*summary->spread == feedback::Spread{11, 120, {3, 0, 0, 0, 0, 0}}));
}

BOOST_AUTO_TEST_CASE(that_a_grade_was_given_is_in_the_audit_trail_and_not_which) {
  const auto who = register_heads(meeting, firm, 1).front();
  BOOST_REQUIRE(service.give(call(), meeting, {who, {57}}));
  BOOST_TEST(
      count(
          "select count(*) from audit_entries where object_kind = 'grade' and changes like 'event_id%' and changes like "
          "'%participant_id%' and length(changes) - length(replace(changes, char(9), '')) = 4",
          {}) == 1);
  BOOST_TEST(count("select count(*) from audit_entries where object_kind = 'grade' and action = 'created'", {}) == 1);
}

BOOST_AUTO_TEST_CASE(grades_hang_on_their_event) {
  feedback::GradeDependents dependents;
  const auto hanging = [&] {
    return database().read([&](storage::Transaction& tx) { return dependents.dependents(tx, meeting); });
  };
  BOOST_TEST(hanging().empty());
  const auto heads = register_heads(meeting, firm, 2);
  BOOST_REQUIRE(service.give(call(), meeting, {heads[0], {11}}));
  BOOST_TEST(hanging().at(0) == "1 grade");
  BOOST_REQUIRE(service.give(call(), meeting, {heads[1], {11}}));
  BOOST_TEST(hanging().at(0) == "2 grades");
}

BOOST_AUTO_TEST_SUITE_END()
