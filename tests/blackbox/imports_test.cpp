// Companies and people from CSV files: everything or nothing, and every bad line with its number and its reason.
#include <boost/test/unit_test.hpp>

#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"

using namespace tagwerk::test;

namespace {

struct Imports {
  World& world = World::get();
  std::string word = world.fresh_word();

  Answer send(const std::string& what, const std::string& csv, const std::string& query = {},
              const Headers& more = {}) {
    Headers headers{{"Content-Type", "text/csv"}};
    headers.insert(headers.end(), more.begin(), more.end());
    return world.organizer.send("POST", "/api/v1/" + what + "/import" + query, csv, headers);
  }
  Answer companies(const std::string& csv, const std::string& query = {}) { return send("companies", csv, query); }
  Answer people(const std::string& csv, const std::string& query = {}) { return send("people", csv, query); }
  Answer find_company(const std::string& encoded_name) {
    return world.viewer.get("/api/v1/companies?name=" + encoded_name);
  }
  static std::string counts(const Answer& answer) {
    BOOST_TEST_REQUIRE(outcome(answer) == "200");
    BOOST_TEST(members_of(answer) == "rows created updated unchanged dry_run");
    return std::to_string(answer.integer("/rows")) + " rows, " + std::to_string(answer.integer("/created")) + " new, " +
           std::to_string(answer.integer("/updated")) + " changed, " + std::to_string(answer.integer("/unchanged")) +
           " same" + (answer.at("/dry_run").boolean ? ", dry" : "");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(imports, Imports)

BOOST_AUTO_TEST_CASE(companies_are_imported_and_a_second_time_changes_nothing) {
  const auto csv =
      "name,role,city\r\n" + word + " Größe 😀,partner,Köln\r\n\"" + word + " \"\"Zwei\"\", GmbH\",vendor,\r\n";
  BOOST_TEST(counts(companies(csv, "?dry_run=true")) == "2 rows, 2 new, 0 changed, 0 same, dry");
  BOOST_TEST(find_company(word + "%20Gr%C3%B6%C3%9Fe%20%F0%9F%98%80").size("/results") == 0u);
  BOOST_TEST(counts(companies(csv)) == "2 rows, 2 new, 0 changed, 0 same");
  const auto first = find_company(word + "%20Gr%C3%B6%C3%9Fe%20%F0%9F%98%80");
  BOOST_TEST(first.text("/results/0/city") == "Köln");
  BOOST_TEST(first.text("/results/0/role") == "partner");
  BOOST_TEST(find_company(word + "%20%22Zwei%22,%20GmbH").is_null("/results/0/city"));
  BOOST_TEST(counts(companies(csv, "?dry_run=false")) == "2 rows, 0 new, 0 changed, 2 same");
  BOOST_TEST(world.organizer.get("/api/v1/audit?object=" + first.text("/results/0/id")).size("/results") == 1u);
}

BOOST_AUTO_TEST_CASE(every_bad_line_of_companies_is_reported_and_nothing_imported) {
  const auto bad = companies(
      "role,name,region_key\n"
      "partner," +
      word +
      " Gut,\n"
      "boss," +
      word +
      " A,\n"
      "partner,,\n"
      "\n"
      "partner," +
      word +
      " B,none-such\n"
      "partner\n"
      "partner," +
      word +
      " Gut,\n"
      "partner," +
      times("ü", 201) +
      ",N\n"
      "partner,a\"b,\n");
  BOOST_TEST(outcome(bad) ==
             "422 line 3/role:unknown_value line 4/name:required line 6/region_key:reference_not_found "
             "line 7:csv_cell_count line 8:duplicate_line line 9/name:wrong_length line 9/region_key:wrong_format "
             "line 10:csv_quote");
  BOOST_TEST(bad.text("/errors/0/detail").find("boss") != std::string::npos);
  BOOST_TEST(find_company(word + "%20Gut").size("/results") == 0u);
}

BOOST_AUTO_TEST_CASE(the_header_of_a_file_is_checked_first) {
  BOOST_TEST(outcome(companies("")) == "422 line 1/name:required line 1/role:required");
  BOOST_TEST(outcome(companies("name,role,name,color\nx,y,z,a\n")) ==
             "422 line 1/name:duplicate_member line 1:unknown_member");
  BOOST_TEST(outcome(companies("name;role\n")) == "200");
  BOOST_TEST(outcome(companies("\xff\xfe")) == "422 line 1:csv_not_utf8");
  BOOST_TEST(outcome(companies("name,role\n" + word + ",\xffpartner\n")) == "422 line 2:csv_not_utf8");
  BOOST_TEST(outcome(companies("name,role\n\"" + word + ",partner\n")) == "422 line 2:csv_unterminated");
}

BOOST_AUTO_TEST_CASE(a_file_of_a_spreadsheet_is_understood) {
  BOOST_TEST(counts(companies("\xef\xbb\xbfname;role;city\r\n" + word + ";partner;Ulm\r\n\r\n")) ==
             "1 rows, 1 new, 0 changed, 0 same");
  BOOST_TEST(find_company(word).text("/results/0/city") == "Ulm");
}

BOOST_AUTO_TEST_CASE(a_file_has_at_most_20000_lines_and_8_mebibytes) {
  std::string csv = "name,role\n";
  for (int i = 0; i < 20'000; ++i) csv += word + " " + std::to_string(i) + ",partner\n";
  BOOST_TEST(counts(companies(csv, "?dry_run=true")) == "20000 rows, 20000 new, 0 changed, 0 same, dry");
  BOOST_TEST(outcome(companies(csv + word + ",partner\n", "?dry_run=true")) == "422 line 20002:wrong_count");
  BOOST_TEST(outcome(companies(times("x", 8 * 1024 * 1024 + 1))) == "413 body_too_large");
}

BOOST_AUTO_TEST_CASE(people_are_imported_and_known_by_company_and_e_mail_address) {
  BOOST_TEST(outcome(companies("name,role\n" + word + ",partner\n" + word + " V,vendor\n")) == "200");
  const auto csv = "company,given_name,family_name,email,function\n" + word + ",Anna,Öz,a" + word +
                   "@example.org,CIO\n" + word + " V,Anna,Öz,a" + word + "@example.org,\n";
  BOOST_TEST(counts(people(csv, "?dry_run=true")) == "2 rows, 2 new, 0 changed, 0 same, dry");
  BOOST_TEST(counts(people(csv)) == "2 rows, 2 new, 0 changed, 0 same");
  const auto company = find_company(word).text("/results/0/id");
  const auto found = world.viewer.get("/api/v1/people?email=a" + word + "@example.org");
  BOOST_TEST_REQUIRE(found.size("/results") == 2u);
  for (const std::string one : {"/results/0", "/results/1"}) {
    BOOST_TEST(found.text(one + "/given_name") == "Anna");
    const bool is_first = found.text(one + "/company_id") == company;
    BOOST_TEST(found.at(one + "/function").text == (is_first ? "CIO" : ""));
    BOOST_TEST(found.is_null(one + "/function") == !is_first);
  }
  BOOST_TEST(counts(people("email,family_name,given_name,company\nA" + word + "@EXAMPLE.org,X,Y," + word + "\n")) ==
             "1 rows, 0 new, 0 changed, 1 same");
  BOOST_TEST(world.viewer.get("/api/v1/people?email=a" + word + "@example.org").text("/results/0/family_name") == "Öz");
}

BOOST_AUTO_TEST_CASE(every_bad_line_of_people_is_reported_and_nothing_imported) {
  BOOST_TEST(outcome(companies("name,role\n" + word + ",partner\n" + word + ",vendor\n" + word + " E,partner\n")) ==
             "200");
  const auto header = std::string("company,company_role,given_name,family_name,email\n");
  const auto bad = people(header + word + " E,,Gut,G," + word + "@example.org\n" +  //
                          word + ",,A,B,a@b\n" +                                    //
                          "None Such,,A,B,a@b\n" +                                  //
                          word + ",boss,,B,x\n" +                                   //
                          word + " E,,Gut,G," + word + "@EXAMPLE.ORG\n" +           //
                          ",,A,B,a@b\n" +                                           //
                          word + " E,vendor,A,B,a@b\n");
  BOOST_TEST(outcome(bad) ==
             "422 line 3/company:company_ambiguous line 4/company:reference_not_found line 5/given_name:required "
             "line 5/email:wrong_format line 5/company_role:unknown_value line 6:duplicate_line "
             "line 7/company:required line 8/company:reference_not_found");
  BOOST_TEST(world.viewer.get("/api/v1/people?email=" + word + "@example.org").size("/results") == 0u);
  BOOST_TEST(counts(people(header + word + ",vendor,A,B,a@b\n")) == "1 rows, 1 new, 0 changed, 0 same");
}

BOOST_AUTO_TEST_CASE(a_merged_company_is_not_imported_anew_and_stands_for_its_survivor) {
  BOOST_TEST(outcome(companies("name,role\n" + word + " alt,partner\n" + word + " neu,partner\n")) == "200");
  const auto from = find_company(word + "%20alt").text("/results/0/id");
  const auto to = find_company(word + "%20neu").text("/results/0/id");
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.post("/api/v1/companies/" + from + "/merger", R"({"into": ")" + to + "\"}")) == "200");
  BOOST_TEST(counts(companies("name,role\n" + word + " alt,partner\n")) == "1 rows, 0 new, 0 changed, 1 same");
  BOOST_TEST(counts(people("company,given_name,family_name,email\n" + word + " alt,A,B," + word + "@example.org\n")) ==
             "1 rows, 1 new, 0 changed, 0 same");
  BOOST_TEST(world.viewer.get("/api/v1/people?email=" + word + "@example.org").text("/results/0/company_id") == to);
}

BOOST_AUTO_TEST_CASE(what_is_no_csv_is_refused_by_line_whatever_is_imported) {
  const auto event = world.new_event();
  BOOST_TEST_REQUIRE(world.organizer
                         .put("/api/v1/events/" + event + "/talks/settings",
                              R"({"slot_minutes": 30, "tables": 1, "sessions": [
      {"key": "day", "name": "Tag", "date": "2030-11-10", "starts_at": "09:00", "ends_at": "11:00"}]})")
                         .status == 200);
  const std::pair<std::string, std::string> kinds[] = {
      {"companies", "name,role\n"},
      {"people", "company,given_name,family_name,email\n"},
      {"statistics/attendance", "series_key,edition_year,participants,source,complete\n"},
      {"events/" + event + "/talk-wishes", "company,with_company,importance\n"}};
  for (const auto& kind : kinds) {
    const auto refused = [&](const std::string& line) { return outcome(send(kind.first, kind.second + line)); };
    BOOST_TEST(refused("a\n") == "422 line 2:csv_cell_count", kind.first);
    BOOST_TEST(refused("a\"b,c\n") == "422 line 2:csv_quote", kind.first);
    BOOST_TEST(refused("a,\"b\n\n") == "422 line 2:csv_unterminated", kind.first);
    BOOST_TEST(refused("a\rb,c\n") == "422 line 2:csv_carriage_return", kind.first);
    BOOST_TEST(refused("\xc3(,c\n") == "422 line 2:csv_not_utf8", kind.first);
    BOOST_TEST(refused(times("x", 8193) + ",c\n") == "422 line 2:csv_cell_size", kind.first);
    BOOST_TEST(refused(times(times("x", 8000) + ",", 10) + "\n") == "422 line 2:csv_line_size", kind.first);
    BOOST_TEST(refused(times("x,", 64) + "\n") == "422 line 2:csv_columns", kind.first);
    BOOST_TEST(refused("a\n\na\n") == "422 line 2:csv_cell_count line 4:csv_cell_count", kind.first);
    BOOST_TEST(outcome(send(kind.first, kind.second)) == "200", kind.first);
  }
}

