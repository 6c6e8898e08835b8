#include "engine/vendors/booth_service.hpp"

#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/vendors/booth_giving.hpp"
#include "engine/vendors/open_participation.hpp"
#include "engine/vendors/vendor_errors.hpp"
#include "engine/vendors/vendor_participation_store.hpp"

namespace tagwerk::vendors {

namespace refusals = core::refusals;

namespace {

core::Result<> require_event(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                             storage::Lock lock = storage::Lock::none) {
  if (events::find_event(tx, call.principal.organization, event, lock)) return {};
  return refusals::not_found("event", event.text());
}

core::Result<Booth> take(storage::Transaction& tx, const core::EventId& event, const BoothId& id,
                         const core::ExpectedVersion& expected) {
  auto booth = find_booth(tx, event, id, storage::Lock::for_update);
  if (!booth) return refusals::not_found("booth", id.text());
  if (!expected.is_met_by(booth->version)) return core::fail(core::precondition_failed);
  return *std::move(booth);
}

// A participation of that event which is not cancelled, and stays so until the unit of work ends.
core::Result<> check_owner(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                           const std::optional<VendorParticipationId>& owner) {
  if (!owner) return {};
  const auto found = find_participation(tx, call.principal.organization, *owner, storage::Lock::shared);
  if (!found || found->event != event)
    return refusals::no_such_reference("/participation_id", "vendor participation", owner->text());
  return check_live(*found);
}

core::Error number_is_taken(const Booth& booth) { return refusals::already_exists("booth", "number", booth.number); }

}  // namespace

core::Result<Booth> BoothService::create(const access::Call& call, const core::EventId& event, const NewBooth& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Booth> {
    // Alone: so that they are counted.
    if (auto there = require_event(tx, call, event, storage::Lock::for_update); !there) return there.error();
    if (auto good = check_owner(tx, call, event, wanted.participation); !good) return good.error();
    if (count_booths(tx, event) >= static_cast<std::int64_t>(max_booths))
      return core::fail(too_many_booths, {{"max", std::to_string(max_booths)}});
    auto booth = make_booth(event, wanted, call.now);
    booth.id = BoothId::make(call.now);
    if (!insert_booth(tx, call.principal.organization, booth)) return number_is_taken(booth);
    record(tx, call, "created", std::nullopt, booth);
    return booth;
  });
}

core::Result<Booth> BoothService::find(const access::Call& call, const core::EventId& event, const BoothId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Booth> {
    if (auto there = require_event(tx, call, event); !there) return there.error();
    auto booth = find_booth(tx, event, id);
    const auto owner = booth && booth->participation
                           ? find_participation(tx, call.principal.organization, *booth->participation)
                           : std::nullopt;
    const bool is_visible = !call.principal.company || (owner && call.principal.may_see(owner->company));
    if (!booth || !is_visible) return refusals::not_found("booth", id.text());
    return *std::move(booth);
  });
}

core::Result<core::Page<Booth>> BoothService::list(const access::Call& call, const core::EventId& event,
                                                   BoothFilter filter, const core::PageRequest& page) {
  if (call.principal.company) filter.company = call.principal.company;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Booth>> {
    if (auto there = require_event(tx, call, event); !there) return there.error();
    return list_booths(tx, event, filter, page);
  });
}

core::Result<Booth> BoothService::change(const access::Call& call, const core::EventId& event, const BoothId& id,
                                         const BoothPatch& patch, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Booth> {
    if (auto there = require_event(tx, call, event, storage::Lock::shared); !there) return there.error();
    // The participation before the booth, as who cancels it.
    const auto owner = check_owner(tx, call, event, patch.participation.value_or(std::nullopt));
    const auto before = take(tx, event, id, expected);
    if (!before) return before.error();
    auto after = patched(*before, patch);
    if (auto wrong = check(after); !wrong.empty()) return core::fail_fields(std::move(wrong));
    if (!owner) return owner.error();
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    if (!update_booth(tx, after)) return number_is_taken(after);
    record(tx, call, "changed", *before, after);
    return after;
  });
}

core::Result<> BoothService::remove(const access::Call& call, const core::EventId& event, const BoothId& id,
                                    const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    if (auto there = require_event(tx, call, event, storage::Lock::shared); !there) return there.error();
    const auto booth = take(tx, event, id, expected);
    if (!booth) return booth.error();
    remove_booth(tx, id);
    record(tx, call, "deleted", *booth, std::nullopt);
    return {};
  });
}

}  // namespace tagwerk::vendors
