#include "engine/directory/import.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "engine/core/import_report.hpp"
#include "engine/core/import_table.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/text.hpp"
#include "engine/directory/directory_errors.hpp"

namespace tagwerk::directory {
namespace {

constexpr std::array<core::ImportColumn, 4> company_columns{
    {{"name", true}, {"role", true}, {"region_key", false}, {"city", false}}};
constexpr std::array<core::ImportColumn, 6> person_columns{{{"company", true},
                                                            {"given_name", true},
                                                            {"family_name", true},
                                                            {"email", true},
                                                            {"function", false},
                                                            {"company_role", false}}};

core::FieldError unknown_role(std::string pointer, const std::string& value) {
  std::string allowed;
  for (const auto role : all_company_roles) allowed.append(allowed.empty() ? "" : ", ").append(to_text(role));
  return {std::move(pointer), &core::field_choice, {{"value", core::echo(value)}, {"allowed", std::move(allowed)}}};
}

core::FieldError twice(std::size_t line, const std::string& value, std::size_t first_line) {
  return {"line " + std::to_string(line),
          &core::duplicate_line,
          {{"value", core::echo(value)}, {"line", std::to_string(first_line)}}};
}

std::string lower(std::string text) {
  for (auto& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

// The companies that a name stands for. Those that were merged count only where no other one has the name.
class CompanyNames {
 public:
  explicit CompanyNames(const std::vector<KnownCompany>& companies) {
    for (const auto& company : companies) {
      auto& ids = by_name_[company.name];
      (company.is_merged ? ids.merged : ids.others).insert({company.role, company.id});
    }
  }

  [[nodiscard]] std::set<core::CompanyId> find(const std::string& name, std::optional<CompanyRole> role) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return {};
    auto ids = those_of(found->second.others, role);
    return ids.empty() ? those_of(found->second.merged, role) : ids;
  }

 private:
  using Ids = std::set<std::pair<CompanyRole, core::CompanyId>>;
  struct OfName {
    Ids others;
    Ids merged;
  };
  static std::set<core::CompanyId> those_of(const Ids& all, std::optional<CompanyRole> role) {
    std::set<core::CompanyId> ids;
    for (const auto& [its_role, id] : all) {
      if (!role || *role == its_role) ids.insert(id);
    }
    return ids;
  }
  std::map<std::string, OfName> by_name_;
};

std::optional<core::FieldError> wrong_company(const PersonLine& line, std::size_t count) {
  if (count == 1) return std::nullopt;
  const auto pointer = "line " + std::to_string(line.line) + "/company";
  if (count == 0) {
    return core::FieldError{
        pointer, &core::reference_not_found, {{"object", "company"}, {"value", core::echo(line.company_name)}}};
  }
  return core::FieldError{
      pointer, &company_ambiguous, {{"value", core::echo(line.company_name)}, {"count", std::to_string(count)}}};
}

}  // namespace

ReadLines<CompanyLine> read_companies(std::string_view csv) {
  ReadLines<CompanyLine> read;
  std::map<std::pair<std::string, CompanyRole>, std::size_t> seen;
  core::ImportTable table(csv, company_columns);
  while (table.next()) {
    const auto role = parse_company_role(table.cell("role"));
    CompanyLine line{table.line(),
                     {.name = table.cell("name"),
                      .role = role.value_or(CompanyRole::partner),
                      .region_key = table.maybe("region_key"),
                      .city = table.maybe("city")}};
    auto wrong = check(line.company, table.at());
    if (!role) wrong.push_back(unknown_role(table.at() + "/role", table.cell("role")));
    if (!table.accept(std::move(wrong))) continue;
    const auto [first, is_new] = seen.try_emplace({line.company.name, line.company.role}, line.line);
    if (is_new) {
      read.lines.push_back(std::move(line));
    } else {
      read.problems.push_back({line.line, twice(line.line, line.company.name, first->second)});
    }
  }
  auto problems = table.take_problems();
  std::move(problems.begin(), problems.end(), std::back_inserter(read.problems));
  read.rows = table.rows();
  return read;
}

ReadLines<PersonLine> read_people(std::string_view csv) {
  ReadLines<PersonLine> read;
  core::ImportTable table(csv, person_columns);
  while (table.next()) {
    const auto role_cell = table.maybe("company_role");
    PersonLine line{table.line(),
                    table.cell("company"),
                    role_cell ? parse_company_role(*role_cell) : std::nullopt,
                    {.company = {},
                     .given_name = table.cell("given_name"),
                     .family_name = table.cell("family_name"),
                     .email = table.cell("email"),
                     .function = table.maybe("function")}};
    std::vector<core::FieldError> wrong;
    if (line.company_name.empty()) wrong.push_back({table.at() + "/company", &core::field_required, {}});
    for (auto& error : check(line.person, table.at())) wrong.push_back(std::move(error));
    if (role_cell && !line.company_role) wrong.push_back(unknown_role(table.at() + "/company_role", *role_cell));
    if (table.accept(std::move(wrong))) read.lines.push_back(std::move(line));
  }
  read.problems = table.take_problems();
  read.rows = table.rows();
  return read;
}

std::vector<CompanyLine> new_companies(std::vector<CompanyLine> lines, const std::vector<KnownCompany>& known) {
  std::set<std::pair<std::string, CompanyRole>> names;
  for (const auto& company : known) names.emplace(company.name, company.role);
  std::erase_if(lines, [&](const CompanyLine& line) { return names.contains({line.company.name, line.company.role}); });
  return lines;
}

std::vector<NewPerson> new_people(std::vector<PersonLine> lines, const std::vector<KnownCompany>& companies,
                                  const std::vector<KnownPerson>& known, core::ImportProblems& problems) {
  using Key = std::pair<core::CompanyId, std::string>;
  const CompanyNames names(companies);
  std::set<Key> known_keys;
  for (const auto& person : known) known_keys.emplace(person.company, lower(person.email));
  std::map<Key, std::size_t> seen;
  std::vector<NewPerson> people;
  for (auto& line : lines) {
    const auto ids = names.find(line.company_name, line.company_role);
    if (auto wrong = wrong_company(line, ids.size())) {
      problems.push_back({line.line, *std::move(wrong)});
      continue;
    }
    line.person.company = *ids.begin();
    Key key{line.person.company, lower(line.person.email)};
    const auto [first, is_new] = seen.try_emplace(key, line.line);
    if (!is_new) {
      problems.push_back({line.line, twice(line.line, line.person.email, first->second)});
    } else if (!known_keys.contains(key)) {
      people.push_back(std::move(line.person));
    }
  }
  return people;
}

}  // namespace tagwerk::directory
