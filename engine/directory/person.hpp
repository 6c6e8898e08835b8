// Purpose: a person who works for a company and takes part in events.
// Rules: e-mail addresses need not be unique; duplicates are merged, as companies are (company.hpp). One that was merged
//   belongs to the company of the person that took its place.
// Errors: check() names every wrong member ("/email"; with `at` "line 3/email"). Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::directory {

inline constexpr std::size_t person_name_max = 100;  // of either name
inline constexpr std::size_t function_max = 100;

struct NewPerson {
  core::CompanyId company;
  std::string given_name;
  std::string family_name;
  std::string email;
  std::optional<std::string> function;
};

struct PersonPatch {
  std::optional<core::CompanyId> company;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<std::string> email;
  std::optional<std::optional<std::string>> function;  // empty inside: none any more
};

struct PersonFilter {
  std::optional<core::CompanyId> company;
  std::optional<std::string> email;  // exactly
};

struct Person {
  core::PersonId id;
  core::CompanyId company;
  std::string given_name;
  std::string family_name;
  std::string email;
  std::optional<std::string> function;
  std::optional<core::PersonId> merged_into;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Person&) const = default;
};

[[nodiscard]] std::vector<core::FieldError> check(const NewPerson& person, const std::string& at = {});
[[nodiscard]] std::vector<core::FieldError> check(const Person& person);
/// What copies of a person hold: both names and the e-mail address.
[[nodiscard]] bool has_the_same_name(const Person& one, const Person& other) noexcept;

}  // namespace tagwerk::directory
