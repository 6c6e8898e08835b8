// Nothing that was acknowledged is lost, and nothing is done twice: clients register with Idempotency-Keys and ask again until
// they are answered, while the server, or the database, is killed with SIGKILL under them. And the proof that the test can fail.
// KILLS in the environment: how often (scripts/soak kills more often).
#include <boost/test/unit_test.hpp>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <thread>

#include "tests/blackbox/world.hpp"
#include "tests/support/own_mariadb.hpp"

using namespace tagwerk::test;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr int clients = 16;
constexpr milliseconds between_kills{700};
constexpr milliseconds back_within{5000};  // about one second where nothing else runs

int kills() {
  const char* wanted = std::getenv("KILLS");
  return wanted == nullptr ? 3 : std::atoi(wanted);
}

/// Clients that register until they are told to stop. Each registration's e-mail address is its key.
class Driver {
 public:
  Driver(std::string token, std::string event, std::string company)
      : token_(std::move(token)), event_(std::move(event)), company_(std::move(company)) {}

  ~Driver() { stopping_ = true; }
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;

  void start(std::uint16_t port) {
    port_ = port;
    for (int i = 0; i < clients; ++i) threads_.emplace_back([this, i] { work(i); });
  }
  void turn_to(std::uint16_t port) { port_ = port; }
  /// Every key that was begun has its answer then.
  std::map<std::string, std::string> stop() {
    stopping_ = true;
    threads_.clear();
    return acknowledged_;
  }
  /// How long until the next registration succeeds.
  milliseconds time_until_success() const {
    const auto start = steady_clock::now();
    const auto before = successes_.load();
    while (successes_ == before && steady_clock::now() - start < 2 * back_within)
      std::this_thread::sleep_for(milliseconds(5));
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
  }
  int asked_again() const { return asked_again_; }
  int strange() const { return strange_; }

 private:
  void work(int number) {
    for (int sent = 0; !stopping_; ++sent) {
      const auto key = "k" + std::to_string(number) + "-" + std::to_string(sent);
      const auto id = ask_until_answered(key);
      const std::lock_guard lock(mutex_);
      acknowledged_.emplace(key, id);
    }
  }
  std::string ask_until_answered(const std::string& key) {
    const auto body = R"({"company_id": ")" + company_ +
                      R"(", "participants": [{"given_name": "Demo", "family_name": "Person", "email": ")" + key +
                      R"(@example.org"}]})";
    const auto give_up = steady_clock::now() + std::chrono::seconds(60);
    for (;;) {
      if (steady_clock::now() > give_up) {
        ++strange_;
        return {};
      }
      try {
        HttpClient client(port_, milliseconds(5000));
        const auto answer = client.post(
            "/api/v1/events/" + event_ + "/registrations", body,
            {{"authorization", "Bearer " + token_}, {"content-type", "application/json"}, {"idempotency-key", key}});
        if (answer.status == 201) {
          ++successes_;
          return answer.body;
        }
        if (answer.status < 500 && answer.status != 409) {
          ++strange_;
          return {};
        }
      } catch (const std::exception&) {  // no answer: it may have been done
      }
      ++asked_again_;
      std::this_thread::sleep_for(milliseconds(10));
    }
  }

  std::string token_, event_, company_;
  std::atomic<std::uint16_t> port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> successes_ = 0, asked_again_ = 0, strange_ = 0;
  std::mutex mutex_;
  std::map<std::string, std::string> acknowledged_;  // by key, the whole answer
  std::vector<std::jthread> threads_;
};

struct Scene {
  OwnMariadb mariadb;
  std::string url = mariadb.url("tagwerk");
  std::string token;
  std::unique_ptr<ServerProcess> server;
  std::string event;

  Scene() {
    BOOST_TEST_REQUIRE(tagwerk::test::tagwerk(url, {"migrate"}).status == 0);
    BOOST_TEST_REQUIRE(tagwerk::test::tagwerk(url, {"organization", "create", "--organization", "test", "--name",
                                                    "Test", "--time-zone", "Europe/Berlin"})
                           .status == 0);
    token = make_token(url, "test", "organizer");
  }
  Client organizer() const { return {server->port(), token}; }
  void serve(const std::string& program, const Variables& variables = {}) {
    server.reset();
    server = std::make_unique<ServerProcess>(program, url, variables);
  }
  std::unique_ptr<Driver> make_driver() {
    const auto client = organizer();
    BOOST_TEST_REQUIRE(client.post("/api/v1/series", R"({"key": "k", "name": "Treffen", "kind": "other"})").status ==
                       201);
    event = client
                .post("/api/v1/events",
                      R"({"series_key": "k", "name": "Treffen", "edition_year": 2026, "starts_on": "2026-12-01",
                          "ends_on": "2026-12-01", "time_zone": "Europe/Berlin", "city": "Köln", "country": "DE",
                          "status": "open"})")
                .id();
    const auto company = client.post("/api/v1/companies", R"({"name": "Firma", "role": "partner"})").id();
    return std::make_unique<Driver>(token, event, company);
  }

  /// Keys whose registration is there, and how often.
  std::map<std::string, int> stored() const {
    std::map<std::string, int> count;
    const auto client = organizer();
    for (std::string path = "/api/v1/events/" + event + "/registrations?limit=500"; !path.empty();) {
      const auto page = client.get(path);
      BOOST_TEST_REQUIRE(page.status == 200);
      for (std::size_t i = 0; i < page.size("/results"); ++i) {
        auto email = page.text("/results/" + std::to_string(i) + "/participants/0/email");
        ++count[email.substr(0, email.find('@'))];
      }
      path = page.is_null("/next") ? "" : page.text("/next");
    }
    return count;
  }
};

