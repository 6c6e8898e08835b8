#include "engine/storage/pool.hpp"

#include <stdexcept>

namespace tagwerk::storage {

Lease::~Lease() {
  connection_->end_unit();
  pool_->give_back(std::move(connection_));
}

Pool::Pool(const Settings& settings) : settings_(&settings) {
  if (settings.pool_size == 0) throw std::logic_error("a pool of no connections");
  free_.reserve(settings.pool_size);
  for (std::size_t i = 0; i < settings.pool_size; ++i) free_.push_back(std::make_unique<Connection>(settings));
}

Lease Pool::lease() {
  std::unique_lock lock(mutex_);
  if (!freed_.wait_for(lock, settings_->lease_timeout, [this] { return !free_.empty(); })) {
    throw Unavailable("none of " + std::to_string(settings_->pool_size) + " database connections became free within " +
                      std::to_string(settings_->lease_timeout.count()) + " ms");
  }
  auto connection = std::move(free_.back());
  free_.pop_back();
  return {*this, std::move(connection)};
}

std::size_t Pool::leased() const {
  const std::lock_guard lock(mutex_);
  return settings_->pool_size - free_.size();
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

}  // namespace tagwerk::storage
