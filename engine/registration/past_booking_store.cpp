#include "engine/registration/past_booking_store.hpp"

#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"

namespace tagwerk::registration {

ImportKeys load_import_keys(storage::Transaction& tx, const core::EventId& event, const std::set<std::string>& keys) {
  if (keys.empty()) return {};
  const auto rows =
      tx.select("select import_key, registration_id from import_keys where event_id = :event and import_key in " +
                    storage::IdList(keys).sql(),
                {{"event", event}}, [](storage::Row& row) {
                  auto key = row.next<std::string>();
                  return std::pair(std::move(key), row.next<core::RegistrationId>());
                });
  return {rows.begin(), rows.end()};
}

void insert_import_keys(storage::Transaction& tx, const core::EventId& event, const ImportKeys& keys) {
  storage::BulkInsert rows(tx, "insert into import_keys (event_id, import_key, registration_id)");
  for (const auto& [key, registration] : keys) rows.add(event, key, registration);
  rows.send();
}

}  // namespace tagwerk::registration
