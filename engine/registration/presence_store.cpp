#include "engine/registration/presence_store.hpp"

#include <string>
#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {

std::map<PresenceKey, Presence> load_presence(storage::Transaction& tx,
                                              std::span<const core::ParticipantId> participants) {
  if (participants.empty()) return {};
  const storage::IdList ids(participants);
  const auto rows = tx.select(
      "select participant_id, list_id, inside, entries, last_at from check_in_states where participant_id in " +
          ids.sql(),
      {}, [](storage::Row& row) {
        const auto participant = row.next<core::ParticipantId>();
        const auto list = row.next<CheckInListId>();
        return std::pair(PresenceKey(participant, list), Presence{.inside = row.next<bool>(),
                                                                  .entries = row.next<std::int64_t>(),
                                                                  .last_at = row.next<std::optional<core::Instant>>()});
      });
  return {rows.begin(), rows.end()};
}

std::map<PresenceKey, History> load_histories(storage::Transaction& tx,
                                              std::span<const core::ParticipantId> participants) {
  if (participants.empty()) return {};
  const storage::IdList ids(participants);
  const auto rows =
      tx.select("select participant_id, list_id, effective_at, id, direction from check_ins where participant_id in " +
                    ids.sql() + " and result = 'ok' and annulled_at is null",
                {}, [](storage::Row& row) {
                  const auto participant = row.next<core::ParticipantId>();
                  const auto list = row.next<CheckInListId>();
                  return std::pair(PresenceKey(participant, list),
                                   GoodScan{.effective_at = row.next<core::Instant>(),
                                            .id = row.next<core::Uuid>(),
                                            .direction = storage::stored(parse_direction(row.next<std::string>()))});
                });
  std::map<PresenceKey, History> histories;
  for (const auto& [key, scan] : rows) histories[key].insert(scan);
  return histories;
}

void add_changes(std::vector<ChangedPresence>& all, const Door& door) {
  for (const auto& [key, now] : door.changed)
    all.push_back({.event = door.event, .key = key, .presence = door.presence.at(key), .now = now});
}

void save_presence(storage::Transaction& tx, std::span<const ChangedPresence> changed) {
  storage::write_references([&] {
    storage::BulkInsert rows(
        tx, "insert into check_in_states (participant_id, list_id, event_id, inside, entries, last_at, updated_at)",
        "on duplicate key update inside = values(inside), entries = values(entries), last_at = values(last_at), "
        "updated_at = values(updated_at)");
    for (const auto& [event, key, presence, now] : changed)
      rows.add(key.first, key.second, event, presence.inside, presence.entries, presence.last_at, now);
    rows.send();
  });
}

std::map<core::RegistrationId, Holding> load_holdings(storage::Transaction& tx,
                                                      std::span<const core::RegistrationId> registrations,
                                                      bool with_pools) {
  if (registrations.empty()) return {};
  const storage::IdList ids(registrations);
  std::map<core::RegistrationId, Holding> holdings;
  using Line = std::pair<core::RegistrationId, std::optional<std::string>>;
  const auto read = [](storage::Row& row) {
    const auto id = row.next<core::RegistrationId>();
    return Line(id, row.next<std::optional<std::string>>());
  };
  for (auto& [id, category] : tx.select("select id, category from registrations where id in " + ids.sql(), {}, read))
    holdings[id].category = std::move(category);
  if (!with_pools) return holdings;
  for (auto& [id, pool] : tx.select(
           "select registration_id, pool_key from registration_pools where confirmed > 0 and registration_id in " +
               ids.sql(),
           {}, read))
    holdings[id].pools.insert(pool.value());
  return holdings;
}

}  // namespace tagwerk::registration
