#include "engine/meetings/talk_problem.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "engine/scheduling/checker.hpp"
#include "engine/scheduling/solver.hpp"
#include "tests/meetings/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::meetings;
using test::TalksInput;

namespace {

// Solved, and as people see it.
PlanningProblem planned(const PlanningInput& input) {
  auto built = build_problem(input).value();
  const auto outcome = scheduling::solve(built.problem, 0, {});
  BOOST_TEST_REQUIRE(outcome.plan.has_value());
  fill_in(input, built, *outcome.plan);
  return built;
}

TalkPlan published(const PlanningInput& input) {
  const auto built = planned(input);
  TalkPlan plan;
  plan.slots = all_slots(built);
  plan.talks = built.begun;
  plan.talks.insert(plan.talks.end(), built.talks.begin(), built.talks.end());
  return plan;
}

std::string left_out(const PlanningProblem& built) {
  std::string text;
  for (const auto& talk : built.talks) {
    if (talk.left_out_reason) text += *talk.left_out_reason + "\n";
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(talk_problem)

BOOST_AUTO_TEST_CASE(wishes_for_each_other_are_one_talk_that_counts_for_both) {
  TalksInput it;
  const auto p = it.partner("P");
  const auto v = it.vendor("V");
  it.wish(p, v);
  it.wish(v, p, Importance::if_possible);
  const auto built = it.built();
  BOOST_TEST_REQUIRE(built.talks.size() == 1u);
  BOOST_TEST(built.talks[0].weight == 4);
  BOOST_TEST(!built.talks[0].is_must);
  BOOST_TEST(built.names.talk(0) == talk_name(it.input, built.talks[0].company, built.talks[0].with_company));
  it.wish(p, it.vendor("W"), Importance::must);
  BOOST_TEST((it.built().problem.talks[1].importance == scheduling::Importance::must ||
              it.built().problem.talks[0].importance == scheduling::Importance::must));
}

BOOST_AUTO_TEST_CASE(only_what_counts_is_planned) {
  TalksInput it;
  const auto p = it.partner("P");
  it.wish(p, it.vendor("V")).status = WishStatus::open;
  it.wish(p, it.vendor("W")).status = WishStatus::declined;
  BOOST_TEST(it.built().talks.empty());
  it.input.settings.answer_mode = AnswerMode::opt_out;
  BOOST_TEST(it.built().talks.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_planned_at_all_is_told_with_its_reason) {
  TalksInput it;
  const auto p = it.partner("P");
  const auto v = it.vendor("V");
  const auto w = it.vendor("W");
  const auto x = it.vendor("X");
  for (const auto& vendor : {v, w, x}) it.wish(p, vendor);
  it.input.companies[v].takes_part = false;
  it.input.excluded.insert(pair_of(p, w));
  it.input.met[pair_of(p, x)] = {"Berlin 2016", core::Date(2016, 9, 22)};
  const auto built = it.built();
  BOOST_TEST(built.talks.empty());
  std::vector<std::string> reasons;
  for (const auto& one : built.not_planned) reasons.push_back(one.reason);
  std::sort(reasons.begin(), reasons.end());
  BOOST_TEST(reasons == (std::vector<std::string>{"V does not take part", "the organizers have excluded this talk",
                                                  "they met at Berlin 2016 on 2016-09-22"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_is_named_talks_and_a_company_that_names_nobody_comes_as_a_whole) {
  TalksInput it;
  const auto p = it.partner("P");
  const auto anna = it.person("Anna");
  const auto ben = it.person("Ben");
  it.wish(p, it.vendor("V")).people = {{anna, p}};
  it.wish(p, it.vendor("W")).people = {{ben, p}};
  it.wish(p, it.vendor("X"));
  const auto built = it.built();
  // Anna, Ben, V, W, X: the talk with X is attended by both.
  BOOST_TEST(built.participants.size() == 5u);
  for (const auto& talk : built.talks) {
    const auto of_p = std::count_if(talk.attendees.begin(), talk.attendees.end(),
                                    [&](const Attendee& one) { return one.company == p; });
    const bool is_whole = built.names.talk(static_cast<int>(&talk - built.talks.data())).find('X') != std::string::npos;
    BOOST_TEST(of_p == (is_whole ? 2 : 1));
  }
  // Two of them fit into one slot, the third does not.
  it.input.settings = test::morning_of(1, 3);
  const auto crowded = planned(it.input);
  BOOST_TEST(std::count_if(crowded.talks.begin(), crowded.talks.end(),
                           [](const auto& talk) { return talk.slot.has_value(); }) == 2);
  BOOST_TEST(left_out(crowded).find('X') != std::string::npos);
}

BOOST_AUTO_TEST_CASE(sessions_of_both_sides_hold_together) {
  TalksInput it;
  it.input.settings.sessions.push_back(
      {.key = "noon", .name = "Mittag", .date = test::day::first, .starts_at = {720}, .ends_at = {760}});
  const auto p = it.partner("P");
  const auto v = it.vendor("V");
  it.wish(p, v).session_key = "noon";
  BOOST_TEST(*planned(it.input).talks[0].slot >= 4);
  it.wish(v, p).session_key = "morning";
  BOOST_TEST(left_out(planned(it.input)).find("it must not be there") != std::string::npos);
  // A session that is not there any more is no reason.
  it.input.wishes[1].session_key = "night";
  BOOST_TEST(*planned(it.input).talks[0].slot >= 4);
}

BOOST_AUTO_TEST_CASE(who_is_away_does_not_talk_then) {
  TalksInput it(2, 1);
  const auto p = it.partner("P");
  it.wish(p, it.vendor("V"));
  TalkAbsence away;
  away.company = p;
  away.starts_at = core::parse_rfc3339("2016-11-10T08:19:00Z").value();
  away.ends_at = core::parse_rfc3339("2016-11-10T08:21:00Z").value();
  it.input.absences = {away};
  BOOST_TEST(left_out(planned(it.input)).find("P was there") != std::string::npos);
  it.input.absences[0].starts_at = core::parse_rfc3339("2016-11-10T08:20:00Z").value();
  BOOST_TEST(*planned(it.input).talks[0].slot == 0);
  // Somebody else of the company.
  it.input.absences[0].person = it.person("Ben");
  BOOST_TEST(it.built().problem.participants[0].unavailable.empty());
}

BOOST_AUTO_TEST_CASE(companies_keep_their_limits) {
  TalksInput it(6, 3);
  const auto p = it.partner("P");
  for (const auto* name : {"V", "W", "X", "Y"}) it.wish(p, it.vendor(name));
  const auto placed = [&] {
    const auto built = planned(it.input);
    return std::count_if(built.talks.begin(), built.talks.end(),
                         [](const auto& talk) { return talk.slot.has_value(); });
  };
  BOOST_TEST(placed() == 4);
  it.input.settings.max_talks_per_partner = 3;
  BOOST_TEST(placed() == 3);
  BOOST_TEST(left_out(planned(it.input)).find("a limit of talks is reached") != std::string::npos);
  it.input.settings.max_talks_per_vendor = 0;
  BOOST_TEST(placed() == 0);
  it.input.settings.max_talks_per_vendor.reset();
  it.input.settings.max_talks_per_session = 2;
  BOOST_TEST(placed() == 2);
  it.input.companies[p].talk_quota = 1;
  BOOST_TEST(placed() == 1);
}

BOOST_AUTO_TEST_CASE(a_vendor_with_tables_of_its_own_sits_there) {
  TalksInput it(2, 1);
  const auto v = it.vendor("V");
  it.input.companies[v].own_tables = {"1", "A-3"};
  const auto w = it.vendor("W");
  for (const auto* name : {"P", "Q"}) {
    const auto partner = it.partner(name);
    it.wish(partner, v);
    it.wish(partner, w);
  }
  const auto built = planned(it.input);
  for (const auto& talk : built.talks) {
    BOOST_TEST_REQUIRE(talk.table.has_value());
    const bool is_of_v = talk.company == v || talk.with_company == v;
    // The common table is not called 1, for that is the vendor's.
    BOOST_TEST((*talk.table == "1" || *talk.table == "A-3") == is_of_v);
    if (!is_of_v) BOOST_TEST(*talk.table == "2");
  }
}

BOOST_AUTO_TEST_CASE(common_tables_are_called_the_same_whoever_is_wished_for) {
  TalksInput it(2, 2);
  it.input.own_tables = {"1", "3"};  // of vendors that nobody wishes for
  it.wish(it.partner("P"), it.vendor("V"));
  BOOST_TEST(it.built().tables == (std::vector<std::string>{"2", "4"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_plan_that_is_published_is_kept_where_it_can_be) {
  TalksInput it(5, 2);
  std::vector<core::CompanyId> partners;
  for (const auto* name : {"P", "Q", "R"}) partners.push_back(it.partner(name));
  for (const auto* name : {"V", "W"}) {
    const auto vendor = it.vendor(name);
    for (const auto& partner : partners) it.wish(partner, vendor);
  }
  const auto before = published(it.input);
  it.input.published = before;
  for (const auto& talk : before.talks) it.input.talks[pair_of(talk.company, talk.with_company)] = talk.id;
  it.input.companies[partners[0]].takes_part = false;
  auto after = before;
  const auto built = planned(it.input);
  after.talks = built.talks;
  const auto different = difference(&before, after);
  BOOST_TEST(different.unchanged == 4);
  BOOST_TEST(different.talks.size() == 2u);
  for (const auto& one : different.talks) BOOST_TEST((one.kind == TalkDifference::Kind::removed));
}

BOOST_AUTO_TEST_CASE(a_talk_that_has_begun_stays_whatever_is_said_now) {
  TalksInput it(4, 2);
  const auto p = it.partner("P");
  const auto v = it.vendor("V");
  const auto w = it.vendor("W");
  it.wish(p, v);
  it.wish(p, w);
  it.input.published = published(it.input);
  const auto begun = *std::min_element(it.input.published->talks.begin(), it.input.published->talks.end(),
                                       [](const auto& a, const auto& b) { return a.slot < b.slot; });
  it.input.now = it.input.published->slots[static_cast<std::size_t>(*begun.slot)].starts_at;
  // The partner leaves, and there are no tables any more.
  it.input.companies[p].takes_part = false;
  it.input.settings.tables = 0;
  const auto built = planned(it.input);
  BOOST_TEST(built.talks.empty());
  BOOST_TEST_REQUIRE(built.begun.size() == 1u);
  BOOST_TEST((built.begun[0] == begun));
  BOOST_TEST(built.not_planned.size() == 1u);
}

BOOST_AUTO_TEST_CASE(once_talks_have_begun_no_other_goes_into_the_past) {
  TalksInput it(4, 1);
  const auto p = it.partner("P");
  it.wish(p, it.vendor("V"));
  it.input.published = published(it.input);
  it.input.now = it.input.published->slots[1].starts_at;
  it.wish(it.partner("Q"), it.vendor("W"));
  for (const auto& talk : planned(it.input).talks) {
    if (talk.company != p && talk.with_company != p) BOOST_TEST(*talk.slot >= 2);
  }
}

// Once found: the rules on pauses were given up for everybody on all days as soon as one talk had begun.
BOOST_AUTO_TEST_CASE(pauses_are_kept_also_after_talks_that_have_begun) {
  TalksInput it(8, 3);
  it.input.settings.min_gap_slots = 1;
  const auto p = it.partner("P");
  for (const auto* name : {"V", "W", "X"}) it.wish(p, it.vendor(name));
  it.input.published = published(it.input);
  std::vector<int> before;
  for (const auto& talk : it.input.published->talks) before.push_back(*talk.slot);
  std::sort(before.begin(), before.end());
  it.input.now = it.input.published->slots[static_cast<std::size_t>(before[0])].starts_at;
  // As if nothing of the rest had been planned.
  std::erase_if(it.input.published->talks, [&](const PlannedTalk& talk) { return *talk.slot != before[0]; });
  const auto after = published(it.input);
  std::vector<int> slots;
  for (const auto& talk : after.talks) slots.push_back(*talk.slot);
  std::sort(slots.begin(), slots.end());
  BOOST_TEST_REQUIRE(slots.size() == 3u);
  for (std::size_t i = 1; i < slots.size(); ++i) BOOST_TEST(slots[i] - slots[i - 1] >= 2);
  // A run that goes on is not longer than it may be.
  it.input.settings.min_gap_slots = 0;
  it.input.settings.max_consecutive_talks = 1;
  for (const auto& talk : planned(it.input).talks) BOOST_TEST(*talk.slot != before[0] + 1);
}

// Once found: two talks that had begun, of companies that were merged, made every plan impossible.
BOOST_AUTO_TEST_CASE(talks_that_have_begun_and_clash_are_facts_all_the_same) {
  TalksInput it(4, 3);
  const auto p = it.partner("P");
  const auto q = it.partner("Q");
  it.wish(p, it.vendor("V"));
  it.wish(q, it.vendor("W"));
  it.wish(it.partner("R"), it.vendor("X"));
  auto plan = published(it.input);
  for (auto& talk : plan.talks) {
    talk.slot = 0;
    for (auto& attendee : talk.attendees) {
      if (attendee.company == q) attendee.company = p;
    }
  }
  it.input.published = plan;
  it.input.now = plan.slots[0].starts_at;
  it.wish(it.partner("S"), it.vendor("Y"));
  const auto built = planned(it.input);
  BOOST_TEST(built.begun.size() == 3u);
  BOOST_TEST_REQUIRE(built.talks.size() == 1u);
  BOOST_TEST(built.talks[0].slot.has_value());
}

BOOST_AUTO_TEST_CASE(nothing_is_planned_into_the_past) {
  TalksInput it(3, 1);
  it.wish(it.partner("P"), it.vendor("V"));
  it.input.now = slots_of(it.input.settings, it.input.time_zone)[1].starts_at;
  BOOST_TEST(it.built().slots.size() == 1u);
  it.input.now += boost::posix_time::hours(1);
  const auto built = it.built();
  BOOST_TEST(built.talks.empty());
  BOOST_TEST_REQUIRE(built.not_planned.size() == 1u);
  BOOST_TEST(built.not_planned[0].reason == "every slot has begun");
}

BOOST_AUTO_TEST_CASE(a_pinned_talk_stays_in_its_slot) {
  TalksInput it(4, 1);
  const auto p = it.partner("P");
  const auto v = it.vendor("V");
  it.wish(p, v);
  it.input.published = published(it.input);
  auto& talk = it.input.published->talks[0];
  talk.slot = 3;
  talk.pinned = true;
  BOOST_TEST(*planned(it.input).talks[0].slot == 3);
  // Even where somebody is away: it is left out rather than moved.
  TalkAbsence away;
  away.company = p;
  away.starts_at = it.input.published->slots[3].starts_at;
  away.ends_at = it.input.published->slots[3].ends_at;
  it.input.absences = {away};
  BOOST_TEST(!planned(it.input).talks[0].slot);
}

BOOST_AUTO_TEST_CASE(one_company_with_too_many_people_does_not_keep_others_from_being_planned) {
  TalksInput it;
  const auto p = it.partner("P");
  const auto v = it.vendor("V");
  for (int wish = 0; wish < 9; ++wish) {
    auto& one = it.wish(p, it.vendor("X" + std::to_string(wish)));
    for (int person = 0; person < 8; ++person) one.people.push_back({it.person("A"), p});
  }
  it.wish(p, v);
  const auto built = it.built();
  BOOST_TEST(built.talks.size() == 9u);
  BOOST_TEST_REQUIRE(built.not_planned.size() == 1u);
  BOOST_TEST(built.not_planned[0].reason.starts_with("73 people would be in it"));
}

BOOST_AUTO_TEST_SUITE_END()
