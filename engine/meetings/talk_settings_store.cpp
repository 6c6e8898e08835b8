#include "engine/meetings/talk_settings_store.hpp"

#include <utility>
#include <vector>

#include "engine/storage/rows.hpp"

namespace tagwerk::meetings {
namespace {

constexpr std::string_view session_kind = "session";
constexpr std::string_view break_kind = "break";

void load_spans(storage::Transaction& tx, const core::EventId& event, TalkSettings& settings) {
  static_cast<void>(tx.select(
      "select session_key, name, day, starts_at, ends_at from talk_spans where event_id = :event order by kind, "
      "list_position",
      {{"event", event}}, [&](storage::Row& row) {
        const auto key = row.next<std::optional<std::string>>();
        TalkBreak span{.name = row.next<std::string>(),
                       .date = row.next<core::Date>(),
                       .starts_at = {row.next<int>()},
                       .ends_at = {row.next<int>()}};
        if (key) {
          settings.sessions.push_back({*key, std::move(span.name), span.date, span.starts_at, span.ends_at});
        } else {
          settings.breaks.push_back(std::move(span));
        }
        return true;
      }));
}

void insert_spans(storage::Transaction& tx, const core::EventId& event, const TalkSettings& settings) {
  std::vector<std::vector<storage::Value>> rows;
  rows.reserve(settings.sessions.size() + settings.breaks.size());
  int position = 0;
  for (const auto& session : settings.sessions) {
    rows.push_back({event, position++, session_kind, session.key, session.name, session.date, session.starts_at.minutes,
                    session.ends_at.minutes});
  }
  position = 0;
  for (const auto& one : settings.breaks) {
    rows.push_back(
        {event, position++, break_kind, nullptr, one.name, one.date, one.starts_at.minutes, one.ends_at.minutes});
  }
  tx.insert_rows("insert into talk_spans (event_id, list_position, kind, session_key, name, day, starts_at, ends_at)",
                 rows);
}

}  // namespace

std::optional<VersionedTalkSettings> find_talk_settings(storage::Transaction& tx, const core::EventId& event,
                                                        storage::Lock lock) {
  auto found = tx.select_one(
      storage::locked(
          "select slot_minutes, tables, answer_mode, answers_until, max_talks_per_partner, max_talks_per_vendor, "
          "max_talks_per_session, max_consecutive_talks, min_gap_slots, max_break_difference, objective, not_met_since, version "
          "from talk_settings where event_id = :event",
          lock),
      {{"event", event}}, [](storage::Row& row) {
        VersionedTalkSettings it;
        auto& settings = it.settings;
        settings.slot_minutes = row.next<int>();
        settings.tables = row.next<int>();
        settings.answer_mode = storage::stored(parse_answer_mode(row.next<std::string>()));
        settings.answers_until = row.next<std::optional<core::Instant>>();
        settings.max_talks_per_partner = row.next<std::optional<int>>();
        settings.max_talks_per_vendor = row.next<std::optional<int>>();
        settings.max_talks_per_session = row.next<std::optional<int>>();
        settings.max_consecutive_talks = row.next<std::optional<int>>();
        settings.min_gap_slots = row.next<int>();
        settings.max_break_difference = row.next<std::optional<int>>();
        settings.objective = storage::stored(parse_objective(row.next<std::string>()));
        settings.not_met_since = row.next<std::optional<core::Date>>();
        it.version = row.next<std::int64_t>();
        return it;
      });
  if (found) load_spans(tx, event, found->settings);
  return found;
}

void save_talk_settings(storage::Transaction& tx, const core::EventId& event, const TalkSettings& settings,
                        std::int64_t version, core::Instant now) {
  tx.execute(
      "insert into talk_settings (event_id, slot_minutes, tables, answer_mode, answers_until, max_talks_per_partner, "
      "max_talks_per_vendor, max_talks_per_session, max_consecutive_talks, min_gap_slots, max_break_difference, "
      "objective, not_met_since, version, created_at, updated_at) values (:event, :slot, :tables, :mode, :until, :partner, "
      ":vendor, :session, :consecutive, :gap, :difference, :objective, :met, :version, :now, :now) on duplicate key update "
      "slot_minutes = :slot, tables = :tables, answer_mode = :mode, answers_until = :until, max_talks_per_partner = "
      ":partner, max_talks_per_vendor = :vendor, max_talks_per_session = :session, max_consecutive_talks = "
      ":consecutive, min_gap_slots = :gap, max_break_difference = :difference, objective = :objective, not_met_since = :met, version = "
      ":version, updated_at = :now",
      {{"event", event},
       {"slot", settings.slot_minutes},
       {"tables", settings.tables},
       {"mode", to_text(settings.answer_mode)},
       {"until", settings.answers_until},
       {"partner", settings.max_talks_per_partner},
       {"vendor", settings.max_talks_per_vendor},
       {"session", settings.max_talks_per_session},
       {"consecutive", settings.max_consecutive_talks},
       {"gap", settings.min_gap_slots},
       {"difference", settings.max_break_difference},
       {"objective", to_words(settings.objective)},
       {"met", settings.not_met_since},
       {"version", version},
       {"now", now}});
  tx.execute("delete from talk_spans where event_id = :event", {{"event", event}});
  insert_spans(tx, event, settings);
}

}  // namespace tagwerk::meetings
