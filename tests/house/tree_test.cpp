// The rules of docs/architecture.md over the whole source tree.
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include "tests/house/rules.hpp"

using namespace tagwerk::house;

namespace {

const std::vector<SourceFile>& tree() {
  static const auto files = load_tree(TAGWERK_SOURCE);
  return files;
}

template <class Rule>
void check(const Rule& rule) {
  for (const auto& file : tree()) {
    for (const auto& complaint : rule(file)) BOOST_ERROR(complaint);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(tree_of_sources)

BOOST_AUTO_TEST_CASE(the_tree_is_there_with_all_its_parts) {
  std::set<std::string> rooms;
  for (const auto& file : tree()) rooms.insert(room_of(file.path));
  for (const auto* room : {"engine/core", "engine/storage", "engine/registration", "api/server", "api/main.cpp"})
    BOOST_TEST(rooms.contains(room), room << " is missing");
}

BOOST_AUTO_TEST_CASE(rooms_include_only_what_lies_below_them) { check(forbidden_includes); }
BOOST_AUTO_TEST_CASE(soci_asio_beast_and_json_stay_in_their_rooms) { check(library_leaks); }
BOOST_AUTO_TEST_CASE(no_file_has_more_than_six_hundred_lines) { check(too_long); }
BOOST_AUTO_TEST_CASE(sql_is_written_only_in_stores_and_storage) { check(misplaced_sql); }
BOOST_AUTO_TEST_CASE(every_header_says_what_it_is_for) { check(missing_purpose); }
BOOST_AUTO_TEST_CASE(nothing_is_left_for_later_and_no_machine_is_named) { check(unfinished_business); }

BOOST_AUTO_TEST_CASE(lock_files_name_versions_and_hashes_but_no_host_that_packages_come_from) {
  for (const auto* folder : {"api/docs_page", "api/dashboard", "tests/client", "tests/dashboard"}) {
    const auto path = std::string(TAGWERK_SOURCE).append("/").append(folder).append("/package-lock.json");
    const std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    BOOST_TEST(text.str().find("\"integrity\"") != std::string::npos, path);
    for (const auto* host : {"\"resolved\"", "registry.", "//npm"})
      BOOST_TEST(text.str().find(host) == std::string::npos, path << " has " << host);
  }
}

BOOST_AUTO_TEST_CASE(every_error_code_is_declared_once) {
  std::map<std::string, std::string> declared;
  for (const auto& file : tree()) {
    for (const auto& code : error_codes(file)) {
      const auto [first, is_new] = declared.emplace(code, file.path);
      if (!is_new) BOOST_ERROR("code " << code << " is declared in " << first->second << " and in " << file.path);
    }
  }
  BOOST_TEST(declared.size() > 40U);
}

BOOST_AUTO_TEST_CASE(every_phrase_for_what_was_expected_has_german_words) {
  std::string phrases;
  for (const auto& file : tree()) {
    if (file.path == "engine/core/phrases.cpp") phrases = file.text;
  }
  BOOST_TEST_REQUIRE(!phrases.empty());
  const std::regex expected(R"re(\{"expected", "([^"{]+)"\})re");
  int seen = 0;
  for (const auto& file : tree()) {
    if (file.path.starts_with("tests/")) continue;
    for (std::sregex_iterator at(file.text.begin(), file.text.end(), expected), end; at != end; ++at, ++seen) {
      const auto phrase = (*at)[1].str();
      BOOST_TEST(phrases.find("{\"" + phrase + "\"") != std::string::npos, file.path << ": " << phrase);
    }
  }
  BOOST_TEST(seen >= 5);
}

BOOST_AUTO_TEST_SUITE_END()
