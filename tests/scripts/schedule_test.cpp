// `tagwerk schedule`: exactly one line of JSON on standard output whatever the problem, all else on standard error.
#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/support/http_client.hpp"
#include "tests/support/process.hpp"

using namespace tagwerk;

namespace {

struct Fixture {
  test::TemporaryFolder folder;

  struct Answer {
    int status;
    boost::json::object line;
    std::string err;
  };

  Answer schedule(const std::string& text, std::vector<std::string> options = {}) {
    const auto path = folder.path() + "/talks.dzn";
    test::write_file(path, text);
    std::vector<std::string> words{TAGWERK_BINARY, "schedule", path};
    words.insert(words.end(), options.begin(), options.end());
    const auto finished = test::run_program(words);
    BOOST_REQUIRE_MESSAGE(std::count(finished.out.begin(), finished.out.end(), '\n') == 1,
                          finished.out << finished.err);
    return {finished.status, boost::json::parse(finished.out).as_object(), finished.err};
  }
};

// Three who meet each other, and a fourth who meets the first; the second is not there in the first slot.
std::string talks(int slots) {
  return "nBusiness = 4; nMeetings = 4; nTables = 2; nTotalSlots = " + std::to_string(slots) +
         "; nMorningSlots = " + std::to_string(slots) +
         ";\nrequested = [|1, 2, 3,|1, 3, 3,|2, 3, 3,|1, 4, 3,|];\nforbidden = [{0}, {0,1}, {0}, {0}];\n"
         "fixed = [0,0,0,0];\nprecedences = [{},{},{},{}];\n";
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(schedule, Fixture)

BOOST_AUTO_TEST_CASE(a_plan_is_one_line_with_slots_from_one_on) {
  const auto answer = schedule(talks(4), {"--time-limit", "30s", "--threads", "1", "--seed", "3", "--output", "json"});
  BOOST_TEST(answer.status == 0, answer.err);
  BOOST_TEST(answer.line.at("status").as_string() == "optimal");
  BOOST_TEST(answer.line.at("breaks").as_int64() == answer.line.at("lower_bound").as_int64());
  const auto& slots = answer.line.at("slots").as_array();
  BOOST_REQUIRE(slots.size() == 4);
  for (const auto& slot : slots) BOOST_TEST((slot.as_int64() >= 1 && slot.as_int64() <= 4));
  BOOST_TEST(slots[0].as_int64() != 1);
  BOOST_TEST(slots[0].as_int64() != slots[1].as_int64());
  BOOST_TEST(answer.line.at("seconds").is_number());
  BOOST_TEST(answer.line.at("reason").is_null());
  BOOST_TEST(answer.err.find("breaks") != std::string::npos);  // how far it was
}

BOOST_AUTO_TEST_CASE(the_example_of_the_readme_prints_what_is_shown) {
  const std::string source = TAGWERK_SOURCE;
  const auto readme = test::read_file(source + "/README.md");
  const auto command =
      readme.find("build/release/tagwerk schedule docs/examples/talks.dzn --time-limit 10s --threads 1\n");
  BOOST_REQUIRE(command != std::string::npos);
  const auto begin = readme.find("```text\n", command) + 8;
  auto shown = boost::json::parse(readme.substr(begin, readme.find('\n', begin) - begin)).as_object();
  auto printed = schedule(test::read_file(source + "/docs/examples/talks.dzn"), {"--threads", "1"}).line;
  shown.erase("seconds");
  printed.erase("seconds");
  BOOST_TEST(boost::json::serialize(printed) == boost::json::serialize(shown));
}

BOOST_AUTO_TEST_CASE(the_same_seed_prints_the_same_plan) {
  const std::vector<std::string> options{"--threads", "1", "--seed", "5"};
  BOOST_TEST(boost::json::serialize(schedule(talks(6), options).line.at("slots")) ==
             boost::json::serialize(schedule(talks(6), options).line.at("slots")));
}

BOOST_AUTO_TEST_CASE(no_plan_has_a_reason_and_a_proof) {
  const auto answer = schedule(talks(2), {"--proof", folder.path() + "/proof"});
  BOOST_TEST(answer.status == 0);
  BOOST_TEST(answer.line.at("status").as_string() == "infeasible");
  BOOST_TEST(answer.line.at("slots").is_null());
  BOOST_TEST(answer.line.at("breaks").is_null());
  BOOST_TEST(answer.line.at("reason").as_string() ==
             "participant 1 has 3 talks (1, 2, 4) for which only 2 slots are left");
  BOOST_TEST(std::filesystem::exists(folder.path() + "/proof/talks.cnf"));
  BOOST_TEST(std::filesystem::exists(folder.path() + "/proof/talks.drat"));
}

BOOST_AUTO_TEST_CASE(a_malformed_file_is_status_2_and_the_line) {
  const auto answer = schedule("nBusiness = 4; nMeetings = ");
  BOOST_TEST(answer.status == 2);
  BOOST_TEST(answer.line.at("status").as_string() == "unknown");
  BOOST_TEST(answer.line.at("slots").is_null());
  BOOST_TEST(answer.line.at("reason").as_string() == "line 1: a number or '[' is expected, not the end of the file");
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_refused_at_once) {
  const auto pipe = folder.path() + "/pipe";
  BOOST_REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  for (const auto& path : {pipe, folder.path(), std::string("/dev/zero")}) {
    const auto finished = test::run_program({TAGWERK_BINARY, "schedule", path});
    BOOST_TEST(finished.status == 2);
    BOOST_TEST(boost::json::parse(finished.out).as_object().at("status").as_string() == "unknown");
  }
}

BOOST_AUTO_TEST_CASE(any_byte_in_a_file_leaves_the_line_readable) {
  for (const auto* byte : {"\xE4", "\xC3\xA4", "\x01", "\"", "\\"}) {
    const auto answer = schedule(std::string("nBusiness = ") + byte);
    BOOST_TEST(answer.status == 2);
  }
}

BOOST_AUTO_TEST_CASE(a_folder_for_proofs_that_cannot_be_made_is_said_before_anything_else) {
  const auto finished = test::run_program({TAGWERK_BINARY, "schedule", "/nowhere.dzn", "--proof", "/proc/nowhere"});
  BOOST_TEST(finished.status == 2);
  BOOST_TEST(finished.out == "");
  BOOST_TEST(finished.err.find("--proof") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(wrong_options_are_named) {
  for (const auto& [option, value] : {std::pair{"--time-limit", "15"},
                                      {"--time-limit", "0s"},
                                      {"--threads", "3"},
                                      {"--threads", "x"},
                                      {"--seed", "-1"},
                                      {"--output", "xml"}}) {
    const auto finished =
        test::run_program({TAGWERK_BINARY, "schedule", "/nowhere.dzn", std::string(option) + "=" + value});
    BOOST_TEST(finished.status == 2);
    BOOST_TEST(finished.out == "");
    BOOST_TEST(finished.err.find(option) != std::string::npos, finished.err);
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_status_2_and_the_line) {
  const auto finished = test::run_program({TAGWERK_BINARY, "schedule", "/nowhere.dzn"});
  BOOST_TEST(finished.status == 2);
  BOOST_TEST(boost::json::parse(finished.out).as_object().at("status").as_string() == "unknown");
}

BOOST_AUTO_TEST_SUITE_END()
