#include "api/resources/audit.hpp"

#include "api/pipeline/exchange.hpp"
#include "engine/audit/audit.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using pipeline::QueryParameter;

struct ChangeDto {
  std::string member;
  std::optional<std::string> before;
  std::optional<std::string> after;
};
const json::Object<ChangeDto>& shape(json::Tag<ChangeDto>) {
  static const auto object = json::Object<ChangeDto>("AuditChange", "One member before and after, as text")
                                 .required("member", &ChangeDto::member)
                                 .nullable("before", &ChangeDto::before)
                                 .nullable("after", &ChangeDto::after);
  return object;
}

struct EntryDto {
  core::Uuid id;
  core::Instant happened_at;
  std::optional<core::TokenId> token;
  std::string actor;
  std::string request_id;
  std::string object_kind;
  core::Uuid object;
  std::string action;
  std::vector<ChangeDto> changes;
};
const json::Object<EntryDto>& shape(json::Tag<EntryDto>) {
  static const auto object =
      json::Object<EntryDto>("AuditEntry", "Who did what")
          .required("id", &EntryDto::id)
          .required("happened_at", &EntryDto::happened_at)
          .nullable("token_id", &EntryDto::token, json::about("null: the command line"))
          .required("actor", &EntryDto::actor, json::about("Role and name of the token at that time"))
          .required("request_id", &EntryDto::request_id, json::about("Of the request, as in the log; empty: none"))
          .required("object_kind", &EntryDto::object_kind)
          .required("object_id", &EntryDto::object)
          .required("action", &EntryDto::action)
          .required("changes", &EntryDto::changes);
  return object;
}

EntryDto to_dto(const audit::Entry& entry) {
  EntryDto dto{.id = entry.id,
               .happened_at = entry.happened_at,
               .token = entry.token,
               .actor = entry.actor,
               .request_id = entry.request_id,
               .object_kind = entry.object_kind,
               .object = entry.object,
               .action = entry.action,
               .changes = {}};
  for (const auto& change : entry.changes) dto.changes.push_back({change.member, change.before, change.after});
  return dto;
}

core::Result<http::Response> list(storage::Database& database, Exchange& x) {
  const auto object = core::Uuid::parse(x.text("object").value());
  const auto entries = database.read([&](storage::Transaction& tx) {
    return audit::list(tx, x.call().principal.organization, object.value(), x.page());
  });
  return pipeline::ok_list(x, entries, to_dto);
}

}  // namespace

void add_audit_routes(pipeline::RouteTable& table, storage::Database& database) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/audit",
       .operation_id = "listAuditEntries",
       .tag = "audit",
       .summary = "Who did what to an object",
       .description = "Oldest first. Objects that are gone keep their entries; an object that never was has none.",
       .roles = access::organizers,
       .query = pipeline::list_parameters({{.name = "object",
                                            .kind = QueryParameter::Kind::id,
                                            .description = "The id of the object: an event, a registration, a token …",
                                            .required = true}}),
       .answers = {{200, "A page of entries", pipeline::list_schema<EntryDto>()}},
       .handle = [&database](Exchange& x) { return list(database, x); }});
}

}  // namespace tagwerk::resources
