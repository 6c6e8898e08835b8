#include "engine/registration/return_service.hpp"

#include <set>
#include <span>

#include "engine/access/reading.hpp"
#include "engine/access/role.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/admission_error.hpp"
#include "engine/registration/group_registration.hpp"
#include "engine/registration/head_naming.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/registration_change.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_steps.hpp"
#include "engine/registration/registration_store.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

Naming naming_of(const Participant& head) {
  Naming naming;
  naming.person = head.person;
  if (head.person || !head.attendee) return naming;
  naming.given_name = head.attendee->given_name;
  naming.family_name = head.attendee->family_name;
  naming.email = head.attendee->email;
  return naming;
}

// The named ones first: who is to be named later is a number.
NewRegistration wish_of(const Registration& registration, const Transfer& transfer) {
  NewRegistration wish;
  wish.company = registration.company;
  wish.category = transfer.category ? transfer.category : registration.category;
  wish.pools = registration.wanted_pools;
  wish.waitlist = transfer.waitlist;
  wish.headcount = registration.heads.all();
  wish.owes_answers = true;
  for (const auto& head : registration.participants) {
    if (head.state == ParticipantState::cancelled) continue;
    if (auto naming = naming_of(head); !naming.empty()) wish.participants.push_back(std::move(naming));
  }
  return wish;
}

std::vector<Naming> names_to_return(const Registration& registration) {
  std::vector<Naming> names;
  for (const auto& head : registration.participants) {
    if (!head.left_at) names.push_back(naming_of(head));
  }
  return names;
}

// People first, as everywhere; whoever reads the registration before its locks reads it again.
People lock_people_of(storage::Transaction& tx, const access::Call& call, const core::RegistrationId& id) {
  const auto registration = find_registration(tx, call.principal.organization, id);
  if (!registration) return {};
  return lock_named(tx, call, names_to_return(*registration));
}

}  // namespace

core::Result<Registration> ReturnService::reinstate(const access::Call& call, const core::RegistrationId& id,
                                                    WaitlistPolicy waitlist) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    const auto people = lock_people_of(tx, call, id);
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    const auto& registration = open->registration;
    if (registration.status != RegistrationStatus::cancelled || registration.transferred_to)
      return core::fail(not_cancelled, {{"id", id.text()}});
    if (open->event.status != events::EventStatus::open)
      return core::fail(event_not_open, {{"status", std::string(events::to_text(open->event.status))}});
    if (auto errors =
            check_named(tx, call, people, registration, names_to_return(registration), "/participants", std::nullopt);
        !errors.empty())
      return core::fail_fields(std::move(errors));
    const bool needs_approval = open->terms.rules.needs_approval;
    auto request = renewed_request(registration, open->terms, open->company, waitlist);
    request.held = needs_approval && !access::organizers.contains(call.principal.role);
    Intake intake(capacity_of(tx, *open, call.now));
    const auto decision = intake.admit(request);
    if (decision.refusal) return refused(*decision.refusal);
    auto after = reinstated(registration, decision);
    after.policy = waitlist;
    // An organizer who brings it back approves it; others ask anew.
    if (request.held) {
      after.approval = Approval::pending;
      if (after.heads.held > 0) after.held_for = HeldFor::approval;
    } else if (needs_approval || after.approval) {
      after.approval = Approval::approved;
    }
    if (after.waits()) queue_up(tx, after, request.priority, call.now);
    return write_change(tx, call, *open, std::move(after), "reinstated", observers_);
  });
}

core::Result<Registration> ReturnService::transfer(const access::Call& call, const core::RegistrationId& id,
                                                   const Transfer& wish) {
  const auto& organization = call.principal.organization;
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    static_cast<void>(lock_people_of(tx, call, id));
    const auto belonging = find_belonging(tx, organization, id);
    if (!belonging) return refusals::not_found("registration", id.text());
    // Both at once, in the order of their ids, as everybody locks.
    static_cast<void>(Places::lock(tx, std::set{belonging->event, wish.to}));
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    const auto& registration = open->registration;
    if (registration.status == RegistrationStatus::cancelled) return core::fail(already_cancelled, {{"id", id.text()}});
    if (open->event.status == events::EventStatus::completed) return core::fail(event_is_over);
    const auto target = events::find_event(tx, organization, wish.to);
    if (!target) {
      return core::fail_fields(
          {{"/event_id", &core::reference_not_found, {{"object", "event"}, {"value", wish.to.text()}}}});
    }
    if (target->series != open->event.series || target->id == open->event.id)
      return core::fail(other_series, {{"event", wish.to.text()}});
    lock_participants(tx, id);
    if (const auto count = find_checked_in(tx, id).size(); count > 0)
      return core::fail(participants_checked_in, {{"count", std::to_string(count)}, {"id", id.text()}});

    const auto asked = wish_of(registration, wish);
    const Applicant applicant{&call, wish.to, &asked};
    auto made = register_groups(tx, organization, std::span(&applicant, 1), observers_).front();
    if (!made) return made;
    made->transferred_from = id;
    save_origin(tx, made->id, id);
    auto left = cancelled(registration, call.now, std::string(reason_transferred));
    left.transferred_to = made->id;
    static_cast<void>(write_change(tx, call, *open, std::move(left), "transferred", observers_));
    return made;
  });
}

}  // namespace tagwerk::registration
