// The files for Grafana ask for what there is: every address is answered, and every column that is selected is in the rows.
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <vector>

#include "api/json/node.hpp"
#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;
using tagwerk::json::Node;

namespace {

std::string text_of(const Node& node, std::string_view member) {
  const auto* found = node.find(member);
  BOOST_TEST_REQUIRE(found != nullptr, member);
  return found->text;
}

// All that ask: targets of panels and queries of variables.
void collect_queries(const Node& node, std::vector<const Node*>& queries) {
  if (node.find("url") != nullptr) queries.push_back(&node);
  for (const auto& item : node.items) collect_queries(item, queries);
  for (const auto& member : node.members) collect_queries(member.value, queries);
}

void collect_texts(const Node& node, std::string_view name, std::set<std::string>& texts) {
  for (const auto& member : node.members) {
    if (member.name == name && member.value.kind == Node::Kind::string) texts.insert(member.value.text);
    collect_texts(member.value, name, texts);
  }
  for (const auto& item : node.items) collect_texts(item, name, texts);
}

std::string filled(std::string url, const std::string& name, const std::string& value) {
  const auto variable = "${" + name + "}";
  for (auto at = url.find(variable); at != std::string::npos; at = url.find(variable))
    url.replace(at, variable.size(), value);
  return url;
}

bool fits(const Node& cell, const std::string& type) {
  using Kind = Node::Kind;
  if (cell.kind == Kind::null) return true;
  const bool is_number = cell.kind == Kind::integer || cell.kind == Kind::unsigned_integer || cell.kind == Kind::number;
  if (type == "number") return is_number;
  if (type == "boolean") return cell.kind == Kind::boolean;
  return cell.kind == Kind::string || (type == "string" && is_number);
}

struct Board {
  World& world = World::get();
  Node board = tagwerk::json::parse(read_file(TAGWERK_SOURCE "/config/grafana/attendance.json")).value();
  std::vector<const Node*> queries;
  std::string series = world.fresh_word();
  std::string event;

  Board() {
    collect_queries(board, queries);
    BOOST_TEST_REQUIRE(outcome(world.organizer.post(
                           "/api/v1/series", R"({"key": ")" + series + R"(", "name": "Reihe", "kind": "other"})")) ==
                       "201");
    const auto made = world.organizer.post(
        "/api/v1/events", R"({"series_key": ")" + series +
                              R"(", "name": "Treffen", "edition_year": 2031, "starts_on": "2031-05-10", )"
                              R"("ends_on": "2031-05-10", "time_zone": "UTC", "city": "Bonn", "country": "DE", )"
                              R"("status": "open"})");
    BOOST_TEST_REQUIRE(outcome(made) == "201");
    event = made.id();
    BOOST_TEST_REQUIRE(outcome(world.register_heads(event, world.new_company(), 2)) == "201");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(grafana, Board)

BOOST_AUTO_TEST_CASE(every_address_is_answered_with_the_columns_that_are_selected) {
  std::set<std::string> asked;
  for (const auto* query : queries) {
    const auto url = text_of(*query, "url");
    BOOST_TEST_CONTEXT(url) {
      asked.insert(url.substr(0, url.find('?')));
      BOOST_TEST(url.starts_with("/api/v1/"));
      const auto answer = world.viewer.get(filled(filled(url, "series", series), "event", event));
      BOOST_TEST_REQUIRE(outcome(answer) == "200");
      const auto root = text_of(*query, "root_selector");
      const auto& rows = root.empty() ? answer.json : answer.at("/" + root);
      BOOST_TEST_REQUIRE(rows.items.size() > 0U);
      for (const auto& column : query->find("columns")->items) {
        const auto selector = text_of(column, "selector");
        const auto* cell = rows.items.front().find(selector);
        BOOST_TEST_REQUIRE(cell != nullptr, selector);
        BOOST_TEST(fits(*cell, text_of(column, "type")), selector);
      }
    }
  }
  BOOST_TEST((asked == std::set<std::string>{"/api/v1/events/${event}/forecast",
                                             "/api/v1/events/${event}/registrations/daily", "/api/v1/series",
                                             "/api/v1/statistics/attendance", "/api/v1/statistics/editions"}));
}

BOOST_AUTO_TEST_CASE(columns_that_panels_name_are_selected) {
  for (const auto& panel : board.find("panels")->items) {
    std::set<std::string> selected;
    collect_texts(*panel.find("targets"), "text", selected);
    std::set<std::string> named;
    collect_texts(*panel.find("options"), "xField", named);
    for (const auto& change : panel.find("fieldConfig")->find("overrides")->items)
      collect_texts(*change.find("matcher"), "options", named);
    for (const auto& name : named) BOOST_TEST(selected.contains(name), name);
  }
}

BOOST_AUTO_TEST_CASE(the_token_is_in_the_environment_and_nowhere_else) {
  const auto source = read_file(TAGWERK_SOURCE "/config/grafana/datasource.yaml");
  BOOST_TEST(source.find("\n    secureJsonData:\n      bearerToken: $TAGWERK_TOKEN\n") != std::string::npos);
  BOOST_TEST(source.find("\n    uid: tagwerk\n    type: yesoreyeram-infinity-datasource\n") != std::string::npos);
  std::set<std::string> types;
  for (const auto* query : queries) {
    const auto* data_source = query->find("datasource");
    if (data_source != nullptr) types.insert(text_of(*data_source, "uid") + " " + text_of(*data_source, "type"));
  }
  BOOST_TEST((types == std::set<std::string>{"tagwerk yesoreyeram-infinity-datasource"}));
}

BOOST_AUTO_TEST_SUITE_END()
