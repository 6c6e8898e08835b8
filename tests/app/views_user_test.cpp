// The user of config/views-user.sql reads the views and nothing else.
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/storage/connection.hpp"
#include "engine/storage/migrations.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;

namespace {

struct Fixture {
  support::TestDatabase& data = support::TestDatabase::shared();
  storage::Settings own_settings = [this] {
    auto settings = data.settings();
    settings.user = "tagwerk_views";
    settings.password = "of the test";
    return settings;
  }();
  storage::Connection root{data.settings()};
  storage::Connection user{own_settings};

  Fixture() {
    std::ifstream file(TAGWERK_SOURCE "/config/views-user.sql");
    std::ostringstream text;
    text << file.rdbuf();
    root.make_ready();
    root.command("create user 'tagwerk_views'@'%' identified by 'of the test'");
    for (const auto& grant : storage::split_statements(text.str())) root.command(grant);
    user.make_ready();
  }
  ~Fixture() {
    user.close();
    root.command("drop user 'tagwerk_views'@'%'");
  }
  /// Of the schema: tables, and views that begin so or not.
  std::vector<std::string> names(const std::string& condition) {
    return data.database().read([&](storage::Transaction& tx) {
      return tx.select("select table_name from information_schema.tables where table_schema = database() and " +
                           condition + " order by table_name",
                       {}, [](storage::Row& row) { return row.next<std::string>(); });
    });
  }
  /// What it was refused with, or "done".
  std::string try_to(const std::string& sql) {
    try {
      user.ask(sql);
      return "done";
    } catch (const std::runtime_error& error) {
      return std::string(error.what()).find("denied") != std::string::npos ? "denied" : error.what();
    }
  }
};

const std::string is_for_tools = "table_type = 'VIEW' and left(table_name, 2) = 'v_'";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(views_user, Fixture)

BOOST_AUTO_TEST_CASE(every_view_for_tools_can_be_read) {
  const auto views = names(is_for_tools);
  BOOST_TEST(views.size() == 6U);
  for (const auto& view : views) BOOST_TEST(try_to("select count(*) from " + view) == "done", view);
}

BOOST_AUTO_TEST_CASE(nothing_else_can_be_read_or_written) {
  const auto others = names("not (" + is_for_tools + ")");
  BOOST_TEST(others.size() > 40U);
  for (const auto& table : others) {
    BOOST_TEST(try_to("select count(*) from " + table) == "denied", table);
    BOOST_TEST(try_to("delete from " + table) == "denied", table);
  }
  for (const auto& view : names(is_for_tools)) {
    BOOST_TEST(try_to("delete from " + view) == "denied", view);
    BOOST_TEST(try_to("drop view " + view) == "denied", view);
    BOOST_TEST(try_to("show create view " + view) == "denied", view);
  }
  BOOST_TEST(try_to("create table mine (id int)") == "denied");
  BOOST_TEST(user.ask("select group_concat(table_name order by table_name) from information_schema.tables "
                      "where table_schema = database()")
                 .value_or("") == root.ask("select group_concat(table_name order by table_name) from "
                                           "information_schema.tables where table_schema = database() and " +
                                           is_for_tools)
                                      .value_or("none"));
}

BOOST_AUTO_TEST_CASE(what_was_granted_stays_when_views_are_made_anew) {
  storage::migrate(data.settings());
  BOOST_TEST(try_to("select count(*) from v_event") == "done");
}

BOOST_AUTO_TEST_SUITE_END()
