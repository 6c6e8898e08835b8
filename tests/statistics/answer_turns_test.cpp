#include "engine/statistics/answer_turns.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/core/refusals.hpp"

using namespace tagwerk;
using statistics::AnswerTurns;

namespace {

using Told = core::Result<AnswerTurns::Answer>;

AnswerTurns::Answer answer(int number) {
  return std::make_shared<const statistics::CachedAnswer>(statistics::CachedAnswer{
      .body = std::make_shared<const std::string>(std::to_string(number)), .gzip = nullptr, .etag = {}, .figures = {}});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(answer_turns)

BOOST_AUTO_TEST_CASE(who_asks_alone_computes) {
  AnswerTurns turns;
  for (int number = 1; number <= 2; ++number)
    BOOST_TEST(*turns.ask("a", [&] { return Told(answer(number)); }).value()->body == std::to_string(number));
  BOOST_TEST(turns.size() == 0u);
}

// The first computation began before the others asked: it does not answer them, and one more answers all.
BOOST_AUTO_TEST_CASE(all_who_ask_while_one_computes_are_answered_by_the_next_one) {
  AnswerTurns turns;
  std::atomic<int> computed = 0;
  std::atomic<int> asking = 0;
  std::latch first_is_computing(1);
  constexpr int others = 8;
  const auto compute = [&] {
    const int number = ++computed;
    if (number == 1) {
      first_is_computing.count_down();
      while (asking < others) std::this_thread::yield();
      std::this_thread::sleep_for(std::chrono::milliseconds(50));  // until they wait
    }
    return Told(answer(number));
  };
  std::string first;
  std::vector<std::string> told(others);
  {
    std::vector<std::jthread> threads;
    threads.emplace_back([&] { first = *turns.ask("a", compute).value()->body; });
    first_is_computing.wait();
    for (auto& one : told) {
      threads.emplace_back([&] {
        ++asking;
        one = *turns.ask("a", compute).value()->body;
      });
    }
  }
  BOOST_TEST(first == "1");
  for (const auto& one : told) BOOST_TEST(one == "2");
  BOOST_TEST(computed == 2);
  BOOST_TEST(turns.size() == 0u);
}

BOOST_AUTO_TEST_CASE(other_questions_do_not_wait) {
  AnswerTurns turns;
  const auto outer = turns.ask("a", [&] { return turns.ask("b", [] { return Told(answer(7)); }); });
  BOOST_TEST(*outer.value()->body == "7");
}

BOOST_AUTO_TEST_CASE(what_is_refused_or_throws_is_nobody_elses) {
  AnswerTurns turns;
  const auto refused = turns.ask("a", []() -> Told { return core::refusals::not_found("event", "x"); });
  BOOST_TEST(!refused.has_value());
  BOOST_CHECK_THROW(static_cast<void>(turns.ask("a", []() -> Told { throw std::runtime_error("no database"); })),
                    std::runtime_error);
  BOOST_TEST(turns.size() == 0u);
  BOOST_TEST(*turns.ask("a", [] { return Told(answer(1)); }).value()->body == "1");
}

BOOST_AUTO_TEST_SUITE_END()
