#include <chrono>
#include <optional>
#include <ostream>
#include <utility>

#include "api/app/commands.hpp"
#include "api/app/offline.hpp"
#include "engine/registration/reconciler.hpp"
#include "engine/storage/migrations.hpp"

namespace tagwerk::app {

int migrate(const Invocation& call) {
  const auto applied = storage::migrate(call.settings.database(call.environment));
  for (const auto& file : applied) call.streams.out << "applied " << file << '\n';
  if (applied.empty()) call.streams.out << "the schema is up to date\n";
  return 0;
}

int doctor(const Invocation& call) {
  // Counting all rows takes as long as it takes.
  auto settings = call.settings.database(call.environment);
  settings.statement_timeout = std::chrono::milliseconds(0);
  settings.read_timeout = std::chrono::hours(6);
  storage::Database database(std::move(settings));
  require_schema(database);
  const bool repairs = call.line.has("repair");
  const auto differences =
      repairs
          ? database.transact(nullptr, [](storage::Transaction& tx) { return registration::repair(tx, std::nullopt); })
          : database.read([](storage::Transaction& tx) { return registration::recount(tx, std::nullopt); });
  for (const auto& difference : differences)
    call.streams.out << (repairs ? "mended: " : "") << difference.text() << '\n';
  if (!differences.empty() && !repairs) return 1;
  call.streams.out << "all counters agree with the registrations\n";
  return 0;
}

}  // namespace tagwerk::app
