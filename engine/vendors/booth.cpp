#include "engine/vendors/booth.hpp"

#include <algorithm>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::vendors {

std::string_view to_text(BoothKind kind) noexcept { return kind == BoothKind::booth ? "booth" : "table"; }

std::optional<BoothKind> parse_booth_kind(std::string_view text) noexcept {
  return core::one_of(all_booth_kinds, text);
}

bool is_booth_number(std::string_view text) noexcept {
  const auto is_fine = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  return !text.empty() && text.size() <= max_booth_number && std::all_of(text.begin(), text.end(), is_fine);
}

std::vector<core::FieldError> check(const Booth& booth) {
  core::Fields fields;
  if (!is_booth_number(booth.number)) {
    fields.push_back({"/number",
                      &core::field_format,
                      {{"value", core::echo(booth.number)}, {"expected", "a number of 1 to 20 of A-Z a-z 0-9 _ -"}}});
  }
  core::MemberRules rules("");
  append(fields, rules.line("size", booth.size, max_booth_size).take());
  return fields;
}

std::vector<core::FieldError> check(const NewBooth& booth) { return check(make_booth({}, booth, {})); }

Booth make_booth(const core::EventId& event, const NewBooth& wanted, core::Instant now) {
  Booth booth;
  booth.event = event;
  booth.number = wanted.number;
  booth.kind = wanted.kind;
  booth.size = wanted.size;
  booth.participation = wanted.participation;
  booth.created_at = booth.updated_at = now;
  return booth;
}

Booth patched(Booth booth, const BoothPatch& patch) {
  if (patch.number) booth.number = *patch.number;
  if (patch.kind) booth.kind = *patch.kind;
  if (patch.size) booth.size = *patch.size;
  if (patch.participation) booth.participation = *patch.participation;
  return booth;
}

}  // namespace tagwerk::vendors
