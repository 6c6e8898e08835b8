#include "engine/core/batch_queue.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <string>

using namespace tagwerk;

namespace {

/// Batches wait to be let go; what ran is written down.
struct Fixture {
  std::mutex mutex;
  std::condition_variable changed;
  using Job = std::pair<std::string, int>;
  std::vector<std::vector<Job>> ran;
  std::map<std::string, int> running;
  int most_of_one_key = 0;
  int begun = 0;
  int may_end = 1'000;
  std::atomic<int> afterwards = 0;
  using Queue = core::BatchQueue<std::string, Job>;

  std::unique_ptr<Queue> make(const core::BatchLimits& limits) {
    return std::make_unique<Queue>(limits, [this](const std::vector<Job>& jobs) {
      std::unique_lock lock(mutex);
      const int number = ++begun;
      std::set<std::string> keys;
      for (const auto& [key, job] : jobs) keys.insert(key);
      for (const auto& key : keys) most_of_one_key = std::max(most_of_one_key, ++running[key]);
      ran.push_back(jobs);
      changed.notify_all();
      changed.wait(lock, [&] { return may_end >= number; });
      for (const auto& key : keys) --running[key];
      return [this] { ++afterwards; };
    });
  }
  static bool submit(Queue& queue, const std::string& key, int job) { return queue.submit(key, {key, job}); }
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

}  // namespace

BOOST_FIXTURE_TEST_SUITE(batch_queue, Fixture)

BOOST_AUTO_TEST_CASE(what_comes_while_a_batch_runs_is_the_next_batch_in_the_order_of_arrival) {
  may_end = 0;
  const auto queue = make({.threads = 3, .batch = 10, .waiting = 100});
  BOOST_TEST(submit(*queue, "a", 1));
  await_begun(1);
  for (int job = 2; job <= 5; ++job) BOOST_TEST(submit(*queue, "a", job));
  BOOST_TEST(queue->waiting() == 4U);
  let_end(1);
  await_begun(2);
  BOOST_TEST(queue->waiting() == 0U);
  let_end(2);
  BOOST_TEST((ran == std::vector<std::vector<Job>>{{{"a", 1}}, {{"a", 2}, {"a", 3}, {"a", 4}, {"a", 5}}}));
}

BOOST_AUTO_TEST_CASE(keys_go_in_parallel_and_each_runs_one_batch_at_a_time) {
  may_end = 0;
  const auto queue = make({.threads = 3, .batch = 10, .waiting = 100});
  BOOST_TEST(submit(*queue, "a", 1));
  await_begun(1);
  BOOST_TEST(submit(*queue, "a", 2));
  BOOST_TEST(submit(*queue, "b", 1));
  await_begun(2);
  BOOST_TEST((ran == std::vector<std::vector<Job>>{{{"a", 1}}, {{"b", 1}}}));
  let_end(1'000);
  await_begun(3);
  BOOST_TEST(most_of_one_key == 1);
}

BOOST_AUTO_TEST_CASE(a_batch_takes_all_keys_that_wait) {
  may_end = 0;
  const auto queue = make({.threads = 1, .batch = 5, .waiting = 100});
  BOOST_TEST(submit(*queue, "a", 1));
  await_begun(1);
  for (int job = 2; job <= 4; ++job) {
    for (const char* key : {"a", "b", "c"}) BOOST_TEST(submit(*queue, key, job));
  }
  let_end(1'000);
  await_begun(3);
  BOOST_TEST_REQUIRE(ran.size() == 3U);
  BOOST_TEST((ran[1] == std::vector<Job>{{"b", 2}, {"b", 3}, {"b", 4}, {"c", 2}, {"c", 3}}));
  BOOST_TEST((ran[2] == std::vector<Job>{{"a", 2}, {"a", 3}, {"a", 4}, {"c", 4}}));
}

BOOST_AUTO_TEST_CASE(keys_of_two_groups_share_no_batch_and_heavy_jobs_fill_one) {
  std::vector<std::vector<int>> batches;
  std::mutex gate;
  std::unique_lock closed(gate);
  {
    core::BatchQueue<int, int> queue({.threads = 1, .batch = 100, .weight = 10, .waiting = 100},
                                     [&](const std::vector<int>& jobs) {
                                       const std::lock_guard open(gate);
                                       batches.push_back(jobs);
                                       return [] {};
                                     },
                                     {.together = [](const int& one, const int& other) { return one % 2 == other % 2; },
                                      .weight = [](const int& job) { return static_cast<std::size_t>(job); }});
    BOOST_TEST(queue.submit(0, 1));
    while (queue.waiting() > 0) std::this_thread::yield();  // the first batch waits at the gate
    for (const auto& [key, job] : {std::pair{2, 4}, {1, 3}, {4, 5}, {3, 20}, {2, 2}, {4, 1}})
      BOOST_TEST(queue.submit(key, job));
    closed.unlock();
    while (queue.waiting() > 0) std::this_thread::yield();
  }
  const std::vector<std::vector<int>> expected{{1}, {4, 2}, {3}, {5, 1}, {20}};
  BOOST_TEST((batches == expected));
}

BOOST_AUTO_TEST_CASE(a_batch_and_the_queue_have_limits) {
  may_end = 0;
  const auto queue = make({.threads = 1, .batch = 2, .waiting = 3});
  BOOST_TEST(submit(*queue, "a", 1));
  await_begun(1);
  for (int job = 2; job <= 4; ++job) BOOST_TEST(submit(*queue, "a", job));
  BOOST_TEST(!submit(*queue, "a", 5));
  BOOST_TEST(!submit(*queue, "b", 1));
  let_end(1'000);
  await_begun(3);
  BOOST_TEST((ran == std::vector<std::vector<Job>>{{{"a", 1}}, {{"a", 2}, {"a", 3}}, {{"a", 4}}}));
}

BOOST_AUTO_TEST_CASE(the_next_batch_need_not_wait_for_what_is_done_afterwards) {
  std::mutex gate;
  std::unique_lock closed(gate);
  std::atomic<int> batches = 0;
  {
    core::BatchQueue<int, int> queue({.threads = 2, .batch = 1, .waiting = 10}, [&](const std::vector<int>&) {
      ++batches;
      return [&] { const std::lock_guard open(gate); };
    });
    BOOST_TEST(queue.submit(1, 1));
    BOOST_TEST(queue.submit(1, 2));
    while (batches < 2) std::this_thread::yield();
    closed.unlock();
  }
  BOOST_TEST(batches == 2);
}

BOOST_AUTO_TEST_CASE(the_end_drops_what_waits_and_lets_what_runs_end) {
  may_end = 0;
  auto queue = make({.threads = 1, .batch = 1, .waiting = 10});
  BOOST_TEST(submit(*queue, "a", 1));
  await_begun(1);
  BOOST_TEST(submit(*queue, "a", 2));
  std::jthread ending([&] { queue.reset(); });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  let_end(1'000);
  ending.join();
  BOOST_TEST((ran == std::vector<std::vector<Job>>{{{"a", 1}}}));
  BOOST_TEST(afterwards == 1);
}

BOOST_AUTO_TEST_SUITE_END()
