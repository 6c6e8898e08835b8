// Purpose: answers of the attendance trend kept in memory, so that a dashboard is served without the database. What the
// bytes are is the caller's business.
// Freshness: an answer is served for max_age after its computation began, which bounds how late another process's change is
//   seen; a change made in this process ends it at once, before the one who made it is answered. An answer whose computation
//   began before such a change is never kept (see Ticket).
// Bounds: max_entries answers, the oldest leave first. Errors: none. Thread-safety: any thread; find() never blocks for long.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/core/id.hpp"
#include "engine/directory/reference_mover.hpp"
#include "engine/events/observers.hpp"

namespace tagwerk::statistics {

struct CachedAnswer {
  std::shared_ptr<const std::string> body;
  std::shared_ptr<const std::string> gzip;  // null where it is not worth it
  std::string etag;
};

class AttendanceCache final : public events::AttendanceObserver, public directory::ReferenceMover {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::milliseconds max_age{1000};
  /// From this age on one caller is sent to compute anew while the others are still served: no stampede once a second.
  static constexpr std::chrono::milliseconds refresh_age{750};
  static constexpr std::size_t max_entries = 1024;

  /// To be taken before the first read of a computation.
  struct Ticket {
    std::uint64_t generation = 0;
    Time taken_at;
  };

  [[nodiscard]] Ticket ticket(const core::OrganizationId& organization, Time now) const;
  /// `key` tells apart the answers of one organization. From refresh_age on the first caller gets none and computes.
  [[nodiscard]] std::shared_ptr<const CachedAnswer> find(const core::OrganizationId& organization, std::string_view key,
                                                         Time now);
  /// For whoever is about to compute: an answer younger than refresh_age, which somebody else has kept meanwhile.
  [[nodiscard]] std::shared_ptr<const CachedAnswer> find_young(const core::OrganizationId& organization,
                                                               std::string_view key, Time now) const;
  /// Does nothing when the organization's figures have changed since the ticket was taken.
  void keep(const core::OrganizationId& organization, std::string_view key, const Ticket& ticket, CachedAnswer answer);
  [[nodiscard]] std::size_t size() const;

  void attendance_changed(storage::Transaction& tx, const core::OrganizationId& organization) override;
  /// A merge of companies changes how many different ones there were.
  void move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                    const core::CompanyId& into) override;
  void company_role_changed(storage::Transaction& tx, const core::OrganizationId& organization) override;

 private:
  // Organizations share generations by hash: bounded, and a collision only costs a computation.
  static constexpr std::size_t generation_count = 64;
  struct Entry {
    std::shared_ptr<const CachedAnswer> answer;
    Ticket ticket;
    bool refreshing = false;
  };
  [[nodiscard]] static std::size_t slot_of(const core::OrganizationId& organization) noexcept;
  [[nodiscard]] bool is_current(const core::OrganizationId& organization, const Ticket& ticket) const noexcept;
  void make_room();
  void forget(const core::OrganizationId& organization);
  void forget_all();

  mutable std::mutex mutex_;
  std::array<std::uint64_t, generation_count> generations_{};
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace tagwerk::statistics
