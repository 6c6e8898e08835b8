#include "engine/scheduling/formula.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <sstream>

#include "engine/scheduling/sat_solver.hpp"

using namespace tagwerk::scheduling;

namespace {

// Whether the formula has a solution under these values of its first variables, and this literal.
bool is_possible(const Formula& formula, const std::vector<bool>& inputs, int literal) {
  SatSolver solver(formula, SatAim::proof, 0, {});
  std::vector<int> assumptions;
  for (std::size_t input = 0; input < inputs.size(); ++input)
    assumptions.push_back(inputs[input] ? static_cast<int>(input) + 1 : -static_cast<int>(input) - 1);
  assumptions.push_back(literal);
  return solver.solve(assumptions, -1) == SatAnswer::satisfiable;
}

struct Counted {
  Formula formula;
  std::vector<int> at_least;
};

Counted counted(std::size_t inputs, int limit, bool both_ways) {
  Counted made;
  std::vector<int> variables;
  for (std::size_t input = 0; input < inputs; ++input) variables.push_back(made.formula.new_variable());
  made.at_least = both_ways ? made.formula.count(variables, limit) : made.formula.count_up(variables, limit);
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(formula)

BOOST_AUTO_TEST_CASE(counts_are_exact_up_to_the_limit) {
  const bool ok = rc::check("outputs say how many inputs are true", [] {
    const auto inputs = *rc::gen::resize(11, rc::gen::arbitrary<std::vector<bool>>());
    const auto limit = *rc::gen::inRange(1, 13);
    const auto both = counted(inputs.size(), limit, true);
    const auto up = counted(inputs.size(), limit, false);
    const auto count = std::count(inputs.begin(), inputs.end(), true);
    RC_ASSERT(both.at_least.size() == std::min(static_cast<std::size_t>(std::max(limit, 1)), inputs.size()));
    for (std::size_t k = 0; k < both.at_least.size(); ++k) {
      const bool is_reached = count >= static_cast<std::ptrdiff_t>(k) + 1;
      RC_ASSERT(is_possible(both.formula, inputs, both.at_least[k]) == is_reached);
      RC_ASSERT(is_possible(both.formula, inputs, -both.at_least[k]) == !is_reached);
      RC_ASSERT(is_possible(up.formula, inputs, -up.at_least[k]) == !is_reached);
      if (inputs.size() > 1) RC_ASSERT(is_possible(up.formula, inputs, up.at_least[k]));  // one input is its own count
    }
  });
  BOOST_TEST(ok);
}

BOOST_AUTO_TEST_CASE(a_formula_is_written_as_dimacs) {
  Formula formula;
  const int one = formula.new_variable();
  const int other = formula.new_variable();
  formula.add({one, -other});
  formula.add_if(one, std::vector<int>{other});
  std::ostringstream out;
  formula.write(out);
  BOOST_TEST(out.str() == "p cnf 2 2\n1 -2 0\n-1 2 0\n");
}

BOOST_AUTO_TEST_SUITE_END()
