#include "engine/meetings/talk_outcome.hpp"

#include <algorithm>

#include "engine/core/expected_version.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/meetings/talk_outcome_errors.hpp"

namespace tagwerk::meetings {
namespace {

constexpr std::size_t sides = 2;

std::string pointer_to(std::size_t absent) { return "/absent/" + std::to_string(absent); }

}  // namespace

std::string_view to_text(Outcome outcome) noexcept { return outcome == Outcome::held ? "held" : "no_show"; }

std::optional<Outcome> parse_outcome(std::string_view text) noexcept { return core::one_of(all_outcomes, text); }

std::string_view to_text(Recorder recorder) noexcept {
  switch (recorder) {
    case Recorder::partner:
      return "partner";
    case Recorder::vendor:
      return "vendor";
    case Recorder::staff:
      break;
  }
  return "staff";
}

std::optional<Recorder> parse_recorder(std::string_view text) noexcept { return core::one_of(all_recorders, text); }

const TalkSide* TalkAtEvent::side_of(const core::CompanyId& company) const noexcept {
  for (const auto* side : {&one, &other}) {
    if (side->company == company) return side;
  }
  return nullptr;
}

std::vector<core::FieldError> check(const NewTalkOutcome& outcome) {
  core::MemberRules rules("");
  auto fields = rules.line("note", outcome.note, max_outcome_note_length).take();
  const auto& absent = outcome.absent;
  if (outcome.outcome == Outcome::held) {
    if (!absent.empty()) fields.push_back({"/absent", &absent_from_a_held_talk, {}});
    return fields;
  }
  if (absent.empty()) fields.push_back({"/absent", &core::field_required, {}});
  if (absent.size() > sides) check_count(fields, "/absent", absent.size(), 1, sides);
  if (absent.size() == sides && absent.front() == absent.back()) {
    fields.push_back({pointer_to(1), &core::field_duplicate, {{"value", absent.back().text()}}});
  }
  return fields;
}

std::vector<core::FieldError> check(const NewTalkOutcome& outcome, const TalkAtEvent& talk) {
  auto fields = check(outcome);
  for (std::size_t i = 0; i < outcome.absent.size(); ++i) {
    const auto& company = outcome.absent[i];
    if (talk.side_of(company) == nullptr)
      fields.push_back({pointer_to(i), &company_not_in_talk, {{"value", company.text()}}});
  }
  return fields;
}

core::Result<> check_begun(const TalkAtEvent& talk, core::Instant now) {
  if (!talk.starts_at) return core::fail(talk_not_planned);
  if (now < *talk.starts_at) return core::fail(talk_not_begun, {{"starts_at", core::to_rfc3339(*talk.starts_at)}});
  return {};
}

core::Result<> check_may_replace(const TalkOutcome& before, Recorder by) {
  if (before.recorded_by == Recorder::staff && by != Recorder::staff) return core::fail(recorded_by_staff);
  return {};
}

bool is_missed_by_vendor(const TalkOutcome& outcome, const TalkAtEvent& talk) noexcept {
  return std::any_of(outcome.absent.begin(), outcome.absent.end(), [&](const core::CompanyId& company) {
    const auto* side = talk.side_of(company);
    return side != nullptr && side->role != directory::CompanyRole::partner;
  });
}

TalkOutcome recorded(const TalkAtEvent& talk, const std::optional<TalkOutcome>& before, const NewTalkOutcome& wanted,
                     Recorder by, core::Instant now) {
  TalkOutcome after;
  if (before) {
    after = *before;
  } else {
    after.id = talk.id;
    after.event = talk.event;
    after.company = talk.one.company;
    after.with_company = talk.other.company;
    after.created_at = now;
  }
  after.outcome = wanted.outcome;
  after.absent = wanted.absent;
  std::sort(after.absent.begin(), after.absent.end());
  after.note = wanted.note;
  // A company that says what staff has said changes nothing.
  if (before && after == *before && (by == before->recorded_by || before->recorded_by == Recorder::staff)) return after;
  after.recorded_by = by;
  after.version = before ? before->version + 1 : core::first_version(now);
  after.updated_at = now;
  return after;
}

}  // namespace tagwerk::meetings
