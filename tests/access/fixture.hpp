// Purpose: what the tests of tokens share: an organization, a caller, companies.
#pragma once

#include <string>

#include "engine/access/call.hpp"
#include "engine/access/token.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "tests/support/test_database.hpp"

namespace tagwerk::test {

struct AccessFixture {
  support::TestDatabase& data = support::TestDatabase::shared();
  storage::Database& database = data.database();
  core::Instant now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();

  [[nodiscard]] access::Call admin_call() const {
    access::Call call;
    call.principal.organization = data.organization();
    call.principal.token = core::TokenId::make(now);
    call.principal.name = "boss";
    call.principal.role = access::Role::admin;
    call.now = now;
    call.request_id = "r-1";
    return call;
  }

  core::CompanyId add_company(const std::string& role, const core::OrganizationId& organization,
                              std::optional<core::CompanyId> merged_into = {}) {
    const auto id = core::CompanyId::make(now);
    database.transact(nullptr, [&](storage::Transaction& tx) {
      return tx.execute(
          "insert into companies (id, organization_id, name, role, merged_into_id, created_at, updated_at)"
          " values (:id, :org, 'Firma', :role, :merged, :now, :now)",
          {{"id", id}, {"org", organization}, {"role", role}, {"merged", merged_into}, {"now", now}});
    });
    return id;
  }
  core::CompanyId add_company(const std::string& role) { return add_company(role, data.organization()); }

  std::int64_t count(const std::string& sql) {
    return database.read([&](storage::Transaction& tx) { return tx.scalar<std::int64_t>(sql, {}).value(); });
  }
};

/// "/company_id=company_needed /name=wrong_length "
inline std::string fields_of(const core::Error& error) {
  std::string text;
  for (const auto& field : error.fields()) text += field.pointer + "=" + std::string(field.code->code) + " ";
  return text;
}

}  // namespace tagwerk::test
