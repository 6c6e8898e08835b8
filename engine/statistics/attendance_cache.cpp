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

}  // namespace

std::size_t AttendanceCache::slot_of(const core::OrganizationId& organization) noexcept {
  return std::hash<core::OrganizationId>{}(organization) % generation_count;
}

bool AttendanceCache::is_current(const core::OrganizationId& organization, const Ticket& ticket) const noexcept {
  return ticket.generation == generations_[slot_of(organization)];
}

AttendanceCache::Ticket AttendanceCache::ticket(const core::OrganizationId& organization, Time now) const {
  const std::lock_guard lock(mutex_);
  return {generations_[slot_of(organization)], now};
}

std::shared_ptr<const CachedAnswer> AttendanceCache::find(const core::OrganizationId& organization,
                                                          std::string_view key, Time now) {
  const auto full = full_key(organization, key);
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(full);
  if (found == entries_.end()) return nullptr;
  auto& entry = found->second;
  const auto age = now - entry.ticket.taken_at;
  if (!is_current(organization, entry.ticket) || age >= max_age) {
    entries_.erase(found);
    return nullptr;
  }
  if (age >= refresh_age && !std::exchange(entry.refreshing, true)) return nullptr;
  return entry.answer;
}

std::shared_ptr<const CachedAnswer> AttendanceCache::find_young(const core::OrganizationId& organization,
                                                                std::string_view key, Time now) const {
  const auto full = full_key(organization, key);
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(full);
  if (found == entries_.end() || !is_current(organization, found->second.ticket)) return nullptr;
  return now - found->second.ticket.taken_at < refresh_age ? found->second.answer : nullptr;
}

void AttendanceCache::keep(const core::OrganizationId& organization, std::string_view key, const Ticket& ticket,
                           CachedAnswer answer) {
  Entry entry{.answer = std::make_shared<const CachedAnswer>(std::move(answer)), .ticket = ticket};
  auto full = full_key(organization, key);
  const std::lock_guard lock(mutex_);
  if (!is_current(organization, ticket)) return;
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

void AttendanceCache::attendance_changed(storage::Transaction& tx, const core::OrganizationId& organization) {
  tx.on_commit([this, organization] { forget(organization); });
}

void AttendanceCache::move_company(storage::Transaction& tx, const access::Call&, const core::CompanyId&,
                                   const core::CompanyId&) {
  // Merges are rare: it is not worth finding out whose company it is.
  tx.on_commit([this] { forget_all(); });
}

void AttendanceCache::company_role_changed(storage::Transaction& tx, const core::OrganizationId& organization) {
  attendance_changed(tx, organization);
}

void AttendanceCache::forget(const core::OrganizationId& organization) {
  const std::lock_guard lock(mutex_);
  ++generations_[slot_of(organization)];
}

void AttendanceCache::forget_all() {
  const std::lock_guard lock(mutex_);
  for (auto& generation : generations_) ++generation;
}

}  // namespace tagwerk::statistics
