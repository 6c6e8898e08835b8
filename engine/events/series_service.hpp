// Purpose: what organisers do with series. Everybody of the organization may see them.
// Errors: core::not_found, core::already_exists, core::precondition_failed, core::still_referenced.
// Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/events/observers.hpp"
#include "engine/events/series.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::events {

class SeriesService {
 public:
  /// `observers` hear of deleted series: figures kept under their keys are no more.
  SeriesService(storage::Database& database, std::vector<AttendanceObserver*> observers)
      : database_(&database), observers_(std::move(observers)) {}

  [[nodiscard]] core::Result<Series> create(const access::Call& call, const NewSeries& series);
  [[nodiscard]] core::Result<Series> find(const access::Call& call, const std::string& key);
  [[nodiscard]] core::Page<Series> list(const access::Call& call, const core::PageRequest& page);
  [[nodiscard]] core::Result<Series> change(const access::Call& call, const std::string& key, const SeriesPatch& patch,
                                            const core::ExpectedVersion& expected);
  /// Refused while it has events or recorded figures.
  [[nodiscard]] core::Result<> remove(const access::Call& call, const std::string& key,
                                      const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
  std::vector<AttendanceObserver*> observers_;
};

}  // namespace tagwerk::events
