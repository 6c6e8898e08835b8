#include "engine/core/csv.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace tagwerk::core;

namespace {

std::vector<CsvRecord> all(std::string_view text, CsvLimits limits = {}) {
  CsvReader reader(text, limits);
  std::vector<CsvRecord> records;
  for (CsvRecord record; reader.next(record);) records.push_back(record);
  return records;
}

using Cells = std::vector<std::string>;

void expect_problem(std::string_view text, const ErrorCode& code, CsvLimits limits = {}) {
  BOOST_TEST_CONTEXT(text.substr(0, 60)) {
    const auto records = all(text, limits);
    BOOST_TEST_REQUIRE(!records.empty());
    BOOST_TEST_REQUIRE(records[0].problem.has_value());
    BOOST_TEST(records[0].problem->code->code == code.code);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(cells_are_split_at_commas_and_records_at_line_ends) {
  for (const char* text : {"a,b\r\nc,d\r\n", "a,b\nc,d\n", "a,b\r\nc,d", "a,b\n\n\r\nc,d\n\n"}) {
    const auto records = all(text);
    BOOST_TEST_REQUIRE(records.size() == 2U);
    BOOST_TEST(records[0].cells == (Cells{"a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(records[1].cells == (Cells{"c", "d"}), boost::test_tools::per_element());
    BOOST_TEST(!records[0].problem.has_value());
  }
  BOOST_TEST(all("").empty());
  BOOST_TEST(all("\n\r\n").empty());
}

BOOST_AUTO_TEST_CASE(empty_cells_and_spaces_are_kept) {
  const auto records = all("a, b ,\n,,\n");
  BOOST_TEST(records[0].cells == (Cells{"a", " b ", ""}), boost::test_tools::per_element());
  BOOST_TEST(records[1].cells == (Cells{"", "", ""}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(quoted_cells_may_hold_everything) {
  const auto records = all("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\",\"\"\nnext,b,c,d\n");
  BOOST_TEST_REQUIRE(records.size() == 2U);
  BOOST_TEST(records[0].cells == (Cells{"a,b", "say \"hi\"", "two\r\nlines", ""}), boost::test_tools::per_element());
  BOOST_TEST(records[0].line == 1U);
  BOOST_TEST(records[1].line == 3U);
}

BOOST_AUTO_TEST_CASE(a_semicolon_separates_where_the_header_has_more_of_them) {
  BOOST_TEST(CsvReader("a;b;c\n1,5;2;3\n").separator() == ';');
  BOOST_TEST(CsvReader("a,b;c\n").separator() == ',');
  BOOST_TEST(CsvReader("\"a;b;c\",d\n").separator() == ',');
  BOOST_TEST(CsvReader("name\n").separator() == ',');
  BOOST_TEST(CsvReader("\n\r\na;b\n").separator() == ';');
  BOOST_TEST(all("a;b\n1,5;x\n")[1].cells == (Cells{"1,5", "x"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_is_no_part_of_the_first_cell) {
  BOOST_TEST(all("\xEF\xBB\xBFname,x\n")[0].cells[0] == "name");
  BOOST_TEST(all("\xEF\xBB\xBF\"name\",x\n")[0].cells[0] == "name");
}

BOOST_AUTO_TEST_CASE(each_bad_line_says_what_is_wrong_with_it) {
  expect_problem("a\"b,c\n", csv_quote);
  expect_problem("\"a\"b,c\n", csv_quote);
  expect_problem("\"a\" ,c\n", csv_quote);
  expect_problem("\"a,c\n", csv_unterminated);
  expect_problem("a\rb,c\n", csv_carriage_return);
  expect_problem("a\xFF,b\n", csv_not_utf8);
  expect_problem("\"\xC3\",b\n", csv_not_utf8);
}

BOOST_AUTO_TEST_CASE(the_cell_with_the_problem_is_counted_from_one) {
  const auto problem = all("a,b,c\"d\n")[0].problem.value();
  BOOST_TEST(problem.detail(Language::en).find("(cell 3)") != std::string::npos, problem.detail(Language::en));
}

BOOST_AUTO_TEST_CASE(reading_goes_on_after_a_bad_line) {
  const auto records = all("a,b\nx\"y,1\nc,d\n\"never closed,2\ne,f\n");
  BOOST_TEST_REQUIRE(records.size() == 5U);
  BOOST_TEST(records[1].problem.has_value());
  BOOST_TEST(records[1].line == 2U);
  BOOST_TEST(records[2].cells == (Cells{"c", "d"}), boost::test_tools::per_element());
  BOOST_TEST(records[3].problem->code->code == csv_unterminated.code);
  BOOST_TEST(records[3].line == 4U);
  BOOST_TEST(records[4].cells == (Cells{"e", "f"}), boost::test_tools::per_element());
  BOOST_TEST(records[4].line == 5U);
}

BOOST_AUTO_TEST_CASE(limits_hold_at_and_beyond_their_value) {
  const CsvLimits limits{.cell_bytes = 4, .line_bytes = 12, .columns = 3};
  BOOST_TEST(!all("abcd,b\n", limits)[0].problem.has_value());
  BOOST_TEST(!all("\"abcd\",b\n", limits)[0].problem.has_value());
  BOOST_TEST(!all("a,b,c\n", limits)[0].problem.has_value());
  expect_problem("abcde,b\n", csv_cell_size, limits);
  expect_problem("\"abcde\",b\n", csv_cell_size, limits);
  expect_problem("a,b,c,d\n", csv_columns, limits);
  expect_problem("abcd,abcd,abcd\n", csv_line_size, limits);
}

BOOST_AUTO_TEST_CASE(cells_are_quoted_only_where_it_is_necessary) {
  BOOST_TEST(csv_cell("plain") == "plain");
  BOOST_TEST(csv_cell("") == "");
  BOOST_TEST(csv_cell("a,b") == "\"a,b\"");
  BOOST_TEST(csv_cell("a;b") == "\"a;b\"");
  BOOST_TEST(csv_cell("say \"hi\"") == "\"say \"\"hi\"\"\"");
  BOOST_TEST(csv_cell("a\nb") == "\"a\nb\"");
  BOOST_TEST(csv_cell(" a") == "\" a\"");
}

BOOST_AUTO_TEST_CASE(what_a_spreadsheet_would_run_is_made_harmless) {
  BOOST_TEST(csv_cell("=1+1") == "'=1+1");
  BOOST_TEST(csv_cell("+1") == "'+1");
  BOOST_TEST(csv_cell("-1") == "'-1");
  BOOST_TEST(csv_cell("@x") == "'@x");
  BOOST_TEST(csv_cell("\tx") == "\"'\tx\"");
  BOOST_TEST(csv_cell("=\"a\",b") == "\"'=\"\"a\"\",b\"");
}

BOOST_AUTO_TEST_CASE(rows_end_with_crlf_and_numbers_are_plain) {
  CsvWriter writer;
  writer.text("name").number(std::int64_t{-5}).number(0.3137).empty().end_row();
  writer.number(1.0).number(1e21).number(std::numeric_limits<double>::quiet_NaN()).text("x").end_row();
  BOOST_TEST(writer.take() == "name,-5,0.3137,\r\n1,1000000000000000000000,,x\r\n");
}

BOOST_AUTO_TEST_CASE(excel_in_german_gets_a_byte_order_mark_semicolons_and_decimal_commas) {
  CsvWriter writer(CsvStyle::german_excel);
  writer.text("Köln; Bonn").number(std::int64_t{-5000}).number(-0.3137).empty().text("=1+1;2").text("1.5").end_row();
  BOOST_TEST(writer.take() == "\xEF\xBB\xBF\"Köln; Bonn\";-5000;-0,3137;;\"'=1+1;2\";1.5\r\n");
}

BOOST_AUTO_TEST_CASE(what_is_written_reads_back) {
  CsvWriter writer;
  const Cells cells{"plain", "a,b", "q\"q", "two\nlines", "äöü 😀", "", "x"};
  for (const auto& cell : cells) writer.text(cell);
  writer.end_row();
  BOOST_TEST(all(writer.take())[0].cells == cells, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
