#include "engine/scheduling/sat_solver.hpp"

#include <cadical.hpp>

#include <stdexcept>
#include <utility>

namespace tagwerk::scheduling {

namespace {

constexpr std::size_t literals_between_questions = 1U << 16U;  // whether to stop: some milliseconds

}  // namespace

struct SatSolver::Impl : CaDiCaL::Terminator {
  explicit Impl(std::function<bool()> stop) : should_stop(std::move(stop)) { solver.connect_terminator(this); }
  bool terminate() override { return should_stop && should_stop(); }

  void load(const Formula& formula) {
    solver.reserve(formula.variables());
    const auto literals = formula.literals();
    for (std::size_t next = 0; next < literals.size(); ++next) {
      if (next % literals_between_questions == 0 && terminate()) return;
      solver.add(literals[next]);
    }
    is_loaded = true;
  }

  CaDiCaL::Solver solver;
  std::function<bool()> should_stop;
  bool is_loaded = false;  // told to stop before: it knows half of the formula, and must not speak
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

SatAnswer SatSolver::solve(std::span<const int> assumptions, int max_conflicts) {
  if (!impl_->is_loaded) return SatAnswer::unknown;
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
