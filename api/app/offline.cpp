#include "api/app/offline.hpp"

#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/core/time.hpp"
#include "engine/storage/migrations.hpp"

namespace tagwerk::app {
namespace {

// The option that gave a member of the API.
std::string option_of(const std::string& pointer) {
  for (const auto& [member, option] : {std::pair{"/key", "--organization"},
                                       {"/name", "--name"},
                                       {"/time_zone", "--time-zone"},
                                       {"/role", "--role"},
                                       {"/company_id", "--company"}}) {
    if (pointer == member) return option;
  }
  return pointer;
}

}  // namespace

Offline::Offline(const Invocation& invocation)
    : line_(invocation.line),
      services_(invocation.settings.database(invocation.environment), std::chrono::milliseconds(0)) {
  require_schema(services_.database);
}

access::Call Offline::call(const core::OrganizationId& organization) const {
  return access::command_line_call(organization, core::SystemClock().now());
}

directory::Organization Offline::organization() {
  const auto key = line_.required("organization");
  auto found = services_.organizations.find_by_key(call({}), key);
  if (!found) throw std::runtime_error("there is no organization '" + key + "'");
  return *std::move(found);
}

int refuse(const Invocation& call, const core::Error& error) {
  auto& err = call.streams.err;
  err << "tagwerk: " << error.detail(core::Language::en) << '\n';
  for (const auto& field : error.fields())
    err << option_of(field.pointer) << ": " << field.detail(core::Language::en) << '\n';
  return 1;
}

void require_schema(storage::Database& database) {
  const auto state = storage::schema_state(database);
  if (state.kind != storage::SchemaState::Kind::up_to_date) throw std::runtime_error(state.words);
}

}  // namespace tagwerk::app
