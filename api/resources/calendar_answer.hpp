// Purpose: answers that are an iCalendar as well: `?format=ics`, or `Accept: text/calendar`. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "api/pipeline/exchange.hpp"

namespace tagwerk::resources {

/// The parameter `format` decides; without one Accept does, and JSON where it likes both as well.
[[nodiscard]] bool wants_calendar(const pipeline::Exchange& x);
/// With an ETag of the content.
[[nodiscard]] http::Response calendar_answer(std::string calendar);

}  // namespace tagwerk::resources
