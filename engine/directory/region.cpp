#include "engine/directory/region.hpp"

#include "engine/core/member_rules.hpp"

namespace tagwerk::directory {
namespace {

template <class Noun>
std::vector<core::FieldError> check_members(const Noun& region) {
  core::MemberRules rules({});
  rules.key("key", region.key).line("name", region.name, region_name_max);
  return rules.take();
}

}  // namespace

std::vector<core::FieldError> check(const NewRegion& region) { return check_members(region); }
std::vector<core::FieldError> check(const Region& region) { return check_members(region); }

}  // namespace tagwerk::directory
