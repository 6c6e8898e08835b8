// Purpose: SQL of an event's terms (schema: registration_rules, waitlist_priorities, ticket_categories, category_pools,
// contingents, events.terms_version). Whoever writes them holds the locks of the event's capacity_pools. The pools of
// categories and contingents are rows of capacity_pools and are written there.
// Errors: storage errors are thrown; an event or company that vanished meanwhile is storage::Restart.
// Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {

/// Of an event that has none: the defaults. The version is read first: terms newer than their version make a later PUT fail,
/// never overwrite.
[[nodiscard]] EventTerms load_terms(storage::Transaction& tx, const core::EventId& event);
/// nullopt: the organization has no such event.
[[nodiscard]] std::optional<std::int64_t> find_terms_version(storage::Transaction& tx,
                                                             const core::OrganizationId& organization,
                                                             const core::EventId& event,
                                                             storage::Lock lock = storage::Lock::none);

/// Those of them that contingents may be of, locked against a merge until the unit of work ends.
[[nodiscard]] std::set<core::CompanyId> lock_companies(storage::Transaction& tx,
                                                       const core::OrganizationId& organization,
                                                       const std::set<core::CompanyId>& companies);

/// Of the company that a token belongs to, if it does.
[[nodiscard]] std::optional<directory::CompanyRole> find_role(storage::Transaction& tx,
                                                              const std::optional<core::CompanyId>& company);
/// Where that company has contingents.
[[nodiscard]] std::set<core::EventId> load_events_with_contingents_of(storage::Transaction& tx,
                                                                      const core::CompanyId& company);

void save_terms_version(storage::Transaction& tx, const core::EventId& event, std::int64_t version);
/// Each replaces what there was.
void save_rules(storage::Transaction& tx, const core::EventId& event, const RegistrationRules& rules);
void save_categories(storage::Transaction& tx, const core::EventId& event,
                     const std::vector<TicketCategory>& categories);
/// One whose release_at stays keeps that its release was seen to.
void save_contingents(storage::Transaction& tx, const core::EventId& event, const std::vector<Contingent>& contingents);

}  // namespace tagwerk::events
