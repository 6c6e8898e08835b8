// Purpose: loads a plan through the services, as if organisers had entered it at the time: one unit of work, so that the demo
// association is there whole or not at all, and obeys every rule.
// Errors: std::logic_error when a service refuses what the plan says (our own mistake); storage errors are thrown.
// Thread-safety: any thread.
#pragma once

#include <cstddef>

#include "engine/demo/plan.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::directory {
class CompanyService;
class OrganizationService;
class PersonService;
class RegionService;
}  // namespace tagwerk::directory
namespace tagwerk::events {
class CapacityService;
class EventService;
class SeriesService;
class VenueService;
}  // namespace tagwerk::events
namespace tagwerk::registration {
class CheckInService;
class RegistrationService;
}  // namespace tagwerk::registration
namespace tagwerk::feedback {
class GradeService;
}
namespace tagwerk::trips {
class ItineraryService;
}
namespace tagwerk::statistics {
class AttendanceService;
}

namespace tagwerk::demo {

struct Services {
  directory::OrganizationService& organizations;
  directory::RegionService& regions;
  directory::CompanyService& companies;
  directory::PersonService& people;
  events::SeriesService& series;
  events::VenueService& venues;
  events::EventService& events;
  events::CapacityService& capacity;
  registration::RegistrationService& registrations;
  registration::CheckInService& check_ins;
  feedback::GradeService& grades;
  statistics::AttendanceService& attendance;
  trips::ItineraryService& itineraries;
};

struct LoadReport {
  bool was_there = false;  // then nothing was done
  std::size_t companies = 0;
  std::size_t people = 0;
  std::size_t events = 0;
  std::size_t registrations = 0;
};

[[nodiscard]] LoadReport load(storage::Database& database, const Services& services, const Plan& plan);

}  // namespace tagwerk::demo
