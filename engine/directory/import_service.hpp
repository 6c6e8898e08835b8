// Purpose: importing companies and people from CSV text (import.hpp says how it is read). All of it or nothing.
// Two imports of one organization at the same time go one after the other, so that the second finds what the first has made.
// Errors: import_too_many_bytes; core::validation_failed with every wrong line. Who may is the route table's business.
// Thread-safety: any thread.
#pragma once

#include <string_view>

#include "engine/access/call.hpp"
#include "engine/core/import_report.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {

class ImportService {
 public:
  explicit ImportService(storage::Database& database) : database_(&database) {}

  /// `dry_run`: checks everything and changes nothing.
  [[nodiscard]] core::Result<core::ImportReport> import_companies(const access::Call& call, std::string_view csv,
                                                                  bool dry_run);
  [[nodiscard]] core::Result<core::ImportReport> import_people(const access::Call& call, std::string_view csv,
                                                               bool dry_run);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::directory
