#include "engine/registration/waitlist.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/registration/head_changes.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_store.hpp"
#include "engine/registration/registration_terms.hpp"

namespace tagwerk::registration {
namespace {

std::set<core::CompanyId> companies_of(const std::vector<Registration>& waiting) {
  std::set<core::CompanyId> companies;
  for (const auto& registration : waiting) companies.insert(registration.company);
  return companies;
}

std::vector<PlaceRequest> waiting_rests(const std::vector<Registration>& waiting, const events::EventTerms& terms,
                                        const std::map<core::CompanyId, CompanyFacts>& companies, core::Instant now) {
  std::vector<PlaceRequest> rests;
  rests.reserve(waiting.size());
  for (const auto& registration : waiting) {
    const auto facts = companies.find(registration.company);
    rests.push_back(waiting_rest(registration, terms, facts == companies.end() ? CompanyFacts{} : facts->second, now));
  }
  return rests;
}

bool is_over(const std::optional<events::Event>& event) {
  return !event || event->status == events::EventStatus::completed || event->status == events::EventStatus::cancelled;
}

struct Got {
  bool something = false;
  bool held = false;
};
Got got(const Decision& decision) {
  Got got{.something = decision.heads.taken() > 0, .held = decision.heads.held > 0};
  for (const auto& [key, share] : decision.pools) {
    got.something = got.something || share.taken() > 0;
    got.held = got.held || share.held > 0;
  }
  return got;
}

void hold_for_answer(Registration& registration, const events::RegistrationRules& rules, core::Instant now) {
  const bool is_approved = registration.approval == Approval::approved;
  if (registration.approval == Approval::pending || (rules.needs_approval && !is_approved)) {
    registration.approval = Approval::pending;
    registration.held_for = HeldFor::approval;
    registration.held_until.reset();
    return;
  }
  registration.held_for = HeldFor::offer;
  registration.held_until = now + boost::posix_time::hours(rules.offer_hours);
}

void write_down(storage::Transaction& tx, const access::Call& call, Registration registration, const Decision& decision,
                const events::RegistrationRules& rules, HeadChanges& heads) {
  const auto before = registration;
  add_promoted(registration, decision);
  const bool is_held = got(decision).held;
  if (is_held) hold_for_answer(registration, rules, call.now);
  registration.updated_at = call.now;
  ++registration.version;
  update_registration(tx, registration);
  save_states(tx, before.participants, registration.participants);
  heads.add(registration, call.now, registration.heads.confirmed - before.heads.confirmed);
  if (registration.held_until != before.held_until) save_deadline(tx, registration);
  record(tx, call, is_held ? "offered" : "promoted", before, registration);
}

// How many got something.
std::size_t write_down(storage::Transaction& tx, const access::Call& call, std::span<const Registration> waiting,
                       const std::vector<Decision>& decisions, const events::RegistrationRules& rules,
                       HeadChanges& heads) {
  std::vector<Registration> served;
  std::vector<const Decision*> theirs;
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    if (!got(decisions[i]).something) continue;
    served.push_back(waiting[i]);
    theirs.push_back(&decisions[i]);
  }
  load_heads(tx, served);
  for (std::size_t i = 0; i < served.size(); ++i) write_down(tx, call, std::move(served[i]), *theirs[i], rules, heads);
  return served.size();
}

}  // namespace

std::size_t promote_waiting(storage::Transaction& tx, const access::Call& call, const core::EventId& event_id,
                            Places& places, std::span<events::AttendanceObserver* const> observers,
                            std::size_t portion) {
  auto before = places.capacity();
  if (!may_promote(before)) return 0;
  const auto event = events::find_event(tx, call.principal.organization, event_id);
  if (is_over(event)) return 0;
  events::EventTerms terms;
  if (event->terms_version > 0) terms = events::load_terms(tx, event_id);
  apply(before, terms, call.now);
  Promotion promotion(before);
  HeadChanges changed(observers);
  std::size_t promoted = 0;
  auto last_number = std::numeric_limits<std::int64_t>::min();
  bool may_go_on = true;
  for (auto count = std::min(waiting_in_first_portion, portion); may_go_on;
       count = std::min(count * portion_grows_by, portion)) {
    const auto waiting = lock_waiting(tx, event_id, last_number, count);
    if (waiting.empty()) break;
    last_number = waiting.back().queue_number.value();
    const auto ids = companies_of(waiting);
    const auto companies = load_companies(tx, call.principal.organization, ids);
    const auto heads = load_company_heads(tx, event_id, ids);
    before.companies.insert(heads.begin(), heads.end());
    const auto decisions = promotion.serve(waiting_rests(waiting, terms, companies, call.now), heads);
    promoted += write_down(tx, call, waiting, decisions, terms.rules, changed);
    may_go_on = waiting.size() == count && promotion.may_go_on();
  }
  places.save(tx, before, std::move(promotion).finish());
  changed.write(tx);
  return promoted;
}

std::size_t promote_and_tell(storage::Transaction& tx, const access::Call& call, const core::EventId& event_id,
                             Places& places, std::span<events::AttendanceObserver* const> observers) {
  const auto promoted = promote_waiting(tx, call, event_id, places, observers);
  if (promoted == 0) return promoted;
  const auto event = events::find_event(tx, call.principal.organization, event_id);
  if (!event) return promoted;
  for (auto* observer : observers) observer->attendance_changed(tx, call.principal.organization, event->series_key);
  return promoted;
}

}  // namespace tagwerk::registration
