// Purpose: what the tests of the directory share: services over an empty database, callers of every kind, short ways to make
// companies and people. Thread-safety: one thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

#include "engine/directory/company_service.hpp"
#include "engine/directory/import_service.hpp"
#include "engine/directory/organization_service.hpp"
#include "engine/directory/person_service.hpp"
#include "engine/directory/region_service.hpp"
#include "tests/support/refusal.hpp"
#include "tests/support/rows.hpp"

namespace tagwerk::directory {

using test::detail;
using test::refusal;

/// Remembers what it was told to move, and can fail.
class RecordingMover final : public ReferenceMover {
 public:
  void move_company(storage::Transaction&, const access::Call&, const core::CompanyId& from,
                    const core::CompanyId& into) override {
    companies.emplace_back(from, into);
    if (fails) throw std::runtime_error("the mover fails");
  }
  void move_person(storage::Transaction&, const access::Call&, const Person& from, const Person& into) override {
    people.emplace_back(from.id, into.id);
    if (fails) throw std::runtime_error("the mover fails");
  }

  std::vector<std::pair<core::CompanyId, core::CompanyId>> companies;
  std::vector<std::pair<core::PersonId, core::PersonId>> people;
  bool fails = false;
};

struct DirectoryFixture : support::TestRows {
  RecordingMover mover;
  OrganizationService organizations{database()};
  RegionService regions{database()};
  CompanyService companies{database(), {&mover}};
  PersonService people{database(), {&mover}};
  ImportService imports{database()};
  access::Call organizer = call();

  [[nodiscard]] access::Call later(int seconds) const {
    auto call = organizer;
    call.now += boost::posix_time::seconds(seconds);
    return call;
  }
  /// A token of that company.
  [[nodiscard]] access::Call caller_of(const core::CompanyId& company) const {
    auto call = organizer;
    call.principal.role = access::Role::partner;
    call.principal.company = company;
    return call;
  }

  Company new_company(const std::string& name, CompanyRole role = CompanyRole::partner) {
    return companies.create(organizer, {.name = name, .role = role, .region_key = {}, .city = {}}).value();
  }
  Person new_person(const core::CompanyId& company, const std::string& email = "anna@example.org") {
    return people
        .create(organizer,
                {.company = company, .given_name = "Anna", .family_name = "Beispiel", .email = email, .function = {}})
        .value();
  }
  core::TokenId new_token(const core::CompanyId& company, const std::string& role, bool revoked = false) {
    const auto id = core::TokenId::make(now);
    execute(
        "insert into access_tokens (id, organization_id, name, role, company_id, token_hash, created_at, updated_at, "
        "revoked_at) values (:id, :org, 'Partnerportal', :role, :company, :hash, :now, :now, :revoked)",
        {{"id", id},
         {"org", data.organization()},
         {"role", role},
         {"company", company},
         {"hash", storage::Binary{std::string(id.uuid.raw()) + std::string(16, 'x')}},
         {"now", now},
         {"revoked", revoked ? std::optional(now) : std::nullopt}});
    return id;
  }
};

[[nodiscard]] inline std::string words(const std::vector<core::FieldError>& errors) {
  std::string text;
  for (const auto& error : errors)
    text += (text.empty() ? "" : " ") + error.pointer + ":" + std::string(error.code->code);
  return text;
}

}  // namespace tagwerk::directory
