#include "engine/statistics/vendor_talks.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <span>
#include <string>
#include <tuple>
#include <utility>

#include "engine/meetings/talk_outcome_store.hpp"
#include "engine/meetings/talk_plan_store.hpp"
#include "engine/meetings/talk_wish_store.hpp"
#include "engine/statistics/vendor_talks_service.hpp"
#include "engine/statistics/vendors_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

core::CompanyId firm(char name) {
  core::CompanyId id;
  id.uuid.bytes[0] = static_cast<unsigned char>(name);
  return id;
}
std::set<core::CompanyId> firms(const std::string& names) {
  std::set<core::CompanyId> all;
  for (const auto name : names) all.insert(firm(name));
  return all;
}

// "ax+ ay-v2.3 by": partner a and vendor x had a talk, y did not come to a, of b and y nothing is recorded.
//   + held, -v -p -b missed by vendor, partner, both
PlannedTalkFacts talk(const std::string& text, std::optional<int> tenths = {}) {
  PlannedTalkFacts facts{.partner = firm(text[0]), .vendor = firm(text[1])};
  const auto rest = text.substr(2);
  facts.recorded = !rest.empty();
  facts.vendor_absent = rest == "-v" || rest == "-b";
  facts.partner_absent = rest == "-p" || rest == "-b";
  if (tenths) facts.grade = core::Grade{*tenths};
  return facts;
}

TalkEvent event_of(int year, const std::string& partners, const std::string& vendors,
                   std::vector<PlannedTalkFacts> talks = {}, std::vector<WishedTalk> wishes = {}) {
  return {.event = {},
          .year = year,
          .partners = firms(partners),
          .vendors = firms(vendors),
          .wishes = std::move(wishes),
          .talks = std::move(talks)};
}

std::string text_of(std::optional<std::int64_t> share) { return share ? std::to_string(*share) : "?"; }

// "2(1) 5=2+1+2 v1p0 1/3 3333 3333 n4@17": wished (by partners), planned = held + not held + not recorded, absent vendors and
// partners, partners reached of all, coverage, rate of no-shows, number of grades and their mean.
std::string text_of(const TalkFigures& it) {
  const auto number = [](std::int64_t value) { return std::to_string(value); };
  std::string text = number(it.wished) + "(" + number(it.wished_by_partners) + ") " + number(it.planned) + "=" +
                     number(it.held) + "+" + number(it.not_held) + "+" + number(it.not_recorded) + " v" +
                     number(it.vendor_absent) + "p" + number(it.partner_absent) + " " + number(it.partners_reached) +
                     "/" + number(it.partners) + " " + text_of(coverage(it)) + " " + text_of(no_show_rate(it)) + " n" +
                     number(it.grades.n);
  if (it.grades.spread) text += "@" + number(it.grades.spread->mean_tenths);
  return text;
}

struct Fixture : support::TestRows {
  VendorTalksService service{database()};
  VendorStatisticsService trend{database()};
  core::SeriesId series_id = series("gespraeche");
  core::CompanyId partner = company("partner");
  core::CompanyId other_partner = company("partner");
  core::CompanyId vendor = company("vendor");
  core::CompanyId supplier = company("supplier");

