// Many scans at once, facts from offline scanners, and annulled scans, on the database.
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using boost::posix_time::minutes;
using registration::Direction;
using registration::NewCheckIn;
using registration::ScanResult;

namespace {

struct BatchFixture : RegistrationFixture {
  Registration made = enter(company, 3).value();

  [[nodiscard]] std::string ticket(std::size_t head) const { return made.participants[head].ticket_code; }
  static NewCheckIn of(const std::string& code, Direction direction = Direction::entry, const std::string& nonce = {}) {
    NewCheckIn scan;
    scan.ticket_code = code;
    scan.direction = direction;
    if (!nonce.empty()) scan.nonce = nonce;
    return scan;
  }
  std::string together(const std::vector<NewCheckIn>& scans) {
    later(1);
    std::string text;
    const auto answers = check_ins.check_in_all(call(), event, scans);
    for (const auto& answer : answers) text.append(text.empty() ? "" : "; ").append(refusal(answer));
    return text;
  }

  NewCheckIn fact(const std::string& code, Direction direction, int minutes_ago, const std::string& nonce) const {
    auto scan = of(code, direction, nonce);
    scan.at = now - minutes(minutes_ago);
    return scan;
  }
  /// "ok; ok already_checked_in; again ok; refused /list".
  std::string import(const std::vector<NewCheckIn>& facts, bool dry_run = false) {
    later(1);
    std::string text;
    const auto decided = check_ins.import_facts(call(), event, facts, dry_run).value();
    for (const auto& one : decided) {
      text += text.empty() ? "" : "; ";
      if (one.refused) {
        text += "refused " + one.refused->fields().front().pointer;
        continue;
      }
      text.append(one.is_new ? "" : "again ").append(to_text(one.scan->result));
      if (one.scan->contradiction) text.append(" ").append(to_text(*one.scan->contradiction));
    }
    return text;
  }
  bool inside(std::size_t head) {
    return count("select inside from check_in_states where participant_id = :id",
                 {{"id", made.participants[head].id}}) == 1;
  }
  core::Uuid scanned(std::size_t head, Direction direction = Direction::entry) {
    return scan(ticket(head), direction).value().scan.id;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(check_in_batch, BatchFixture)

BOOST_AUTO_TEST_CASE(scans_of_one_batch_see_each_other) {
  BOOST_TEST(together({of(ticket(0)), of(ticket(0)), of(ticket(1)), of("T-NOBODY"), of(ticket(0), Direction::exit),
                       of(ticket(0)), of("")}) ==
             "none; already_checked_in; none; unknown_ticket; none; none; validation_failed /ticket_code:wrong_length");
  BOOST_TEST(inside(0));
  BOOST_TEST(count("select count(*) from check_ins", {}) == 6);
  const auto page = check_ins.list(call(), event, {}, {}).value();
  BOOST_TEST((page.items[1].result == ScanResult::already_checked_in));  // in the order of the batch
  BOOST_TEST((page.items[4].direction == Direction::exit));
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(the_same_nonce_twice_in_one_batch_is_one_scan) {
  BOOST_TEST(together({of(ticket(0), Direction::entry, "a"), of(ticket(0), Direction::entry, "a"),
                       of(ticket(1), Direction::entry, "a"), of(ticket(0))}) ==
             "none; none; validation_failed /nonce:nonce_reused; already_checked_in");
  BOOST_TEST(together({of(ticket(0), Direction::entry, "a")}) == "none");
  BOOST_TEST(count("select count(*) from check_ins", {}) == 2);
}

BOOST_AUTO_TEST_CASE(an_event_that_is_not_there_takes_no_batch) {
  const std::vector<NewCheckIn> scans{of(ticket(0))};
  BOOST_TEST(refusal(check_ins.check_in_all(call_of(other), event, scans).front()) == "not_found");
  BOOST_TEST(refusal(check_ins.import_facts(
                 call_of(other), event, std::vector{fact(ticket(0), Direction::entry, 1, "n")}, false)) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_hundred_scans_take_as_many_statements_as_one) {
  limit({});
  const auto crowd = enter(company, 100).value();
  BOOST_REQUIRE(scan(ticket(2)));  // the default list has its row
  const auto taken = [&](const std::vector<NewCheckIn>& scans) {
    const auto asked = [&](storage::Transaction& tx) {
      return tx
          .select_one(
              "select cast(variable_value as signed) from information_schema.session_status "
              "where variable_name = 'QUESTIONS'",
              {}, [](storage::Row& row) { return row.next<std::int64_t>(); })
          .value();
    };
    return database().transact(nullptr, [&](storage::Transaction& tx) {
      const auto before = asked(tx);
      auto joined = call();
      joined.transaction = &tx;
      BOOST_TEST(check_ins.check_in_all(joined, event, scans).size() == scans.size());
      return asked(tx) - before;
    });
  };
  std::vector<NewCheckIn> many;
  for (const auto& head : crowd.participants)
    many.push_back(of(head.ticket_code, Direction::entry, "n" + std::to_string(many.size())));
  const auto of_one = taken({of(ticket(0), Direction::entry, "first")});
  BOOST_TEST(of_one <= 12);
  BOOST_TEST(taken(many) == of_one);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(facts_are_ordered_by_their_own_time) {
  BOOST_TEST(import({fact(ticket(0), Direction::exit, 10, "c"), fact(ticket(0), Direction::entry, 30, "a"),
                     fact(ticket(0), Direction::entry, 20, "b")}) == "ok; ok; ok already_checked_in");
  BOOST_TEST(!inside(0));
  BOOST_TEST(import({fact(ticket(0), Direction::entry, 5, "d")}) == "ok");
  BOOST_TEST(inside(0));
  // What happened before the last one is history only.
  BOOST_TEST(import({fact(ticket(0), Direction::exit, 25, "e")}) == "ok");
  BOOST_TEST(inside(0));
  BOOST_TEST(refusal(scan(ticket(0))) == "already_checked_in");
  const auto page = check_ins.list(call(), event, {}, {}).value();
  BOOST_TEST(page.items.front().imported);
  BOOST_TEST(page.items.front().forced);
  BOOST_TEST((page.items.front().scanned_at < page.items.front().recorded_at));
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_fact_between_two_live_scans_leaves_the_later_one_in_force) {
  BOOST_REQUIRE(scan(ticket(0)));
  later(600);
  BOOST_REQUIRE(scan(ticket(0), Direction::exit));
  BOOST_TEST(import({fact(ticket(0), Direction::entry, 5, "x")}) == "ok already_checked_in");
  BOOST_TEST(!inside(0));
  BOOST_TEST(import({fact(ticket(0), Direction::exit, 100, "y")}) == "ok not_checked_in");
  BOOST_TEST(!inside(0));
  BOOST_TEST(refusal(scan(ticket(0))) == "none");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(facts_are_never_refused_for_a_contradiction) {
  const auto gone = enter(1).value();
  BOOST_REQUIRE(service.cancel(call(), gone.id));
  const auto elsewhere = event;
  event = make_event();
  const auto foreign = enter(1).value().participants[0].ticket_code;
  event = elsewhere;
  BOOST_TEST(import({fact(gone.participants[0].ticket_code, Direction::entry, 3, "a"),
                     fact("T-NOBODY", Direction::entry, 2, "b"), fact(foreign, Direction::entry, 1, "c")}) ==
             "ok cancelled; unknown_ticket; wrong_event");
  set_status(event, events::EventStatus::cancelled);
  BOOST_TEST(import({fact(ticket(0), Direction::entry, 1, "d")}) == "ok event_cancelled");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_fact_that_cannot_be_recorded_is_refused_by_itself) {
  auto nowhere = fact(ticket(0), Direction::entry, 1, "a");
  nowhere.list = "nowhere";
  BOOST_TEST(import({nowhere, fact(ticket(0), Direction::entry, -10, "b"), fact(ticket(0), Direction::entry, 1, "c"),
                     fact(ticket(1), Direction::entry, 1, "c")}) == "refused /list; refused /at; ok; refused /nonce");
  BOOST_TEST(count("select count(*) from check_ins", {}) == 1);
}

BOOST_AUTO_TEST_CASE(facts_handed_in_twice_count_once_and_a_dry_run_counts_nothing) {
  const std::vector<NewCheckIn> facts{fact(ticket(0), Direction::entry, 3, "a"),
                                      fact(ticket(1), Direction::exit, 2, "b")};
  observer.take();
  BOOST_TEST(import(facts, true) == "ok; ok not_checked_in");
  BOOST_TEST(count("select count(*) from check_ins", {}) == 0);
  BOOST_TEST(count("select count(*) from check_in_lists", {}) == 0);
  BOOST_TEST(import(facts) == "ok; ok not_checked_in");
  BOOST_TEST(import(facts) == "again ok; again ok not_checked_in");
  BOOST_TEST(count("select count(*) from check_ins", {}) == 2);
  BOOST_TEST(trail(event.uuid) == "created check_ins_imported");
  BOOST_TEST(observer.take() == 0);
  set_status(event, events::EventStatus::completed);
  observer.take();
  BOOST_TEST(import({fact(ticket(2), Direction::entry, 3, "c")}) == "ok");
  BOOST_TEST(observer.take() == 1);
}

BOOST_AUTO_TEST_CASE(an_annulled_scan_stays_and_counts_no_more) {
  const auto in = scanned(0);
  later(1);
  auto caller = call();
  caller.principal.token = core::TokenId::make(now);
  caller.principal.role = access::Role::desk;
  caller.principal.name = "Tür 3";
  const auto annulled = check_ins.annul(caller, event, in).value();
  BOOST_TEST((annulled.annulled_at.value() == now));
  BOOST_TEST(annulled.annulled_by.value() == "desk token 'Tür 3'");
  BOOST_TEST(!inside(0));
  BOOST_TEST(trail(in) == "annulled");
  BOOST_TEST(refusal(check_ins.annul(call(), event, in)) == "already_annulled");
  const auto kept = check_ins.list(call(), event, {}, {}).value().items.front();
  BOOST_TEST((kept.result == ScanResult::ok));
  BOOST_TEST(kept.annulled_by.value() == "desk token 'Tür 3'");
  BOOST_TEST(refusal(scan(ticket(0), Direction::exit)) == "not_checked_in");
  BOOST_TEST(differences() == "");
  // Nobody came: the registration can be cancelled.
  BOOST_TEST(refusal(service.cancel(call(), made.id)) == "none");
}

BOOST_AUTO_TEST_CASE(what_is_left_after_an_annulment_says_who_is_inside) {
  const auto first = scanned(0);
  const auto out = scanned(0, Direction::exit);
  const auto again = scanned(0);
  BOOST_REQUIRE(check_ins.annul(call(), event, out));
  BOOST_TEST(inside(0));
  BOOST_REQUIRE(check_ins.annul(call(), event, again));
  BOOST_TEST(inside(0));
  BOOST_TEST(refusal(scan(ticket(0))) == "already_checked_in");
  BOOST_REQUIRE(check_ins.annul(call(), event, first));
  BOOST_TEST(!inside(0));
  BOOST_TEST(refusal(service.cancel(call(), made.id)) == "none");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(only_a_good_scan_of_the_event_can_be_annulled) {
  BOOST_REQUIRE(!scan("T-NOBODY"));
  const auto failed = check_ins.list(call(), event, {}, {}).value().items.front().id;
  BOOST_TEST(refusal(check_ins.annul(call(), event, failed)) == "scan_was_refused");
  const auto in = scanned(0);
  BOOST_TEST(refusal(check_ins.annul(call(), make_event(), in)) == "not_found");
  BOOST_TEST(refusal(check_ins.annul(call_of(other), event, in)) == "not_found");
  set_status(event, events::EventStatus::completed);
  observer.take();
  BOOST_TEST(refusal(check_ins.annul(call(), event, in)) == "none");
  BOOST_TEST(observer.take() == 1);
}

BOOST_AUTO_TEST_CASE(every_scan_says_who_made_it) {
  auto caller = call();
  caller.principal.token = core::TokenId::make(now);
  caller.principal.role = access::Role::desk;
  caller.principal.name = "Tür 3";
  later(1);
  caller.now = now;
  BOOST_REQUIRE(check_ins.check_in(
      caller, event, {.ticket_code = ticket(0), .direction = Direction::entry, .at = {}, .nonce = {}, .forced = true}));
  BOOST_TEST(check_ins.list(call(), event, {}, {}).value().items.front().scanned_by.value() == "desk token 'Tür 3'");
}

BOOST_AUTO_TEST_SUITE_END()
