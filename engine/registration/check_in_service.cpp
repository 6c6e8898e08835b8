#include "engine/registration/check_in_service.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "engine/access/reading.hpp"
#include "engine/core/faults.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using events::EventStatus;

// A refused scan is kept, so the unit of work commits it: inside, a refusal is a value like any other.
using Outcome = std::variant<CheckedIn, core::Error>;

std::optional<Ticket> ticket_of(storage::Transaction& tx, const access::Call& call, const std::string& code) {
  return core::fault("no_ticket_lock") ? find_ticket(tx, call.principal.organization, code)
                                       : lock_ticket(tx, call.principal.organization, code);
}

Outcome answer_to(storage::Transaction& tx, const access::Call& call, CheckIn scan) {
  if (scan.result != ScanResult::ok) return refusal_of(scan.result, scan.ticket_code);
  auto participant = find_participant(tx, call.principal.organization, scan.event, scan.participant.value());
  return CheckedIn{.scan = std::move(scan), .participant = std::move(participant).value()};
}

// The answer that the first scan with this nonce got.
Outcome repeated(storage::Transaction& tx, const access::Call& call, const NewCheckIn& scan, CheckIn first) {
  if (first.ticket_code != scan.ticket_code || first.direction != scan.direction)
    return core::fail_field("/nonce", nonce_reused, {{"value", *scan.nonce}});
  return answer_to(tx, call, std::move(first));
}

CheckIn decided(const access::Call& call, const core::EventId& event, const NewCheckIn& scan,
                const std::optional<Ticket>& ticket, const std::optional<LastScan>& last, bool event_is_cancelled) {
  CheckIn row;
  row.id = core::Uuid::make(call.now);
  row.organization = call.principal.organization;
  row.event = event;
  row.direction = scan.direction;
  row.forced = scan.forced;
  row.scanned_at = scan.at.value_or(call.now);
  row.recorded_at = call.now;
  row.nonce = scan.nonce;
  row.ticket_code = scan.ticket_code;
  std::optional<TicketState> state;
  if (ticket) {
    row.participant = ticket->participant;
    state = TicketState{
        .event = ticket->event, .state = ticket->state, .inside = last && last->direction == Direction::entry};
  }
  row.result = judge(scan, event, event_is_cancelled, state);
  // Two scans may have read the clock in one order and come here in the other.
  if (row.result == ScanResult::ok && last)
    row.recorded_at = std::max(row.recorded_at, last->recorded_at + boost::posix_time::microseconds(1));
  return row;
}

}  // namespace

core::Result<CheckedIn> CheckInService::check_in(const access::Call& call, const core::EventId& event_id,
                                                 const NewCheckIn& scan) {
  if (auto valid = validate(scan, call.now); !valid) return valid.error();
  auto outcome = database_->transact(call.transaction, [&](storage::Transaction& tx) -> Outcome {
    const auto ticket = ticket_of(tx, call, scan.ticket_code);
    // After the ticket's lock: a cancellation has held it.
    const auto event = events::find_event(tx, call.principal.organization, event_id);
    if (!event) return refusals::not_found("event", event_id.text());
    const bool is_checked = scan.nonce && !core::fault("no_nonce_check");
    if (is_checked) {
      if (auto first = find_by_nonce(tx, event_id, *scan.nonce)) return repeated(tx, call, scan, *std::move(first));
    }
    const auto last = ticket ? find_last_scan(tx, ticket->participant) : std::nullopt;
    auto row = decided(call, event_id, scan, ticket, last, event->status == EventStatus::cancelled);
    if (!is_checked) row.nonce.reset();
    if (!insert_check_in(tx, row)) {
      auto first = find_by_nonce(tx, event_id, *scan.nonce);
      if (!first) throw storage::Restart("a scan with the same nonce vanished");
      return repeated(tx, call, scan, *std::move(first));
    }
    // Nothing else counts scans. One that overlaps with the completing of its event may count without being told of.
    if (row.result == ScanResult::ok && event->status == EventStatus::completed) {
      for (auto* observer : observers_)
        observer->attendance_changed(tx, call.principal.organization, event->series_key);
    }
    return answer_to(tx, call, std::move(row));
  });
  if (auto* refusal = std::get_if<core::Error>(&outcome)) return std::move(*refusal);
  return std::get<CheckedIn>(std::move(outcome));
}

core::Result<core::Page<CheckIn>> CheckInService::list(const access::Call& call, const core::EventId& event,
                                                       const CheckInFilter& filter, const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<CheckIn>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_check_ins(tx, call.principal.organization, event, filter, page);
  });
}

}  // namespace tagwerk::registration
