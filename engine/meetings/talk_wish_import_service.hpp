// Purpose: organisers bring many wishes at once. All lines or none. A wish that is there already is left as it is.
// Errors: core::not_found (event), no_talk_settings, core::import_too_many_bytes, core::validation_failed with every wrong line,
// too_many_wishes. Thread-safety: any thread.
#pragma once

#include <string_view>

#include "engine/access/call.hpp"
#include "engine/core/import_report.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

class TalkWishImportService {
 public:
  explicit TalkWishImportService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<core::ImportReport> import_wishes(const access::Call& call, const core::EventId& event,
                                                               std::string_view csv, bool dry_run);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::meetings
