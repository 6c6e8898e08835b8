// Purpose: what all black-box tests of one run share: a database, `tagwerk serve` on a free port, two organizations and a
// client per role. Made at the first use, ended with the test program. Tests make their own events and companies in it and
// never rely on what others left.
// Thread-safety: get() from the main thread first; the clients may be copied into threads.
#pragma once

#include <memory>
#include <string>

#include "tests/blackbox/client.hpp"
#include "tests/support/process.hpp"
#include "tests/support/test_database.hpp"

namespace tagwerk::test {
using support::TestDatabase;

/// Runs `tagwerk WORDS…` on a database.
[[nodiscard]] Finished tagwerk(const std::string& database_url, std::vector<std::string> words,
                               Variables variables = {});
/// A new token; throws when it is refused.
[[nodiscard]] std::string make_token(const std::string& database_url, const std::string& organization,
                                     const std::string& role, const std::string& company = {});

struct World {
  static World& get();

  TestDatabase database;
  std::unique_ptr<ServerProcess> server;
  Client anonymous, admin, organizer, desk, viewer, partner, vendor;
  Client stranger;              // admin of another organization
  std::string partner_company;  // of the token `partner`
  std::string vendor_company;
  std::string series;  // a key, kind other

  /// A word that no test has used yet: "w17".
  [[nodiscard]] std::string fresh_word();
  // Ids of new objects; each throws when it is refused.
  [[nodiscard]] std::string new_company(const std::string& role = "partner");
  [[nodiscard]] std::string new_person(const std::string& company);
  /// `members` are further members of the body, with a leading comma: R"(, "edition_year": 2016)".
  [[nodiscard]] std::string new_event(const std::string& members = {}, const std::string& status = "open");
  void set_capacity(const std::string& event, const std::string& pools_json);
  /// `heads` to be named later; the answer's body.
  [[nodiscard]] Answer register_heads(const std::string& event, const std::string& company, int heads,
                                      const std::string& waitlist = "none");

 private:
  World();
  int words_ = 0;
};

[[nodiscard]] const std::string& binary();

}  // namespace tagwerk::test
