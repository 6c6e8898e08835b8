#include "engine/trips/visa_rule.hpp"

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/trips/passport.hpp"

namespace tagwerk::trips {

std::string_view to_text(VisaRequirement requirement) noexcept {
  switch (requirement) {
    case VisaRequirement::none:
      return "none";
    case VisaRequirement::visa:
      return "visa";
    case VisaRequirement::visa_on_arrival:
      return "visa_on_arrival";
    case VisaRequirement::electronic:
      return "electronic";
  }
  return "visa";
}

std::optional<VisaRequirement> parse_visa_requirement(std::string_view text) noexcept {
  return core::one_of(all_visa_requirements, text);
}

std::vector<core::FieldError> check(const VisaRuleContent& content) {
  auto fields = core::MemberRules("")
                    .line("source", content.source, max_rule_source)
                    .line("source_url", content.source_url, max_rule_source)
                    .take();
  if (content.max_days) check_range(fields, "/max_days", *content.max_days, 1, max_visa_days);
  if (content.passport_valid_months_after_return)
    check_range(fields, "/passport_valid_months_after_return", *content.passport_valid_months_after_return, 0,
                max_passport_months);
  return fields;
}

}  // namespace tagwerk::trips
