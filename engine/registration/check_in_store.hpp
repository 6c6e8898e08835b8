// Purpose: SQL of scans (schema: check_ins). Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the participant's row decides between scans of one ticket.
#pragma once

#include <optional>
#include <string>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/registration/check_in.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

struct Ticket {
  core::ParticipantId participant;
  core::EventId event;
  ParticipantState state;
};
/// Locked until the unit of work ends.
[[nodiscard]] std::optional<Ticket> lock_ticket(storage::Transaction& tx, const core::OrganizationId& organization,
                                                const std::string& ticket_code);
/// For tests that must be able to fail: the same without the lock.
[[nodiscard]] std::optional<Ticket> find_ticket(storage::Transaction& tx, const core::OrganizationId& organization,
                                                const std::string& ticket_code);

struct LastScan {
  Direction direction;
  core::Instant recorded_at;
};
/// The last good scan.
[[nodiscard]] std::optional<LastScan> find_last_scan(storage::Transaction& tx, const core::ParticipantId& participant);

[[nodiscard]] std::optional<CheckIn> find_by_nonce(storage::Transaction& tx, const core::EventId& event,
                                                   const std::string& nonce);
/// False when another scan with the same nonce was first.
[[nodiscard]] bool insert_check_in(storage::Transaction& tx, const CheckIn& scan);

struct CheckInFilter {
  std::optional<ScanResult> result;
  std::optional<core::ParticipantId> participant;
};
/// By id; updated_since looks at recorded_at.
[[nodiscard]] core::Page<CheckIn> list_check_ins(storage::Transaction& tx, const core::OrganizationId& organization,
                                                 const core::EventId& event, const CheckInFilter& filter,
                                                 const core::PageRequest& page);

}  // namespace tagwerk::registration
