// Purpose: what commands need that work on the database without a server: the services, who calls, and how a refusal is told.
// Errors: SettingsError without a database; storage errors are thrown. Thread-safety: one thread.
#pragma once

#include <chrono>

#include "api/app/commands.hpp"
#include "api/app/services.hpp"
#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/directory/organization.hpp"

namespace tagwerk::app {

class Offline {
 public:
  /// Throws std::runtime_error for a schema of another version, as `serve` does.
  explicit Offline(const Invocation& invocation);

  [[nodiscard]] Services& services() noexcept { return services_; }
  /// The command line as a caller, an administrator of that organization.
  [[nodiscard]] access::Call call(const core::OrganizationId& organization) const;
  /// The one that --organization names; throws std::runtime_error when there is none.
  [[nodiscard]] directory::Organization organization();

 private:
  const CommandLine& line_;
  Services services_;
};

/// Says what is wrong, one line each ("line 7: role: 'x' is not one of …"), on the error stream; the status to return.
[[nodiscard]] int refuse(const Invocation& call, const core::Error& error);

/// Throws std::runtime_error, whose text says which command mends it, unless the schema is up to date.
void require_schema(storage::Database& database);

}  // namespace tagwerk::app