  core::EventId add_event(int year, const std::string& mode = "opt_in", const std::string& status = "completed") {
    const auto id = event(series_id, year, status);
    execute(
        "insert into talk_settings (event_id, slot_minutes, tables, answer_mode, min_gap_slots, version, created_at, "
        "updated_at) values (:event, 20, 2, :mode, 0, 1, :now, :now)",
        {{"event", id}, {"mode", mode}, {"now", now}});
    return id;
  }
  void wish(const core::EventId& at, const core::CompanyId& one, const core::CompanyId& other,
            meetings::WishStatus status) {
    meetings::TalkWish wish;
    wish.id = meetings::TalkWishId::make(now);
    wish.event = at;
    wish.company = one;
    wish.with_company = other;
    wish.status = status;
    wish.created_at = wish.updated_at = now;
    if (status == meetings::WishStatus::accepted || status == meetings::WishStatus::declined) {
      wish.answered_at = now;
      wish.answered_by = "test";
    }
    database().transact(nullptr, [&](storage::Transaction& tx) {
      meetings::insert_wishes(tx, data.organization(), std::span(&wish, 1));
      return true;
    });
  }
  /// A plan in which the last of these pairs is left out.
  std::vector<meetings::TalkId> plan(const core::EventId& at,
                                     const std::vector<std::pair<core::CompanyId, core::CompanyId>>& pairs,
                                     meetings::PlanStatus status = meetings::PlanStatus::published) {
    meetings::TalkPlan plan;
    plan.id = meetings::TalkPlanId::make(now);
    plan.event = at;
    plan.number = 1;
    plan.status = status;
    plan.created_at = plan.updated_at = now;
    plan.slots = {{"morning", now, now + boost::posix_time::minutes(20)}};
    std::vector<meetings::TalkId> ids;
    for (const auto& [one, other] : pairs) {
      meetings::PlannedTalk talk;
      talk.id = meetings::TalkId::make(now);
      std::tie(talk.company, talk.with_company) = meetings::pair_of(one, other);
      if (ids.size() + 1 < pairs.size()) {
        talk.slot = 0;
        talk.table = std::to_string(ids.size());
      }
      ids.push_back(talk.id);
      plan.talks.push_back(talk);
    }
    database().transact(nullptr, [&](storage::Transaction& tx) {
      meetings::insert_plan(tx, data.organization(), plan);
      return true;
    });
    return ids;
  }
  void record(const meetings::TalkId& talk, std::vector<core::CompanyId> absent, std::optional<int> tenths = {}) {
    meetings::TalkOutcome outcome;
    outcome.id = talk;
    outcome.outcome = absent.empty() ? meetings::Outcome::held : meetings::Outcome::no_show;
    outcome.absent = std::move(absent);
    outcome.created_at = outcome.updated_at = now;
    database().transact(nullptr, [&](storage::Transaction& tx) {
      meetings::save_outcome(tx, outcome);
      if (tenths) meetings::save_talk_grade(tx, {.id = talk, .grade = {*tenths}, .created_at = now, .updated_at = now});
      return true;
    });
  }
  VendorTalks told(std::optional<int> from = {}, std::optional<int> to = {}) {
    return service.talks(call(), "gespraeche", from, to).value();
  }
  std::string of(const VendorTalks& talks, std::size_t year, const core::CompanyId& company) {
    for (const auto& one : talks.years.at(year).vendors) {
      if (one.vendor == company) return text_of(one.figures);
    }
    return "none";
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(vendor_talks)

BOOST_AUTO_TEST_CASE(what_is_not_recorded_is_never_held) {
  const auto years = count_talks(std::vector{
      event_of(2016, "abc", "xy", {talk("ax+"), talk("bx-v"), talk("ay-p"), talk("by-b"), talk("cx"), talk("cy+")})});
  BOOST_TEST_REQUIRE(years.size() == 1U);
  BOOST_TEST(text_of(years[0].totals) == "0(0) 6=2+3+1 v2p2 2/3 6667 6000 n0");
  BOOST_TEST_REQUIRE(years[0].vendors.size() == 2U);
  BOOST_TEST(text_of(years[0].vendors[0].figures) == "0(0) 3=1+1+1 v1p0 1/3 3333 5000 n0");
  BOOST_TEST(text_of(years[0].vendors[1].figures) == "0(0) 3=1+2+0 v1p2 1/3 3333 6667 n0");
}

BOOST_AUTO_TEST_CASE(a_pair_with_two_wishes_is_wished_once) {
  const auto years = count_talks(std::vector{
      event_of(2016, "ab", "x", {},
               {{firm('a'), firm('x'), false}, {firm('a'), firm('x'), true}, {firm('b'), firm('x'), false}})});
  BOOST_TEST(text_of(years.at(0).totals) == "2(1) 0=0+0+0 v0p0 0/2 0 ? n0");
}

BOOST_AUTO_TEST_CASE(events_of_a_year_are_added_and_a_partner_is_reached_once) {
  const auto years =
      count_talks(std::vector{event_of(2016, "ab", "x", {talk("ax+")}),
                              event_of(2016, "ac", "xy", {talk("ax+"), talk("cy+")}), event_of(2015, "a", "z")});
  BOOST_TEST_REQUIRE(years.size() == 2U);
  BOOST_TEST(text_of(years[0].totals) == "0(0) 0=0+0+0 v0p0 0/1 0 ? n0");
  BOOST_TEST(text_of(years[1].totals) == "0(0) 3=3+0+0 v0p0 2/3 6667 0 n0");
  BOOST_TEST(years[1].totals.events == 2);
  BOOST_TEST(text_of(years[1].vendors[0].figures) == "0(0) 2=2+0+0 v0p0 1/3 3333 0 n0");
  BOOST_TEST(years[1].vendors[0].figures.events == 2);
  BOOST_TEST(years[1].vendors[1].figures.events == 1);
}

BOOST_AUTO_TEST_CASE(who_had_a_talk_took_part) {
  const auto years = count_talks(std::vector{event_of(2016, "", "x", {talk("ax+"), talk("bx-p")})});
  BOOST_TEST(text_of(years.at(0).totals) == "0(0) 2=1+1+0 v0p1 1/1 10000 5000 n0");
}

BOOST_AUTO_TEST_CASE(grades_are_shown_from_three_on_and_none_of_a_talk_that_the_vendor_missed) {
  const auto years = count_talks(std::vector{event_of(
      2016, "abcd", "xy",
      {talk("ax+", 10), talk("bx+", 20), talk("cx", 25), talk("dx-v", 60), talk("ay-p", 30), talk("by+", 40)})});
  BOOST_TEST(years.at(0).vendors[0].figures.grades.n == 3);
  BOOST_TEST(years[0].vendors[0].figures.grades.spread->mean_tenths == 18);
  BOOST_TEST(years[0].vendors[1].figures.grades.n == 2);
  BOOST_TEST(!years[0].vendors[1].figures.grades.spread);
  BOOST_TEST(years[0].totals.grades.n == 5);
}

BOOST_AUTO_TEST_CASE(what_is_hidden_of_a_vendor_does_not_follow_from_what_is_shown_of_all) {
  const std::vector shown{talk("ax+", 10), talk("bx+", 20), talk("cx", 24)};
  const auto totals = [&](std::vector<PlannedTalkFacts> hidden) {
    hidden.insert(hidden.end(), shown.begin(), shown.end());
    return count_talks(std::vector{event_of(2016, "abcd", "xyz", hidden)}).at(0).totals.grades;
  };
  BOOST_TEST(totals({}).spread->mean_tenths == 18);
  BOOST_TEST(!totals({talk("ay", 50)}).spread);
  BOOST_TEST(!totals({talk("ay", 50), talk("az", 50)}).spread);
  // Of three it does not follow whose is which.
  BOOST_TEST(totals({talk("ay", 50), talk("by", 50), talk("az", 46)}).spread->mean_tenths == 33);
}

BOOST_AUTO_TEST_CASE(shares_are_rounded_half_up_and_of_nothing_there_is_none) {
  BOOST_TEST(text_of(share(0, 0)) == "?");
  BOOST_TEST(text_of(share(1, 3)) == "3333");
  BOOST_TEST(text_of(share(2, 3)) == "6667");
  BOOST_TEST(text_of(share(1, 20'000)) == "1");
  BOOST_TEST(text_of(share(3, 3)) == "10000");
}

BOOST_AUTO_TEST_CASE(the_parts_add_up_whatever_happened_and_the_order_of_events_does_not_matter) {
  const auto holds = rc::check("vendor talks", [] {
    std::vector<TalkEvent> events;
    for (int i = *rc::gen::inRange(0, 6); i > 0; --i) {
      auto event = event_of(*rc::gen::inRange(2014, 2017), "", "");
      for (char p = 'a'; p < 'e'; ++p) {
        if (*rc::gen::arbitrary<bool>()) event.partners.insert(firm(p));
        for (char v = 'w'; v <= 'z'; ++v) {
          if (*rc::gen::arbitrary<bool>()) event.vendors.insert(firm(v));
          if (*rc::gen::arbitrary<bool>()) event.wishes.push_back({firm(p), firm(v), *rc::gen::arbitrary<bool>()});
          if (*rc::gen::arbitrary<bool>()) continue;
          const auto how = *rc::gen::element<std::string>("", "+", "-v", "-p", "-b");
          const auto tenths = *rc::gen::inRange(0, 61);
          event.talks.push_back(talk(std::string{p, v} + how, tenths < 10 ? std::nullopt : std::optional(tenths)));
        }
      }
      events.push_back(std::move(event));
    }
    const auto years = count_talks(events);
    const auto check = [](const TalkFigures& it) {
      RC_ASSERT(it.planned == it.held + it.not_held + it.not_recorded);
      RC_ASSERT(it.not_held <= it.vendor_absent + it.partner_absent);
      RC_ASSERT(std::max(it.vendor_absent, it.partner_absent) <= it.not_held);
      RC_ASSERT(it.wished_by_partners <= it.wished);
      RC_ASSERT(it.partners_reached <= it.partners);
      RC_ASSERT(it.partners_reached <= it.held);
      RC_ASSERT((it.partners_reached == 0) == (it.held == 0));
      RC_ASSERT(it.grades.n <= it.planned - it.vendor_absent);
      RC_ASSERT(!it.grades.spread || it.grades.n >= feedback::min_shown);
    };
    std::int64_t counted = 0;
    for (const auto& year : years) {
      counted += year.totals.events;
      check(year.totals);
      TalkFigures sum;
      for (const auto& [vendor, it] : year.vendors) {
        check(it);
        RC_ASSERT(it.grades.spread.has_value() == (it.grades.n >= feedback::min_shown));
        RC_ASSERT(it.partners == year.totals.partners);
        RC_ASSERT(it.events >= 1);
        RC_ASSERT(it.events <= year.totals.events);
        sum.wished += it.wished;
        sum.wished_by_partners += it.wished_by_partners;
        sum.planned += it.planned;
        sum.held += it.held;
        sum.vendor_absent += it.vendor_absent;
        sum.partner_absent += it.partner_absent;
        sum.not_recorded += it.not_recorded;
        sum.grades.n += it.grades.n;
      }
      const auto& all = year.totals;
      RC_ASSERT(std::tie(sum.wished, sum.wished_by_partners, sum.planned, sum.held, sum.vendor_absent,
                         sum.partner_absent, sum.not_recorded, sum.grades.n) ==
                std::tie(all.wished, all.wished_by_partners, all.planned, all.held, all.vendor_absent,
                         all.partner_absent, all.not_recorded, all.grades.n));
    }
    RC_ASSERT(counted == static_cast<std::int64_t>(events.size()));
    std::reverse(events.begin(), events.end());
    RC_ASSERT(count_talks(events) == years);
  });
  BOOST_TEST(holds);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(vendor_talks_service, Fixture)

BOOST_AUTO_TEST_CASE(wishes_that_count_talks_in_the_published_plan_and_who_takes_part_are_counted) {
  using meetings::WishStatus;
  const auto at = add_event(2016);
  register_heads(at, partner, 1);
  register_heads(at, other_partner, 2);
  wish(at, partner, vendor, WishStatus::accepted);
  wish(at, vendor, partner, WishStatus::accepted);
  wish(at, supplier, partner, WishStatus::accepted);
  wish(at, other_partner, vendor, WishStatus::open);  // opt_in: no answer yet
  wish(at, other_partner, supplier, WishStatus::declined);
  const auto talks =
      plan(at, {{partner, vendor}, {supplier, partner}, {other_partner, vendor}, {other_partner, supplier}});
  record(talks[0], {}, 15);
  record(talks[1], {partner});
  const auto it = told();
  BOOST_TEST_REQUIRE(it.years.size() == 1u);
  BOOST_TEST(text_of(it.years[0].totals) == "2(1) 3=1+1+1 v0p1 1/2 5000 5000 n1");
  BOOST_TEST(of(it, 0, vendor) == "1(1) 2=1+0+1 v0p0 1/2 5000 0 n1");
  BOOST_TEST(of(it, 0, supplier) == "1(0) 1=0+1+0 v0p1 0/2 0 10000 n0");
  BOOST_TEST(of(it, 0, partner) == "none");
  BOOST_TEST(it.names.at(vendor) == "Firma");
  BOOST_TEST(it.complete.contains(2016));
  // The trend has them for years in which somebody booked.
  BOOST_TEST(text_of(trend.trend(call(), "gespraeche", {}, {}).value().talks.at(2016)) == text_of(it.years[0].totals));
}

BOOST_AUTO_TEST_CASE(where_a_wish_counts_until_it_is_declined_open_ones_are_wished) {
  const auto at = add_event(2016, "opt_out", "open");
  wish(at, other_partner, vendor, meetings::WishStatus::open);
  wish(at, vendor, partner, meetings::WishStatus::withdrawn);
  plan(at, {{partner, vendor}});
  const auto it = told();
  BOOST_TEST(text_of(it.years.at(0).totals) == "1(1) 0=0+0+0 v0p0 0/0 ? ? n0");
  BOOST_TEST(!it.complete.contains(2016));
}

BOOST_AUTO_TEST_CASE(events_without_a_published_plan_and_cancelled_ones_do_not_count) {
  const auto drafted = add_event(2014);
  wish(drafted, partner, vendor, meetings::WishStatus::accepted);
  plan(drafted, {{partner, vendor}, {partner, supplier}}, meetings::PlanStatus::draft);
  const auto cancelled = add_event(2015, "opt_in", "cancelled");
  record(plan(cancelled, {{partner, vendor}, {partner, supplier}}).front(), {});
  BOOST_TEST(told().years.empty());
  BOOST_TEST(trend.trend(call(), "gespraeche", {}, {}).value().talks.empty());
}

BOOST_AUTO_TEST_CASE(a_vendor_that_takes_part_has_a_row_without_any_talk) {
  const auto at = add_event(2016);
  execute(
      "insert into vendor_packages (id, organization_id, event_id, package_key, list_position, name, vat_bp, "
      "staff_passes, version, created_at, updated_at) values (:id, :org, :event, :key, 0, 'P', 0, 0, 1, :now, :now)",
      {{"id", core::Uuid::make(now)}, {"org", data.organization()}, {"event", at}, {"key", "gold"}, {"now", now}});
  execute(
      "insert into vendor_participations (id, organization_id, event_id, company_id, package_id, status, booked_at, "
      "booked_name, booked_vat_bp, created_at, updated_at) select :id, :org, :event, :company, k.id, 'booked', :now, 'P', "
      "0, :now, :now from vendor_packages k where k.event_id = :event",
      {{"id", core::Uuid::make(now)}, {"org", data.organization()}, {"event", at}, {"company", vendor}, {"now", now}});
  register_heads(at, supplier, 1);
  plan(at, {});
  BOOST_TEST(told().years.at(0).vendors.size() == 2u);
  BOOST_TEST(of(told(), 0, vendor) == "0(0) 0=0+0+0 v0p0 0/0 ? ? n0");
}

BOOST_AUTO_TEST_CASE(a_company_that_was_merged_away_counts_as_the_one_that_it_is_now) {
  const auto at = add_event(2016);
  // Before and behind the vendor in the order of ids, which is that of the two sides of a talk.
  now -= boost::posix_time::hours(1);
  const auto early = company("partner");
  now += boost::posix_time::hours(2);
  const auto late = company("partner");
  const auto talks = plan(at, {{early, vendor}, {late, vendor}, {partner, vendor}, {partner, supplier}});
  for (std::size_t i = 0; i < 3; ++i) record(talks[i], {});
  for (const auto& gone : {early, late})
    execute("update companies set merged_into_id = :into where id = :id", {{"into", partner}, {"id", gone}});
  BOOST_TEST(text_of(told().years.at(0).totals) == "0(0) 3=3+0+0 v0p0 1/1 10000 0 n0");
}

BOOST_AUTO_TEST_CASE(years_are_cut_and_another_organizations_series_is_not_found) {
  for (const auto year : {2014, 2015, 2016}) plan(add_event(year), {{partner, vendor}});
  BOOST_TEST(told(2015, 2016).years.size() == 2u);
  BOOST_TEST(told({}, 2014).years.size() == 1u);
  BOOST_TEST((service.talks(call(), "gespraeche", 2016, 2015).error().fields().at(0).pointer == "?to"));
  BOOST_TEST((service.talks(call(), "nichts", {}, {}).error().code().code == "not_found"));
  const auto other = data.add_organization("other");
  BOOST_TEST((service.talks(call_of(other), "gespraeche", {}, {}).error().code().code == "not_found"));
}

BOOST_AUTO_TEST_SUITE_END()
