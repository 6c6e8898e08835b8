// Purpose: tells why a registration has its places or not, and how many are before it. Partners and vendors are told of their own.
// Everything is of one moment, without a lock: nobody who registers waits for it.
// Errors: core::not_found (registration). Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/explanation.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class ExplanationService {
 public:
  explicit ExplanationService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<Explanation> explain(const access::Call& call, const core::RegistrationId& registration);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::registration
