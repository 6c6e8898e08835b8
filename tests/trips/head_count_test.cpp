#include "engine/registration/check_in_list_service.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/trips/head_count_service.hpp"
#include "engine/trips/itinerary_service.hpp"
#include "tests/trips/china_trip.hpp"
#include "tests/trips/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using namespace tagwerk::trips;

namespace {

struct OnTheRoad : TripFixture {
  ItineraryService itineraries{database()};
  HeadCountService service{database()};
  registration::CheckInListService lists{database()};
  registration::CheckInService check_ins{database(), {}};

  void publish(const Itinerary& itinerary) {
    later(1);
    BOOST_REQUIRE(itineraries.put(call(), trip, itinerary, {}, false));
    BOOST_REQUIRE(itineraries.publish(call(), trip, {}, {}));
  }
  registration::Registration book(int heads) {
    later(1);
    registration::NewRegistration wanted;
    wanted.company = company;
    wanted.headcount = heads;
    return registrations.register_group(call(), trip, wanted).value();
  }
  void scan(const registration::Participant& head, registration::Direction direction) {
    later(1);
    registration::NewCheckIn check_in;
    check_in.ticket_code = head.ticket_code;
    check_in.list = "park";
    check_in.direction = direction;
    BOOST_REQUIRE(check_ins.check_in(call(), trip, check_in));
  }
  // "park 2/3 hotel": items of a day, and of those that are counted how many are inside of how many.
  std::string on(int day) {
    std::string text;
    const auto told = service.day(call(), trip, core::Date(2016, 11, static_cast<unsigned short>(day))).value();
    for (const auto& one : told.items) {
      text.append(text.empty() ? "" : " ").append(one.item.key);
      if (one.heads)
        text.append(" ")
            .append(std::to_string(one.heads->inside))
            .append("/")
            .append(std::to_string(one.heads->expected));
    }
    return text;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(head_counts, OnTheRoad)

BOOST_AUTO_TEST_CASE(a_day_has_what_begins_or_goes_on_then_by_the_clocks_of_its_places) {
  BOOST_TEST(refusal(service.day(call(), trip, {})) == "no_published_itinerary");
  publish(china_trip());
  BOOST_TEST(on(4) == "");
  BOOST_TEST(on(5) == "flight-out");
  BOOST_TEST(on(6) == "flight-out hotel");
  BOOST_TEST(on(8) == "hotel border huawei inn");
  auto fewer = china_trip();
  std::erase_if(fewer.items, [](const Item& item) { return item.key == "huawei"; });
  publish(fewer);
  BOOST_TEST(on(8) == "hotel border inn");
  BOOST_TEST(refusal(service.day(call_of_stranger(), trip, {})) == "not_found");
  now = core::parse_rfc3339("2016-11-06T23:00:00Z").value();
  BOOST_TEST((service.day(call(), trip, {}).value().day == core::Date(2016, 11, 7)));
}

BOOST_AUTO_TEST_CASE(who_is_missing_at_the_bus_is_said_by_name) {
  publish(china_trip());
  const auto group = book(3);
  BOOST_TEST(on(7) == "hotel park");
  now = core::parse_rfc3339("2016-11-07T01:00:00Z").value();
  BOOST_REQUIRE(lists.create(call(), trip, {.key = "park", .name = "Bus"}));
  BOOST_TEST(on(7) == "hotel park 0/3");
  scan(group.participants[0], registration::Direction::entry);
  scan(group.participants[1], registration::Direction::entry);
  BOOST_TEST(on(7) == "hotel park 2/3");
  scan(group.participants[0], registration::Direction::exit);
  const auto heads = service.day(call(), trip, core::Date(2016, 11, 7)).value().items[1].heads.value();
  BOOST_TEST_REQUIRE(heads.missing.size() == 2U);
  BOOST_TEST((heads.missing[0].participant == group.participants[0].id));
  BOOST_TEST((heads.missing[1].participant == group.participants[2].id));
  BOOST_TEST(heads.missing[0].company_name == "Systemhaus Süd");
  // Whoever does not travel any more is not waited for.
  const auto others = book(2);
  BOOST_TEST(on(7) == "hotel park 1/5");
  later(1);
  BOOST_REQUIRE(registrations.cancel(call(), others.id));
  BOOST_TEST(on(7) == "hotel park 1/3");
}

BOOST_AUTO_TEST_SUITE_END()
