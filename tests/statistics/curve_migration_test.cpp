// A database from before changes of heads were kept: what its registrations tell of the past is there, by day.
#include <boost/test/unit_test.hpp>

#include <string>

#include "engine/registration/reconciler.hpp"
#include "engine/statistics/curve_keeper.hpp"
#include "engine/statistics/curve_store.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/migrations.hpp"
#include "tests/support/old_database.hpp"

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

constexpr int days_version = 18;

struct Fixture : support::OldDatabase {
  Fixture() : OldDatabase(days_version) {
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
        "'Europe/Berlin', 'Bonn', 'DE', 'open', :now, :now)",
        {{"id", event}, {"org", organization}, {"series", series}});
    write(database,
          "insert into companies (id, organization_id, name, role, created_at, updated_at) "
          "values (:id, :org, 'C', 'partner', :now, :now)",
          {{"id", company}, {"org", organization}});
  }

  core::RegistrationId registration(std::string_view status, int confirmed, std::string_view registered,
                                    std::optional<std::string_view> cancelled = {},
                                    std::optional<std::string_view> reason = {}) {
    const auto id = core::RegistrationId::make(now);
    write(
        database,
        "insert into registrations (id, organization_id, event_id, company_id, status, waitlist_policy, "
        "confirmed_headcount, waitlisted_headcount, registered_at, cancelled_at, reason, created_at, updated_at) "
        "values (:id, :org, :event, :company, :status, 'none', :confirmed, 0, :registered, :cancelled, :reason, :now, :now)",
        {{"id", id},
         {"org", organization},
         {"event", event},
         {"company", company},
         {"status", status},
         {"confirmed", confirmed},
         {"registered", registered},
         {"cancelled", cancelled},
         {"reason", reason}});
    return id;
  }
  core::ParticipantId head(const core::RegistrationId& of, std::string_view state,
                           std::optional<core::ParticipantId> replaces = {},
                           std::optional<std::string_view> left = {}) {
    const auto id = core::ParticipantId::make(now);
    write(
        database,
        "insert into registration_participants (id, organization_id, event_id, registration_id, list_position, state, "
        "ticket_code, replaces_id, left_at) values (:id, :org, :event, :of, :position, :state, :code, :replaces, :left)",
        {{"id", id},
         {"org", organization},
         {"event", event},
         {"of", of},
         {"position", position},
         {"state", state},
         {"code", "T-" + std::to_string(position)},
         {"replaces", replaces},
         {"left", left}});
    ++position;
    return id;
  }

  core::OrganizationId organization = core::OrganizationId::make(now);
  core::SeriesId series = core::SeriesId::make(now);
  core::EventId event = core::EventId::make(now);
  core::CompanyId company = core::CompanyId::make(now);
  int position = 0;
  storage::Database database{settings};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(curve_migration)

BOOST_FIXTURE_TEST_CASE(what_registrations_tell_of_the_past_is_there_by_day, Fixture) {
  const auto first = registration("confirmed", 2, "2016-03-01 23:30:00");  // the second of March there
  head(first, "confirmed");
  const auto replaced = head(first, "cancelled", {}, "2016-04-01 10:00:00");
  head(first, "confirmed", replaced);
  head(first, "cancelled", {}, "2016-05-01 10:00:00");
  const auto gone = registration("cancelled", 0, "2016-03-03 10:00:00", "2016-03-09 10:00:00");
  head(gone, "cancelled");
  head(gone, "cancelled");
  const auto lapsed = registration("cancelled", 0, "2016-03-04 10:00:00", "2016-03-04 11:00:00", "hold expired");
  head(lapsed, "cancelled");

  BOOST_TEST(!storage::migrate(settings).empty());
  BOOST_TEST(rebuild_due_curves(database).events == 1u);
  BOOST_TEST(rebuild_curves(database).differed == 0u);
  const auto curve = curve_of(database.read([&](storage::Transaction& tx) { return load_days(tx, event); }));
  std::string text;
  for (const auto& point : curve) {
    text += core::to_text(point.day) + " " + std::to_string(point.booked) + " " + std::to_string(point.cancelled) +
            " " + std::to_string(point.net) + " " + std::to_string(point.companies) + "; ";
  }
  BOOST_TEST(text == "2016-03-02 3 0 3 1; 2016-03-03 2 0 5 1; 2016-03-09 0 2 3 1; 2016-05-01 0 1 2 1; ");
  for (const auto& one :
       database.read([](storage::Transaction& tx) { return registration::recount(tx, std::nullopt); }))
    BOOST_TEST(one.table != "registration_head_changes", one.text());
}

BOOST_AUTO_TEST_SUITE_END()