BOOST_AUTO_TEST_CASE(imports_are_for_organizers_and_for_csv) {
  for (const char* what : {"companies", "people", "statistics/attendance"}) {
    const auto path = std::string("/api/v1/") + what + "/import";
    for (const auto* client : {&world.desk, &world.viewer, &world.partner, &world.vendor})
      BOOST_TEST(outcome(client->send("POST", path, "x", {{"Content-Type", "text/csv"}})) == "403 forbidden");
    BOOST_TEST(outcome(world.organizer.post(path, "[]")) == "415 unsupported_media_type");
    BOOST_TEST(outcome(send(what, "x", "?dry_run=perhaps")) == "422 ?dry_run:wrong_format");
  }
}

BOOST_AUTO_TEST_CASE(a_repeated_key_imports_once_and_a_dry_run_is_another_request) {
  const Headers key{{"Idempotency-Key", word}};
  const auto csv = "name,role\n" + word + ",partner\n";
  const auto first = send("companies", csv, {}, key);
  BOOST_TEST(counts(first) == "1 rows, 1 new, 0 changed, 0 same");
  const auto again = send("companies", csv, {}, key);
  BOOST_TEST(again.body == first.body);
  BOOST_TEST(again.header("idempotency-replayed") == "true");
  BOOST_TEST(outcome(send("companies", csv, "?dry_run=true", key)) == "422 idempotency_key_reused");
  for (const char* what : {"companies", "people", "statistics/attendance"}) {
    static_cast<void>(send(what, csv, {}, key));
    BOOST_TEST(outcome(send(what, csv + word + " 2,partner\n", {}, key)) == "422 idempotency_key_reused", what);
  }
}

BOOST_AUTO_TEST_SUITE_END()
