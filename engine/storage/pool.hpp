// Purpose: a bounded number of connections, each leased to one thread at a time. Storage only.
// SOCI's own pool blocks for ever and knows no health. Errors: Unavailable when none became free in time.
// Thread-safety: Pool from any thread; a Lease belongs to one.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "engine/storage/connection.hpp"

namespace tagwerk::storage {

class Pool;

/// Gives its connection back when it goes, without an open transaction.
class Lease {
 public:
  Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {}
  ~Lease();
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;

  [[nodiscard]] Connection& connection() noexcept { return *connection_; }

 private:
  Pool* pool_;
  std::unique_ptr<Connection> connection_;
};

class Pool {
 public:
  /// `settings` must outlive the pool. Opens nothing yet.
  explicit Pool(const Settings& settings);

  /// Waits for a free one, at most `lease_timeout`.
  [[nodiscard]] Lease lease();
  [[nodiscard]] std::size_t leased() const;

 private:
  friend class Lease;
  void give_back(std::unique_ptr<Connection> connection) noexcept;

  const Settings* settings_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> free_;  // the last one given back is the next one leased: it is warm
};

}  // namespace tagwerk::storage
