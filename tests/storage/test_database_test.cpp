#include "tests/support/test_database.hpp"

#include <boost/test/unit_test.hpp>

#include "engine/storage/migrations.hpp"

using namespace tagwerk;

namespace {

std::int64_t organizations(storage::Database& database) {
  return database.read([](storage::Transaction& tx) {
    return tx.scalar<std::int64_t>("select count(*) from organizations", {}).value();
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(test_database)

BOOST_AUTO_TEST_CASE(the_shared_one_is_empty_but_for_its_organization_each_time) {
  for (int i = 0; i < 3; ++i) {
    auto& data = support::TestDatabase::shared();
    BOOST_TEST(organizations(data.database()) == 1);
    data.add_organization("more");
    BOOST_TEST(organizations(data.database()) == 2);
  }
}

BOOST_AUTO_TEST_CASE(two_of_them_are_apart_and_up_to_date) {
  support::TestDatabase one;
  support::TestDatabase other;
  one.add_organization("more");
  BOOST_TEST(organizations(other.database()) == 1);
  BOOST_TEST((storage::schema_state(one.database()).kind == storage::SchemaState::Kind::up_to_date));
}

BOOST_AUTO_TEST_CASE(its_url_leads_to_the_same_database) {
  support::TestDatabase data;
  storage::Database again(storage::parse_url(data.url()).value());
  data.add_organization("more");
  BOOST_TEST(organizations(again) == 2);
}

BOOST_AUTO_TEST_SUITE_END()
