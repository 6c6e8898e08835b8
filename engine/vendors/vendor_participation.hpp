// Purpose: a vendor's participation in an event: which package, how far it has come, what it costs.
// Status: enquiry → offered → booked → confirmed, and cancelled from each of them. An enquiry may be booked directly by an
//   organizer; an offer may be made again, with another deadline. Vendors enquire, book what is offered to them, and cancel until
//   they are confirmed; all else is the organizers'.
// Places: offered, booked and confirmed participations hold one place of their package, an enquiry none. An offer holds it until
//   offer_expires_at; from then on the place is everybody's. The offer stays and may still be booked: it gets a place if one is
//   free by then, like anybody else, and is refused otherwise (no_package_left).
// Money: the package as it was when it was booked; extra lines beside it. Errors: core::validation_failed with every wrong member
// at its JSON pointer. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/money.hpp"
#include "engine/core/percent.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/vendors/vendor_package.hpp"

namespace tagwerk::vendors {

using VendorParticipationId = core::Id<struct VendorParticipationTag>;

inline constexpr std::size_t max_note = 2'000;      // code points
inline constexpr std::size_t max_reason = 500;      // code points
inline constexpr std::size_t max_extra_lines = 50;  // of one participation
inline constexpr std::size_t max_line_text = 200;   // code points
inline constexpr std::int64_t max_quantity = 1'000;
inline constexpr std::string_view reason_event_cancelled = "event cancelled";
inline constexpr std::string_view reason_merged = "companies merged";

enum class ParticipationStatus : std::uint8_t { enquiry, offered, booked, confirmed, cancelled };
inline constexpr ParticipationStatus all_participation_statuses[] = {
    ParticipationStatus::enquiry, ParticipationStatus::offered, ParticipationStatus::booked,
    ParticipationStatus::confirmed, ParticipationStatus::cancelled};
[[nodiscard]] std::string_view to_text(ParticipationStatus status) noexcept;
[[nodiscard]] std::optional<ParticipationStatus> parse_participation_status(std::string_view text) noexcept;

enum class Actor : std::uint8_t { organizer, vendor };
[[nodiscard]] bool may_become(ParticipationStatus from, ParticipationStatus to, Actor by) noexcept;
/// participation_transition, with what is possible.
[[nodiscard]] core::Result<> check_transition(ParticipationStatus from, ParticipationStatus to, Actor by);
/// An enquiry is changed by both, an offer by the organizer, who made it. What is booked keeps its package.
[[nodiscard]] bool may_change_package(ParticipationStatus status, Actor by) noexcept;
/// Booked or confirmed: it counts as having taken part.
[[nodiscard]] bool is_booked(ParticipationStatus status) noexcept;
/// Of two participations of companies that become one, does the first give way? The one that has come less far does; of equals
/// the first.
[[nodiscard]] bool gives_way(ParticipationStatus first, ParticipationStatus second) noexcept;

/// One line beside the package. `unit_net` below 0 takes something off.
struct ExtraLine {
  std::string text;
  std::int64_t quantity = 1;
  core::Money unit_net;
  core::Percent vat;
  bool operator==(const ExtraLine&) const = default;
};
/// At "/lines/2/quantity" …
[[nodiscard]] std::vector<core::FieldError> check(const std::vector<ExtraLine>& lines);

/// The package as it was booked.
struct Booking {
  core::Instant at;
  std::string package_name;
  std::optional<core::Money> price;
  core::Percent vat;
  bool operator==(const Booking&) const = default;
};

struct NewVendorParticipation {
  core::CompanyId company;
  std::string package;  // a key
  std::optional<std::string> note = {};
};
[[nodiscard]] std::vector<core::FieldError> check(const NewVendorParticipation& wanted);

struct VendorParticipationPatch {
  std::optional<std::string> package;
  std::optional<std::optional<std::string>> note;
};
[[nodiscard]] std::vector<core::FieldError> check(const VendorParticipationPatch& patch);

struct VendorParticipation {
  VendorParticipationId id;
  core::EventId event;
  core::CompanyId company;
  VendorPackageId package;
  std::string package_key;
  ParticipationStatus status = ParticipationStatus::enquiry;
  std::optional<core::Instant> offer_expires_at;  // not included; only while offered; none: the offer stays open
  std::optional<std::string> note;                // read by both sides
  std::optional<std::string> reason;              // of a cancellation
  std::optional<Booking> booking;                 // kept when it is cancelled
  std::optional<core::Instant> cancelled_at;
  std::vector<ExtraLine> extra_lines;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const VendorParticipation&) const = default;

  [[nodiscard]] bool is_live() const noexcept { return status != ParticipationStatus::cancelled; }
};

[[nodiscard]] bool holds_place(const VendorParticipation& participation, core::Instant now);
[[nodiscard]] VendorParticipation cancelled(VendorParticipation participation, std::optional<std::string> reason,
                                            core::Instant now);

}  // namespace tagwerk::vendors
