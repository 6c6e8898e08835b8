// Purpose: SQL of scans (schema: check_ins). Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: the participant's row decides between scans of one ticket. Few statements for many scans, however many there are.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/registration/check_in.hpp"
#include "engine/registration/door.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// By code, compared exactly; locked in the order of their codes until the unit of work ends. Codes that nobody has are
/// missing.
[[nodiscard]] std::map<std::string, DoorTicket, std::less<>> lock_tickets(storage::Transaction& tx,
                                                                          const core::OrganizationId& organization,
                                                                          const std::set<std::string>& codes);
/// The same without the locks: for dry runs, and for tests that must be able to fail.
[[nodiscard]] std::map<std::string, DoorTicket, std::less<>> find_tickets(storage::Transaction& tx,
                                                                          const core::OrganizationId& organization,
                                                                          const std::set<std::string>& codes);

using ScansByNonce = std::map<std::string, CheckIn, std::less<>>;
[[nodiscard]] ScansByNonce load_by_nonce(storage::Transaction& tx, const core::EventId& event,
                                         const std::set<std::string>& nonces);
/// The same for several events; those without any are missing.
[[nodiscard]] std::map<core::EventId, ScansByNonce> load_by_nonces(
    storage::Transaction& tx, const std::map<core::EventId, std::set<std::string>>& nonces);
/// A scan with the same nonce, or a list that vanished, came between: storage::Restart.
void insert_check_ins(storage::Transaction& tx, const std::vector<CheckIn>& scans);
[[nodiscard]] std::optional<CheckIn> find_check_in(storage::Transaction& tx, const core::OrganizationId& organization,
                                                   const core::EventId& event, const core::Uuid& id);
void save_annulment(storage::Transaction& tx, const CheckIn& scan);

struct CheckInFilter {
  std::optional<ScanResult> result;
  std::optional<core::ParticipantId> participant;
  std::optional<std::string> list;  // key
};
/// By id; updated_since looks at recorded_at.
[[nodiscard]] core::Page<CheckIn> list_check_ins(storage::Transaction& tx, const core::OrganizationId& organization,
                                                 const core::EventId& event, const CheckInFilter& filter,
                                                 const core::PageRequest& page);

}  // namespace tagwerk::registration
