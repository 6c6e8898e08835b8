// Purpose: what the audit trail says of an event's settings for talks. Errors: storage errors are thrown.
// Thread-safety: as the Transaction.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "engine/meetings/talk_settings.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

/// `before`: nullptr where there were none.
void record_change(storage::Transaction& tx, const access::Call& call, const core::EventId& event,
                   const TalkSettings* before, const TalkSettings& after);

}  // namespace tagwerk::meetings
