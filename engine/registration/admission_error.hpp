// Purpose: a refusal of admission, as the error that tells of it. Errors: none. Thread-safety: pure.
#pragma once

#include "engine/core/error.hpp"
#include "engine/registration/admission.hpp"

namespace tagwerk::registration {

[[nodiscard]] core::Error refused(const Refusal& refusal);

}  // namespace tagwerk::registration
