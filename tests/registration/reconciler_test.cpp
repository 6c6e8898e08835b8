#include "engine/registration/reconciler.hpp"

#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

struct ReconcilerFixture : RegistrationFixture {
  ReconcilerFixture() {
    limit({{"participants", 3, 0}, {"hotel_rooms", 1, 0}});
    BOOST_REQUIRE(enter(company, 2, WaitlistPolicy::none, 1));
    BOOST_REQUIRE(enter(2, WaitlistPolicy::partial, 1));
    BOOST_REQUIRE(enter(1, WaitlistPolicy::all_or_nothing));
    BOOST_REQUIRE(differences() == "");
  }

  void plant(std::string_view sql) { BOOST_REQUIRE(execute(sql, {}) == 1); }
  /// "capacity_pools participants confirmed 4/3": what is stored and what was counted.
  std::string found(const std::optional<core::EventId>& of = {}) {
    std::string text;
    for (const auto& one : database().read([&](storage::Transaction& tx) { return registration::recount(tx, of); })) {
      const auto subject = one.table == "capacity_pools" ? " " + one.subject : "";
      text.append(text.empty() ? "" : "; ")
          .append(one.table + subject + " " + one.member + " " + std::to_string(one.stored) + "/" +
                  std::to_string(one.counted));
    }
    return text;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reconciler, ReconcilerFixture)

BOOST_AUTO_TEST_CASE(each_counter_of_a_pool_is_counted_again) {
  plant("update capacity_pools set confirmed = confirmed + 1 where pool_key = 'participants'");
  BOOST_TEST(found() == "capacity_pools participants confirmed 4/3");
  BOOST_TEST(differences() ==
             "capacity_pools participants of event " + event.text() + ": confirmed is 4, counted are 3\n");
  plant("update capacity_pools set waitlisted = 0 where pool_key = 'hotel_rooms'");
  plant("update capacity_pools set confirmed = 1, held = 2, waitlisted = 2 where pool_key = 'companies'");
  BOOST_TEST(found() ==
             "capacity_pools companies confirmed 1/2; capacity_pools companies held 2/0; capacity_pools companies "
             "waitlisted 2/1; capacity_pools hotel_rooms waitlisted 0/1; capacity_pools participants confirmed 4/3");
}

BOOST_AUTO_TEST_CASE(a_row_that_is_missing_shows) {
  plant("delete from capacity_pools where pool_key = 'hotel_rooms'");
  BOOST_TEST(found() == "capacity_pools hotel_rooms confirmed 0/1; capacity_pools hotel_rooms waitlisted 0/1");
}

BOOST_AUTO_TEST_CASE(heads_of_companies_are_counted_again) {
  plant("update event_companies set confirmed_heads = 5 where confirmed_heads = 2");
  plant("delete from event_companies where confirmed_heads = 0");
  BOOST_TEST(found().find("event_companies confirmed_heads 5/2") != std::string::npos);
  BOOST_TEST(found().find("event_companies waitlisted_heads 0/1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(headcounts_and_the_mark_of_who_waits_are_counted_again) {
  plant("update registrations set confirmed_headcount = 0 where confirmed_headcount = 2");
  BOOST_TEST(found() == "registrations confirmed_headcount 0/2");
  plant("update registrations set waits = 0, waitlisted_headcount = 4 where status = 'waitlisted'");
  BOOST_TEST(found().find("registrations waitlisted_headcount 4/1; registrations waits 0/1") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_lost_participant_shows_in_every_sum) {
  plant("delete from registration_participants where state = 'confirmed' order by id limit 1");
  const auto text = found();
  BOOST_TEST(text.find("capacity_pools participants confirmed 3/2") != std::string::npos);
  BOOST_TEST(text.find("event_companies confirmed_heads") != std::string::npos);
  BOOST_TEST(text.find("registrations confirmed_headcount") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(who_is_inside_is_counted_again_from_the_scans) {
  const auto made = enter(company, 2, WaitlistPolicy::all_or_nothing).value();
  limit({});
  const auto ticket = made.participants[0].ticket_code;
  BOOST_REQUIRE(scan(ticket));
  BOOST_REQUIRE(scan(ticket, registration::Direction::exit));
  BOOST_REQUIRE(scan(ticket));
  BOOST_REQUIRE(scan(made.participants[1].ticket_code));
  BOOST_TEST(found() == "");
  const storage::Binds first{{"id", made.participants[0].id}};
  execute("update check_in_states set inside = 0, entries = 7 where participant_id = :id", first);
  BOOST_TEST(found() == "check_in_states inside 0/1; check_in_states entries 7/2");
  execute("delete from check_in_states where participant_id = :id", {{"id", made.participants[1].id}});
  const auto text = found();
  BOOST_TEST(text.find("check_in_states inside 0/1; check_in_states entries 0/1; check_in_states last_at 0/") !=
             std::string::npos);
  BOOST_TEST(
      database()
          .transact(nullptr, [&](storage::Transaction& tx) { return registration::repair(tx, std::optional(event)); })
          .size() == 5U);
  BOOST_TEST(found() == "");
  BOOST_TEST(refusal(scan(made.participants[1].ticket_code)) == "already_checked_in");
  BOOST_TEST(count("select count(*) from check_in_states where entries = 2 and inside = 1 and participant_id = :id",
                   first) == 1);
}

BOOST_AUTO_TEST_CASE(one_event_is_counted_alone) {
  plant("update capacity_pools set confirmed = confirmed + 1 where pool_key = 'participants'");
  const auto elsewhere = make_event();
  BOOST_TEST(found(elsewhere) == "");
  BOOST_TEST(found(event) == "capacity_pools participants confirmed 4/3");
}

BOOST_AUTO_TEST_CASE(a_repair_mends_everything_and_says_what) {
  plant("update capacity_pools set confirmed = 9, held = 2 where pool_key = 'participants'");
  plant("delete from capacity_pools where pool_key = 'hotel_rooms'");
  plant("update event_companies set confirmed_heads = 5, waitlisted_heads = 6 where confirmed_heads = 2");
  plant("delete from event_companies where confirmed_heads = 0");
  plant("update registrations set waits = 0, waitlisted_headcount = 4 where status = 'waitlisted'");
  const auto before = found();
  BOOST_TEST(before != "");
  const auto mended =
      database().transact(nullptr, [](storage::Transaction& tx) { return registration::repair(tx, std::nullopt); });
  BOOST_TEST(mended.size() == 9U);
  BOOST_TEST(found() == "");
  BOOST_TEST(count("select confirmed from capacity_pools where pool_key = 'participants'", {}) == 3);
  const auto again =
      database().transact(nullptr, [](storage::Transaction& tx) { return registration::repair(tx, std::nullopt); });
  BOOST_TEST(again.empty());
}

BOOST_AUTO_TEST_SUITE_END()
