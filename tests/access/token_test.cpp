#include "engine/access/token.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "engine/access/role.hpp"

using namespace tagwerk;

BOOST_AUTO_TEST_SUITE(token)

BOOST_AUTO_TEST_CASE(a_text_is_twk_and_43_url_safe_characters_and_never_the_same) {
  std::set<std::string> texts;
  for (int i = 0; i < 1000; ++i) {
    const auto text = access::make_token_text();
    BOOST_TEST_REQUIRE(text.size() == access::token_text_bytes);
    BOOST_TEST_REQUIRE(text.substr(0, 4) == "twk_");
    BOOST_TEST_REQUIRE(text.substr(4).find_first_not_of(
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string::npos);
    BOOST_TEST_REQUIRE(access::is_token_text(text));
    BOOST_TEST_REQUIRE(texts.insert(text).second);
  }
}

BOOST_AUTO_TEST_CASE(what_has_not_the_shape_is_no_token_text) {
  const auto good = access::make_token_text();
  for (const auto& bad : {std::string(), good + "a", good.substr(0, 46), "twK_" + good.substr(4),
                          good.substr(0, 46) + "=", good.substr(0, 46) + "+", good.substr(0, 46) + "\xc3"})
    BOOST_TEST(!access::is_token_text(bad), bad);
}

BOOST_AUTO_TEST_CASE(the_hash_has_32_bytes_and_depends_on_every_character) {
  const auto text = access::make_token_text();
  auto other = text;
  other.back() = other.back() == 'A' ? 'B' : 'A';
  BOOST_TEST(access::hash_token_text(text).size() == 32U);
  BOOST_TEST(access::hash_token_text(text) == access::hash_token_text(text));
  BOOST_TEST(access::hash_token_text(text) != access::hash_token_text(other));
}

BOOST_AUTO_TEST_CASE(a_company_token_fits_companies_of_its_side_only) {
  using access::Role;
  BOOST_TEST(access::fits_company(Role::partner, "partner"));
  BOOST_TEST(access::fits_company(Role::vendor, "vendor"));
  BOOST_TEST(access::fits_company(Role::vendor, "supplier"));
  BOOST_TEST(!access::fits_company(Role::partner, "vendor"));
  BOOST_TEST(!access::fits_company(Role::partner, "supplier"));
  BOOST_TEST(!access::fits_company(Role::vendor, "partner"));
  BOOST_TEST(!access::fits_company(Role::admin, "partner"));
}

BOOST_AUTO_TEST_CASE(roles_are_written_and_read_alike) {
  for (const auto role : access::all_roles) BOOST_TEST((access::parse_role(access::to_text(role)) == role));
  BOOST_TEST(!access::parse_role("Admin").has_value());
  BOOST_TEST(!access::parse_role("").has_value());
  BOOST_TEST(access::organizers.text() == "admin, organizer");
  BOOST_TEST(!access::organizers.contains(access::Role::desk));
}

BOOST_AUTO_TEST_SUITE_END()
