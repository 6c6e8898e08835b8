#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>

#include "api/app/commands.hpp"
#include "api/app/composition.hpp"
#include "api/app/version.hpp"
#include "api/pipeline/openapi.hpp"

namespace tagwerk::app {
namespace {

std::string limits_of(const Setting& setting) {
  switch (setting.kind) {
    case Setting::Kind::integer:
      return std::to_string(setting.min) + " – " + std::to_string(setting.max);
    case Setting::Kind::boolean:
      return "true, false";
    case Setting::Kind::choice: {
      std::string choices(setting.choices);
      for (std::size_t at = 0; (at = choices.find(' ', at)) != std::string::npos; at += 2) choices.replace(at, 1, ", ");
      return choices;
    }
    case Setting::Kind::list:
      return "list";
    case Setting::Kind::text:
      break;
  }
  return "text";
}

std::string code(std::string_view text) { return text.empty() ? std::string() : "`" + std::string(text) + "`"; }

std::string roles_of(const pipeline::Route& route) {
  if (route.is_public) return "public";
  return route.roles.text() + (route.is_local ? " (or the same machine)" : "");
}

}  // namespace

int get_setting(const Invocation& call) {
  const auto& key = call.line.words.front();
  const auto known = all_settings();
  if (std::none_of(known.begin(), known.end(), [&](const Setting& setting) { return setting.key == key; }))
    throw UsageError("there is no setting '" + key + "': tagwerk config list names them");
  call.streams.out << call.settings.text(key) << '\n';
  return 0;
}

// A table in Markdown, because the README shows it as it is.
int list_settings(const Invocation& call) {
  auto& out = call.streams.out;
  out << "| key | variable | default | values | meaning |\n|---|---|---|---|---|\n";
  for (const auto& setting : all_settings()) {
    out << "| " << code(setting.key) << " | " << code(setting.variable) << " | " << code(setting.default_value) << " | "
        << limits_of(setting) << " | " << setting.meaning << " |\n";
  }
  return 0;
}

int list_routes(const Invocation& call) {
  Composition composition(call.settings, storage::Settings{}, core::SecretKey::random());  // nothing is signed
  for (const auto& route : composition.pipeline().routes()) {
    const auto method = std::string(http::to_text(route.method));
    call.streams.out << method << std::string(8 - method.size(), ' ') << route.pattern << "  [" << roles_of(route)
                     << "]\n";
  }
  return 0;
}

int print_openapi(const Invocation& call) {
  Composition composition(call.settings, storage::Settings{}, core::SecretKey::random());  // nothing is signed
  call.streams.out << pipeline::openapi_document(composition.pipeline().routes(), version) << '\n';
  return 0;
}

int print_version(const Invocation& call) {
  call.streams.out << "tagwerk " << version << '\n';
  return 0;
}

int print_help(const Invocation& call) {
  call.streams.out << help_text(call.line.words.empty() ? std::string_view() : call.line.words.front());
  return 0;
}

}  // namespace tagwerk::app
