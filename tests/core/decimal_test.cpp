#include "engine/core/decimal.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>
#include <utility>

using tagwerk::core::Decimal;

namespace {

std::string text_of(std::optional<Decimal> decimal) { return decimal ? decimal->text() : "none"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(decimal)

BOOST_AUTO_TEST_CASE(texts_lose_superfluous_zeros_only) {
  for (const auto& [given, kept] :
       {std::pair{"0", "0"}, std::pair{"-0", "0"}, std::pair{"12.50", "12.5"}, std::pair{"007", "7"},
        std::pair{"-0.000001", "-0.000001"}, std::pair{"3.000", "3"}, std::pair{"999999999.999999", "999999999.999999"},
        std::pair{"-999999999.999999", "-999999999.999999"}, std::pair{"0.1", "0.1"}, std::pair{"1000000", "1000000"}})
    BOOST_TEST(text_of(Decimal::parse(given)) == kept, given);
}

BOOST_AUTO_TEST_CASE(what_is_no_decimal_or_too_long_is_refused) {
  for (const char* bad : {"", "-", ".", ".5", "5.", "+1", "1e3", "1,5", " 1", "1 ", "--1", "0x1", "1.2.3", "1000000000",
                          "0.0000001", "NaN"})
    BOOST_TEST(text_of(Decimal::parse(bad)) == "none", bad);
}

BOOST_AUTO_TEST_CASE(a_number_is_the_decimal_that_was_written) {
  BOOST_TEST(text_of(Decimal::from_number(0.1)) == "0.1");
  BOOST_TEST(text_of(Decimal::from_number(2.675)) == "2.675");
  BOOST_TEST(text_of(Decimal::from_number(-3)) == "-3");
  BOOST_TEST(text_of(Decimal::from_number(999999999.999999)) == "999999999.999999");
  BOOST_TEST(text_of(Decimal::from_number(1e9)) == "none");
  BOOST_TEST(text_of(Decimal::from_number(1e-7)) == "none");
  BOOST_TEST(text_of(Decimal::from_number(0.1 + 0.2)) == "none");  // 0.30000000000000004
  BOOST_TEST(text_of(Decimal::from_number(std::numeric_limits<double>::denorm_min())) == "none");
  BOOST_TEST(text_of(Decimal::from_number(std::numeric_limits<double>::infinity())) == "none");
  BOOST_TEST(text_of(Decimal::from_number(std::numeric_limits<double>::quiet_NaN())) == "none");
}

BOOST_AUTO_TEST_CASE(every_decimal_survives_its_number_and_its_text) {
  for (std::int64_t millionths = -Decimal::max_millionths; millionths < Decimal::max_millionths;
       millionths += 1'234'567'891'234) {
    const Decimal decimal{millionths};
    BOOST_TEST((Decimal::from_number(decimal.number()) == decimal));
    BOOST_TEST((Decimal::parse(decimal.text()) == decimal));
  }
}

BOOST_AUTO_TEST_SUITE_END()
