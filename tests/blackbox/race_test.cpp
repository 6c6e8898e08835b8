// Many clients, two processes, one database: the last places are given once. And the proof that the test can fail.
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <barrier>
#include <iterator>
#include <thread>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

constexpr int clients = 64;
constexpr int places = 50;
constexpr int rounds = 20;

struct Outcome {
  int confirmed = 0;
  int refused = 0;
  int other = 0;
};

// 64 companies ask at the same moment, half of them at each process.
Outcome race(const std::string& event, const std::vector<std::string>& companies, const Client& first,
             const Client& second) {
  std::atomic<int> confirmed = 0;
  std::atomic<int> refused = 0;
  std::atomic<int> other = 0;
  std::barrier start(clients);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < clients; ++i) {
      threads.emplace_back([&, i] {
        const auto& client = i % 2 == 0 ? first : second;
        const auto body = R"({"company_id": ")" + companies[static_cast<std::size_t>(i)] +
                          R"(", "headcount": 1, "participants": [], "waitlist": "none"})";
        start.arrive_and_wait();
        const auto answer = client.post("/api/v1/events/" + event + "/registrations", body);
        if (answer.status == 201) {
          ++confirmed;
        } else if (answer.status == 409 && answer.code() == "capacity_exceeded") {
          ++refused;
        } else {
          ++other;
        }
      });
    }
  }
  return {confirmed, refused, other};
}

std::vector<std::string> new_companies(World& world) {
  std::vector<std::string> ids;
  for (int i = 0; i < clients; ++i) ids.push_back(world.new_company());
  return ids;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(last_places)

BOOST_AUTO_TEST_CASE(sixty_four_clients_and_fifty_places_through_two_processes_confirm_exactly_fifty_each_time) {
  auto& world = World::get();
  ServerProcess second(binary(), world.database.url());
  const Client other_process(second.port(), world.organizer.token());
  const auto companies = new_companies(world);
  for (int round = 0; round < rounds; ++round) {
    const auto event = world.new_event();
    world.set_capacity(event, R"([{"key": "participants", "limit": 50}])");
    const auto outcome = race(event, companies, world.organizer, other_process);
    BOOST_TEST(outcome.confirmed == places);
    BOOST_TEST(outcome.refused == clients - places);
    BOOST_TEST(outcome.other == 0);
    const auto capacity = other_process.get("/api/v1/events/" + event + "/capacity");
    BOOST_TEST(capacity.integer("/pools/0/confirmed") == places);
    BOOST_TEST(capacity.integer("/pools/0/available") == 0);
  }
  const auto doctor = tagwerk::test::tagwerk(world.database.url(), {"doctor"});
  BOOST_TEST(doctor.status == 0, doctor.out << doctor.err);
}

BOOST_AUTO_TEST_CASE(the_same_race_oversells_when_the_guard_is_switched_off) {
  auto& world = World::get();
  const Variables broken{{"TAGWERK_FAULT", "no_capacity_lock"}};
  ServerProcess first(TAGWERK_FAULTY_BINARY, world.database.url(), broken);
  ServerProcess second(TAGWERK_FAULTY_BINARY, world.database.url(), broken);
  const Client one(first.port(), world.organizer.token());
  const Client two(second.port(), world.organizer.token());
  const auto companies = new_companies(world);
  int oversold = 0;
  for (int round = 0; round < rounds && oversold == 0; ++round) {
    const auto event = world.new_event();
    world.set_capacity(event, R"([{"key": "participants", "limit": 50}])");
    oversold += race(event, companies, one, two).confirmed > places ? 1 : 0;
  }
  BOOST_TEST(oversold == 1);
  // The oracle sees it too: the counters no longer agree with the rows. `--repair` mends them for the tests after this one.
  const auto doctor = tagwerk::test::tagwerk(world.database.url(), {"doctor"});
  BOOST_TEST(doctor.status == 1, doctor.out << doctor.err);
  const auto repair = tagwerk::test::tagwerk(world.database.url(), {"doctor", "--repair"});
  BOOST_TEST(repair.status == 0, repair.out << repair.err);
}

BOOST_AUTO_TEST_CASE(a_hundred_sends_of_one_idempotency_key_make_exactly_one_registration) {
  auto& world = World::get();
  const auto event = world.new_event();
  const auto company = world.new_company();
  const auto body = R"({"company_id": ")" + company + R"(", "headcount": 3, "participants": [], "waitlist": "none"})";
  std::vector<Answer> answers(100);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < 20; ++i) {
      threads.emplace_back([&, i] {
        for (std::size_t n = i; n < answers.size(); n += 20) {
          answers[n] = world.organizer.post("/api/v1/events/" + event + "/registrations", body,
                                            {{"Idempotency-Key", "race-key"}});
        }
      });
    }
  }
  std::string id;
  for (const auto& answer : answers) {
    if (answer.status == 409) {
      BOOST_TEST(answer.code() == "idempotency_key_in_progress");
      continue;
    }
    BOOST_TEST_REQUIRE(answer.status == 201);
    if (id.empty()) id = answer.id();
    BOOST_TEST(answer.id() == id);
  }
  BOOST_TEST(world.organizer.get("/api/v1/events/" + event + "/registrations").size("/results") == 1u);
  BOOST_TEST(world.organizer.get("/api/v1/events/" + event + "/capacity").integer("/pools/0/confirmed") == 3);
}

BOOST_AUTO_TEST_SUITE_END()
