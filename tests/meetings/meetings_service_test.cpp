// Talks with the database: merges, what hangs on an event, who sees what.
#include <boost/test/unit_test.hpp>

#include <tuple>

#include "engine/directory/company_service.hpp"
#include "engine/directory/person_service.hpp"
#include "engine/meetings/meetings_dependents.hpp"
#include "engine/meetings/meetings_reference_mover.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_restriction_service.hpp"
#include "engine/meetings/talk_wish_service.hpp"
#include "engine/meetings/timetable_service.hpp"
#include "tests/meetings/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::meetings;

namespace {

struct Talks : support::TestRows {
  MeetingsReferenceMover mover;
  directory::CompanyService companies{database(), {&mover}};
  directory::PersonService people{database(), {&mover}};
  TalkSettingsService settings{database()};
  TalkWishService wishes{database()};
  TalkRestrictionService restrictions{database()};
  core::SeriesId talks = series("talks");
  core::EventId event = TestRows::event(talks, 2016, "open");
  core::CompanyId partner = company("partner");
  core::CompanyId vendor = company("vendor");

  Talks() {
    auto wanted = test::morning_of(4, 2);
    const auto found = database().read(
        [&](storage::Transaction& tx) { return events::find_event(tx, data.organization(), event).value(); });
    for (auto& session : wanted.sessions) session.date = found.starts_on;
    BOOST_REQUIRE(settings.put(call(), event, wanted, {}));
  }

