#include "api/app/command_line.hpp"

#include <boost/test/unit_test.hpp>

#include <initializer_list>

using tagwerk::app::CommandLine;
using tagwerk::app::parse_command_line;
using tagwerk::app::UsageError;

namespace {

CommandLine parse(std::initializer_list<const char*> words) {
  std::vector<const char*> arguments{"tagwerk"};
  arguments.insert(arguments.end(), words);
  return parse_command_line(static_cast<int>(arguments.size()), arguments.data());
}

std::string refusal(std::initializer_list<const char*> words) {
  try {
    (void)parse(words);
    return {};
  } catch (const UsageError& error) {
    return error.what();
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(command_line)

BOOST_AUTO_TEST_CASE(a_command_of_one_or_two_words_is_found_with_its_options_before_or_after) {
  BOOST_TEST(parse({"serve", "--port", "0"}).option("port").value() == "0");
  BOOST_TEST(parse({"--port=81", "serve"}).option("port").value() == "81");
  const auto line = parse({"token", "create", "--organization", "iteam", "--role", "organizer"});
  BOOST_TEST(line.command == "token create");
  BOOST_TEST(line.required("organization") == "iteam");
  BOOST_TEST(!line.option("name").has_value());
}

BOOST_AUTO_TEST_CASE(words_after_the_command_are_its_own) {
  const auto line = parse({"import", "companies", "list.csv", "--dry-run", "--organization=iteam"});
  BOOST_TEST(line.command == "import companies");
  BOOST_TEST_REQUIRE(line.words.size() == 1U);
  BOOST_TEST(line.words[0] == "list.csv");
  BOOST_TEST(line.has("dry-run"));
}

BOOST_AUTO_TEST_CASE(nothing_or_help_is_help_and_version_is_version) {
  BOOST_TEST(parse({}).command == "help");
  BOOST_TEST(parse({"help"}).command == "help");
  BOOST_TEST(parse({"serve", "--help"}).command == "help");
  BOOST_TEST(parse({"serve", "--help"}).words == parse({"help", "serve"}).words);
  BOOST_TEST(parse({"help", "token", "create"}).words == std::vector<std::string>{"token create"});
  BOOST_TEST(tagwerk::app::help_text("serve").find("--port") != std::string::npos);
  BOOST_TEST(tagwerk::app::help_text("serve").find("migrate") == std::string::npos);
  BOOST_TEST(parse({"-h"}).command == "help");
  BOOST_TEST(parse({"--version"}).command == "version");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named) {
  BOOST_TEST(refusal({"help", "sreve"}).find("'sreve'") != std::string::npos);
  BOOST_TEST(refusal({"sreve"}).find("'sreve'") != std::string::npos);
  BOOST_TEST(refusal({"token", "destroy"}).find("'token destroy'") != std::string::npos);
  BOOST_TEST(refusal({"serve", "now"}).find("serve takes no further word") != std::string::npos);
  BOOST_TEST(refusal({"import", "companies"}).find("needs FILE.csv") != std::string::npos);
  BOOST_TEST(refusal({"import", "companies", "a.csv", "b.csv"}).find("needs FILE.csv") != std::string::npos);
  BOOST_TEST(refusal({"migrate", "--port", "1"}).find("--port") != std::string::npos);
  BOOST_TEST(refusal({"serve", "--porto", "1"}).find("--porto") != std::string::npos);
  BOOST_TEST(refusal({"serve", "--port"}).find("port") != std::string::npos);
  BOOST_TEST(refusal({"--port", "1"}).find("command is missing") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_option_is_never_guessed_from_its_beginning_nor_given_twice) {
  BOOST_TEST(!refusal({"serve", "--data", "mysql://a@b/c"}).empty());
  BOOST_TEST(!refusal({"serve", "--port", "1", "--port", "2"}).empty());
}

BOOST_AUTO_TEST_CASE(a_missing_option_names_command_and_option) {
  const auto line = parse({"token", "create", "--organization", ""});
  for (const auto* option : {"role", "organization"}) {
    try {
      (void)line.required(option);
      BOOST_ERROR(option << " is there");
    } catch (const UsageError& error) {
      BOOST_TEST(std::string(error.what()) == "token create needs --" + std::string(option));
    }
  }
}

BOOST_AUTO_TEST_CASE(help_names_every_command_with_its_options) {
  const auto text = tagwerk::app::help_text();
  for (const auto* command : {"serve", "migrate", "token create", "import attendance", "demo load", "doctor"})
    BOOST_TEST(text.find("  " + std::string(command)) != std::string::npos, command);
  BOOST_TEST(text.find("--database --organization --role --name --company") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
