#include "engine/documents/calendar.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using documents::Appointment;

namespace {

const auto start = core::parse_rfc3339("2030-11-10T08:00:00Z").value();

Appointment talk() {
  return {
      .uid = "talk-1@tagwerk",
      .sequence = 2,
      .summary = "Größe, und; mehr – \"Muster\" GmbH & Söhne, die einen sehr langen Namen hat, damit umgebrochen wird",
      .location = "Table 7, München",
      .description = "Zeile eins\nZeile zwei",
      .starts_at = start,
      .ends_at = start + boost::posix_time::minutes(20),
      .cancelled = false};
}

std::string text_in(const std::string& zone, const std::vector<Appointment>& appointments) {
  return documents::calendar_text({.name = "Gespräche", .time_zone = zone, .changed_at = start}, appointments);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(an_appointment_is_in_its_zone_with_the_rules_of_it) {
  const auto text = text_in("Europe/Berlin", {talk()});
  for (const auto* part :
       {"BEGIN:VCALENDAR\r\n", "VERSION:2.0\r\n", "METHOD:PUBLISH\r\n", "TZID:Europe/Berlin\r\n",
        "DTSTART;TZID=Europe/Berlin:20301110T090000\r\n", "DTEND;TZID=Europe/Berlin:20301110T092000\r\n",
        "SEQUENCE:2\r\n", "UID:talk-1@tagwerk\r\n", "STATUS:CONFIRMED\r\n", "DTSTAMP:20301110T080000Z\r\n",
        "DESCRIPTION:Zeile eins\\nZeile zwei\r\n"})
    BOOST_TEST(has(text, part), part);
  BOOST_TEST(has(text, "SUMMARY:Größe\\, und\\; mehr"));
}

BOOST_AUTO_TEST_CASE(lines_are_folded_at_75_octets) {
  const auto text = text_in("Europe/Berlin", {talk()});
  std::size_t begin = 0;
  for (auto end = text.find("\r\n"); end != std::string::npos; begin = end + 2, end = text.find("\r\n", begin))
    BOOST_TEST(end - begin <= 75u);
  BOOST_TEST(begin == text.size());
}

BOOST_AUTO_TEST_CASE(a_flight_begins_in_one_zone_and_ends_in_another) {
  auto flight = talk();
  flight.starts_in = "Europe/Berlin";
  flight.ends_in = "Asia/Hong_Kong";
  const auto text = text_in("UTC", {flight, talk()});
  for (const auto* part :
       {"DTSTART;TZID=Europe/Berlin:20301110T090000\r\n", "DTEND;TZID=Asia/Hong_Kong:20301110T162000\r\n",
        "TZID:Europe/Berlin\r\n", "TZID:Asia/Hong_Kong\r\n", "DTSTART:20301110T080000Z\r\n"})
    BOOST_TEST(has(text, part), part);
}

// Once found: a zone without rules was named all the same, beside a time that says UTC.
BOOST_AUTO_TEST_CASE(times_in_utc_name_no_zone) {
  for (const auto* zone : {"UTC", "GMT", "Etc/UTC"}) {
    const auto text = text_in(zone, {talk()});
    BOOST_TEST(has(text, "DTSTART:20301110T080000Z\r\n") == !has(text, "BEGIN:VTIMEZONE"), zone);
    BOOST_TEST(has(text, "TZID") == has(text, "BEGIN:VTIMEZONE"), zone);
  }
}

BOOST_AUTO_TEST_CASE(what_is_cancelled_says_so_and_an_empty_calendar_is_one) {
  auto gone = talk();
  gone.cancelled = true;
  BOOST_TEST(has(text_in("Europe/Berlin", {gone}), "STATUS:CANCELLED\r\n"));
  const auto empty = text_in("Europe/Berlin", {});
  BOOST_TEST(!has(empty, "VEVENT"));
  BOOST_TEST(has(empty, "END:VCALENDAR"));
}

BOOST_AUTO_TEST_SUITE_END()
