#include "engine/scheduling/proof.hpp"

#include <boost/test/unit_test.hpp>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/scheduling/solver.hpp"
#include "tests/scheduling/problems.hpp"

using namespace tagwerk::scheduling;
using test::problem_of;

namespace {

struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("tagwerk-proof-" + std::to_string(getpid()));
  ~Folder() { std::filesystem::remove_all(path); }

  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(proof)

BOOST_AUTO_TEST_CASE(a_bound_is_written_as_a_formula_and_its_refutation) {
  const Folder folder;
  const auto problem = problem_of(3, 3, 9, {{0, 1}, {0, 2}, {1, 2}});
  const auto outcome = solve(problem, 0, {});
  BOOST_REQUIRE((outcome.bound == Score{0, 0, 0, 1}));
  BOOST_TEST(write_proof(problem, outcome, folder.path, "three", {}));
  BOOST_TEST(folder.read("three.cnf").starts_with("p cnf "));
  const auto refutation = folder.read("three.drat");
  BOOST_TEST(refutation.ends_with("0\n"));
}

BOOST_AUTO_TEST_CASE(no_breaks_at_all_need_no_proof) {
  const Folder folder;
  const auto problem = problem_of(2, 1, 1, {{0, 1}});
  BOOST_TEST(!write_proof(problem, solve(problem, 0, {}), folder.path, "none", {}));
  BOOST_TEST(!std::filesystem::exists(folder.path / "none.drat"));
}

BOOST_AUTO_TEST_CASE(what_is_not_so_is_not_proved_and_leaves_no_file) {
  const Folder folder;
  const auto problem = problem_of(4, 4, 2, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
  BOOST_REQUIRE((solve(problem, 0, {}).score == Score{}));
  BOOST_TEST(!write_proof(problem, {.status = Status::optimal, .bound = {0, 0, 0, 1}}, folder.path, "wrong", {}));
  BOOST_TEST(!write_proof(problem, {.status = Status::infeasible}, folder.path, "wrong", {}));
  BOOST_TEST(std::filesystem::is_empty(folder.path));
}

BOOST_AUTO_TEST_SUITE_END()
