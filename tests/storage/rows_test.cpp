#include "engine/storage/rows.hpp"

#include <boost/test/unit_test.hpp>

namespace {

using namespace tagwerk::storage;

BOOST_AUTO_TEST_SUITE(rows)

BOOST_AUTO_TEST_CASE(dependents_are_told_by_the_name_of_their_foreign_key) {
  BOOST_TEST(dependents_by_constraint("fk_registration_company", "company") == "registrations");
  BOOST_TEST(dependents_by_constraint("fk_event_company_company", "company") == "events");
  BOOST_TEST(dependents_by_constraint("fk_participant_person", "person") == "participants");
}

BOOST_AUTO_TEST_CASE(a_row_is_locked_as_both_databases_know_it) {
  BOOST_TEST(locked("select 1", Lock::none) == "select 1");
  BOOST_TEST(locked("select 1", Lock::shared) == "select 1 lock in share mode");
  BOOST_TEST(locked("select 1", Lock::for_update) == "select 1 for update");
}

BOOST_AUTO_TEST_CASE(only_the_named_constraint_makes_a_duplicate) {
  using Kind = ConstraintViolation::Kind;
  const auto fails_as = [](Kind kind, const char* constraint) {
    return [=] { throw ConstraintViolation(kind, constraint); };
  };
  BOOST_TEST(is_new_under("uq_key", [] {}));
  BOOST_TEST(!is_new_under("uq_key", fails_as(Kind::duplicate, "uq_key")));
  BOOST_CHECK_THROW((void)is_new_under("uq_key", fails_as(Kind::duplicate, "primary")), ConstraintViolation);
  BOOST_CHECK_THROW((void)is_new_under("uq_key", fails_as(Kind::missing_parent, "uq_key")), ConstraintViolation);
}

BOOST_AUTO_TEST_CASE(a_deletion_is_forbidden_by_who_refers_and_a_write_is_restarted_when_what_it_refers_to_is_gone) {
  using Kind = ConstraintViolation::Kind;
  BOOST_TEST(!forbidden_by([] {}).has_value());
  BOOST_TEST(forbidden_by([] { throw ConstraintViolation(Kind::has_children, "fk_room_venue"); }).value() ==
             "fk_room_venue");
  BOOST_CHECK_THROW((void)forbidden_by([] { throw ConstraintViolation(Kind::duplicate, "uq_key"); }),
                    ConstraintViolation);
  BOOST_CHECK_THROW(write_references([] { throw ConstraintViolation(Kind::missing_parent, "fk_room_venue"); }),
                    Restart);
  BOOST_CHECK_THROW(write_references([] { throw ConstraintViolation(Kind::duplicate, "uq_key"); }),
                    ConstraintViolation);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
