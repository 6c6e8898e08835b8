// Purpose: RFC 9457 problem documents, and the one switch from the kind of an error to its HTTP status.
// Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "engine/core/error.hpp"

namespace tagwerk::pipeline {

inline constexpr std::string_view problem_type = "application/problem+json; charset=utf-8";

[[nodiscard]] int status_of(core::ErrorKind kind) noexcept;
/// The stable URI of a code, member `type`.
[[nodiscard]] std::string type_uri(std::string_view code);

[[nodiscard]] http::Response problem(const core::Error& error, core::Language language, std::string_view request_id);
/// For refusals that have no ErrorCode (the protocol's own): texts as given.
[[nodiscard]] http::Response problem(int status, std::string_view code, std::string_view title, std::string_view detail,
                                     std::string_view request_id);

}  // namespace tagwerk::pipeline
