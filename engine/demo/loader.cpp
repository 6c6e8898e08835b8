#include "engine/demo/loader.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/access/token_service.hpp"
#include "engine/directory/company_service.hpp"
#include "engine/directory/organization_service.hpp"
#include "engine/directory/organization_store.hpp"
#include "engine/directory/person_service.hpp"
#include "engine/directory/region_service.hpp"
#include "engine/events/capacity_service.hpp"
#include "engine/events/event_service.hpp"
#include "engine/events/series_service.hpp"
#include "engine/events/venue_service.hpp"
#include "engine/feedback/grade_service.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/registration/registration_service.hpp"
#include "engine/statistics/attendance_service.hpp"
#include "engine/trips/itinerary_service.hpp"

namespace tagwerk::demo {
namespace {

std::string words_of(const core::Error& error) {
  std::string words = error.detail(core::Language::en);
  for (const auto& field : error.fields()) words += " " + field.pointer + ": " + field.detail(core::Language::en);
  return words;
}

// A refusal here means that plan and rules disagree.
template <class T>
T must(core::Result<T> result, const std::string& what) {
  if (!result) throw std::logic_error("the demo's " + what + " is refused: " + words_of(result.error()));
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

class Loader {
 public:
  Loader(storage::Transaction& tx, const Services& services, const Plan& plan)
      : services_(services), plan_(plan), transaction_(&tx) {}

  LoadReport run() {
    add_organization();
    for (const auto& region : plan_.regions) {
      must(services_.regions.create(
               at_founding(),
               {.key = region.key, .name = region.name, .closed_to_newcomers = region.closed_to_newcomers}),
           region.key);
    }
    for (const auto& company : plan_.companies) add_company(company);
    for (const auto& series : plan_.series) {
      must(services_.series.create(at_founding(), {.key = series.key, .name = series.name, .kind = series.kind}),
           series.key);
    }
    for (const auto& venue : plan_.venues) add_venue(venue);
    for (const auto& event : plan_.events) add_event(event);
    for (const auto& record : plan_.records) add_record(record);
    return report_;
  }

 private:
  struct LoadedCompany {
    core::CompanyId id;
    std::vector<core::PersonId> people;
  };

  [[nodiscard]] access::Call at(core::Instant now) const {
    auto call = access::command_line_call(organization_, now);
    call.principal.name = "demo load";
    call.transaction = transaction_;
    return call;
  }

  // A millisecond later each time, so that lists, which go by time of creation, keep the plan's order.
  [[nodiscard]] access::Call at_founding() {
    return at(plan_.founded_at + boost::posix_time::milliseconds(++founded_));
  }

  void add_organization() {
    const auto made = must(services_.organizations.create(at_founding(), {.key = std::string(organization_key),
                                                                          .name = std::string(organization_name),
                                                                          .time_zone = std::string(home_zone)}),
                           "organization");
    organization_ = made.id;
  }

  void add_company(const PlannedCompany& company) {
    LoadedCompany loaded;
    loaded.id =
        must(services_.companies.create(
                 at_founding(),
                 {.name = company.name, .role = company.role, .region_key = company.region_key, .city = company.city}),
             company.name)
            .id;
    for (const auto& person : company.people) {
      loaded.people.push_back(must(services_.people.create(at_founding(), {.company = loaded.id,
                                                                           .given_name = person.given_name,
                                                                           .family_name = person.family_name,
                                                                           .email = person.email,
                                                                           .function = person.job_function}),
                                   person.email)
                                  .id);
    }
    ++report_.companies;
    report_.people += loaded.people.size();
    companies_.push_back(std::move(loaded));
  }

  void add_venue(const PlannedVenue& venue) {
    const auto made = must(
        services_.venues.create(
            at_founding(), {.name = venue.name, .address = std::nullopt, .city = venue.city, .country = venue.country}),
        venue.name);
    for (const auto& room : venue.rooms)
      must(services_.venues.create_room(at_founding(), made.id, {.name = room.name, .seats = room.seats}), room.name);
    venues_.push_back(made.id);
  }

  // Every event begins open, takes its registrations, lets people in, is graded, and then becomes what it is today.
  void add_event(const PlannedEvent& event) {
    const auto created = must(services_.events.create(at_founding(), new_event(event)), event.name);
    must(services_.capacity.put(at_founding(), created.id, limits_of(event), {}), event.name + " capacity");
    std::vector<registration::Participant> present;
    for (const auto& planned : event.registrations) {
      auto registration =
          must(services_.registrations.register_group(at(planned.registered_at), created.id, new_registration(planned)),
               event.name + " registration");
      auto& heads = registration.participants;
      heads.resize(std::min(heads.size(), static_cast<std::size_t>(planned.attended)));
      std::move(heads.begin(), heads.end(), std::back_inserter(present));
    }
    if (event.itinerary) tell(event, created);
    if (event.status == EventStatus::completed) finish(event, created, present);
    ++report_.events;
    report_.registrations += event.registrations.size();
  }

  // Six weeks before it starts.
  void tell(const PlannedEvent& event, const events::Event& created) {
    const auto then = at(core::Instant(event.starts_on - boost::gregorian::days(42), boost::posix_time::hours(10)));
    must(services_.itineraries.put(then, created.id, *event.itinerary, {}, false), event.name + " itinerary");
    must(services_.itineraries.publish(then, created.id, "Invented, as are the travellers.", {}),
         event.name + " publication");
  }

  void finish(const PlannedEvent& event, const events::Event& created,
              const std::vector<registration::Participant>& present) {
    // Doors open at nine, one head every few seconds.
    auto moment = core::Instant(event.starts_on, boost::posix_time::hours(9));
    for (const auto& head : present) {
      moment += boost::posix_time::seconds(7);
      registration::NewCheckIn check_in;
      check_in.ticket_code = head.ticket_code;
      must(services_.check_ins.check_in(at(moment), created.id, check_in), event.name + " check-in");
    }
    const auto after = core::Instant(event.ends_on, boost::posix_time::hours(20));
    for (std::size_t i = 0; i < event.grades.size(); ++i) {
      must(services_.grades.give(at(after), created.id, {.participant = present.at(i).id, .grade = event.grades[i]}),
           event.name + " grade");
    }
    events::EventPatch patch;
    patch.status = EventStatus::completed;
    must(services_.events.change(at(after + boost::posix_time::hours(12)), created.id, patch, {}),
         event.name + " completion");
  }

  [[nodiscard]] events::NewEvent new_event(const PlannedEvent& event) const {
    const bool takes_registrations = event.status != EventStatus::planned;
    return {.series_key = event.series_key,
            .name = event.name,
            .edition_year = event.starts_on.year(),
            .starts_on = event.starts_on,
            .ends_on = event.ends_on,
            .time_zone = event.time_zone,
            .city = event.city,
            .country = event.country,
            .venue = event.venue ? std::optional(venues_.at(*event.venue)) : std::nullopt,
            .status = takes_registrations ? EventStatus::open : EventStatus::planned,
            .note = event.note};
  }

  [[nodiscard]] static std::vector<events::PoolLimit> limits_of(const PlannedEvent& event) {
    std::vector<events::PoolLimit> limits;
    limits.reserve(event.pools.size());
    for (const auto& pool : event.pools) limits.push_back({.key = pool.key, .limit = pool.limit, .overbook = 0});
    return limits;
  }

  [[nodiscard]] registration::NewRegistration new_registration(const PlannedRegistration& planned) const {
    const auto& company = companies_.at(planned.company);
    registration::NewRegistration wish;
    wish.company = company.id;
    wish.headcount = planned.heads;
    for (std::size_t i = 0; i < std::min(company.people.size(), static_cast<std::size_t>(planned.heads)); ++i) {
      registration::Naming naming;
      naming.person = company.people[i];
      wish.participants.push_back(std::move(naming));
    }
    if (planned.hotel_rooms > 0) wish.pools.emplace("hotel_rooms", planned.hotel_rooms);
    return wish;
  }

  void add_record(const PlannedRecord& record) {
    statistics::NewAttendanceRecord figures;
    figures.figures.participants = record.participants;
    figures.source = record.source;
    figures.complete = record.complete;
    must(services_.attendance.put_series_record(at(plan_.recorded_at), record.series_key, record.year, figures, {}),
         record.series_key + " record");
  }

  const Services& services_;
  const Plan& plan_;
  storage::Transaction* transaction_;
  core::OrganizationId organization_;
  std::vector<LoadedCompany> companies_;
  std::vector<core::VenueId> venues_;
  int founded_ = 0;  // objects so far
  LoadReport report_;
};

}  // namespace

LoadReport load(storage::Database& database, const Services& services, const Plan& plan) {
  return database.transact(nullptr, [&](storage::Transaction& tx) {
    if (directory::find_organization_by_key(tx, std::string(organization_key))) return LoadReport{.was_there = true};
    return Loader(tx, services, plan).run();
  });
}

}  // namespace tagwerk::demo
