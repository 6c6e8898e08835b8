// Purpose: the places of one event inside a unit of work: locked, read as the Capacity that admission decides on, and
// written back, only what changed. What these locks guard is never oversold, by one process or several.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/events/capacity.hpp"
#include "engine/registration/admission.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class Places {
 public:
  /// Takes the locks on the event's capacity rows.
  static Places lock(storage::Transaction& tx, const core::EventId& event);
  /// For tests that must be able to fail: the same rows without the locks.
  static Places look_without_lock(storage::Transaction& tx, const core::EventId& event);

  [[nodiscard]] bool has(std::string_view pool) const;
  /// Without companies.
  [[nodiscard]] Capacity capacity() const;
  /// With the heads of these companies.
  [[nodiscard]] Capacity capacity(storage::Transaction& tx, std::span<const core::CompanyId> companies) const;
  /// Also rows of pools that had none: the locks held keep everybody else from making them.
  void save(storage::Transaction& tx, const Capacity& before, const Capacity& after);

  [[nodiscard]] const std::vector<events::PoolRow>& rows() const noexcept { return rows_; }

 private:
  Places(const core::EventId& event, std::vector<events::PoolRow> rows) : event_(event), rows_(std::move(rows)) {}

  events::PoolRow& row_of(const std::string& pool);

  core::EventId event_;
  std::vector<events::PoolRow> rows_;
};

}  // namespace tagwerk::registration
