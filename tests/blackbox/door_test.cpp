// Check-ins, beyond check_ins_test.cpp: all members, clocks, keys, and many scans of one ticket at once.
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <barrier>
#include <chrono>
#include <ctime>
#include <thread>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Scanner {
  World& world = World::get();
  std::string event = world.new_event();
  std::string path = "/api/v1/events/" + event + "/check-ins";
  Answer registration = world.register_heads(event, world.new_company(), 2);
  std::string ticket = registration.text("/participants/0/ticket_code");

  static std::string body(const std::string& code, const std::string& direction, const std::string& more = {}) {
    return R"({"ticket_code": )" + quoted(code) + R"(, "direction": ")" + direction + "\"" + more + "}";
  }
  Answer scan(const std::string& direction = "entry", const std::string& more = {}) {
    return world.desk.post(path, body(ticket, direction, more));
  }
};

// A number of minutes from now, as RFC 3339.
std::string in_minutes(int minutes) {
  const auto time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now()) + minutes * 60;
  std::tm utc{};
  gmtime_r(&time, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(door, Scanner)

BOOST_AUTO_TEST_CASE(an_answer_has_all_its_members) {
  const auto in = scan("entry", R"(, "nonce": "scan-1")");
  BOOST_TEST_REQUIRE(outcome(in) == "200");
  BOOST_TEST(members_of(in) ==
             "status id event_id registration_id company_id participant direction forced at recorded_at list");
  BOOST_TEST(members_of(in, "/participant") ==
             "id state person_id given_name family_name email ticket_code replaces_id");
  BOOST_TEST(in.text("/participant/ticket_code") == ticket);
  BOOST_TEST(!in.at("/forced").boolean);
  const auto kept = world.viewer.get(path);
  BOOST_TEST(members_of(kept, "/results/0") ==
             "id event_id participant_id ticket_code direction result forced at recorded_at nonce list imported "
             "contradiction annulled_at annulled_by scanned_by");
  BOOST_TEST(kept.text("/results/0/id") == in.id());
  BOOST_TEST(kept.text("/results/0/nonce") == "scan-1");
  BOOST_TEST(kept.text("/results/0/result") == "ok");
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_at_once) {
  BOOST_TEST(outcome(world.desk.post(
                 path, R"({"ticket_code": "", "direction": 1, "at": 1, "nonce": "", "forced": 1, "x": 1})")) ==
             "422 /ticket_code:wrong_length /direction:wrong_type /at:wrong_type /nonce:wrong_length "
             "/forced:wrong_type /x:unknown_member");
  BOOST_TEST(outcome(world.desk.post(path, body("  ", "entry"))) == "422 /ticket_code:wrong_format");
  BOOST_TEST(world.viewer.get(path).size("/results") == 0u);
}

BOOST_AUTO_TEST_CASE(a_ticket_code_is_any_text_of_up_to_64_characters) {
  for (const auto& code :
       {times("😀", 64), std::string("T-' or 1=1"), std::string("http://x/%00"), std::string("שלום")}) {
    BOOST_TEST(outcome(world.desk.post(path, body(code, "entry"))) == "409 unknown_ticket");
  }
  BOOST_TEST(outcome(world.desk.post(path, body(times("😀", 65), "entry"))) == "422 /ticket_code:wrong_length");
  BOOST_TEST(world.viewer.get(path).text("/results/0/ticket_code") == times("😀", 64));
  std::string small = ticket;
  for (auto& c : small) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  BOOST_TEST(outcome(world.desk.post(path, body(small, "entry"))) == "409 unknown_ticket");
}

BOOST_AUTO_TEST_CASE(a_scanners_clock_may_be_fast_by_5_minutes) {
  const auto in = scan("entry", R"(, "at": ")" + in_minutes(4) + "\"");
  BOOST_TEST(outcome(in) == "200");
  BOOST_TEST((in.text("/at") > in.text("/recorded_at")));
  BOOST_TEST(outcome(scan("exit", R"(, "at": ")" + in_minutes(6) + "\"")) == "422 /at:in_future");
}

