// Purpose: SQL of people (schema: people). Errors: storage errors are thrown; a referenced row that vanished meanwhile is
// storage::Restart. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/directory/import.hpp"
#include "engine/directory/person.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

/// One that others may refer to: not if it was merged. As for find_company: storage::Lock::shared before writing a reference.
[[nodiscard]] std::optional<Person> find_person(storage::Transaction& tx, const core::OrganizationId& organization,
                                                const core::PersonId& id, storage::Lock lock = storage::Lock::none);
/// Also one that was merged.
[[nodiscard]] std::optional<Person> find_person_or_merged(storage::Transaction& tx,
                                                          const core::OrganizationId& organization,
                                                          const core::PersonId& id,
                                                          storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Person> list_people(storage::Transaction& tx, const core::OrganizationId& organization,
                                             const PersonFilter& filter, const core::PageRequest& page);
/// All of a company, locked, in the order of ids; not those that were merged.
[[nodiscard]] std::vector<Person> lock_people_of(storage::Transaction& tx, const core::CompanyId& company);
[[nodiscard]] std::vector<KnownPerson> load_known_people(storage::Transaction& tx,
                                                         const core::OrganizationId& organization);

void insert_people(storage::Transaction& tx, const core::OrganizationId& organization, std::span<const Person> people);
/// Those that were merged into the person follow to its company.
void update_person(storage::Transaction& tx, const Person& person);
/// With those that were merged into it. The name of the constraint that forbids it, if one does.
[[nodiscard]] std::optional<std::string> remove_person(storage::Transaction& tx, const core::PersonId& id);

/// All people of `from`, also those that were merged, now belong to `into`.
void move_people(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into, core::Instant now);
/// From now on `from` only names `into` and belongs to its company; so do those that were merged into it before.
void mark_person_merged(storage::Transaction& tx, const core::PersonId& from, const Person& into, core::Instant now);

}  // namespace tagwerk::directory
