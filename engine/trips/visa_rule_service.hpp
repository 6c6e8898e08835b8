// Purpose: what organizers keep of what countries ask of travellers; everybody of the organization reads it.
// Errors: core::not_found, core::validation_failed, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/visa_rule.hpp"
#include "engine/trips/visa_rule_store.hpp"

namespace tagwerk::trips {

class VisaRuleService {
 public:
  explicit VisaRuleService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<VisaRule> find(const access::Call& call, const VisaRuleKey& key);
  [[nodiscard]] core::Page<VisaRule> list(const access::Call& call, const VisaRuleFilter& filter,
                                          const core::PageRequest& page);
  /// Also the first time. A key that is no pair of countries is of nothing.
  [[nodiscard]] core::Result<VisaRule> put(const access::Call& call, const VisaRuleKey& key,
                                           const VisaRuleContent& content, const core::ExpectedVersion& expected);
  [[nodiscard]] core::Result<> remove(const access::Call& call, const VisaRuleKey& key,
                                      const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
