#include "engine/assignment/assignment_errors.hpp"

#include <utility>

namespace tagwerk::assignment {

core::Error senseless(std::string what, long long value, std::string expected) {
  return core::fail(senseless_assignment,
                    {{"what", std::move(what)}, {"value", std::to_string(value)}, {"expected", std::move(expected)}});
}

core::Result<> check_number(const std::string& what, long long value, long long min, long long max) {
  if (value < min || value > max)
    return senseless(what, value, "from " + std::to_string(min) + " to " + std::to_string(max));
  return {};
}

}  // namespace tagwerk::assignment
