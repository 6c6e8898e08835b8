// Purpose: a path as it may be written down, in a log or a message: without the secrets that stand in it. Personal links are in the
// path, for calendar programs can send no header; and sometimes somebody pastes a token into an address.
// Shapes: a segment below `personal`, and any that holds a `twl_` or `twk_`, also percent-encoded, is `***`. Thread-safety: pure.
#pragma once

#include <string>
#include <string_view>

namespace tagwerk::http {

/// A path, a target, or a request line.
[[nodiscard]] std::string without_secrets(std::string_view path);

}  // namespace tagwerk::http
