// Purpose: what organisers, and companies for themselves, do with people. A token of a company sees, adds and changes people
// of its own company only.
// Errors: core::validation_failed (core::reference_not_found at /company_id), core::not_found, core::gone_merged (of a person
// that was merged), core::precondition_failed, core::still_referenced, merge_across_roles; merge_into_itself,
// core::gone_merged and core::reference_not_found at /into.
// Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/directory/person.hpp"
#include "engine/directory/reference_mover.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

class PersonService {
 public:
  /// `movers` move at a merge what the slices above keep about people; they outlive the service.
  PersonService(storage::Database& database, std::vector<ReferenceMover*> movers)
      : database_(&database), movers_(std::move(movers)) {}

  [[nodiscard]] core::Result<Person> create(const access::Call& call, const NewPerson& person);
  [[nodiscard]] core::Result<Person> find(const access::Call& call, const core::PersonId& id);
  /// May the caller know of it? Also true of one that was merged: its addresses say so.
  [[nodiscard]] core::Result<> require_visible(const access::Call& call, const core::PersonId& id);
  [[nodiscard]] core::Page<Person> list(const access::Call& call, PersonFilter filter, const core::PageRequest& page);
  [[nodiscard]] core::Result<Person> change(const access::Call& call, const core::PersonId& id,
                                            const PersonPatch& patch, const core::ExpectedVersion& expected);
  /// Refused while registrations name it.
  [[nodiscard]] core::Result<> remove(const access::Call& call, const core::PersonId& id,
                                      const core::ExpectedVersion& expected);
  /// `from` is a duplicate of `into`: whatever names it names `into` from now on. They may be of different companies, but not
  /// of companies of different roles. Answers `into`, whose own members stay.
  [[nodiscard]] core::Result<Person> merge(const access::Call& call, const core::PersonId& from,
                                           const core::PersonId& into);

 private:
  storage::Database* database_;
  std::vector<ReferenceMover*> movers_;
};

}  // namespace tagwerk::directory
