// Purpose: what the audit trail says of a wish. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string_view>

#include "engine/access/call.hpp"
#include "engine/audit/audit.hpp"
#include "engine/meetings/talk_wish.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

[[nodiscard]] audit::Members members_of(const TalkWish& wish);
void record_wish(storage::Transaction& tx, const access::Call& call, std::string_view action,
                 const std::optional<TalkWish>& before, const TalkWish& after);

}  // namespace tagwerk::meetings
