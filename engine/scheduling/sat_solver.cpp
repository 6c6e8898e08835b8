#include "engine/scheduling/sat_solver.hpp"

#include <cadical.hpp>

#include <stdexcept>
#include <utility>

namespace tagwerk::scheduling {

struct SatSolver::Impl : CaDiCaL::Terminator {
  explicit Impl(std::function<bool()> stop) : should_stop(std::move(stop)) { solver.connect_terminator(this); }
  ~Impl() override { solver.disconnect_terminator(); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  bool terminate() override { return should_stop && should_stop(); }

  void load(const Formula& formula) {
    solver.reserve(formula.variables());
    for (const int literal : formula.literals()) solver.add(literal);
  }

  CaDiCaL::Solver solver;
  std::function<bool()> should_stop;
};

SatSolver::SatSolver(const Formula& formula, SatAim aim, std::uint32_t seed, std::function<bool()> should_stop)
    : impl_(std::make_unique<Impl>(std::move(should_stop))) {
  if (aim == SatAim::model) impl_->solver.configure("sat");
  impl_->solver.set("seed", static_cast<int>(seed & 0x7fffffffU));
  impl_->solver.set("quiet", 1);
  impl_->load(formula);
}

SatSolver::SatSolver(const Formula& formula, const std::filesystem::path& proof, std::function<bool()> should_stop)
    : impl_(std::make_unique<Impl>(std::move(should_stop))) {
  impl_->solver.set("quiet", 1);
  impl_->solver.set("binary", 0);
  if (!impl_->solver.trace_proof(proof.c_str())) throw std::runtime_error("cannot write " + proof.string());
  impl_->load(formula);
}

SatSolver::~SatSolver() = default;

void SatSolver::add(std::span<const int> clause) {
  for (const int literal : clause) impl_->solver.add(literal);
  impl_->solver.add(0);
}

SatAnswer SatSolver::solve(std::span<const int> assumptions, int max_conflicts) {
  for (const int literal : assumptions) impl_->solver.assume(literal);
  if (max_conflicts >= 0) impl_->solver.limit("conflicts", max_conflicts);
  switch (impl_->solver.solve()) {
    case 10:
      return SatAnswer::satisfiable;
    case 20:
      return SatAnswer::unsatisfiable;
    default:
      return SatAnswer::unknown;
  }
}

bool SatSolver::is_true(int variable) { return impl_->solver.val(variable) > 0; }

bool SatSolver::was_needed(int assumption) { return impl_->solver.failed(assumption); }

}  // namespace tagwerk::scheduling
