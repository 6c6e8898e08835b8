#include "engine/directory/person.hpp"

#include "engine/core/member_rules.hpp"

namespace tagwerk::directory {
namespace {

template <class Noun>
std::vector<core::FieldError> check_members(const Noun& person, const std::string& at) {
  core::MemberRules rules(at);
  rules.line("given_name", person.given_name, person_name_max)
      .line("family_name", person.family_name, person_name_max)
      .email("email", person.email)
      .line("function", person.function, function_max);
  return rules.take();
}

}  // namespace

std::vector<core::FieldError> check(const NewPerson& person, const std::string& at) {
  return check_members(person, at);
}
std::vector<core::FieldError> check(const Person& person) { return check_members(person, {}); }

bool has_the_same_name(const Person& one, const Person& other) noexcept {
  return one.given_name == other.given_name && one.family_name == other.family_name && one.email == other.email;
}

}  // namespace tagwerk::directory
