// Purpose: the staff of a participation. Vendors see and change that of their own company only.
// Errors: core::not_found (participation, staff), core::validation_failed (core::reference_not_found,
// registration::person_of_other_company and person_is_staff at /person_id, registration::name_beside_person, absence_is_empty,
// absences_overlap), too_many_staff, no_pass_left, participation_is_cancelled, core::precondition_failed. Thread-safety: any
// thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/vendors/vendor_staff.hpp"

namespace tagwerk::vendors {

class VendorStaffService {
 public:
  explicit VendorStaffService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<VendorStaff> create(const access::Call& call, const VendorParticipationId& participation,
                                                 const StaffWish& wish);
  [[nodiscard]] core::Result<VendorStaff> find(const access::Call& call, const VendorParticipationId& participation,
                                               const VendorStaffId& id);
  [[nodiscard]] core::Result<core::Page<VendorStaff>> list(const access::Call& call,
                                                           const VendorParticipationId& participation,
                                                           const core::PageRequest& page);
  [[nodiscard]] core::Result<VendorStaff> change(const access::Call& call, const VendorParticipationId& participation,
                                                 const VendorStaffId& id, const StaffWish& wish,
                                                 const core::ExpectedVersion& expected);
  /// Also of a participation that is cancelled.
  [[nodiscard]] core::Result<> remove(const access::Call& call, const VendorParticipationId& participation,
                                      const VendorStaffId& id, const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::vendors
