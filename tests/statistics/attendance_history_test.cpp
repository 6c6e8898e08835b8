// The trend against a plain recount of what the registration slice tells, over random histories made through the services.
#include <boost/test/unit_test.hpp>

#include <map>
#include <random>
#include <set>

#include "engine/events/capacity_store.hpp"
#include "engine/events/event_service.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/registration/registration_dependents.hpp"
#include "engine/registration/registration_service.hpp"
#include "engine/statistics/attendance_service.hpp"
#include "engine/statistics/turnout_keeper.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

constexpr int first_year = 2013;
constexpr int years = 4;

class History : support::TestRows {
 public:
  explicit History(unsigned seed) : random_(seed) {
    series("treffen");
    for (int i = 0; i < 12; ++i) {
      const bool is_partner = i < 8;
      const auto id = company(is_partner ? "partner" : i < 10 ? "vendor" : "supplier");
      companies_.push_back(id);
      if (is_partner) partners_.insert(id);
    }
    for (int i = 0; i < 3; ++i) add_event();
  }

  /// Keeps who came to completed events, as if each had been over for long.
  void count_turnouts() {
    tally.counted += statistics::count_turnouts(data.database(), now + boost::gregorian::days(1));
  }

  void step() {
    switch (pick(20)) {
      case 0:
        return add_event();
      case 1:
        return become(events::EventStatus::completed);
      case 2:
        if (pick(3) == 0) become(events::EventStatus::cancelled);
        return;
      case 3:
      case 4:
        return cancel_registration();
      case 5:
      case 6:
      case 7:
      case 8:
        return scan();
      default:
        return register_group();
    }
  }

  void compare() {
    const auto trend = service_.trend(call(), "treffen", {}, {});
    BOOST_REQUIRE(trend);
    std::map<int, AttendanceYear> shown;
    for (const auto& row : trend->years) shown[row.year] = row;
    for (int year = first_year; year < first_year + years; ++year) compare_year(year, shown);
  }

  /// So that a history in which everything was refused does not pass.
  struct Tally {
    std::size_t registered = 0;
    std::size_t cancelled = 0;
    std::size_t came = 0;
    std::size_t completed = 0;
    std::size_t compared_rows = 0;
    std::size_t counted = 0;
  } tally;

 private:
  struct Known {
    core::EventId id;
    int year;
    events::EventStatus status = events::EventStatus::open;
  };
  struct Visit {
    core::EventId event;
    core::CompanyId company;
    core::ParticipantId head;
    auto operator<=>(const Visit&) const = default;
  };

  std::size_t pick(std::size_t below) { return random_() % below; }
  Known& any_event() { return events_[pick(events_.size())]; }

  void add_event() {
    events::NewEvent wish;
    wish.series_key = "treffen";
    wish.name = "Treffen";
    wish.edition_year = first_year + static_cast<int>(pick(years));
    wish.starts_on = wish.ends_on = core::parse_date("2016-11-10").value();
    wish.time_zone = "Europe/Berlin";
    wish.city = "Bonn";
    wish.country = "DE";
    wish.status = events::EventStatus::open;
    const auto made = event_service_.create(call(), wish);
    BOOST_REQUIRE(made);
    events_.push_back({made->id, wish.edition_year});
    if (pick(2) == 0) return;
    database().transact(nullptr, [&](storage::Transaction& tx) {
      events::PoolRow pool;
      pool.key = "participants";
      pool.list_position = 1;
      pool.limit = 10;
      events::save_limit(tx, made->id, pool);
      return true;
    });
  }

  void become(events::EventStatus status) {
    auto& event = any_event();
    events::EventPatch patch;
    patch.status = status;
    if (!event_service_.change(call(), event.id, patch, {})) return;
    event.status = status;
    if (status == events::EventStatus::completed) ++tally.completed;
  }

  void register_group() {
    registration::NewRegistration wish;
    wish.company = companies_[pick(companies_.size())];
    wish.headcount = 1 + static_cast<std::int64_t>(pick(4));
    wish.waitlist = registration::WaitlistPolicy::partial;
    now += boost::posix_time::seconds(1);
    if (const auto made = registration_service_.register_group(call(), any_event().id, wish)) {
      registrations_.push_back(made->id);
      ++tally.registered;
    }
  }

  void cancel_registration() {
    if (registrations_.empty()) return;
    now += boost::posix_time::seconds(1);
    if (registration_service_.cancel(call(), registrations_[pick(registrations_.size())])) ++tally.cancelled;
  }

