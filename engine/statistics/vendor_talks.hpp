// Purpose: what became of the talks of a series, year by year: of all vendors together, and of each.
// A year has figures when one of its events that are not cancelled has a published plan of talks; only those events count, and several
//   of a year are added. A vendor is whoever is on the other side of a partner, so a supplier too; which side a company is on is what
//   its role says today. A vendor has a row when it takes part in such an event (meetings/taking_part.hpp), or has a wish or a talk there.
//   wished      pairs of which one at least has a wish that counts; wished_by_partners: the partner has
//   planned     talks with a slot in the published plan = held + not_held + not_recorded
//   held        recorded as such; what is not recorded, or is still to come, is not_recorded and never taken for held
//   not_held    no-shows; of the vendor, of the partner, or of both: then it is in vendor_absent and in partner_absent
//   partners    different ones that take part in those events of the year, also those that had a talk without it
//   reached     different partners with a talk that was held; coverage = reached / partners
//   no-shows    rate = not_held / (held + not_held)
//   grades      of partners, for talks to which the vendor is not recorded as absent; shown as those of events are (feedback/grade.hpp);
//               of all together also not where the vendors that are not shown have fewer than that together
// Units: shares in ten-thousandths, rounded half up. Errors: none. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "engine/core/grade.hpp"
#include "engine/core/id.hpp"
#include "engine/feedback/grade.hpp"

namespace tagwerk::statistics {

struct WishedTalk {
  core::CompanyId partner;
  core::CompanyId vendor;
  bool by_partner = false;
};

struct PlannedTalkFacts {
  core::CompanyId partner;
  core::CompanyId vendor;
  bool recorded = false;
  bool vendor_absent = false;  // as all below only where something is recorded
  bool partner_absent = false;
  std::optional<core::Grade> grade = {};  // whatever is recorded
};

/// Of an event that is not cancelled and has a published plan.
struct TalkEvent {
  core::EventId event;
  int year = 0;
  std::set<core::CompanyId> partners;  // who take part
  std::set<core::CompanyId> vendors;
  std::vector<WishedTalk> wishes;  // those that count; of a pair there may be two
  std::vector<PlannedTalkFacts> talks;
};

struct TalkFigures {
  std::int64_t events = 0;
  std::int64_t wished = 0;
  std::int64_t wished_by_partners = 0;
  std::int64_t planned = 0;
  std::int64_t held = 0;
  std::int64_t not_held = 0;
  std::int64_t vendor_absent = 0;
  std::int64_t partner_absent = 0;
  std::int64_t not_recorded = 0;
  std::int64_t partners = 0;
  std::int64_t partners_reached = 0;
  feedback::GradeSummary grades;
  bool operator==(const TalkFigures&) const = default;
};

/// Of nothing there is no share.
[[nodiscard]] std::optional<std::int64_t> share(std::int64_t part, std::int64_t whole) noexcept;
[[nodiscard]] std::optional<std::int64_t> coverage(const TalkFigures& figures) noexcept;
[[nodiscard]] std::optional<std::int64_t> no_show_rate(const TalkFigures& figures) noexcept;

struct TalksOfVendor {
  core::CompanyId vendor;
  TalkFigures figures;  // `events`: in which it takes part, or has a wish or a talk; `partners`: of the year
  bool operator==(const TalksOfVendor&) const = default;
};

struct TalkYear {
  int year = 0;
  TalkFigures totals;
  std::vector<TalksOfVendor> vendors;  // by id
  bool operator==(const TalkYear&) const = default;
};

/// Ascending. The order of events does not matter.
[[nodiscard]] std::vector<TalkYear> count_talks(std::span<const TalkEvent> events);

}  // namespace tagwerk::statistics
