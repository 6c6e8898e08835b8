#include "engine/directory/organization.hpp"

#include "engine/core/member_rules.hpp"

namespace tagwerk::directory {
namespace {

template <class Noun>
std::vector<core::FieldError> check_members(const Noun& organization) {
  core::MemberRules rules({});
  rules.key("key", organization.key)
      .line("name", organization.name, organization_name_max)
      .time_zone("time_zone", organization.time_zone);
  return rules.take();
}

}  // namespace

std::vector<core::FieldError> check(const NewOrganization& organization) { return check_members(organization); }
std::vector<core::FieldError> check(const Organization& organization) { return check_members(organization); }

}  // namespace tagwerk::directory
