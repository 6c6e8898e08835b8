// Purpose: money on the wire: {"amount": "1234.50", "currency": "EUR"}. Used by codec.hpp.
// Errors: collected by the Reader, at /amount and /currency. Thread-safety: as the Reader and the Writer.
#pragma once

#include <string>

#include "api/json/node.hpp"
#include "api/json/reader.hpp"
#include "api/json/rules.hpp"
#include "api/json/schema.hpp"
#include "api/json/writer.hpp"
#include "engine/core/money.hpp"

namespace tagwerk::json {

bool read_money(Reader& reader, const Node& node, core::Money& out);
void write_money(Writer& writer, const core::Money& money);
[[nodiscard]] std::string money_schema(Components& components, const Rules& rules);

}  // namespace tagwerk::json
