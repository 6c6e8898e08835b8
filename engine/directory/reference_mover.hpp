// Purpose: merging duplicates moves what refers to them; the slices above know what that is. Declared here, implemented
// above (registration …), wired in main. Runs inside the unit of work of the merge, or of the change.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

class ReferenceMover {
 public:
  virtual ~ReferenceMover() = default;
  /// `call` is the merge's: what a mover changes besides the references is in the audit trail under it.
  virtual void move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                            const core::CompanyId& into) = 0;
  virtual void move_person(storage::Transaction& tx, const core::PersonId& from, const core::PersonId& into) = 0;
  /// A company has another role than before: whoever counts companies by their role counts differently now.
  virtual void company_role_changed(storage::Transaction&, const core::OrganizationId&) {}
};

}  // namespace tagwerk::directory
