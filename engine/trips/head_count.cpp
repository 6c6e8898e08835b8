#include "engine/trips/head_count.hpp"

#include <algorithm>

namespace tagwerk::trips {

std::vector<std::size_t> items_of_day(const Publication& publication, core::Date day) {
  const auto& itinerary = publication.itinerary;
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < itinerary.items.size(); ++i) {
    const auto& item = itinerary.items[i];
    if (!publication.items[i].cancelled && item.starts.date <= day && day <= std::max(item.starts.date, item.ends.date))
      found.push_back(i);
  }
  std::stable_sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
    return span_of(itinerary, itinerary.items[a]).starts_at < span_of(itinerary, itinerary.items[b]).starts_at;
  });
  return found;
}

HeadCount count(const std::vector<registration::PackedTicket>& tickets, const std::set<core::ParticipantId>* only) {
  HeadCount heads;
  for (const auto& ticket : tickets) {
    if (!ticket.on_list || ticket.state != registration::ParticipantState::confirmed) continue;
    if (only != nullptr && !only->contains(ticket.id)) continue;
    ++heads.expected;
    if (ticket.inside) {
      ++heads.inside;
      continue;
    }
    heads.missing.push_back({.participant = ticket.id,
                             .given_name = ticket.given_name,
                             .family_name = ticket.family_name,
                             .company = ticket.company,
                             .company_name = ticket.company_name});
  }
  return heads;
}

}  // namespace tagwerk::trips
