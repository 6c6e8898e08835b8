#include "tests/support/rows.hpp"

namespace tagwerk::support {

access::Call TestRows::call_of(const core::OrganizationId& organization) const {
  access::Call call;
  call.principal = {
      .organization = organization, .token = {}, .name = "test", .role = access::Role::admin, .company = {}};
  call.now = now;
  call.request_id = "test";
  return call;
}

std::int64_t TestRows::execute(std::string_view sql, const storage::Binds& binds) {
  return database().transact(nullptr, [&](storage::Transaction& tx) { return tx.execute(sql, binds); });
}

std::int64_t TestRows::count(std::string_view sql, const storage::Binds& binds) {
  return database().read([&](storage::Transaction& tx) { return tx.scalar<std::int64_t>(sql, binds).value_or(0); });
}

core::SeriesId TestRows::series(const std::string& key) { return series_of(data.organization(), key); }

core::SeriesId TestRows::series_of(const core::OrganizationId& organization, const std::string& key) {
  const auto id = core::SeriesId::make(now);
  execute(
      "insert into series (id, organization_id, series_key, name, kind, created_at, updated_at) "
      "values (:id, :organization, :key, 'Reihe', 'congress', :now, :now)",
      {{"id", id}, {"organization", organization}, {"key", key}, {"now", now}});
  return id;
}

core::EventId TestRows::event(const core::SeriesId& series, int year, const std::string& status) {
  const auto id = core::EventId::make(now);
  execute(
      "insert into events (id, organization_id, series_id, name, edition_year, starts_on, ends_on, time_zone, city, country, "
      "status, created_at, updated_at) values (:id, :organization, :series, 'Treffen', :year, '2016-11-10', '2016-11-11', "
      "'Europe/Berlin', 'Bonn', 'DE', :status, :now, :now)",
      {{"id", id},
       {"organization", data.organization()},
       {"series", series},
       {"year", year},
       {"status", status},
       {"now", now}});
  return id;
}

core::CompanyId TestRows::company(const std::string& role) {
  const auto id = core::CompanyId::make(now);
  execute(
      "insert into companies (id, organization_id, name, role, created_at, updated_at) "
      "values (:id, :organization, 'Firma', :role, :now, :now)",
      {{"id", id}, {"organization", data.organization()}, {"role", role}, {"now", now}});
  return id;
}

std::vector<core::ParticipantId> TestRows::register_heads(const core::EventId& event, const core::CompanyId& company,
                                                          int heads) {
  const auto registration = core::RegistrationId::make(now);
  std::vector<core::ParticipantId> participants;
  database().transact(nullptr, [&](storage::Transaction& tx) {
    tx.execute(
        "insert into registrations (id, organization_id, event_id, company_id, status, waitlist_policy, "
        "confirmed_headcount, waitlisted_headcount, registered_at, created_at, updated_at) values (:id, :organization, "
        ":event, :company, 'confirmed', 'none', :heads, 0, :now, :now, :now)",
        {{"id", registration},
         {"organization", data.organization()},
         {"event", event},
         {"company", company},
         {"heads", heads},
         {"now", now}});
    tx.execute(
        "insert into event_companies (event_id, company_id, confirmed_heads) values (:event, :company, :heads) "
        "on duplicate key update confirmed_heads = confirmed_heads + :heads",
        {{"event", event}, {"company", company}, {"heads", heads}});
    std::vector<std::vector<storage::Value>> rows;
    participants.clear();
    for (int i = 0; i < heads; ++i) {
      participants.push_back(core::ParticipantId::make(now));
      rows.push_back(
          {participants.back(), data.organization(), event, registration, i, "confirmed", participants.back().text()});
    }
    tx.insert_rows(
        "insert into registration_participants (id, organization_id, event_id, registration_id, list_position, state, "
        "ticket_code)",
        rows);
    return true;
  });
  return participants;
}

void TestRows::scan(const core::EventId& event, const core::ParticipantId& participant, const std::string& direction,
                    const std::string& result) {
  // The default list has the event's id.
  execute(
      "insert into check_in_lists (id, organization_id, event_id, list_key, name, admits, created_at, updated_at) "
      "values (:event, :organization, :event, 'default', 'Default', 'all', :now, :now) on duplicate key update id = id",
      {{"organization", data.organization()}, {"event", event}, {"now", now}});
  execute(
      "insert into check_ins (id, organization_id, event_id, participant_id, direction, result, scanned_at, recorded_at, "
      "list_id, effective_at) values (:id, :organization, :event, :participant, :direction, :result, :now, :now, :event, "
      ":now)",
      {{"id", core::Uuid::make(now)},
       {"organization", data.organization()},
       {"event", event},
       {"participant", participant},
       {"direction", direction},
       {"result", result},
       {"now", now}});
}

std::string TestRows::trail(const core::Uuid& object) {
  const auto actions = database().read([&](storage::Transaction& tx) {
    return tx.select(
        "select action from audit_entries where organization_id = :organization and object_id = :object order by id",
        {{"organization", data.organization()}, {"object", object}},
        [](storage::Row& row) { return row.next<std::string>(); });
  });
  std::string text;
  for (const auto& action : actions) text.append(text.empty() ? "" : " ").append(action);
  return text;
}

}  // namespace tagwerk::support
