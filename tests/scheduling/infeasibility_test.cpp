// Reasons, each tried against every plan there is: really a contradiction, and none of it can be left out.
#include "engine/scheduling/infeasibility.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "engine/scheduling/checker.hpp"
#include "tests/scheduling/problems.hpp"
#include "tests/scheduling/random_problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

namespace {

bool holds(const Problem& problem, const Plan& plan, const Demand& demand) {
  const auto slot_of = [&](int talk) { return plan.slots[static_cast<std::size_t>(talk)]; };
  const auto attends = [&](int talk, int participant) {
    const auto& attendees = problem.talks[static_cast<std::size_t>(talk)].attendees;
    return std::find(attendees.begin(), attendees.end(), participant) != attendees.end();
  };
  switch (demand.kind) {
    case Demand::Kind::takes_place:
      return slot_of(demand.index) >= 0;
    case Demand::Kind::allowed_slots:
      return slot_of(demand.index) < 0 || problem.talks[static_cast<std::size_t>(demand.index)]
                                              .allowed[static_cast<std::size_t>(slot_of(demand.index))];
    case Demand::Kind::unavailable:
      for (int talk = 0; talk < problem.talk_count(); ++talk) {
        if (slot_of(talk) >= 0 && attends(talk, demand.index) &&
            problem.participants[static_cast<std::size_t>(demand.index)]
                .unavailable[static_cast<std::size_t>(slot_of(talk))])
          return false;
      }
      return true;
    case Demand::Kind::one_at_a_time:
      for (int one = 0; one < problem.talk_count(); ++one) {
        for (int other = one + 1; other < problem.talk_count(); ++other) {
          if (slot_of(one) >= 0 && slot_of(one) == slot_of(other) && attends(one, demand.index) &&
              attends(other, demand.index))
            return false;
        }
      }
      return true;
    case Demand::Kind::tables: {
      int taken = 0;
      for (int talk = 0; talk < problem.talk_count(); ++talk) {
        if (slot_of(talk) == demand.index && !problem.talks[static_cast<std::size_t>(talk)].has_own_table) ++taken;
      }
      return taken <= problem.tables[static_cast<std::size_t>(demand.index)];
    }
    case Demand::Kind::consecutive:
    case Demand::Kind::gap: {
      std::vector<bool> busy(static_cast<std::size_t>(problem.slots), false);
      for (int talk = 0; talk < problem.talk_count(); ++talk) {
        if (slot_of(talk) >= 0 && attends(talk, demand.index)) busy[static_cast<std::size_t>(slot_of(talk))] = true;
      }
      const auto& participant = problem.participants[static_cast<std::size_t>(demand.index)];
      for (const auto& day : days_of(problem)) {
        int run = 0;
        int idle = max_slots;
        for (int slot = day.begin; slot < day.end; ++slot) {
          const bool is_busy = busy[static_cast<std::size_t>(slot)];
          if (is_busy && demand.kind == Demand::Kind::gap && idle < participant.min_gap) return false;
          run = is_busy ? run + 1 : 0;
          idle = is_busy ? 0 : idle + 1;
          if (demand.kind == Demand::Kind::consecutive && run > *participant.max_consecutive) return false;
        }
      }
      return true;
    }
    case Demand::Kind::quota: {
      const auto& quota = problem.quotas[static_cast<std::size_t>(demand.index)];
      return std::count_if(quota.talks.begin(), quota.talks.end(),
                           [&](int talk) { return slot_of(talk) >= 0 && quota.covers(slot_of(talk)); }) <= quota.max;
    }
    case Demand::Kind::earlier:
      return slot_of(demand.index) < 0 || slot_of(demand.other) < slot_of(demand.index);
  }
  return false;
}

// Whether a plan in which talks may be left out (slot -1) keeps all these demands.
bool is_possible(const Problem& problem, const std::vector<Demand>& demands) {
  auto relaxed = problem;
  for (auto& talk : relaxed.talks) talk.importance = Importance::wish;
  bool possible = false;
  test::for_each_plan(relaxed, [&](const Plan& plan) {
    if (possible) return;
    possible =
        std::all_of(demands.begin(), demands.end(), [&](const Demand& demand) { return holds(problem, plan, demand); });
  });
  return possible;
}

std::string reason(const Problem& problem) { return words_of(problem, find_conflict(problem, 0, {})); }

}  // namespace

BOOST_AUTO_TEST_SUITE(infeasibility)

