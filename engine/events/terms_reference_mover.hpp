// Purpose: contingents of a company that is merged into another are that one's from then on.
// Errors: storage errors are thrown. Thread-safety: any thread.
#pragma once

#include "engine/directory/reference_mover.hpp"

namespace tagwerk::events {

class TermsReferenceMover final : public directory::ReferenceMover {
 public:
  void move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                    const core::CompanyId& into) override;
};

}  // namespace tagwerk::events
