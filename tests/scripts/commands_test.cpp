// The commands of the real binary: what they print, where, and with which status.
#include <boost/test/unit_test.hpp>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <string>

#include "tests/support/http_client.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;

namespace {

const std::string binary = TAGWERK_BINARY;

test::Finished run_tagwerk(std::vector<std::string> words, test::Variables variables = {}) {
  words.insert(words.begin(), binary);
  return test::run_program(words, variables);
}

struct Fixture {
  support::TestDatabase& data = support::TestDatabase::shared();
  test::TemporaryFolder folder;

  test::Finished run(std::vector<std::string> words) {
    return run_tagwerk(std::move(words), {{"TAGWERK_DATABASE_URL", data.url()}});
  }
  std::string file(const std::string& text) {
    const auto path = folder.path() + "/list.csv";
    test::write_file(path, text);
    return path;
  }
  std::int64_t count(const std::string& table) {
    return data.database()
        .read([&](storage::Transaction& tx) { return tx.scalar<std::int64_t>("select count(*) from " + table, {}); })
        .value();
  }
};

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(commands, Fixture)

BOOST_AUTO_TEST_CASE(a_wrong_command_line_or_setting_is_one_line_and_status_2) {
  for (const auto& words : std::vector<std::vector<std::string>>{{"sreve"},
                                                                 {"serve", "--port", "x"},
                                                                 {"serve", "--port", "70000"},
                                                                 {"token", "create", "--role", "king"},
                                                                 {"config", "get", "server.prot"},
                                                                 {"serve", "--config", "/nowhere.toml"},
                                                                 {"import", "companies"}}) {
    const auto finished = run(words);
    BOOST_TEST(finished.status == 2, words[0]);
    BOOST_TEST(finished.out == "");
    BOOST_TEST(lines(finished.err) == 1U, finished.err);
    BOOST_TEST(finished.err.starts_with("tagwerk: "));
  }
}

BOOST_AUTO_TEST_CASE(a_database_that_cannot_be_reached_is_one_line_and_status_1) {
  const auto url = "mysql://root@localhost/x?socket=" + folder.path() + "/nowhere.sock";
  for (const auto* command : {"migrate", "doctor"}) {
    const auto finished = run_tagwerk({command, "--database", url});
    BOOST_TEST(finished.status == 1, command);
    BOOST_TEST(lines(finished.err) == 1U, finished.err);
  }
  const auto none = run_tagwerk({"migrate"});
  BOOST_TEST(none.status == 2);
  BOOST_TEST(none.err.find("TAGWERK_DATABASE_URL") != std::string::npos, none.err);
}

BOOST_AUTO_TEST_CASE(help_and_version_work_whatever_is_wrong_with_the_configuration) {
  const test::Variables wrong{{"TAGWERK_CONFIG", "/nowhere.toml"}, {"TAGWERK_PORT", "x"}};
  BOOST_TEST(run_tagwerk({"help"}, wrong).status == 0);
  const auto version = run_tagwerk({"--version"}, wrong);
  BOOST_TEST(version.status == 0);
  BOOST_TEST(std::regex_match(version.out, std::regex("tagwerk [0-9]+\\.[0-9]+\\.[0-9]+\n")), version.out);
}

BOOST_AUTO_TEST_CASE(token_create_prints_the_token_and_nothing_else) {
  const auto made = run({"token", "create", "--organization", "test", "--role", "organizer", "--name", "Büro 🎪"});
  BOOST_TEST(made.status == 0, made.err);
  BOOST_TEST(std::regex_match(made.out, std::regex("twk_[A-Za-z0-9_-]{43}\n")), made.out);
  BOOST_TEST(made.err == "");
  const auto nowhere = run({"token", "create", "--organization", "nowhere", "--role", "organizer"});
  BOOST_TEST(nowhere.status == 1);
  BOOST_TEST(nowhere.out == "");
  BOOST_TEST(nowhere.err.find("'nowhere'") != std::string::npos, nowhere.err);
  const auto partner = run({"token", "create", "--organization", "test", "--role", "partner"});
  BOOST_TEST(partner.status == 1);
  BOOST_TEST(partner.err.find("--company") != std::string::npos, partner.err);
  BOOST_TEST(count("access_tokens") == 1);
}

BOOST_AUTO_TEST_CASE(organization_create_refuses_a_key_that_is_there_and_a_zone_that_is_not) {
  BOOST_TEST(run({"organization", "create", "--organization", "new", "--name", "Neu", "--time-zone", "Europe/Vienna"})
                 .status == 0);
  const auto again = run({"organization", "create", "--organization", "new", "--name", "Neu"});
  BOOST_TEST(again.status == 1);
  BOOST_TEST(again.err.find("'new'") != std::string::npos, again.err);
  const auto zone =
      run({"organization", "create", "--organization", "other", "--name", "x", "--time-zone", "Europe/Entenhausen"});
  BOOST_TEST(zone.status == 1);
  BOOST_TEST(zone.err.find("Europe/Entenhausen") != std::string::npos, zone.err);
  BOOST_TEST(count("organizations") == 2);
}

BOOST_AUTO_TEST_CASE(an_import_is_all_or_nothing_and_names_every_bad_line) {
  const auto good = file("name,role,city\nErste,partner,Köln\nZweite,vendor,\n");
  const auto tried = run({"import", "companies", good, "--organization", "test", "--dry-run"});
  BOOST_TEST(tried.status == 0, tried.err);
  BOOST_TEST(tried.out.find("would import 2 lines: 2 created") == 0U, tried.out);
  BOOST_TEST(count("companies") == 0);
  const auto done = run({"import", "companies", good, "--organization", "test"});
  BOOST_TEST(done.status == 0, done.err);
  BOOST_TEST(done.out.find("imported 2 lines: 2 created") == 0U, done.out);
  BOOST_TEST(count("companies") == 2);
  const auto bad = file("name,role\nDritte,partner\nVierte,king\n,vendor\n");
  const auto refused = run({"import", "companies", bad, "--organization", "test"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(refused.out == "");
  BOOST_TEST(refused.err.find("line 3") != std::string::npos, refused.err);
  BOOST_TEST(refused.err.find("'king'") != std::string::npos, refused.err);
  BOOST_TEST(refused.err.find("line 4") != std::string::npos, refused.err);
  BOOST_TEST(count("companies") == 2);
  const auto missing = run({"import", "companies", folder.path() + "/none.csv", "--organization", "test"});
  BOOST_TEST(missing.status == 1);
  BOOST_TEST(missing.err.find("none.csv") != std::string::npos);
  BOOST_TEST(run({"import", "companies", folder.path(), "--organization", "test"}).status == 1);
}

BOOST_AUTO_TEST_CASE(doctor_finds_a_counter_that_was_tampered_with) {
  BOOST_TEST(run({"demo", "load"}).status == 0);
  const auto sound = run({"doctor"});
  BOOST_TEST(sound.status == 0, sound.out);
  data.database().transact(nullptr, [](storage::Transaction& tx) {
    return tx.execute(
        "update capacity_pools set confirmed = confirmed + 1 where pool_key = 'participants' "
        "and confirmed = (select m from (select max(confirmed) m from capacity_pools) t)",
        {});
  });
  const auto found = run({"doctor"});
  BOOST_TEST(found.status == 1);
  BOOST_TEST(found.out.find("capacity_pools") != std::string::npos, found.out);
  const auto again = run({"demo", "load"});
  BOOST_TEST(again.status == 0);
  BOOST_TEST(again.out.find("already there") != std::string::npos, again.out);
}

BOOST_AUTO_TEST_CASE(config_list_is_the_table_of_the_readme_and_config_get_says_what_is_in_force) {
  const auto list = run_tagwerk({"config", "list"});
  BOOST_TEST(list.status == 0);
  const auto readme = test::read_file(TAGWERK_SOURCE "/README.md");
  BOOST_TEST((readme.find(list.out) != std::string::npos), "README.md does not show what `tagwerk config list` prints");
  BOOST_TEST(run_tagwerk({"config", "get", "server.port"}, {{"TAGWERK_PORT", "81"}}).out == "81\n");
  BOOST_TEST(run_tagwerk({"config", "get", "server.port", "--port", "82"}, {{"TAGWERK_PORT", "81"}}).out == "82\n");
}

BOOST_AUTO_TEST_CASE(routes_are_listed_without_a_database) {
  const auto routes = run_tagwerk({"routes"});
  BOOST_TEST(routes.status == 0, routes.err);
  BOOST_TEST(routes.out.find("GET     /api/v1/statistics/attendance  [") != std::string::npos, routes.out);
  BOOST_TEST(routes.out.find("GET     /healthz  [public]") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(serving, Fixture)

BOOST_AUTO_TEST_CASE(serve_prints_one_line_with_the_port_and_ends_well_on_both_signals) {
  for (const int signal : {SIGTERM, SIGINT}) {
    test::ServerProcess server(binary, data.url());
    BOOST_TEST(test::HttpClient(server.port()).get("/readyz").status == 200);
    server.process().send_signal(signal);
    BOOST_TEST(server.process().wait(std::chrono::seconds(20)) == 0);
    BOOST_TEST(server.process().out() == "listening on 127.0.0.1:" + std::to_string(server.port()) + "\n");
  }
}

BOOST_AUTO_TEST_CASE(serve_starts_without_a_database_and_says_so_in_readyz) {
  test::ServerProcess server(binary, "mysql://root@localhost/x?socket=" + folder.path() + "/nowhere.sock");
  test::HttpClient client(server.port());
  BOOST_TEST(client.get("/healthz").status == 200);
  const auto answer = client.get("/readyz");
  BOOST_TEST(answer.status == 503);
  BOOST_TEST(answer.body.find("database_unreachable") != std::string::npos, answer.body);
  BOOST_TEST(server.stop() == 0);
}

BOOST_AUTO_TEST_CASE(serve_refuses_a_schema_of_another_version_and_says_what_mends_it) {
  support::TestDatabase own;
  own.database().transact(nullptr, [](storage::Transaction& tx) {
    return tx.execute(
        "delete from schema_migrations where version = (select m from (select max(version) m from schema_migrations) t)",
        {});
  });
  const auto finished = run_tagwerk({"serve", "--port", "0"}, {{"TAGWERK_DATABASE_URL", own.url()}});
  BOOST_TEST(finished.status == 1);
  BOOST_TEST(finished.out == "");
  BOOST_TEST(finished.err.find("tagwerk migrate") != std::string::npos, finished.err);
  BOOST_TEST(lines(finished.err) == 1U, finished.err);
}

BOOST_AUTO_TEST_CASE(serve_needs_a_secret_and_says_how_to_make_one) {
  const auto serve_with = [&](const std::string& file) {
    return run_tagwerk({"serve", "--port", "0"}, {{"TAGWERK_DATABASE_URL", data.url()}, {"TAGWERK_SECRET_FILE", file}});
  };
  const auto short_file = file("too short");
  for (const auto& path : {std::string(), folder.path() + "/none", folder.path(), short_file}) {
    const auto refused = serve_with(path);
    BOOST_TEST(refused.status == 2, path);
    BOOST_TEST(refused.out == "");
    BOOST_TEST(lines(refused.err) == 1U, refused.err);
    const auto* mends = path == short_file ? "bring back the copy" : "tagwerk secret create";
    BOOST_TEST(refused.err.find(mends) != std::string::npos, refused.err);
    BOOST_TEST(refused.err.find("too short") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(secret_create_makes_a_file_for_its_owner_alone_and_overwrites_none) {
  const test::Variables variables{{"TAGWERK_SECRET_FILE", folder.path() + "/secret"}};
  const auto made = run_tagwerk({"secret", "create"}, variables);
  BOOST_TEST(made.status == 0, made.err);
  const auto secret = test::read_file(folder.path() + "/secret");
  BOOST_TEST(secret.size() == 32U);
  BOOST_TEST((made.out.find(secret) == std::string::npos));
  using std::filesystem::perms;
  BOOST_TEST(
      (std::filesystem::status(folder.path() + "/secret").permissions() == (perms::owner_read | perms::owner_write)));
  const auto again = run_tagwerk({"secret", "create"}, variables);
  BOOST_TEST(again.status == 1);
  BOOST_TEST(lines(again.err) == 1U, again.err);
  BOOST_TEST((test::read_file(folder.path() + "/secret") == secret));
  test::ServerProcess server(binary, data.url(), variables);
  BOOST_TEST(server.stop() == 0);
  const auto nowhere = run_tagwerk({"secret", "create"}, {{"TAGWERK_SECRET_FILE", folder.path() + "/no/secret"}});
  BOOST_TEST(nowhere.status == 1);
  BOOST_TEST(lines(nowhere.err) == 1U, nowhere.err);
  BOOST_TEST(run_tagwerk({"secret", "create"}, {{"TAGWERK_SECRET_FILE", ""}}).status == 2);
}

BOOST_AUTO_TEST_CASE(a_taken_port_is_one_line_that_names_it) {
  test::ServerProcess first(binary, data.url());
  const auto port = std::to_string(first.port());
  const auto second = run_tagwerk({"serve", "--port", port}, {{"TAGWERK_DATABASE_URL", data.url()}});
  BOOST_TEST(second.status == 1);
  BOOST_TEST(lines(second.err) == 1U, second.err);
  BOOST_TEST(second.err.find("127.0.0.1 port " + port) != std::string::npos, second.err);
}

BOOST_AUTO_TEST_CASE(a_log_file_gets_a_json_object_a_line) {
  const auto log = folder.path() + "/tagwerk.log";
  test::ServerProcess server(binary, data.url(), {{"TAGWERK_LOG_FILE", log}});
  BOOST_TEST(test::HttpClient(server.port()).get("/api/v1/nothing").status == 404);
  BOOST_TEST(server.stop() == 0);
  const auto text = test::read_file(log);
  BOOST_TEST(text.find("\"route_not_found\"") != std::string::npos, text);
  BOOST_TEST(text.find("listening on") != std::string::npos, text);
  BOOST_TEST(server.process().err() == "");
}

BOOST_AUTO_TEST_SUITE_END()
