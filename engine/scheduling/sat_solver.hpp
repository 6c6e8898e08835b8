// Purpose: a SAT solver (CaDiCaL) that holds one formula, is asked again and again under assumptions, and may be told to stop.
// Reference: Biere, Fazekas, Fleury, Heisinger: "CaDiCaL, Kissat, Paracooba, Plingeling and Treengeling", SAT Competition 2020.
// Errors: std::runtime_error when a proof's file cannot be written. Thread-safety: one thread at a time; two solvers share nothing.
// The same calls give the same answers, unless one of them was told to stop.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

#include "engine/scheduling/formula.hpp"

namespace tagwerk::scheduling {

enum class SatAnswer : std::uint8_t { satisfiable, unsatisfiable, unknown };
/// What the search is tuned for.
enum class SatAim : std::uint8_t { proof, model };

class SatSolver {
 public:
  /// `should_stop` is asked some thousand times a second while solving.
  SatSolver(const Formula& formula, SatAim aim, std::uint32_t seed, std::function<bool()> should_stop);
  /// Writes its reasoning to `proof` as DRAT.
  SatSolver(const Formula& formula, const std::filesystem::path& proof, std::function<bool()> should_stop);
  ~SatSolver();
  SatSolver(const SatSolver&) = delete;
  SatSolver& operator=(const SatSolver&) = delete;

  /// `max_conflicts`: how much it may take; less than 0: as much as it takes.
  SatAnswer solve(std::span<const int> assumptions, int max_conflicts);
  /// After satisfiable.
  [[nodiscard]] bool is_true(int variable);
  /// After unsatisfiable: whether the assumption was needed for it.
  [[nodiscard]] bool was_needed(int assumption);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tagwerk::scheduling
