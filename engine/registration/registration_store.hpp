// Purpose: SQL of registrations, their participants and what they take from pools (schema: registrations,
// registration_participants, registration_pools). Functions that write take many at once, a few statements for all.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the event and its capacity rows first (events::lock_pools), then the registration's row, then participants.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

inline constexpr std::size_t max_heads_per_page = 5'000;  // a page of registrations ends early rather than hold more

struct RegistrationFilter {
  std::optional<core::CompanyId> company;
  std::optional<RegistrationStatus> status;
};

void insert_registrations(storage::Transaction& tx, std::span<const Registration> registrations);

/// With participants and pools. The lock is on the registration's row alone.
[[nodiscard]] std::optional<Registration> find_registration(storage::Transaction& tx,
                                                            const core::OrganizationId& organization,
                                                            const core::RegistrationId& id,
                                                            storage::Lock lock = storage::Lock::none);
/// Whose it is, and at which event; without its participants.
struct Belonging {
  core::EventId event;
  core::CompanyId company;
};
[[nodiscard]] std::optional<Belonging> find_belonging(storage::Transaction& tx,
                                                      const core::OrganizationId& organization,
                                                      const core::RegistrationId& id);
[[nodiscard]] core::Page<Registration> list_registrations(storage::Transaction& tx,
                                                          const core::OrganizationId& organization,
                                                          const core::EventId& event, const RegistrationFilter& filter,
                                                          const core::PageRequest& page);

/// For a registration that begins to wait now. The event's capacity rows are locked, so nobody else gets the same.
[[nodiscard]] std::int64_t next_queue_number(storage::Transaction& tx, const core::EventId& event, int priority = 0);
/// The next `limit` registrations that wait behind that number, in the order of the queue, with pools and without participants.
/// Locked: a naming at the same time would otherwise make the same version of something else.
[[nodiscard]] std::vector<Registration> lock_waiting(storage::Transaction& tx, const core::EventId& event,
                                                     std::int64_t after, std::size_t limit);
/// Participants, with their answers, of registrations that were read without.
void load_heads(storage::Transaction& tx, std::span<Registration> registrations);

/// All that can change but participants and deadline.
void update_registration(storage::Transaction& tx, const Registration& registration);
/// When what is held for it ends by itself; or that it does not.
void save_deadline(storage::Transaction& tx, const Registration& registration);

/// Which registration this one was before it moved.
void save_origin(storage::Transaction& tx, const core::RegistrationId& registration, const core::RegistrationId& from);

/// Everything of an event at once: registrations, participants and what they took from pools. Answers those that were not
/// cancelled before.
struct Cancelled {
  core::RegistrationId id;
  core::CompanyId company;
  std::int64_t confirmed = 0;  // heads
  RegistrationStatus before;
};
std::vector<Cancelled> cancel_all(storage::Transaction& tx, const core::EventId& event, core::Instant now);
[[nodiscard]] std::int64_t count_registrations(storage::Transaction& tx, const core::EventId& event);
[[nodiscard]] std::int64_t count_check_ins(storage::Transaction& tx, const core::EventId& event);

/// Which they were.
std::vector<core::RegistrationId> move_registrations(storage::Transaction& tx, const core::CompanyId& from,
                                                     const core::CompanyId& into, core::Instant now);
/// What it shows has changed elsewhere.
void touch_registration(storage::Transaction& tx, const core::RegistrationId& registration, core::Instant now);

}  // namespace tagwerk::registration
