#include "engine/registration/registration_dependents.hpp"

#include <array>
#include <utility>

#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/registration_store.hpp"
#include "engine/registration/waitlist.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using events::EventStatus;

CompanyHeads heads_of(const Capacity& capacity, const core::CompanyId& company) {
  const auto found = capacity.companies.find(company);
  return found == capacity.companies.end() ? CompanyHeads{} : found->second;
}

void count_company(PoolState& companies, const CompanyHeads& heads, std::int64_t by) {
  if (heads.confirmed > 0) {
    companies.confirmed += by;
  } else if (heads.waitlisted > 0) {
    companies.waitlisted += by;
  }
}

// Two companies that become one take one place.
Capacity merged(Capacity capacity, const core::CompanyId& from, const core::CompanyId& into) {
  auto& companies = capacity.pools[std::string(companies_pool)];
  const auto first = heads_of(capacity, from);
  const auto second = heads_of(capacity, into);
  const CompanyHeads both{first.confirmed + second.confirmed, first.waitlisted + second.waitlisted};
  count_company(companies, first, -1);
  count_company(companies, second, -1);
  count_company(companies, both, 1);
  capacity.companies.erase(from);
  capacity.companies[into] = both;
  return capacity;
}

// How many registrations got something.
std::size_t promote_unless_over(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                                Places& places) {
  const auto now = events::find_event(tx, call.principal.organization, event);
  if (!now || now->status == EventStatus::completed || now->status == EventStatus::cancelled) return 0;
  return promote_waiting(tx, call, event, places);
}

}  // namespace

std::vector<std::string> RegistrationDependents::dependents(storage::Transaction& tx, const core::EventId& event) {
  std::vector<std::string> words;
  refusals::add_count(words, count_registrations(tx, event), "registration", "registrations");
  refusals::add_count(words, count_check_ins(tx, event), "check-in", "check-ins");
  return words;
}

void RegistrationDependents::event_cancelled(storage::Transaction& tx, const access::Call& call,
                                             const core::EventId& event) {
  const auto cancelled = cancel_all(tx, event, call.now);
  for (auto pool : events::lock_pools(tx, event)) {
    pool.confirmed = pool.held = pool.waitlisted = 0;
    events::save_counters(tx, event, pool);
  }
  remove_company_heads(tx, event);
  for (const auto& [id, before] : cancelled) {
    audit::record(tx, call,
                  {.object_kind = "registration",
                   .object = id.uuid,
                   .action = "cancelled",
                   .changes = {{"status", std::string(to_text(before)), "cancelled"}}});
  }
  for (auto* observer : observers_) observer->attendance_changed(tx, call.principal.organization);
}

void RegistrationDependents::capacity_raised(storage::Transaction& tx, const access::Call& call,
                                             const core::EventId& event) {
  auto places = Places::lock(tx, event);
  if (promote_unless_over(tx, call, event, places) == 0) return;
  for (auto* observer : observers_) observer->attendance_changed(tx, call.principal.organization);
}

void RegistrationReferenceMover::move_company(storage::Transaction& tx, const access::Call& call,
                                              const core::CompanyId& from, const core::CompanyId& into) {
  const std::array<core::CompanyId, 2> both{from, into};
  std::vector<std::pair<core::EventId, Places>> joined;
  for (const auto& event : load_events_of(tx, from)) {
    auto places = Places::lock(tx, event);
    const auto before = places.capacity(tx, both);
    places.save(tx, before, merged(before, from, into));
    remove_company_heads(tx, event, from);
    joined.emplace_back(event, std::move(places));
  }
  move_registrations(tx, from, into);
  for (auto& [event, places] : joined) promote_unless_over(tx, call, event, places);
}

void RegistrationReferenceMover::move_person(storage::Transaction& tx, const core::PersonId& from,
                                             const core::PersonId& into) {
  move_participants(tx, from, into);
}

}  // namespace tagwerk::registration
