// Purpose: the published plan for those who talk. A company's token sees its own talks only.
// Errors: core::not_found (event, company, person), no_published_plan. Thread-safety: any thread.
#pragma once

#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/directory/names.hpp"
#include "engine/events/event.hpp"
#include "engine/meetings/timetable.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

struct Timetable {
  events::Event event;
  TalkPlanId plan;
  int plan_number = 0;
  std::int64_t plan_version = 0;
  core::Instant published_at;
  core::Instant changed_at;  // when it was published, or the event moved or cancelled
  std::vector<TimetableEntry> entries;
  directory::Names names;
};

class TimetableService {
 public:
  explicit TimetableService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<Timetable> timetable(const access::Call& call, const core::EventId& event,
                                                  TimetableFilter filter);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::meetings
