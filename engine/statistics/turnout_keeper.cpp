#include "engine/statistics/turnout_keeper.hpp"

#include "engine/registration/party_store.hpp"
#include "engine/statistics/turnout_store.hpp"

namespace tagwerk::statistics {
void TurnoutKeeper::turnout_changed(storage::Transaction& tx, const core::EventId& event) { drop_turnout(tx, event); }

void TurnoutKeeper::heads_belong_to_others(storage::Transaction& tx, const std::set<core::EventId>& events) {
  for (const auto& event : events) drop_turnout(tx, event);
}

void TurnoutKeeper::company_role_changed(storage::Transaction& tx, const core::OrganizationId&,
                                         const core::CompanyId& company) {
  heads_belong_to_others(tx, registration::load_events_of(tx, company));
}

std::size_t count_turnouts(storage::Database& database, core::Instant now) {
  const auto settled = now - boost::posix_time::minutes(settled_after.count());
  const auto events =
      database.read([&](storage::Transaction& tx) { return list_uncounted(tx, settled, turnouts_at_once); });
  std::size_t counted = 0;
  for (const auto& event : events) {
    counted += database.transact(nullptr, [&](storage::Transaction& tx) -> std::size_t {
      if (!lock_completed(tx, event)) return 0;
      count_turnout(tx, event, core::Uuid::make(now));
      return 1;
    });
  }
  return counted;
}

std::size_t recount_turnouts(storage::Database& database, core::Instant now) {
  database.transact(nullptr, [](storage::Transaction& tx) { return drop_all_turnouts(tx); });
  std::size_t all = 0;
  while (const auto counted = count_turnouts(database, now)) all += counted;
  return all;
}

}  // namespace tagwerk::statistics
