#include "engine/statistics/attendance_cache.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace tagwerk::statistics {
namespace {

std::string full_key(const core::OrganizationId& organization, std::string_view key) {
  std::string full(organization.uuid.raw());
  full.append(key);
  return full;
}

std::size_t slot_of(const core::OrganizationId& organization, std::string_view series_key, std::size_t slots) {
  return std::hash<std::string>{}(full_key(organization, series_key)) % slots;
}

}  // namespace

bool AttendanceCache::is_current(const Ticket& ticket) const noexcept {
  return ticket.generation == generations_[ticket.slot];
}

AttendanceCache::Ticket AttendanceCache::ticket(const core::OrganizationId& organization, std::string_view series_key,
                                                Time now) const {
  const auto slot = slot_of(organization, series_key, generation_count);
  const std::lock_guard lock(mutex_);
  return {slot, generations_[slot], now};
}

AttendanceCache::Ticket AttendanceCache::ticket_of_all(Time now) const {
  const std::lock_guard lock(mutex_);
  return {of_all, generations_[of_all], now};
}

bool AttendanceCache::serves(const Ticket& ticket, Time now) const {
  const std::lock_guard lock(mutex_);
  return is_current(ticket) && now - ticket.taken_at < max_age;
}

AttendanceCache::Found AttendanceCache::find(const core::OrganizationId& organization, std::string_view key, Time now) {
  const auto full = full_key(organization, key);
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(full);
  if (found == entries_.end()) return {};
  auto& entry = found->second;
  const auto age = now - entry.ticket.taken_at;
  if (!is_current(entry.ticket) || age >= max_age) return {};
  return {entry.answer, age >= refresh_age && !std::exchange(entry.refreshing, true)};
}

std::shared_ptr<const CachedAnswer> AttendanceCache::find(const core::OrganizationId& organization,
                                                          std::string_view key, const Ticket& ticket) const {
  const auto full = full_key(organization, key);
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(full);
  return found != entries_.end() && found->second.ticket == ticket ? found->second.answer : nullptr;
}

std::shared_ptr<const CachedAnswer> AttendanceCache::last(const core::OrganizationId& organization,
                                                          std::string_view key) const {
  const auto full = full_key(organization, key);
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(full);
  return found != entries_.end() ? found->second.answer : nullptr;
}

void AttendanceCache::keep(const core::OrganizationId& organization, std::string_view key, const Ticket& ticket,
                           std::shared_ptr<const CachedAnswer> answer) {
  Entry entry{.answer = std::move(answer), .ticket = ticket};
  auto full = full_key(organization, key);
  const std::lock_guard lock(mutex_);
  if (!is_current(ticket)) return;
  const auto found = entries_.find(full);
  if (found == entries_.end()) {
    make_room();
    entries_.emplace(std::move(full), std::move(entry));
  } else if (found->second.ticket.taken_at <= ticket.taken_at) {
    found->second = std::move(entry);
  }
}

std::size_t AttendanceCache::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

void AttendanceCache::make_room() {
  if (entries_.size() < max_entries) return;
  const auto oldest = std::min_element(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) {
    return a.second.ticket.taken_at < b.second.ticket.taken_at;
  });
  entries_.erase(oldest);
}

void AttendanceCache::attendance_changed(storage::Transaction& tx, const core::OrganizationId& organization,
                                         const std::string& series_key) {
  tx.on_commit([this, slot = slot_of(organization, series_key, generation_count)] { forget(slot); });
}

// Merges and changes of a role are rare: it is not worth finding out in which series the company has been.
void AttendanceCache::move_company(storage::Transaction& tx, const access::Call&, const core::CompanyId&,
                                   const core::CompanyId&) {
  tx.on_commit([this] { forget_all(); });
}

void AttendanceCache::company_role_changed(storage::Transaction& tx, const core::OrganizationId&,
                                           const core::CompanyId&) {
  tx.on_commit([this] { forget_all(); });
}

void AttendanceCache::forget(std::size_t slot) {
  const std::lock_guard lock(mutex_);
  ++generations_[slot];
  ++generations_[of_all];
}

void AttendanceCache::forget_all() {
  const std::lock_guard lock(mutex_);
  for (auto& generation : generations_) ++generation;
}

}  // namespace tagwerk::statistics
