#include "api/app/settings.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "tests/support/process.hpp"

using namespace tagwerk;
using app::Settings;
using app::SettingsError;

namespace {

Settings::Environment environment(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

/// A TOML file that lives as long as the test case.
struct File {
  explicit File(const std::string& text) { test::write_file(path, text); }
  test::TemporaryFolder folder;
  std::string path = folder.path() + "/tagwerk.toml";
};

/// What the refusal says; empty when there is none.
template <class F>
std::string refusal(F&& load) {
  try {
    load();
    return {};
  } catch (const SettingsError& error) {
    return error.what();
  }
}

bool says(const std::string& text, std::initializer_list<std::string_view> parts) {
  for (const auto part : parts) {
    if (text.find(part) == std::string::npos) {
      BOOST_TEST_MESSAGE("'" << part << "' is missing in: " << text);
      return false;
    }
  }
  return text.find('\n') == std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(settings)

BOOST_AUTO_TEST_CASE(without_anything_the_defaults_hold) {
  const auto loaded = Settings::load("", environment({}), {});
  BOOST_TEST(loaded.integer("server.port") == 8080);
  BOOST_TEST(loaded.text("server.address") == "127.0.0.1");
  BOOST_TEST(loaded.flag("demo.load"));
  BOOST_TEST(loaded.list("server.trusted_proxies").empty());
}

BOOST_AUTO_TEST_CASE(a_flag_beats_the_environment_that_beats_the_file_that_beats_the_default) {
  const File file("[server]\nport = 1111\nio_threads = 2\n[log]\nlevel = \"debug\"\n");
  const auto variables = environment({{"TAGWERK_PORT", "2222"}, {"TAGWERK_IO_THREADS", "3"}});
  const auto loaded = Settings::load(file.path, variables, {{"server.port", "3333"}});
  BOOST_TEST(loaded.integer("server.port") == 3333);
  BOOST_TEST(loaded.integer("server.io_threads") == 3);
  BOOST_TEST(loaded.text("log.level") == "debug");
  BOOST_TEST(loaded.integer("server.worker_threads") == 8);
}

BOOST_AUTO_TEST_CASE(the_limits_of_a_number_are_allowed_and_one_beyond_is_not) {
  const auto with_port = [](const std::string& port) {
    return Settings::load("", environment({}), {{"server.port", port}});
  };
  BOOST_TEST(with_port("0").integer("server.port") == 0);
  BOOST_TEST(with_port("65535").integer("server.port") == 65535);
  BOOST_TEST(says(refusal([&] { (void)with_port("65536"); }), {"server.port", "'65536'", "0", "65535"}));
  BOOST_TEST(says(refusal([&] { (void)with_port("-1"); }), {"server.port", "'-1'"}));
}

BOOST_AUTO_TEST_CASE(what_is_no_number_is_refused_in_every_spelling) {
  for (const auto* text : {"", "x", "80 ", " 80", "8e3", "0x50", "99999999999999999999", "+80", "80.0"}) {
    const auto words = refusal([&] { (void)Settings::load("", environment({}), {{"server.port", text}}); });
    BOOST_TEST(says(words, {"server.port", text, "whole number"}), "'" << text << "'");
  }
}

BOOST_AUTO_TEST_CASE(a_bad_value_names_key_value_and_where_it_came_from) {
  const File file("[server]\n\nport = 70000\n");
  BOOST_TEST(says(refusal([&] { (void)Settings::load(file.path, environment({}), {}); }),
                  {file.path, "line 3", "server.port", "70000"}));
  BOOST_TEST(says(refusal([&] {
                    (void)Settings::load("", environment({{"TAGWERK_LOG_LEVEL", "loud"}}), {});
                  }),
                  {"TAGWERK_LOG_LEVEL", "log.level", "'loud'", "trace debug info warn error"}));
  BOOST_TEST(says(refusal([&] {
                    (void)Settings::load("", environment({}), {{"demo.load", "maybe"}});
                  }),
                  {"command line", "demo.load", "'maybe'"}));
}

BOOST_AUTO_TEST_CASE(the_same_key_is_checked_wherever_it_stands_even_if_something_beats_it) {
  const File file("[server]\nport = 70000\n");
  BOOST_TEST(!refusal([&] { (void)Settings::load(file.path, environment({{"TAGWERK_PORT", "80"}}), {}); }).empty());
}

BOOST_AUTO_TEST_CASE(unknown_keys_and_broken_files_name_file_and_line) {
  const File unknown("[server]\nprot = 1\n");
  BOOST_TEST(says(refusal([&] { (void)Settings::load(unknown.path, environment({}), {}); }),
                  {unknown.path, "line 2", "server.prot"}));
  const File broken("[server]\nport = \n");
  BOOST_TEST(says(refusal([&] { (void)Settings::load(broken.path, environment({}), {}); }), {broken.path, "line 2"}));
  const File bare("port = 1\n");
  BOOST_TEST(says(refusal([&] { (void)Settings::load(bare.path, environment({}), {}); }), {bare.path, "port"}));
  BOOST_TEST(says(refusal([&] { (void)Settings::load("/nowhere/tagwerk.toml", environment({}), {}); }),
                  {"/nowhere/tagwerk.toml"}));
}

BOOST_AUTO_TEST_CASE(a_folder_is_no_configuration_file) {
  BOOST_TEST(says(refusal([&] { (void)Settings::load("/tmp", environment({}), {}); }), {"/tmp", "cannot be read"}));
}

BOOST_AUTO_TEST_CASE(a_variable_that_means_nothing_is_found) {
  const std::vector<std::string> names{"TAGWERK_PROT",        "TAGWERK_PORT",    "TAGWERK_DATABASE_PASSWORD",
                                       "TAGWERK_TEST_SOCKET", "TAGWERK_FAULT_X", "HOME"};
  BOOST_TEST(tagwerk::app::unknown_variables(names) == std::vector<std::string>{"TAGWERK_PROT"});
}

BOOST_AUTO_TEST_CASE(a_value_of_the_wrong_kind_is_refused) {
  for (const auto* value : {"1.5", "[80]", "{ a = 1 }", "2016-11-10"}) {
    const File file("[server]\nport = " + std::string(value) + "\n");
    BOOST_TEST(says(refusal([&] { (void)Settings::load(file.path, environment({}), {}); }), {"server.port", "line 2"}),
               value);
    BOOST_TEST(says(refusal([&] { (void)Settings::load(file.path, environment({}), {}); }),
                    {std::string_view(value) == "[80]" ? "80"
                     : value[0] == '{'                 ? "a = 1"
                                                       : value}),
               value);
  }
  const File file("[server]\ntrusted_proxies = [1]\n");
  BOOST_TEST(says(refusal([&] { (void)Settings::load(file.path, environment({}), {}); }), {"server.trusted_proxies"}));
}

BOOST_AUTO_TEST_CASE(lists_come_as_toml_lists_or_with_commas) {
  const File file("[server]\ntrusted_proxies = [\"127.0.0.1\", \"10.0.0.0/8\"]\n");
  const std::vector<std::string> expected{"127.0.0.1", "10.0.0.0/8"};
  BOOST_TEST((Settings::load(file.path, environment({}), {}).list("server.trusted_proxies") == expected));
  const auto variables = environment({{"TAGWERK_TRUSTED_PROXIES", " 127.0.0.1 ,,10.0.0.0/8,"}});
  BOOST_TEST((Settings::load("", variables, {}).list("server.trusted_proxies") == expected));
}

BOOST_AUTO_TEST_CASE(booleans_are_true_false_1_or_0) {
  const auto with = [](const std::string& value) {
    return Settings::load("", environment({{"TAGWERK_DEMO_LOAD", value}}), {}).flag("demo.load");
  };
  BOOST_TEST(with("1"));
  BOOST_TEST(with("true"));
  BOOST_TEST(!with("0"));
  BOOST_TEST(!with("false"));
  BOOST_CHECK_THROW((void)with("yes"), SettingsError);
}

BOOST_AUTO_TEST_CASE(an_empty_variable_counts_as_not_set) {
  BOOST_TEST(!app::process_environment("TAGWERK_SURELY_NOT_SET").has_value());
  setenv("TAGWERK_TEST_EMPTY", "", 1);
  BOOST_TEST(!app::process_environment("TAGWERK_TEST_EMPTY").has_value());
}

BOOST_AUTO_TEST_CASE(every_default_lies_within_its_own_limits_and_every_name_is_there_once) {
  std::set<std::string_view> names;
  std::map<std::string, std::string> defaults;
  for (const auto& setting : app::all_settings()) {
    BOOST_TEST(names.insert(setting.key).second, setting.key);
    BOOST_TEST(names.insert(setting.variable).second, setting.variable);
    BOOST_TEST(!setting.meaning.empty(), setting.key);
    defaults.emplace(setting.key, setting.default_value);
  }
  BOOST_CHECK_NO_THROW((void)Settings::load("", environment({}), defaults));
}

BOOST_AUTO_TEST_CASE(the_configuration_file_of_the_project_says_the_defaults) {
  const auto file = Settings::load(TAGWERK_SOURCE "/config/tagwerk.toml", environment({}), {});
  const auto text = test::read_file(TAGWERK_SOURCE "/config/tagwerk.toml");
  for (const auto& setting : app::all_settings()) {
    BOOST_TEST(file.text(setting.key) == setting.default_value, setting.key);
    const auto name = setting.key.substr(setting.key.find('.') + 1);
    BOOST_TEST(text.find("\n" + std::string(name) + " = ") != std::string::npos, setting.key << " is not in the file");
  }
}

BOOST_AUTO_TEST_CASE(the_password_comes_from_the_environment_or_a_file_and_never_from_the_url) {
  const auto url = std::map<std::string, std::string>{{"database.url", "mysql://anna@db.example/tagwerk"}};
  const auto from_variable = environment({{"TAGWERK_DATABASE_PASSWORD", "secret 1"}});
  BOOST_TEST(Settings::load("", from_variable, url).database(from_variable).password == "secret 1");
  const File file("secret 2\n");
  const auto from_file = environment({{"TAGWERK_DATABASE_PASSWORD_FILE", file.path}});
  BOOST_TEST(Settings::load("", from_file, url).database(from_file).password == "secret 2");
  const auto missing = environment({{"TAGWERK_DATABASE_PASSWORD_FILE", "/nowhere/password"}});
  BOOST_TEST(says(refusal([&] { (void)Settings::load("", missing, url).database(missing); }), {"/nowhere/password"}));
  const auto inside = Settings::load("", environment({}), {{"database.url", "mysql://anna:secret3@db/tagwerk"}});
  const auto words = refusal([&] { (void)inside.database(environment({})); });
  BOOST_TEST(says(words, {"TAGWERK_DATABASE_PASSWORD"}));
  BOOST_TEST(words.find("secret3") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_database_gets_its_limits_from_the_settings) {
  const auto none = environment({});
  const auto loaded = Settings::load("", none,
                                     {{"database.url", "mysql://anna@db.example:3307/tagwerk"},
                                      {"database.pool_size", "3"},
                                      {"database.lease_timeout_ms", "17"},
                                      {"database.lock_wait_timeout_ms", "2000"}});
  const auto database = loaded.database(none);
  BOOST_TEST(database.user == "anna");
  BOOST_TEST(database.host == "db.example");
  BOOST_TEST(database.port == 3307);
  BOOST_TEST(database.pool_size == 3U);
  BOOST_TEST(database.lease_timeout.count() == 17);
  BOOST_TEST(database.lock_wait_timeout.count() == 2000);
}

BOOST_AUTO_TEST_CASE(without_a_database_it_is_said_how_to_name_one) {
  const auto none = environment({});
  BOOST_TEST(says(refusal([&] { (void)Settings::load("", none, {}).database(none); }),
                  {"TAGWERK_DATABASE_URL", "--database", "database.url"}));
  const auto wrong = Settings::load("", none, {{"database.url", "postgres://db/tagwerk"}});
  BOOST_TEST(says(refusal([&] { (void)wrong.database(none); }), {"mysql://user@host/database"}));
}

BOOST_AUTO_TEST_SUITE_END()
