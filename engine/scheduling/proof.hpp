// Purpose: a claim as files that others can check: a formula without a solution (DIMACS) and why it has none (DRAT).
// The formula says "a plan that is better than the bound" in the last part of the objective that is not 0, whatever the parts behind
// it are, or "a plan" where there is none at all. Of a bound with several parts it proves that last one.
// Reference: Wetzler, Heule, Hunt: "DRAT-trim", SAT 2014.
// Errors: std::runtime_error when a file cannot be written. Thread-safety: one call for each name at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "engine/scheduling/outcome.hpp"

namespace tagwerk::scheduling {

/// Writes `name`.cnf and `name`.drat into `folder`. False, and no such files: told to stop, or there is nothing to prove (the
/// outcome is neither optimal nor infeasible, or no plan could have fewer breaks than none).
bool write_proof(const Problem& problem, const Outcome& outcome, const std::filesystem::path& folder,
                 const std::string& name, const std::function<bool()>& should_stop);

}  // namespace tagwerk::scheduling
