// Purpose: the services of the slice `events` over a real database, with dependents and observers that note what they
// hear.
// Thread-safety: one thread per fake.
#pragma once

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/events/capacity_service.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/event_service.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/series_service.hpp"
#include "engine/events/venue_service.hpp"
#include "tests/support/rows.hpp"

namespace tagwerk::test {

class FakeDependents final : public events::EventDependents {
 public:
  std::vector<std::string> names;  // what hangs on every event
  std::vector<core::EventId> cancelled;
  std::vector<core::EventId> raised;
  std::function<void(storage::Transaction&, const core::EventId&)> on_cancelled;
  std::function<void(storage::Transaction&, const core::EventId&)> on_raised;

  std::function<void(const core::EventId&)> on_dependents;

  std::vector<std::string> dependents(storage::Transaction&, const core::EventId& event) override {
    if (on_dependents) on_dependents(event);
    return names;
  }
  void event_cancelled(storage::Transaction& tx, const access::Call&, const core::EventId& event) override {
    cancelled.push_back(event);
    if (on_cancelled) on_cancelled(tx, event);
  }
  void places_freed(storage::Transaction& tx, const access::Call&, const core::EventId& event) override {
    raised.push_back(event);
    if (on_raised) on_raised(tx, event);
  }
};

class CountingObserver final : public events::AttendanceObserver {
 public:
  int heard = 0;
  core::OrganizationId last;
  std::vector<std::string> series;  // of each time
  void attendance_changed(storage::Transaction&, const core::OrganizationId& organization,
                          const std::string& series_key) override {
    ++heard;
    last = organization;
    series.push_back(series_key);
  }
  /// How often since it was asked last.
  int take() { return std::exchange(heard, 0); }
};

struct Fixture : support::TestRows {
  FakeDependents dependents;
  CountingObserver observer;
  events::SeriesService series_service{database(), {&observer}};
  events::VenueService venues{database()};
  events::EventService service{database(), {&dependents}, {&observer}};
  events::CapacityService capacity{database(), {&dependents}};
  core::OrganizationId other = data.add_organization("other");

  Fixture() { make_series("kongress"); }

  events::Series make_series(const std::string& key, events::SeriesKind kind = events::SeriesKind::congress) {
    auto made = series_service.create(call(), {.key = key, .name = "Reihe " + key, .kind = kind});
    BOOST_REQUIRE(made);
    return *std::move(made);
  }
  events::Venue make_venue(const access::Call& by) {
    auto made = venues.create(by, {.name = "Halle", .address = {}, .city = "Bonn", .country = "DE"});
    BOOST_REQUIRE(made);
    return *std::move(made);
  }
  static events::NewEvent an_event() {
    return {.series_key = "kongress",
            .name = "Jahreskongress 2016 – Köln 😀",
            .edition_year = 2016,
            .starts_on = core::Date(2016, 11, 10),
            .ends_on = core::Date(2016, 11, 11),
            .time_zone = "Europe/Berlin",
            .city = "Köln",
            .country = "DE",
            .venue = {},
            .status = events::EventStatus::open,
            .note = "zwei Tage"};
  }
  events::Event make_event(const events::NewEvent& wanted = an_event()) {
    auto made = service.create(call(), wanted);
    BOOST_REQUIRE(made);
    observer.take();
    return *std::move(made);
  }
  void later(int seconds) { now += boost::posix_time::seconds(seconds); }

  std::vector<audit::Entry> trail(const core::Uuid& object) {
    return database()
        .read([&](storage::Transaction& tx) { return audit::list(tx, data.organization(), object, {}); })
        .items;
  }
  /// Takes places as a registration does, without one.
  void take(const core::EventId& event, const std::string& pool, std::int64_t confirmed, std::int64_t held = 0,
            std::int64_t waitlisted = 0) {
    database().transact(nullptr, [&](storage::Transaction& tx) {
      events::ensure_pool(tx, event, pool);
      for (auto& row : events::lock_pools(tx, event)) {
        if (row.key != pool) continue;
        row.confirmed = confirmed;
        row.held = held;
        row.waitlisted = waitlisted;
        events::save_counters(tx, event, std::span(&row, 1));
      }
      return true;
    });
  }
};

/// "/ends_on wrong_order; …", in the order reported.
inline std::string fields_of(const core::Error& error) {
  std::string text;
  for (const auto& field : error.fields()) {
    text.append(text.empty() ? "" : "; ").append(field.pointer).append(" ").append(field.code->code);
  }
  return text;
}

template <class T>
std::string code_of(const core::Result<T>& result) {
  return result ? "ok" : std::string(result.error().code().code);
}

}  // namespace tagwerk::test
