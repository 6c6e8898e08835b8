// Purpose: answers of statistics that are kept in memory (statistics::AttendanceCache): their bytes, made once for all who ask.
// Thread-safety: pure functions.
#pragma once

#include <memory>
#include <string>

#include "api/http/message.hpp"
#include "api/resources/table.hpp"
#include "engine/statistics/attendance_cache.hpp"

namespace tagwerk::resources {

/// `figures`: equal for answers that differ in nothing but when they were computed.
[[nodiscard]] std::shared_ptr<const statistics::CachedAnswer> kept_answer(std::string body, TableForm form,
                                                                          std::string figures);
[[nodiscard]] http::Response respond(const statistics::CachedAnswer& answer, TableForm form);

}  // namespace tagwerk::resources
