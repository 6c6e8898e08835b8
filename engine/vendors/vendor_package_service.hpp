// Purpose: what organizers do with the packages that vendors can book at an event; vendors read them.
// Errors: core::not_found (event, package), core::validation_failed, core::already_exists, too_many_vendor_packages,
// package_limit_below_taken, passes_below_issued, core::still_referenced (participations, cancelled ones too),
// core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <string>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/vendors/vendor_package.hpp"

namespace tagwerk::vendors {

class VendorPackageService {
 public:
  explicit VendorPackageService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<VendorPackage> create(const access::Call& call, const core::EventId& event,
                                                   const NewVendorPackage& wanted);
  [[nodiscard]] core::Result<VendorPackage> find(const access::Call& call, const core::EventId& event,
                                                 const std::string& key);
  /// By id.
  [[nodiscard]] core::Result<core::Page<VendorPackage>> list(const access::Call& call, const core::EventId& event,
                                                             const core::PageRequest& page);
  /// What is booked keeps its price.
  [[nodiscard]] core::Result<VendorPackage> change(const access::Call& call, const core::EventId& event,
                                                   const std::string& key, const VendorPackagePatch& patch,
                                                   const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const core::EventId& event, const std::string& key,
                                      const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::vendors
