// Purpose: what can be said of a request without asking anybody: its token, where it comes from, its size and media type.
// Thread-safety: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "api/http/message.hpp"
#include "api/pipeline/route.hpp"
#include "engine/core/result.hpp"

namespace tagwerk::pipeline {

/// A proxy on this machine makes the whole world look local: whoever came through one is not.
[[nodiscard]] bool is_on_this_machine(const http::Request& request);
[[nodiscard]] std::optional<std::string_view> bearer_token(const http::Request& request);
/// 413 for what is longer than the route takes.
[[nodiscard]] core::Error refuse_size(const Route& route);
/// 415
[[nodiscard]] core::Result<> check_media_type(const http::Request& request, const Route& route);

}  // namespace tagwerk::pipeline
