// Purpose: what the demo association is made of, as plain values: the published figures, and an INVENTED membership and 2016
// season, which say so in their names. The same seed makes the same plan. No real person's name: "Demo", "Person 0123".
// Indices point into the lists of the same plan. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/grade.hpp"
#include "engine/core/time.hpp"
#include "engine/directory/company.hpp"
#include "engine/events/event.hpp"
#include "engine/trips/itinerary.hpp"

namespace tagwerk::demo {

inline constexpr std::uint64_t default_seed = 2016;
inline constexpr std::string_view organization_key = "iteam";
inline constexpr std::string_view organization_name = "iTeam (demo)";
inline constexpr std::string_view home_zone = "Europe/Berlin";

using directory::CompanyRole;
using events::EventStatus;
using events::SeriesKind;

struct PlannedRegion {
  std::string key;
  std::string name;
  bool closed_to_newcomers = false;
};

struct PlannedPerson {
  std::string given_name;
  std::string family_name;
  std::string email;
  std::string job_function;
};

struct PlannedCompany {
  std::string name;
  CompanyRole role = CompanyRole::partner;
  std::optional<std::string> region_key;  // of partners
  std::string city;
  std::vector<PlannedPerson> people;
};

struct PlannedSeries {
  std::string key;
  std::string name;
  SeriesKind kind;
};

struct PlannedRoom {
  std::string name;
  int seats;
};

struct PlannedVenue {
  std::string name;
  std::string city;
  std::string country;
  std::vector<PlannedRoom> rooms;
};

struct PlannedRegistration {
  std::size_t company = 0;
  std::int64_t heads = 1;  // the first ones are the company's people, the rest is named later
  std::int64_t attended = 0;
  std::int64_t hotel_rooms = 0;
  core::Instant registered_at;
};

struct PlannedPool {
  std::string key;
  std::int64_t limit;
};

struct PlannedEvent {
  std::string series_key;
  std::string name;
  core::Date starts_on;
  core::Date ends_on;
  std::string time_zone;
  std::string city;
  std::string country;
  std::optional<std::size_t> venue;
  EventStatus status = EventStatus::planned;  // at the end
  std::string note;
  std::vector<PlannedPool> pools;
  std::vector<PlannedRegistration> registrations;  // in the order of their instants
  std::vector<core::Grade> grades;                 // one for each of the first who attended
  std::optional<trips::Itinerary> itinerary = {};  // of a study trip; published
};

/// Published figures of a series' year.
struct PlannedRecord {
  std::string series_key;
  int year;
  std::int64_t participants;
  bool complete;
  std::string source;
};

struct Plan {
  core::Instant founded_at;   // when everything that is no event was entered
  core::Instant recorded_at;  // when the published figures were entered
  std::vector<PlannedRegion> regions;
  std::vector<PlannedCompany> companies;
  std::vector<PlannedSeries> series;
  std::vector<PlannedVenue> venues;
  std::vector<PlannedEvent> events;
  std::vector<PlannedRecord> records;
};

[[nodiscard]] Plan make_plan(std::uint64_t seed = default_seed);

// What make_plan is made of.
class Random;
void plan_membership(Plan& plan, Random& random);
void plan_season(Plan& plan, Random& random);
[[nodiscard]] trips::Itinerary plan_study_trip();

}  // namespace tagwerk::demo
