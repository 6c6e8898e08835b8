#include "engine/trips/passport.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include "engine/core/time.hpp"
#include "engine/trips/passport_number.hpp"
#include "engine/trips/trip_requirements.hpp"

using namespace tagwerk;
using core::Date;

namespace {

Date day(const char* text) { return core::parse_date(text).value(); }

std::string wrong(const trips::PassportWish& wish) {
  std::string text;
  for (const auto& field : trips::check(wish)) text += field.pointer + ":" + std::string(field.code->code) + " ";
  return text;
}

std::string wrong_number(const std::string& number) {
  return wrong({.country = "DE", .expires_on = day("2030-01-01"), .number = std::optional(number)});
}

}  // namespace

BOOST_AUTO_TEST_SUITE(passports)

BOOST_AUTO_TEST_CASE(valid_n_months_after_return_ends_with_the_month) {
  const struct {
    const char* returns_on;
    int months;
    const char* needed;
  } table[] = {
      {"2016-11-11", 6, "2017-05-11"},                                    // the same day
      {"2016-11-11", 0, "2016-11-11"},  {"2026-08-31", 6, "2027-02-28"},  // there is no 31 February
      {"2027-08-31", 6, "2028-02-29"},                                    // … nor in a leap year
      {"2026-08-30", 6, "2027-02-28"},  {"2026-08-29", 6, "2027-02-28"},  {"2026-08-28", 6, "2027-02-28"},
      {"2026-08-27", 6, "2027-02-27"},  {"2027-08-29", 6, "2028-02-29"},  {"2027-08-28", 6, "2028-02-28"},
      {"2028-02-29", 12, "2029-02-28"},                                    // the leap day has no year after
      {"2028-02-29", 48, "2032-02-29"}, {"2027-02-28", 12, "2028-02-29"},  // last day to last day
      {"2028-02-28", 12, "2029-02-28"},                                    // not the last day of a leap February
      {"2027-02-28", 6, "2027-08-31"},  {"2028-02-29", 6, "2028-08-31"},  {"2028-02-28", 6, "2028-08-28"},
      {"2026-04-30", 1, "2026-05-31"},  {"2026-12-31", 2, "2027-02-28"},  {"2026-10-31", 1, "2026-11-30"},
      {"2099-11-30", 3, "2100-02-28"},   // 2100 is no leap year
      {"1999-11-30", 3, "2000-02-29"},   // 2000 was one
      {"9999-06-01", 12, "9999-12-31"},  // the calendar ends
      {"9999-12-31", 60, "9999-12-31"},
  };
  for (const auto& [returns_on, months, needed] : table)
    BOOST_TEST(core::to_text(trips::must_be_valid_on(day(returns_on), months)) == needed,
               returns_on << " and " << months << " months");
}

