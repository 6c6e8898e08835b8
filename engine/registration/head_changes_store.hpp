// Purpose: SQL of all changes of confirmed heads (schema: registration_head_changes). Errors: storage errors are thrown.
// Thread-safety: as the Transaction.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/events/observers.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

inline constexpr std::size_t companies_per_portion = 200;

void insert_head_changes(storage::Transaction& tx, std::span<const events::HeadsChange> changes);
void save_company_of_changes(storage::Transaction& tx, const std::set<core::EventId>& events,
                             const core::CompanyId& from, const core::CompanyId& into);

struct HeadChange {
  core::CompanyId company;
  core::Instant at;
  std::int64_t delta = 0;
};
/// Of these companies at the event, one company after the other, what came of a registration before what left at the same instant.
void read_head_changes(storage::Transaction& tx, const core::EventId& event, const std::set<core::CompanyId>& companies,
                       const std::function<void(const HeadChange&)>& each);
/// The next companies that ever had a head at the event, by id: so that an event of any size is read in portions.
[[nodiscard]] std::set<core::CompanyId> find_companies_with_changes(storage::Transaction& tx,
                                                                    const core::EventId& event,
                                                                    const std::optional<core::CompanyId>& after,
                                                                    std::size_t limit = companies_per_portion);

}  // namespace tagwerk::registration
