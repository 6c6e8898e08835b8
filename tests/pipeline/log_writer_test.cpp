#include "api/pipeline/log_writer.hpp"

#include <boost/test/unit_test.hpp>
#include <spdlog/logger.h>

#include <chrono>
#include <map>
#include <sstream>
#include <thread>
#include <vector>

#include "tests/support/process.hpp"

using namespace tagwerk;

namespace {

// The text alone, a line each.
class PlainFormatter final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    out.append(message.payload.data(), message.payload.data() + message.payload.size());
    out.push_back('\n');
  }
  [[nodiscard]] std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<PlainFormatter>(); }
};

struct Fixture {
  test::TemporaryFolder folder;
  std::string path = folder.path() + "/deep/log";
  std::shared_ptr<pipeline::LogWriter> writer =
      std::make_shared<pipeline::LogWriter>(path, std::make_unique<PlainFormatter>());
  spdlog::logger logger{"test", writer};

  std::size_t lines() const {
    std::istringstream text(test::read_file(path));
    std::size_t count = 0;
    for (std::string line; std::getline(text, line);) ++count;
    return count;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(log_writer, Fixture)

BOOST_AUTO_TEST_CASE(what_was_logged_before_a_flush_is_in_the_file_after_it) {
  for (int i = 0; i < 100; ++i) logger.info("line {}", i);
  logger.flush();
  BOOST_TEST(lines() == 100U);
  logger.flush();  // nothing is left
  BOOST_TEST(lines() == 100U);
}

BOOST_AUTO_TEST_CASE(a_line_does_not_wait_for_others) {
  logger.info("alone");
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (lines() == 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  BOOST_TEST(lines() == 1U);
}

BOOST_AUTO_TEST_CASE(no_line_is_lost_torn_or_out_of_order_when_many_log_more_than_may_wait) {
  constexpr int threads = 4;
  constexpr int each = 8000;
  const std::string long_text(400, 'x');  // 12.8 MB in all
  static_assert(threads * each * 400UL > pipeline::LogWriter::max_waiting_bytes);
  std::vector<std::thread> all;
  for (int t = 0; t < threads; ++t) {
    all.emplace_back([&, t] {
      for (int i = 0; i < each; ++i) logger.info("{} {} {}", t, i, long_text);
    });
  }
  for (auto& one : all) one.join();
  logger.flush();
  std::istringstream text(test::read_file(path));
  std::map<int, int> next;
  for (int t = 0, i = 0; text >> t >> i;) {
    std::string rest;
    text >> rest;
    BOOST_TEST_REQUIRE(rest == long_text);
    BOOST_TEST_REQUIRE(next[t]++ == i);
  }
  BOOST_TEST(next.size() == std::size_t{threads});
  for (const auto& [t, count] : next) BOOST_TEST(count == each);
}

// A flush while the last lines are being written found nothing waiting, and the writing thread kept the lock for ever.
BOOST_AUTO_TEST_CASE(a_flush_that_finds_all_lines_taken_already_holds_up_nobody) {
  constexpr int threads = 4;
  constexpr int each = 2000;
  std::vector<std::thread> all;
  for (int t = 0; t < threads; ++t) {
    all.emplace_back([&] {
      for (int i = 0; i < each; ++i) {
        logger.info("line");
        logger.flush();
      }
    });
  }
  for (auto& one : all) one.join();
  BOOST_TEST(lines() == std::size_t{threads} * each);
}

BOOST_AUTO_TEST_CASE(who_ends_leaves_nothing_unwritten_and_who_begins_appends) {
  {
    pipeline::LogWriter other(path, std::make_unique<PlainFormatter>());
    other.log(spdlog::details::log_msg("test", spdlog::level::info, "first"));
  }
  BOOST_TEST(lines() == 1U);
  logger.info("second");
  logger.flush();
  BOOST_TEST(test::read_file(path) == "first\nsecond\n");
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_opened_is_told) {
  BOOST_CHECK_THROW(pipeline::LogWriter(path + "/below/a/file", std::make_unique<PlainFormatter>()), spdlog::spdlog_ex);
}

BOOST_AUTO_TEST_SUITE_END()
