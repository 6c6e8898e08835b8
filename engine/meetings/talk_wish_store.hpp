// Purpose: SQL of wishes for talks (schema: talk_wishes, talk_wish_people), and of what a wish is checked against.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: companies and people shared in the order of their ids, then the event's row shared, then the wish's row.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/meetings/talk_wish.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::meetings {

void insert_wishes(storage::Transaction& tx, const core::OrganizationId& organization,
                   std::span<const TalkWish> wishes);
void update_wish(storage::Transaction& tx, const TalkWish& wish);

[[nodiscard]] std::optional<TalkWish> find_wish(storage::Transaction& tx, const core::OrganizationId& organization,
                                                const TalkWishId& id, storage::Lock lock = storage::Lock::none);
/// In that direction.
[[nodiscard]] std::optional<TalkWish> find_wish_of(storage::Transaction& tx, const core::EventId& event,
                                                   const core::CompanyId& company, const core::CompanyId& with_company,
                                                   storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<TalkWish> list_wishes(storage::Transaction& tx, const core::OrganizationId& organization,
                                               const core::EventId& event, const TalkWishFilter& filter,
                                               const core::PageRequest& page);
/// All of an event, withdrawn ones too, by id.
[[nodiscard]] std::vector<TalkWish> load_wishes(storage::Transaction& tx, const core::EventId& event);

struct WishCounts {
  std::int64_t of_event = 0;
  std::int64_t of_company = 0;  // that it has itself
};
[[nodiscard]] WishCounts count_wishes(storage::Transaction& tx, const core::EventId& event,
                                      const core::CompanyId& company);

/// Those of these that the organization has and that are not merged, by id; locked shared.
[[nodiscard]] std::map<core::PersonId, core::CompanyId> lock_people(storage::Transaction& tx,
                                                                    const core::OrganizationId& organization,
                                                                    const std::set<core::PersonId>& people);

/// Companies with confirmed places at the event.
[[nodiscard]] std::set<core::CompanyId> load_registered_companies(storage::Transaction& tx, const core::EventId& event);

/// People who are registered by name and confirmed.
struct RegisteredPerson {
  core::PersonId person;
  core::CompanyId company;
  std::string name;
};
[[nodiscard]] std::vector<RegisteredPerson> load_registered_people(storage::Transaction& tx,
                                                                   const core::EventId& event);

}  // namespace tagwerk::meetings
