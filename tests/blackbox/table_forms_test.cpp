// Every route that answers a table answers it in every form.
#include <boost/test/unit_test.hpp>

#include <map>
#include <string>

#include "engine/core/csv.hpp"
#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/routes.hpp"
#include "tests/blackbox/world.hpp"
#include "tests/support/workbook_reader.hpp"

using namespace tagwerk::test;

namespace {

bool is_table(const Operation& operation) { return operation.method == "GET" && operation.has_table_forms; }

std::string required_query(const Operation& operation) {
  const std::map<std::string, std::string> values{{"series", World::get().series}, {"year", "2016"}};
  std::string query = "?";
  for (const auto& name : operation.required_query_parameters)
    query.append(name).append("=").append(values.at(name)).append("&");
  return query;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(table_forms)

BOOST_AUTO_TEST_CASE(every_table_is_rows_csv_and_a_workbook_of_the_same_columns) {
  int tables = 0;
  for (const auto& operation : operations()) {
    if (!is_table(operation)) continue;
    BOOST_TEST_CONTEXT(name_of(operation)) {
      ++tables;
      const auto& client = somebody_allowed(operation);
      const auto path = operation.path + required_query(operation);
      const auto csv = client.get(path + "format=csv");
      BOOST_TEST_REQUIRE(outcome(csv) == "200");
      tagwerk::core::CsvReader reader(csv.body);
      tagwerk::core::CsvRecord head;
      BOOST_TEST_REQUIRE(reader.next(head));
      const auto german = client.get(path + "format=csv_de");
      BOOST_TEST(german.body.starts_with("\xEF\xBB\xBF"));
      const auto rows = client.get(path + "format=rows");
      BOOST_TEST(rows.body.starts_with("["));
      const auto book = client.get(path + "format=xlsx");
      BOOST_TEST_REQUIRE(outcome(book) == "200");
      BOOST_TEST(book.header("content-type") == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      const auto texts = part_of_workbook(book.body, "xl/sharedStrings.xml");
      for (const auto& column : head.cells)
        BOOST_TEST(texts.find("<t>" + column + "</t>") != std::string::npos, column);
    }
  }
  BOOST_TEST(tables >= 20);
}

BOOST_AUTO_TEST_CASE(a_workbook_is_negotiated_and_has_a_tag_of_its_own) {
  World& world = World::get();
  const auto path = "/api/v1/statistics/editions?series=" + world.series;
  const std::string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const auto book = world.viewer.get(path, {{"Accept", type}});
  BOOST_TEST(book.header("content-type") == type);
  BOOST_TEST(book.body.starts_with("PK"));
  BOOST_TEST(book.header("etag") != world.viewer.get(path).header("etag"));
  BOOST_TEST(world.viewer.get(path, {{"Accept", type}, {"If-None-Match", book.header("etag")}}).status == 304);
}

BOOST_AUTO_TEST_SUITE_END()
