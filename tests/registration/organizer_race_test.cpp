// An organizer changes an event in the middle of a rush for its places: nobody is refused, nothing is counted wrongly.
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "engine/registration/desk.hpp"
#include "engine/registration/question_service.hpp"
#include "tests/registration/question_samples.hpp"
#include "tests/registration/terms_fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::Desk;
using registration::DeskAnswer;

namespace {

constexpr int waiting_at_once = 64;
constexpr int changes = 30;

struct Rush : TermsFixture {
  storage::Database many{[&] {
    auto settings = data.settings();
    settings.pool_size = 4;
    return settings;
  }()};
  registration::QuestionService questions{database()};
  Desk desk{many, {&observer}, registration::AdmissionMode::batched, {}};

  std::atomic<bool> is_over = false;
  std::atomic<int> made = 0;
  std::atomic<int> not_open = 0;
  std::atomic<int> otherwise = 0;
  std::mutex mutex;
  std::condition_variable answered;
  int in_flight = 0;

  void take(const DeskAnswer& answer) {
    const auto* decided = std::get_if<core::Result<Registration>>(&answer);
    if (decided == nullptr) {
      ++otherwise;
    } else if (*decided) {
      ++made;
    } else {
      ++(decided->error().code().code == std::string_view("event_not_open") ? not_open : otherwise);
    }
    // Under the lock: who waits for the last of them may be gone right after.
    const std::lock_guard lock(mutex);
    --in_flight;
    answered.notify_one();
  }
  // So many wait at any time, until it is over.
  void keep_asking(const access::Call& caller) {
    while (!is_over) {
      {
        std::unique_lock lock(mutex);
        answered.wait(lock, [&] { return in_flight < waiting_at_once; });
        ++in_flight;
      }
      if (!desk.submit({.call = caller,
                        .event = event,
                        .wish = group(company, 1),
                        .key = {},
                        .render = {},
                        .done = [this](const DeskAnswer& answer) { take(answer); }}))
        throw std::logic_error("fewer wait than may");
    }
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return in_flight == 0; });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(organizer_race, Rush)

BOOST_AUTO_TEST_CASE(every_change_of_an_event_in_a_rush_is_done) {
  const auto caller = call();
  std::jthread crowd([&] { keep_asking(caller); });
  int done = 0;
  for (int i = 0; i < changes; ++i) {
    events::EventPatch patch;
    rules.max_heads_per_company = 1'000'000 + i;
    switch (i % 6) {
      case 0:
        done += capacity.put(caller, event, {{"participants", 1'000'000 + i, 0}}, {}) ? 1 : 0;
        break;
      case 1:
        patch.name = "Kongress " + std::to_string(i);
        break;
      case 2:
        done += terms.put(caller, event, rules, {}) ? 1 : 0;
        break;
      case 3:
        done += questions.put(caller, event, {question("q" + std::to_string(i), QuestionKind::text)}, {}) ? 1 : 0;
        break;
      case 4:
        patch.status = events::EventStatus::closed;
        break;
      default:
        patch.status = events::EventStatus::open;
        break;
    }
    if (patch.name || patch.status) done += events.change(caller, event, patch, {}) ? 1 : 0;
    const int answers = made + not_open;
    while (otherwise == 0 && made + not_open < answers + waiting_at_once) std::this_thread::yield();
  }
  is_over = true;
  crowd.join();
  BOOST_TEST(done == changes);
  BOOST_TEST(otherwise == 0);
  BOOST_TEST(made > waiting_at_once);
  BOOST_TEST(not_open > 0);
  BOOST_TEST_MESSAGE(made << " registered, " << not_open << " found it closed");
}

BOOST_AUTO_TEST_SUITE_END()
