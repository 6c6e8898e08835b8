#include "engine/registration/group_registration.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/audit/audit.hpp"
#include "engine/core/faults.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/person_check.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_store.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using Fields = std::vector<core::FieldError>;

const core::ErrorCode& code_of(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::capacity_exceeded:
      return capacity_exceeded;
    case RefusalReason::waitlist_not_empty:
      return waitlist_not_empty;
    case RefusalReason::more_than_there_is:
      break;
  }
  return more_than_there_is;
}

core::Error refused(const Refusal& refusal) {
  return core::fail(code_of(refusal.reason), {{"pool", refusal.pool},
                                              {"available", std::to_string(refusal.available)},
                                              {"requested", std::to_string(refusal.requested)}});
}

PlaceRequest request_of(const NewRegistration& wish) {
  return {.company = wish.company,
          .heads = wish.heads(),
          .pools = wish.pools,
          .policy = wish.waitlist,
          .confirmed_heads_before = 0};
}

std::string pointer_to_person(std::size_t index) { return "/participants/" + std::to_string(index) + "/person_id"; }

Places places_of(storage::Transaction& tx, const core::EventId& event) {
  return core::fault("no_capacity_lock") ? Places::look_without_lock(tx, event) : Places::lock(tx, event);
}

class Intaking {
 public:
  Intaking(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
           std::span<const Applicant> applicants)
      : tx_(&tx), organization_(&organization), event_id_(&event), applicants_(applicants) {
    lock_party();
    places_.emplace(places_of(tx, event));
    // Only now: whoever closes or cancels the event has held these locks.
    event_ = events::find_event(tx, organization, event);
    if (!event_) return;
    registered_ = find_registered(tx, event, std::vector(people_asked_.begin(), people_asked_.end()));
    before_ = places_->capacity();
    before_.companies = load_companies(tx, organization, event, companies_asked_);
  }

  std::vector<core::Result<Registration>> run(std::span<events::AttendanceObserver* const> observers) {
    Intake intake(before_);
    std::vector<std::optional<core::Error>> refusals;
    refusals.reserve(applicants_.size());
    for (const auto& applicant : applicants_) refusals.push_back(decide(intake, applicant));
    if (!made_.empty()) write(intake.capacity(), observers);
    std::vector<core::Result<Registration>> results;
    results.reserve(applicants_.size());
    auto next = made_.begin();
    for (auto& refusal : refusals) {
      if (refusal) {
        results.emplace_back(*std::move(refusal));
      } else {
        results.emplace_back(std::move(*next++));
      }
    }
    return results;
  }

 private:
  // Whom the wishes refer to, locked against a merge; before the event's places, as a merge does.
  void lock_party() {
    for (const auto& [call, wish] : applicants_) {
      companies_asked_.insert(wish->company);
      for (const auto& naming : wish->participants) {
        if (naming.person) people_asked_.insert(*naming.person);
      }
    }
    people_ = lock_people(*tx_, *organization_, std::vector(people_asked_.begin(), people_asked_.end()));
  }

  // nullopt: it is the next one of `made_`.
  std::optional<core::Error> decide(Intake& intake, const Applicant& applicant) {
    const auto& [call, wish] = applicant;
    if (!call->principal.may_see(wish->company)) return refusals::not_found("company", wish->company.text());
    if (auto valid = validate(*wish); !valid) return valid.error();
    if (!event_) return refusals::not_found("event", event_id_->text());
    if (auto errors = errors_of(*wish); !errors.empty()) return core::fail_fields(std::move(errors));
    if (event_->status != events::EventStatus::open)
      return core::fail(event_not_open, {{"status", std::string(events::to_text(event_->status))}});
    if (!has_room_for_pools_of(*wish))
      return core::fail(too_many_pools, {{"max", std::to_string(events::max_pool_rows)}});
    const auto decision = intake.admit(request_of(*wish));
    if (decision.refusal) return refused(*decision.refusal);
    take(applicant, decision);
    return std::nullopt;
  }

  [[nodiscard]] Fields errors_of(const NewRegistration& wish) const {
    Fields errors;
    if (!before_.companies.contains(wish.company)) {
      errors.push_back(
          {"/company_id", &core::reference_not_found, {{"object", "company"}, {"value", wish.company.text()}}});
    }
    for (std::size_t i = 0; i < wish.participants.size(); ++i) {
      const auto& person = wish.participants[i].person;
      if (!person) continue;
      check_person(errors, pointer_to_person(i), people_, *person, wish.company);
      // A person comes to an event as one head.
      if (registered_.contains(*person))
        errors.push_back({pointer_to_person(i), &person_already_registered, {{"value", person->text()}}});
    }
    return errors;
  }

  [[nodiscard]] bool has_room_for_pools_of(const NewRegistration& wish) const {
    auto rows = places_->rows().size() + new_pools_.size();
    for (const auto& [key, places] : wish.pools) rows += !places_->has(key) && !new_pools_.contains(key) ? 1 : 0;
    return rows <= events::max_pool_rows;
  }

  void take(const Applicant& applicant, const Decision& decision) {
    const auto& [call, wish] = applicant;
    auto registration = make_registration(*organization_, *event_id_, *wish, decision, call->now);
    if (registration.waits()) {
      if (!queue_number_) queue_number_ = next_queue_number(*tx_, *event_id_);
      registration.queue_number = (*queue_number_)++;
    }
    for (auto& head : registration.participants) {
      if (!head.person) continue;
      registered_.insert(*head.person);
      head.attendee = people_.at(*head.person).attendee;  // for the answer
    }
    for (const auto& [key, places] : wish->pools) {
      if (!places_->has(key)) new_pools_.insert(key);
    }
    made_.push_back(std::move(registration));
    calls_.push_back(call);
  }

  void write(const Capacity& after, std::span<events::AttendanceObserver* const> observers) {
    storage::write_references([&] { write_heads([&] { insert_registrations(*tx_, made_); }); });
    places_->save(*tx_, before_, after);
    audit::Entries entries(*tx_);
    bool somebody_comes = false;
    for (std::size_t i = 0; i < made_.size(); ++i) {
      add(entries, *calls_[i], "created", std::nullopt, made_[i]);
      somebody_comes = somebody_comes || made_[i].heads.confirmed > 0;
    }
    entries.write();
    if (!somebody_comes) return;
    for (auto* observer : observers) observer->attendance_changed(*tx_, *organization_, event_->series_key);
  }

  storage::Transaction* tx_;
  const core::OrganizationId* organization_;
  const core::EventId* event_id_;
  std::span<const Applicant> applicants_;

  std::set<core::CompanyId> companies_asked_;
  std::set<core::PersonId> people_asked_;
  People people_;
  std::optional<Places> places_;
  std::optional<events::Event> event_;
  std::set<core::PersonId> registered_;
  Capacity before_;

  std::optional<std::int64_t> queue_number_;
  std::set<std::string> new_pools_;
  std::vector<Registration> made_;
  std::vector<const access::Call*> calls_;  // of each of them
};

}  // namespace

std::vector<core::Result<Registration>> register_groups(storage::Transaction& tx,
                                                        const core::OrganizationId& organization,
                                                        const core::EventId& event,
                                                        std::span<const Applicant> applicants,
                                                        std::span<events::AttendanceObserver* const> observers) {
  return Intaking(tx, organization, event, applicants).run(observers);
}

}  // namespace tagwerk::registration
