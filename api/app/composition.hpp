// Purpose: builds everything from the settings and wires it: the one place that knows all rooms.
// Errors: SettingsError; std::logic_error for a route table that contradicts itself. Nothing connects to the database yet.
// Thread-safety: built and destroyed by one thread; what is in it may be used from any.
#pragma once

#include <atomic>
#include <memory>

#include "api/app/services.hpp"
#include "api/app/settings.hpp"
#include "api/pipeline/log.hpp"
#include "api/pipeline/metrics.hpp"
#include "api/pipeline/pipeline.hpp"
#include "api/pipeline/service_routes.hpp"
#include "engine/access/failed_token_throttle.hpp"
#include "engine/core/secret.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/ticket_key.hpp"
#include "engine/trips/passport_number.hpp"

namespace tagwerk::server {
class Server;
}

namespace tagwerk::app {

class Composition {
 public:
  Composition(const Settings& settings, storage::Settings database, const core::SecretKey& secret);
  ~Composition();
  Composition(const Composition&) = delete;
  Composition& operator=(const Composition&) = delete;

  [[nodiscard]] Services& services() noexcept { return services_; }
  [[nodiscard]] pipeline::Pipeline& pipeline() noexcept { return *pipeline_; }
  /// From now on /readyz and /metrics tell of this server, which must not be asked any more once it is gone.
  void attach(const server::Server& server);

 private:
  [[nodiscard]] pipeline::Readiness readiness();

  Services services_;
  registration::TicketKeys ticket_keys_;
  trips::PassportNumbers passport_numbers_;
  core::SystemClock clock_;
  pipeline::Metrics metrics_;
  pipeline::AccessLog log_;
  access::FailedTokenThrottle failed_tokens_;
  std::atomic<const server::Server*> server_{nullptr};
  std::atomic<bool> schema_is_right_{false};
  std::unique_ptr<pipeline::Pipeline> pipeline_;
};

}  // namespace tagwerk::app
