#include <chrono>
#include <optional>
#include <ostream>
#include <utility>

#include "api/app/commands.hpp"
#include "api/app/offline.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/reconciler.hpp"
#include "engine/statistics/curve_keeper.hpp"
#include "engine/statistics/turnout_keeper.hpp"
#include "engine/storage/migrations.hpp"

namespace tagwerk::app {

namespace {

// Counting all rows takes as long as it takes.
storage::Settings patient(const Invocation& call) {
  auto settings = call.settings.database(call.environment);
  settings.statement_timeout = std::chrono::milliseconds(0);
  settings.read_timeout = std::chrono::hours(6);
  return settings;
}

}  // namespace

int migrate(const Invocation& call) {
  const auto applied = storage::migrate(call.settings.database(call.environment));
  for (const auto& file : applied) call.streams.out << "applied " << file << '\n';
  if (applied.empty()) call.streams.out << "the schema is up to date\n";
  storage::Database database(patient(call));
  if (const auto counted = statistics::rebuild_due_curves(database); counted.events > 0)
    call.streams.out << "counted the registrations of " << counted.events << " events by day\n";
  return 0;
}

int rebuild_statistics(const Invocation& call) {
  storage::Database database(patient(call));
  require_schema(database);
  const auto counted = statistics::rebuild_curves(database);
  const auto turnouts = statistics::recount_turnouts(database, core::SystemClock().now());
  call.streams.out << "counted who came to " << turnouts << " completed events\n";
  call.streams.out << "counted the registrations of " << counted.events << " events by day: " << counted.differed
                   << " differed from what was kept\n";
  return 0;
}

int doctor(const Invocation& call) {
  storage::Database database(patient(call));
  require_schema(database);
  const bool repairs = call.line.has("repair");
  const auto differences =
      repairs
          ? database.transact(nullptr, [](storage::Transaction& tx) { return registration::repair(tx, std::nullopt); })
          : database.read([](storage::Transaction& tx) { return registration::recount(tx, std::nullopt); });
  for (const auto& difference : differences)
    call.streams.out << (repairs ? "mended: " : "") << difference.text() << '\n';
  if (!differences.empty() && !repairs) return 1;
  if (repairs) statistics::rebuild_due_curves(database);
  call.streams.out << "all counters agree with the registrations\n";
  return 0;
}

}  // namespace tagwerk::app
