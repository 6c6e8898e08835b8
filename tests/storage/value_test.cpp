#include "engine/storage/value.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/storage/scratch.hpp"

using namespace tagwerk;
using namespace tagwerk::storage;

namespace {

struct Fixture : support::Scratch {
  // Written to `column` and read back as T.
  template <class T>
  T stored(const std::string& column, const Value& value) {
    return data.database().transact(nullptr, [&](Transaction& tx) {
      tx.execute("delete from scratch_values", {});
      tx.execute("insert into scratch_values (id, " + column + ") values (1, :value)", {{"value", value}});
      return tx.scalar<T>("select " + column + " from scratch_values", {}).value();
    });
  }
  template <class T>
  T answered(const std::string& expression) {
    return data.database().read([&](Transaction& tx) { return tx.scalar<T>("select " + expression, {}).value(); });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(value, Fixture)

BOOST_AUTO_TEST_CASE(whole_numbers_round_trip_at_their_limits) {
  for (const auto number : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0},
                            std::int64_t{1}, std::int64_t{4294967296}, std::numeric_limits<std::int64_t>::max()}) {
    BOOST_TEST(stored<std::int64_t>("large", number) == number);
  }
  for (const auto number : {std::numeric_limits<int>::min(), 0, std::numeric_limits<int>::max()}) {
    BOOST_TEST(stored<int>("whole", number) == number);
  }
  BOOST_TEST(stored<bool>("flag", true) == true);
  BOOST_TEST(stored<bool>("flag", false) == false);
}

BOOST_AUTO_TEST_CASE(numbers_with_fractions_round_trip_exactly) {
  for (const double number :
       {0.0, -0.5, 0.1, 1.0 / 3.0, 1e-300, 123456789.123456789, std::numeric_limits<double>::max(),
        std::numeric_limits<double>::min(), std::numeric_limits<double>::lowest()}) {
    BOOST_TEST(stored<double>("realnumber", number) == number);
  }
}

BOOST_AUTO_TEST_CASE(texts_round_trip_exactly) {
  for (const std::string& text :
       {std::string(), std::string(" spaces "), std::string("it's \"quoted\" `here`"), std::string("back\\slash\\"),
        std::string("50% _under_"), std::string("line\r\nfeed\ttab"), std::string("nul\0inside", 10),
        std::string(1, '\0'), std::string("\\0"), std::string("'; drop table scratch; -- "),
        std::string(":name :value"), std::string("ÄÖÜß é ñ"), std::string("👩‍👩‍👧 😀"),
        std::string("שלום عليكم"), std::string("e\u0301 vs \u00e9"), std::string("\x1a")}) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(stored<std::string>("content", text) == text); }
  }
  std::string longest;
  for (int i = 0; i < 255; ++i) longest += "😀";
  BOOST_TEST(stored<std::string>("content", longest) == longest);
}

BOOST_AUTO_TEST_CASE(bytes_round_trip_exactly) {
  std::string all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
  BOOST_TEST(stored<std::string>("bytes", Binary{all}) == all);
  BOOST_TEST(stored<std::string>("bytes", Binary{""}).empty());
  const std::string large(1 << 20, '\'');
  BOOST_TEST((stored<std::string>("bytes", Binary{large}) == large));
}

BOOST_AUTO_TEST_CASE(ids_dates_and_instants_round_trip) {
  const auto id = core::EventId::make(core::SystemClock().now());
  BOOST_TEST((stored<core::EventId>("uuid", id) == id));
  for (const char* day : {"1400-01-01", "2016-02-29", "9999-12-31"}) {
    BOOST_TEST(core::to_text(stored<core::Date>("day", core::parse_date(day).value())) == day);
  }
  for (const char* moment : {"1400-01-01T00:00:00Z", "2016-11-10T08:00:00.123456Z", "9999-12-31T23:59:59.999999Z"}) {
    BOOST_TEST(core::to_rfc3339(stored<core::Instant>("moment", core::parse_rfc3339(moment).value())) == moment);
  }
}

BOOST_AUTO_TEST_CASE(null_is_an_empty_optional_and_nothing_else) {
  BOOST_TEST(!stored<std::optional<std::string>>("content", nullptr).has_value());
  BOOST_TEST(!stored<std::optional<int>>("whole", std::optional<int>()).has_value());
  BOOST_TEST(stored<std::optional<std::string>>("content", "").value() == "");
  BOOST_TEST(stored<std::optional<std::string>>("content", "null").value() == "null");
  BOOST_TEST(stored<std::optional<int>>("whole", std::optional<int>(0)).value() == 0);
  BOOST_TEST(!stored<std::optional<core::EventId>>("uuid", nullptr).has_value());
  BOOST_CHECK_THROW((void)stored<std::string>("content", nullptr), std::logic_error);
  BOOST_CHECK_THROW((void)stored<int>("whole", nullptr), std::logic_error);
}

BOOST_AUTO_TEST_CASE(types_that_socis_rows_cannot_read_are_no_trouble) {
  BOOST_TEST(!answered<std::optional<std::string>>("null").has_value());
  BOOST_TEST(answered<std::int64_t>("sum(n) from (select 9007199254740993 as n) as t") == 9007199254740993);
  BOOST_TEST(answered<std::string>("json_object('a', 1)") == "{\"a\": 1}");
  BOOST_TEST(answered<std::string>("cast(1234.50 as decimal(10, 2))") == "1234.50");
  BOOST_TEST(answered<double>("avg(n) from (select 1 as n union all select 2) as t") == 1.5);
}

BOOST_AUTO_TEST_CASE(a_column_read_as_what_it_is_not_is_our_mistake) {
  BOOST_CHECK_THROW((void)answered<int>("'x'"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<int>("''"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<int>("' 1'"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<int>("'1x'"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<int>("2147483648"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<std::int64_t>("9223372036854775808"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<bool>("2"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<double>("'1,5'"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<core::EventId>("'short'"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<core::Date>("'2015-02-29'"), std::logic_error);
  BOOST_CHECK_THROW((void)answered<core::Instant>("'2015-02-28'"), std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_column_that_is_not_there_is_our_mistake) {
  BOOST_CHECK_THROW(data.database().read([](Transaction& tx) {
    return tx.select_one("select 1", {}, [](Row& row) { return row.next<int>() + row.next<int>(); });
  }),
                    std::logic_error);
}

BOOST_AUTO_TEST_CASE(what_a_message_says_does_not_quote_the_column) {
  try {
    (void)answered<int>("'anna@example.org'");
    BOOST_ERROR("a text was read as a number");
  } catch (const std::logic_error& error) {
    BOOST_TEST(std::string(error.what()).find("anna") == std::string::npos);
  }
}

BOOST_AUTO_TEST_SUITE_END()
