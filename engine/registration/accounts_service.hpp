// Purpose: what registrations cost, told to who invoices and to accounts. Companies see the invoices of their own registrations.
// Errors: core::not_found (registration, event). Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/accounts.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class AccountsService {
 public:
  explicit AccountsService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<Invoice> invoice(const access::Call& call, const core::RegistrationId& registration);
  /// Registrations that cost something; a page has so many of them, with all their lines.
  [[nodiscard]] core::Result<core::Page<Account>> accounts(const access::Call& call, const core::EventId& event,
                                                           const core::PageRequest& page);
  [[nodiscard]] core::Result<AccountsSummary> summary(const access::Call& call, const core::EventId& event);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::registration
