// The rules of the nouns, member by member.
#include <boost/test/unit_test.hpp>

#include "engine/core/member_rules.hpp"
#include "engine/directory/company.hpp"
#include "engine/directory/organization.hpp"
#include "engine/directory/person.hpp"
#include "engine/directory/region.hpp"
#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

namespace {

std::string times(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

struct Case {
  std::string value;
  std::string expected;  // pointer and code; empty: good
};

}  // namespace

BOOST_AUTO_TEST_SUITE(directory_nouns)

BOOST_AUTO_TEST_CASE(names_of_companies_have_1_to_200_characters_on_one_line) {
  const std::vector<Case> cases{{"M", ""},
                                {times(199, "ü"), ""},
                                {times(200, "😀"), ""},
                                {times(201, "a"), "/name:wrong_length"},
                                {"", "/name:wrong_length"},
                                {"Müller & Söhne GmbH", ""},
                                {"שלום בע״מ", ""},
                                {" \t ", "/name:wrong_format"},
                                {"  ", "/name:wrong_format"},
                                {"a\nb", "/name:wrong_format"},
                                {std::string("a\0b", 3), "/name:wrong_format"}};
  for (const auto& [value, expected] : cases) {
    const NewCompany company{.name = value, .role = CompanyRole::vendor, .region_key = {}, .city = {}};
    BOOST_TEST(words(check(company)) == expected, value);
  }
}

BOOST_AUTO_TEST_CASE(all_wrong_members_of_a_company_are_named_at_once) {
  const NewCompany wrong{.name = "", .role = CompanyRole::vendor, .region_key = "Nord", .city = times(101, "x")};
  BOOST_TEST(words(check(wrong)) == "/name:wrong_length /region_key:wrong_format /city:wrong_length");
  BOOST_TEST(words(check(wrong, "line 7")) ==
             "line 7/name:wrong_length line 7/region_key:wrong_format line 7/city:wrong_length");
  const NewCompany longest{
      .name = "x", .role = CompanyRole::vendor, .region_key = times(64, "k"), .city = times(100, "ß")};
  BOOST_TEST(words(check(longest)) == "");
}

BOOST_AUTO_TEST_CASE(all_wrong_members_of_a_person_are_named_at_once) {
  const NewPerson good{.company = {},
                       .given_name = times(100, "ä"),
                       .family_name = "ء",
                       .email = times(242, "a") + "@example.org",
                       .function = times(100, "f")};
  BOOST_TEST(good.email.size() == 254U);
  BOOST_TEST(words(check(good)) == "");
  const NewPerson wrong{.company = {},
                        .given_name = times(101, "ä"),
                        .family_name = " ",
                        .email = times(243, "a") + "@example.org",
                        .function = times(101, "f")};
  BOOST_TEST(words(check(wrong)) ==
             "/given_name:wrong_length /family_name:wrong_format /email:wrong_format /function:wrong_length");
}

BOOST_AUTO_TEST_CASE(organizations_need_a_key_a_name_and_a_zone_of_the_database) {
  BOOST_TEST(words(check(NewOrganization{"iteam", "iTeam", "Europe/Berlin"})) == "");
  BOOST_TEST(words(check(NewOrganization{"iTeam", "", "Berlin"})) ==
             "/key:wrong_format /name:wrong_length /time_zone:wrong_format");
}

BOOST_AUTO_TEST_CASE(regions_need_a_key_and_a_name) {
  BOOST_TEST(words(check(NewRegion{times(64, "n"), times(200, "N"), {}})) == "");
  BOOST_TEST(words(check(NewRegion{times(65, "n"), times(201, "N"), {}})) == "/key:wrong_format /name:wrong_length");
}

BOOST_AUTO_TEST_CASE(roles_read_back_as_they_are_written) {
  for (const auto role : all_company_roles) BOOST_TEST((parse_company_role(to_text(role)) == role));
  for (const auto* text : {"", "Partner", "partners", "supplier ", "member"})
    BOOST_TEST(!parse_company_role(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()
