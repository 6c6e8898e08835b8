#include "engine/registration/check_in_report.hpp"

#include <sstream>

#include "engine/registration/check_in_list_service.hpp"
#include "engine/registration/check_in_report_service.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::Admits;
using registration::Direction;
using registration::NewCheckInList;

namespace {

struct ReportFixture : RegistrationFixture {
  registration::CheckInListService lists{database()};
  registration::CheckInReportService reports{database()};

  void create(const NewCheckInList& list) {
    later(1);
    BOOST_REQUIRE(lists.create(call(), event, list));
  }
  Registration in_category(const std::string& category, std::int64_t heads) {
    auto wish = group(company, heads);
    wish.category = category;
    later(1);
    return service.register_group(call(), event, wish).value();
  }
  /// "default 3 registered, 2 came, 1 inside, no-show 1, failed already_checked_in 1".
  std::string summary() {
    std::ostringstream text;
    const auto all = reports.summary(call(), event).value();
    for (const auto& list : all) {
      text << (text.tellp() > 0 ? "; " : "") << list.key << " " << list.registered << " registered, " << list.checked_in
           << " came, " << list.inside << " inside";
      if (list.no_show) text << ", no-show " << *list.no_show;
      for (const auto& [result, count] : list.failed) {
        if (count > 0) text << ", failed " << to_text(result) << " " << count;
      }
    }
    return text.str();
  }
  /// The codes' positions in `known` and what is told: "0 confirmed; 1 cancelled inside".
  std::vector<std::string> known;
  std::string pack(const std::optional<std::string>& list = {}, std::optional<core::Instant> since = {}) {
    std::ostringstream text;
    core::PageRequest page{.after = {}, .limit = 2, .updated_since = since};
    do {
      const auto got = reports.pack(call(), event, list, page).value();
      for (const auto& ticket : got.items) {
        text << (text.tellp() > 0 ? "; " : "")
             << std::find(known.begin(), known.end(), ticket.ticket_code) - known.begin() << " "
             << to_text(ticket.state);
        if (ticket.given_name) text << " " << *ticket.given_name;
        if (ticket.inside) text << " inside";
        if (!ticket.on_list) text << " off";
      }
      page.after = got.next_after;
    } while (page.after);
    return text.str();
  }
  void know(const Registration& made) {
    for (const auto& head : made.participants) known.push_back(head.ticket_code);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(check_in_report, ReportFixture)

BOOST_AUTO_TEST_CASE(an_event_is_over_when_completed_or_its_last_day_has_passed_there) {
  events::Event over;
  over.ends_on = core::Date(2016, 11, 11);
  over.time_zone = "Europe/Berlin";
  over.status = events::EventStatus::open;
  const core::Instant midnight(core::Date(2016, 11, 11), boost::posix_time::hours(23));
  BOOST_TEST(!registration::is_over(over, midnight - boost::posix_time::microseconds(1)));
  BOOST_TEST(registration::is_over(over, midnight));
  over.status = events::EventStatus::cancelled;
  BOOST_TEST(!registration::is_over(over, midnight));
  over.status = events::EventStatus::completed;
  BOOST_TEST(registration::is_over(over, midnight - boost::posix_time::hours(100)));
}

BOOST_AUTO_TEST_CASE(the_door_is_counted_list_by_list) {
  BOOST_TEST(summary() == "default 0 registered, 0 came, 0 inside");
  create({.key = "vip", .name = "VIP", .admits = Admits::categories, .categories = {{"gold", "none"}}, .pool = {}});
  create({.key = "rooms", .name = "Rooms", .admits = Admits::pool, .categories = {}, .pool = "hotel_rooms"});
  const auto plain = enter(company, 2, WaitlistPolicy::none, 1).value();
  const auto gold = in_category("gold", 2);
  BOOST_REQUIRE(scan(plain.participants[0].ticket_code));
  BOOST_REQUIRE(scan(plain.participants[1].ticket_code));
  BOOST_REQUIRE(!scan(plain.participants[1].ticket_code));
  BOOST_REQUIRE(!scan("T-NOBODY"));
  BOOST_REQUIRE(scan(plain.participants[1].ticket_code, Direction::exit));
  registration::NewCheckIn dinner;
  dinner.ticket_code = gold.participants[0].ticket_code;
  dinner.list = "vip";
  BOOST_REQUIRE(check_ins.check_in(call(), event, dinner));
  BOOST_TEST(summary() ==
             "default 4 registered, 2 came, 1 inside, failed already_checked_in 1, failed unknown_ticket 1; "
             "vip 2 registered, 1 came, 1 inside; rooms 2 registered, 0 came, 0 inside");
  set_status(event, events::EventStatus::completed);
  BOOST_TEST(summary() ==
             "default 4 registered, 2 came, 1 inside, no-show 2, failed already_checked_in 1, failed unknown_ticket 1; "
             "vip 2 registered, 1 came, 1 inside, no-show 1; rooms 2 registered, 0 came, 0 inside, no-show 2");
  BOOST_TEST(refusal(reports.summary(call_of(other), event)) == "not_found");
}

// Let in all the same while the scanners were offline: inside, but nobody who was expected.
BOOST_AUTO_TEST_CASE(a_cancelled_head_that_came_is_no_show_of_nobody) {
  const auto gone = enter(company, 1).value();
  BOOST_REQUIRE(service.cancel(call(), gone.id));
  BOOST_REQUIRE(enter(company, 1));
  registration::NewCheckIn fact;
  fact.ticket_code = gone.participants[0].ticket_code;
  fact.at = now;
  fact.nonce = "n";
  BOOST_REQUIRE(check_ins.import_facts(call(), event, std::span(&fact, 1), false));
  set_status(event, events::EventStatus::completed);
  BOOST_TEST(summary() == "default 1 registered, 1 came, 1 inside, no-show 1");
}

BOOST_AUTO_TEST_CASE(a_pack_has_the_tickets_of_the_list_page_by_page) {
  create({.key = "vip", .name = "VIP", .admits = Admits::categories, .categories = {{"gold"}}, .pool = {}});
  create({.key = "rooms", .name = "Rooms", .admits = Admits::pool, .categories = {}, .pool = "hotel_rooms"});
  know(enter(company, 3).value());
  know(in_category("gold", 2));
  know(enter(company, 2, WaitlistPolicy::none, 1).value());
  BOOST_REQUIRE(scan(known[1]));
  BOOST_TEST(pack() ==
             "0 confirmed; 1 confirmed inside; 2 confirmed; 3 confirmed; 4 confirmed; 5 confirmed; 6 confirmed");
  BOOST_TEST(pack("vip") == "3 confirmed; 4 confirmed");
  BOOST_TEST(pack("rooms") == "5 confirmed; 6 confirmed");
  BOOST_TEST(refusal(reports.pack(call(), event, "nowhere", {})) == "validation_failed ?list:reference_not_found");
  BOOST_TEST(refusal(reports.pack(call_of(other), event, {}, {})) == "not_found");
  const auto first = reports.pack(call(), event, {}, {}).value().items.front();
  BOOST_TEST(first.company_name == "Systemhaus Süd");
  BOOST_TEST((first.company == company));
}

BOOST_AUTO_TEST_CASE(what_changed_since_comes_again) {
  const auto mine = enter(company, 1).value();
  const auto theirs = enter(make_company("Firma"), 1).value();
  const auto gone = enter(company, 1).value();
  know(mine);
  know(theirs);
  know(gone);
  const auto since = [&] {
    later(10);
    return now;
  };
  BOOST_TEST(pack({}, since()) == "");

  auto at = since();
  BOOST_REQUIRE(service.cancel(call(), gone.id));
  BOOST_TEST(pack({}, at) == "2 cancelled");

  at = since();
  BOOST_REQUIRE(scan(known[1]));
  BOOST_TEST(pack({}, at) == "1 confirmed inside");

  at = since();
  BOOST_REQUIRE(service.name_participant(call(), mine.id, mine.participants[0].id,
                                         {.person = {}, .given_name = "Anna", .family_name = "B", .email = "a@b.de"},
                                         {}));
  BOOST_TEST(pack({}, at) == "0 confirmed Anna");

  at = since();
  const auto fresh = enter(company, 1).value();
  know(fresh);
  BOOST_TEST(pack({}, at) == "3 confirmed");

  at = since();
  directory::CompanyPatch renamed;
  renamed.name = "Anders";
  BOOST_REQUIRE(companies.change(call(), theirs.company, renamed, {}));
  BOOST_TEST(pack({}, at) == "1 confirmed inside");

  at = since();
  const auto scans = check_ins.list(call(), event, {}, {}).value().items;
  BOOST_REQUIRE(check_ins.annul(call(), event, scans.front().id));
  BOOST_TEST(pack({}, at) == "1 confirmed");

  at = since();
  registration::CheckInListPatch narrower;
  narrower.admits = Admits::categories;
  narrower.categories = std::vector<std::string>{"gold"};
  BOOST_REQUIRE(lists.change(call(), event, "default", narrower, {}));
  BOOST_TEST(pack({}, at) == "0 confirmed Anna off; 1 confirmed off; 2 cancelled off; 3 confirmed off");
  BOOST_TEST(pack() == "");
}

BOOST_AUTO_TEST_SUITE_END()
