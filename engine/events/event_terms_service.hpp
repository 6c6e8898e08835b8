// Purpose: the terms of an event: registration rules, ticket categories and contingents, each read and replaced as a whole.
// Everybody of the organization may see them; a company's token sees the contingents that are its own or its role's.
// One version for all three: a change of one makes the others' ETags stale, so that nobody decides on terms that he has not
// seen. Units: see event_terms.hpp.
// Errors: core::not_found, core::validation_failed (also core::reference_not_found, pool_not_possible, contingent_owner),
// core::precondition_failed, category_in_use, contingent_in_use, capacity_below_taken, contingent_exceeds_free.
// Thread-safety: any thread.
#pragma once

#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/audit/change.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/events/capacity.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/events/observers.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::events {

class EventTermsService {
 public:
  EventTermsService(storage::Database& database, std::vector<EventDependents*> dependents)
      : database_(&database), dependents_(std::move(dependents)) {}

  [[nodiscard]] core::Result<EventTerms> get(const access::Call& call, const core::EventId& event);
  /// Each answers all terms as they are then. What is the same as before makes no new version. Who waits gets what a change
  /// sets free.
  [[nodiscard]] core::Result<EventTerms> put(const access::Call& call, const core::EventId& event,
                                             const RegistrationRules& rules, const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<EventTerms> put(const access::Call& call, const core::EventId& event,
                                             const std::vector<TicketCategory>& categories,
                                             const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<EventTerms> put(const access::Call& call, const core::EventId& event,
                                             const std::vector<Contingent>& contingents,
                                             const core::ExpectedVersion& expected);

 private:
  // The event while its terms change: it and its pools are locked.
  struct Change {
    storage::Transaction& tx;
    const access::Call& call;
    const core::EventId& event;
    const std::vector<PoolRow>& rows;
    const EventTerms& before;
    const std::set<core::CompanyId>& companies;  // of those that are named, who is there; locked
  };
  // What was written of a change; nothing has changed: no action.
  struct Written {
    std::string_view action{};
    std::vector<audit::Change> changes{};
    bool frees_places = false;
  };
  using Write = std::function<core::Result<Written>(const Change&)>;

  core::Result<EventTerms> change(const access::Call& call, const core::EventId& event,
                                  const core::ExpectedVersion& expected, const Write& write,
                                  const std::set<core::CompanyId>& named = {});

  storage::Database* database_;
  std::vector<EventDependents*> dependents_;
};

}  // namespace tagwerk::events
