// Purpose: tickets and badges to be printed: of heads that have a place, and of no others. Partners and vendors get those of
// their own company only.
// Errors: core::not_found; of one head ticket_cancelled and ticket_waitlisted; of several no_badges. Thread-safety: any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/badge.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

class TicketService {
 public:
  explicit TicketService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<Badge> find(const access::Call& call, const core::RegistrationId& registration,
                                         const core::ParticipantId& participant);
  /// Of all its heads that have a place; a registration has no more heads than a document takes.
  [[nodiscard]] core::Result<std::vector<Badge>> badges_of_registration(const access::Call& call,
                                                                        const core::RegistrationId& registration);
  /// Behind the head `after`, or the first ones, by registration; at most `limit`.
  [[nodiscard]] core::Result<core::Page<Badge>> badges_of_event(const access::Call& call, const core::EventId& event,
                                                                const std::optional<core::ParticipantId>& after,
                                                                std::size_t limit);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::registration
