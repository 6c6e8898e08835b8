// Purpose: the members that an audit entry changed as one text (schema: audit_entries.changes): a line per member with the
// value before and after, much as MySQL's SELECT … INTO OUTFILE writes them: tabs between, \t \n \\ escaped, \N for null.
// Errors: std::logic_error for a text that is not of this form. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/audit/change.hpp"

namespace tagwerk::audit {

void append_line(std::string& text, std::string_view member, const std::optional<std::string>& before,
                 const std::optional<std::string>& after);
[[nodiscard]] std::string to_text(const std::vector<Change>& changes);
/// By member.
[[nodiscard]] std::vector<Change> parse_changes(std::string_view text);

}  // namespace tagwerk::audit
