#include "engine/registration/head_changes.hpp"

#include "engine/registration/head_changes_store.hpp"

namespace tagwerk::registration {

void HeadChanges::add(const Registration& registration, core::Instant at, std::int64_t delta) {
  add({.event = registration.event,
       .company = registration.company,
       .registration = registration.id,
       .at = at,
       .delta = delta});
}

void HeadChanges::add(const events::HeadsChange& change) {
  if (change.delta != 0) changes_.push_back(change);
}

void HeadChanges::write(storage::Transaction& tx) const {
  if (changes_.empty()) return;
  insert_head_changes(tx, changes_);
  for (auto* observer : observers_) observer->heads_changed(tx, changes_);
}

void move_head_changes(storage::Transaction& tx, const std::set<core::EventId>& events, const core::CompanyId& from,
                       const core::CompanyId& into, std::span<events::AttendanceObserver* const> observers) {
  if (events.empty()) return;
  save_company_of_changes(tx, events, from, into);
  for (auto* observer : observers) observer->heads_belong_to_others(tx, events);
}

}  // namespace tagwerk::registration
