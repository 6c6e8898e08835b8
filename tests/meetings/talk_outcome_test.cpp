#include "engine/meetings/talk_outcome.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <tuple>

#include "engine/audit/audit.hpp"
#include "engine/directory/company_service.hpp"
#include "engine/meetings/meetings_dependents.hpp"
#include "engine/meetings/meetings_reference_mover.hpp"
#include "engine/meetings/talk_outcome_service.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::meetings;

namespace {

using boost::posix_time::minutes;

core::CompanyId firm(unsigned char name) {
  core::CompanyId id;
  id.uuid.bytes[0] = name;
  return id;
}

const core::Instant noon = core::parse_rfc3339("2016-11-10T12:00:00Z").value();

TalkAtEvent talk_at(std::optional<core::Instant> starts_at) {
  return {.id = {},
          .event = {},
          .one = {.company = firm(1), .role = directory::CompanyRole::partner},
          .other = {.company = firm(2), .role = directory::CompanyRole::vendor},
          .starts_at = starts_at};
}

NewTalkOutcome missed_by(std::vector<core::CompanyId> absent) {
  return {.outcome = Outcome::no_show, .absent = std::move(absent), .note = {}};
}

std::string fields_of(const std::vector<core::FieldError>& fields) {
  std::string text;
  for (const auto& field : fields)
    text.append(text.empty() ? "" : " ").append(field.pointer).append(":").append(field.code->code);
  return text;
}
template <class T>
std::string code_of(const core::Result<T>& result) {
  if (result) return "ok";
  const auto& error = result.error();
  return error.fields().empty() ? std::string(error.code().code) : fields_of(error.fields());
}

TalkOutcome said(const NewTalkOutcome& wanted, Recorder by, const std::optional<TalkOutcome>& before = {}) {
  return recorded(talk_at(noon), before, wanted, by, noon);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(talk_outcome)

BOOST_AUTO_TEST_CASE(who_is_absent_is_said_exactly_of_a_no_show) {
  BOOST_TEST(fields_of(check(NewTalkOutcome{})) == "");
  BOOST_TEST(fields_of(check(missed_by({firm(1)}))) == "");
  BOOST_TEST(fields_of(check(missed_by({firm(1), firm(2)}))) == "");
  BOOST_TEST(fields_of(check(NewTalkOutcome{.outcome = Outcome::held, .absent = {firm(1)}, .note = {}})) ==
             "/absent:absent_from_a_held_talk");
  BOOST_TEST(fields_of(check(missed_by({}))) == "/absent:required");
  BOOST_TEST(fields_of(check(missed_by({firm(1), firm(1)}))) == "/absent/1:duplicate_member");
  BOOST_TEST(fields_of(check(missed_by({firm(1), firm(2), firm(3)}))) == "/absent:wrong_count");
  BOOST_TEST(fields_of(check(missed_by({firm(1), firm(3)}), talk_at(noon))) == "/absent/1:company_not_in_talk");
  BOOST_TEST(fields_of(check(missed_by({firm(2), firm(1)}), talk_at(noon))) == "");
}

BOOST_AUTO_TEST_CASE(a_note_is_one_line_of_at_most_500_characters) {
  const auto with_note = [](std::string note) {
    return fields_of(check(NewTalkOutcome{.outcome = Outcome::held, .absent = {}, .note = std::move(note)}));
  };
  std::string longest;
  for (std::size_t i = 0; i < max_outcome_note_length; ++i) longest += "ü";
  BOOST_TEST(with_note(longest) == "");
  BOOST_TEST(with_note(longest + "!") == "/note:wrong_length");
  BOOST_TEST(with_note("") == "/note:wrong_length");
  BOOST_TEST(with_note(" ") == "/note:wrong_format");
}

BOOST_AUTO_TEST_CASE(a_talk_has_begun_with_its_slot) {
  BOOST_TEST(code_of(check_begun(talk_at({}), noon)) == "talk_not_planned");
  BOOST_TEST(code_of(check_begun(talk_at(noon), noon - boost::posix_time::microseconds(1))) == "talk_not_begun");
  BOOST_TEST(code_of(check_begun(talk_at(noon), noon)) == "ok");
}

BOOST_AUTO_TEST_CASE(what_staff_recorded_only_staff_replaces) {
  for (const auto before : all_recorders) {
    for (const auto by : all_recorders) {
      const bool may = before != Recorder::staff || by == Recorder::staff;
      BOOST_TEST(code_of(check_may_replace(said({}, before), by)) == (may ? "ok" : "recorded_by_staff"));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_vendor_has_missed_a_talk_also_where_neither_came) {
  const auto talk = talk_at(noon);
  BOOST_TEST(!is_missed_by_vendor(said({}, Recorder::staff), talk));
  BOOST_TEST(!is_missed_by_vendor(said(missed_by({firm(1)}), Recorder::staff), talk));
  BOOST_TEST(is_missed_by_vendor(said(missed_by({firm(2)}), Recorder::staff), talk));
  BOOST_TEST(is_missed_by_vendor(said(missed_by({firm(2), firm(1)}), Recorder::staff), talk));
}

BOOST_AUTO_TEST_CASE(the_last_word_stands_and_saying_the_same_changes_nothing) {
  const auto holds = rc::check("outcomes", [] {
    const auto any = [] {
      NewTalkOutcome wanted;
      if (*rc::gen::arbitrary<bool>()) wanted = missed_by({firm(2)});
      if (!wanted.absent.empty() && *rc::gen::arbitrary<bool>()) wanted.absent.push_back(firm(1));
      if (*rc::gen::arbitrary<bool>()) wanted.note = "Stau";
      return wanted;
    };
    const auto by = [] { return all_recorders[*rc::gen::inRange(0, 3)]; };
    const auto first = said(any(), by());
    const auto wanted = any();
    const auto who = by();
    const auto second = recorded(talk_at(noon), first, wanted, who, noon + minutes(1));
    RC_ASSERT(second.outcome == wanted.outcome);
    RC_ASSERT(second.note == wanted.note);
    RC_ASSERT(second.absent.size() == wanted.absent.size());
    RC_ASSERT(std::is_sorted(second.absent.begin(), second.absent.end()));
    RC_ASSERT(second.created_at == first.created_at);
    const bool is_the_same = second == first;
    RC_ASSERT(is_the_same == (second.version == first.version));
    RC_ASSERT(is_the_same || second.recorded_by == who);
    // The same words again, by the same: nothing happens.
    RC_ASSERT(recorded(talk_at(noon), second, wanted, who, noon + minutes(2)) == second);
  });
  BOOST_TEST(holds);
}

BOOST_AUTO_TEST_CASE(staff_that_confirms_a_companys_word_makes_it_its_own) {
  const auto partners = said({}, Recorder::partner);
  const auto confirmed = said({}, Recorder::staff, partners);
  BOOST_TEST((confirmed.recorded_by == Recorder::staff));
  BOOST_TEST(confirmed.version == partners.version + 1);
  BOOST_TEST((said({}, Recorder::vendor, confirmed) == confirmed));
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct Recording : support::TestRows {
  MeetingsReferenceMover mover;
  directory::CompanyService companies{database(), {&mover}};
  TalkOutcomeService outcomes{database()};
  core::EventId event = TestRows::event(series("talks"), 2016, "open");
  core::CompanyId partner = company("partner");
  core::CompanyId vendor = company("vendor");
  int plans = 0;

  /// Published, in the place of what was: these talks are in its one slot, which begins now.
  std::vector<TalkId> publish(const std::vector<std::pair<core::CompanyId, core::CompanyId>>& pairs,
                              PlanStatus status = PlanStatus::published) {
    execute("update talk_plans set status = 'superseded', published_event = null where event_id = :event",
            {{"event", event}});
    TalkPlan plan;
    plan.id = TalkPlanId::make(now);
    plan.event = event;
    plan.number = ++plans;
    plan.status = status;
    plan.created_at = plan.updated_at = now;
    plan.slots = {{"morning", now, now + minutes(20)}};
    const auto known = database().read([&](storage::Transaction& tx) { return load_talk_ids(tx, event); });
    for (const auto& [one, other] : pairs) {
      PlannedTalk talk;
      std::tie(talk.company, talk.with_company) = pair_of(one, other);
      const auto before = known.find(pair_of(one, other));
      talk.id = before == known.end() ? TalkId::make(now) : before->second;
      talk.slot = 0;
      talk.table = std::to_string(plan.talks.size() + 1);
      plan.talks.push_back(talk);
    }
    database().transact(nullptr, [&](storage::Transaction& tx) {
      insert_plan(tx, data.organization(), plan);
      return true;
    });
    std::vector<TalkId> ids;
    for (const auto& talk : plan.talks) ids.push_back(talk.id);
    return ids;
  }
  [[nodiscard]] access::Call as(access::Role role, const core::CompanyId& company) const {
    auto it = call();
    it.principal.role = role;
    it.principal.company = company;
    return it;
  }
  [[nodiscard]] access::Call as_partner() const { return as(access::Role::partner, partner); }
  [[nodiscard]] access::Call as_vendor() const { return as(access::Role::vendor, vendor); }
  void later() { now += minutes(1); }
  TalkOutcome read(const TalkId& talk) { return outcomes.find(call(), talk).value(); }
  void merge(const core::CompanyId& from, const core::CompanyId& into) {
    later();
    BOOST_REQUIRE(companies.merge(call(), from, into));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(talk_outcome_service, Recording)

BOOST_AUTO_TEST_CASE(a_talk_is_recorded_changed_and_taken_back) {
  const auto talk = publish({{partner, vendor}}).front();
  BOOST_TEST(code_of(outcomes.find(call(), talk)) == "not_found");
  const auto held = outcomes.record(call(), talk, {}, core::ExpectedVersion::absent()).value();
  BOOST_TEST((held.event == event));
  BOOST_TEST((read(talk) == held));
  later();
  BOOST_TEST(code_of(outcomes.record(call(), talk, missed_by({vendor}), held.version + 1)) == "precondition_failed");
  const auto missed = outcomes.record(call(), talk, missed_by({vendor, partner}), held.version).value();
  BOOST_TEST((read(talk) == missed));
  BOOST_TEST(missed.absent.size() == 2u);
  BOOST_TEST(missed.version == held.version + 1);
  BOOST_TEST(code_of(outcomes.record(call(), talk, missed_by({company("partner")}), {})) ==
             "/absent/0:company_not_in_talk");
  BOOST_TEST(code_of(outcomes.remove(call(), talk, held.version)) == "precondition_failed");
  BOOST_TEST(code_of(outcomes.remove(call(), talk, missed.version)) == "ok");
  BOOST_TEST(code_of(outcomes.remove(call(), talk, {})) == "not_found");
  later();
  // A version never comes back with another content.
  BOOST_TEST(outcomes.record(call(), talk, {}, {}).value().version > missed.version);
}

BOOST_AUTO_TEST_CASE(only_a_talk_of_the_published_plan_that_has_begun_is_recorded) {
  const auto talk = publish({{partner, vendor}}, PlanStatus::draft).front();
  BOOST_TEST(code_of(outcomes.record(call(), talk, {}, {})) == "talk_not_planned");
  BOOST_TEST(code_of(outcomes.give_grade(call(), talk, {20}, {})) == "talk_not_planned");
  publish({{partner, vendor}});
  auto early = call();
  early.now -= minutes(1);
  BOOST_TEST(code_of(outcomes.record(early, talk, {}, {})) == "talk_not_begun");
  BOOST_TEST(code_of(outcomes.give_grade(early, talk, {20}, {})) == "talk_not_begun");
  BOOST_TEST(code_of(outcomes.record(call(), talk, {}, {})) == "ok");
  execute("update events set status = 'cancelled' where id = :id", {{"id", event}});
  BOOST_TEST(code_of(outcomes.record(call(), talk, missed_by({vendor}), {})) == "talk_not_planned");
}

BOOST_AUTO_TEST_CASE(what_is_recorded_of_a_talk_that_is_not_planned_any_more_can_be_taken_back_only) {
  const auto talk = publish({{partner, vendor}}).front();
  const auto held = outcomes.record(call(), talk, {}, {}).value();
  BOOST_TEST(code_of(outcomes.give_grade(call(), talk, {20}, {})) == "ok");
  later();
  publish({{company("partner"), vendor}});
  BOOST_TEST((read(talk) == held));
  BOOST_TEST(code_of(outcomes.record(call(), talk, missed_by({vendor}), {})) == "talk_not_planned");
  BOOST_TEST(code_of(outcomes.give_grade(call(), talk, {30}, {})) == "talk_not_planned");
  BOOST_TEST(code_of(outcomes.remove(call(), talk, {})) == "ok");
  BOOST_TEST(code_of(outcomes.remove_grade(call(), talk, {})) == "ok");
}

BOOST_AUTO_TEST_CASE(the_word_of_staff_stands_and_of_companies_the_last_one) {
  const auto talk = publish({{partner, vendor}}).front();
  BOOST_TEST((outcomes.record(as_vendor(), talk, missed_by({partner}), {}).value().recorded_by == Recorder::vendor));
  later();
  BOOST_TEST((outcomes.record(as_partner(), talk, {}, {}).value().recorded_by == Recorder::partner));
  later();
  const auto by_staff = outcomes.record(call(), talk, missed_by({vendor}), {}).value();
  later();
  for (const auto& who : {as_partner(), as_vendor()}) {
    BOOST_TEST(code_of(outcomes.record(who, talk, {}, {})) == "recorded_by_staff");
    BOOST_TEST(code_of(outcomes.remove(who, talk, {})) == "recorded_by_staff");
    // Who says the same is not refused, and changes nothing.
    BOOST_TEST((outcomes.record(who, talk, missed_by({vendor}), {}).value() == by_staff));
  }
  BOOST_TEST((read(talk) == by_staff));
}

BOOST_AUTO_TEST_CASE(a_company_sees_and_records_its_own_talks_only) {
  const auto other = company("vendor");
  const auto talks = publish({{partner, vendor}, {partner, other}});
  for (const auto& talk : talks) BOOST_REQUIRE(outcomes.record(as_partner(), talk, {}, {}));
  BOOST_TEST(code_of(outcomes.find(as_vendor(), talks[1])) == "not_found");
  BOOST_TEST(code_of(outcomes.record(as_vendor(), talks[1], {}, {})) == "not_found");
  BOOST_TEST(code_of(outcomes.remove(as_vendor(), talks[1], {})) == "not_found");
  BOOST_TEST(code_of(outcomes.check_visible(as_vendor(), talks[1])) == "not_found");
  const auto of_vendor = outcomes.list(as_vendor(), event, {}, {}).value().items;
  BOOST_TEST_REQUIRE(of_vendor.size() == 1u);
  BOOST_TEST((of_vendor[0].id == talks[0]));
  BOOST_TEST(code_of(outcomes.list(as_vendor(), event, {.company = other, .outcome = {}}, {})) == "not_found");
  BOOST_TEST(outcomes.list(as_partner(), event, {}, {}).value().items.size() == 2u);
  const auto stranger = data.add_organization("other");
  BOOST_TEST(code_of(outcomes.find(call_of(stranger), talks[0])) == "not_found");
  BOOST_TEST(code_of(outcomes.list(call_of(stranger), event, {}, {})) == "not_found");
}

BOOST_AUTO_TEST_CASE(the_list_is_filtered_and_paged) {
  const auto other = company("vendor");
  const auto talks = publish({{partner, vendor}, {partner, other}, {company("partner"), other}});
  BOOST_REQUIRE(outcomes.record(call(), talks[0], {}, {}));
  BOOST_REQUIRE(outcomes.record(call(), talks[1], missed_by({other}), {}));
  BOOST_REQUIRE(outcomes.record(call(), talks[2], {}, {}));
  const auto count = [&](const TalkOutcomeFilter& filter) {
    return outcomes.list(call(), event, filter, {}).value().items.size();
  };
  BOOST_TEST(count({}) == 3u);
  BOOST_TEST(count({.company = other, .outcome = {}}) == 2u);
  BOOST_TEST(count({.company = other, .outcome = Outcome::held}) == 1u);
  BOOST_TEST(count({.company = {}, .outcome = Outcome::no_show}) == 1u);
  core::PageRequest page;
  page.limit = 2;
  const auto first = outcomes.list(call(), event, {}, page).value();
  page.after = first.next_after;
  BOOST_TEST(outcomes.list(call(), event, {}, page).value().items.size() == 1u);
}

BOOST_AUTO_TEST_CASE(outcomes_follow_a_merge) {
  // Before and behind the others in the order of ids: sides change their places.
  const auto first = company("vendor");
  const auto talks = publish({{partner, vendor}, {partner, first}});
  later();
  const auto last = company("vendor");
  BOOST_REQUIRE(outcomes.record(call(), talks[0], missed_by({vendor}), {}));
  const auto before = outcomes.record(call(), talks[1], missed_by({partner, first}), {}).value();
  merge(vendor, last);
  BOOST_TEST((read(talks[0]).absent == std::vector{last}));
  const auto early = company("vendor");
  execute("update companies set id = :id where id = :was", {{"id", firm(0)}, {"was", early}});
  merge(first, firm(0));
  const auto after = read(talks[1]);
  BOOST_TEST((after.absent == std::vector{firm(0), partner}));
  BOOST_TEST((pair_of(after.company, after.with_company) == Pair{firm(0), partner}));
  BOOST_TEST(after.version > before.version);
  BOOST_TEST((after.updated_at > before.updated_at));
}

BOOST_AUTO_TEST_CASE(of_a_pair_that_would_be_there_twice_the_former_companys_outcome_stays) {
  const auto other = company("partner");
  const auto talks = publish({{partner, vendor}, {other, vendor}});
  BOOST_REQUIRE(outcomes.record(call(), talks[0], {}, {}));
  BOOST_REQUIRE(outcomes.record(call(), talks[1], missed_by({other}), {}));
  merge(other, partner);
  BOOST_TEST((read(talks[0]).outcome == Outcome::held));
  BOOST_TEST((read(talks[1]).absent == std::vector{other}));
  BOOST_TEST(code_of(outcomes.find(as_vendor(), talks[1])) == "ok");
  // Staff can still say otherwise.
  BOOST_TEST(code_of(outcomes.record(call(), talks[1], {}, {})) == "ok");
}

BOOST_AUTO_TEST_CASE(the_partner_grades_a_talk_and_staff_may_for_it) {
  const auto talk = publish({{partner, vendor}}).front();
  const auto given = outcomes.give_grade(as_partner(), talk, {17}, core::ExpectedVersion::absent()).value();
  BOOST_TEST(outcomes.find_grade(as_partner(), talk).value().grade.tenths == 17);
  later();
  BOOST_TEST(code_of(outcomes.give_grade(as_vendor(), talk, {10}, {})) == "not_found");
  BOOST_TEST(code_of(outcomes.remove_grade(as_vendor(), talk, {})) == "not_found");
  for (const auto& who : {as_vendor(), call()}) BOOST_TEST(code_of(outcomes.find_grade(who, talk)) == "not_found");
  BOOST_TEST(code_of(outcomes.give_grade(as_partner(), talk, {20}, given.version + 1)) == "precondition_failed");
  // The same again is a new version, or its giver would learn what stood there.
  BOOST_TEST(outcomes.give_grade(call(), talk, {17}, {}).value().version == given.version + 1);
  BOOST_TEST(code_of(outcomes.remove_grade(as_partner(), talk, given.version)) == "precondition_failed");
  BOOST_TEST(code_of(outcomes.remove_grade(as_partner(), talk, given.version + 1)) == "ok");
  BOOST_TEST(code_of(outcomes.remove_grade(as_partner(), talk, {})) == "not_found");
  const auto trail = database().read(
      [&](storage::Transaction& tx) { return audit::list(tx, data.organization(), talk.uuid, {}).items; });
  BOOST_TEST_REQUIRE(trail.size() == 3u);
  for (const auto& entry : trail) BOOST_TEST(entry.changes.empty());
  BOOST_TEST(trail[0].action == "grade_given");
  BOOST_TEST(trail[1].action == "grade_changed");
  BOOST_TEST(trail[2].action == "grade_deleted");
}

BOOST_AUTO_TEST_CASE(a_talk_that_the_vendor_missed_has_no_grade) {
  const auto talk = publish({{partner, vendor}}).front();
  BOOST_REQUIRE(outcomes.give_grade(as_partner(), talk, {60}, {}));
  BOOST_REQUIRE(outcomes.record(call(), talk, missed_by({vendor}), {}));
  BOOST_TEST(code_of(outcomes.give_grade(as_partner(), talk, {50}, {})) == "vendor_did_not_come");
  // The one that was there stays, and can be taken back.
  BOOST_TEST(outcomes.find_grade(as_partner(), talk).value().grade.tenths == 60);
  BOOST_REQUIRE(outcomes.record(call(), talk, missed_by({partner}), {}));
  BOOST_TEST(code_of(outcomes.give_grade(as_partner(), talk, {50}, {})) == "ok");
}

BOOST_AUTO_TEST_CASE(what_is_recorded_hangs_on_the_event_and_is_in_the_trail) {
  const auto talk = publish({{partner, vendor}}).front();
  BOOST_REQUIRE(outcomes.record(as_vendor(), talk, missed_by({partner}), {}));
  BOOST_REQUIRE(outcomes.give_grade(as_partner(), talk, {20}, {}));
  MeetingsDependents dependents;
  const auto words =
      database().transact(nullptr, [&](storage::Transaction& tx) { return dependents.dependents(tx, event); });
  BOOST_TEST((words == std::vector<std::string>{"1 talk plan", "1 talk outcome", "1 talk grade"}));
  later();
  BOOST_REQUIRE(outcomes.remove(as_partner(), talk, {}));
  const auto trail = database().read(
      [&](storage::Transaction& tx) { return audit::list(tx, data.organization(), talk.uuid, {}).items; });
  BOOST_TEST_REQUIRE(trail.size() == 3u);
  BOOST_TEST(trail.front().action == "outcome_recorded");
  BOOST_TEST(trail.back().action == "outcome_deleted");
  const auto& changes = trail.back().changes;
  BOOST_TEST((std::find(changes.begin(), changes.end(), audit::Change{"absent", partner.text(), std::nullopt}) !=
              changes.end()));
}

BOOST_AUTO_TEST_SUITE_END()
