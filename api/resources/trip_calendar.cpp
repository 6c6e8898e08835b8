#include "api/resources/trip_calendar.hpp"

#include <algorithm>
#include <vector>

#include "engine/documents/calendar.hpp"

namespace tagwerk::resources {
namespace {

void add_line(std::string& text, const std::string& line) { text.append(text.empty() ? "" : "\n").append(line); }

std::string description_of(const trips::Item& item) {
  std::string text;
  for (const auto* part : {&item.carrier, &item.number, &item.host, &item.contact, &item.dress, &item.identification}) {
    if (*part) add_line(text, **part);
  }
  if (item.groups.size() == 1) add_line(text, item.groups.front().name);
  if (item.note) add_line(text, *item.note);
  return text;
}

std::string location_of(const trips::Itinerary& itinerary, const trips::Item& item) {
  const auto& place = itinerary.place(item.place);
  auto text = place.address ? place.name + ", " + *place.address : place.name;
  if (item.to) text.append(" – ").append(itinerary.place(*item.to).name);
  return text;
}

}  // namespace

std::string to_trip_calendar(const trips::ToldItinerary& told) {
  const auto& publication = told.publication;
  const auto& itinerary = publication.itinerary;
  std::vector<documents::Appointment> appointments;
  appointments.reserve(publication.items.size());
  for (std::size_t i = 0; i < publication.items.size(); ++i) {
    const auto& item = itinerary.items[i];
    const auto span = trips::span_of(itinerary, item);
    const bool off = told.is_off() && !publication.items[i].cancelled;
    appointments.push_back({.uid = "trip-" + told.event.id.text() + "-" + item.key + "@tagwerk",
                            .sequence = publication.items[i].sequence + (off ? 1 : 0),
                            .summary = item.title,
                            .location = location_of(itinerary, item),
                            .description = description_of(item),
                            .starts_at = span.starts_at,
                            .ends_at = span.ends_at,
                            .cancelled = publication.items[i].cancelled || off,
                            .starts_in = itinerary.place(item.place).time_zone,
                            .ends_in = itinerary.place(item.end_place()).time_zone});
  }
  const auto changed_at =
      told.is_off() ? std::max(publication.published_at, told.event.updated_at) : publication.published_at;
  return documents::calendar_text(
      {.name = told.event.name, .time_zone = told.event.time_zone, .changed_at = changed_at}, appointments);
}

}  // namespace tagwerk::resources
