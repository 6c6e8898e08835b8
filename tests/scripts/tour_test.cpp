// The README's tour: its commands do what it shows, on the demo association and the real binary. Twice, because a reader may
// begin again.
#include <boost/test/unit_test.hpp>

#include <regex>
#include <string>

#include "tests/support/process.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;

namespace {

const std::string binary = TAGWERK_BINARY;

std::string tour() {
  const auto readme = test::read_file(TAGWERK_SOURCE "/README.md");
  const auto begin = readme.find("<!-- tour");
  const auto end = readme.find("<!-- end of the tour");
  BOOST_TEST_REQUIRE((begin != std::string::npos && end != std::string::npos));
  return readme.substr(begin, end - begin);
}

std::string blocks(const std::string& text, const std::string& language) {
  std::string all;
  const auto fence = "```" + language + "\n";
  for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1)) {
    const auto begin = at + fence.size();
    all += text.substr(begin, text.find("```", begin) - begin);
  }
  return all;
}

/// What differs from run to run.
std::string without_chance(std::string text) {
  for (const auto& [pattern, replacement] :
       {std::pair{"[0-9a-hjkmnp-tv-z]{26}", "ID"}, std::pair{"T-[0-9A-Z]{20}", "TICKET"},
        std::pair{"20[0-9]{2}-[0-9-]{5}T[0-9:.]+Z", "TIME"}, std::pair{"\"request_id\":\"[0-9a-f]+\"", "REQUEST"}})
    text = std::regex_replace(text, std::regex(pattern), replacement);
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(readme)

BOOST_AUTO_TEST_CASE(the_tour_prints_what_the_readme_shows) {
  auto& data = support::TestDatabase::shared();
  const test::Variables variables{{"TAGWERK_DATABASE_URL", data.url()}};
  BOOST_TEST_REQUIRE(test::run_program({binary, "demo", "load"}, variables).status == 0);
  auto token = test::run_program(
      {binary, "token", "create", "--organization", "iteam", "--role", "organizer", "--name", "tour"}, variables);
  BOOST_TEST_REQUIRE(token.status == 0);
  token.out.pop_back();

  test::ServerProcess server(binary, data.url());
  auto commands = blocks(tour(), "sh");
  const auto address = "http://127.0.0.1:" + std::to_string(server.port()) + "/api/v1";
  commands = std::regex_replace(commands, std::regex("URL=[^\n]*"), "URL=" + address);
  commands = std::regex_replace(commands, std::regex("TOKEN=[^\n]*"), "TOKEN=" + token.out);
  auto shown = blocks(tour(), "text");
  const auto run = [&] {
    const auto finished = test::run_program({"/bin/bash", "-euo", "pipefail", "-c", commands});
    BOOST_TEST(finished.status == 0, finished.err);
    BOOST_TEST(finished.err == "");
    std::string printed = std::regex_replace(finished.out, std::regex("\r"), "");
    printed = std::regex_replace(printed, std::regex("\n+"), "\n");
    return without_chance(printed);
  };
  BOOST_TEST(run() == without_chance(shown));
  BOOST_TEST(run().find("\"status\":\"open\"") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
