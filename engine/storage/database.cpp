#include "engine/storage/database.hpp"

#include <spdlog/spdlog.h>

#include <mutex>
#include <stdexcept>

#include "engine/storage/connection.hpp"
#include "engine/storage/pool.hpp"
#include "engine/storage/unit_of_work.hpp"

namespace tagwerk::storage {
namespace {

using Work = std::function<bool(Transaction&)>;
using Actions = std::vector<std::function<void()>>;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds health_is_good_for{250};

// Connecting and asking each get half of the time; the client library counts whole seconds.
Settings for_health(Settings settings) {
  settings.connect_timeout = std::max(settings.connect_timeout / 2, std::chrono::milliseconds(1000));
  settings.read_timeout = settings.connect_timeout;
  settings.ping_after_idle = std::chrono::hours(24);  // asking is the sign of life
  settings.only_units = false;
  return settings;
}

// What changes nothing may be asked once more when the connection turns out to be dead.
template <class Ask>
auto ask_again_after_loss(Connection& connection, const Settings& settings, Ask&& ask) {
  Attempts attempts(settings);
  for (;;) {
    try {
      connection.make_ready();
      return ask();
    } catch (const ConnectionLost&) {
      if (!attempts.again_after_loss()) throw;
    }
  }
}

// The transaction is over before anybody is told: they may wait for a connection of their own.
void run_actions(const Actions& actions) noexcept {
  for (const auto& action : actions) {
    try {
      action();
    } catch (const std::exception& error) {
      spdlog::error("an action after a commit failed: {}", error.what());
    }
  }
}

}  // namespace

struct Database::State {
  explicit State(Settings given)
      : settings(std::move(given)), pool(settings), health_settings(for_health(settings)), health(health_settings) {}

  // One run from start to end. The actions are those of a committed unit.
  static Actions run_once(Connection& connection, const Work& work) {
    connection.make_ready();
    Transaction tx(connection, true);
    connection.begin_unit();
    const bool accepted = work(tx);
    connection.require_sound();  // a doomed unit is neither committed nor believed, whoever swallowed the exception
    if (!accepted) return {};
    connection.commit_unit();
    return std::move(tx.on_commit_);
  }

  // Until it is committed or refused, or must be given up; all but a lost COMMIT leaves nothing behind.
  static Actions run_unit(Connection& connection, const Settings& settings, const Work& work) {
    Attempts attempts(settings);
    for (;;) {
      try {
        return run_once(connection, work);
      } catch (const Restart&) {
        connection.end_unit();
        attempts.again_after_restart();
      } catch (const ConnectionLost&) {
        connection.end_unit();
        if (!attempts.again_after_loss()) throw;
      }
    }
  }

  static void run_read(Connection& connection, const Settings& settings, const Work& work) {
    ask_again_after_loss(connection, settings, [&] {
      Transaction tx(connection, false);
      return work(tx);
    });
  }

  static void run_snapshot(Connection& connection, const Settings& settings, const Work& work) {
    ask_again_after_loss(connection, settings, [&] {
      Transaction tx(connection, false);
      try {
        connection.begin_snapshot();
        work(tx);
      } catch (...) {
        connection.end_unit();
        throw;
      }
      connection.end_unit();
    });
  }

  // Part of a unit: what it did is undone by itself when it is refused or throws. In a doomed unit every command throws
  // the reason, so it reaches the outermost.
  static void run_joined(Transaction& tx, const Work& work) {
    tx.require_unit();
    auto& connection = tx.connection();
    const auto savepoint = connection.next_savepoint();
    const auto actions = tx.on_commit_.size();
    const auto undo = [&] {
      tx.on_commit_.resize(actions);
      connection.command("rollback to savepoint " + savepoint);
    };
    connection.command("savepoint " + savepoint);
    try {
      if (work(tx)) return connection.command("release savepoint " + savepoint);
    } catch (...) {
      undo();
      throw;
    }
    undo();
  }

  const Settings settings;
  Pool pool;

  const Settings health_settings;
  std::mutex health_mutex;
  Connection health;
  Health last_health;
  Clock::time_point health_asked{};
};

Database::Database(Settings settings) : state_(std::make_unique<State>(std::move(settings))) {}

Database::~Database() = default;

void Database::run(bool writes, Transaction* joined, const Work& work) {
  if (joined != nullptr) return State::run_joined(*joined, work);
  if (!writes && state_->settings.only_units) throw std::logic_error("a read where there are only units of work");
  Actions actions;
  {
    auto lease = state_->pool.lease();
    if (!writes) return State::run_read(lease.connection(), state_->settings, work);
    actions = State::run_unit(lease.connection(), state_->settings, work);
  }
  run_actions(actions);
}

void Database::run_at_once(const Work& work) {
  auto lease = state_->pool.lease();
  State::run_snapshot(lease.connection(), state_->settings, work);
}

Database::Health Database::check() noexcept {
  const std::lock_guard lock(state_->health_mutex);
  auto& health = state_->last_health;
  if (Clock::now() - state_->health_asked < health_is_good_for) return health;
  try {
    health = {true, ask_again_after_loss(state_->health, state_->health_settings,
                                         [&] { return state_->health.ask("select version()").value_or(""); })};
  } catch (const std::exception& error) {
    state_->health.close();
    health = {false, error.what()};
  }
  state_->health_asked = Clock::now();
  return health;
}

Database::PoolState Database::pool() const noexcept {
  return {.size = state_->settings.pool_size, .leased = state_->pool.leased()};
}

const Settings& Database::settings() const noexcept { return state_->settings; }

}  // namespace tagwerk::storage
