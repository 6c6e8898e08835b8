// Purpose: an explanation in the words of the two languages of the API. Thread-safety: pure functions.
#pragma once

#include <string>

#include "engine/core/error.hpp"
#include "engine/registration/explanation.hpp"

namespace tagwerk::registration {

/// One sentence or two: "In the pool 'participants': 3 places wanted, 10 in all, 9 confirmed, 1 free."
[[nodiscard]] std::string words_of(const Reason& reason, core::Language language);
/// How it stands with the registration, and what decides that.
[[nodiscard]] std::string summary_of(const Explanation& explanation, core::Language language);

}  // namespace tagwerk::registration
