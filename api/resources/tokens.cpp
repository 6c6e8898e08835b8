#include "api/resources/tokens.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/resolver.hpp"
#include "engine/access/access_errors.hpp"
#include "engine/access/role.hpp"
#include "engine/access/token_service.hpp"

namespace tagwerk::access {

static std::span<const json::EnumName<Role>> enum_names(json::Tag<Role>) {
  static const auto names = json::names_from_text(all_roles);
  return names;
}

}  // namespace tagwerk::access

namespace tagwerk::resources {
namespace {

using access::TokenService;
using pipeline::Exchange;
using pipeline::QueryParameter;

constexpr const char* all_path = "/api/v1/tokens";
constexpr const char* one_path = "/api/v1/tokens/{token_id}";
constexpr std::string_view tag = "tokens";

struct TokenBody {
  std::string name;
  access::Role role = access::Role::viewer;
  std::optional<core::CompanyId> company;
};
const json::Object<TokenBody>& shape(json::Tag<TokenBody>) {
  static const auto object =
      json::Object<TokenBody>("TokenBody", "A new access token")
          .required("name", &TokenBody::name,
                    json::text(1, access::token_name_max).about("Who uses it; shown in the audit trail"))
          .required("role", &TokenBody::role)
          .optional("company_id", &TokenBody::company,
                    json::about("Exactly for partner and vendor: the one company whose objects it may see"))
          .rule({"role", "company_id"},
                [](const TokenBody& body) { return access::check_company_given(body.role, body.company); });
  return object;
}

struct TokenDto {
  core::TokenId id;
  std::string name;
  access::Role role = access::Role::viewer;
  std::optional<core::CompanyId> company;
  core::Instant created_at;
  core::Instant updated_at;
  std::optional<core::Instant> revoked_at;
  std::optional<std::string> text;
};
const json::Object<TokenDto>& shape(json::Tag<TokenDto>) {
  static const auto object = json::Object<TokenDto>("Token", "An access token")
                                 .required("id", &TokenDto::id)
                                 .required("name", &TokenDto::name)
                                 .required("role", &TokenDto::role)
                                 .nullable("company_id", &TokenDto::company)
                                 .required("created_at", &TokenDto::created_at)
                                 .required("updated_at", &TokenDto::updated_at)
                                 .nullable("revoked_at", &TokenDto::revoked_at)
                                 .optional("token", &TokenDto::text,
                                           json::about("The text for the Authorization header: only in the answer that "
                                                       "creates it, and never again"));
  return object;
}

TokenDto to_dto(const access::Token& token) {
  return {.id = token.id,
          .name = token.name,
          .role = token.role,
          .company = token.company,
          .created_at = token.created_at,
          .updated_at = token.updated_at,
          .revoked_at = token.revoked_at,
          .text = std::nullopt};
}

core::Result<http::Response> create(TokenService& service, Exchange& x) {
  const auto body = x.body<TokenBody>();
  if (!body) return body.error();
  const auto made = service.create(x.call(), {.name = body->name, .role = body->role, .company = body->company});
  if (!made) return made.error();
  auto dto = to_dto(made->token);
  x.keep_for_replay(json::to_json(dto));
  dto.text = made->text;
  auto location = std::string(all_path).append("/").append(made->token.id.text());
  auto response = pipeline::created(dto, std::move(location), made->token.version);
  response.with("cache-control", "no-store");
  return response;
}

core::Result<http::Response> list(TokenService& service, Exchange& x) {
  access::TokenFilter filter;
  if (const auto role = x.text("role")) filter.role = access::parse_role(*role);
  filter.company = x.query_id<core::CompanyId>("company_id");
  if (x.text("revoked")) filter.revoked = x.flag("revoked");
  return pipeline::ok_list(x, service.list(x.call(), filter, x.page()), to_dto);
}

core::Result<http::Response> show(TokenService& service, Exchange& x) {
  const auto id = x.id<core::TokenId>("token_id");
  if (!id) return id.error();
  const auto token = service.find(x.call(), *id);
  if (!token) return token.error();
  return pipeline::ok(to_dto(*token), token->version);
}

core::Result<http::Response> revoke(TokenService& service, Exchange& x) {
  const auto id = x.id<core::TokenId>("token_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto token = service.revoke(x.call(), *id, *version);
  if (!token) return token.error();
  return pipeline::no_content();
}

std::vector<QueryParameter> filters() {
  using Kind = QueryParameter::Kind;
  return pipeline::list_parameters(
      {{.name = "role",
        .kind = Kind::choice,
        .description = "Only tokens of this role",
        .choices = choices_of(access::all_roles)},
       {.name = "company_id", .kind = Kind::id, .description = "Only tokens of this company"},
       {.name = "revoked", .kind = Kind::boolean, .description = "Only revoked, or only valid tokens"}});
}

}  // namespace

void add_token_routes(pipeline::RouteTable& table, TokenService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = all_path,
                   .operation_id = "createToken",
                   .tag = tag,
                   .summary = "Make an access token",
                   .description = "The text is shown in this answer only. The answer to a repeated "
                                  "Idempotency-Key lacks `token`, which is not stored: revoke that one, make another.",
                   .roles = access::administrators,
                   .body = pipeline::BodyRule::json<TokenBody>(),
                   .answers = {{201, "Made", json::schema<TokenDto>()}},
                   .errors = {&access::company_needed, &access::company_not_allowed, &access::company_role_unfit,
                              &core::reference_not_found},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = all_path,
                   .operation_id = "listTokens",
                   .tag = tag,
                   .summary = "List access tokens",
                   .roles = access::administrators,
                   .query = filters(),
                   .answers = {{200, "A page of tokens, oldest first", pipeline::list_schema<TokenDto>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_path,
                   .operation_id = "getToken",
                   .tag = tag,
                   .summary = "Read an access token",
                   .roles = access::administrators,
                   .answers = {{200, "The token", json::schema<TokenDto>()}},
                   .handle = [&service](Exchange& x) { return show(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_path,
                   .operation_id = "revokeToken",
                   .tag = tag,
                   .summary = "Revoke an access token",
                   .description = "Effective at once here and within 5 seconds in every other process. The token stays "
                                  "listed with `revoked_at`. The last valid admin token cannot be revoked.",
                   .roles = access::administrators,
                   .answers = {{204, "Revoked"}},
                   .errors = {&access::last_admin_token},
                   .precondition = pipeline::Precondition::if_match_optional,
                   .handle = [&service](Exchange& x) { return revoke(service, x); }});
}

pipeline::Resolver token_resolver(TokenService& service) {
  return resolver_of<core::TokenId>(
      "token", [&service](const access::Call& call, const core::TokenId& id) { return service.find(call, id); });
}

}  // namespace tagwerk::resources