BOOST_AUTO_TEST_CASE(a_forced_exit_is_a_fact_and_a_forced_entry_too) {
  BOOST_TEST(outcome(scan("exit")) == "409 not_checked_in");
  const auto out = scan("exit", R"(, "forced": true)");
  BOOST_TEST(outcome(out) == "200");
  BOOST_TEST(out.text("/direction") == "exit");
  BOOST_TEST(out.at("/forced").boolean);
  BOOST_TEST(outcome(scan()) == "200");
  BOOST_TEST(outcome(scan()) == "409 already_checked_in");
  BOOST_TEST(outcome(scan("entry", R"(, "forced": true)")) == "200");
  BOOST_TEST(outcome(scan("exit")) == "200");
  BOOST_TEST(outcome(scan("exit")) == "409 not_checked_in");
}

BOOST_AUTO_TEST_CASE(force_does_not_open_the_door_for_void_tickets) {
  const auto force = R"(, "forced": true)";
  BOOST_TEST(outcome(world.organizer.post("/api/v1/registrations/" + registration.id() + "/cancellation", "")) ==
             "200");
  BOOST_TEST(outcome(scan("entry", force)) == "409 cancelled");
  const auto elsewhere = world.register_heads(world.new_event(), world.new_company(), 1);
  BOOST_TEST(outcome(world.desk.post(path, body(elsewhere.text("/participants/0/ticket_code"), "entry", force))) ==
             "409 wrong_event");
}

BOOST_AUTO_TEST_CASE(a_nonce_belongs_to_one_event) {
  const auto nonce = R"(, "nonce": "n")";
  BOOST_TEST(outcome(scan("entry", nonce)) == "200");
  BOOST_TEST(outcome(world.desk.post(path, body("T-OTHER", "entry", nonce))) == "422 /nonce:nonce_reused");
  const auto other = world.new_event();
  const auto there = world.register_heads(other, world.new_company(), 1);
  BOOST_TEST(outcome(world.desk.post("/api/v1/events/" + other + "/check-ins",
                                     body(there.text("/participants/0/ticket_code"), "entry", nonce))) == "200");
}

BOOST_AUTO_TEST_CASE(a_repeated_key_scans_once) {
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = world.desk.post(path, body(ticket, "entry"), key);
  const auto again = world.desk.post(path, body(ticket, "entry"), key);
  BOOST_TEST(outcome(first) == "200");
  BOOST_TEST(again.status == 200);
  BOOST_TEST(again.body == first.body);
  BOOST_TEST(outcome(world.desk.post(path, body(ticket, "exit"), key)) == "422 idempotency_key_reused");
  BOOST_TEST(world.viewer.get(path).size("/results") == 1u);
}

BOOST_AUTO_TEST_CASE(many_scans_of_one_ticket_through_two_processes_let_in_exactly_one) {
  ServerProcess second(binary(), world.database.url());
  const Client other(second.port(), world.desk.token());
  constexpr int scans = 16;
  std::atomic<int> in{0};
  std::atomic<int> refused{0};
  {
    std::barrier start(scans);
    std::vector<std::jthread> threads;
    for (int i = 0; i < scans; ++i) {
      threads.emplace_back([&, i] {
        const auto& client = i % 2 == 0 ? world.desk : other;
        start.arrive_and_wait();
        const auto answer = client.post(path, body(ticket, "entry"));
        if (answer.status == 200) ++in;
        if (answer.status == 409 && answer.code() == "already_checked_in") ++refused;
      });
    }
  }
  BOOST_TEST(in == 1);
  BOOST_TEST(refused == scans - 1);
  BOOST_TEST(walk(world.viewer, path).size() == static_cast<std::size_t>(scans));
}

