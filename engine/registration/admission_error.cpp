#include "engine/registration/admission_error.hpp"

#include <string>

#include "engine/core/result.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {
namespace {

const core::ErrorCode& code_of(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::capacity_exceeded:
      return capacity_exceeded;
    case RefusalReason::waitlist_not_empty:
      return waitlist_not_empty;
    case RefusalReason::company_limit:
      return company_limit;
    case RefusalReason::hold_limit:
      return hold_limit;
    case RefusalReason::more_than_there_is:
      break;
  }
  return more_than_there_is;
}

}  // namespace

core::Error refused(const Refusal& refusal) {
  return core::fail(code_of(refusal.reason), {{"pool", refusal.pool},
                                              {"available", std::to_string(refusal.available)},
                                              {"requested", std::to_string(refusal.requested)}});
}

}  // namespace tagwerk::registration
