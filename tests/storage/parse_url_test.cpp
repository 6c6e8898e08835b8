#include <boost/test/unit_test.hpp>

#include "engine/storage/database.hpp"

using namespace tagwerk::storage;

BOOST_AUTO_TEST_SUITE(parse_url)

BOOST_AUTO_TEST_CASE(host_port_user_password_and_database_are_read) {
  const auto settings = tagwerk::storage::parse_url("mysql://anna:s3cret@db.example:3307/tagwerk");
  BOOST_TEST_REQUIRE(settings.has_value());
  BOOST_TEST(settings->user == "anna");
  BOOST_TEST(settings->password == "s3cret");
  BOOST_TEST(settings->host == "db.example");
  BOOST_TEST(settings->port == 3307);
  BOOST_TEST(settings->database == "tagwerk");
  BOOST_TEST(settings->unix_socket == "");
}

BOOST_AUTO_TEST_CASE(the_port_is_3306_and_the_password_empty_unless_given) {
  const auto settings = tagwerk::storage::parse_url("mysql://anna@db/tagwerk");
  BOOST_TEST_REQUIRE(settings.has_value());
  BOOST_TEST(settings->port == 3306);
  BOOST_TEST(settings->password == "");
}

BOOST_AUTO_TEST_CASE(parts_are_percent_decoded) {
  const auto settings =
      tagwerk::storage::parse_url("mysql://a%40b:p%3A%2f%25@localhost/d%20b?socket=/run/my%20sql.sock");
  BOOST_TEST_REQUIRE(settings.has_value());
  BOOST_TEST(settings->user == "a@b");
  BOOST_TEST(settings->password == "p:/%");
  BOOST_TEST(settings->database == "d b");
  BOOST_TEST(settings->unix_socket == "/run/my sql.sock");
}

BOOST_AUTO_TEST_CASE(a_password_may_hold_a_colon) {
  BOOST_TEST(tagwerk::storage::parse_url("mysql://a:b:c@h/d").value().password == "b:c");
}

BOOST_AUTO_TEST_CASE(an_ipv6_address_stands_in_brackets) {
  const auto settings = tagwerk::storage::parse_url("mysql://a@[::1]:3307/d");
  BOOST_TEST_REQUIRE(settings.has_value());
  BOOST_TEST(settings->host == "::1");
  BOOST_TEST(settings->port == 3307);
  BOOST_TEST(tagwerk::storage::parse_url("mysql://a@[::1]/d").value().host == "::1");
}

BOOST_AUTO_TEST_CASE(localhost_with_a_port_means_tcp) {
  BOOST_TEST(tagwerk::storage::parse_url("mysql://a@localhost:3307/d").value().host == "127.0.0.1");
  BOOST_TEST(tagwerk::storage::parse_url("mysql://a@localhost/d").value().host == "localhost");
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused) {
  for (const char* url : {"",
                          "mysql:",
                          "mysql://",
                          "mysql://h/d",
                          "mysql://@h/d",
                          "mysql://:p@h/d",
                          "mysql://a@/d",
                          "mysql://a@h",
                          "mysql://a@h/",
                          "mysql://a@h/d/e",
                          "mysql://a@h:0/d",
                          "mysql://a@h:65536/d",
                          "mysql://a@h:/d",
                          "mysql://a@h:x/d",
                          "mysql://a@h:33 /d",
                          "mysql://a@b@h/d",
                          "MYSQL://a@h/d",
                          "postgres://a@h/d",
                          "mysql://a@h/d#x",
                          "mysql://a@h/d?x=1",
                          "mysql://a@h/d?socket=/s",
                          "mysql://a@localhost/d?socket=",
                          "mysql://a@localhost/d?socket=/s&x=1",
                          "mysql://a@localhost:3306/d?socket=/s",
                          "mysql://a%@h/d",
                          "mysql://a%0@h/d",
                          "mysql://a%zz@h/d",
                          "mysql://a%00@h/d",
                          "mysql://a@h%0a/d",
                          "mysql://a@[::1/d",
                          "mysql://a@[::1]x/d",
                          "mysql://a@[]/d"}) {
    BOOST_TEST_CONTEXT(url) { BOOST_TEST(!tagwerk::storage::parse_url(url).has_value()); }
  }
}

BOOST_AUTO_TEST_SUITE_END()
