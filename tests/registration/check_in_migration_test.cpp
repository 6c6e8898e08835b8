// A database that has scans from before there were lists: who is inside stays inside.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <vector>

#include "engine/registration/reconciler.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/migrations.hpp"
#include "tests/support/old_database.hpp"

using namespace tagwerk;

namespace {

constexpr int lists_version = 6;

struct Fixture : support::OldDatabase {
  Fixture() : OldDatabase(lists_version) {}

  core::OrganizationId organization = core::OrganizationId::make(now);
  core::EventId event = core::EventId::make(now);
  std::vector<core::ParticipantId> heads;

  void fill(storage::Database& database) {
    const auto series = core::SeriesId::make(now);
    const auto company = core::CompanyId::make(now);
    const auto registration = core::RegistrationId::make(now);
    write(database,
          "insert into organizations (id, organization_key, name, time_zone, created_at, updated_at) values (:id, 'o', "
          "'O', 'UTC', :now, :now)",
          {{"id", organization}});
    write(database,
          "insert into series (id, organization_id, series_key, name, kind, created_at, updated_at) "
          "values (:id, :org, 's', 'S', 'other', :now, :now)",
          {{"id", series}, {"org", organization}});
    write(
        database,
        "insert into events (id, organization_id, series_id, name, edition_year, starts_on, ends_on, time_zone, city, "
        "country, status, created_at, updated_at) values (:id, :org, :series, 'E', 2016, '2016-11-10', '2016-11-10', "
        "'UTC', 'Bonn', 'DE', 'open', :now, :now)",
        {{"id", event}, {"org", organization}, {"series", series}});
    write(database,
          "insert into companies (id, organization_id, name, role, created_at, updated_at) "
          "values (:id, :org, 'C', 'partner', :now, :now)",
          {{"id", company}, {"org", organization}});
    write(database,
          "insert into registrations (id, organization_id, event_id, company_id, status, waitlist_policy, "
          "confirmed_headcount, waitlisted_headcount, registered_at, created_at, updated_at) "
          "values (:id, :org, :event, :company, 'confirmed', 'none', 2, 0, :now, :now, :now)",
          {{"id", registration}, {"org", organization}, {"event", event}, {"company", company}});
    for (int i = 0; i < 2; ++i) {
      heads.push_back(core::ParticipantId::make(now));
      write(
          database,
          "insert into registration_participants (id, organization_id, event_id, registration_id, list_position, state, "
          "ticket_code) values (:id, :org, :event, :registration, :position, 'confirmed', :code)",
          {{"id", heads.back()},
           {"org", organization},
           {"event", event},
           {"registration", registration},
           {"position", i},
           {"code", "T-" + std::to_string(i)}});
    }
  }
  void scan(storage::Database& database, std::size_t head, std::string_view direction, std::string_view result,
            int minute) const {
    write(database,
          "insert into check_ins (id, organization_id, event_id, participant_id, direction, result, scanned_at, "
          "recorded_at, ticket_code) values (:id, :org, :event, :head, :direction, :result, :now, :at, 'T')",
          {{"id", core::Uuid::make(now)},
           {"org", organization},
           {"event", event},
           {"head", heads[head]},
           {"direction", direction},
           {"result", result},
           {"at", now + boost::posix_time::minutes(minute)}});
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(check_in_migration)

BOOST_FIXTURE_TEST_CASE(who_was_inside_before_there_were_lists_is_inside_by_the_default_one, Fixture) {
  storage::Database database(settings);
  fill(database);
  scan(database, 0, "entry", "ok", 0);
  scan(database, 0, "exit", "ok", 1);
  scan(database, 0, "entry", "ok", 2);
  scan(database, 0, "entry", "already_checked_in", 3);
  scan(database, 1, "entry", "ok", 0);
  scan(database, 1, "exit", "ok", 1);
  BOOST_TEST(!storage::migrate(settings).empty());
  const auto text = database.read([&](storage::Transaction& tx) {
    std::string states;
    for (const auto& head : heads) {
      states += tx.scalar<std::string>(
                      "select concat(inside, ' ', entries, ' ', last_at, '; ') from check_in_states "
                      "where participant_id = :head and list_id = :event",
                      {{"head", head}, {"event", event}})
                    .value_or("none; ");
    }
    return states;
  });
  BOOST_TEST(text == "1 2 2016-11-10 09:02:00.000000; 0 1 2016-11-10 09:01:00.000000; ");
  const auto differences =
      database.read([](storage::Transaction& tx) { return registration::recount(tx, std::nullopt); });
  BOOST_TEST(std::none_of(differences.begin(), differences.end(),
                          [](const registration::Difference& one) { return one.table == "check_in_states"; }));
}

BOOST_AUTO_TEST_SUITE_END()
