// scripts/backup and scripts/restore: what is restored into an empty database gives the same answers.
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <iterator>
#include <map>
#include <regex>
#include <string>

#include "tests/support/http_client.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_database.hpp"

using namespace tagwerk;

namespace {

const std::string binary = TAGWERK_BINARY;
const std::string source = TAGWERK_SOURCE;

/// A database that holds nothing yet, not even a schema; dropped at the end.
struct EmptyDatabase {
  ~EmptyDatabase() {
    (void)test::run_program({"/usr/bin/mariadb", "--no-defaults", "--user=root", "--socket=" + support::test_socket(),
                             "--execute=drop database if exists `" + name + "`"});
  }
  std::string name = support::unique_database_name();
  std::string url = "mysql://root@localhost/" + name + "?socket=" + support::test_socket();
};

test::Finished script(const std::string& name, std::vector<std::string> words) {
  words.insert(words.begin(), source + "/scripts/" + name);
  return test::run_program(words, {}, std::chrono::seconds(120));
}

test::Finished tagwerk_on(const std::string& url, std::vector<std::string> words) {
  words.insert(words.begin(), binary);
  return test::run_program(words, {{"TAGWERK_DATABASE_URL", url}});
}

std::string line_of(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

/// Everything that a viewer's eyes reach from the lists on, by path. What is no fact of the data is taken out.
class Answers {
 public:
  Answers(std::uint16_t port, const std::string& token) : client_(port), token_(token) {
    for (const auto* list : {"regions", "companies", "people", "venues", "series", "events", "tokens"})
      read("/api/v1/" + std::string(list) + "?limit=500");
    read("/api/v1/organization");
    for (const auto& event : ids_in("/api/v1/events")) {
      const auto path = "/api/v1/events/" + event;
      for (const auto* part : {"", "/capacity", "/registrations?limit=500", "/check-ins?limit=500", "/grades/summary"})
        read(path + part);
    }
    for (const auto* key : {"jahreskongress", "systemhausgespraeche", "china-studienreise"}) {
      read("/api/v1/statistics/attendance?series=" + std::string(key));
      read("/api/v1/statistics/attendance?format=rows&series=" + std::string(key));
    }
  }

  std::map<std::string, std::string> by_path;

 private:
  void read(std::string path) {
    while (!path.empty()) {
      const auto answer = client_.get(path, {{"Authorization", "Bearer " + token_}});
      static const std::regex moment("\"as_of\":\"[^\"]*\"");
      const auto body = std::regex_replace(answer.body, moment, "");
      // The ETag covers the moment as well.
      const auto etag = body == answer.body ? answer.header("etag") : "";
      by_path[path] = std::to_string(answer.status) + " " + etag + " " + body;
      std::smatch next;
      static const std::regex next_page("\"next\":\"([^\"]+)\"");
      path = std::regex_search(answer.body, next, next_page) ? next[1].str() : "";
    }
  }
  [[nodiscard]] std::vector<std::string> ids_in(const std::string& start_of_path) const {
    std::vector<std::string> ids;
    static const std::regex id("\\{\"id\":\"([0-9a-z]{26})\"");
    for (const auto& [path, text] : by_path) {
      if (!path.starts_with(start_of_path)) continue;
      for (std::sregex_iterator at(text.begin(), text.end(), id), end; at != end; ++at) ids.push_back((*at)[1]);
    }
    return ids;
  }

  test::HttpClient client_;
  std::string token_;
};

struct Fixture {
  Fixture() {
    BOOST_TEST_REQUIRE(tagwerk_on(original.url, {"migrate"}).status == 0);
    BOOST_TEST_REQUIRE(tagwerk_on(original.url, {"demo", "load"}).status == 0);
  }
  test::TemporaryFolder folder;
  std::string file = folder.path() + "/backup of today.sql.gz";
  EmptyDatabase original;
  EmptyDatabase copy;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(backup_restore, Fixture)

BOOST_AUTO_TEST_CASE(a_restored_database_gives_the_same_answers) {
  test::write_file(folder.path() + "/companies.csv",
                   "name,role,city\r\n\"Grüße & \"\"Söhne\"\" 🎪 \\ 'GmbH'; --\",partner,שלום\r\n");
  const auto imported =
      tagwerk_on(original.url, {"import", "companies", folder.path() + "/companies.csv", "--organization", "iteam"});
  BOOST_TEST_REQUIRE(imported.status == 0, imported.err);
  const auto token =
      line_of(tagwerk_on(original.url, {"token", "create", "--organization", "iteam", "--role", "admin"}).out);

  std::map<std::string, std::string> before;
  {
    test::ServerProcess server(binary, original.url);
    before = Answers(server.port(), token).by_path;
    // A backup is taken while the server works.
    const auto taken = script("backup", {"--database", original.url, file});
    BOOST_TEST_REQUIRE(taken.status == 0, taken.err);
    BOOST_TEST(server.stop() == 0);
  }
  BOOST_TEST(before.size() > 100U);
  BOOST_TEST(before.at("/api/v1/statistics/attendance?series=jahreskongress").find("134") != std::string::npos);

  const auto restored = script("restore", {"--database", copy.url, file});
  BOOST_TEST_REQUIRE(restored.status == 0, restored.err);
  test::ServerProcess server(binary, copy.url);
  const auto after = Answers(server.port(), token).by_path;
  for (const auto& [path, text] : before) {
    BOOST_TEST(text.starts_with("200 "), path << ": " << text.substr(0, 300));
    BOOST_TEST_REQUIRE(after.contains(path), path);
    BOOST_TEST(after.at(path) == text, path);
  }
  BOOST_TEST(after.size() == before.size());
  const auto doctor = tagwerk_on(copy.url, {"doctor"});
  BOOST_TEST(doctor.status == 0, doctor.out << doctor.err);
}

BOOST_AUTO_TEST_CASE(nothing_is_overwritten) {
  BOOST_TEST_REQUIRE(script("backup", {"--database", original.url, file}).status == 0);
  const auto again = script("backup", {"--database", original.url, file});
  BOOST_TEST(again.status == 1);
  BOOST_TEST(again.err.find("exists") != std::string::npos, again.err);
  const auto into_full = script("restore", {"--database", original.url, file});
  BOOST_TEST(into_full.status == 1);
  BOOST_TEST(into_full.err.find("restore into an empty one") != std::string::npos, into_full.err);
}

BOOST_AUTO_TEST_CASE(a_backup_replaces_a_file_only_when_told_to) {
  test::write_file(file, "old");
  BOOST_TEST(script("backup", {"--database", original.url, file}).status == 1);
  BOOST_TEST(test::read_file(file) == "old");
  BOOST_TEST(script("backup", {"--database", original.url, "--force", file}).status == 0);
  BOOST_TEST(test::read_file(file) != "old");
  const std::filesystem::directory_iterator files(folder.path());
  BOOST_TEST(std::distance(begin(files), end(files)) == 1);
}

BOOST_AUTO_TEST_CASE(an_empty_or_shortened_dump_is_refused_before_the_database_is_touched) {
  const auto pack = [&](const std::string& name, const std::string& sql) {
    test::write_file(folder.path() + "/" + name, sql);
    BOOST_TEST_REQUIRE(test::run_program({"/bin/gzip", folder.path() + "/" + name}).status == 0);
    return folder.path() + "/" + name + ".gz";
  };
  for (const auto& dump : {pack("empty.sql", ""), pack("short.sql", "create table t (a int);\n")}) {
    const auto restored = script("restore", {"--database", copy.url, dump});
    BOOST_TEST(restored.status == 1);
    BOOST_TEST(restored.err.find("its last line is missing") != std::string::npos, restored.err);
  }
  BOOST_TEST(tagwerk_on(copy.url, {"doctor"}).err.find("Unknown database") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_failed_restore_shows_no_personal_data) {
  const auto dump = folder.path() + "/bad.sql";
  test::write_file(dump, "insert into nowhere values ('secret@example.com');\n-- end of the Tagwerk backup\n");
  BOOST_TEST_REQUIRE(test::run_program({"/bin/gzip", dump}).status == 0);
  const auto restored = script("restore", {"--database", copy.url, dump + ".gz"});
  BOOST_TEST(restored.status == 1);
  BOOST_TEST(restored.err.find("ERROR") != std::string::npos, restored.err);
  BOOST_TEST(restored.err.find("secret") == std::string::npos, restored.err);
}

BOOST_AUTO_TEST_CASE(a_backup_is_for_its_owner_only_and_a_broken_one_is_refused) {
  BOOST_TEST_REQUIRE(script("backup", {"--database", original.url, file}).status == 0);
  using std::filesystem::perms;
  BOOST_TEST((std::filesystem::status(file).permissions() == (perms::owner_read | perms::owner_write)));
  const auto cut = folder.path() + "/cut.sql.gz";
  const auto bytes = test::read_file(file);
  test::write_file(cut, bytes.substr(0, bytes.size() / 2));
  const auto restored = script("restore", {"--database", copy.url, cut});
  BOOST_TEST(restored.status == 1);
  BOOST_TEST(restored.err.find("not a whole gzip file") != std::string::npos, restored.err);
}

BOOST_AUTO_TEST_CASE(a_database_that_is_not_there_leaves_no_file) {
  const auto taken = script("backup", {"--database", copy.url, file});
  BOOST_TEST(taken.status == 1);
  BOOST_TEST(!std::filesystem::exists(file));
  BOOST_TEST(!std::filesystem::exists(file + ".part"));
}

BOOST_AUTO_TEST_SUITE_END()
