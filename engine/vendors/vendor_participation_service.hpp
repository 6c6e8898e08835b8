// Purpose: what vendors and organizers do with participations: from an enquiry to a confirmation, and what they cost. A vendor's
// token enquires, books what is offered, and cancels for its own company only; it sees no other's.
// Places: whoever takes one holds the event shared and the package's row alone, so that a package is never taken by more vendors
// than its limit (vendor_participation.hpp says who holds a place).
// Errors: core::not_found, core::validation_failed (core::reference_not_found at /company_id and /package, company_is_no_vendor,
// offer_not_in_future), already_participates, no_package_left, participation_transition, package_is_fixed, passes_below_issued,
// participation_is_cancelled, event_takes_no_vendors, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/vendors/vendor_invoice.hpp"
#include "engine/vendors/vendor_participation.hpp"
#include "engine/vendors/vendor_participation_store.hpp"

namespace tagwerk::vendors {

class VendorParticipationService {
 public:
  explicit VendorParticipationService(storage::Database& database) : database_(&database) {}

  /// An enquiry; it takes no place yet.
  [[nodiscard]] core::Result<VendorParticipation> create(const access::Call& call, const core::EventId& event,
                                                         const NewVendorParticipation& wanted);
  [[nodiscard]] core::Result<VendorParticipation> find(const access::Call& call, const VendorParticipationId& id);
  /// Is there such a participation that the caller may see?
  [[nodiscard]] core::Result<> check_visible(const access::Call& call, const VendorParticipationId& id);
  [[nodiscard]] core::Result<core::Page<VendorParticipation>> list(const access::Call& call, const core::EventId& event,
                                                                   ParticipationFilter filter,
                                                                   const core::PageRequest& page);
  /// Another package of an offer needs a place of that one, and as many passes as are given out.
  [[nodiscard]] core::Result<VendorParticipation> change(const access::Call& call, const VendorParticipationId& id,
                                                         const VendorParticipationPatch& patch,
                                                         const core::ExpectedVersion& expected);
  /// Also once more, with another deadline. None: it stays open.
  [[nodiscard]] core::Result<VendorParticipation> offer(const access::Call& call, const VendorParticipationId& id,
                                                        const std::optional<core::Instant>& expires_at);
  /// From now on the price is what the package costs now.
  [[nodiscard]] core::Result<VendorParticipation> book(const access::Call& call, const VendorParticipationId& id);
  [[nodiscard]] core::Result<VendorParticipation> confirm(const access::Call& call, const VendorParticipationId& id);
  /// Its booths are free again; staff and contacts stay with it.
  [[nodiscard]] core::Result<VendorParticipation> cancel(const access::Call& call, const VendorParticipationId& id,
                                                         const std::optional<std::string>& reason);
  /// Also of one that was cancelled, and after the event.
  [[nodiscard]] core::Result<VendorParticipation> put_extra_lines(const access::Call& call,
                                                                  const VendorParticipationId& id,
                                                                  const std::vector<ExtraLine>& lines,
                                                                  const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<VendorInvoice> invoice(const access::Call& call, const VendorParticipationId& id);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::vendors
