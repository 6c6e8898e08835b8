#include "engine/vendors/vendor_participation_audit.hpp"

#include <string>
#include <utility>

namespace tagwerk::vendors {
namespace {

using audit::Members;

std::string text_of(const core::Money& money) { return core::amount_text(money) + " " + money.currency; }

Members members_of(const VendorParticipation& participation) {
  Members members{{"event_id", participation.event.text()},
                  {"company_id", participation.company.text()},
                  {"package", participation.package_key},
                  {"status", std::string(to_text(participation.status))}};
  if (participation.offer_expires_at)
    members.emplace("offer_expires_at", core::to_rfc3339(*participation.offer_expires_at));
  if (participation.note) members.emplace("note", *participation.note);
  if (participation.reason) members.emplace("reason", *participation.reason);
  if (participation.booking) {
    members.emplace("booked_at", core::to_rfc3339(participation.booking->at));
    if (participation.booking->price) members.emplace("price", text_of(*participation.booking->price));
  }
  std::string lines;
  for (const auto& line : participation.extra_lines) {
    lines.append(lines.empty() ? "" : "\n").append(std::to_string(line.quantity)).append(" × ").append(line.text);
    lines.append(": ").append(text_of(line.unit_net));
  }
  if (!lines.empty()) members.emplace("extra_lines", std::move(lines));
  return members;
}

}  // namespace

audit::Record record_of(std::string_view action, const std::optional<VendorParticipation>& before,
                        const VendorParticipation& after) {
  return {.object_kind = "vendor_participation",
          .object = after.id.uuid,
          .action = action,
          .changes = audit::changes_between(before ? members_of(*before) : Members{}, members_of(after))};
}

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<VendorParticipation>& before, const VendorParticipation& after) {
  audit::record(tx, call, record_of(action, before, after));
}

}  // namespace tagwerk::vendors
