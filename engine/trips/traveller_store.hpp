// Purpose: SQL of travellers (schema: trip_travellers, trip_visas) over the heads of registrations. What was said of somebody else
// than who is named now is left out everywhere.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: who writes has the event shared, then the participant's row (so nobody cancels or renames him), then the profile's row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/kept_store.hpp"
#include "engine/trips/traveller.hpp"

namespace tagwerk::trips {

/// A head of the event, whatever its state.
struct FoundTraveller {
  Traveller traveller;
  registration::ParticipantState state = registration::ParticipantState::confirmed;
  bool has_row = false;                      // also of somebody else
  std::optional<std::string> sealed_number;  // of the passport
};
[[nodiscard]] std::optional<FoundTraveller> find_traveller(storage::Transaction& tx,
                                                           const core::OrganizationId& organization,
                                                           const core::EventId& event,
                                                           const core::ParticipantId& participant);
/// Those with a confirmed place, of one company or all.
[[nodiscard]] std::vector<Traveller> load_travellers(storage::Transaction& tx, const core::OrganizationId& organization,
                                                     const core::EventId& event,
                                                     const std::optional<core::CompanyId>& company);
/// The same by pages; `updated_since` is of what was said.
[[nodiscard]] core::Page<Traveller> list_travellers(storage::Transaction& tx, const core::OrganizationId& organization,
                                                    const core::EventId& event,
                                                    const std::optional<core::CompanyId>& company,
                                                    const core::PageRequest& page);

/// `traveller.who` has a name. In the place of what was there, whoever said it.
void replace_traveller(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                       const Traveller& traveller, const std::optional<std::string>& sealed_number, core::Instant now);
void remove_traveller(storage::Transaction& tx, const core::ParticipantId& participant);

// ---- what is kept no longer -----------------------------------------------------------------------------------------

/// Profiles that may have to go: whose days are over, of heads that do not come (any more), of others than who is named.
[[nodiscard]] std::vector<Kept> list_profiles_to_expire(storage::Transaction& tx, const KeptPage& page);
void lock_traveller(storage::Transaction& tx, const core::ParticipantId& participant);
void forget_documents(storage::Transaction& tx, const core::ParticipantId& participant, core::Instant now);
void forget_health(storage::Transaction& tx, const core::ParticipantId& participant, core::Instant now);

}  // namespace tagwerk::trips
