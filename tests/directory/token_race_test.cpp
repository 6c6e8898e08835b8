// Tokens that are made while their company changes under them.
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <future>
#include <string>
#include <thread>

#include "engine/access/token_service.hpp"
#include "engine/access/token_verifier.hpp"
#include "tests/directory/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::directory;

namespace {

struct TokenRaceFixture : DirectoryFixture {
  access::TokenVerifier verifier{database(), std::chrono::seconds(1)};
  access::TokenService tokens{database(), verifier};

  /// How a partner's token for that company ends that is asked for when `change` has been done and not committed yet.
  template <class Change>
  std::string token_during(const core::CompanyId& company, Change&& change) {
    std::promise<void> is_changed;
    auto changed = is_changed.get_future();
    auto made = std::async(std::launch::async, [&] {
      changed.wait();
      return refusal(
          tokens.create(organizer, {.name = "Partnerportal", .role = access::Role::partner, .company = company}));
    });
    database().transact(nullptr, [&](storage::Transaction& tx) {
      auto joined = organizer;
      joined.transaction = &tx;
      change(joined);
      is_changed.set_value();
      std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the token is asked for by now
      return true;
    });
    return made.get();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_race, TokenRaceFixture)

// Found in review: such tokens saw nothing, and stood in the way of deleting the company that was left.
BOOST_AUTO_TEST_CASE(no_token_is_made_for_a_company_that_is_merged_meanwhile) {
  const auto from = new_company("Systemhaus Sued");
  const auto into = new_company("Systemhaus Süd");
  BOOST_TEST(token_during(from.id, [&](const access::Call& joined) {
               BOOST_TEST(refusal(companies.merge(joined, from.id, into.id)) == "none");
             }) == "validation_failed /company_id:reference_not_found");
}

BOOST_AUTO_TEST_CASE(no_partner_token_is_made_for_a_company_that_becomes_a_vendor_meanwhile) {
  const auto company = new_company("Systemhaus Süd");
  CompanyPatch patch;
  patch.role = CompanyRole::vendor;
  BOOST_TEST(token_during(company.id, [&](const access::Call& joined) {
               BOOST_TEST(refusal(companies.change(joined, company.id, patch, {})) == "none");
             }) == "validation_failed /company_id:company_role_unfit");
}

BOOST_AUTO_TEST_CASE(tokens_that_move_with_their_company_have_it_in_the_trail) {
  const auto from = new_company("Systemhaus Sued");
  const auto into = new_company("Systemhaus Süd");
  const auto token = new_token(from.id, "partner");
  BOOST_REQUIRE(companies.merge(organizer, from.id, into.id));
  BOOST_TEST(trail(token.uuid) == "moved");
}

BOOST_AUTO_TEST_SUITE_END()
