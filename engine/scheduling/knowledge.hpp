// Purpose: what all searches for one problem know together: the best plan, the bound, and whether it is over. Nothing is believed:
// every plan is judged by the checker when it comes in.
// Errors: std::logic_error for a plan that breaks a rule, and for one where there can be none: our own mistakes.
// Thread-safety: any thread.
#pragma once

#include <mutex>

#include "engine/scheduling/outcome.hpp"

namespace tagwerk::scheduling {

class Knowledge {
 public:
  /// Both outlive it.
  Knowledge(const Problem& problem, const Control& control) : problem_(problem), control_(control) {}

  void found(Plan plan);
  /// No plan is better.
  void at_least(const Score& score);
  void no_plan();

  [[nodiscard]] Outcome outcome() const;
  /// Nothing more can be found out, or the caller says stop.
  [[nodiscard]] bool is_over() const;

 private:
  /// Under the lock.
  [[nodiscard]] Status status() const;
  void tell();

  const Problem& problem_;
  const Control& control_;
  mutable std::mutex mutex_;
  Outcome outcome_;
};

}  // namespace tagwerk::scheduling
