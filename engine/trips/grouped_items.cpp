#include "engine/trips/grouped_items.hpp"

#include <set>
#include <string>

#include "engine/trips/itinerary_store.hpp"

namespace tagwerk::trips {

std::vector<GroupedItem> load_grouped_items(storage::Transaction& tx, const access::Call& call,
                                            const core::EventId& event) {
  const auto draft = find_draft(tx, event);
  if (!draft) return {};
  auto items = grouped_items(draft->itinerary);
  const auto& company = call.principal.company;
  if (!company) return items;
  std::set<std::string> published;
  const auto told = count_heads(tx, event, company) > 0 ? find_publication(tx, event, {}) : std::nullopt;
  if (told) {
    for (std::size_t i = 0; i < told->items.size(); ++i) {
      if (!told->items[i].cancelled) published.insert(told->itinerary.items[i].key);
    }
  }
  std::erase_if(items, [&](const GroupedItem& item) { return !published.contains(item.key); });
  return items;
}

}  // namespace tagwerk::trips
