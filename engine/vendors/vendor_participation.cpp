#include "engine/vendors/vendor_participation.hpp"

#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/vendors/vendor_errors.hpp"

namespace tagwerk::vendors {

using Status = ParticipationStatus;

std::string_view to_text(Status status) noexcept {
  switch (status) {
    case Status::enquiry:
      return "enquiry";
    case Status::offered:
      return "offered";
    case Status::booked:
      return "booked";
    case Status::confirmed:
      return "confirmed";
    case Status::cancelled:
      break;
  }
  return "cancelled";
}

std::optional<Status> parse_participation_status(std::string_view text) noexcept {
  return core::one_of(all_participation_statuses, text);
}

bool may_become(Status from, Status to, Actor by) noexcept {
  const bool is_organizer = by == Actor::organizer;
  switch (to) {
    case Status::enquiry:
      return false;
    case Status::offered:
      return is_organizer && (from == Status::enquiry || from == Status::offered);
    case Status::booked:
      return from == Status::offered || (is_organizer && from == Status::enquiry);
    case Status::confirmed:
      return is_organizer && from == Status::booked;
    case Status::cancelled:
      break;
  }
  if (from == Status::cancelled) return false;
  return is_organizer || from != Status::confirmed;
}

core::Result<> check_transition(Status from, Status to, Actor by) {
  if (may_become(from, to, by)) return {};
  std::string allowed;
  for (const auto status : all_participation_statuses) {
    if (may_become(from, status, by)) allowed.append(allowed.empty() ? "" : ", ").append(to_text(status));
  }
  return core::fail(participation_transition, {{"from", std::string(to_text(from))},
                                               {"to", std::string(to_text(to))},
                                               {"allowed", allowed.empty() ? "-" : allowed}});
}

bool may_change_package(Status status, Actor by) noexcept {
  return status == Status::enquiry || (status == Status::offered && by == Actor::organizer);
}

bool is_booked(Status status) noexcept { return status == Status::booked || status == Status::confirmed; }

bool gives_way(Status first, Status second) noexcept {
  const auto rank = [](Status status) { return status == Status::cancelled ? -1 : static_cast<int>(status); };
  return rank(first) <= rank(second);
}

std::vector<core::FieldError> check(const std::vector<ExtraLine>& lines) {
  core::Fields fields;
  check_count(fields, "/lines", lines.size(), 0, max_extra_lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto at = "/lines/" + std::to_string(i);
    core::MemberRules rules(at);
    append(fields, rules.line("text", lines[i].text, max_line_text).take());
    check_range(fields, at + "/quantity", lines[i].quantity, 1, max_quantity);
    check_money(fields, at + "/unit_net", lines[i].unit_net, -max_net, max_net);
    check_range(fields, at + "/vat_rate", lines[i].vat.basis_points, 0, core::Percent::full_basis_points);
  }
  return fields;
}

std::vector<core::FieldError> check(const NewVendorParticipation& wanted) {
  core::MemberRules rules("");
  auto fields = rules.key("package", wanted.package).take();
  if (wanted.note) check_note(fields, "/note", *wanted.note, max_note);
  return fields;
}

std::vector<core::FieldError> check(const VendorParticipationPatch& patch) {
  core::MemberRules rules("");
  auto fields = rules.key("package", patch.package).take();
  if (patch.note && *patch.note) check_note(fields, "/note", **patch.note, max_note);
  return fields;
}

bool holds_place(const VendorParticipation& participation, core::Instant now) {
  if (participation.status == Status::offered)
    return !participation.offer_expires_at || now < *participation.offer_expires_at;
  return is_booked(participation.status);
}

VendorParticipation cancelled(VendorParticipation participation, std::optional<std::string> reason, core::Instant now) {
  participation.status = Status::cancelled;
  participation.offer_expires_at.reset();
  participation.cancelled_at = now;
  if (reason) participation.reason = std::move(reason);
  participation.updated_at = now;
  ++participation.version;
  return participation;
}

}  // namespace tagwerk::vendors
