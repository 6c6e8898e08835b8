// Purpose: SQL of the heads of registrations (schema: registration_participants).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: registration_store.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/id_list.hpp"

namespace tagwerk::registration {

/// The heads of new registrations. A person's name stays in the directory.
void insert_participants(storage::Transaction& tx, std::span<const Registration> registrations);
/// Heads that come to a registration which is there: those from `first` in its list on.
void insert_heads(storage::Transaction& tx, const Registration& registration, std::size_t first);
/// State and left_at of the heads that differ from what they were; both lists in the same order, `after` may be longer.
void save_states(storage::Transaction& tx, std::span<const Participant> before, std::span<const Participant> after);
/// Of these registrations, one after the other, in the order of their lists.
[[nodiscard]] std::vector<Participant> load_participants(storage::Transaction& tx,
                                                         const storage::IdList& registrations);
/// Until the unit of work ends nobody is let in with one of their tickets.
void lock_participants(storage::Transaction& tx, const core::RegistrationId& registration);
void save_name(storage::Transaction& tx, const core::ParticipantId& participant, const HeadName& name);
/// Participants of a registration who have ever been let in, annulled scans aside.
[[nodiscard]] std::set<core::ParticipantId> find_checked_in(storage::Transaction& tx,
                                                            const core::RegistrationId& registration);
/// Until the unit of work ends nobody cancels or confirms that participant. The lock is on its row alone.
void lock_participant(storage::Transaction& tx, const core::ParticipantId& participant);
[[nodiscard]] std::optional<Participant> find_participant(storage::Transaction& tx,
                                                          const core::OrganizationId& organization,
                                                          const core::EventId& event,
                                                          const core::ParticipantId& participant);
/// Those of these that are there.
[[nodiscard]] std::map<core::ParticipantId, Participant> find_participants(
    storage::Transaction& tx, std::span<const core::ParticipantId> participants);
/// A head's place among those of its event: by registration, in their order there.
struct HeadPosition {
  core::RegistrationId registration;
  int in_list = 0;
};
[[nodiscard]] std::optional<HeadPosition> find_head_position(storage::Transaction& tx, const core::EventId& event,
                                                             const core::ParticipantId& participant);
/// All heads that are this person, cancelled ones too; locks their registrations.
[[nodiscard]] std::vector<Participant> lock_heads_of(storage::Transaction& tx, const core::PersonId& person);
/// Where the person comes or waits to come.
[[nodiscard]] std::vector<core::EventId> load_events_of(storage::Transaction& tx, const core::PersonId& person);
/// Who of these comes to which of the events already, or waits to.
[[nodiscard]] std::set<std::pair<core::EventId, core::PersonId>> find_registered(
    storage::Transaction& tx, const std::set<core::EventId>& events, const std::set<core::PersonId>& people);

}  // namespace tagwerk::registration
