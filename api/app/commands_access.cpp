#include <ostream>
#include <string>

#include "api/app/commands.hpp"
#include "api/app/offline.hpp"
#include "engine/access/role.hpp"
#include "engine/directory/organization.hpp"

namespace tagwerk::app {
namespace {

access::Role role_of(const CommandLine& line) {
  const auto text = line.required("role");
  if (const auto role = access::parse_role(text)) return *role;
  std::string known;
  for (const auto role : access::all_roles) known += (known.empty() ? "" : ", ") + std::string(access::to_text(role));
  throw UsageError("--role '" + text + "' is not one of " + known);
}

std::optional<core::CompanyId> company_of(const CommandLine& line) {
  const auto text = line.option("company");
  if (!text) return std::nullopt;
  const auto id = core::CompanyId::parse(*text);
  if (!id) throw UsageError("--company '" + *text + "' is not an id");
  return id;
}

}  // namespace

int create_organization(const Invocation& call) {
  Offline offline(call);
  const auto made = offline.services().organizations.create(
      offline.call({}), {.key = call.line.required("organization"),
                         .name = call.line.required("name"),
                         .time_zone = call.line.option("time-zone").value_or("Europe/Berlin")});
  if (!made) return refuse(call, made.error());
  call.streams.out << made->key << '\n';
  return 0;
}

int create_token(const Invocation& call) {
  const access::NewToken token{.name = call.line.option("name").value_or("command line"),
                               .role = role_of(call.line),
                               .company = company_of(call.line)};
  Offline offline(call);
  const auto organization = offline.organization();
  const auto made = offline.services().tokens.create(offline.call(organization.id), token);
  if (!made) return refuse(call, made.error());
  // Only the token, so that a script can take it as it is.
  call.streams.out << made->text << '\n';
  return 0;
}

}  // namespace tagwerk::app
