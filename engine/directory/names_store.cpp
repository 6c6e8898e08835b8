#include "engine/directory/names_store.hpp"

#include <utility>

#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::directory {

std::map<core::CompanyId, NamedCompany> load_named_companies(storage::Transaction& tx,
                                                             const std::set<core::CompanyId>& companies) {
  std::map<core::CompanyId, NamedCompany> named;
  if (companies.empty()) return named;
  static_cast<void>(tx.select("select id, name, role from companies where id in " + storage::IdList(companies).sql(),
                              {}, [&](storage::Row& row) {
                                const auto id = row.next<core::CompanyId>();
                                auto name = row.next<std::string>();
                                const auto role = storage::stored(parse_company_role(row.next<std::string>()));
                                return named.emplace(id, NamedCompany{std::move(name), role}).second;
                              }));
  return named;
}

std::map<core::PersonId, std::string> load_person_names(storage::Transaction& tx,
                                                        const std::set<core::PersonId>& people) {
  std::map<core::PersonId, std::string> names;
  if (people.empty()) return names;
  static_cast<void>(tx.select(
      "select id, concat(given_name, ' ', family_name) from people where id in " + storage::IdList(people).sql(), {},
      [&](storage::Row& row) {
        const auto id = row.next<core::PersonId>();
        return names.emplace(id, row.next<std::string>()).second;
      }));
  return names;
}

Names load_names(storage::Transaction& tx, const std::set<core::CompanyId>& companies,
                 const std::set<core::PersonId>& people) {
  Names names{.people = load_person_names(tx, people)};
  for (auto& [id, company] : load_named_companies(tx, companies)) names.companies.emplace(id, std::move(company.name));
  return names;
}

}  // namespace tagwerk::directory
