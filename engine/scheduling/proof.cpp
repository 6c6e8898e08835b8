#include "engine/scheduling/proof.hpp"

#include <fstream>
#include <stdexcept>

#include "engine/scheduling/sat_model.hpp"
#include "engine/scheduling/sat_solver.hpp"

namespace tagwerk::scheduling {

bool write_proof(const Problem& problem, const Outcome& outcome, const std::filesystem::path& folder,
                 const std::string& name, const std::function<bool()>& should_stop) {
  auto model = build_sat_model(problem);
  if (!model) return false;
  const auto part = problem.objective.last_to_better(outcome.bound);
  if (outcome.status == Status::optimal && part) {
    auto better = outcome.bound;
    --(better.*problem.objective.parts[*part]);
    const auto bounds = model->bounds(problem.objective, better, *part + 1);
    if (!bounds) return false;
    for (const int bound : *bounds) model->formula.add({bound});
  } else if (outcome.status != Status::infeasible) {
    return false;
  }
  std::filesystem::create_directories(folder);
  const auto formula_file = folder / (name + ".cnf");
  const auto proof_file = folder / (name + ".drat");
  bool is_proved = false;
  {
    SatSolver solver(model->formula, proof_file, should_stop);
    is_proved = solver.solve({}, -1) == SatAnswer::unsatisfiable;
  }  // closes the proof
  if (is_proved) {
    std::ofstream out(formula_file);
    model->formula.write(out);
    if (!out.flush()) throw std::runtime_error("cannot write " + formula_file.string());
    return true;
  }
  std::filesystem::remove(proof_file);
  return false;
}

}  // namespace tagwerk::scheduling