BOOST_AUTO_TEST_CASE(months_are_never_less_than_the_same_day_and_grow_with_the_return) {
  BOOST_TEST(rc::check("months after a day", [] {
    const auto from = Date(1990, 1, 1) + boost::gregorian::days(*rc::gen::inRange(0, 60'000));
    const auto months = *rc::gen::inRange(0, trips::max_passport_months + 1);
    const auto needed = trips::must_be_valid_on(from, months);
    const int month = static_cast<int>(from.month()) - 1 + months;
    RC_ASSERT(needed.year() == from.year() + month / 12);
    RC_ASSERT(static_cast<int>(needed.month()) == month % 12 + 1);
    const bool is_last = needed == needed.end_of_month();
    RC_ASSERT(needed.day() == from.day() || is_last);
    RC_ASSERT(is_last || from != from.end_of_month());
    RC_ASSERT(trips::must_be_valid_on(from + boost::gregorian::days(1), months) >= needed);
  }));
}

BOOST_AUTO_TEST_CASE(the_day_of_return_is_the_later_one_also_over_the_date_line) {
  const struct {
    const char* ends_on;
    const char* returns_on;  // empty: nothing is said
    const char* told;
    const char* what;
  } table[] = {
      {"2026-11-11", "", "2026-11-11", "the event's last day"},
      {"2026-11-11", "2026-11-12", "2026-11-12", "a night flight"},
      {"2026-11-11", "2026-11-11", "2026-11-11", "the same day"},
      {"2026-01-02", "2026-01-01", "2026-01-02", "Apia to Honolulu: back before it left"},
      {"2026-12-31", "2027-01-02", "2027-01-02", "Honolulu to Auckland: two days later, and a year"},
      {"2028-02-28", "2028-03-01", "2028-03-01", "over a leap day"},
  };
  for (const auto& [ends_on, returns_on, told, what] : table) {
    const auto given = *returns_on == '\0' ? std::nullopt : std::optional(day(returns_on));
    BOOST_TEST(core::to_text(trips::return_date(day(ends_on), given)) == told, what);
  }
}

BOOST_AUTO_TEST_CASE(today_is_that_of_the_trip) {
  const auto now = core::parse_rfc3339("2026-01-01T10:30:00Z").value();
  const auto today = [&](const char* zone) { return core::to_text(trips::today_in(now, zone)); };
  BOOST_TEST(today("Pacific/Kiritimati") == "2026-01-02");  // UTC+14
  BOOST_TEST(today("Asia/Hong_Kong") == "2026-01-01");
  BOOST_TEST(today("Pacific/Pago_Pago") == "2025-12-31");  // UTC-11
  BOOST_TEST(today("") == "2026-01-01");
}

BOOST_AUTO_TEST_CASE(what_is_kept_some_days_goes_when_they_are_over) {
  const auto gone = [](const char* today, int days) {
    return trips::is_kept_no_longer(day("2016-11-11"), days, day(today));
  };
  BOOST_TEST(!gone("2016-11-11", 0));
  BOOST_TEST(gone("2016-11-12", 0));
  BOOST_TEST(!gone("2016-12-11", 30));
  BOOST_TEST(gone("2016-12-12", 30));
  BOOST_TEST(!gone("2016-01-01", 0));
  BOOST_TEST(!trips::is_kept_no_longer(day("9999-12-31"), 365, day("9999-12-31")));
}

BOOST_AUTO_TEST_CASE(a_passport_has_a_country_and_a_number_that_is_never_repeated) {
  BOOST_TEST(wrong({.country = "DE", .expires_on = day("2030-01-01"), .number = {}}) == "");
  BOOST_TEST(wrong({.country = "de", .expires_on = day("2030-01-01"), .number = {}}) == "/country:wrong_format ");
  BOOST_TEST(wrong_number("C01X00T47") == "");
  BOOST_TEST(wrong_number(std::string(20, 'A')) == "");
  for (const auto& bad :
       {std::string(), std::string(21, 'A'), std::string("c01"), std::string("C 1"), std::string("Ü1")})
    BOOST_TEST(wrong_number(bad) == "/number:no_passport_number ", bad);
  const trips::PassportWish wish{.country = "DE", .expires_on = day("2030-01-01"), .number = std::optional("c01x")};
  const auto fields = trips::check(wish);
  BOOST_TEST_REQUIRE(fields.size() == 1u);
  for (const auto language : {core::Language::en, core::Language::de})
    BOOST_TEST(fields[0].detail(language).find("c01x") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_sealed_number_opens_for_its_participant_and_secret_alone) {
  const auto now = core::parse_rfc3339("2016-11-10T08:00:00Z").value();
  const auto organization = core::OrganizationId::make(now);
  const auto other_organization = core::OrganizationId::make(now);
  const auto participant = core::ParticipantId::make(now);
  const auto secret = core::SecretKey::random();
  const trips::PassportNumbers numbers(secret);
  const auto sealed = numbers.seal(organization, participant, "C01X00T47");
  BOOST_TEST(sealed.size() == 24u + 9u + 16u);
  BOOST_TEST((sealed.find("C01X") == std::string::npos));
  BOOST_TEST((numbers.seal(organization, participant, "C01X00T47") != sealed));  // a nonce of its own
  BOOST_TEST(numbers.open(organization, participant, sealed).value() == "C01X00T47");
  BOOST_TEST(trips::PassportNumbers(secret).open(organization, participant, sealed).value() == "C01X00T47");
  BOOST_TEST(!numbers.open(organization, core::ParticipantId::make(now), sealed));
  BOOST_TEST(!numbers.open(other_organization, participant, sealed));
  BOOST_TEST(!trips::PassportNumbers(core::SecretKey::random()).open(organization, participant, sealed));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    BOOST_TEST(!numbers.open(organization, participant, changed), i);
    BOOST_TEST(!numbers.open(organization, participant, sealed.substr(0, i)), i);
  }
}

BOOST_AUTO_TEST_SUITE_END()
