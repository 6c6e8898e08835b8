#include "engine/storage/migrations.hpp"

#include <boost/test/unit_test.hpp>

#include <future>
#include <stdexcept>
#include <thread>

#include "engine/storage/connection.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk::storage;
using namespace std::chrono_literals;
namespace support = tagwerk::support;
using Kind = SchemaState::Kind;

namespace {

// A name on the server without a database behind it; what was made there is dropped in the end.
struct Fixture {
  Settings settings = [] {
    Settings made;
    made.user = "root";
    made.unix_socket = support::test_socket();
    made.database = support::unique_database_name();
    return made;
  }();
  std::vector<SchemaFile> files = {
      schema_file("V0001__first.sql", "create table a (id int not null primary key);\ninsert into a values (1);\n"),
      schema_file("V0002__second.sql", "create table b (id int not null primary key);\n")};

  ~Fixture() { run("drop database if exists " + settings.database); }

  std::optional<std::string> run(const std::string& sql) {
    Settings server = settings;
    server.database.clear();
    Connection connection(server);
    connection.make_ready();
    return connection.ask(sql);
  }
  std::string ask(const std::string& sql) {
    Connection connection(settings);
    connection.make_ready();
    return connection.ask(sql).value_or("null");
  }
  SchemaState state() {
    Database database(settings);
    return schema_state(database, files);
  }
  void expect_refusal(const std::string& words) {
    BOOST_TEST_CONTEXT(words) {
      try {
        migrate(settings, files);
        BOOST_ERROR("not refused");
      } catch (const MigrationRefused& refused) {
        BOOST_TEST(std::string(refused.what()).find(words) != std::string::npos, refused.what());
      }
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(migrations)

BOOST_FIXTURE_TEST_CASE(the_embedded_files_make_a_schema_of_an_empty_database_and_a_second_time_nothing, Fixture) {
  const auto applied = migrate(settings);
  BOOST_TEST(applied.size() == schema_files().size());
  BOOST_TEST(applied.size() >= 4U);
  BOOST_TEST(applied.front() == "V0001__directory.sql");
  Database database(settings);
  BOOST_TEST((schema_state(database).kind == Kind::up_to_date), schema_state(database).words);
  BOOST_TEST(migrate(settings).empty());
  BOOST_TEST(ask("select count(*) from schema_migrations where applied_at is not null") ==
             std::to_string(applied.size()));
}

BOOST_FIXTURE_TEST_CASE(views_are_made_anew_each_time_and_read_for_whoever_may_read_them, Fixture) {
  migrate(settings);
  const auto views = std::to_string(embedded_views().size());
  const std::string kept = "select count(*) from information_schema.views where table_schema = database()";
  BOOST_TEST(ask(kept + " and security_type = 'DEFINER'") == views);
  for (const auto& view : embedded_views()) {
    BOOST_TEST_CONTEXT(view.name) {
      const std::string name(view.name.substr(0, view.name.find('.')));
      BOOST_TEST(ask(kept + " and table_name = '" + name + "'") == "1");
      BOOST_TEST(view.text.starts_with("-- Grain: "));
      BOOST_TEST(split_statements(view.text).size() == 1U);
    }
  }
  run("create or replace view " + settings.database + ".v_event as select 1 as one");
  migrate(settings);
  BOOST_TEST(ask("select count(*) from v_event") == "0");
  BOOST_TEST(ask(kept) == views);
}

BOOST_FIXTURE_TEST_CASE(a_view_that_cannot_be_made_is_named_and_the_schema_stays_up_to_date, Fixture) {
  const EmbeddedFile views[] = {{"v_one.sql", "create or replace view v_one as select id from a"},
                                {"v_two.sql", "create or replace view v_two as select id from nowhere"}};
  BOOST_CHECK_EXCEPTION(
      migrate(settings, files, migration_lock_timeout, views), MigrationRefused, [](const auto& refused) {
        return std::string(refused.what()).find("the view of v_two.sql cannot be made") != std::string::npos;
      });
  BOOST_TEST((state().kind == Kind::up_to_date), state().words);
  BOOST_TEST(ask("select count(*) from v_one") == "1");
}

BOOST_FIXTURE_TEST_CASE(every_table_is_innodb_and_compares_by_code_point, Fixture) {
  migrate(settings);
  BOOST_TEST(ask("select group_concat(table_name) from information_schema.tables where table_schema = database() and"
                 " table_type = 'BASE TABLE' and (engine <> 'InnoDB' or table_collation <> 'utf8mb4_bin')") == "null");
}

BOOST_AUTO_TEST_CASE(versions_ascend_without_gaps) {
  int expected = 0;
  for (const auto& file : schema_files()) BOOST_TEST(file.version == ++expected, file.name);
}

BOOST_AUTO_TEST_CASE(a_checksum_is_of_the_whole_text) {
  const auto one = schema_file("V0001__a.sql", "select 1;");
  BOOST_TEST(one.checksum.size() == 64U);
  BOOST_TEST(one.checksum == schema_file("V0001__a.sql", "select 1;").checksum);
  BOOST_TEST(one.checksum != schema_file("V0001__a.sql", "select 1; ").checksum);
}

BOOST_AUTO_TEST_CASE(a_file_is_named_by_its_version_and_words) {
  BOOST_TEST(schema_file("V0042__some_words.sql", "").version == 42);
  for (const char* name : {"", "V1__a.sql", "V00001__a.sql", "V0001_a.sql", "V0001__.sql", "V0001__a.txt",
                           "v0001__a.sql", "V00x1__a.sql", "V0000__a.sql", "V-001__a.sql"}) {
    BOOST_TEST_CONTEXT(name) { BOOST_CHECK_THROW((void)schema_file(name, ""), std::logic_error); }
  }
}

BOOST_AUTO_TEST_CASE(statements_are_split_at_semicolons_outside_quotes_and_comments) {
  const auto statements = split_statements(
      "-- a comment; with 'an apostrophe\n"
      "insert into t values ('a;b', \"c;d\", 'it''s', 'x\\';y');;\n"
      "# another; one\n"
      "create table `odd;name` (id int /* a; b */); select 1 -- no end");
  BOOST_TEST_REQUIRE(statements.size() == 3U);
  BOOST_TEST(statements[0] == "insert into t values ('a;b', \"c;d\", 'it''s', 'x\\';y')");
  BOOST_TEST(statements[1] == "create table `odd;name` (id int \n)");
  BOOST_TEST(statements[2] == "select 1");
  BOOST_TEST(split_statements("").empty());
  BOOST_TEST(split_statements(" ;\n-- only words\n;").empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_missing_is_applied_and_nothing_else, Fixture) {
  const auto both = files;
  files.resize(1);
  BOOST_TEST((migrate(settings, files) == std::vector<std::string>{"V0001__first.sql"}));
  BOOST_TEST((state().kind == Kind::up_to_date));
  files = both;
  const auto before = state();
  BOOST_TEST((before.kind == Kind::behind));
  BOOST_TEST(before.words == "the schema lacks V0002__second.sql: run `tagwerk migrate`");
  BOOST_TEST((migrate(settings, files) == std::vector<std::string>{"V0002__second.sql"}));
  BOOST_TEST(ask("select count(*) from a") == "1");
}

BOOST_FIXTURE_TEST_CASE(an_empty_database_is_told_which_command_to_run, Fixture) {
  run("create database " + settings.database);
  BOOST_TEST((state().kind == Kind::empty));
  BOOST_TEST(state().words.find("tagwerk migrate") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_missing_database_is_told_which_command_to_run, Fixture) {
  Database database(settings);
  try {
    (void)schema_state(database);
    BOOST_ERROR("a database that does not exist has a schema");
  } catch (const Unavailable& error) {
    BOOST_TEST(std::string(error.what()).find("tagwerk migrate") != std::string::npos, error.what());
  }
}

BOOST_FIXTURE_TEST_CASE(a_changed_file_is_refused_by_name, Fixture) {
  migrate(settings, files);
  files[0] = schema_file("V0001__first.sql", "create table a (id bigint not null primary key);");
  BOOST_TEST((state().kind == Kind::drifted));
  expect_refusal("V0001__first.sql was applied with another content");
}

BOOST_FIXTURE_TEST_CASE(a_renamed_file_is_refused_by_name, Fixture) {
  migrate(settings, files);
  files[1] = schema_file("V0002__other.sql", files[1].text);
  expect_refusal("V0002__second.sql was applied, which this tagwerk does not have");
}

BOOST_FIXTURE_TEST_CASE(a_file_that_slipped_in_between_is_refused_by_name, Fixture) {
  files[1] = schema_file("V0003__second.sql", files[1].text);
  migrate(settings, files);
  files.insert(files.begin() + 1, schema_file("V0002__late.sql", "create table c (id int)"));
  BOOST_TEST((state().kind == Kind::drifted));
  expect_refusal("V0002__late.sql was never applied, though V0003__second.sql was");
}

BOOST_FIXTURE_TEST_CASE(a_newer_schema_is_refused_and_the_file_named, Fixture) {
  migrate(settings, files);
  files.pop_back();
  BOOST_TEST((state().kind == Kind::ahead));
  expect_refusal("the schema is at V0002__second.sql, this tagwerk knows versions up to 1");
}

BOOST_FIXTURE_TEST_CASE(a_file_that_fails_at_once_leaves_nothing_and_can_be_mended, Fixture) {
  files.push_back(schema_file("V0003__third.sql", "create table a (id int)"));
  expect_refusal("V0003__third.sql: statement 1 of 1 failed: database error 1050");
  BOOST_TEST((state().kind == Kind::behind));
  files[2] = schema_file("V0003__third.sql", "create table c (id int)");
  BOOST_TEST((migrate(settings, files) == std::vector<std::string>{"V0003__third.sql"}));
}

BOOST_FIXTURE_TEST_CASE(a_file_that_stops_half_way_is_refused_until_somebody_has_looked, Fixture) {
  const auto good = schema_file("V0003__third.sql", "create table c (id int); create table d (id int);");
  files.push_back(schema_file("V0003__third.sql", "create table c (id int); create table a (id int); select 1;"));
  expect_refusal("V0003__third.sql: statement 2 of 3 failed");
  BOOST_TEST((state().kind == Kind::unfinished));
  files[2] = good;
  expect_refusal("stopped half-way: 1 of its statements took effect");
  expect_refusal("`delete from schema_migrations where version = 3`");
  ask("drop table c");
  ask("delete from schema_migrations where version = 3");
  BOOST_TEST((migrate(settings, files) == std::vector<std::string>{"V0003__third.sql"}));
  BOOST_TEST((state().kind == Kind::up_to_date));
}

BOOST_FIXTURE_TEST_CASE(eight_who_migrate_at_once_apply_each_file_once, Fixture) {
  std::vector<std::future<std::vector<std::string>>> all;
  for (int i = 0; i < 8; ++i) {
    all.push_back(std::async(std::launch::async, [&] { return migrate(settings, files); }));
  }
  std::size_t applied = 0;
  for (auto& one : all) applied += one.get().size();
  BOOST_TEST(applied == files.size());
  BOOST_TEST((state().kind == Kind::up_to_date));
}

BOOST_FIXTURE_TEST_CASE(a_migration_waits_for_another_one_and_gives_up_in_the_end, Fixture) {
  files.push_back(schema_file("V0003__slow.sql", "select sleep(3)"));
  auto slow = std::async(std::launch::async, [&] { return migrate(settings, files); });
  for (int i = 0; i < 200; ++i) {
    if (run("select count(*) from information_schema.processlist where info = 'select sleep(3)'") == "1") break;
    std::this_thread::sleep_for(10ms);
  }
  try {
    migrate(settings, files, 1s);
    BOOST_ERROR("two migrated at once");
  } catch (const MigrationRefused& refused) {
    BOOST_TEST(std::string(refused.what()).find("another migration") != std::string::npos, refused.what());
  }
  BOOST_TEST((state().kind == Kind::unfinished));
  BOOST_TEST(slow.get().size() == 3U);
}

BOOST_FIXTURE_TEST_CASE(who_may_not_create_a_database_is_told_so, Fixture) {
  run("create or replace user 'powerless'@'localhost'");
  auto powerless = settings;
  powerless.user = "powerless";
  try {
    migrate(powerless, files);
    BOOST_ERROR("a database was made without the right to");
  } catch (const MigrationRefused& refused) {
    BOOST_TEST(std::string(refused.what()).find("may not create one (database error 1044") != std::string::npos,
               refused.what());
  }
  run("drop user 'powerless'@'localhost'");
}

BOOST_AUTO_TEST_SUITE_END()
