// Purpose: a value or the reason why there is none. Plain style:
//   auto event = find(id); if (!event) return event.error();
// Own type, because std::expected is C++23 and boost::system::result 1.81 hands its error out by copy (so that a loop over
// error().fields() dangles).
// Errors: value() of a refusal is our own mistake and throws std::logic_error. Thread-safety: a value.
#pragma once

#include <concepts>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "engine/core/error.hpp"

namespace tagwerk::core {

template <class T = void>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(const Error& error) : held_(std::in_place_index<1>, error) {}
  Result(Error&& error) : held_(std::in_place_index<1>, std::move(error)) {}
  template <class U = T>
  requires(std::convertible_to<U&&, T> && !std::same_as<std::remove_cvref_t<U>, Error> &&
           !std::same_as<std::remove_cvref_t<U>, Result>)
      // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): the constraint leaves copies and moves alone
      Result(U&& value)
      : held_(std::in_place_index<0>, std::forward<U>(value)) {}

  [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }
  [[nodiscard]] bool has_error() const noexcept { return held_.index() == 1; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return check(), *std::get_if<0>(&held_); }
  [[nodiscard]] const T& value() const& { return check(), *std::get_if<0>(&held_); }
  [[nodiscard]] T&& value() && { return check(), std::move(*std::get_if<0>(&held_)); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }

  [[nodiscard]] const Error& error() const& { return std::get<1>(held_); }
  [[nodiscard]] Error&& error() && { return std::get<1>(std::move(held_)); }

 private:
  void check() const {
    if (has_error()) throw std::logic_error("value() of a refused result: " + std::string(error().code().code));
  }
  std::variant<T, Error> held_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(const Error& error) : held_(std::in_place_index<1>, error) {}
  Result(Error&& error) : held_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }
  [[nodiscard]] bool has_error() const noexcept { return held_.index() == 1; }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const {
    if (has_error()) throw std::logic_error("value() of a refused result: " + std::string(error().code().code));
  }
  [[nodiscard]] const Error& error() const& { return std::get<1>(held_); }
  [[nodiscard]] Error&& error() && { return std::get<1>(std::move(held_)); }

 private:
  std::variant<std::monostate, Error> held_;
};

/// `return fail(capacity_exceeded, {{"pool", key}});`
[[nodiscard]] inline Error fail(const ErrorCode& code, Arguments arguments = {}) {
  return Error(code, std::move(arguments));
}

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
