#include "engine/trips/visa_rule_service.hpp"

#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::trips {

namespace {

core::Error no_rule(const VisaRuleKey& key) {
  return core::refusals::not_found("visa rule", core::echo(key.nationality + "/" + key.country));
}

std::optional<std::string> text_of(const std::optional<int>& number) {
  return number ? std::optional(std::to_string(*number)) : std::nullopt;
}

audit::Members members_of(const VisaRule& rule) {
  const auto& content = rule.content;
  return {{"nationality", rule.key.nationality},
          {"country", rule.key.country},
          {"requirement", std::string(to_text(content.requirement))},
          {"max_days", text_of(content.max_days)},
          {"passport_valid_months_after_return", text_of(content.passport_valid_months_after_return)},
          {"source", content.source},
          {"source_url", content.source_url},
          {"as_of", core::to_text(content.as_of)}};
}

void record(storage::Transaction& tx, const access::Call& call, std::string_view action, const VisaRule* before,
            const VisaRule* after) {
  audit::record(tx, call,
                {.object_kind = "visa_rule",
                 .object = (after != nullptr ? after : before)->id.uuid,
                 .action = action,
                 .changes = audit::changes_between(before != nullptr ? members_of(*before) : audit::Members{},
                                                   after != nullptr ? members_of(*after) : audit::Members{})});
}

}  // namespace

core::Result<VisaRule> VisaRuleService::find(const access::Call& call, const VisaRuleKey& key) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<VisaRule> {
    auto rule = find_visa_rule(tx, call.principal.organization, key);
    if (!rule) return no_rule(key);
    return *std::move(rule);
  });
}

core::Page<VisaRule> VisaRuleService::list(const access::Call& call, const VisaRuleFilter& filter,
                                           const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) {
    return list_visa_rules(tx, call.principal.organization, filter, page);
  });
}

core::Result<VisaRule> VisaRuleService::put(const access::Call& call, const VisaRuleKey& key,
                                            const VisaRuleContent& content, const core::ExpectedVersion& expected) {
  if (!core::is_country(key.nationality) || !core::is_country(key.country)) return no_rule(key);
  if (auto wrong = check(content); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<VisaRule> {
    const auto before = find_visa_rule(tx, call.principal.organization, key, storage::Lock::for_update);
    if (!expected.is_met_by(before ? std::optional(before->version) : std::nullopt))
      return core::fail(core::precondition_failed);
    if (!before) {
      const VisaRule made{.id = VisaRuleId::make(call.now),
                          .key = key,
                          .content = content,
                          .created_at = call.now,
                          .updated_at = call.now,
                          .version = core::first_version(call.now)};
      if (!insert_visa_rule(tx, call.principal.organization, made))
        throw storage::Restart("the rule was made meanwhile");
      record(tx, call, "created", nullptr, &made);
      return made;
    }
    if (before->content == content) return *before;
    auto after = *before;
    after.content = content;
    after.updated_at = call.now;
    ++after.version;
    update_visa_rule(tx, after);
    record(tx, call, "changed", &*before, &after);
    return after;
  });
}

core::Result<> VisaRuleService::remove(const access::Call& call, const VisaRuleKey& key,
                                       const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<> {
    const auto rule = find_visa_rule(tx, call.principal.organization, key, storage::Lock::for_update);
    if (!rule) return no_rule(key);
    if (!expected.is_met_by(rule->version)) return core::fail(core::precondition_failed);
    remove_visa_rule(tx, rule->id);
    record(tx, call, "deleted", &*rule, nullptr);
    return {};
  });
}

}  // namespace tagwerk::trips
