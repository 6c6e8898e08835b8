#include "engine/meetings/talk_restriction.hpp"

#include "engine/core/member_rules.hpp"
#include "engine/meetings/meetings_errors.hpp"

namespace tagwerk::meetings {

std::vector<core::FieldError> check(const NewTalkAbsence& absence) {
  core::MemberRules rules("");
  auto fields = rules.line("reason", absence.reason, max_restriction_text_length).take();
  if (absence.ends_at <= absence.starts_at) {
    fields.push_back({"/ends_at",
                      &ends_before_it_starts,
                      {{"value", core::to_rfc3339(absence.ends_at)}, {"start", core::to_rfc3339(absence.starts_at)}}});
  }
  return fields;
}

std::vector<core::FieldError> check(const NewTalkExclusion& exclusion) {
  core::MemberRules rules("");
  auto fields = rules.line("reason", exclusion.reason, max_restriction_text_length).take();
  if (exclusion.company == exclusion.with_company)
    fields.push_back({"/with_company_id", &wish_for_oneself, {{"value", exclusion.company.text()}}});
  return fields;
}

bool overlaps(const TalkAbsence& absence, const TalkSlot& slot) noexcept {
  return absence.starts_at < slot.ends_at && slot.starts_at < absence.ends_at;
}

}  // namespace tagwerk::meetings
