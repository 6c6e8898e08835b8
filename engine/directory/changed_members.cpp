#include "engine/directory/changed_members.hpp"

#include <string>
#include <utility>

namespace tagwerk::directory {
namespace {

using Maybe = std::optional<std::string>;
using audit::Members;

template <class Id>
Maybe text_of(const std::optional<Id>& id) {
  return id ? Maybe(id->text()) : std::nullopt;
}

Members members_of(const Organization& organization) {
  return {{"key", organization.key}, {"name", organization.name}, {"time_zone", organization.time_zone}};
}

Members members_of(const Region& region) {
  return {{"key", region.key},
          {"name", region.name},
          {"closed_to_newcomers", region.closed_to_newcomers ? "true" : "false"}};
}

Members members_of(const Company& company) {
  return {{"name", company.name},
          {"role", std::string(to_text(company.role))},
          {"region_key", company.region_key},
          {"city", company.city},
          {"merged_into", text_of(company.merged_into)}};
}

Members members_of(const Person& person) {
  return {{"company_id", person.company.text()}, {"given_name", person.given_name},
          {"family_name", person.family_name},   {"email", person.email},
          {"function", person.function},         {"merged_into", text_of(person.merged_into)}};
}

template <class Noun>
Changes compare(const std::optional<Noun>& before, const std::optional<Noun>& after) {
  return audit::changes_between(before ? members_of(*before) : Members{}, after ? members_of(*after) : Members{});
}

}  // namespace

Changes changed_members(const std::optional<Organization>& before, const std::optional<Organization>& after) {
  return compare(before, after);
}
Changes changed_members(const std::optional<Region>& before, const std::optional<Region>& after) {
  return compare(before, after);
}
Changes changed_members(const std::optional<Company>& before, const std::optional<Company>& after) {
  return compare(before, after);
}
Changes changed_members(const std::optional<Person>& before, const std::optional<Person>& after) {
  return compare(before, after);
}

}  // namespace tagwerk::directory
