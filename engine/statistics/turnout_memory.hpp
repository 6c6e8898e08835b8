// Purpose: who came to completed events, in memory for as long as the database keeps that very count (event_turnouts.count_id), so
// that a figure over many editions reads only what can have changed.
// Truth: a count never changes under its id. Whatever changes who came, whose they were or what role a company has drops the count in
//   its own unit of work (turnout_keeper.hpp), in whichever process: so who asks with the id that he has just read is never told
//   what is no longer true.
// Bounds: max_rows companies at events, some 16 MB; then all is forgotten. Errors: none. Thread-safety: any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/statistics/attendance.hpp"

namespace tagwerk::statistics {

class TurnoutMemory {
 public:
  static constexpr std::size_t max_rows = 500'000;
  using Heads = std::shared_ptr<const std::vector<CompanyHeads>>;

  /// Null: not known, or by another count.
  [[nodiscard]] Heads find(const core::EventId& event, const core::Uuid& count) const;
  void keep(const core::EventId& event, const core::Uuid& count, Heads heads);
  /// How many companies at events are known.
  [[nodiscard]] std::size_t rows() const;

 private:
  struct Known {
    core::Uuid count;
    Heads heads;
  };
  mutable std::mutex mutex_;
  std::unordered_map<core::EventId, Known> known_;
  std::size_t rows_ = 0;
};

}  // namespace tagwerk::statistics
