#include "engine/statistics/trend_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <set>
#include <thread>

#include "tests/support/rows.hpp"

using namespace tagwerk;
using statistics::AttendanceCache;
using statistics::AttendanceTrend;
using statistics::TrendQueue;

namespace {

/// A computation that waits to be let go; it answers with its number as the year.
struct Computation {
  std::mutex mutex;
  std::condition_variable changed;
  int begun = 0;
  int may_end = 0;
  std::multiset<std::string> running;

  core::Result<AttendanceTrend> operator()(const access::Call&, const std::string& series) {
    std::unique_lock lock(mutex);
    const int number = ++begun;
    const auto mine = running.insert(series);
    changed.notify_all();
    changed.wait(lock, [&] { return may_end >= number; });
    running.erase(mine);
    AttendanceTrend trend{.series_key = series, .years = {}, .as_of = {}};
    trend.years.push_back(
        {.year = number, .complete = false, .events = 0, .events_with_figures = 0, .figures = {}, .growth = {}});
    return trend;
  }
  void await_begun(int count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return begun >= count; });
  }
  void let_end(int count) {
    const std::lock_guard lock(mutex);
    may_end = count;
    changed.notify_all();
  }
};

struct Fixture : support::TestRows {
  AttendanceCache cache;
  Computation computation;
  TrendQueue queue{cache,
                   [this](const access::Call& call, const std::string& series) { return computation(call, series); }};

  /// The number of the computation that answers.
  std::future<int> ask(const std::string& series = "kongress") {
    auto promise = std::make_shared<std::promise<int>>();
    auto answer = promise->get_future();
    const auto accepted = queue.ask(call(), series, [promise](const TrendQueue::Computed& computed) {
      if (computed.thrown) return promise->set_exception(computed.thrown);
      promise->set_value(computed.trend->years.front().year);
    });
    if (!accepted) promise->set_value(-1);
    return answer;
  }
  void change() {
    database().transact(nullptr, [&](storage::Transaction& tx) {
      cache.attendance_changed(tx, data.organization(), "kongress");
      return true;
    });
  }
  ~Fixture() { computation.let_end(1'000'000); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trend_queue, Fixture)

// Was found by measuring, fixed, kept here: forty dashboards computed the same forty times.
BOOST_AUTO_TEST_CASE(all_who_ask_while_it_is_computed_get_one_computation) {
  std::vector<std::future<int>> answers;
  answers.push_back(ask());
  computation.await_begun(1);
  for (int i = 0; i < 40; ++i) answers.push_back(ask());
  BOOST_TEST(queue.waiting() == 41U);
  computation.let_end(1);
  for (auto& answer : answers) BOOST_TEST(answer.get() == 1);
  BOOST_TEST(queue.waiting() == 0U);
  BOOST_TEST(computation.begun == 1);
}

BOOST_AUTO_TEST_CASE(who_asks_after_a_change_is_not_answered_by_a_computation_that_began_before) {
  auto before = ask();
  computation.await_begun(1);
  change();
  auto after = ask();
  auto also_after = ask();
  computation.let_end(1);
  BOOST_TEST(before.get() == 1);
  computation.let_end(2);
  BOOST_TEST(after.get() == 2);
  BOOST_TEST(also_after.get() == 2);
}

BOOST_AUTO_TEST_CASE(two_series_are_computed_at_once_and_a_third_waits_its_turn) {
  auto first = ask("a");
  computation.await_begun(1);
  auto second = ask("b");
  computation.await_begun(2);
  auto third = ask("c");
  BOOST_TEST((third.wait_for(std::chrono::milliseconds(50)) == std::future_status::timeout));
  BOOST_TEST(computation.running.size() == TrendQueue::max_computing);
  computation.let_end(1);
  BOOST_TEST(first.get() == 1);
  computation.let_end(3);
  BOOST_TEST(second.get() == 2);
  BOOST_TEST(third.get() == 3);
}

BOOST_AUTO_TEST_CASE(what_a_computation_throws_is_handed_to_all_who_waited_and_ends_there) {
  std::atomic<bool> fails{true};
  TrendQueue failing{cache, [&](const access::Call&, const std::string& series) -> core::Result<AttendanceTrend> {
                       if (fails) throw storage::Unavailable("gone");
                       return AttendanceTrend{.series_key = series, .years = {}, .as_of = {}};
                     }};
  const auto ask_it = [&] {
    auto promise = std::make_shared<std::promise<bool>>();
    BOOST_REQUIRE(failing.ask(call(), "kongress", [promise](const TrendQueue::Computed& computed) {
      promise->set_value(computed.thrown != nullptr);
      throw std::runtime_error("of one asker");
    }));
    return promise->get_future().get();
  };
  BOOST_TEST(ask_it());
  fails = false;
  BOOST_TEST(!ask_it());
}

BOOST_AUTO_TEST_CASE(one_more_than_may_wait_is_refused_and_told_when_to_come_back) {
  std::vector<std::future<int>> answers;
  answers.push_back(ask());
  computation.await_begun(1);
  while (answers.size() < TrendQueue::max_waiting) answers.push_back(ask());
  const auto refused = queue.ask(call(), "kongress", [](const TrendQueue::Computed&) {});
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().code().code == "statistics_busy");
  BOOST_TEST(refused.error().retry_after_s() == 1);
  computation.let_end(1);
  for (auto& answer : answers) BOOST_TEST(answer.get() == 1);
  computation.let_end(2);
  BOOST_TEST(ask().get() == 2);
}

BOOST_AUTO_TEST_CASE(whoever_still_waits_when_the_queue_ends_is_dropped) {
  std::future<int> answer;
  std::thread releases;
  {
    TrendQueue ending{
        cache, [this](const access::Call& call, const std::string& series) { return computation(call, series); }};
    auto promise = std::make_shared<std::promise<int>>();
    answer = promise->get_future();
    BOOST_REQUIRE(ending.ask(call(), "a", [](const TrendQueue::Computed&) {}));
    BOOST_REQUIRE(ending.ask(call(), "b", [](const TrendQueue::Computed&) {}));
    computation.await_begun(2);
    BOOST_REQUIRE(ending.ask(call(), "c", [promise](const TrendQueue::Computed&) {}));
    promise.reset();
    releases = std::thread([this] {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));  // by then the queue is ending
      computation.let_end(2);
    });
  }
  releases.join();
  BOOST_CHECK_THROW(answer.get(), std::future_error);  // nobody is left who could answer
  BOOST_TEST(computation.begun == 2);
}

BOOST_AUTO_TEST_SUITE_END()
