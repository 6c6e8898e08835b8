// The command line as an operator uses it: what it prints where, and with which status it ends.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

Finished run(std::vector<std::string> words, Variables variables = {}) {
  return tagwerk::test::tagwerk(World::get().database.url(), std::move(words), std::move(variables));
}

std::size_t count_lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(command_line)

BOOST_AUTO_TEST_CASE(a_mistake_is_one_line_and_status_2) {
  for (const auto& words : std::vector<std::vector<std::string>>{{"nonsense"},
                                                                 {"serve", "--nonsense"},
                                                                 {"token", "create"},
                                                                 {"import", "companies"},
                                                                 {"serve", "--port", "x"}}) {
    const auto done = run(words);
    BOOST_TEST(done.status == 2, words[0] << " " << done.status << done.err);
    BOOST_TEST(count_lines(done.err) == 1u, done.err);
    BOOST_TEST(done.out.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_token_is_the_only_thing_that_token_create_prints) {
  const auto done = run({"token", "create", "--organization", "test", "--role", "viewer", "--name", "cli"});
  BOOST_TEST(done.status == 0);
  BOOST_TEST(done.out.starts_with("twk_"));
  BOOST_TEST(count_lines(done.out) == 1u);
  BOOST_TEST(run({"token", "create", "--organization", "nobody", "--role", "viewer", "--name", "cli"}).status != 0);
  BOOST_TEST(run({"token", "create", "--organization", "test", "--role", "emperor", "--name", "cli"}).status != 0);
}

BOOST_AUTO_TEST_CASE(migrate_a_second_time_changes_nothing) { BOOST_TEST(run({"migrate"}).status == 0); }

BOOST_AUTO_TEST_CASE(help_version_settings_and_routes_need_no_database) {
  const Variables none{{"TAGWERK_DATABASE_URL", ""}};
  BOOST_TEST(contains(run({"help"}, none).out, "tagwerk"));
  BOOST_TEST(run({"version"}, none).status == 0);
  BOOST_TEST(contains(run({"config", "list"}, none).out, "server.port"));
  BOOST_TEST(run({"config", "get", "server.port"}, none).out == "8080\n");
  BOOST_TEST(contains(run({"routes"}, none).out, "/api/v1/events/{event_id}"));
  BOOST_TEST(contains(run({"openapi"}, none).out, "\"openapi\":\"3.1.0\""));
}

BOOST_AUTO_TEST_CASE(an_import_with_bad_lines_names_them_all_and_imports_nothing) {
  auto& world = World::get();
  const TemporaryFolder folder;
  const auto file = folder.path() + "/companies.csv";
  const auto word = world.fresh_word();
  write_file(file,
             "name,role,city\r\n" + word + " Eins,partner,Köln\r\n" + word + " Zwei,emperor,Bonn\r\n,partner,Ulm\r\n");
  const auto refused = run({"import", "companies", file, "--organization", "test"});
  BOOST_TEST(refused.status == 1);
  BOOST_TEST(contains(refused.err, "3"), refused.err);
  BOOST_TEST(contains(refused.err, "4"), refused.err);
  BOOST_TEST(contains(refused.err, "emperor"), refused.err);
  write_file(file, "name,role,city\r\n" + word + " Eins,partner,Köln\r\n" + word + " Zwei,vendor,Bonn\r\n");
  const auto dry = run({"import", "companies", file, "--organization", "test", "--dry-run"});
  BOOST_TEST(dry.status == 0, dry.err);
  const auto list = [&] { return world.organizer.get("/api/v1/companies?name=" + word + "%20Eins").size("/results"); };
  BOOST_TEST(list() == 0u);
  BOOST_TEST(run({"import", "companies", file, "--organization", "test"}).status == 0);
  BOOST_TEST(list() == 1u);
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_is_said_in_one_line) {
  const auto done = run({"serve", "--port", std::to_string(World::get().server->port())});
  BOOST_TEST(done.status == 1);
  BOOST_TEST(contains(done.err, std::to_string(World::get().server->port())), done.err);
}

BOOST_AUTO_TEST_CASE(a_password_in_the_url_is_refused_and_not_repeated) {
  const auto done = run({"migrate"}, {{"TAGWERK_DATABASE_URL", "mysql://root:geheim@localhost/x"}});
  BOOST_TEST(done.status != 0);
  BOOST_TEST(!contains(done.err + done.out, "geheim"));
}

BOOST_AUTO_TEST_CASE(doctor_finds_nothing_wrong_with_a_healthy_database) {
  const auto done = run({"doctor"});
  BOOST_TEST(done.status == 0, done.out << done.err);
}

BOOST_AUTO_TEST_CASE(statistics_that_are_rebuilt_are_what_they_were) {
  const auto done = run({"rebuild", "statistics"});
  BOOST_TEST(done.status == 0, done.out << done.err);
  BOOST_TEST(contains(done.out, "by day: 0 differed"), done.out);
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_by_the_option_that_gave_it) {
  const auto done = run({"token", "create", "--organization", "test", "--role", "partner", "--name", "cli"});
  BOOST_TEST(done.status == 1);
  BOOST_TEST(contains(done.err, "--company: "), done.err);
  const auto again = run({"organization", "create", "--organization", "test", "--name", "Again"});
  BOOST_TEST(contains(again.err, "Another organization has the key 'test' already"), again.err);
}

BOOST_AUTO_TEST_CASE(a_variable_that_is_no_setting_is_warned_of_at_the_start) {
  const TemporaryFolder folder;
  const auto log = folder.path() + "/log";
  ServerProcess server(binary(), World::get().database.url(), {{"TAGWERK_LOG_FILE", log}, {"TAGWERK_PROT", "1"}});
  BOOST_TEST(server.stop() == 0);
  BOOST_TEST(contains(read_file(log), "TAGWERK_PROT"), read_file(log));
}

BOOST_AUTO_TEST_CASE(an_import_reads_no_further_than_the_limit) {
  const auto done = run({"import", "companies", "/dev/zero", "--organization", "test"});
  BOOST_TEST(done.status == 1);
  BOOST_TEST(contains(done.err, "larger than 8388608 bytes"), done.err);
}

BOOST_AUTO_TEST_SUITE_END()
