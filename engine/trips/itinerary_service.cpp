#include "engine/trips/itinerary_service.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/access/role.hpp"
#include "engine/audit/audit.hpp"
#include "engine/audit/change.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/trips/itinerary_errors.hpp"
#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/trip.hpp"

namespace tagwerk::trips {
namespace {

std::vector<Conflict> conflicts_at(storage::Transaction& tx, const access::Call& call, const events::Event& event,
                                   const Itinerary& itinerary) {
  Assigned assigned;
  for (const auto& [traveller, groups] : load_groups(tx, call.principal.organization, event.id)) {
    auto& items = assigned.emplace_back();
    for (const auto& [item, group] : groups) items.push_back(item);
  }
  return conflicts_of(itinerary,
                      {.first_day = event.starts_on,
                       .last_day = event.ends_on,
                       .heads = static_cast<int>(count_heads(tx, event.id, {}))},
                      assigned);
}

CheckedDraft checked(storage::Transaction& tx, const access::Call& call, const events::Event& event, Draft draft) {
  auto conflicts = conflicts_at(tx, call, event, draft.itinerary);
  return {.itinerary = std::move(draft.itinerary),
          .conflicts = std::move(conflicts),
          .version = draft.version,
          .publications = draft.publications};
}

std::string moment_text(const Moment& moment) {
  return core::to_text(moment.date).append(" ").append(core::to_text(moment.time));
}

// Enough to see who moved what; the whole of it is in the publications.
audit::Members members_of(const Itinerary& itinerary) {
  audit::Members members{{"places", std::to_string(itinerary.places.size())},
                         {"transfers", std::to_string(itinerary.transfers.size())}};
  for (const auto& item : itinerary.items) {
    members.emplace("items/" + item.key,
                    item.title + ", " + moment_text(item.starts) + " – " + moment_text(item.ends) + ", " + item.place);
  }
  return members;
}

core::Error no_publication(const core::EventId& event, std::optional<int> number) {
  return core::Error(no_published_itinerary,
                     {{"event", event.text()}, {"number", number ? " (" + std::to_string(*number) + ")" : ""}});
}

core::Error refused_for(const std::vector<Conflict>& conflicts) {
  std::vector<core::FieldError> fields;
  for (const auto& one : conflicts) {
    if (one.severity != Severity::block) continue;
    fields.push_back({one.item ? "/items/" + std::to_string(*one.item) : "/items",
                      &itinerary_conflict,
                      {{"en", words_of(one, core::Language::en)}, {"de", words_of(one, core::Language::de)}}});
  }
  const auto count = std::to_string(fields.size());
  return core::Error(itinerary_has_conflicts, {{"count", count}}, std::move(fields));
}

bool may_be_told(storage::Transaction& tx, const access::Call& call, const core::EventId& event) {
  return !call.principal.company || count_heads(tx, event, call.principal.company) > 0;
}

}  // namespace

core::Result<CheckedDraft> ItineraryService::draft(const access::Call& call, const core::EventId& id) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<CheckedDraft> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    auto found = find_draft(tx, id);
    if (!found) return core::fail(no_itinerary, {{"event", id.text()}});
    return checked(tx, call, *event, std::move(*found));
  });
}

core::Result<CheckedDraft> ItineraryService::put(const access::Call& call, const core::EventId& id,
                                                 const Itinerary& written, const core::ExpectedVersion& expected,
                                                 bool dry_run) {
  const auto itinerary = normalized(written);
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<CheckedDraft> {
    const auto event = find_trip(tx, call, id, storage::Lock::for_update);
    if (!event) return event.error();
    const auto before = find_draft(tx, id);
    if (!expected.is_met_by(before ? std::optional(before->version) : std::nullopt))
      return core::fail(core::precondition_failed);
    if (auto wrong = check(itinerary, event->starts_on, event->ends_on); !wrong.empty())
      return core::fail_fields(std::move(wrong));
    Draft draft{.itinerary = itinerary,
                .version = before ? before->version : 0,
                .publications = before ? before->publications : 0};
    if (!dry_run && !(before && before->itinerary == itinerary)) {
      draft.version = before ? before->version + 1 : core::first_version(call.now);
      save_draft(tx, id, itinerary, draft.version, call.now);
      audit::record(tx, call,
                    {.object_kind = "event",
                     .object = id.uuid,
                     .action = "itinerary_changed",
                     .changes = audit::changes_between(before ? members_of(before->itinerary) : audit::Members{},
                                                       members_of(itinerary))});
    }
    return checked(tx, call, *event, std::move(draft));
  });
}

core::Result<PublicationChanges> ItineraryService::publish(const access::Call& call, const core::EventId& id,
                                                           std::optional<std::string> note,
                                                           const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<PublicationChanges> {
    const auto event = find_trip(tx, call, id, storage::Lock::for_update);
    if (!event) return event.error();
    const auto draft = find_draft(tx, id);
    if (!draft) return core::fail(no_itinerary, {{"event", id.text()}});
    if (!expected.is_met_by(draft->version)) return core::fail(core::precondition_failed);
    core::Fields fields;
    if (note) core::check_note(fields, "/note", *note, max_publication_note);
    if (!fields.empty()) return core::fail_fields(std::move(fields));
    // The days of the event may be others than when the draft was written.
    const auto conflicts = conflicts_at(tx, call, *event, draft->itinerary);
    if (blocks(conflicts)) return refused_for(conflicts);
    if (draft->publications >= max_publications)
      return core::fail(too_many_publications, {{"max", std::to_string(max_publications)}});
    const auto before = find_publication(tx, id, {});
    const auto told = publication_of(draft->itinerary, before ? &*before : nullptr, call.now, std::move(note));
    auto changes = changes_between(before ? &*before : nullptr, told);
    if (before && changes.empty() && told.itinerary == before->itinerary)
      return core::fail(itinerary_unchanged, {{"number", std::to_string(before->number)}});
    insert_publication(tx, id, told, draft->version + 1);
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = id.uuid,
                   .action = "itinerary_published",
                   .changes = {{.member = "publication",
                                .before = before ? std::optional(std::to_string(before->number)) : std::nullopt,
                                .after = std::to_string(told.number)}}});
    return PublicationChanges{
        .number = told.number, .published_at = told.published_at, .note = told.note, .changes = std::move(changes)};
  });
}

core::Result<ToldItinerary> ItineraryService::published(const access::Call& call, const core::EventId& id,
                                                        std::optional<int> number) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<ToldItinerary> {
    auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    if (!may_be_told(tx, call, id)) return no_publication(id, number);
    auto found = find_publication(tx, id, number);
    if (!found) return no_publication(id, number);
    return ToldItinerary{.event = std::move(*event), .publication = std::move(*found)};
  });
}

core::Result<std::vector<PublicationChanges>> ItineraryService::publications(const access::Call& call,
                                                                             const core::EventId& id,
                                                                             std::optional<int> before) {
  using List = std::vector<PublicationChanges>;
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<List> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    List list;
    if (!may_be_told(tx, call, id)) return list;
    // One more: what the last one is compared with.
    const auto all =
        load_publications(tx, id, before.value_or(std::numeric_limits<int>::max()), max_publications_listed + 1);
    for (std::size_t i = 0; i < all.size() && i < static_cast<std::size_t>(max_publications_listed); ++i) {
      const auto* earlier = i + 1 < all.size() ? &all[i + 1] : nullptr;
      list.push_back({.number = all[i].number,
                      .published_at = all[i].published_at,
                      .note = all[i].note,
                      .changes = changes_between(earlier, all[i])});
    }
    return list;
  });
}

}  // namespace tagwerk::trips
