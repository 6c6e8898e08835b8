// Purpose: how often and when a piece of work is run again. Storage only.
// Errors: Unavailable when the attempts are used up: then nothing was done. Thread-safety: a value of one thread.
#pragma once

#include <chrono>

#include "engine/storage/database.hpp"

namespace tagwerk::storage {

/// Runs of one unit that ended in a deadlock or a lock wait timeout, before the caller is told that the database is busy.
inline constexpr int max_runs_of_a_unit = 8;
/// The longest back-off between two runs; each is drawn at random, so that two that met do not meet again.
inline constexpr std::chrono::milliseconds max_backoff{100};

class Attempts {
 public:
  explicit Attempts(const Settings& settings) : settings_(&settings) {}

  /// After a Restart: waits a little, or throws Unavailable. Time is bounded as well, by two lock wait timeouts.
  void again_after_restart();
  /// After a ConnectionLost that left nothing behind: true once, unless the time went into waiting for an answer.
  [[nodiscard]] bool again_after_loss();

 private:
  [[nodiscard]] std::chrono::steady_clock::duration elapsed() const;

  const Settings* settings_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  int runs_ = 0;
  bool lost_ = false;
};

}  // namespace tagwerk::storage
