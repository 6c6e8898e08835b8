#include "engine/registration/held_places_service.hpp"

#include <exception>
#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/registration/due_store.hpp"
#include "engine/registration/registration_change.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_steps.hpp"
#include "engine/registration/waitlist.hpp"

namespace tagwerk::registration {
namespace {

access::Call own_call(const core::OrganizationId& organization, core::Instant now) {
  access::Call call;
  call.principal.organization = organization;
  call.principal.role = access::Role::admin;
  call.principal.name = "deadline";
  call.now = now;
  call.request_id = "deadline";
  return call;
}

bool is_pending(const Registration& registration) {
  return registration.approval == Approval::pending && registration.status != RegistrationStatus::cancelled;
}

bool is_over(const Registration& registration, core::Instant now) {
  return registration.held_until && *registration.held_until <= now;
}

// Whether or not it was ended already.
std::optional<core::Instant> time_that_is_over(const Registration& registration, core::Instant now) {
  if (is_over(registration, now)) return registration.held_until;
  const bool was_ended = registration.reason == reason_hold_expired || registration.reason == reason_offer_expired;
  return was_ended ? registration.cancelled_at : std::nullopt;
}

}  // namespace

core::Result<Registration> HeldPlacesService::confirm(const access::Call& call, const core::RegistrationId& id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    const auto& held = open->registration;
    if (const auto ended = time_that_is_over(held, call.now))
      return core::fail(hold_expired, {{"id", id.text()}, {"until", core::to_rfc3339(*ended)}});
    if (held.held_for != HeldFor::hold && held.held_for != HeldFor::offer)
      return core::fail(not_held, {{"id", id.text()}});
    const auto status = open->event.status;
    if (status == events::EventStatus::completed || status == events::EventStatus::cancelled)
      return core::fail(event_not_open, {{"status", std::string(events::to_text(status))}});
    return write_change(tx, call, *open, accepted(held, open->terms), "confirmed", observers_);
  });
}

core::Result<Registration> HeldPlacesService::leave_waitlist(const access::Call& call, const core::RegistrationId& id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    const auto& waiting = open->registration;
    if (!waiting.waits() && waiting.held_for != HeldFor::offer) return core::fail(not_waiting, {{"id", id.text()}});
    return write_change(tx, call, *open,
                        off_the_list(waiting, open->terms, call.now, std::string(reason_left_waitlist)),
                        "left_waitlist", observers_);
  });
}

core::Result<Registration> HeldPlacesService::approve(const access::Call& call, const core::RegistrationId& id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    if (!is_pending(open->registration)) return core::fail(not_pending, {{"id", id.text()}});
    if (open->event.status == events::EventStatus::completed) return core::fail(event_is_over);
    return write_change(tx, call, *open, approved(open->registration), "approved", observers_);
  });
}

core::Result<Registration> HeldPlacesService::decline(const access::Call& call, const core::RegistrationId& id,
                                                      std::optional<std::string> reason) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    if (!is_pending(open->registration)) return core::fail(not_pending, {{"id", id.text()}});
    auto after = declined(open->registration, open->terms, call.now, reason);
    return write_change(tx, call, *open, std::move(after), "declined", observers_);
  });
}

std::size_t HeldPlacesService::end_what_is_due(core::Instant now, std::size_t limit) {
  std::vector<DueRegistration> registrations;
  std::vector<DueContingent> contingents;
  database_->transact(nullptr, [&](storage::Transaction& tx) {
    registrations = find_due(tx, now, limit);
    contingents = find_to_release(tx, now, limit);
    return true;
  });
  // One that cannot be ended now must not keep the others from it.
  std::exception_ptr trouble;
  const auto apart = [&](auto&& step) {
    try {
      step();
    } catch (...) {
      trouble = std::current_exception();
    }
  };
  for (const auto& due : registrations) apart([&] { end(due.organization, due.registration, now); });
  for (const auto& due : contingents) apart([&] { release(due.organization, due.event, due.key, now); });
  if (trouble) std::rethrow_exception(trouble);
  return registrations.size() + contingents.size();
}

void HeldPlacesService::end(const core::OrganizationId& organization, const core::RegistrationId& id,
                            core::Instant now) {
  const auto call = own_call(organization, now);
  static_cast<void>(database_->transact(nullptr, [&](storage::Transaction& tx) -> core::Result<Registration> {
    auto open = open_registration(tx, call, id);
    if (!open) return open.error();
    const auto& held = open->registration;
    if (!is_over(held, now)) return held;  // confirmed, or put off, meanwhile
    auto after = held.held_for == HeldFor::offer
                     ? off_the_list(held, open->terms, now, std::string(reason_offer_expired))
                     : cancelled(held, now, std::string(reason_hold_expired));
    return write_change(tx, call, *open, std::move(after), "expired", observers_);
  }));
}

void HeldPlacesService::release(const core::OrganizationId& organization, const core::EventId& event,
                                const std::string& contingent, core::Instant now) {
  const auto call = own_call(organization, now);
  database_->transact(nullptr, [&](storage::Transaction& tx) {
    auto places = Places::lock(tx, event);
    if (!mark_released(tx, event, contingent, now)) return false;
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = event.uuid,
                   .action = "contingent_released",
                   .changes = {{"contingent", std::nullopt, contingent}}});
    promote_and_tell(tx, call, event, places, observers_);
    return true;
  });
}

}  // namespace tagwerk::registration
