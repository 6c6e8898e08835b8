#include "engine/access/token_service.hpp"

#include "engine/access/access_errors.hpp"
#include "engine/access/role.hpp"
#include "engine/access/token_verifier.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::access {
namespace {

constexpr std::string_view object_kind = "token";

void check_name(const NewToken& token, std::vector<core::FieldError>& wrong) {
  const auto length = core::code_points(token.name);
  if (length < 1 || length > token_name_max) {
    wrong.push_back({"/name",
                     &core::field_length,
                     {{"length", std::to_string(length)}, {"min", "1"}, {"max", std::to_string(token_name_max)}}});
  } else if (core::has_control(token.name) || core::is_blank(token.name)) {
    wrong.push_back({"/name", &core::field_format, {{"value", token.name}, {"expected", "one line of text"}}});
  }
}

void check_company(storage::Transaction& tx, const core::OrganizationId& organization, const NewToken& token,
                   std::vector<core::FieldError>& wrong) {
  const auto refuse = [&](const core::ErrorCode& code, core::Arguments arguments) {
    wrong.push_back({"/company_id", &code, std::move(arguments)});
  };
  auto needless_or_missing = check_company_given(token.role, token.company);
  wrong.insert(wrong.end(), needless_or_missing.begin(), needless_or_missing.end());
  if (!needless_or_missing.empty() || !token.company) return;
  const std::string role(to_text(token.role));
  const auto company_role = find_company_role(tx, organization, *token.company);
  if (!company_role) {
    refuse(core::reference_not_found, {{"object", "company"}, {"value", token.company->text()}});
  } else if (!fits_company(token.role, *company_role)) {
    refuse(company_role_unfit, {{"company_role", *company_role}, {"role", role}});
  }
}

core::Result<CreatedToken> create_for(storage::Transaction& tx, const Call& call, const NewToken& new_token) {
  const auto& organization = call.principal.organization;
  std::vector<core::FieldError> wrong;
  check_name(new_token, wrong);
  check_company(tx, organization, new_token, wrong);
  if (!wrong.empty()) return core::fail_fields(std::move(wrong));

  CreatedToken created{.token = {.id = core::TokenId::make(call.now),
                                 .organization = organization,
                                 .name = new_token.name,
                                 .role = new_token.role,
                                 .company = new_token.company,
                                 .created_at = call.now,
                                 .updated_at = call.now,
                                 .revoked_at = std::nullopt},
                       .text = make_token_text()};
  insert_token(tx, created.token, hash_token_text(created.text));
  std::vector<audit::Change> changes{{"name", std::nullopt, new_token.name},
                                     {"role", std::nullopt, std::string(to_text(new_token.role))}};
  if (new_token.company) changes.push_back({"company_id", std::nullopt, new_token.company->text()});
  audit::record(tx, call, {object_kind, created.token.id.uuid, "created", std::move(changes)});
  return created;
}

}  // namespace

std::vector<core::FieldError> check_company_given(Role role, const std::optional<core::CompanyId>& company) {
  if (is_company_scoped(role) == company.has_value()) return {};
  return {{"/company_id", company ? &company_not_allowed : &company_needed, {{"role", std::string(to_text(role))}}}};
}

Call command_line_call(const core::OrganizationId& organization, core::Instant now) {
  Call call;
  call.principal.organization = organization;
  call.principal.name = "command line";
  call.principal.role = Role::admin;
  call.now = now;
  return call;
}

core::Result<CreatedToken> TokenService::create(const Call& call, const NewToken& new_token) {
  return database_->transact(call.transaction,
                             [&](storage::Transaction& tx) { return create_for(tx, call, new_token); });
}

core::Page<Token> TokenService::list(const Call& call, const TokenFilter& filter, const core::PageRequest& page) {
  return database_->read(
      [&](storage::Transaction& tx) { return list_tokens(tx, call.principal.organization, filter, page); });
}

core::Result<Token> TokenService::find(const Call& call, const core::TokenId& id) {
  const auto token =
      database_->read([&](storage::Transaction& tx) { return find_token(tx, call.principal.organization, id); });
  if (!token) return core::refusals::not_found(std::string(object_kind), id.text());
  return *token;
}

core::Result<Token> TokenService::revoke(const Call& call, const core::TokenId& id,
                                         const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<Token> {
    const auto& organization = call.principal.organization;
    // Locked before the one token, always in id order: of two who revoke each other's, the second sees the first's work.
    const auto admins = lock_valid_admin_tokens(tx, organization);
    auto token = lock_token(tx, organization, id);
    if (!token) return core::refusals::not_found(std::string(object_kind), id.text());
    if (!expected.is_met_by(token->version)) return core::fail(core::precondition_failed);
    if (token->revoked_at) return *token;
    if (token->role == Role::admin && admins.size() == 1) return core::fail(last_admin_token, {{"name", token->name}});

    revoke_token(tx, id, call.now);
    audit::record(tx, call,
                  {object_kind, id.uuid, "revoked", {{"revoked_at", std::nullopt, core::to_rfc3339(call.now)}}});
    tx.on_commit([verifier = verifier_, id] { verifier->forget(id); });
    token->revoked_at = token->updated_at = call.now;
    ++token->version;
    return *token;
  });
}

}  // namespace tagwerk::access
