#include "engine/statistics/turnout_keeper.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/directory/company_service.hpp"
#include "engine/events/event_service.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/registration/registration_service.hpp"
#include "engine/statistics/attendance_service.hpp"
#include "engine/statistics/overbooking_service.hpp"
#include "tests/support/rows.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

struct Door : support::TestRows {
  TurnoutKeeper keeper;
  events::EventService events{data.database(), {}, {}};
  registration::RegistrationService registrations{data.database(), {&keeper}};
  registration::CheckInService check_ins{data.database(), {&keeper}};
  TurnoutMemory turnouts;
  AttendanceService attendance{data.database(), turnouts, {}};
  core::EventId event;
  core::CompanyId guest;
  std::vector<std::string> tickets;

  Door() {
    series("treffen");
    events::NewEvent wish;
    wish.series_key = "treffen";
    wish.name = "Treffen";
    wish.edition_year = 2016;
    wish.starts_on = wish.ends_on = core::parse_date("2016-11-10").value();
    wish.time_zone = "Europe/Berlin";
    wish.city = "Bonn";
    wish.country = "DE";
    wish.status = events::EventStatus::open;
    event = events.create(call(), wish).value().id;
    registration::NewRegistration group;
    group.company = guest = company("partner");
    group.headcount = 3;
    const auto made = registrations.register_group(call(), event, group).value();
    for (const auto& head : made.participants) tickets.push_back(head.ticket_code);
  }

  core::Uuid let_in(std::size_t ticket) {
    registration::NewCheckIn scan;
    scan.ticket_code = tickets[ticket];
    scan.forced = true;
    now += boost::posix_time::seconds(1);
    return check_ins.check_in(call(), event, scan).value().scan.id;
  }
  void become(events::EventStatus status) {
    events::EventPatch patch;
    patch.status = status;
    BOOST_TEST(events.change(call(), event, patch, {}).has_value());
  }
  std::size_t count(int minutes_later) {
    return count_turnouts(data.database(), now + boost::posix_time::minutes(minutes_later));
  }
  std::int64_t participants() {
    return attendance.trend(call(), "treffen", {}, {}).value().years.at(0).figures.participants.value();
  }
  /// What is kept, which only counts where it is true.
  void falsify() {
    data.database().transact(nullptr, [&](storage::Transaction& tx) {
      return tx.execute("update event_turnout_companies set heads = heads + 100", {});
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(turnout_keeper, Door)

BOOST_AUTO_TEST_CASE(a_completed_event_is_counted_once_when_it_has_settled) {
  let_in(0);
  BOOST_TEST(count(1000) == 0U);  // not completed
  become(events::EventStatus::completed);
  BOOST_TEST(count(9) == 0U);
  BOOST_TEST(participants() == 1);
  BOOST_TEST(count(11) == 1U);
  BOOST_TEST(count(11) == 0U);
  falsify();
  BOOST_TEST(participants() == 101);  // it is what is read
}

BOOST_AUTO_TEST_CASE(a_count_that_is_known_is_not_read_again) {
  let_in(0);
  become(events::EventStatus::completed);
  BOOST_TEST(participants() == 1);
  BOOST_TEST(turnouts.rows() == 0U);  // not counted
  BOOST_TEST(count(11) == 1U);
  BOOST_TEST(participants() == 1);
  BOOST_TEST(turnouts.rows() == 1U);
  falsify();
  BOOST_TEST(participants() == 1);
  BOOST_TEST(recount_turnouts(data.database(), now + boost::posix_time::minutes(11)) == 1U);
  falsify();
  BOOST_TEST(participants() == 101);  // another count
}

BOOST_AUTO_TEST_CASE(a_company_of_another_role_is_in_the_next_figure) {
  let_in(0);
  become(events::EventStatus::completed);
  BOOST_TEST(count(11) == 1U);
  BOOST_TEST(participants() == 1);
  directory::CompanyService companies{data.database(), {&keeper}};
  directory::CompanyPatch patch;
  patch.role = directory::CompanyRole::vendor;
  BOOST_TEST_REQUIRE(companies.change(call(), guest, patch, {}).has_value());
  BOOST_TEST(participants() == 0);
  BOOST_TEST(count(11) == 1U);
  BOOST_TEST(participants() == 0);
}

BOOST_AUTO_TEST_CASE(a_late_scan_is_in_the_next_figure) {
  let_in(0);
  become(events::EventStatus::completed);
  BOOST_TEST(count(11) == 1U);
  falsify();
  let_in(1);
  BOOST_TEST(participants() == 2);
  BOOST_TEST(count(11) == 1U);
  BOOST_TEST(participants() == 2);
}

BOOST_AUTO_TEST_CASE(an_annulled_scan_is_in_no_figure) {
  let_in(0);
  const auto mistake = let_in(1);
  become(events::EventStatus::completed);
  BOOST_TEST(count(11) == 1U);
  falsify();
  now += boost::posix_time::seconds(1);
  BOOST_TEST(check_ins.annul(call(), event, mistake).has_value());
  BOOST_TEST(participants() == 1);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_opened_again_and_completed_is_counted_again) {
  let_in(0);
  become(events::EventStatus::completed);
  BOOST_TEST(count(11) == 1U);
  falsify();
  become(events::EventStatus::closed);
  let_in(1);
  let_in(2);
  become(events::EventStatus::completed);
  BOOST_TEST(participants() == 3);
  BOOST_TEST(count(11) == 1U);
  BOOST_TEST(participants() == 3);
}

BOOST_AUTO_TEST_CASE(a_recount_forgets_what_was_kept) {
  let_in(0);
  become(events::EventStatus::completed);
  BOOST_TEST(count(11) == 1U);
  falsify();
  BOOST_TEST(recount_turnouts(data.database(), now + boost::posix_time::minutes(11)) == 1U);
  BOOST_TEST(participants() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
