#include "engine/statistics/editions.hpp"

#include <utility>
#include <vector>

#include "engine/statistics/overbooking.hpp"

namespace tagwerk::statistics {
namespace {

std::int64_t count_heads(const std::vector<CompanyHeads>& heads) {
  std::int64_t sum = 0;
  for (const auto& one : heads) sum += one.heads;
  return sum;
}

}  // namespace

Edition edition_of(const EventFacts& event, EditionFacts facts) {
  Edition edition;
  edition.event = event.event;
  edition.year = event.year;
  edition.complete = is_complete(event);
  edition.figures = figures_of(event);
  edition.persons_per_company = ratio_of(edition.figures.participants, edition.figures.companies);
  const auto registered = count_heads(event.confirmed);
  PastEvent past;
  past.registered = registered;
  past.came = count_heads(event.checked_in);
  if (event.progress == Progress::completed && past.counts()) {
    edition.no_shows = registered - past.came;
    edition.no_show_rate = ratio_of(edition.no_shows, registered);
  }
  // Of an event whose registrations were kept elsewhere its places say nothing.
  if (registered > 0) edition.capacity_use = ratio_of(facts.confirmed, facts.places);
  edition.facts = std::move(facts);
  return edition;
}

}  // namespace tagwerk::statistics
