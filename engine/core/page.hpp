// Purpose: one page of a list in keyset order (by id, so by time of creation), the same for every list.
// Units: `limit` in items. Thread-safety: values.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::core {

struct PageRequest {
  static constexpr std::size_t default_limit = 50;
  static constexpr std::size_t max_limit = 500;

  std::optional<Uuid> after;  // the last id of the page before
  std::size_t limit = default_limit;
  std::optional<Instant> updated_since;
};

template <class T>
struct Page {
  std::vector<T> items;
  std::optional<Uuid> next_after;  // set when there may be more
};

/// A store asks for limit + 1 rows; this cuts the extra one off and remembers where to go on.
template <class T, class IdOf>
[[nodiscard]] Page<T> cut_page(std::vector<T> rows, std::size_t limit, IdOf&& id_of) {
  Page<T> page;
  if (rows.size() > limit) {
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(limit), rows.end());
    page.next_after = id_of(rows.back());
  }
  page.items = std::move(rows);
  return page;
}

}  // namespace tagwerk::core