  void scan() {
    if (registrations_.empty()) return;
    const auto found = registration_service_.find(call(), registrations_[pick(registrations_.size())]);
    BOOST_REQUIRE(found);
    const auto& head = found->participants[pick(found->participants.size())];
    registration::NewCheckIn ticket;
    ticket.ticket_code = head.ticket_code;
    ticket.direction = pick(3) == 0 ? registration::Direction::exit : registration::Direction::entry;
    ticket.forced = pick(8) == 0;
    now += boost::posix_time::seconds(1);
    if (!check_in_service_.check_in(call(), found->event, ticket)) return;
    if (ticket.direction == registration::Direction::entry) came_.insert({found->event, found->company, head.id});
    ++tally.came;
  }

  /// Who counts at that event, head by head.
  std::set<Visit> visits_of(const Known& event) {
    std::set<Visit> visits;
    if (event.status == events::EventStatus::cancelled) return visits;
    if (event.status == events::EventStatus::completed) {
      for (const auto& visit : came_) {
        if (visit.event == event.id) visits.insert(visit);
      }
      if (!visits.empty()) return visits;
    }
    core::PageRequest page;
    page.limit = core::PageRequest::max_limit;
    const auto registrations = registration_service_.list(call(), event.id, {}, page);
    BOOST_REQUIRE(registrations);
    BOOST_REQUIRE(!registrations->next_after);
    for (const auto& one : registrations->items) {
      for (const auto& head : one.participants) {
        if (head.state == registration::ParticipantState::confirmed) visits.insert({event.id, one.company, head.id});
      }
    }
    return visits;
  }

  void compare_year(int year, const std::map<int, AttendanceYear>& shown) {
    std::set<Visit> visits;
    std::int64_t held = 0;
    bool complete = true;
    for (const auto& event : events_) {
      if (event.year != year || event.status == events::EventStatus::cancelled) continue;
      auto visits_here = visits_of(event);
      ++held;
      complete = complete && event.status == events::EventStatus::completed;
      visits.merge(visits_here);
    }
    BOOST_TEST_CONTEXT("year " << year) {
      BOOST_REQUIRE_EQUAL(shown.contains(year), !visits.empty());
      if (visits.empty()) return;
      const auto& row = shown.at(year);
      ++tally.compared_rows;
      BOOST_TEST(row.events == held);
      BOOST_TEST(row.complete == complete);
      std::int64_t heads = 0;
      std::set<core::CompanyId> firms;
      std::set<core::CompanyId> vendors;
      std::set<std::pair<core::EventId, core::CompanyId>> firm_visits;
      for (const auto& visit : visits) {
        if (!partners_.contains(visit.company)) {
          vendors.insert(visit.company);
          continue;
        }
        ++heads;
        firms.insert(visit.company);
        firm_visits.insert({visit.event, visit.company});
      }
      BOOST_TEST(row.figures.participants.value() == heads);
      BOOST_TEST(row.figures.companies.value() == static_cast<std::int64_t>(firms.size()));
      BOOST_TEST(row.figures.company_visits.value() == static_cast<std::int64_t>(firm_visits.size()));
      BOOST_TEST(row.figures.vendors.value() == static_cast<std::int64_t>(vendors.size()));
    }
  }

  std::mt19937 random_;
  registration::RegistrationDependents dependents_{{}};
  TurnoutKeeper turnouts_;
  events::EventService event_service_{data.database(), {&dependents_}, {}};
  registration::RegistrationService registration_service_{data.database(), {&turnouts_}};
  registration::CheckInService check_in_service_{data.database(), {&turnouts_}};
  TurnoutMemory memory_;
  AttendanceService service_{data.database(), memory_, {}};

  std::vector<core::CompanyId> companies_;
  std::set<core::CompanyId> partners_;
  std::vector<Known> events_;
  std::vector<core::RegistrationId> registrations_;
  std::set<Visit> came_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(attendance_history)

BOOST_AUTO_TEST_CASE(the_trend_is_what_a_plain_recount_finds_at_every_point_of_random_histories) {
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      History history(seed);
      for (int step = 1; step <= 120; ++step) {
        history.step();
        if (step % 3 == 0) history.count_turnouts();
        if (step % 10 == 0) history.compare();
      }
      const auto& tally = history.tally;
      BOOST_TEST(tally.registered >= 20U);
      BOOST_TEST(tally.cancelled >= 2U);
      BOOST_TEST(tally.came >= 5U);
      BOOST_TEST(tally.completed >= 2U);
      BOOST_TEST(tally.compared_rows >= 15U);
      BOOST_TEST(tally.counted >= tally.completed);
      BOOST_TEST_MESSAGE("registered " << tally.registered << ", cancelled " << tally.cancelled << ", came "
                                       << tally.came << ", completed " << tally.completed << ", rows "
                                       << tally.compared_rows);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