struct Verdict {
  std::size_t acknowledged = 0;
  int lost = 0;
  int twice = 0;
  int unasked = 0;
};
Verdict judge(const std::map<std::string, std::string>& acknowledged, const std::map<std::string, int>& stored) {
  Verdict verdict{.acknowledged = acknowledged.size(), .lost = 0, .twice = 0, .unasked = 0};
  for (const auto& [key, answer] : acknowledged) {
    if (stored.contains(key)) continue;
    ++verdict.lost;
    BOOST_TEST_MESSAGE("lost: " << key << ", answered with " << answer);
  }
  for (const auto& [key, count] : stored) {
    verdict.twice += count > 1 ? 1 : 0;
    verdict.unasked += acknowledged.contains(key) ? 0 : 1;
  }
  return verdict;
}

void check_nothing_is_lost(Scene& scene, Driver& driver) {
  const auto acknowledged = driver.stop();
  const auto verdict = judge(acknowledged, scene.stored());
  BOOST_TEST_MESSAGE(verdict.acknowledged << " registrations acknowledged, " << driver.asked_again()
                                          << " times asked again");
  BOOST_TEST(verdict.acknowledged > 100U);
  BOOST_TEST(verdict.lost == 0);
  BOOST_TEST(verdict.twice == 0);
  BOOST_TEST(verdict.unasked == 0);
  BOOST_TEST(driver.asked_again() > 0);
  BOOST_TEST(driver.strange() == 0);
  const auto doctor = tagwerk::test::tagwerk(scene.url, {"doctor"});
  BOOST_TEST(doctor.status == 0, doctor.out << doctor.err);
}

// Kills the server that often while the driver works, and starts it anew.
template <class AfterRestart>
void kill_server(Scene& scene, Driver& driver, int times, milliseconds pause, const std::string& program,
                 const Variables& variables, AfterRestart&& after_restart) {
  driver.start(scene.server->port());
  for (int time = 0; time < times; ++time) {
    std::this_thread::sleep_for(pause);
    scene.server->process().send_signal(SIGKILL);
    scene.serve(program, variables);
    driver.turn_to(scene.server->port());
    after_restart();
  }
}

// A kill has to hit the moment between a commit and its answers: once in a while none does.
constexpr int rounds_until_found = 5;

// What comes of it when that guard is switched off.
Verdict without_guard(const std::string& fault, int times, milliseconds pause) {
  Scene scene;
  const Variables broken{{"TAGWERK_FAULT", fault}};
  scene.serve(TAGWERK_FAULTY_BINARY, broken);
  const auto driver = scene.make_driver();
  kill_server(scene, *driver, times, pause, TAGWERK_FAULTY_BINARY, broken, [] {});
  const auto acknowledged = driver->stop();
  return judge(acknowledged, scene.stored());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kills_under_load)

BOOST_AUTO_TEST_CASE(nothing_acknowledged_is_lost_when_the_server_is_killed) {
  Scene scene;
  scene.serve(binary());
  const auto driver = scene.make_driver();
  kill_server(scene, *driver, kills(), between_kills, binary(), {},
              [&] { BOOST_TEST(driver->time_until_success().count() < back_within.count()); });
  check_nothing_is_lost(scene, *driver);
}

BOOST_AUTO_TEST_CASE(nothing_acknowledged_is_lost_when_the_database_is_killed) {
  Scene scene;
  scene.serve(binary());
  const auto driver = scene.make_driver();
  driver->start(scene.server->port());
  for (int time = 0; time < kills(); ++time) {
    std::this_thread::sleep_for(between_kills);
    scene.mariadb.kill();
    scene.mariadb.start();
    BOOST_TEST(driver->time_until_success().count() < back_within.count());
  }
  check_nothing_is_lost(scene, *driver);
}

BOOST_AUTO_TEST_CASE(a_server_that_answers_before_it_commits_is_found_out) {
  int lost = 0;
  for (int round = 0; round < rounds_until_found && lost == 0; ++round)
    lost = without_guard("answer_before_commit", 3, between_kills / 2).lost;
  BOOST_TEST(lost > 0);
}

BOOST_AUTO_TEST_CASE(a_desk_that_looks_at_no_key_registers_twice_and_is_found_out) {
  int twice = 0;
  for (int round = 0; round < rounds_until_found && twice == 0; ++round)
    twice = without_guard("no_key_check", 6, between_kills / 4).twice;
  BOOST_TEST(twice > 0);
}

BOOST_AUTO_TEST_SUITE_END()
