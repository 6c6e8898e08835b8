#include "engine/scheduling/dzn_reader.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

#include "engine/core/error.hpp"

using namespace tagwerk::scheduling;

namespace {

const std::string small = R"(% three talks
nBusiness = 3; nMeetings = 3;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2, 1,
|1, 3, 2,
|2, 3, 3,
|];
meetingsxBusiness = [{1,2,3},
{1,2,4},
{1,3,4}];
forbidden = [{0}, {}, {0,4}];
fixed = [0,3,0];
precedences = [{}, {1}, {}];
)";

std::string with(const std::string& what, const std::string& instead) {
  auto text = small;
  const auto at = text.find(what);
  BOOST_REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), instead);
}

std::string refusal(const std::string& text) {
  const auto problem = read_dzn(text);
  return problem ? "read" : problem.error().detail(tagwerk::core::Language::en);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dzn_reader)

BOOST_AUTO_TEST_CASE(a_file_is_read_into_numbers_from_zero_on) {
  const auto problem = read_dzn(small);
  BOOST_REQUIRE(problem);
  BOOST_TEST(problem->slots == 4);
  BOOST_TEST(problem->participant_count() == 3);
  BOOST_TEST(problem->tables == std::vector<int>(4, 2), boost::test_tools::per_element());
  BOOST_TEST(problem->max_break_difference.value() == 2);
  BOOST_REQUIRE(problem->talk_count() == 3);
  BOOST_TEST(problem->talks[1].attendees == (std::vector<int>{0, 2}), boost::test_tools::per_element());
  BOOST_TEST((problem->talks[0].allowed == std::vector<bool>{true, true, false, false}));
  BOOST_TEST((problem->talks[1].allowed == std::vector<bool>{false, false, true, false}));
  BOOST_TEST(problem->talks[2].allowed.empty());
  BOOST_TEST(problem->talks[1].earlier_talks == std::vector<int>{0}, boost::test_tools::per_element());
  BOOST_TEST(problem->participants[0].unavailable.empty());
  BOOST_TEST((problem->participants[2].unavailable == std::vector<bool>{false, false, false, true}));
}

BOOST_AUTO_TEST_CASE(a_pin_outside_of_the_session_leaves_no_slot) {
  const auto problem = read_dzn(with("fixed = [0,3,0]", "fixed = [3,3,0]"));
  BOOST_REQUIRE(problem);
  BOOST_TEST((problem->talks[0].allowed == std::vector<bool>(4, false)));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_said_with_its_line) {
  BOOST_TEST(refusal(small) == "read");
  BOOST_TEST(refusal("") == "line 1: nBusiness is missing");
  BOOST_TEST(refusal(with("nTables = 2;\n", "")) == "line 1: nTables is missing");
  BOOST_TEST(refusal(with("nTables = 2;", "nTables = two;")) == "line 3: a number or '[' is expected, not 't'");
  BOOST_TEST(refusal(with("nTables = 2;", "nTables = -2;")) == "line 3: a number or '[' is expected, not '-'");
  BOOST_TEST(refusal(with("nTables = 2;", "nTables = 2")) == "line 4: ';' is expected, not 'n'");
  BOOST_TEST(refusal(with("nTables = 2;", "nTables = 99999999999;")) ==
             "line 3: a number or '[' is expected, not a number that is too large");
  BOOST_TEST(refusal(with("nTables = 2;", "nTables = 2; nTables = 2;")) == "line 3: nTables is given twice");
  BOOST_TEST(refusal(with("nTables = 2;", "nTables = [2];")) ==
             "line 3: nTables is of another kind: a number, a list, a list of sets or a matrix");
  BOOST_TEST(refusal(with("nTotalSlots = 4;", "nTotalSlots = 0;")) == "line 4: nTotalSlots (0) must be 1 to 256");
  BOOST_TEST(refusal(with("nMorningSlots = 2;", "nMorningSlots = 5;")) == "line 5: nMorningSlots (5) must be 0 to 4");
  BOOST_TEST(refusal(with("|2, 3, 3,", "|2, 4, 3,")) == "line 6: requested holds 4, which is not 1 to 3");
  BOOST_TEST(refusal(with("|2, 3, 3,", "|2, 3,")) ==
             "line 6: each row of requested has two participants and a session");
  BOOST_TEST(refusal(with("|2, 3, 3,\n", "")) == "line 6: requested has 2 entries, and must have 3");
  BOOST_TEST(refusal(with("|2, 3, 3,", "|2, 2, 3,")) == "an attendee of talk 3 (2) must be given once");
  BOOST_TEST(refusal(with("{0,4}]", "{0,5}]")) == "line 13: forbidden holds 5, which is not 1 to 4");
  BOOST_TEST(refusal(with("{0,4}]", "{0,4]")) == "line 13: '}' is expected, not ']'");
  BOOST_TEST(refusal(with("[0,3,0]", "[0,3]")) == "line 14: fixed has 2 entries, and must have 3");
  BOOST_TEST(refusal(with("{1}, {}]", "{4}, {}]")) == "line 15: precedences holds 4, which is not 1 to 3");
  BOOST_TEST(refusal(with("{1}, {}]", "{2}, {}]")) == "what is before talk 2 (2) must be another talk");
}

BOOST_AUTO_TEST_CASE(a_file_that_was_cut_off_is_refused_wherever_the_cut_is) {
  // One of the published files ends in the middle of its list of precedences.
  for (std::size_t length = 0; length + 2 < small.size(); ++length)
    BOOST_TEST(refusal(small.substr(0, length)) != "read");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_named_and_end_nothing) {
  BOOST_TEST(refusal(with("nTables = 2;", "nTables = \xC3\xA4;")) ==
             "line 3: a number or '[' is expected, not the byte 0xC3");
  BOOST_TEST(refusal(small + std::string(1, '\0') + " and more") == "line 16: a name is expected, not the byte 0x00");
  BOOST_TEST(refusal(with("[0,3,0]", "[-0,3,0]")) == "line 14: a number is expected, not '-'");
  BOOST_TEST(refusal("\xEF\xBB\xBF" + small) == "read");  // what some editors write first
}

BOOST_AUTO_TEST_CASE(nothing_at_all_is_a_problem_too) {
  const auto problem = read_dzn(
      "nBusiness = 0; nMeetings = 0; nTables = 0; nTotalSlots = 1; nMorningSlots = 0; requested = [||]; forbidden = [];"
      "fixed = []; precedences = [];");
  BOOST_REQUIRE(problem);
  BOOST_TEST(problem->talk_count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