BOOST_AUTO_TEST_CASE(sixty_four_clients_that_scan_the_same_tickets_let_each_in_exactly_once) {
  ServerProcess second(binary(), world.database.url());
  const Client other(second.port(), world.desk.token());
  constexpr std::size_t clients = 64;
  constexpr std::size_t heads = 20;
  const auto group = world.register_heads(event, world.new_company(), heads);
  std::vector<std::string> tickets;
  for (std::size_t i = 0; i < heads; ++i)
    tickets.push_back(group.text("/participants/" + std::to_string(i) + "/ticket_code"));
  std::vector<std::atomic<int>> in(heads);
  std::atomic<std::size_t> refused = 0;
  {
    std::barrier start(clients);
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < clients; ++i) {
      threads.emplace_back([&, i] {
        const auto& client = i % 2 == 0 ? world.desk : other;
        start.arrive_and_wait();
        for (std::size_t n = 0; n < heads; ++n) {
          const auto head = (n + i) % heads;
          const auto answer = client.post(path, body(tickets[head], "entry"));
          if (answer.status == 200) ++in[head];
          if (answer.status == 409 && answer.code() == "already_checked_in") ++refused;
        }
      });
    }
  }
  for (const auto& count : in) BOOST_TEST(count == 1);
  BOOST_TEST(refused == (clients - 1) * heads);
  const auto summary = world.viewer.get(path + "/summary");
  BOOST_TEST(summary.integer("/lists/0/inside") == static_cast<std::int64_t>(heads));
  BOOST_TEST(summary.integer("/lists/0/checked_in") == static_cast<std::int64_t>(heads));
  const auto doctor = tagwerk::test::tagwerk(world.database.url(), {"doctor"});
  BOOST_TEST(doctor.status == 0, doctor.out << doctor.err);
}

BOOST_AUTO_TEST_CASE(the_same_nonce_from_sixty_four_clients_is_one_scan_with_one_answer) {
  ServerProcess second(binary(), world.database.url());
  const Client other(second.port(), world.desk.token());
  std::vector<Answer> answers(64);
  {
    std::barrier start(static_cast<std::ptrdiff_t>(answers.size()));
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      threads.emplace_back([&, i] {
        const auto& client = i % 2 == 0 ? world.desk : other;
        start.arrive_and_wait();
        answers[i] = client.post(path, body(ticket, "entry", R"(, "nonce": "the-same")"));
      });
    }
  }
  for (const auto& answer : answers) {
    BOOST_TEST(outcome(answer) == "200");
    BOOST_TEST(answer.body == answers.front().body);
  }
  BOOST_TEST(world.viewer.get(path).size("/results") == 1u);
}

BOOST_AUTO_TEST_CASE(one_scan_at_a_time_answers_like_many_together) {
  ServerProcess alone(binary(), world.database.url(), {{"TAGWERK_REGISTRATION_ADMISSION", "per-request"}});
  const Client client(alone.port(), world.desk.token());
  const Headers key{{"Idempotency-Key", world.fresh_word()}};
  const auto first = client.post(path, body(ticket, "entry"), key);
  BOOST_TEST(outcome(first) == "200");
  BOOST_TEST(world.desk.post(path, body(ticket, "entry"), key).body == first.body);
  BOOST_TEST(outcome(client.post(path, body(ticket, "entry"))) == "409 already_checked_in");
  BOOST_TEST(outcome(client.post(path, body("", "entry"), {{"Idempotency-Key", world.fresh_word()}})) ==
             "422 /ticket_code:wrong_length");
}

BOOST_AUTO_TEST_CASE(scans_since_an_instant_are_those_recorded_since) {
  BOOST_TEST(outcome(scan()) == "200");
  const auto second = scan("exit");
  const auto since = "?updated_since=" + second.text("/recorded_at");
  BOOST_TEST((walk(world.viewer, path + since) == std::vector<std::string>{second.id()}));
  BOOST_TEST(outcome(world.viewer.get(path + "?participant_id=x&result=x")) ==
             "422 ?participant_id:wrong_format ?result:unknown_value");
}

BOOST_AUTO_TEST_SUITE_END()
