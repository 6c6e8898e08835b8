#include "engine/trips/trip_book.hpp"

#include <utility>

#include "engine/core/time_zone.hpp"
#include "engine/trips/trip_account_store.hpp"
#include "engine/trips/trip_price_store.hpp"

namespace tagwerk::trips {

core::Date today_at(const events::Event& event, core::Instant now) {
  return core::local_date(now, event.time_zone).value_or(now.date());
}

TripBook load_book(storage::Transaction& tx, const events::Event& event, core::Date as_of,
                   const std::optional<core::CompanyId>& company) {
  TripBook book;
  book.as_of = as_of;
  book.prices = load_prices(tx, event.id).prices;
  const TripDays days{
      .departure = event.starts_on, .as_of = as_of, .is_cancelled = event.status == events::EventStatus::cancelled};
  const auto terms = load_all_terms(tx, event.id);
  auto entries = load_all_entries(tx, event.id);
  for (auto& traveller : load_paying_heads(tx, event, {.registration = {}, .company = company})) {
    BookedTraveller row;
    if (const auto found = entries.find(traveller.id); found != entries.end()) row.entries = std::move(found->second);
    if (!traveller.had_place && row.entries.empty()) continue;
    if (book.prices) {
      const auto agreed = terms.find(traveller.id);
      row.account = account_of(*book.prices, agreed == terms.end() ? TravellerTerms{} : agreed->second.terms, traveller,
                               row.entries, days);
      add(book.totals, *row.account);
    }
    row.traveller = std::move(traveller);
    book.travellers.push_back(std::move(row));
  }
  return book;
}

}  // namespace tagwerk::trips
