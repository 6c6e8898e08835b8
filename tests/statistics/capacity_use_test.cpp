#include "engine/statistics/capacity_use.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <tuple>

#include "engine/meetings/talk_outcome_store.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/statistics/capacity_use_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

struct Fixture : support::TestRows {
  CapacityUseService service{database()};
  core::SeriesId kongress = series("kongress");

  std::vector<CapacityUse> told(std::optional<int> from = {}, std::optional<int> to = {}) {
    return service.use(call(), "kongress", from, to).value();
  }
  void pool(const core::EventId& of, const std::string& key, std::optional<int> limit, int confirmed,
            int waitlisted = 0) {
    execute(
        "insert into capacity_pools (event_id, pool_key, list_position, limit_count, overbook, confirmed, waitlisted) values "
        "(:event, :key, :position, :limit, 2, :confirmed, :waitlisted)",
        {{"event", of},
         {"key", key},
         {"position", limit ? 1 : 0},
         {"limit", limit},
         {"confirmed", confirmed},
         {"waitlisted", waitlisted}});
  }
  /// Two tables, and five slots of 20 minutes with a break of one.
  void open_talks(const core::EventId& at) {
    execute(
        "insert into talk_settings (event_id, slot_minutes, tables, answer_mode, min_gap_slots, version, created_at, "
        "updated_at) values (:event, 20, 2, 'opt_in', 0, 1, :now, :now)",
        {{"event", at}, {"now", now}});
    execute(
        "insert into talk_spans (event_id, list_position, kind, session_key, name, day, starts_at, ends_at) values (:event, 0, "
        "'session', 'day', 'Tag', '2016-11-10', 540, 660), (:event, 0, 'break', null, 'Kaffee', '2016-11-10', 580, 600)",
        {{"event", at}});
  }
  /// Two talks at common tables and one at another; one is held, of one nothing is known, and one is left out.
  void publish(const core::EventId& at) {
    meetings::TalkPlan plan;
    plan.id = meetings::TalkPlanId::make(now);
    plan.event = at;
    plan.number = 1;
    plan.status = meetings::PlanStatus::published;
    plan.created_at = plan.updated_at = now;
    plan.slots = {{"day", now, now + boost::posix_time::minutes(20)}};
    for (const auto* table : {"1", "2", "Stand 7", ""}) {
      meetings::PlannedTalk talk;
      talk.id = meetings::TalkId::make(now);
      std::tie(talk.company, talk.with_company) = meetings::pair_of(company("partner"), company("vendor"));
      if (*table != '\0') {
        talk.slot = 0;
        talk.table = table;
      }
      plan.talks.push_back(talk);
    }
    const auto record = [&](storage::Transaction& tx, std::size_t talk, std::vector<core::CompanyId> absent) {
      meetings::TalkOutcome outcome;
      outcome.id = plan.talks[talk].id;
      outcome.outcome = absent.empty() ? meetings::Outcome::held : meetings::Outcome::no_show;
      outcome.absent = std::move(absent);
      outcome.created_at = outcome.updated_at = now;
      meetings::save_outcome(tx, outcome);
    };
    database().transact(nullptr, [&](storage::Transaction& tx) {
      meetings::insert_plan(tx, data.organization(), plan);
      record(tx, 0, {});
      record(tx, 1, {plan.talks[1].company});
      record(tx, 3, {});
      return true;
    });
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(capacity_use)

BOOST_AUTO_TEST_CASE(talks_use_common_tables_and_nothing_is_known_without_a_plan) {
  const auto none = talks_of(5, {"1", "2"}, std::nullopt);
  BOOST_TEST((none == TalkUse{.slots = 5,
                              .tables = 2,
                              .offered = 10,
                              .planned = {},
                              .at_common = {},
                              .held = {},
                              .not_recorded = {},
                              .utilisation = {}}));
  const std::vector<PlannedAtTable> planned{{"1", true}, {"2", false}, {"1", std::nullopt}, {"7", true}};
  BOOST_TEST((talks_of(5, {"1", "2"}, planned) == TalkUse{.slots = 5,
                                                          .tables = 2,
                                                          .offered = 10,
                                                          .planned = 4,
                                                          .at_common = 3,
                                                          .held = 2,
                                                          .not_recorded = 1,
                                                          .utilisation = 0.3}));
  BOOST_TEST(!talks_of(0, {}, planned).utilisation);
}

BOOST_FIXTURE_TEST_CASE(pools_tell_who_is_confirmed_and_who_came, Fixture) {
  const auto past = event(kongress, 2016, "completed");
  const auto tickets = register_heads(past, company("partner"), 3);
  register_heads(past, company("partner"), 1);
  const auto vendor = register_heads(past, company("vendor"), 1);
  scan(past, tickets[0], "entry", "ok");
  scan(past, tickets[1], "entry", "ok");
  scan(past, vendor[0], "entry", "ok");
  pool(past, "participants", 10, 5, 4);
  pool(past, "companies", {}, 3);
  pool(past, "workshop", 4, 1);
  const auto to_come = event(kongress, 2017, "open");
  pool(to_come, "participants", 10, 0);
  event(kongress, 2017, "cancelled");

  BOOST_TEST(told().size() == 2u);
  const auto uses = told(2016, 2016);
  BOOST_TEST_REQUIRE(uses.size() == 1u);
  BOOST_TEST(!uses[0].talks);
  BOOST_TEST_REQUIRE(uses[0].pools.size() == 3u);
  const auto of = [&](const std::string& key) -> const PoolUse& {
    for (const auto& one : uses[0].pools) {
      if (one.key == key) return one;
    }
    throw std::runtime_error(key);
  };
  BOOST_TEST(of("participants").limit.value() == 10);
  BOOST_TEST(of("participants").overbook == 2);
  BOOST_TEST(of("participants").waitlisted == 4);
  BOOST_TEST(of("participants").use.value() == 0.5);
  BOOST_TEST(of("participants").came.value() == 3);
  BOOST_TEST(of("participants").came_use.value() == 0.3);
  BOOST_TEST(of("companies").came.value() == 2);
  BOOST_TEST(!of("companies").use);
  BOOST_TEST(!of("companies").came_use);
  BOOST_TEST(of("workshop").use.value() == 0.25);
  BOOST_TEST(!of("workshop").came);
  const auto empty = told(2017, 2017);
  BOOST_TEST_REQUIRE(empty.size() == 1u);
  BOOST_TEST(empty[0].pools.at(0).limit.value() == 10);
  BOOST_TEST(!empty[0].pools.at(0).use);  // nobody is confirmed there
  BOOST_TEST(!empty[0].pools.at(0).came);
  BOOST_TEST((service.use(call(), "none", {}, {}).error().code().code == "not_found"));
  BOOST_TEST((service.use(call(), "kongress", 2017, 2016).error().code().code == "validation_failed"));
}

BOOST_FIXTURE_TEST_CASE(talks_are_those_of_the_published_plan, Fixture) {
  const auto planned = event(kongress, 2016, "completed");
  open_talks(planned);
  publish(planned);
  const auto to_plan = event(kongress, 2017, "open");
  open_talks(to_plan);
  BOOST_TEST_REQUIRE(told().size() == 2u);
  BOOST_TEST((told(2016, 2016).at(0).talks.value() == TalkUse{.slots = 5,
                                                              .tables = 2,
                                                              .offered = 10,
                                                              .planned = 3,
                                                              .at_common = 2,
                                                              .held = 1,
                                                              .not_recorded = 1,
                                                              .utilisation = 0.2}));
  BOOST_TEST(told(2017, 2017).at(0).talks->offered == 10);
  BOOST_TEST(!told(2017, 2017).at(0).talks->planned);
}

BOOST_FIXTURE_TEST_CASE(a_series_without_events_offers_nothing, Fixture) { BOOST_TEST(told().empty()); }

BOOST_AUTO_TEST_SUITE_END()