  TalkWish wish(const core::CompanyId& one, const core::CompanyId& other,
                const std::vector<core::PersonId>& named = {}) {
    now += boost::posix_time::seconds(1);
    return wishes.create(call(), event, {.company = one, .with_company = other, .people = named}).value().wish;
  }
  TalkWish read(const TalkWish& wish) { return wishes.find(call(), wish.id).value().wish; }
  core::PersonId person(const core::CompanyId& of) {
    return people
        .create(
            call(),
            {.company = of, .given_name = "Demo", .family_name = "Person", .email = "demo@example.org", .function = {}})
        .value()
        .id;
  }
  void merge(const core::CompanyId& from, const core::CompanyId& into) {
    now += boost::posix_time::seconds(1);
    BOOST_REQUIRE(companies.merge(call(), from, into));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(meetings_service, Talks)

BOOST_AUTO_TEST_CASE(wishes_of_a_merged_company_are_its_successors) {
  const auto other = company("partner");
  const auto own = wish(other, vendor);
  const auto of_it = wish(company("vendor"), other);
  merge(other, partner);
  BOOST_TEST((read(own).company == partner));
  BOOST_TEST((read(of_it).with_company == partner));
}

BOOST_AUTO_TEST_CASE(a_wish_that_both_merged_companies_have_is_one) {
  const auto other = company("partner");
  const auto kept = wish(partner, vendor);
  const auto doubled = wish(other, vendor);
  merge(other, partner);
  BOOST_TEST((read(kept).status == WishStatus::open));
  BOOST_TEST((read(doubled).status == WishStatus::withdrawn));
}

// Once found: a wish that was withdrawn stood in the way of one that counted.
BOOST_AUTO_TEST_CASE(a_wish_that_counts_survives_a_merge) {
  const auto other = company("partner");
  const auto withdrawn = wish(partner, vendor);
  BOOST_REQUIRE(wishes.withdraw(call(), withdrawn.id));
  const auto counted = wish(other, vendor);
  BOOST_REQUIRE(wishes.answer(call(), counted.id, {.accepted = true, .reason = {}}));
  merge(other, partner);
  BOOST_TEST((read(counted).company == partner));
  BOOST_TEST((read(counted).status == WishStatus::accepted));
  BOOST_TEST(!wishes.find(call(), withdrawn.id));
}

BOOST_AUTO_TEST_CASE(exclusions_and_absences_follow_a_merge) {
  const auto other = company("partner");
  const auto exclude = [&](const core::CompanyId& one) {
    now += boost::posix_time::seconds(1);
    return restrictions.add_exclusion(call(), event, {.company = one, .with_company = vendor}).value();
  };
  exclude(other);
  exclude(partner);
  const auto absence =
      restrictions
          .add_absence(call(), event,
                       {.company = other, .starts_at = now, .ends_at = now + boost::posix_time::hours(1)})
          .value();
  merge(other, partner);
  BOOST_TEST(restrictions.exclusions(call(), event, {}).value().items.size() == 1u);
  BOOST_TEST((restrictions.find_absence(call(), absence.id).value().company == partner));
}

BOOST_AUTO_TEST_CASE(talks_of_plans_follow_a_merge_and_keep_their_ids) {
  const auto other = company("partner");
  TalkPlan plan;
  plan.id = TalkPlanId::make(now);
  plan.event = event;
  plan.number = 1;
  plan.created_at = plan.updated_at = now;
  plan.slots = {{"morning", now, now + boost::posix_time::minutes(20)}};
  PlannedTalk talk;
  talk.id = TalkId::make(now);
  std::tie(talk.company, talk.with_company) = pair_of(other, vendor);
  talk.attendees = {{talk.company, {}}, {talk.with_company, {}}};
  talk.slot = 0;
  talk.table = "1";
  plan.talks = {talk};
  database().transact(nullptr, [&](storage::Transaction& tx) {
    insert_plan(tx, data.organization(), plan);
    return true;
  });
  merge(other, partner);
  const auto found =
      database().read([&](storage::Transaction& tx) { return find_plan(tx, data.organization(), plan.id); }).value();
  BOOST_TEST((found.talks[0].id == talk.id));
  BOOST_TEST((pair_of(found.talks[0].company, found.talks[0].with_company) == pair_of(partner, vendor)));
  for (const auto& one : found.talks[0].attendees) BOOST_TEST((one.company == partner || one.company == vendor));
}

BOOST_AUTO_TEST_CASE(people_who_are_merged_or_leave_are_named_no_more) {
  const auto anna = person(partner);
  const auto anne = person(partner);
  const auto named = wish(partner, vendor, {anna, anne});
  now += boost::posix_time::seconds(1);
  BOOST_REQUIRE(people.merge(call(), anna, anne));
  BOOST_TEST_REQUIRE(read(named).people.size() == 1u);
  BOOST_TEST((read(named).people[0].person == anne));
  directory::PersonPatch patch;
  patch.company = company("partner");
  now += boost::posix_time::seconds(1);
  BOOST_REQUIRE(people.change(call(), anne, patch, {}));
  BOOST_TEST(read(named).people.empty());
}

BOOST_AUTO_TEST_CASE(what_hangs_on_an_event_is_told) {
  wish(partner, vendor);
  MeetingsDependents dependents;
  const auto words =
      database().transact(nullptr, [&](storage::Transaction& tx) { return dependents.dependents(tx, event); });
  BOOST_TEST(words == std::vector<std::string>{"1 talk wish"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(who_met_lately_does_not_meet_again) {
  // They met at the date before.
  auto plan = TalkPlan{};
  const auto earlier = TestRows::event(talks, 2015, "completed");
  execute("update events set starts_on = '2015-11-10', ends_on = '2015-11-10' where id = :id", {{"id", earlier}});
  plan.id = TalkPlanId::make(now);
  plan.event = earlier;
  plan.number = 1;
  plan.status = PlanStatus::published;
  plan.published_at = plan.created_at = plan.updated_at = now;
  plan.slots = {{"morning", now, now + boost::posix_time::minutes(20)}};
  PlannedTalk talk;
  talk.id = TalkId::make(now);
  std::tie(talk.company, talk.with_company) = pair_of(partner, vendor);
  talk.slot = 0;
  talk.table = "1";
  plan.talks = {talk};
  database().transact(nullptr, [&](storage::Transaction& tx) {
    insert_plan(tx, data.organization(), plan);
    return true;
  });
  auto wanted = settings.get(call(), event).value().settings;
  wanted.not_met_since = core::Date(2015, 1, 1);
  BOOST_REQUIRE(settings.put(call(), event, wanted, {}));
  const auto refused = wishes.create(call(), event, {.company = partner, .with_company = vendor});
  BOOST_TEST_REQUIRE(!refused);
  BOOST_TEST(refused.error().code().code == "already_met");
  wanted.not_met_since = core::Date(2016, 12, 31);
  BOOST_REQUIRE(settings.put(call(), event, wanted, {}));
  BOOST_TEST(wishes.create(call(), event, {.company = partner, .with_company = vendor}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
