#include "engine/assignment/linear_program.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk::assignment;

namespace {

double value_of(const LinearProgram& program, int column) {
  for (const auto& [index, value] : program.solution()) {
    if (index == column) return value;
  }
  return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(linear_program)

// The textbook case: three who are each in two of three pairs; half of each pair is cheapest until the odd-set row forbids it.
BOOST_AUTO_TEST_CASE(rows_and_columns_come_in_between) {
  LinearProgram program(1'000);
  for (int row = 0; row < 3; ++row) program.add_row(Sense::equal, 1, {});
  for (int row = 0; row < 3; ++row) program.add_column(10, {{row, 1}, {(row + 1) % 3, 1}});
  program.optimise(100);
  for (int column = 0; column < 3; ++column)
    BOOST_TEST(value_of(program, column) == 0.5, boost::test_tools::tolerance(1e-4));
  BOOST_TEST(program.missed() < 1e-4);

  const LinearProgram::Entry all[] = {{0, 1}, {1, 1}, {2, 1}};
  program.add_row(Sense::at_most, 1, all);
  for (int row = 0; row < 3; ++row) program.add_column(8, {{row, 1}});
  program.optimise(100);
  double pairs = 0;
  double alone = 0;
  for (int column = 0; column < 6; ++column) (column < 3 ? pairs : alone) += value_of(program, column);
  BOOST_TEST(pairs == 1.0, boost::test_tools::tolerance(1e-4));
  BOOST_TEST(alone == 1.0, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_is_missed_by_as_little_as_can_be) {
  LinearProgram program(1'000);
  program.add_row(Sense::at_least, 5, {});
  program.add_row(Sense::at_most, 3, {});
  program.add_column(1, {{0, 1}, {1, 1}});
  program.optimise(100);
  BOOST_TEST(program.missed() == 2.0, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_CASE(it_goes_on_from_a_basis) {
  LinearProgram program(1'000);
  LinearProgram again(1'000);
  for (auto* it : {&program, &again}) {
    it->add_row(Sense::equal, 4, {});
    it->add_row(Sense::at_most, 3, {});
    it->add_column(2, {{0, 1}, {1, 1}});
    it->add_column(5, {{0, 1}});
  }
  program.optimise(100);
  BOOST_TEST_REQUIRE(again.set_basis(program.basis()));
  BOOST_TEST(again.optimise(100) == 0);
  BOOST_TEST(value_of(again, 0) == 3.0, boost::test_tools::tolerance(1e-4));
  BOOST_TEST(value_of(again, 1) == 1.0, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_SUITE_END()
