// Purpose: what an import did, or would do under dry_run; all or nothing, so there are no failed rows in it.
// Thread-safety: a value.
#pragma once

#include <cstddef>

namespace tagwerk::core {

struct ImportReport {
  std::size_t rows = 0;  // created + updated + unchanged
  std::size_t created = 0;
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  bool dry_run = false;
  bool operator==(const ImportReport&) const = default;
};

}  // namespace tagwerk::core
