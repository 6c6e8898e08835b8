#include "engine/trips/trip.hpp"

#include "tests/trips/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

struct TripOnly : TripFixture {
  std::string found(const access::Call& caller, const core::EventId& id) {
    return database().read([&](storage::Transaction& tx) { return refusal(trips::find_trip(tx, caller, id)); });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(trip_events, TripOnly)

BOOST_AUTO_TEST_CASE(a_trip_is_an_event_of_a_series_of_study_trips) {
  BOOST_TEST(found(call(), trip) == "none");
  BOOST_TEST(found(call_as(company), trip) == "none");
  BOOST_TEST(found(call(), make_event("kongress", events::SeriesKind::congress)) == "not_a_study_trip");
  BOOST_TEST(found(call_of_stranger(), trip) == "not_found");
}

BOOST_AUTO_TEST_SUITE_END()
