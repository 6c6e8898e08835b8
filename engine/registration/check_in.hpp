// Purpose: a scan of a ticket at the door, and what came of it. Every scan is kept, also those that were refused.
// A nonce, made by the scanner, lets it send a scan again: the same answer, and no second row.
// Times: `at` is the scanner's (a scan may be sent later), recorded_at ours. effective_at orders the good scans of a
// participant on a list: the last one that is not annulled says who is inside.
// Errors: core::validation_failed. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/check_in_list.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

inline constexpr std::size_t max_ticket_code_length = 64;  // of a scan, whatever it read; code points
inline constexpr std::size_t max_nonce_length = 64;
inline constexpr int max_clock_skew_minutes = 5;  // a scanner's clock may be fast by so much

enum class Direction : std::uint8_t { entry, exit };
inline constexpr Direction all_directions[] = {Direction::entry, Direction::exit};

/// The names of the refusals are their error codes.
enum class ScanResult : std::uint8_t {
  ok,
  already_checked_in,
  not_checked_in,
  cancelled,
  unknown_ticket,
  waitlisted,
  wrong_event,
  event_cancelled,
  invalid_signature,
  not_on_list,
  held
};
inline constexpr ScanResult all_scan_results[] = {ScanResult::ok,
                                                  ScanResult::already_checked_in,
                                                  ScanResult::not_checked_in,
                                                  ScanResult::cancelled,
                                                  ScanResult::unknown_ticket,
                                                  ScanResult::waitlisted,
                                                  ScanResult::wrong_event,
                                                  ScanResult::event_cancelled,
                                                  ScanResult::invalid_signature,
                                                  ScanResult::not_on_list,
                                                  ScanResult::held};

[[nodiscard]] std::string_view to_text(Direction direction) noexcept;
[[nodiscard]] std::string_view to_text(ScanResult result) noexcept;
[[nodiscard]] std::optional<Direction> parse_direction(std::string_view text) noexcept;
[[nodiscard]] std::optional<ScanResult> parse_scan_result(std::string_view text) noexcept;

struct NewCheckIn {
  std::string ticket_code;
  Direction direction = Direction::entry;
  std::optional<core::Instant> at = {};   // none: now
  std::optional<std::string> nonce = {};  // visible ASCII
  bool forced = false;                    // record it even though it contradicts who is inside
  bool signature_fits = true;             // of a signed code, for this event (ticket_key.hpp)
  std::optional<std::string> list = {};   // key; none: the default list
};

struct CheckIn {
  core::Uuid id;
  core::OrganizationId organization;
  core::EventId event;
  std::optional<core::ParticipantId> participant;  // none: unknown ticket
  Direction direction = Direction::entry;
  ScanResult result = ScanResult::ok;
  bool forced = false;
  core::Instant scanned_at;
  core::Instant recorded_at;
  std::optional<std::string> nonce;
  std::string ticket_code;  // as scanned
  CheckInListId list;
  std::string list_key;
  core::Instant effective_at;
  bool imported = false;                     // a fact from a scanner that was offline
  std::optional<ScanResult> contradiction;   // why an imported scan would have been refused
  std::optional<core::Instant> annulled_at;  // then it counts no more
  std::optional<std::string> annulled_by;
  std::optional<std::string> scanned_by;  // as the audit trail names him; none: before that was kept

  [[nodiscard]] bool counts() const noexcept { return result == ScanResult::ok && !annulled_at; }
};

/// What a scanner read: its code, without a signature, is a line of 1 to 64 characters.
[[nodiscard]] std::vector<core::FieldError> check_scanned(const std::string& scanned);
/// Visible ASCII, of which there is some.
[[nodiscard]] std::vector<core::FieldError> check_nonce(const std::string& nonce);
[[nodiscard]] core::Result<> validate(const NewCheckIn& scan, core::Instant now);

/// What is known about a ticket when it is scanned.
struct TicketState {
  core::EventId event;
  ParticipantState state = ParticipantState::confirmed;
  bool inside = false;
  bool on_list = true;
};
[[nodiscard]] ScanResult judge(const NewCheckIn& scan, const core::EventId& event, bool event_is_cancelled,
                               const std::optional<TicketState>& ticket);

/// The refusal that a result stands for; not for ok.
[[nodiscard]] core::Error refusal_of(ScanResult result, const std::string& ticket_code);

}  // namespace tagwerk::registration
