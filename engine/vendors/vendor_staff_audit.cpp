#include "engine/vendors/vendor_staff_audit.hpp"

#include <string>
#include <utility>

#include "engine/audit/audit.hpp"

namespace tagwerk::vendors {
namespace {

using audit::Members;

Members members_of(const VendorStaff& staff) {
  Members members{{"participation_id", staff.participation.text()}, {"has_pass", staff.has_pass ? "true" : "false"}};
  if (staff.person) {
    members.emplace("person_id", staff.person->text());
  } else {
    members.emplace("given_name", staff.name.given_name);
    members.emplace("family_name", staff.name.family_name);
    members.emplace("email", staff.name.email);
  }
  std::string absences;
  for (const auto& [starts_at, ends_at] : staff.unavailable) {
    absences.append(absences.empty() ? "" : ", ").append(core::to_rfc3339(starts_at)).append("/");
    absences.append(core::to_rfc3339(ends_at));
  }
  if (!absences.empty()) members.emplace("unavailable", std::move(absences));
  return members;
}

}  // namespace

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<VendorStaff>& before, const std::optional<VendorStaff>& after) {
  audit::record(tx, call,
                {.object_kind = "vendor_staff",
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = audit::changes_between(before ? members_of(*before) : Members{},
                                                   after ? members_of(*after) : Members{})});
}

}  // namespace tagwerk::vendors
