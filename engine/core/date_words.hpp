// Purpose: a date as people write it out: "Monday, 23 May 2016", "Montag, 23. Mai 2016". Thread-safety: pure functions.
#pragma once

#include <string>

#include "engine/core/error.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::core {

[[nodiscard]] std::string words_of(Date date, Language language);

}  // namespace tagwerk::core
