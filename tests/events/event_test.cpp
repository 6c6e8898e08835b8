#include "engine/events/event.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using events::EventStatus;
using events::SeriesKind;

namespace {

events::Event an_event() {
  events::Event event;
  event.edition_year = 2016;
  event.starts_on = core::Date(2016, 11, 10);
  event.ends_on = core::Date(2016, 11, 11);
  event.time_zone = "Europe/Berlin";
  event.country = "DE";
  return event;
}

std::string wrong(const events::Event& event, const events::EventPatch* patch = nullptr) {
  std::string text;
  for (const auto& field : events::check(event, patch))
    text.append(text.empty() ? "" : "; ").append(field.pointer).append(" ").append(field.code->code);
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_rules)

BOOST_AUTO_TEST_CASE(every_status_becomes_what_organisers_expect_and_nothing_else) {
  constexpr bool table[5][5] = {                                      // planned open closed completed cancelled
                                {true, true, true, true, true},       // planned
                                {true, true, true, true, true},       // open
                                {true, true, true, true, true},       // closed
                                {false, false, true, true, false},    // completed
                                {false, false, false, false, true}};  // cancelled
  for (std::size_t from = 0; from < 5; ++from) {
    for (std::size_t to = 0; to < 5; ++to) {
      BOOST_TEST_CONTEXT(to_text(events::all_event_statuses[from]) << " to " << to_text(events::all_event_statuses[to]))
      BOOST_TEST(may_become(events::all_event_statuses[from], events::all_event_statuses[to]) == table[from][to]);
    }
  }
}

BOOST_AUTO_TEST_CASE(statuses_and_kinds_have_the_names_of_the_api_and_read_back) {
  std::string statuses;
  for (const auto status : events::all_event_statuses) {
    statuses.append(to_text(status)).append(" ");
    BOOST_TEST((events::parse_event_status(to_text(status)) == status));
  }
  BOOST_TEST(statuses == "planned open closed completed cancelled ");
  std::string kinds;
  for (const auto kind : events::all_series_kinds) {
    kinds.append(to_text(kind)).append(" ");
    BOOST_TEST((events::parse_series_kind(to_text(kind)) == kind));
  }
  BOOST_TEST(kinds == "congress partner_talks focus_group regional_meeting study_trip other ");
  for (const auto* text : {"", "Open", "opened", "canceled"}) BOOST_TEST(!events::parse_event_status(text).has_value());
  for (const auto* text : {"", "Congress", "meeting"}) BOOST_TEST(!events::parse_series_kind(text).has_value());
}

BOOST_AUTO_TEST_CASE(the_edition_year_is_from_1900_to_2200_and_need_not_be_the_year_of_the_dates) {
  const std::pair<int, const char*> cases[] = {
      {1899, "/edition_year out_of_range"}, {1900, ""}, {2015, ""}, {2016, ""}, {2200, ""},
      {2201, "/edition_year out_of_range"}};
  for (const auto& [year, expected] : cases) {
    auto event = an_event();
    event.edition_year = year;
    BOOST_TEST_CONTEXT(year) BOOST_TEST(wrong(event) == expected);
  }
}

BOOST_AUTO_TEST_CASE(an_event_ends_on_the_day_it_starts_or_later) {
  auto event = an_event();
  event.ends_on = event.starts_on;
  BOOST_TEST(wrong(event).empty());
  event.ends_on = event.starts_on - boost::gregorian::days(1);
  BOOST_TEST(wrong(event) == "/ends_on wrong_order");
  BOOST_TEST(events::check(event).front().detail(core::Language::en) == "2016-11-09 must not be before 2016-11-10");
}

BOOST_AUTO_TEST_CASE(a_wrong_order_is_reported_at_a_date_that_was_sent) {
  auto event = an_event();
  event.ends_on = core::Date(2016, 1, 1);
  events::EventPatch patch;
  patch.starts_on = event.starts_on;
  BOOST_TEST(wrong(event, &patch) == "/starts_on wrong_order");
  patch.ends_on = event.ends_on;
  BOOST_TEST(wrong(event, &patch) == "/ends_on wrong_order");
}

BOOST_AUTO_TEST_CASE(everything_that_is_wrong_is_reported_at_once) {
  auto event = an_event();
  event.edition_year = 0;
  event.ends_on = core::Date(2015, 1, 1);
  event.time_zone = "Europe/Koeln";
  event.country = "de";
  BOOST_TEST(wrong(event) ==
             "/edition_year out_of_range; /ends_on wrong_order; /time_zone wrong_format; /country wrong_format");
}

BOOST_AUTO_TEST_CASE(a_patch_changes_what_it_names_and_can_remove_venue_and_note) {
  auto event = an_event();
  event.name = "alt";
  event.venue = core::VenueId{};
  event.note = "Notiz";
  BOOST_TEST((events::patched(event, {}) == event));
  events::EventPatch patch;
  patch.name = "neu";
  patch.venue.emplace(std::nullopt);
  patch.note.emplace(std::nullopt);
  auto expected = event;
  expected.name = "neu";
  expected.venue.reset();
  expected.note.reset();
  BOOST_TEST((events::patched(event, patch) == expected));
}

BOOST_AUTO_TEST_CASE(figures_depend_on_status_edition_series_dates_and_zone_only) {
  const auto before = an_event();
  auto after = before;
  after.name = "anders", after.city = "Bonn", after.note = "x", ++after.version;
  BOOST_TEST(!events::counts_differently(before, after));
  const auto differs = [&](auto change) {
    auto changed = before;
    change(changed);
    return events::counts_differently(before, changed);
  };
  BOOST_TEST(differs([](events::Event& event) { event.status = EventStatus::completed; }));
  BOOST_TEST(differs([](events::Event& event) { event.edition_year = 2017; }));
  BOOST_TEST(differs([](events::Event& event) { event.series.uuid.bytes[0] = 1; }));
  BOOST_TEST(differs([](events::Event& event) { event.starts_on = core::Date(2016, 11, 9); }));
  BOOST_TEST(differs([](events::Event& event) { event.ends_on = core::Date(2016, 11, 12); }));
  BOOST_TEST(differs([](events::Event& e) { e.time_zone = "UTC"; }));
}

BOOST_AUTO_TEST_SUITE_END()
