#include "engine/trips/trip_requirements_store.hpp"

#include <sstream>
#include <string>
#include <vector>

#include "engine/storage/rows.hpp"

namespace tagwerk::trips {
namespace {

std::string joined(const std::vector<std::string>& countries) {
  std::string text;
  for (const auto& country : countries) text.append(text.empty() ? "" : " ").append(country);
  return text;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> countries;
  std::istringstream words(text);
  for (std::string country; words >> country;) countries.push_back(country);
  return countries;
}

}  // namespace

VersionedRequirements load_requirements(storage::Transaction& tx, const core::EventId& event) {
  auto found = tx.select_one(
      "select countries, returns_on, passport_days_after_return, health_days_after_return, version from trip_requirements "
      "where event_id = :event",
      {{"event", event}}, [](storage::Row& row) {
        VersionedRequirements it;
        it.content.countries = split(row.next<std::string>());
        it.content.returns_on = row.next<std::optional<core::Date>>();
        it.content.passport_days_after_return = row.next<int>();
        it.content.health_days_after_return = row.next<int>();
        it.version = row.next<std::int64_t>();
        return it;
      });
  if (!found) return {.content = default_requirements(), .version = 0};
  found->content.deadlines =
      tx.select("select requirement, due_on from trip_deadlines where event_id = :event order by list_position",
                {{"event", event}}, [](storage::Row& row) {
                  return Deadline{.requirement = storage::stored(parse_requirement(row.next<std::string>())),
                                  .due_on = row.next<std::optional<core::Date>>()};
                });
  return *std::move(found);
}

void save_requirements(storage::Transaction& tx, const core::EventId& event, const VersionedRequirements& requirements,
                       core::Instant now) {
  const auto& content = requirements.content;
  tx.execute(
      "insert into trip_requirements (event_id, countries, returns_on, passport_days_after_return, health_days_after_return, "
      "version, created_at, updated_at) values (:event, :countries, :returns, :passport, :health, :version, :now, :now) on "
      "duplicate key update countries = :countries, returns_on = :returns, passport_days_after_return = :passport, "
      "health_days_after_return = :health, version = :version, updated_at = :now",
      {{"event", event},
       {"countries", joined(content.countries)},
       {"returns", content.returns_on},
       {"passport", content.passport_days_after_return},
       {"health", content.health_days_after_return},
       {"version", requirements.version},
       {"now", now}});
  tx.execute("delete from trip_deadlines where event_id = :event", {{"event", event}});
  std::vector<std::vector<storage::Value>> rows;
  rows.reserve(content.deadlines.size());
  int position = 0;
  for (const auto& one : content.deadlines) rows.push_back({event, position++, to_text(one.requirement), one.due_on});
  tx.insert_rows("insert into trip_deadlines (event_id, list_position, requirement, due_on)", rows);
}

}  // namespace tagwerk::trips
