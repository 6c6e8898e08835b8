#include "engine/vendors/booth_giving.hpp"

#include <stdexcept>
#include <string>

#include "engine/audit/audit.hpp"
#include "engine/vendors/booth_store.hpp"

namespace tagwerk::vendors {
namespace {

using audit::Members;

Members members_of(const Booth& booth) {
  Members members{
      {"event_id", booth.event.text()}, {"number", booth.number}, {"kind", std::string(to_text(booth.kind))}};
  if (booth.size) members.emplace("size", *booth.size);
  if (booth.participation) members.emplace("participation_id", booth.participation->text());
  return members;
}

}  // namespace

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<Booth>& before, const std::optional<Booth>& after) {
  audit::record(tx, call,
                {.object_kind = "vendor_booth",
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = audit::changes_between(before ? members_of(*before) : Members{},
                                                   after ? members_of(*after) : Members{})});
}

void give_booths(storage::Transaction& tx, const access::Call& call, const VendorParticipationId& from,
                 const std::optional<VendorParticipationId>& to) {
  for (const auto& before : lock_booths_of(tx, from)) {
    auto after = before;
    after.participation = to;
    after.updated_at = call.now;
    ++after.version;
    if (!update_booth(tx, after)) throw std::logic_error("a booth that keeps its number has another's");
    record(tx, call, to ? "given" : "freed", before, after);
  }
}

}  // namespace tagwerk::vendors
