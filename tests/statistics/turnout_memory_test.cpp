#include "engine/statistics/turnout_memory.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using namespace tagwerk::statistics;

namespace {

const auto now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();

struct Counted {
  core::EventId event = core::EventId::make(now);
  core::Uuid count = core::Uuid::make(now);
};

TurnoutMemory::Heads heads(std::size_t companies) {
  return std::make_shared<const std::vector<CompanyHeads>>(
      companies, CompanyHeads{.company = core::CompanyId::make(now), .is_partner = true, .heads = 1});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(turnout_memory)

BOOST_AUTO_TEST_CASE(only_the_very_count_is_known) {
  TurnoutMemory memory;
  const Counted one;
  const Counted other;
  BOOST_TEST(!memory.find(one.event, one.count));
  memory.keep(one.event, one.count, heads(3));
  BOOST_TEST_REQUIRE(memory.find(one.event, one.count) != nullptr);
  BOOST_TEST(memory.find(one.event, one.count)->size() == 3U);
  BOOST_TEST(!memory.find(one.event, other.count));
  BOOST_TEST(!memory.find(other.event, one.count));
}

BOOST_AUTO_TEST_CASE(a_later_count_takes_the_place_of_an_earlier_one) {
  TurnoutMemory memory;
  const Counted one;
  const auto later = core::Uuid::make(now);
  memory.keep(one.event, one.count, heads(3));
  memory.keep(one.event, later, heads(2));
  BOOST_TEST(!memory.find(one.event, one.count));
  BOOST_TEST(memory.find(one.event, later)->size() == 2U);
  BOOST_TEST(memory.rows() == 2U);
}

BOOST_AUTO_TEST_CASE(no_more_is_kept_than_was_promised) {
  TurnoutMemory memory;
  const Counted one;
  const Counted other;
  const Counted too_large;
  memory.keep(one.event, one.count, heads(TurnoutMemory::max_rows));
  BOOST_TEST(memory.rows() == TurnoutMemory::max_rows);
  memory.keep(too_large.event, too_large.count, heads(TurnoutMemory::max_rows + 1));
  BOOST_TEST(!memory.find(too_large.event, too_large.count));
  BOOST_TEST((memory.find(one.event, one.count) != nullptr));
  memory.keep(other.event, other.count, heads(1));
  BOOST_TEST(!memory.find(one.event, one.count));
  BOOST_TEST((memory.find(other.event, other.count) != nullptr));
  BOOST_TEST(memory.rows() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
