#include "engine/meetings/talk_wish_import.hpp"

#include <array>

#include "engine/core/import_table.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/text.hpp"

namespace tagwerk::meetings {
namespace {

constexpr std::array columns{core::ImportColumn{"company"},     core::ImportColumn{"with_company"},
                             core::ImportColumn{"importance"},  core::ImportColumn{"session", false},
                             core::ImportColumn{"note", false}, core::ImportColumn{"status", false}};

void refuse(std::vector<core::FieldError>& wrong, const core::ImportTable& table, std::string_view column,
            std::string allowed) {
  wrong.push_back({table.at() + "/" + std::string(column),
                   &core::field_choice,
                   {{"value", core::echo(table.cell(column))}, {"allowed", std::move(allowed)}}});
}

}  // namespace

ReadWishes read_wishes(std::string_view csv) {
  ReadWishes read;
  core::ImportTable table(csv, columns);
  while (table.next()) {
    WishLine line{.line = table.line(),
                  .company = table.cell("company"),
                  .with_company = table.cell("with_company"),
                  .session_key = table.maybe("session"),
                  .note = table.maybe("note")};
    core::MemberRules rules(table.at());
    auto wrong = rules.line("company", line.company, directory::company_name_max)
                     .line("with_company", line.with_company, directory::company_name_max)
                     .key("session", line.session_key)
                     .line("note", line.note, max_wish_text_length)
                     .take();
    if (const auto importance = parse_importance(table.cell("importance"))) {
      line.importance = *importance;
    } else {
      refuse(wrong, table, "importance", "must, would_like, if_possible");
    }
    const auto status = table.maybe("status").value_or("open");
    line.is_accepted = status == "accepted";
    if (status != "open" && status != "accepted") refuse(wrong, table, "status", "open, accepted");
    if (table.accept(std::move(wrong))) read.lines.push_back(std::move(line));
  }
  read.rows = table.rows();
  read.problems = table.take_problems();
  return read;
}

}  // namespace tagwerk::meetings
