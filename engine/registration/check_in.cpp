#include "engine/registration/check_in.hpp"

#include <algorithm>
#include <stdexcept>
#include <vector>

#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/ticket_key.hpp"

namespace tagwerk::registration {
namespace {

const core::ErrorCode& code_of(ScanResult result) {
  switch (result) {
    case ScanResult::already_checked_in:
      return already_checked_in;
    case ScanResult::not_checked_in:
      return not_checked_in;
    case ScanResult::cancelled:
      return ticket_cancelled;
    case ScanResult::unknown_ticket:
      return unknown_ticket;
    case ScanResult::waitlisted:
      return ticket_waitlisted;
    case ScanResult::wrong_event:
      return wrong_event;
    case ScanResult::event_cancelled:
      return event_cancelled;
    case ScanResult::invalid_signature:
      return invalid_signature;
    case ScanResult::not_on_list:
      return not_on_list;
    case ScanResult::held:
      return ticket_held;
    case ScanResult::ok:
      break;
  }
  throw std::logic_error("a scan that is ok is no refusal");
}

void check_ticket_code(std::vector<core::FieldError>& fields, const std::string& code) {
  if (!core::is_utf8(code) || core::has_control(code) || (core::is_blank(code) && !code.empty())) {
    fields.push_back({"/ticket_code", &core::field_format, {{"value", ""}, {"expected", "a code in one line"}}});
    return;
  }
  const auto length = core::code_points(code);
  if (length >= 1 && length <= max_ticket_code_length) return;
  fields.push_back(
      {"/ticket_code",
       &core::field_length,
       {{"length", std::to_string(length)}, {"min", "1"}, {"max", std::to_string(max_ticket_code_length)}}});
}

}  // namespace

std::string_view to_text(Direction direction) noexcept { return direction == Direction::entry ? "entry" : "exit"; }

std::string_view to_text(ScanResult result) noexcept { return result == ScanResult::ok ? "ok" : code_of(result).code; }

std::optional<Direction> parse_direction(std::string_view text) noexcept { return core::one_of(all_directions, text); }

std::optional<ScanResult> parse_scan_result(std::string_view text) noexcept {
  return core::one_of(all_scan_results, text);
}

std::vector<core::FieldError> check_scanned(const std::string& scanned) {
  std::vector<core::FieldError> fields;
  check_ticket_code(fields, std::string(code_in(scanned)));
  return fields;
}

std::vector<core::FieldError> check_nonce(const std::string& nonce) {
  if (nonce.empty() || nonce.size() > max_nonce_length) {
    return {{"/nonce",
             &core::field_length,
             {{"length", std::to_string(nonce.size())}, {"min", "1"}, {"max", std::to_string(max_nonce_length)}}}};
  }
  if (std::all_of(nonce.begin(), nonce.end(), [](char c) { return c > ' ' && c < 0x7F; })) return {};
  return {{"/nonce", &core::field_format, {{"value", core::echo(nonce)}, {"expected", "visible ASCII"}}}};
}

core::Result<> validate(const NewCheckIn& scan, core::Instant now) {
  std::vector<core::FieldError> fields;
  check_ticket_code(fields, scan.ticket_code);
  if (scan.nonce) {
    for (auto& wrong : check_nonce(*scan.nonce)) fields.push_back(std::move(wrong));
  }
  if (scan.at && *scan.at > now + boost::posix_time::minutes(max_clock_skew_minutes)) {
    fields.push_back({"/at",
                      &scanned_in_future,
                      {{"value", core::to_rfc3339(*scan.at)},
                       {"minutes", std::to_string(max_clock_skew_minutes)},
                       {"now", core::to_rfc3339(now)}}});
  }
  if (fields.empty()) return {};
  return core::fail_fields(std::move(fields));
}

ScanResult judge(const NewCheckIn& scan, const core::EventId& event, bool event_is_cancelled,
                 const std::optional<TicketState>& ticket) {
  if (!ticket) return ScanResult::unknown_ticket;
  if (ticket->event != event) return ScanResult::wrong_event;
  if (!scan.signature_fits) return ScanResult::invalid_signature;
  if (event_is_cancelled) return ScanResult::event_cancelled;
  if (ticket->state == ParticipantState::cancelled) return ScanResult::cancelled;
  if (ticket->state == ParticipantState::waitlisted) return ScanResult::waitlisted;
  if (ticket->state == ParticipantState::held) return ScanResult::held;
  if (!ticket->on_list) return ScanResult::not_on_list;
  if (scan.forced) return ScanResult::ok;
  if (scan.direction == Direction::entry) return ticket->inside ? ScanResult::already_checked_in : ScanResult::ok;
  return ticket->inside ? ScanResult::ok : ScanResult::not_checked_in;
}

core::Error refusal_of(ScanResult result, const std::string& ticket_code) {
  return core::fail(code_of(result), {{"ticket", ticket_code}});
}

}  // namespace tagwerk::registration
