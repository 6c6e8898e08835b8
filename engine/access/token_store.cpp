#include "engine/access/token_store.hpp"

#include <stdexcept>

#include "engine/access/role.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::access {
namespace {

constexpr std::string_view columns =
    "select id, organization_id, name, role, company_id, created_at, updated_at, revoked_at, version from access_tokens ";

Role role_of(const std::string& text) {
  if (const auto role = parse_role(text)) return *role;
  throw std::logic_error("access_tokens.role holds '" + text + "'");
}

Token read_token(storage::Row& row) {
  return {.id = row.next<core::TokenId>(),
          .organization = row.next<core::OrganizationId>(),
          .name = row.next<std::string>(),
          .role = role_of(row.next<std::string>()),
          .company = row.next<std::optional<core::CompanyId>>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .revoked_at = row.next<std::optional<core::Instant>>(),
          .version = row.next<std::int64_t>()};
}

std::optional<Token> find(storage::Transaction& tx, const core::OrganizationId& organization, const core::TokenId& id,
                          storage::Lock lock) {
  return tx.select_one(storage::locked(std::string(columns) + "where organization_id = :org and id = :id", lock),
                       {{"org", organization}, {"id", id}}, read_token);
}

}  // namespace

void insert_token(storage::Transaction& tx, const Token& token, const std::string& hash) {
  tx.execute(
      "insert into access_tokens"
      " (id, organization_id, name, role, company_id, token_hash, version, created_at, updated_at, revoked_at)"
      " values (:id, :org, :name, :role, :company, :hash, :version, :created, :updated, null)",
      {{"id", token.id},
       {"org", token.organization},
       {"name", token.name},
       {"role", to_text(token.role)},
       {"company", token.company},
       {"hash", storage::Binary{hash}},
       {"version", token.version},
       {"created", token.created_at},
       {"updated", token.updated_at}});
}

std::optional<Token> find_token(storage::Transaction& tx, const core::OrganizationId& organization,
                                const core::TokenId& id) {
  return find(tx, organization, id, storage::Lock::none);
}

std::optional<Token> lock_token(storage::Transaction& tx, const core::OrganizationId& organization,
                                const core::TokenId& id) {
  return find(tx, organization, id, storage::Lock::for_update);
}

std::optional<Token> find_valid_token(storage::Transaction& tx, const std::string& hash) {
  return tx.select_one(std::string(columns) + "where token_hash = :hash and revoked_at is null",
                       {{"hash", storage::Binary{hash}}}, read_token);
}

core::Page<Token> list_tokens(storage::Transaction& tx, const core::OrganizationId& organization,
                              const TokenFilter& filter, const core::PageRequest& page) {
  storage::Query query{std::string(columns) + "where organization_id = :org", {{"org", organization}}};
  if (filter.role) query.also("role = :role", "role", to_text(*filter.role));
  if (filter.company) query.also("company_id = :company", "company", *filter.company);
  if (filter.revoked) query.also(*filter.revoked ? "revoked_at is not null" : "revoked_at is null");
  return storage::list_rows(tx, std::move(query), "", page, read_token);
}

std::vector<core::TokenId> lock_valid_admin_tokens(storage::Transaction& tx, const core::OrganizationId& organization) {
  return tx.select(
      "select id from access_tokens where organization_id = :org and role = 'admin' and revoked_at is null"
      " order by id for update",
      {{"org", organization}}, [](storage::Row& row) { return row.next<core::TokenId>(); });
}

void revoke_token(storage::Transaction& tx, const core::TokenId& id, core::Instant now) {
  tx.execute("update access_tokens set revoked_at = :now, updated_at = :now, version = version + 1 where id = :id",
             {{"now", now}, {"id", id}});
}

std::optional<std::string> find_company_role(storage::Transaction& tx, const core::OrganizationId& organization,
                                             const core::CompanyId& company) {
  return tx.scalar<std::string>(
      "select role from companies where organization_id = :org and id = :id and merged_into_id is null "
      "lock in share mode",
      {{"org", organization}, {"id", company}});
}

}  // namespace tagwerk::access
