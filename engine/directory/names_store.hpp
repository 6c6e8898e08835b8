// Purpose: SQL of the names of companies and people, merged ones too. Errors: storage errors are thrown.
// Thread-safety: as the Transaction.
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/core/id.hpp"
#include "engine/directory/company.hpp"
#include "engine/directory/names.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

struct NamedCompany {
  std::string name;
  CompanyRole role = CompanyRole::partner;
};

[[nodiscard]] std::map<core::CompanyId, NamedCompany> load_named_companies(storage::Transaction& tx,
                                                                           const std::set<core::CompanyId>& companies);
/// Given name and family name.
[[nodiscard]] std::map<core::PersonId, std::string> load_person_names(storage::Transaction& tx,
                                                                      const std::set<core::PersonId>& people);
[[nodiscard]] Names load_names(storage::Transaction& tx, const std::set<core::CompanyId>& companies,
                               const std::set<core::PersonId>& people = {});

}  // namespace tagwerk::directory
