// Purpose: the places of one event inside a unit of work: locked, read as the Capacity that admission decides on, and
// written back, only what changed. What these locks guard is never oversold, by one process or several.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/events/capacity.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/registration/admission.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class PlacesChanges;

class Places {
 public:
  /// Of an event without rows.
  explicit Places(const core::EventId& event) : event_(event) {}
  /// Takes the locks on the event (shared) and on its capacity rows.
  static Places lock(storage::Transaction& tx, const core::EventId& event);
  /// Of several events, in the order of their ids; one without rows has none here.
  static std::map<core::EventId, Places> lock(storage::Transaction& tx, const std::set<core::EventId>& events);
  /// Of events that are locked.
  static std::map<core::EventId, Places> lock_of_locked(storage::Transaction& tx,
                                                        const std::set<core::EventId>& events);
  /// The same rows as they are now, to be told and not to be changed.
  static Places look(storage::Transaction& tx, const core::EventId& event);
  /// For tests that must be able to fail: the same rows without the locks.
  static std::map<core::EventId, Places> look_without_lock(storage::Transaction& tx,
                                                           const std::set<core::EventId>& events);

  [[nodiscard]] bool has(std::string_view pool) const;
  /// Without companies.
  [[nodiscard]] Capacity capacity() const;
  /// With the heads of these companies.
  [[nodiscard]] Capacity capacity(storage::Transaction& tx, std::span<const core::CompanyId> companies) const;
  /// Also rows of pools that had none: the locks held keep everybody else from making them.
  void save(storage::Transaction& tx, const Capacity& before, const Capacity& after);

  [[nodiscard]] const std::vector<events::PoolRow>& rows() const noexcept { return rows_; }

 private:
  friend class PlacesChanges;
  Places(const core::EventId& event, std::vector<events::PoolRow> rows) : event_(event), rows_(std::move(rows)) {}
  static std::map<core::EventId, Places> by_event(std::vector<events::EventPool> pools);

  events::PoolRow& row_of(const std::string& pool);

  core::EventId event_;
  std::vector<events::PoolRow> rows_;
};

/// What has changed in the places of several events, written in two statements.
class PlacesChanges {
 public:
  void add(Places& places, const Capacity& before, const Capacity& after);
  void write(storage::Transaction& tx) const;

 private:
  std::vector<events::EventPool> pools_;
  HeadsByEvent heads_;
};

}  // namespace tagwerk::registration
