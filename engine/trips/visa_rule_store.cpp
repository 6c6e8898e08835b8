#include "engine/trips/visa_rule_store.hpp"

#include <utility>

#include "engine/storage/id_list.hpp"

namespace tagwerk::trips {
namespace {

const std::string select_rules =
    "select id, nationality, country, requirement, max_days, passport_months, source, source_url, as_of, version, created_at, "
    "updated_at from visa_rules ";

VisaRule read_rule(storage::Row& row) {
  VisaRule rule;
  rule.id = row.next<VisaRuleId>();
  rule.key.nationality = row.next<std::string>();
  rule.key.country = row.next<std::string>();
  auto& content = rule.content;
  content.requirement = storage::stored(parse_visa_requirement(row.next<std::string>()));
  content.max_days = row.next<std::optional<int>>();
  content.passport_valid_months_after_return = row.next<std::optional<int>>();
  content.source = row.next<std::string>();
  content.source_url = row.next<std::optional<std::string>>();
  content.as_of = row.next<core::Date>();
  rule.version = row.next<std::int64_t>();
  rule.created_at = row.next<core::Instant>();
  rule.updated_at = row.next<core::Instant>();
  return rule;
}

storage::Binds binds_of(const VisaRule& rule) {
  const auto& content = rule.content;
  return {{"id", rule.id},
          {"requirement", to_text(content.requirement)},
          {"days", content.max_days},
          {"months", content.passport_valid_months_after_return},
          {"source", content.source},
          {"url", content.source_url},
          {"as_of", content.as_of},
          {"version", rule.version},
          {"updated", rule.updated_at}};
}

}  // namespace

std::optional<VisaRule> find_visa_rule(storage::Transaction& tx, const core::OrganizationId& organization,
                                       const VisaRuleKey& key, storage::Lock lock) {
  return tx.select_one(
      storage::locked(
          select_rules + "where organization_id = :org and nationality = :nationality and country = :country", lock),
      {{"org", organization}, {"nationality", key.nationality}, {"country", key.country}}, read_rule);
}

core::Page<VisaRule> list_visa_rules(storage::Transaction& tx, const core::OrganizationId& organization,
                                     const VisaRuleFilter& filter, const core::PageRequest& page) {
  storage::Query query{.sql = select_rules + "where organization_id = :org", .binds = {{"org", organization}}};
  if (filter.nationality) query.also("nationality = :nationality", "nationality", *filter.nationality);
  if (filter.country) query.also("country = :country", "country", *filter.country);
  return storage::list_rows(tx, std::move(query), "", page, read_rule);
}

VisaRules load_visa_rules(storage::Transaction& tx, const core::OrganizationId& organization,
                          const std::set<std::string>& nationalities, const std::set<std::string>& countries) {
  VisaRules rules;
  if (nationalities.empty() || countries.empty()) return rules;
  for (auto& rule :
       tx.select(select_rules + "where organization_id = :org and nationality in " +
                     storage::IdList(nationalities).sql() + " and country in " + storage::IdList(countries).sql(),
                 {{"org", organization}}, read_rule))
    rules.emplace(std::move(rule.key), std::move(rule.content));
  return rules;
}

bool insert_visa_rule(storage::Transaction& tx, const core::OrganizationId& organization, const VisaRule& rule) {
  auto binds = binds_of(rule);
  binds.push_back({"org", organization});
  binds.push_back({"nationality", rule.key.nationality});
  binds.push_back({"country", rule.key.country});
  binds.push_back({"created", rule.created_at});
  return storage::is_new_under("uq_visa_rule", [&] {
    tx.execute(
        "insert into visa_rules (id, organization_id, nationality, country, requirement, max_days, passport_months, source, "
        "source_url, as_of, version, created_at, updated_at) values (:id, :org, :nationality, :country, :requirement, :days, "
        ":months, :source, :url, :as_of, :version, :created, :updated)",
        binds);
  });
}

void update_visa_rule(storage::Transaction& tx, const VisaRule& rule) {
  tx.execute(
      "update visa_rules set requirement = :requirement, max_days = :days, passport_months = :months, source = :source, "
      "source_url = :url, as_of = :as_of, version = :version, updated_at = :updated where id = :id",
      binds_of(rule));
}

void remove_visa_rule(storage::Transaction& tx, const VisaRuleId& rule) {
  tx.execute("delete from visa_rules where id = :id", {{"id", rule}});
}

}  // namespace tagwerk::trips
