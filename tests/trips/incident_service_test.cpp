#include "engine/trips/incident_service.hpp"

#include "engine/trips/incident_keeper.hpp"
#include "engine/trips/itinerary_service.hpp"
#include "tests/trips/travelling.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

struct Incidents : Travelling {
  trips::IncidentService incidents{database()};
  trips::IncidentKeeper forgetting{database()};

  core::Result<trips::Incident> report(const trips::NewIncident& incident) {
    later(1);
    return incidents.report(call(), trip, incident);
  }
  static trips::NewIncident late_bus() {
    trips::NewIncident incident;
    incident.note = "Der Bus kam eine Stunde zu spät";
    return incident;
  }
  void plan() {
    trips::Itinerary itinerary;
    itinerary.places = {
        {.key = "huawei", .name = "Huawei", .country = "CN", .time_zone = "Asia/Shanghai", .address = {}, .hours = {}}};
    trips::Item visit;
    visit.key = "visit";
    visit.title = "Besuch";
    visit.place = "huawei";
    visit.starts = {core::Date(2016, 11, 8), {9 * 60}};
    visit.ends = {core::Date(2016, 11, 8), {12 * 60}};
    itinerary.items = {visit};
    BOOST_REQUIRE(trips::ItineraryService(database()).put(call(), trip, itinerary, core::ExpectedVersion(), false));
  }
  std::int64_t keep(const char* at, std::size_t limit = 100) {
    const auto moment = core::parse_rfc3339(at).value();
    while (forgetting.delete_due(moment, limit)) {
    }
    return count("select count(*) from trip_incidents", {});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(incident_service, Incidents)

BOOST_AUTO_TEST_CASE(an_incident_is_written_down_found_and_resolved) {
  plan();
  const auto anna = traveller();
  auto wish = late_bus();
  wish.severity = trips::IncidentSeverity::serious;
  wish.item = "visit";
  wish.participant = anna.id;
  const auto incident = report(wish).value();
  BOOST_TEST(incident.reported_by == "test");
  BOOST_TEST((incident.happened_at == now));
  BOOST_TEST(!incident.resolution);
  BOOST_TEST((incidents.find(call(), trip, incident.id).value() == incident));
  later(60);
  trips::IncidentPatch patch;
  patch.resolution = std::optional<std::string>("Alle waren rechtzeitig da");
  const auto resolved =
      incidents.change(call(), trip, incident.id, patch, core::ExpectedVersion::one_of({incident.version})).value();
  BOOST_TEST(resolved.version == 2);
  BOOST_TEST(resolved.resolution.value() == "Alle waren rechtzeitig da");
  BOOST_TEST((incidents.list(call(), trip, {}).value().items == std::vector{resolved}));
  BOOST_TEST(refusal(incidents.change(call(), trip, incident.id, patch, core::ExpectedVersion::one_of({1}))) ==
             "precondition_failed");
  // The same once more changes nothing.
  BOOST_TEST(incidents.change(call(), trip, incident.id, patch, core::ExpectedVersion()).value().version == 2);
  patch.resolution = std::optional<std::string>();
  BOOST_TEST(!incidents.change(call(), trip, incident.id, patch, core::ExpectedVersion()).value().resolution);
  BOOST_TEST(trail(incident.id.uuid) == "created changed changed");
}

BOOST_AUTO_TEST_CASE(the_trail_never_says_what_happened) {
  const auto incident = report(late_bus()).value();
  trips::IncidentPatch patch;
  patch.note = "Anna war krank";
  patch.resolution = std::optional<std::string>("Sie war beim Arzt");
  BOOST_REQUIRE(incidents.change(call(), trip, incident.id, patch, core::ExpectedVersion()));
  BOOST_TEST(count("select count(*) from audit_entries where changes like '%Bus%' or changes like '%krank%' or changes "
                   "like '%Arzt%'",
                   {}) == 0);
  BOOST_TEST(count("select count(*) from audit_entries where changes like '%given anew%'", {}) == 1);
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_refused) {
  auto wish = late_bus();
  wish.note = "";
  wish.happened_at = now + boost::posix_time::minutes(6);
  BOOST_TEST(refusal(report(wish)) == "validation_failed /note:wrong_length /happened_at:in_future");
  wish = late_bus();
  wish.happened_at = now + boost::posix_time::minutes(5);
  BOOST_TEST(refusal(report(wish)) == "none");
  wish = late_bus();
  wish.item = "visit";
  BOOST_TEST(refusal(report(wish)) == "validation_failed /item:reference_not_found");
  plan();
  BOOST_TEST(refusal(report(wish)) == "none");
  wish = late_bus();
  wish.participant = core::ParticipantId::make(now);
  BOOST_TEST(refusal(report(wish)) == "validation_failed /participant_id:reference_not_found");
  trips::IncidentPatch patch;
  patch.note = std::string(2001, 'x');
  patch.resolution = std::optional<std::string>("");
  BOOST_TEST(refusal(incidents.change(call(), trip, trips::IncidentId::make(now), patch, core::ExpectedVersion())) ==
             "validation_failed /note:wrong_length /resolution:wrong_length");
}

BOOST_AUTO_TEST_CASE(nobody_finds_those_of_another_trip) {
  const auto incident = report(late_bus()).value();
  const auto elsewhere = make_trip("japan");
  BOOST_TEST(refusal(incidents.find(call(), elsewhere, incident.id)) == "not_found");
  BOOST_TEST(refusal(incidents.find(call_of_stranger(), trip, incident.id)) == "not_found");
  BOOST_TEST(incidents.list(call(), elsewhere, {}).value().items.empty());
  BOOST_TEST(refusal(incidents.list(call_of_stranger(), trip, {})) == "not_found");
  const auto congress = make_event("kongress", events::SeriesKind::congress);
  BOOST_TEST(refusal(incidents.report(call(), congress, late_bus())) == "not_a_study_trip");
}

BOOST_AUTO_TEST_CASE(incidents_go_with_what_was_said_of_health) {
  BOOST_REQUIRE(report(late_bus()));
  BOOST_REQUIRE(report(late_bus()));
  const auto elsewhere = make_trip("japan");
  BOOST_REQUIRE(incidents.report(call(), elsewhere, late_bus()));
  auto wanted = trips::default_requirements();
  wanted.health_days_after_return = 60;
  BOOST_REQUIRE(requirements.put(call(), elsewhere, wanted, core::ExpectedVersion()));
  // Both end on 11 November in Hong Kong, UTC+8.
  BOOST_TEST(keep("2016-12-11T15:59:59Z", 1) == 3);
  BOOST_TEST(keep("2016-12-11T16:00:00Z", 1) == 1);
  BOOST_TEST(keep("2017-01-10T15:59:59Z") == 1);
  BOOST_TEST(keep("2017-01-10T16:00:00Z") == 0);
  BOOST_TEST(trail(trip.uuid) == "created trip_incidents_expired");
}

BOOST_AUTO_TEST_SUITE_END()
