// Purpose: SQL of the settings of talks (schema: talk_settings, talk_spans). Errors: storage errors are thrown.
// Thread-safety: as the Transaction. Locks: the event's row comes first; whoever changes the settings has it alone. Whoever makes a
// wish has the row of the settings alone: of two that wish for each other at the same moment one sees the other.
#pragma once

#include <optional>

#include "engine/core/id.hpp"
#include "engine/meetings/talk_settings.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::meetings {

struct VersionedTalkSettings {
  TalkSettings settings;
  std::int64_t version = 0;
};

[[nodiscard]] std::optional<VersionedTalkSettings> find_talk_settings(storage::Transaction& tx,
                                                                      const core::EventId& event,
                                                                      storage::Lock lock = storage::Lock::none);
/// Whether there were any before or not.
void save_talk_settings(storage::Transaction& tx, const core::EventId& event, const TalkSettings& settings,
                        std::int64_t version, core::Instant now);

}  // namespace tagwerk::meetings
