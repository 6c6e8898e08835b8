// Purpose: the German words for what a value should have been ("an e-mail address"): such phrases are arguments of the
// texts in error.hpp, so they are translated here and not where each of them is used.
// Thread-safety: pure function.
#pragma once

#include <string_view>

namespace tagwerk::core {

/// The phrase itself when it is not known.
[[nodiscard]] std::string_view german_phrase(std::string_view english) noexcept;

}  // namespace tagwerk::core
