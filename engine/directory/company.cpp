#include "engine/directory/company.hpp"

#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"

namespace tagwerk::directory {
namespace {

template <class Noun>
std::vector<core::FieldError> check_members(const Noun& company, const std::string& at) {
  core::MemberRules rules(at);
  rules.line("name", company.name, company_name_max)
      .key("region_key", company.region_key)
      .line("city", company.city, city_max);
  return rules.take();
}

}  // namespace

std::string_view to_text(CompanyRole role) noexcept {
  switch (role) {
    case CompanyRole::partner:
      return "partner";
    case CompanyRole::vendor:
      return "vendor";
    case CompanyRole::supplier:
      return "supplier";
  }
  return "unknown";
}

std::optional<CompanyRole> parse_company_role(std::string_view text) noexcept {
  return core::one_of(all_company_roles, text);
}

std::vector<core::FieldError> check(const NewCompany& company, const std::string& at) {
  return check_members(company, at);
}
std::vector<core::FieldError> check(const Company& company) { return check_members(company, {}); }

}  // namespace tagwerk::directory
