// Purpose: what every CSV import answers, and its parameter. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "engine/core/import_report.hpp"

namespace tagwerk::resources {

struct ImportAnswer {
  std::int64_t rows = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  bool dry_run = false;
};
[[nodiscard]] const json::Object<ImportAnswer>& shape(json::Tag<ImportAnswer>);

[[nodiscard]] ImportAnswer to_answer(const core::ImportReport& report);

/// How every file can be wrong, and how a kind of file can be beside that.
[[nodiscard]] std::vector<const core::ErrorCode*> import_errors(std::vector<const core::ErrorCode*> more);

/// `?dry_run=true`
[[nodiscard]] pipeline::QueryParameter import_dry_run();

}  // namespace tagwerk::resources
