#include "engine/documents/workbook.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>

#include "tests/support/workbook_reader.hpp"

using namespace tagwerk::documents;
using tagwerk::core::Date;
using tagwerk::test::part_of_workbook;

namespace {

constexpr SheetColumn columns[] = {{"name", "a text"}, {"count", "a number"}};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string with(SheetCell first, SheetCell second = {}) {
  const std::vector<SheetCell> row{std::move(first), std::move(second)};
  return workbook_of(columns, std::span(&row, 1));
}
std::string sheet_with(SheetCell first) { return part_of_workbook(with(std::move(first)), "xl/worksheets/sheet1.xml"); }
std::string texts_with(const std::string& text) { return part_of_workbook(with(text), "xl/sharedStrings.xml"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(workbook)

BOOST_AUTO_TEST_CASE(a_text_is_never_a_formula_and_never_a_link) {
  for (const std::string text :
       {"=1+1", "{=SUM(A1)}", "+1", "-1", "@x", "http://example.com", "mailto:a@example.com"}) {
    BOOST_TEST_CONTEXT(text) {
      const auto book = with(text);
      const auto sheet = part_of_workbook(book, "xl/worksheets/sheet1.xml");
      BOOST_TEST(contains(sheet, R"(<c r="A2" t="s"><v>2</v></c>)"));
      BOOST_TEST(!contains(sheet, "<f"));
      BOOST_TEST(!contains(sheet, "hyperlink"));
      BOOST_TEST(contains(part_of_workbook(book, "xl/sharedStrings.xml"), "<t>" + text + "</t>"));
    }
  }
}

BOOST_AUTO_TEST_CASE(texts_come_back_as_they_went_in) {
  BOOST_TEST(contains(texts_with("Köln & <Söhne> 深圳"), "<t>Köln &amp; &lt;Söhne&gt; 深圳</t>"));
  BOOST_TEST(contains(texts_with(" spaces "), R"(<t xml:space="preserve"> spaces </t>)"));
  BOOST_TEST(contains(texts_with(std::string("a").append(1, '\x01').append("b")), "a_x0001_b"));
  // A reader takes _x0041_ for an A unless its underscore is written as one.
  BOOST_TEST(contains(texts_with("_x0041_ _x0042_"), "<t>_x005F_x0041_ _x005F_x0042_</t>"));
  BOOST_TEST(contains(texts_with("_x004_ _xyz_ _x"), "<t>_x004_ _xyz_ _x</t>"));
}

BOOST_AUTO_TEST_CASE(numbers_dates_and_what_is_missing) {
  BOOST_TEST(contains(sheet_with(std::int64_t{-12}), R"(<c r="A2"><v>-12</v></c>)"));
  BOOST_TEST(contains(sheet_with(0.3137), "<v>0.3137</v>"));
  BOOST_TEST(contains(sheet_with(true), R"(<c r="A2" t="b"><v>1</v></c>)"));
  // Days as Excel counts them: 1 March 1900 is 61, 10 November 2016 is 42684.
  BOOST_TEST(contains(sheet_with(Date(1900, 3, 1)), "<v>61</v>"));
  BOOST_TEST(contains(sheet_with(Date(2016, 11, 10)), "<v>42684</v>"));
  BOOST_TEST(contains(part_of_workbook(with(Date(2016, 11, 10)), "xl/styles.xml"), "yyyy-mm-dd"));
  BOOST_TEST(contains(texts_with("x"), "<t>x</t>"));
  BOOST_TEST(contains(part_of_workbook(with(Date(1899, 12, 31)), "xl/sharedStrings.xml"), "<t>1899-12-31</t>"));
  // A number that a double does not hold is a text.
  BOOST_TEST(contains(part_of_workbook(with(std::numeric_limits<std::int64_t>::max()), "xl/sharedStrings.xml"),
                      "<t>9223372036854775807</t>"));
  for (const SheetCell& nothing :
       {SheetCell(), SheetCell(std::numeric_limits<double>::quiet_NaN()), SheetCell(std::string())})
    BOOST_TEST(!contains(sheet_with(nothing), "r=\"A2\""));
}

BOOST_AUTO_TEST_CASE(the_header_stays_in_sight_and_a_second_sheet_explains_the_columns) {
  const auto book = with(std::int64_t{1}, std::int64_t{2});
  const auto sheet = part_of_workbook(book, "xl/worksheets/sheet1.xml");
  BOOST_TEST(contains(sheet, R"(<pane ySplit="1" topLeftCell="A2")"));
  BOOST_TEST(contains(sheet, R"(<autoFilter ref="A1:B2"/>)"));
  const auto texts = part_of_workbook(book, "xl/sharedStrings.xml");
  for (const auto* text : {"name", "count", "column", "description", "a text", "a number"})
    BOOST_TEST(contains(texts, std::string("<t>") + text + "</t>"));
  BOOST_TEST(contains(part_of_workbook(book, "xl/workbook.xml"), R"(<sheet name="columns")"));
  BOOST_TEST(contains(part_of_workbook(workbook_of(columns, {}), "xl/sharedStrings.xml"), "<t>count</t>"));
}

BOOST_AUTO_TEST_CASE(the_same_table_is_the_same_bytes) { BOOST_TEST(with("x") == with("x")); }

BOOST_AUTO_TEST_CASE(what_a_cell_does_not_hold_is_cut) {
  BOOST_TEST(clipped_for_cell("abc", 3) == "abc");
  BOOST_TEST(clipped_for_cell("abcd", 3) == "ab…");
  BOOST_TEST(clipped_for_cell("äöü", 3) == "äöü");
  BOOST_TEST(clipped_for_cell("äöüß", 3) == "äö…");
  // Two UTF-16 units each.
  BOOST_TEST(clipped_for_cell("😀😀", 4) == "😀😀");
  BOOST_TEST(clipped_for_cell("😀😀", 3) == "😀…");
  BOOST_TEST(clipped_for_cell("😀😀", 2) == "…");
  BOOST_TEST(contains(texts_with(std::string(max_cell_length + 1, 'a')), std::string(max_cell_length - 1, 'a') + "…<"));
  BOOST_TEST(contains(texts_with(std::string(max_cell_length, 'a')), std::string(max_cell_length, 'a') + "<"));
}

BOOST_AUTO_TEST_CASE(more_rows_than_a_sheet_has_are_refused) {
  const std::vector<std::vector<SheetCell>> rows(max_sheet_rows);
  BOOST_CHECK_THROW(static_cast<void>(workbook_of(columns, rows)), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
