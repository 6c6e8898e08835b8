// Purpose: rows of all slices for tests of those above them, as their stores write them.
// Thread-safety: one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/id.hpp"
#include "tests/support/test_database.hpp"

namespace tagwerk::support {

struct TestRows {
  TestDatabase& data = TestDatabase::shared();
  core::Instant now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();

  [[nodiscard]] storage::Database& database() const { return data.database(); }
  [[nodiscard]] access::Call call() const { return call_of(data.organization()); }
  [[nodiscard]] access::Call call_of(const core::OrganizationId& organization) const;

  core::SeriesId series(const std::string& key);
  core::SeriesId series_of(const core::OrganizationId& organization, const std::string& key);
  core::EventId event(const core::SeriesId& series, int year, const std::string& status);
  core::CompanyId company(const std::string& role);
  /// Confirmed heads.
  std::vector<core::ParticipantId> register_heads(const core::EventId& event, const core::CompanyId& company,
                                                  int heads);
  void scan(const core::EventId& event, const core::ParticipantId& participant, const std::string& direction,
            const std::string& result);

  /// The actions that the audit trail has of an object, oldest first: "created cancelled".
  [[nodiscard]] std::string trail(const core::Uuid& object);

  std::int64_t execute(std::string_view sql, const storage::Binds& binds);
  std::int64_t count(std::string_view sql, const storage::Binds& binds);
};

}  // namespace tagwerk::support
