// Purpose: SQL of what countries ask of travellers (schema: visa_rules). Errors: storage errors are thrown.
// Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"
#include "engine/trips/visa_rule.hpp"

namespace tagwerk::trips {

struct VisaRuleFilter {
  std::optional<std::string> nationality;
  std::optional<std::string> country;
};

[[nodiscard]] std::optional<VisaRule> find_visa_rule(storage::Transaction& tx, const core::OrganizationId& organization,
                                                     const VisaRuleKey& key, storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<VisaRule> list_visa_rules(storage::Transaction& tx, const core::OrganizationId& organization,
                                                   const VisaRuleFilter& filter, const core::PageRequest& page);
/// Of these nationalities for these countries.
[[nodiscard]] VisaRules load_visa_rules(storage::Transaction& tx, const core::OrganizationId& organization,
                                        const std::set<std::string>& nationalities,
                                        const std::set<std::string>& countries);
/// False: there is one meanwhile.
[[nodiscard]] bool insert_visa_rule(storage::Transaction& tx, const core::OrganizationId& organization,
                                    const VisaRule& rule);
void update_visa_rule(storage::Transaction& tx, const VisaRule& rule);
void remove_visa_rule(storage::Transaction& tx, const VisaRuleId& rule);

}  // namespace tagwerk::trips
