#include "engine/events/terms_reference_mover.hpp"

#include "engine/directory/company_service.hpp"
#include "engine/events/event_terms_service.hpp"
#include "tests/events/fixture.hpp"

using namespace tagwerk;
using events::Contingent;
using test::code_of;

namespace {

struct MoverFixture : test::Fixture {
  events::TermsReferenceMover mover;
  directory::CompanyService companies{database(), {&mover}};
  events::EventTermsService terms{database(), {&dependents}};
  core::EventId event = make_event().id;
  core::CompanyId from = company("partner");
  core::CompanyId into = company("partner");

  std::vector<Contingent> contingents() { return terms.get(call(), event).value().contingents; }
  void put(const std::vector<Contingent>& all) { BOOST_REQUIRE(terms.put(call(), event, all, {})); }
};

Contingent of(const core::CompanyId& company, std::string key) {
  Contingent made;
  made.key = std::move(key);
  made.pool = "participants";
  made.places = 5;
  made.company = company;
  return made;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(terms_reference_mover, MoverFixture)

BOOST_AUTO_TEST_CASE(contingents_of_a_merged_company_are_the_other_ones_in_a_new_version) {
  auto of_role = of(from, "role");
  of_role.company = std::nullopt;
  of_role.company_role = directory::CompanyRole::partner;
  const auto third = company("partner");
  put({of(from, "a"), of_role, of(into, "b"), of(third, "c"), of(from, "d")});
  BOOST_REQUIRE(companies.merge(call(), from, into));
  BOOST_TEST((contingents() == std::vector{of(into, "a"), of_role, of(into, "b"), of(third, "c"), of(into, "d")}));
  BOOST_TEST(service.find(call(), event).value().terms_version == 2);
  const auto last = trail(event.uuid).back();
  BOOST_TEST(last.action == "contingents_changed");
  BOOST_TEST_REQUIRE(last.changes.size() == 2U);
  BOOST_TEST(last.changes[0].member == "a/company_id");
  BOOST_TEST(last.changes[0].after.value() == into.text());
}

BOOST_AUTO_TEST_CASE(an_event_without_contingents_of_it_stays_as_it_is) {
  put({of(into, "b")});
  BOOST_REQUIRE(companies.merge(call(), from, into));
  BOOST_TEST(service.find(call(), event).value().terms_version == 1);
}

BOOST_AUTO_TEST_CASE(a_company_with_contingents_is_not_deleted) {
  put({of(from, "a")});
  const auto refused = companies.remove(call(), from, {});
  BOOST_TEST(code_of(refused) == "still_referenced");
  BOOST_TEST(refused.error().detail(core::Language::en).find("contingents") != std::string::npos);
  put({});
  BOOST_TEST(code_of(companies.remove(call(), from, {})) == "ok");
}

BOOST_AUTO_TEST_CASE(a_merged_company_gets_no_new_contingent) {
  BOOST_REQUIRE(companies.merge(call(), from, into));
  BOOST_TEST(test::fields_of(terms.put(call(), event, std::vector{of(from, "a")}, {}).error()) ==
             "/contingents/0/company_id reference_not_found");
}

BOOST_AUTO_TEST_SUITE_END()