BOOST_AUTO_TEST_CASE(a_reason_is_a_contradiction_and_minimal) {
  int contradictions = 0;
  int only_for_breaks = 0;
  for (std::uint32_t seed = 0; seed < 900; ++seed) {
    const auto problem = test::random_problem(seed);
    bool has_plan = false;
    bool has_plan_but_for_breaks = false;
    test::for_each_plan(problem, [&](const Plan& plan) {
      const auto violations = judge(problem, plan).violations;
      has_plan = has_plan || violations.empty();
      has_plan_but_for_breaks =
          has_plan_but_for_breaks || std::all_of(violations.begin(), violations.end(), [](const Violation& violation) {
            return violation.rule == "break_difference";
          });
    });
    if (has_plan) continue;
    const auto conflict = find_conflict(problem, seed, {});
    BOOST_TEST_CONTEXT("random_problem(" << seed << "): " << words_of(problem, conflict)) {
      if (has_plan_but_for_breaks) {
        ++only_for_breaks;
        BOOST_TEST((conflict.kind == Conflict::Kind::break_difference));
        continue;
      }
      ++contradictions;
      BOOST_TEST((conflict.kind == Conflict::Kind::demands));
      BOOST_TEST(conflict.is_minimal);
      BOOST_TEST(!is_possible(problem, conflict.demands));
      for (std::size_t left_out = 0; left_out < conflict.demands.size(); ++left_out) {
        auto rest = conflict.demands;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(left_out));
        BOOST_TEST(is_possible(problem, rest));
      }
    }
  }
  BOOST_TEST(contradictions > 100);
  BOOST_TEST(only_for_breaks > 5);
}

BOOST_AUTO_TEST_CASE(too_many_talks_for_one_are_named) {
  auto problem = problem_of(5, 3, 9, {{1, 2}, {0, 1}, {0, 2}, {0, 3}, {3, 4}});
  problem.participants[0].unavailable = {false, true, false};
  BOOST_TEST(reason(problem) == "participant 1 has 3 talks (2, 3, 4) for which only 2 slots are left");
}

BOOST_AUTO_TEST_CASE(what_clashes_is_listed) {
  auto problem = problem_of(4, 3, 9, {{0, 1}, {2, 3}});
  problem.talks[0].allowed = {true, false, false};
  problem.talks[0].earlier_talks = {1};
  BOOST_TEST(reason(problem) ==
             "these cannot hold together: talks 1, 2 take place; talk 1 may be in slot 1; talk 2 is before talk 1");
}

BOOST_AUTO_TEST_CASE(too_few_tables_are_named) {
  BOOST_TEST(reason(problem_of(6, 2, 1, {{0, 1}, {2, 3}, {4, 5}})) ==
             "these cannot hold together: talks 1, 2, 3 take place; slot 1 has 1 table; slot 2 has 1 table");
}

BOOST_AUTO_TEST_CASE(talks_in_a_circle_have_no_first) {
  auto problem = problem_of(4, 9, 9, {{0, 1}, {2, 3}});
  problem.talks[0].earlier_talks = {1};
  problem.talks[1].earlier_talks = {0};
  BOOST_TEST(reason(problem) ==
             "these cannot hold together: talks 1, 2 take place; talk 2 is before talk 1; talk 1 is before talk 2");
}

BOOST_AUTO_TEST_CASE(breaks_that_must_differ_are_the_reason) {
  auto problem = problem_of(3, 3, 9, {{0, 1}, {0, 2}});
  problem.max_break_difference = 0;
  problem.talks[0].allowed = {true, false, false};
  problem.talks[1].allowed = {false, false, true};
  BOOST_TEST(reason(problem) ==
             "there are plans, but in each of them two participants' numbers of breaks differ by more than 0");
}

BOOST_AUTO_TEST_CASE(a_long_order_of_talks_in_many_slots_is_explained_in_time) {
  // Each of sixty before all that follow, in 256 slots, and the last two pinned the wrong way round: once six gigabytes.
  std::vector<std::vector<int>> talks;
  for (int talk = 0; talk < 60; ++talk) talks.push_back({2 * (talk % 10), 2 * (talk % 10) + 1});
  auto problem = problem_of(20, 256, 9, talks);
  for (int talk = 0; talk < 60; ++talk) {
    for (int earlier = 0; earlier < talk; ++earlier)
      problem.talks[static_cast<std::size_t>(talk)].earlier_talks.push_back(earlier);
  }
  for (const auto& [talk, slot] : {std::pair{58U, 100U}, {59U, 90U}}) {
    problem.talks[talk].allowed.assign(256, false);
    problem.talks[talk].allowed[slot] = true;
  }
  BOOST_TEST(
      reason(problem) ==
      "these cannot hold together: talks 59, 60 take place; talk 59 may be in slot 101; talk 60 may be in slot 91; "
      "talk 59 is before talk 60");
}

BOOST_AUTO_TEST_CASE(told_to_stop_there_is_no_reason) {
  const auto problem = problem_of(6, 2, 1, {{0, 1}, {2, 3}, {4, 5}});
  const auto conflict = find_conflict(problem, 0, [] { return true; });
  BOOST_TEST((conflict.kind == Conflict::Kind::not_found || !conflict.is_minimal));
}

BOOST_AUTO_TEST_SUITE_END()
