// Purpose: what organisers do with companies. A token of a company sees its own company and no other.
// Errors: core::validation_failed (core::reference_not_found at /region_key), core::not_found, core::gone_merged (of a company
// that was merged), core::precondition_failed, core::still_referenced, company_role_unfit_for_token, merge_across_roles;
// merge_into_itself, core::gone_merged and core::reference_not_found at /into.
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
#include "engine/directory/company.hpp"
#include "engine/directory/reference_mover.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

class CompanyService {
 public:
  /// `movers` move at a merge what the slices above keep about companies; they outlive the service.
  CompanyService(storage::Database& database, std::vector<ReferenceMover*> movers)
      : database_(&database), movers_(std::move(movers)) {}

  [[nodiscard]] core::Result<Company> create(const access::Call& call, const NewCompany& company);
  [[nodiscard]] core::Result<Company> find(const access::Call& call, const core::CompanyId& id);
  /// May the caller know of it? Also true of one that was merged: its addresses say so.
  [[nodiscard]] core::Result<> require_visible(const access::Call& call, const core::CompanyId& id);
  [[nodiscard]] core::Page<Company> list(const access::Call& call, CompanyFilter filter, const core::PageRequest& page);
  [[nodiscard]] core::Result<Company> change(const access::Call& call, const core::CompanyId& id,
                                             const CompanyPatch& patch, const core::ExpectedVersion& expected);
  /// Refused while it has people, tokens or registrations.
  [[nodiscard]] core::Result<> remove(const access::Call& call, const core::CompanyId& id,
                                      const core::ExpectedVersion& expected);
  /// `from` is a duplicate of `into`: its people, tokens and registrations move there. Answers `into`, whose own members stay.
  [[nodiscard]] core::Result<Company> merge(const access::Call& call, const core::CompanyId& from,
                                            const core::CompanyId& into);

 private:
  storage::Database* database_;
  std::vector<ReferenceMover*> movers_;
};

}  // namespace tagwerk::directory
