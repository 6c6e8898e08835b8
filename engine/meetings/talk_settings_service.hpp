// Purpose: what organisers do with the settings of an event's talks; everybody may read them.
// Errors: core::not_found (event), no_talk_settings, core::validation_failed, core::precondition_failed.
// Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/meetings/talk_settings.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

/// The settings with what comes of them.
struct TalkGrid {
  TalkSettings settings;
  std::string time_zone;
  std::vector<TalkSlot> slots;
  std::int64_t version = 0;
};

class TalkSettingsService {
 public:
  explicit TalkSettingsService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<TalkGrid> get(const access::Call& call, const core::EventId& event);
  /// Replaces them, also the first time. Plans that were made before keep the slots of then.
  [[nodiscard]] core::Result<TalkGrid> put(const access::Call& call, const core::EventId& event,
                                           const TalkSettings& settings, const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::meetings
