// Purpose: what the directory asks the slices above when a company or a person is merged away or changed: implemented there
// (registration …), wired in main. Runs inside the unit of work of the merge or of the change, under its call: what it changes
// besides is in the audit trail.
// Errors: storage errors are thrown. Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/directory/person.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

class ReferenceMover {
 public:
  virtual ~ReferenceMover() = default;
  /// Before the company's people and tokens are moved.
  virtual void move_company(storage::Transaction&, const access::Call&, const core::CompanyId& /*from*/,
                            const core::CompanyId& /*into*/) {}
  virtual void move_person(storage::Transaction&, const access::Call&, const Person& /*from*/, const Person& /*into*/) {
  }
  /// A person has another name, address or company than before.
  virtual void person_changed(storage::Transaction&, const access::Call&, const Person& /*before*/,
                              const Person& /*after*/) {}
  /// A company has another role than before: whoever counts companies by their role counts differently now.
  virtual void company_role_changed(storage::Transaction&, const core::OrganizationId&, const core::CompanyId&) {}
};

}  // namespace tagwerk::directory
