#include "engine/meetings/taking_part.hpp"

#include <utility>

#include "engine/directory/names_store.hpp"
#include "engine/meetings/talk_wish_store.hpp"
#include "engine/vendors/booth_store.hpp"
#include "engine/vendors/vendor_participation_store.hpp"

namespace tagwerk::meetings {

std::vector<TakingPart> load_taking_part(storage::Transaction& tx, const core::EventId& event) {
  auto companies = load_registered_companies(tx, event);
  const auto quotas = vendors::booked_talk_quotas(tx, event);
  const auto tables = vendors::fixed_tables(tx, event);
  for (const auto& [company, quota] : quotas) companies.insert(company);
  std::vector<TakingPart> all;
  for (auto& [id, company] : directory::load_named_companies(tx, companies)) {
    TakingPart one{.company = id,
                   .name = std::move(company.name),
                   .role = company.role,
                   .talk_quota = std::nullopt,
                   .own_tables = {}};
    if (const auto quota = quotas.find(id); quota != quotas.end()) one.talk_quota = quota->second;
    if (const auto own = tables.find(id); own != tables.end()) one.own_tables = own->second;
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace tagwerk::meetings
