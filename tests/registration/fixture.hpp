// Purpose: what the tests of registrations share: all services up to this slice, wired as in the composition, over an empty
// database; short ways to make events, companies and groups. Thread-safety: one thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/directory/company_service.hpp"
#include "engine/directory/person_service.hpp"
#include "engine/events/capacity_service.hpp"
#include "engine/events/event_service.hpp"
#include "engine/events/series_service.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/registration/reconciler.hpp"
#include "engine/registration/registration_dependents.hpp"
#include "engine/registration/registration_reference_mover.hpp"
#include "engine/registration/registration_service.hpp"
#include "tests/support/refusal.hpp"
#include "tests/support/rows.hpp"

namespace tagwerk::test {

using registration::Naming;
using registration::NewRegistration;
using registration::Registration;
using registration::WaitlistPolicy;

class CountingObserver final : public events::AttendanceObserver {
 public:
  int heard = 0;
  void attendance_changed(storage::Transaction&, const core::OrganizationId&, const std::string&) override { ++heard; }
  /// How often since it was asked last.
  int take() { return std::exchange(heard, 0); }
};

struct RegistrationFixture : support::TestRows {
  CountingObserver observer;
  registration::RegistrationDependents dependents{{&observer}};
  registration::RegistrationReferenceMover mover;
  directory::CompanyService companies{database(), {&mover}};
  directory::PersonService people{database(), {&mover}};
  events::SeriesService series_service{database(), {}};
  events::EventService events{database(), {&dependents}, {}};
  events::CapacityService capacity{database(), {&dependents}};
  registration::RegistrationService service{database(), {&observer}};
  registration::CheckInService check_ins{database(), {&observer}};
  core::OrganizationId other = data.add_organization("other");
  core::EventId event = make_event();
  core::CompanyId company = make_company("Systemhaus Süd");

  core::EventId make_event(events::EventStatus status = events::EventStatus::open) {
    const auto known = series_service.create(
        call(), {.key = "kongress", .name = "Jahreskongress", .kind = events::SeriesKind::congress});
    BOOST_REQUIRE((known || known.error().kind() == core::ErrorKind::conflict));
    return events
        .create(call(), {.series_key = "kongress",
                         .name = "Jahreskongress 2016",
                         .edition_year = 2016,
                         .starts_on = core::Date(2016, 11, 10),
                         .ends_on = core::Date(2016, 11, 11),
                         .time_zone = "Europe/Berlin",
                         .city = "Köln",
                         .country = "DE",
                         .venue = {},
                         .status = status,
                         .note = {}})
        .value()
        .id;
  }
  core::CompanyId make_company(const std::string& name) {
    return companies
        .create(call(), {.name = name, .role = directory::CompanyRole::partner, .region_key = {}, .city = {}})
        .value()
        .id;
  }
  core::PersonId make_person(const core::CompanyId& of, const std::string& family_name = "Beispiel") {
    return people
        .create(call(), {.company = of,
                         .given_name = "Anna",
                         .family_name = family_name,
                         .email = "anna@example.org",
                         .function = {}})
        .value()
        .id;
  }
  void set_status(const core::EventId& of, events::EventStatus status) {
    events::EventPatch patch;
    patch.status = status;
    BOOST_REQUIRE(events.change(call(), of, patch, {}));
  }
  void limit(const std::vector<events::PoolLimit>& limits) { BOOST_REQUIRE(capacity.put(call(), event, limits, {})); }
  void later(int seconds) { now += boost::posix_time::seconds(seconds); }

  /// A token of that company.
  [[nodiscard]] access::Call caller_of(const core::CompanyId& of) const {
    auto caller = call();
    caller.principal.role = access::Role::partner;
    caller.principal.company = of;
    return caller;
  }

  [[nodiscard]] static NewRegistration group(const core::CompanyId& of, std::int64_t heads,
                                             WaitlistPolicy waitlist = WaitlistPolicy::none, std::int64_t rooms = 0) {
    NewRegistration wish;
    wish.company = of;
    wish.headcount = heads;
    wish.waitlist = waitlist;
    if (rooms > 0) wish.pools["hotel_rooms"] = rooms;
    return wish;
  }
  core::Result<Registration> enter(const core::CompanyId& of, std::int64_t heads,
                                   WaitlistPolicy waitlist = WaitlistPolicy::none, std::int64_t rooms = 0) {
    later(1);
    return service.register_group(call(), event, group(of, heads, waitlist, rooms));
  }
  core::Result<Registration> enter(std::int64_t heads, WaitlistPolicy waitlist = WaitlistPolicy::none,
                                   std::int64_t rooms = 0) {
    return enter(make_company("Firma"), heads, waitlist, rooms);
  }
  Registration read(const core::RegistrationId& id) { return service.find(call(), id).value(); }

  core::Result<registration::CheckedIn> scan(const std::string& ticket,
                                             registration::Direction direction = registration::Direction::entry,
                                             bool forced = false) {
    later(1);
    return check_ins.check_in(call(), event,
                              {.ticket_code = ticket, .direction = direction, .at = {}, .nonce = {}, .forced = forced});
  }

  /// "participants 3+1/4; companies 2+0; hotel_rooms 1+0/2": confirmed + waitlisted / limit, as listed.
  std::string places() {
    std::ostringstream text;
    const auto now_taken = capacity.get(call(), event).value();
    for (const auto& pool : now_taken.pools) {
      text << (text.tellp() > 0 ? "; " : "") << pool.key << " " << pool.confirmed << "+" << pool.waitlisted;
      if (pool.limit) text << "/" << *pool.limit;
    }
    return text.str();
  }
  /// What does not add up; "" is what it should be.
  std::string differences() {
    std::string text;
    for (const auto& difference :
         database().read([](storage::Transaction& tx) { return registration::recount(tx, std::nullopt); }))
      text.append(difference.text()).append("\n");
    return text;
  }
};

/// "partly_confirmed 2+1; confirmed confirmed waitlisted": status, headcounts, the heads' states in the order of the list.
inline std::string text_of(const Registration& registration) {
  std::ostringstream text;
  text << to_text(registration.status) << " " << registration.heads.confirmed << "+" << registration.heads.waitlisted;
  for (const auto& [key, share] : registration.pools)
    text << " " << key << " " << share.confirmed << "+" << share.waitlisted;
  const char* separator = "; ";
  for (const auto& head : registration.participants) text << std::exchange(separator, " ") << to_text(head.state);
  return text.str();
}

}  // namespace tagwerk::test
