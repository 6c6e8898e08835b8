#include "engine/core/money.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <limits>

#include "engine/core/percent.hpp"

using namespace tagwerk::core;

BOOST_AUTO_TEST_SUITE(money)

BOOST_AUTO_TEST_CASE(currencies_have_the_digits_of_iso_4217) {
  for (const auto* currency : {"EUR", "USD", "CHF", "AED", "ZMW", "HUF"}) BOOST_TEST((minor_digits(currency) == 2));
  for (const auto* currency : {"JPY", "BIF", "XPF", "KRW"}) BOOST_TEST((minor_digits(currency) == 0));
  for (const auto* currency : {"BHD", "KWD", "TND"}) BOOST_TEST((minor_digits(currency) == 3));
  for (const auto* currency : {"", "eur", "EU", "EURO", "DEM", "ZZZ", "XAU", "EUR "})
    BOOST_TEST(!minor_digits(currency).has_value(), currency);
}

BOOST_AUTO_TEST_CASE(amounts_are_read_exactly_or_not_at_all) {
  const struct {
    const char* text;
    int digits;
    std::optional<std::int64_t> minor;
  } cases[] = {{"0", 2, 0},
               {"0.00", 2, 0},
               {"1234.50", 2, 123450},
               {"1234.5", 2, 123450},
               {"1234", 2, 123400},
               {"0.01", 2, 1},
               {"0.07", 2, 7},
               {"-0.05", 2, -5},
               {"-12", 0, -12},
               {"1234", 0, 1234},
               {"1.234", 3, 1234},
               {"9999999999999.99", 2, 999'999'999'999'999},
               {"999999999999999", 0, 999'999'999'999'999},
               {"10000000000000.00", 2, {}},
               {"1000000000000000", 0, {}},
               {"99999999999999999999999999", 0, {}},
               {"", 2, {}},
               {"-", 2, {}},
               {"-0", 2, {}},
               {"-0.00", 2, {}},
               {".5", 2, {}},
               {"5.", 2, {}},
               {"1.005", 2, {}},
               {"1.0", 0, {}},
               {"1.0000", 3, {}},
               {"007", 2, {}},
               {"00", 2, {}},
               {"+1", 2, {}},
               {"--1", 2, {}},
               {" 1", 2, {}},
               {"1 ", 2, {}},
               {"1,50", 2, {}},
               {"1.234.50", 2, {}},
               {"1e3", 2, {}},
               {"0x1", 2, {}},
               {"1.-5", 2, {}},
               {"١", 2, {}}};
  for (const auto& [text, digits, minor] : cases) {
    BOOST_TEST_CONTEXT(text << " with " << digits) BOOST_TEST((parse_amount(text, digits) == minor));
  }
}

BOOST_AUTO_TEST_CASE(amounts_are_written_with_all_digits_of_the_currency) {
  BOOST_TEST(amount_text(123450, 2) == "1234.50");
  BOOST_TEST(amount_text(5, 2) == "0.05");
  BOOST_TEST(amount_text(-5, 2) == "-0.05");
  BOOST_TEST(amount_text(0, 2) == "0.00");
  BOOST_TEST(amount_text(-1234, 3) == "-1.234");
  BOOST_TEST(amount_text(Money{.minor = 1234, .currency = "JPY"}) == "1234");
  BOOST_TEST(amount_text(Money{.minor = 1234, .currency = "TND"}) == "1.234");
  BOOST_TEST(amount_text(std::numeric_limits<std::int64_t>::min(), 2) == "-92233720368547758.08");
}

BOOST_AUTO_TEST_CASE(every_amount_comes_back_from_its_text) {
  BOOST_TEST(rc::check("every amount comes back", [] {
    const auto minor = *rc::gen::inRange<std::int64_t>(-max_minor_units, max_minor_units + 1);
    const auto digits = *rc::gen::element(0, 2, 3);
    const auto text = amount_text(minor, digits);
    RC_ASSERT(parse_amount(text, digits) == minor);
  }));
}

BOOST_AUTO_TEST_CASE(what_is_read_is_written_again_as_the_same_number) {
  BOOST_TEST(rc::check("a text that is read is its own but for zeros behind the point", [] {
    const auto digits = *rc::gen::element(0, 2, 3);
    auto text = *rc::gen::container<std::string>(rc::gen::element('0', '1', '9', '.', '-'));
    const auto minor = parse_amount(text, digits);
    if (!minor) return;
    if (digits > 0 && text.find('.') == std::string::npos) text += '.';
    const auto point = text.find('.');
    if (point != std::string::npos) text.append(point + 1 + static_cast<std::size_t>(digits) - text.size(), '0');
    RC_ASSERT(amount_text(*minor, digits) == text);
  }));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(percent)

BOOST_AUTO_TEST_CASE(every_hundredth_from_0_to_100_is_a_percentage_and_reads_back) {
  for (int points = 0; points <= 10'000; ++points) {
    const auto made = Percent::from_number(points / 100.0);
    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(made->basis_points == points);
    BOOST_TEST(made->number() == points / 100.0);
  }
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused) {
  for (const double bad : {-0.01, 100.01, 0.005, 19.001, 7.255, 1e300, -1.0})
    BOOST_TEST(!Percent::from_number(bad).has_value(), bad);
  BOOST_TEST(!Percent::from_number(std::numeric_limits<double>::quiet_NaN()).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
