// Purpose: SQL of who registers: companies and people as far as a registration needs them, people with a shared lock, so
// that a merge cannot slip in between the look and the write; and the heads per company and event (schema: event_companies).
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: people before the capacity rows, as a merge takes them.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/registration/registration.hpp"
#include "engine/registration/registration_terms.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

struct KnownPerson {
  core::CompanyId company;
  Attendee attendee;
};
/// People of the organization that were not merged into another; those that do not exist are missing.
[[nodiscard]] std::map<core::PersonId, KnownPerson> lock_people(storage::Transaction& tx,
                                                                const core::OrganizationId& organization,
                                                                std::span<const core::PersonId> people);

using HeadsByCompany = std::map<core::CompanyId, CompanyHeads>;
using HeadsByEvent = std::map<core::EventId, HeadsByCompany>;
/// Those of these companies that the organization has and that were not merged into another. Not locked: that one is merged a
/// moment later is found out when its heads are saved.
[[nodiscard]] std::map<core::CompanyId, CompanyFacts> load_companies(storage::Transaction& tx,
                                                                     const core::OrganizationId& organization,
                                                                     const std::set<core::CompanyId>& companies);
using CompaniesByEvent = std::map<core::EventId, std::set<core::CompanyId>>;
/// Events and companies without a row are missing. At least one company of each event.
[[nodiscard]] HeadsByEvent load_company_heads(storage::Transaction& tx, const CompaniesByEvent& companies);
[[nodiscard]] HeadsByCompany load_company_heads(storage::Transaction& tx, const core::EventId& event,
                                                const std::set<core::CompanyId>& companies);
/// storage::Restart when a company was merged away meanwhile.
void save_company_heads(storage::Transaction& tx, const HeadsByEvent& heads);
void remove_company_heads(storage::Transaction& tx, const core::EventId& event);
void remove_company_heads(storage::Transaction& tx, const core::EventId& event, const core::CompanyId& company);
/// Events at which the company has registrations, by id.
[[nodiscard]] std::set<core::EventId> load_events_of(storage::Transaction& tx, const core::CompanyId& company);

}  // namespace tagwerk::registration
