// Reading CSV into nouns, and telling what is new: without a database.
#include "engine/directory/import.hpp"

#include "engine/core/import_report.hpp"
#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

namespace {

core::CompanyId id_of(int number) {
  core::CompanyId id;
  id.uuid.bytes[15] = static_cast<unsigned char>(number);
  return id;
}

template <class Line>
std::string problems(const ReadLines<Line>& read) {
  return words(core::problems_error(read.problems).fields());
}
std::string company_problems(const std::string& csv) { return problems(read_companies(csv)); }
std::string person_problems(const std::string& csv) { return problems(read_people(csv)); }

std::string company_rows(std::size_t count) {
  std::string csv = "name,role\n";
  for (std::size_t i = 0; i < count; ++i) csv += "F" + std::to_string(i) + ",partner\n";
  return csv;
}

struct Matched {
  std::vector<NewPerson> people;
  std::string problems;
};

Matched match(const std::string& csv, const std::vector<KnownCompany>& companies,
              const std::vector<KnownPerson>& known = {}) {
  auto read = read_people(csv);
  auto people = new_people(std::move(read.lines), companies, known, read.problems);
  return {std::move(people), words(core::problems_error(read.problems).fields())};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(directory_import)

BOOST_AUTO_TEST_CASE(companies_are_read_whatever_the_order_of_their_columns) {
  const auto read = read_companies(
      "\xEF\xBB\xBF"
      "role;city;name;region_key\r\n"
      "partner;Köln;\"Müller; Söhne \"\"GmbH\"\"\";west\r\n"
      "\r\n"
      "vendor;;😀 שלום;\r\n");
  BOOST_TEST(problems(read) == "");
  BOOST_TEST(read.rows == 2U);
  BOOST_REQUIRE_EQUAL(read.lines.size(), 2U);
  BOOST_TEST(read.lines[0].line == 2U);
  BOOST_TEST(read.lines[0].company.name == "Müller; Söhne \"GmbH\"");
  BOOST_TEST((read.lines[0].company.role == CompanyRole::partner));
  BOOST_TEST(read.lines[0].company.region_key.value() == "west");
  BOOST_TEST(read.lines[0].company.city.value() == "Köln");
  BOOST_TEST(read.lines[1].line == 4U);
  BOOST_TEST(read.lines[1].company.name == "😀 שלום");
  BOOST_TEST(!read.lines[1].company.region_key.has_value());
  BOOST_TEST(!read.lines[1].company.city.has_value());
}

BOOST_AUTO_TEST_CASE(a_wrong_header_is_reported_column_by_column_and_no_line_is_read) {
  BOOST_TEST(company_problems("") == "line 1/name:required line 1/role:required");
  BOOST_TEST(company_problems("name,country,name\nA,DE,B\n") ==
             "line 1:unknown_member line 1/name:duplicate_member line 1/role:required");
  BOOST_TEST(company_problems("\"name,role\nA,partner\n") == "line 1:csv_unterminated");
  BOOST_TEST(person_problems("email\n") ==
             "line 1/company:required line 1/given_name:required line 1/family_name:required");
  BOOST_TEST(company_problems("name,role\n") == "");
}

BOOST_AUTO_TEST_CASE(every_wrong_cell_of_every_line_is_reported_with_its_column) {
  BOOST_TEST(company_problems("name,role,region_key,city\n"
                              ",partner,,\n"
                              "A,emperor,,\n"
                              "B,,Nord, \n"
                              "C,partner\n"
                              "\"D,vendor,,\n"
                              "E,vendor,,\xFF\n"
                              "F,vendor,,\n") ==
             "line 2/name:required "
             "line 3/role:unknown_value "
             "line 4/region_key:wrong_format line 4/city:wrong_format line 4/role:required "
             "line 5:csv_cell_count "
             "line 6:csv_unterminated "
             "line 7:csv_not_utf8");
  BOOST_TEST(person_problems("company,given_name,family_name,email,function,company_role\n"
                             ",,,,,\n"
                             "A,Anna,B,anna,\"zwei\nZeilen\",member\n"
                             "A,Anna,B,anna@example.org,,partner\n") ==
             "line 2/company:required line 2/given_name:required line 2/family_name:required line 2/email:required "
             "line 3/email:wrong_format line 3/function:wrong_format line 3/company_role:unknown_value");
}

BOOST_AUTO_TEST_CASE(a_wrong_value_is_named) {
  const auto fields = core::problems_error(read_companies("name,role\nA,emperor\n").problems).fields();
  BOOST_REQUIRE_EQUAL(fields.size(), 1U);
  BOOST_TEST(fields[0].detail(core::Language::en) == "'emperor' is not one of partner, vendor, supplier");
}

BOOST_AUTO_TEST_CASE(a_company_twice_in_the_file_is_an_error_on_the_later_line) {
  const auto read = read_companies("name,role\nA,partner\nA,vendor\na,partner\nA,partner\n");
  BOOST_TEST(problems(read) == "line 5:duplicate_line");
  BOOST_TEST(core::problems_error(read.problems).fields().at(0).detail(core::Language::en) ==
             "'A' is already on line 2");
  BOOST_TEST(read.lines.size() == 3U);
  BOOST_TEST(read.rows == 4U);
}

BOOST_AUTO_TEST_CASE(known_companies_are_known_by_name_and_role) {
  const auto read = read_companies("name,role\nA,partner\nA,vendor\nB,partner\nC,partner\n");
  const std::vector<KnownCompany> known{{"A", CompanyRole::vendor, id_of(1), false},
                                        {"B", CompanyRole::partner, id_of(2), true},
                                        {"c", CompanyRole::partner, id_of(3), false}};
  const auto fresh = new_companies(read.lines, known);
  BOOST_REQUIRE_EQUAL(fresh.size(), 2U);
  BOOST_TEST(fresh[0].line == 2U);
  BOOST_TEST(fresh[1].line == 5U);
}

BOOST_AUTO_TEST_CASE(people_find_their_company_by_name) {
  const std::vector<KnownCompany> companies{
      {"A", CompanyRole::partner, id_of(1), false},  {"B", CompanyRole::partner, id_of(2), false},
      {"B", CompanyRole::vendor, id_of(3), false},   {"B", CompanyRole::partner, id_of(4), true},
      {"Old", CompanyRole::partner, id_of(1), true}, {"Two", CompanyRole::partner, id_of(1), false},
      {"Two", CompanyRole::partner, id_of(2), false}};
  const auto matched = match(
      "company,company_role,given_name,family_name,email\n"
      "A,,Anna,X,a@example.org\n"
      "B,vendor,Anna,X,a@example.org\n"
      "B,,Anna,X,b@example.org\n"
      "Old,,Anna,X,b@example.org\n"
      "Nobody,,Anna,X,c@example.org\n"
      "A,vendor,Anna,X,c@example.org\n"
      "Two,partner,Anna,X,c@example.org\n"
      "B,partner,Anna,X,a@example.org\n",
      companies);
  BOOST_TEST(matched.problems ==
             "line 4/company:company_ambiguous line 6/company:reference_not_found line 7/company:reference_not_found "
             "line 8/company:company_ambiguous");
  BOOST_REQUIRE_EQUAL(matched.people.size(), 4U);
  BOOST_TEST((matched.people[0].company == id_of(1)));
  BOOST_TEST((matched.people[1].company == id_of(3)));
  BOOST_TEST((matched.people[2].company == id_of(1)));
  BOOST_TEST((matched.people[3].company == id_of(2)));
}

BOOST_AUTO_TEST_CASE(people_are_known_by_company_and_address_whatever_its_letter_case) {
  const std::vector<KnownCompany> companies{{"A", CompanyRole::partner, id_of(1), false},
                                            {"B", CompanyRole::partner, id_of(2), false},
                                            {"Old A", CompanyRole::partner, id_of(1), true}};
  const auto matched = match(
      "company,given_name,family_name,email\n"
      "A,Anna,X,ANNA@example.org\n"
      "B,Anna,X,anna@example.org\n"
      "A,Berta,X,berta@example.org\n"
      "Old A,Berta,X,Berta@Example.org\n"
      "A,Ülkü,X,ü@example.org\n"
      "A,Ülkü,X,Ü@example.org\n",
      companies, {{id_of(1), "anna@Example.ORG"}});
  BOOST_TEST(matched.problems == "line 5:duplicate_line");
  BOOST_REQUIRE_EQUAL(matched.people.size(), 4U);
  BOOST_TEST((matched.people[0].company == id_of(2)));
}

BOOST_AUTO_TEST_CASE(the_limit_of_lines_holds_exactly) {
  BOOST_TEST(company_problems(company_rows(core::import_max_rows - 1)) == "");
  BOOST_TEST(company_problems(company_rows(core::import_max_rows)) == "");
  BOOST_TEST(company_problems(company_rows(core::import_max_rows + 1)) == "line 20002:wrong_count");
  BOOST_TEST(company_problems(company_rows(core::import_max_rows + 5)) == "line 20002:wrong_count");
}

BOOST_AUTO_TEST_CASE(of_very_many_problems_each_line_tells_at_least_one) {
  std::string csv = "name,role,city\n";
  for (std::size_t i = 0; i < core::import_max_rows; ++i) csv += ",emperor, \n";
  const auto fields = core::problems_error(read_companies(csv).problems).fields();
  BOOST_TEST(fields.size() > core::import_max_rows);
  BOOST_TEST(fields.size() <= core::import_max_rows + core::import_full_problems);
  BOOST_TEST(fields.back().pointer == "line 20001/name");
  BOOST_TEST(fields[2].pointer == "line 2/role");
}

BOOST_AUTO_TEST_SUITE_END()
