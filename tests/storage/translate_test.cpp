#include "engine/storage/translate.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

#include "engine/storage/connection.hpp"
#include "engine/storage/dialect.hpp"
#include "engine/storage/errors.hpp"

using namespace tagwerk::storage;
using Kind = ConstraintViolation::Kind;

namespace {

void expect_violation(unsigned number, const char* message, Kind kind, const std::string& constraint) {
  BOOST_TEST_CONTEXT(number << " " << message) {
    try {
      throw_translated(number, message, "");
    } catch (const ConstraintViolation& violation) {
      BOOST_TEST((violation.kind() == kind));
      BOOST_TEST(violation.constraint() == constraint);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(translate)

BOOST_AUTO_TEST_CASE(violations_carry_the_constraint_without_its_table_on_mariadb_and_mysql) {
  expect_violation(1062, "Duplicate entry 'x' for key 'uq_name'", Kind::duplicate, "uq_name");
  expect_violation(1062, "Duplicate entry 'x' for key 'companies.uq_name'", Kind::duplicate, "uq_name");
  expect_violation(
      1452,
      "Cannot add or update a child row: a foreign key constraint fails (`d`.`t`, CONSTRAINT `fk_a` FOREIGN KEY"
      " (`a`) REFERENCES `p` (`id`))",
      Kind::missing_parent, "fk_a");
  expect_violation(1451,
                   "Cannot delete or update a parent row: a foreign key constraint fails (`d`.`t`, CONSTRAINT `fk_a`"
                   " FOREIGN KEY (`a`) REFERENCES `p` (`id`))",
                   Kind::has_children, "fk_a");
  expect_violation(3819, "Check constraint 'ck_a' is violated.", Kind::check, "ck_a");
  expect_violation(4025, "CONSTRAINT `ck_a` failed for `d`.`t`", Kind::check, "ck_a");
  expect_violation(4025, "CONSTRAINT `t.ck_a` failed for `d`.`t`", Kind::check, "ck_a");
}

BOOST_AUTO_TEST_CASE(a_value_that_looks_like_a_constraint_is_not_taken_for_one) {
  expect_violation(1062, "Duplicate entry 'x' for key 'uq_faked'' for key 'uq_name'", Kind::duplicate, "uq_name");
}

BOOST_AUTO_TEST_CASE(each_number_becomes_the_exception_that_says_what_to_do) {
  for (const unsigned number : {1205U, 1213U}) BOOST_CHECK_THROW(throw_translated(number, "", ""), Restart);
  for (const unsigned number : {1969U, 3024U}) BOOST_CHECK_THROW(throw_translated(number, "", ""), StatementTimeout);
  for (const unsigned number : {1053U, 1927U, 2002U, 2003U, 2006U, 2013U, 2014U, 2055U, 4031U})
    BOOST_CHECK_THROW(throw_translated(number, "", ""), ConnectionLost);
  for (const unsigned number : {1040U, 1044U, 1045U, 1049U, 1290U, 1317U})
    BOOST_CHECK_THROW(throw_translated(number, "", ""), Unavailable);
  for (const unsigned number : {1064U, 1406U, 1264U, 1366U})
    BOOST_CHECK_THROW(throw_translated(number, "", ""), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(no_message_holds_a_value) {
  for (const unsigned number : {1062U, 1064U, 1205U, 1264U, 1292U, 1366U, 1406U, 2013U}) {
    try {
      throw_translated(number, "Duplicate entry 'anna@example.org' for key 'uq_mail'", "insert into t values (:mail)");
    } catch (const std::exception& error) {
      BOOST_TEST(std::string(error.what()).find("anna") == std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(an_unexpected_error_names_the_statement_and_what_is_missing) {
  try {
    throw_translated(1146, "Table 'd.nowhere' doesn't exist", "select :a from nowhere");
  } catch (const std::exception& error) {
    BOOST_TEST(std::string(error.what()) ==
               "database error 1146: Table 'd.nowhere' doesn't exist, in: select :a from nowhere");
  }
}

BOOST_AUTO_TEST_CASE(the_dialect_is_told_by_the_version) {
  BOOST_TEST((dialect_of("10.11.6-MariaDB-0+deb12u1") == Dialect::mariadb));
  BOOST_TEST((dialect_of("5.5.5-10.11.6-MariaDB") == Dialect::mariadb));
  BOOST_TEST((dialect_of("8.0.36") == Dialect::mysql));
}

BOOST_AUTO_TEST_CASE(the_limit_of_a_statement_is_in_the_unit_of_its_server) {
  using namespace std::chrono_literals;
  BOOST_TEST(limit_statement_time(Dialect::mariadb, 10000ms) == "set session max_statement_time = 10.000");
  BOOST_TEST(limit_statement_time(Dialect::mariadb, 1050ms) == "set session max_statement_time = 1.050");
  BOOST_TEST(limit_statement_time(Dialect::mariadb, 0ms) == "set session max_statement_time = 0.000");
  BOOST_TEST(limit_statement_time(Dialect::mysql, 1050ms) == "set session max_execution_time = 1050");
}

BOOST_AUTO_TEST_SUITE_END()
