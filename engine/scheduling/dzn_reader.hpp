// Purpose: reads the data files of the published benchmark: MiniZinc data, `name = value;` with numbers, lists, lists of sets and a
// matrix. nBusiness, nMeetings, nTables, nTotalSlots, nMorningSlots, requested (two participants and a session each: 1 morning,
// 2 afternoon, 3 any), forbidden, fixed (0: not), precedences; other names with such values are read over. Numbers in the file are from 1 on.
// Errors: malformed_problem with the line, senseless_problem. Thread-safety: a pure function.
#pragma once

#include <string_view>

#include "engine/core/result.hpp"
#include "engine/scheduling/problem.hpp"

namespace tagwerk::scheduling {

inline constexpr int published_break_difference = 2;  // part of the published problem, and not of its files

[[nodiscard]] core::Result<Problem> read_dzn(std::string_view text);

}  // namespace tagwerk::scheduling
