// Purpose: the usual resolver of a path parameter that is an id (pipeline/scope.hpp): any other text, and what `look` refuses, is
// not there. Errors: core::not_found. Thread-safety: as `look`.
#pragma once

#include <string>
#include <utility>

#include "api/pipeline/scope.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::resources {

/// look(call, id): a Result of anything. `noun` as in "There is no event …".
template <class Id, class Look>
[[nodiscard]] pipeline::Resolver resolver_of(std::string noun, Look look) {
  return [noun = std::move(noun), look = std::move(look)](const access::Call& call,
                                                          const std::string& text) -> core::Result<> {
    const auto id = Id::parse(text);
    if (!id) return core::refusals::not_found(noun, core::echo(text));
    if (const auto found = look(call, *id); !found) return found.error();
    return {};
  };
}

}  // namespace tagwerk::resources
