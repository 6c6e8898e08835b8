#include "api/resources/table.hpp"

#include <boost/test/unit_test.hpp>

#include "api/resources/content_etag.hpp"

using namespace tagwerk;
using namespace tagwerk::resources;

namespace {

constexpr Column columns[] = {
    {"name", "a text"}, {"count", "a number"}, {"share", "a fraction"}, {"over", "yes or no"}};
constexpr Column day_column[] = {{"day", "a date"}};

Table sample() {
  Table table(columns);
  table.add_row({std::string("Köln \"am Rhein\", Nord"), std::int64_t{12}, 0.3137, true});
  table.add_row({std::string("=1+1"), Cell(), Cell(), false});
  return table;
}

TableForm form_of(const std::string& query, const std::string& accept) {
  http::Request request;
  if (!accept.empty()) request.headers.push_back({"accept", accept});
  pipeline::Route route;
  route.query = {format_parameter()};
  pipeline::Exchange x(request, route, {});
  x.set_query(http::parse_query(query).value());
  return table_form(x);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table)

BOOST_AUTO_TEST_CASE(rows_are_objects_with_stable_names) {
  BOOST_TEST(sample().rows_json() == R"([{"name":"Köln \"am Rhein\", Nord","count":12,"share":0.3137,"over":true},)"
                                     R"({"name":"=1+1","count":null,"share":null,"over":false}])");
  BOOST_TEST(Table(columns).rows_json() == "[]");
}

BOOST_AUTO_TEST_CASE(csv_is_quoted_and_does_not_run_formulas) {
  BOOST_TEST(sample().csv() ==
             "name,count,share,over\r\n"
             "\"Köln \"\"am Rhein\"\", Nord\",12,0.3137,true\r\n"
             "'=1+1,,,false\r\n");
  BOOST_TEST(Table(columns).csv() == "name,count,share,over\r\n");
}

BOOST_AUTO_TEST_CASE(each_form_has_its_text_and_type) {
  BOOST_TEST(sample().text(TableForm::rows) == sample().rows_json());
  BOOST_TEST(sample().text(TableForm::csv) == sample().csv());
  BOOST_TEST(sample().text(TableForm::csv_de) ==
             "\xEF\xBB\xBFname;count;share;over\r\n"
             "\"Köln \"\"am Rhein\"\", Nord\";12;0,3137;true\r\n"
             "'=1+1;;;false\r\n");
  BOOST_TEST(content_type_of(TableForm::csv_de) == "text/csv; charset=utf-8");
  BOOST_TEST(content_type_of(TableForm::rows) == content_type_of(TableForm::json));
  BOOST_TEST(sample().text(TableForm::xlsx).starts_with("PK"));
}

BOOST_AUTO_TEST_CASE(a_date_is_a_text_but_in_a_workbook) {
  Table table(day_column);
  table.add_row({core::Date(2016, 11, 10)});
  BOOST_TEST(table.rows_json() == R"([{"day":"2016-11-10"}])");
  BOOST_TEST(table.csv() == "day\r\n2016-11-10\r\n");
}

BOOST_AUTO_TEST_CASE(a_negative_number_is_no_formula) {
  Table table(columns);
  table.add_row({std::string("x"), std::int64_t{-5}, -0.25, Cell()});
  BOOST_TEST(table.csv() == "name,count,share,over\r\nx,-5,-0.25,\r\n");
}

BOOST_AUTO_TEST_CASE(a_row_that_does_not_fit_is_our_own_mistake) {
  Table table(columns);
  BOOST_CHECK_THROW(table.add_row({std::int64_t{1}}), std::logic_error);
}

BOOST_AUTO_TEST_CASE(the_parameter_decides_before_accept) {
  BOOST_TEST((form_of("", "") == TableForm::json));
  BOOST_TEST((form_of("", "*/*") == TableForm::json));
  BOOST_TEST((form_of("", "application/json") == TableForm::json));
  BOOST_TEST((form_of("", "text/csv") == TableForm::csv));
  BOOST_TEST((form_of("", "text/csv;q=0.5, application/json") == TableForm::json));
  BOOST_TEST((form_of("", "text/html, text/csv;q=0.9, */*;q=0.1") == TableForm::csv));
  BOOST_TEST((form_of("", "text/html") == TableForm::json));
  BOOST_TEST((form_of("format=rows", "text/csv") == TableForm::rows));
  BOOST_TEST((form_of("format=json", "text/csv") == TableForm::json));
  BOOST_TEST((form_of("format=csv", "application/json") == TableForm::csv));
  BOOST_TEST((form_of("format=csv_de", "") == TableForm::csv_de));
  const std::string workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  BOOST_TEST((form_of("format=xlsx", "text/csv") == TableForm::xlsx));
  BOOST_TEST((form_of("", workbook) == TableForm::xlsx));
  BOOST_TEST((form_of("", workbook + ", text/csv;q=0.5, */*;q=0.1") == TableForm::xlsx));
  BOOST_TEST((form_of("", workbook + ";q=0.5, text/csv") == TableForm::csv));
  BOOST_TEST((form_of("", workbook + ", application/json") == TableForm::json));
}

BOOST_AUTO_TEST_CASE(every_column_is_documented) {
  for (const auto& column : columns) {
    BOOST_TEST(describe_columns(columns).find("`" + std::string(column.name) +
                                              "`: " + std::string(column.description)) != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_content_etag_is_strong_and_changes_with_the_content) {
  const auto tag = content_etag("a");
  BOOST_TEST(tag.size() == 35U);
  BOOST_TEST(tag.starts_with("\"c"));
  BOOST_TEST(tag.ends_with("\""));
  BOOST_TEST(tag == content_etag("a"));
  BOOST_TEST(tag != content_etag("b"));
}

BOOST_AUTO_TEST_SUITE_END()
