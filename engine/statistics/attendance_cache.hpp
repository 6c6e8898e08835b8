// Purpose: answers of the attendance trend kept in memory, so that a dashboard is served without the database. What the
// bytes are is the caller's business.
// Freshness: an answer is served for max_age after its computation began, which bounds how late another process's change is
//   seen; a change made in this process ends its series' answers at once, before the one who made it is answered. An answer
//   whose computation began before such a change is never kept (see Ticket).
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
  std::string figures;  // equal for answers that differ in nothing but when they were computed
};

class AttendanceCache final : public events::AttendanceObserver, public directory::ReferenceMover {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::milliseconds max_age{1000};
  /// From this age on the first caller is told to have it computed anew; all are still served until max_age.
  static constexpr std::chrono::milliseconds refresh_age{750};
  static constexpr std::size_t max_entries = 1024;

  /// To be taken before the first read of a computation.
  struct Ticket {
    std::size_t slot = 0;
    std::uint64_t generation = 0;
    Time taken_at;
    bool operator==(const Ticket&) const = default;
  };
  struct Found {
    std::shared_ptr<const CachedAnswer> answer;  // null: none
    bool refresh = false;
  };

  [[nodiscard]] Ticket ticket(const core::OrganizationId& organization, std::string_view series_key, Time now) const;
  /// For answers that depend on other series too: whatever changes ends them.
  [[nodiscard]] Ticket ticket_of_all(Time now) const;
  /// May a computation with that ticket answer who asks now?
  [[nodiscard]] bool serves(const Ticket& ticket, Time now) const;

  /// `key` tells apart the answers of one organization.
  [[nodiscard]] Found find(const core::OrganizationId& organization, std::string_view key, Time now);
  /// The answer that the computation with that ticket gave to the same question.
  [[nodiscard]] std::shared_ptr<const CachedAnswer> find(const core::OrganizationId& organization, std::string_view key,
                                                         const Ticket& ticket) const;
  /// The last answer to that question, however old: whoever has computed the same figures gives it once more.
  [[nodiscard]] std::shared_ptr<const CachedAnswer> last(const core::OrganizationId& organization,
                                                         std::string_view key) const;
  /// Does nothing when the series' figures have changed since the ticket was taken.
  void keep(const core::OrganizationId& organization, std::string_view key, const Ticket& ticket,
            std::shared_ptr<const CachedAnswer> answer);
  [[nodiscard]] std::size_t size() const;

  void attendance_changed(storage::Transaction& tx, const core::OrganizationId& organization,
                          const std::string& series_key) override;
  /// A merge of companies changes how many different ones there were.
  void move_company(storage::Transaction& tx, const access::Call& call, const core::CompanyId& from,
                    const core::CompanyId& into) override;
  void company_role_changed(storage::Transaction& tx, const core::OrganizationId& organization,
                            const core::CompanyId& company) override;

 private:
  // Series share generations by hash: bounded, and a collision only costs a computation.
  static constexpr std::size_t generation_count = 1024;
  static constexpr std::size_t of_all = generation_count;
  struct Entry {
    std::shared_ptr<const CachedAnswer> answer;
    Ticket ticket;
    bool refreshing = false;
  };
  [[nodiscard]] bool is_current(const Ticket& ticket) const noexcept;
  void make_room();
  void forget(std::size_t slot);
  void forget_all();

  mutable std::mutex mutex_;
  std::array<std::uint64_t, generation_count + 1> generations_{};
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace tagwerk::statistics
