// Purpose: a value or the reason why there is none. Use `co_await`-free plain style:
//   auto event = find(id); if (!event) return event.error();
// Errors: calling value() on a refusal is our own mistake and throws std::logic_error.
// Thread-safety: a value.
#pragma once

#include <boost/system/result.hpp>

#include <stdexcept>
#include <string>
#include <utility>

#include "engine/core/error.hpp"

namespace tagwerk::core {

[[noreturn]] inline void throw_exception_from_error(const Error& error, const boost::source_location&) {
  throw std::logic_error("value() of a refused result: " + std::string(error.code().code));
}

template <class T = void>
using Result = boost::system::result<T, Error>;

/// `return fail(capacity_exceeded, {{"pool", key}});`
[[nodiscard]] inline Error fail(const ErrorCode& code, Arguments arguments = {}) { return Error(code, std::move(arguments)); }

/// A 422 with one or more wrong members.
[[nodiscard]] inline Error fail_fields(std::vector<FieldError> fields) {
  return Error(validation_failed, {}, std::move(fields));
}
[[nodiscard]] inline Error fail_field(std::string pointer, const ErrorCode& code, Arguments arguments = {}) {
  std::vector<FieldError> fields;
  fields.push_back({std::move(pointer), &code, std::move(arguments)});
  return fail_fields(std::move(fields));
}

}  // namespace tagwerk::core
