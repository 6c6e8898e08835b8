#include "engine/meetings/talk_plan.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "engine/core/figures.hpp"
#include "engine/meetings/timetable.hpp"
#include "tests/meetings/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::meetings;

namespace {

const auto now = core::parse_rfc3339("2016-11-01T00:00:00Z").value();

// Slots of an hour from 08:00 on; talks a, b, c … by their slots, -1: left out.
struct Plans {
  std::vector<TalkId> ids{TalkId::make(now), TalkId::make(now), TalkId::make(now)};
  std::vector<core::CompanyId> companies{core::CompanyId::make(now), core::CompanyId::make(now),
                                         core::CompanyId::make(now), core::CompanyId::make(now)};
  Plans() { std::sort(ids.begin(), ids.end()); }

  [[nodiscard]] TalkPlan of(const std::vector<int>& slots) const {
    TalkPlan plan;
    for (int slot = 0; slot < 4; ++slot) {
      const auto start = core::parse_rfc3339("2016-11-10T08:00:00Z").value() + boost::posix_time::hours(slot);
      plan.slots.push_back({"day", start, start + boost::posix_time::minutes(30)});
    }
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (slots[i] < -1) continue;
      PlannedTalk talk;
      talk.id = ids[i];
      talk.company = companies[i];
      talk.with_company = companies[i + 1];
      talk.attendees = {{companies[i], {}}, {companies[i + 1], {}}};
      if (slots[i] >= 0) {
        talk.slot = slots[i];
        talk.table = std::to_string(i);
      }
      plan.talks.push_back(talk);
    }
    return plan;
  }
};

std::string text_of(const PlanDifference& difference) {
  std::string text;
  for (const auto& one : difference.talks) text += std::string(to_text(one.kind)) + " ";
  return text + std::to_string(difference.unchanged);
}

std::string sequences(const TalkPlan& plan) {
  std::string text;
  for (const auto& talk : plan.talks)
    text += std::to_string(talk.sequence) + (talk.cancelled_slot ? "x" : talk.slot ? "" : "-") + " ";
  return text;
}

constexpr int absent = -2;

}  // namespace

BOOST_AUTO_TEST_SUITE(talk_plan)

BOOST_FIXTURE_TEST_CASE(what_is_different_is_told_talk_by_talk, Plans) {
  const auto before = of({0, 1, -1});
  BOOST_TEST(text_of(difference(nullptr, before)) == "added added 0");
  BOOST_TEST(text_of(difference(&before, before)) == "2");
  BOOST_TEST(text_of(difference(&before, of({0, 2, -1}))) == "moved 1");
  BOOST_TEST(text_of(difference(&before, of({0, -1, 3}))) == "removed added 1");
  BOOST_TEST(text_of(difference(&before, of({absent, 1, -1}))) == "removed 1");
  auto after = before;
  after.talks[0].table = "9";
  after.talks[1].attendees.pop_back();
  BOOST_TEST(text_of(difference(&before, after)) == "other_table other_people 0");
}

BOOST_FIXTURE_TEST_CASE(slots_are_compared_by_their_time, Plans) {
  const auto before = of({1});
  auto after = of({0});
  after.slots.erase(after.slots.begin());
  BOOST_TEST(text_of(difference(&before, after)) == "1");
}

BOOST_FIXTURE_TEST_CASE(a_talk_that_is_published_otherwise_counts_up, Plans) {
  auto first = of({0, 1, -1});
  auto second = of({0, 2, 3});
  carry_sequences(first, second);
  BOOST_TEST(sequences(second) == "0 1 0 ");
  auto third = of({-1, 2, absent});
  carry_sequences(second, third);
  // The first is left out, the third is gone altogether; both stay as cancelled ones.
  BOOST_TEST(sequences(third) == "1x 1 1x ");
  auto fourth = of({0, 2, absent});
  carry_sequences(third, fourth);
  BOOST_TEST(sequences(fourth) == "2 1 1x ");
}

BOOST_FIXTURE_TEST_CASE(a_timetable_is_of_one_company_person_or_table, Plans) {
  auto plan = of({2, 1, -1});
  const auto person = core::PersonId::make(now);
  plan.talks[0].attendees[0].person = person;
  const auto count = [&](const TimetableFilter& filter, const std::optional<core::CompanyId>& company = {}) {
    return timetable_of(plan, filter, company).size();
  };
  BOOST_TEST(count({}) == 2u);
  BOOST_TEST(count({.company = companies[0]}) == 1u);
  BOOST_TEST(count({.company = companies[1]}) == 2u);
  BOOST_TEST(count({.company = companies[3]}) == 0u);
  BOOST_TEST(count({.table = "1"}) == 1u);
  BOOST_TEST(count({.person = person}, companies[0]) == 1u);
  // Of a company that comes as a whole everybody's.
  BOOST_TEST(count({.person = core::PersonId::make(now)}, companies[1]) == 2u);
  const auto entries = timetable_of(plan, {}, {});
  BOOST_TEST((entries[0].talk == ids[1]));
  plan.talks[1].cancelled_slot = plan.slots[0];
  plan.talks[1].slot.reset();
  plan.talks[1].table.reset();
  BOOST_TEST(timetable_of(plan, {}, {})[0].cancelled);
}

BOOST_AUTO_TEST_CASE(figures_are_lines_and_back) {
  const core::Figures figures{{"breaks", 44}, {"moved", -1}};
  BOOST_TEST(core::to_lines(figures) == "breaks 44\nmoved -1\n");
  BOOST_TEST((core::figures_of_lines(core::to_lines(figures)) == figures));
  BOOST_TEST(core::figures_of_lines("x\ny z\nq 1 2\n\nok 3").size() == 1u);
  BOOST_TEST((core::find_figure(figures, "moved") == -1));
  BOOST_TEST(!core::find_figure(figures, "move"));
}

BOOST_AUTO_TEST_SUITE_END()
