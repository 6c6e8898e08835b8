// Scans that wait are decided together: each with its own caller, time, key and answer, and nobody's trouble is another's.
#include "engine/registration/gate.hpp"

#include <chrono>
#include <future>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "engine/registration/check_in_list_service.hpp"
#include "engine/registration/registration_errors.hpp"
#include "tests/registration/fixture.hpp"
#include "tests/support/cutting_proxy.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::AdmissionMode;
using registration::CheckedIn;
using registration::Direction;
using registration::Gate;
using registration::GateAnswer;
using registration::KeptAnswer;
using registration::NewCheckIn;
using registration::Scanned;
using Cut = support::CuttingProxy::Cut;

namespace {

struct GateFixture : RegistrationFixture {
  storage::Database many{[&] {
    auto settings = data.settings();
    settings.pool_size = 8;
    return settings;
  }()};
  core::TokenId token = core::TokenId::make(now);
  Registration made = enter(company, 40).value();

  [[nodiscard]] std::string ticket(std::size_t head) const { return made.participants[head].ticket_code; }
  static NewCheckIn of(const std::string& code, Direction direction = Direction::entry, const std::string& nonce = {}) {
    NewCheckIn scan;
    scan.ticket_code = code;
    scan.direction = direction;
    if (!nonce.empty()) scan.nonce = nonce;
    return scan;
  }
  [[nodiscard]] access::KeptKey key(const std::string& name, const std::string& body = "body") const {
    return {{token, std::string(32, 's'), name}, std::string(32 - body.size(), '.') + body};
  }
  static std::string text_of(const core::Result<CheckedIn>& done) {
    return done ? "in " + done->scan.id.text() : std::string(done.error().code().code);
  }
  // No check of Boost.Test: any thread may ask.
  std::future<GateAnswer> ask(Gate& gate, core::Result<NewCheckIn> scan, std::optional<access::KeptKey> with = {},
                              std::optional<core::EventId> at = {}) const {
    auto promise = std::make_shared<std::promise<GateAnswer>>();
    auto answer = promise->get_future();
    const auto accepted =
        gate.submit({.call = call(),
                     .event = at.value_or(event),
                     .wish = std::move(scan),
                     .key = std::move(with),
                     .render =
                         [](const core::Result<CheckedIn>& done) {
                           return KeptAnswer{done ? 200 : 409, text_of(done)};
                         },
                     .done = [promise](GateAnswer decided) { promise->set_value(std::move(decided)); }});
    if (!accepted) throw std::runtime_error("the gate is busy");
    return answer;
  }
  static std::string said(std::future<GateAnswer>& answer) {
    auto decided = answer.get();
    if (const auto* done = std::get_if<core::Result<CheckedIn>>(&decided)) return text_of(*done);
    if (const auto* kept = std::get_if<KeptAnswer>(&decided)) return "again " + kept->bytes;
    if (std::holds_alternative<registration::KeyReused>(decided)) return "reused";
    try {
      std::rethrow_exception(std::get<std::exception_ptr>(decided));
    } catch (const storage::OutcomeUnknown&) {
      return "unknown";
    } catch (...) {
      return "thrown";
    }
  }
  std::vector<core::Result<CheckedIn>> together(const std::vector<Scanned>& scans) {
    return many.transact(nullptr, [&](storage::Transaction& tx) {
      events::AttendanceObserver* const observers[] = {&observer};
      return registration::check_in_batch(tx, data.organization(), scans, observers);
    });
  }
  std::int64_t scans_kept() { return count("select count(*) from check_ins", {}); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(gate, GateFixture)

BOOST_AUTO_TEST_CASE(scans_of_several_callers_see_each_other_and_keep_their_own_times) {
  auto early = call();
  auto late = call();
  late.now += boost::posix_time::seconds(7);
  const auto in = of(ticket(0));
  const auto out = of(ticket(0), Direction::exit);
  const auto nobody = of("T-NOBODY");
  const auto empty = of("");
  auto in_future = of(ticket(1));
  in_future.at = early.now + boost::posix_time::minutes(5) + boost::posix_time::seconds(3);
  // The later request came first.
  const auto answers = together({{&late, event, &in},
                                 {&early, event, &in},
                                 {&early, event, &nobody},
                                 {&early, event, &empty},
                                 {&early, event, &out},
                                 {&early, event, &in_future},
                                 {&late, event, &in_future},
                                 {&early, core::EventId::make(now), &in}});
  std::string text;
  for (const auto& answer : answers) text += (text.empty() ? "" : "; ") + refusal(answer);
  BOOST_TEST(text ==
             "none; already_checked_in; unknown_ticket; validation_failed /ticket_code:wrong_length; none; "
             "validation_failed /at:in_future; none; not_found");
  BOOST_TEST((answers[0]->scan.recorded_at == late.now));
  BOOST_TEST((answers[4]->scan.recorded_at == early.now));
  BOOST_TEST((answers[4]->scan.effective_at > answers[0]->scan.effective_at));
  BOOST_TEST(answers[4]->participant.ticket_code == ticket(0));
  BOOST_TEST(
      count("select inside from check_in_states where participant_id = :id", {{"id", made.participants[0].id}}) == 0);
  BOOST_TEST(count("select count(*) from check_in_states where participant_id = :id and updated_at = :at",
                   {{"id", made.participants[0].id}, {"at", early.now}}) == 1);
  BOOST_TEST(scans_kept() == 5);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(scans_at_several_events_are_one_batch_and_each_knows_its_own) {
  const auto here = event;
  event = make_event();
  const auto there = event;
  const auto foreign = enter(company, 2).value().participants;
  event = here;
  registration::CheckInListService lists(database());
  BOOST_REQUIRE(lists.create(call(), there, {.key = "dinner", .name = "Dinner"}));
  const auto caller = call();
  const auto mine = of(ticket(0), Direction::entry, "n");
  const auto theirs = of(foreign[0].ticket_code, Direction::entry, "n");
  auto dinner = of(foreign[1].ticket_code);
  dinner.list = "dinner";
  auto no_dinner = of(ticket(1));
  no_dinner.list = "dinner";
  const std::vector<Scanned> scans{{&caller, here, &mine},    {&caller, there, &theirs},   {&caller, there, &mine},
                                   {&caller, there, &dinner}, {&caller, here, &no_dinner}, {&caller, here, &theirs}};
  std::string text;
  for (const auto& answer : together(scans)) text += (text.empty() ? "" : "; ") + refusal(answer);
  BOOST_TEST(text ==
             "none; none; validation_failed /nonce:nonce_reused; none; validation_failed /list:reference_not_found; "
             "validation_failed /nonce:nonce_reused");
  BOOST_TEST(count("select count(*) from check_ins where event_id = :event", {{"event", there}}) == 2);
  BOOST_TEST(count("select count(*) from check_in_states where event_id = :event", {{"event", here}}) == 1);
  // Both again: the same answers, and no second row.
  for (const auto& answer : together({scans[0], scans[1]})) BOOST_TEST(refusal(answer) == "none");
  const auto strange = of(foreign[0].ticket_code);
  BOOST_TEST(refusal(together({{&caller, here, &strange}}).front()) == "wrong_event");
  BOOST_TEST(scans_kept() == 4);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(only_events_that_are_over_tell_the_statistics) {
  const auto other_event = make_event();
  set_status(other_event, events::EventStatus::completed);
  const auto caller = call();
  const auto scan = of(ticket(0));
  observer.take();
  BOOST_TEST(refusal(together({{&caller, event, &scan}, {&caller, other_event, &scan}})[1]) == "wrong_event");
  BOOST_TEST(observer.take() == 0);
  set_status(event, events::EventStatus::completed);
  observer.take();
  const auto next = of(ticket(1));
  together({{&caller, event, &next}, {&caller, event, &scan}});
  BOOST_TEST(observer.take() == 1);
}

BOOST_AUTO_TEST_CASE(a_repeated_scan_is_answered_after_its_ticket_has_become_another_one) {
  const auto caller = call();
  const auto scan = of(ticket(0), Direction::entry, "n");
  const auto first = together({{&caller, event, &scan}}).front().value();
  execute("update registration_participants set ticket_code = 'T-ANOTHER' where id = :id",
          {{"id", made.participants[0].id}});
  const auto again = together({{&caller, event, &scan}}).front().value();
  BOOST_TEST(again.scan.id.text() == first.scan.id.text());
  BOOST_TEST(again.participant.ticket_code == "T-ANOTHER");
}

BOOST_AUTO_TEST_CASE(every_ticket_that_many_scan_through_several_processes_lets_in_once) {
  Gate one(many, {}, AdmissionMode::batched, {.threads = 2, .batch = 16, .waiting = 4000});
  Gate other_process(many, {}, AdmissionMode::batched, {.threads = 2, .batch = 16, .waiting = 4000});
  Gate per_request(many, {}, AdmissionMode::per_request);
  std::mutex mutex;
  std::vector<std::future<GateAnswer>> answers;
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < 9; ++i) {
      threads.emplace_back([&, i] {
        for (std::size_t n = 0; n < made.participants.size(); ++n) {
          auto& gate = i == 0 ? per_request : i % 2 == 0 ? one : other_process;
          auto answer = ask(gate, of(ticket((n * 7 + i * 11) % made.participants.size())));
          const std::lock_guard lock(mutex);
          answers.push_back(std::move(answer));
        }
      });
    }
  }
  std::size_t in = 0;
  std::size_t refused = 0;
  for (auto& answer : answers) {
    const auto text = said(answer);
    in += text.starts_with("in ") ? 1 : 0;
    refused += text == "already_checked_in" ? 1 : 0;
  }
  BOOST_TEST(in == made.participants.size());
  BOOST_TEST(refused == 8 * made.participants.size());
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(scans_of_one_ticket_are_decided_in_the_order_in_which_they_came) {
  Gate gate(many, {}, AdmissionMode::batched, {.threads = 4, .batch = 3, .waiting = 4000});
  std::vector<std::future<GateAnswer>> answers;
  for (int i = 0; i < 200; ++i)
    answers.push_back(
        ask(gate, of(ticket(static_cast<std::size_t>(i % 2)), i / 2 % 2 == 0 ? Direction::entry : Direction::exit)));
  for (auto& answer : answers) {
    const auto text = said(answer);
    BOOST_TEST(text.starts_with("in "), text);
  }
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(a_hundred_sends_of_one_key_are_one_scan_and_all_get_its_answer) {
  Gate one(many, {}, AdmissionMode::batched, {.threads = 2, .batch = 16, .waiting = 1000});
  Gate per_request(many, {}, AdmissionMode::per_request);
  std::mutex mutex;
  std::vector<std::future<GateAnswer>> answers;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 10; ++i) {
      threads.emplace_back([&, i] {
        for (int j = 0; j < 10; ++j) {
          auto answer = ask(i % 3 == 0 ? per_request : one, of(ticket(0)), key("same"));
          const std::lock_guard lock(mutex);
          answers.push_back(std::move(answer));
        }
      });
    }
  }
  std::set<std::string> texts;
  int in = 0;
  for (auto& answer : answers) {
    const auto text = said(answer);
    in += text.starts_with("in ") ? 1 : 0;
    texts.insert(text.starts_with("again ") ? text.substr(6) : text);
  }
  BOOST_TEST(in == 1);
  BOOST_TEST(texts.size() == 1U);
  BOOST_TEST(scans_kept() == 1);
}

BOOST_AUTO_TEST_CASE(the_same_nonce_from_many_counts_once_and_all_get_its_answer) {
  Gate one(many, {}, AdmissionMode::batched, {.threads = 2, .batch = 8, .waiting = 1000});
  Gate other_process(many, {}, AdmissionMode::batched, {.threads = 2, .batch = 8, .waiting = 1000});
  std::vector<std::future<GateAnswer>> answers;
  for (int i = 0; i < 60; ++i)
    answers.push_back(ask(i % 2 == 0 ? one : other_process, of(ticket(0), Direction::entry, "the-same")));
  std::set<std::string> texts;
  for (auto& answer : answers) texts.insert(said(answer));
  BOOST_TEST(texts.size() == 1U);
  BOOST_TEST(texts.begin()->starts_with("in "));
  BOOST_TEST(scans_kept() == 1);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_kept_for_its_key_and_another_body_is_told) {
  Gate gate(many, {}, AdmissionMode::batched);
  auto first = ask(gate, of(ticket(0), Direction::exit), key("k"));
  BOOST_TEST(said(first) == "not_checked_in");
  auto in = ask(gate, of(ticket(0)));
  BOOST_TEST(said(in).starts_with("in "));
  auto again = ask(gate, of(ticket(0), Direction::exit), key("k"));
  BOOST_TEST(said(again) == "again not_checked_in");
  auto reused = ask(gate, of(ticket(0), Direction::exit), key("k", "other"));
  BOOST_TEST(said(reused) == "reused");
  auto wrong = ask(gate, core::fail(registration::nonce_reused), key("l"));
  BOOST_TEST(said(wrong) == "nonce_reused");
  auto wrong_again = ask(gate, of(ticket(1)), key("l"));
  BOOST_TEST(said(wrong_again) == "again nonce_reused");
  BOOST_TEST(scans_kept() == 2);
}

BOOST_AUTO_TEST_CASE(who_comes_when_too_many_wait_is_told_so) {
  Gate gate(many, {}, AdmissionMode::batched, {.threads = 1, .batch = 1, .waiting = 2});
  std::vector<std::shared_ptr<std::promise<void>>> done;
  int busy = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    done.push_back(std::make_shared<std::promise<void>>());
    const auto accepted = gate.submit({.call = call(),
                                       .event = event,
                                       .wish = of("T-" + std::to_string(i)),
                                       .key = {},
                                       .render = {},
                                       .done = [promise = done.back()](const GateAnswer&) { promise->set_value(); }});
    if (accepted) continue;
    ++busy;
    BOOST_TEST(accepted.error().code().code == "gate_busy");
    done.pop_back();
  }
  for (auto& one : done) one->get_future().wait();
  BOOST_TEST(busy > 0);
  BOOST_TEST(scans_kept() == 200 - busy);
}

BOOST_AUTO_TEST_CASE(a_lock_on_one_ticket_does_not_fail_the_others) {
  auto settings = data.settings();
  settings.pool_size = 2;
  settings.lock_wait_timeout = std::chrono::milliseconds(1000);
  storage::Database impatient(settings);
  Gate gate(impatient, {}, AdmissionMode::batched, {.threads = 1, .batch = 256, .waiting = 1000});
  BOOST_REQUIRE(scan(ticket(9)));  // the default list has its row
  std::promise<void> locked;
  std::promise<void> enough;
  std::jthread holder([&] {
    many.transact(nullptr, [&](storage::Transaction& tx) {
      tx.execute("update registration_participants set state = state where id = :id",
                 {{"id", made.participants[0].id}});
      locked.set_value();
      enough.get_future().wait();
      return true;
    });
  });
  locked.get_future().wait();
  auto held_up = ask(gate, of(ticket(0)));
  auto beside = ask(gate, of(ticket(1)));
  auto held_up_too = ask(gate, of(ticket(0), Direction::exit));
  auto beside_too = ask(gate, of(ticket(2)));
  BOOST_TEST(said(beside).starts_with("in "));
  BOOST_TEST(said(beside_too).starts_with("in "));
  BOOST_TEST(said(held_up) == "thrown");
  static_cast<void>(said(held_up_too));
  enough.set_value();
}

BOOST_AUTO_TEST_CASE(what_breaks_for_one_scan_of_a_batch_breaks_for_no_other) {
  struct Fragile final : events::AttendanceObserver {
    void attendance_changed(storage::Transaction&, const core::OrganizationId&, const std::string&) override {
      throw std::runtime_error("as planned");
    }
  } fragile;
  const auto here = event;
  event = make_event();
  const auto broken = event;
  const auto tickets = enter(company, 5).value().participants;
  event = here;
  set_status(broken, events::EventStatus::completed);
  Gate gate(many, {&fragile}, AdmissionMode::batched, {.threads = 1, .batch = 100, .waiting = 1000});
  std::vector<std::future<GateAnswer>> answers;
  for (std::size_t i = 0; i < 5; ++i) {
    answers.push_back(ask(gate, of(ticket(i))));
    answers.push_back(ask(gate, of(tickets[i].ticket_code), {}, broken));
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto text = said(answers[i]);
    BOOST_TEST((i % 2 == 0 ? text.starts_with("in ") : text == "thrown"), text);
  }
  BOOST_TEST(scans_kept() == 5);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(after_a_commit_whose_answer_is_lost_who_has_a_key_is_told_what_became_of_it) {
  support::CuttingProxy proxy{support::test_socket()};
  auto settings = data.settings();
  settings.pool_size = 1;
  settings.unix_socket = proxy.socket();
  storage::Database cut(settings);
  Gate gate(cut, {}, AdmissionMode::batched, {.threads = 1, .batch = 100, .waiting = 1000});
  auto warm = ask(gate, of(ticket(9)));
  BOOST_TEST(said(warm).starts_with("in "));
  proxy.cut(Cut::after, "commit");
  auto known = ask(gate, of(ticket(0)), key("k"));
  BOOST_TEST(said(known).starts_with("again in "));
  proxy.cut(Cut::before, "commit");
  auto anew = ask(gate, of(ticket(1)), key("l"));
  BOOST_TEST(said(anew).starts_with("in "));
  proxy.cut(Cut::after, "commit");
  auto unknown = ask(gate, of(ticket(2)));
  BOOST_TEST(said(unknown) == "unknown");
  BOOST_TEST(scans_kept() == 4);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(without_a_database_everybody_is_told_and_nothing_is_kept) {
  storage::Settings nowhere;
  nowhere.unix_socket = "/nowhere/mariadb.sock";
  storage::Database gone(nowhere);
  Gate gate(gone, {}, AdmissionMode::batched);
  std::vector<std::future<GateAnswer>> answers;
  for (std::size_t i = 0; i < 10; ++i) answers.push_back(ask(gate, of(ticket(i)), key("k" + std::to_string(i))));
  for (auto& answer : answers) BOOST_TEST(said(answer) == "thrown");
}

BOOST_AUTO_TEST_SUITE_END()
