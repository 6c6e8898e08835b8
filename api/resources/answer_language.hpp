// Purpose: answers that have texts in the language asked for say so, and caches keep them apart. Thread-safety: pure functions.
#pragma once

#include "api/http/message.hpp"
#include "engine/core/error.hpp"

namespace tagwerk::resources {

/// "en", "de".
[[nodiscard]] inline const char* code_of(core::Language language) noexcept {
  return language == core::Language::de ? "de" : "en";
}

/// `vary`: all that the answer depends on.
inline void tell_language(http::Response& response, core::Language language, const char* vary = "Accept-Language") {
  response.with("vary", vary).with("content-language", code_of(language));
}

}  // namespace tagwerk::resources
