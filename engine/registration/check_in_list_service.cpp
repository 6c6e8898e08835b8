#include "engine/registration/check_in_list_service.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/check_in_list_store.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using Lists = std::vector<CheckInList>;
using audit::Members;

Members members_of(const CheckInList& list) {
  Members members{{"event_id", list.event.text()},
                  {"key", list.key},
                  {"name", list.name},
                  {"admits", std::string(to_text(list.admits))}};
  if (list.categories) {
    std::string text;
    for (const auto& category : *list.categories) text.append(text.empty() ? "" : ", ").append(category);
    members.emplace("categories", std::move(text));
  }
  if (list.pool) members.emplace("pool", *list.pool);
  return members;
}

void record(storage::Transaction& tx, const access::Call& call, std::string_view action,
            const std::optional<CheckInList>& before, const std::optional<CheckInList>& after) {
  audit::record(tx, call,
                {.object_kind = "check_in_list",
                 .object = (after ? *after : before.value()).id.uuid,
                 .action = action,
                 .changes = audit::changes_between(before ? members_of(*before) : Members{},
                                                   after ? members_of(*after) : Members{})});
}

void sort(std::optional<std::vector<std::string>>& categories) {
  if (categories) std::sort(categories->begin(), categories->end());
}

// The lists of the event, which nobody else changes meanwhile.
core::Result<Lists> take_all(storage::Transaction& tx, const access::Call& call, const core::EventId& event_id) {
  const auto event = events::find_event(tx, call.principal.organization, event_id);
  if (!event) return refusals::not_found("event", event_id.text());
  lock_default_list(tx, call.principal.organization, default_list(event_id, event->created_at));
  return load_lists(tx, event_id);
}

core::Result<CheckInList> pick(const core::Result<Lists>& lists, const std::string& key) {
  if (!lists) return lists.error();
  const auto found =
      std::find_if(lists->begin(), lists->end(), [&](const CheckInList& list) { return list.key == key; });
  if (found == lists->end()) return refusals::not_found("check-in list", core::echo(key));
  return *found;
}

}  // namespace

core::Result<CheckInList> CheckInListService::create(const access::Call& call, const core::EventId& event,
                                                     const NewCheckInList& wanted) {
  if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<CheckInList> {
    const auto lists = take_all(tx, call, event);
    if (!lists) return lists.error();
    if (lists->size() >= max_check_in_lists)
      return core::fail(too_many_check_in_lists, {{"max", std::to_string(max_check_in_lists)}});
    CheckInList list{.id = CheckInListId::make(call.now),
                     .event = event,
                     .key = wanted.key,
                     .name = wanted.name,
                     .admits = wanted.admits,
                     .categories = wanted.categories,
                     .pool = wanted.pool,
                     .created_at = call.now,
                     .updated_at = call.now,
                     .version = core::first_version(call.now)};
    sort(list.categories);
    if (!insert_list(tx, call.principal.organization, list))
      return refusals::already_exists("check-in list", "key", wanted.key);
    record(tx, call, "created", std::nullopt, list);
    return list;
  });
}

core::Result<CheckInList> CheckInListService::find(const access::Call& call, const core::EventId& event_id,
                                                   const std::string& key) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<CheckInList> {
    const auto event = events::find_event(tx, call.principal.organization, event_id);
    if (!event) return refusals::not_found("event", event_id.text());
    return pick(load_all_lists(tx, *event), key);
  });
}

core::Result<core::Page<CheckInList>> CheckInListService::list(const access::Call& call, const core::EventId& event_id,
                                                               const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<CheckInList>> {
    const auto event = events::find_event(tx, call.principal.organization, event_id);
    if (!event) return refusals::not_found("event", event_id.text());
    auto lists = load_all_lists(tx, *event);
    std::erase_if(lists, [&](const CheckInList& list) {
      return (page.after && list.id.uuid <= *page.after) ||
             (page.updated_since && list.updated_at < *page.updated_since);
    });
    return core::cut_page(std::move(lists), page.limit, [](const CheckInList& list) { return list.id.uuid; });
  });
}

core::Result<CheckInList> CheckInListService::change(const access::Call& call, const core::EventId& event,
                                                     const std::string& key, const CheckInListPatch& patch,
                                                     const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<CheckInList> {
    const auto before = pick(take_all(tx, call, event), key);
    if (!before) return before.error();
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    auto wanted = patched(*before, patch);
    if (auto wrong = check(wanted); !wrong.empty()) return core::fail_fields(std::move(wrong));
    auto after = *before;
    after.name = std::move(wanted.name);
    after.admits = wanted.admits;
    after.categories = std::move(wanted.categories);
    sort(after.categories);
    after.pool = std::move(wanted.pool);
    if (after == *before) return after;
    ++after.version;
    after.updated_at = call.now;
    update_list(tx, after);
    record(tx, call, "changed", *before, after);
    return after;
  });
}

core::Result<> CheckInListService::remove(const access::Call& call, const core::EventId& event, const std::string& key,
                                          const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto list = pick(take_all(tx, call, event), key);
    if (!list) return list.error();
    if (!expected.is_met_by(list->version)) return core::fail(core::precondition_failed);
    if (list->is_default()) return core::fail(default_list_stays);
    std::vector<std::string> dependents;
    refusals::add_count(dependents, count_scans(tx, event, list->id), "check-in", "check-ins");
    if (!dependents.empty() || !remove_list(tx, list->id))
      return refusals::still_referenced("check-in list", key, dependents);
    record(tx, call, "deleted", *list, std::nullopt);
    return {};
  });
}

}  // namespace tagwerk::registration
