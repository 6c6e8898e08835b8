// Purpose: organisers ask how many talks fit. Errors: core::not_found (event), no_talk_settings, too_many_talks.
// Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/meetings/talk_capacity.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

class TalkCapacityService {
 public:
  explicit TalkCapacityService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<TalkCapacity> get(const access::Call& call, const core::EventId& event,
                                               const WhatIf& what_if);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::meetings
