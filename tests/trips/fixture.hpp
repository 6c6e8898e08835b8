// Purpose: what the tests of study trips share: a trip to China from 5 to 11 November 2016 and the services below it, over an empty
// database; short ways to register travellers. Thread-safety: one thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

#include "engine/directory/company_service.hpp"
#include "engine/events/event_service.hpp"
#include "engine/events/series_service.hpp"
#include "engine/registration/registration_dependents.hpp"
#include "engine/registration/registration_service.hpp"
#include "tests/support/refusal.hpp"
#include "tests/support/rows.hpp"

namespace tagwerk::test {

struct TripFixture : support::TestRows {
  registration::RegistrationDependents dependents{{}};
  directory::CompanyService companies{database(), {}};
  events::SeriesService series_service{database(), {}};
  events::EventService events{database(), {&dependents}, {}};
  registration::RegistrationService registrations{database(), {}};
  core::OrganizationId other = data.add_organization("other");
  core::EventId trip = make_trip();
  core::CompanyId company = make_company("Systemhaus Süd");

  void later(int seconds) { now += boost::posix_time::seconds(seconds); }

  core::EventId make_event(const std::string& series, events::SeriesKind kind) {
    later(1);
    BOOST_REQUIRE(series_service.create(call(), {.key = series, .name = "Reihe " + series, .kind = kind}));
    return events
        .create(call(), {.series_key = series,
                         .name = "China 2016",
                         .edition_year = 2016,
                         .starts_on = core::Date(2016, 11, 5),
                         .ends_on = core::Date(2016, 11, 11),
                         .time_zone = "Asia/Hong_Kong",
                         .city = "Shenzhen",
                         .country = "CN",
                         .venue = {},
                         .status = events::EventStatus::open,
                         .note = {}})
        .value()
        .id;
  }
  core::EventId make_trip(const std::string& series = "china") {
    return make_event(series, events::SeriesKind::study_trip);
  }
  core::CompanyId make_company(const std::string& name) {
    later(1);
    return companies
        .create(call(), {.name = name, .role = directory::CompanyRole::partner, .region_key = {}, .city = {}})
        .value()
        .id;
  }
  /// A token of that company.
  [[nodiscard]] access::Call call_as(const core::CompanyId& of) const {
    auto caller = call();
    caller.principal.role = access::Role::partner;
    caller.principal.company = of;
    return caller;
  }
  [[nodiscard]] access::Call call_of_stranger() const {
    auto caller = call();
    caller.principal.organization = other;
    return caller;
  }
};

}  // namespace tagwerk::test
