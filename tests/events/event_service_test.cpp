#include "engine/events/event_service.hpp"

#include <algorithm>

#include "tests/events/fixture.hpp"

using namespace tagwerk;
using events::EventPatch;
using events::EventStatus;
using events::SeriesKind;
using test::code_of;
using test::fields_of;

namespace {

EventPatch to_status(EventStatus status) {
  EventPatch patch;
  patch.status = status;
  return patch;
}

EventPatch to_name(const std::string& name) {
  EventPatch patch;
  patch.name = name;
  return patch;
}

std::string text_of(const audit::Entry& entry) {
  std::string text = entry.action + ":";
  for (const auto& change : entry.changes)
    text += " " + change.member + " " + change.before.value_or("-") + ">" + change.after.value_or("-");
  return text;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(event_service, test::Fixture)

BOOST_AUTO_TEST_CASE(an_event_is_found_as_it_was_made_with_the_kind_of_its_series) {
  auto wanted = an_event();
  wanted.venue = make_venue(call()).id;
  const auto made = make_event(wanted);
  const auto found = service.find(call(), made.id).value();
  BOOST_TEST((found == made));
  BOOST_TEST((found.kind == SeriesKind::congress));
  BOOST_TEST(found.name == "Jahreskongress 2016 – Köln 😀");
  BOOST_TEST((found.starts_on == core::Date(2016, 11, 10)));
  BOOST_TEST((found.venue == wanted.venue));
  BOOST_TEST(found.note.value() == "zwei Tage");
  BOOST_TEST(found.version == 1);
  BOOST_TEST(trail(made.id.uuid).front().action == "created");
}

BOOST_AUTO_TEST_CASE(any_status_may_be_the_first_and_creation_changes_figures) {
  for (const auto status : events::all_event_statuses) {
    auto wanted = an_event();
    wanted.status = status;
    const auto made = service.create(call(), wanted);
    BOOST_TEST_CONTEXT(to_text(status)) BOOST_TEST((made.value().status == status));
    BOOST_TEST(observer.take() == 1);
  }
  BOOST_TEST((observer.last == data.organization()));
  BOOST_TEST(dependents.cancelled.empty());
}

BOOST_AUTO_TEST_CASE(everything_that_is_wrong_with_a_new_event_is_reported_at_once_and_nothing_is_made) {
  auto wanted = an_event();
  wanted.series_key = "unbekannt";
  wanted.ends_on = core::Date(2016, 11, 9);
  wanted.edition_year = 1899;
  wanted.time_zone = "Mars/Olympus";
  wanted.country = "D";
  wanted.venue = make_venue(call_of(other)).id;
  const auto refused = service.create(call(), wanted);
  BOOST_REQUIRE(!refused);
  BOOST_TEST(fields_of(refused.error()) ==
             "/edition_year out_of_range; /ends_on wrong_order; /time_zone wrong_format; /country wrong_format; "
             "/series_key reference_not_found; /venue_id reference_not_found");
  BOOST_TEST(refused.error().fields()[4].detail(core::Language::en) == "There is no series 'unbekannt'.");
  BOOST_TEST(service.list(call(), {}, {}).value().items.empty());
  BOOST_TEST(observer.take() == 0);
}

BOOST_AUTO_TEST_CASE(a_series_of_another_organization_is_no_series) {
  BOOST_REQUIRE(series_service.create(call_of(other), {.key = "fremd", .name = "Fremd", .kind = SeriesKind::other}));
  auto wanted = an_event();
  wanted.series_key = "fremd";
  BOOST_TEST(fields_of(service.create(call(), wanted).error()) == "/series_key reference_not_found");
}

BOOST_AUTO_TEST_CASE(an_event_of_another_organization_does_not_exist) {
  const auto event = make_event();
  const auto stranger = call_of(other);
  BOOST_TEST(code_of(service.find(stranger, event.id)) == "not_found");
  BOOST_TEST(code_of(service.change(stranger, event.id, to_name("x"), {})) == "not_found");
  BOOST_TEST(code_of(service.change(stranger, event.id, to_status(EventStatus::cancelled), {})) == "not_found");
  BOOST_TEST(code_of(service.remove(stranger, event.id, {})) == "not_found");
  BOOST_TEST(service.list(stranger, {}, {}).value().items.empty());
  BOOST_TEST((service.find(call(), event.id).value() == event));
  BOOST_TEST(dependents.cancelled.empty());
}

BOOST_AUTO_TEST_CASE(a_change_makes_a_new_version_and_one_that_changes_nothing_does_not) {
  const auto before = make_event();
  later(60);
  EventPatch same = to_status(before.status);
  same.name = before.name;
  same.series_key = before.series_key;
  BOOST_TEST((service.change(call(), before.id, same, 1).value() == before));
  const auto changed = service.change(call(), before.id, to_name("Neu"), 1).value();
  BOOST_TEST(changed.version == 2);
  BOOST_TEST((changed.updated_at == now));
  BOOST_TEST((changed.created_at == before.created_at));
  BOOST_TEST((service.find(call(), before.id).value() == changed));
  BOOST_TEST(code_of(service.change(call(), before.id, to_name("Zu spät"), 1)) == "precondition_failed");
  BOOST_TEST(code_of(service.change(call(), before.id, to_name("Egal"), {})) == "ok");
  BOOST_TEST(observer.take() == 0);
}

BOOST_AUTO_TEST_CASE(moving_the_dates_keeps_everything_and_is_in_the_audit_trail) {
  const auto event = make_event();
  take(event.id, "participants", 3);
  EventPatch patch;
  patch.starts_on = core::Date(2016, 11, 17);
  patch.ends_on = core::Date(2016, 11, 18);
  BOOST_REQUIRE(service.change(call(), event.id, patch, {}));
  BOOST_TEST(capacity.get(call(), event.id).value().pools.front().confirmed == 3);
  BOOST_TEST(dependents.cancelled.empty());
  BOOST_TEST(observer.take() == 1);
  BOOST_TEST(text_of(trail(event.id.uuid).back()) ==
             "changed: ends_on 2016-11-11>2016-11-18 starts_on 2016-11-10>2016-11-17");
}

BOOST_AUTO_TEST_CASE(a_date_that_is_moved_alone_is_checked_against_the_other) {
  const auto event = make_event();
  EventPatch late_start;
  late_start.starts_on = core::Date(2016, 11, 12);
  BOOST_TEST(fields_of(service.change(call(), event.id, late_start, {}).error()) == "/starts_on wrong_order");
  EventPatch early_end;
  early_end.ends_on = core::Date(2016, 11, 9);
  BOOST_TEST(fields_of(service.change(call(), event.id, early_end, {}).error()) == "/ends_on wrong_order");
  BOOST_TEST((service.find(call(), event.id).value() == event));
}

BOOST_AUTO_TEST_CASE(an_event_moves_to_another_series_with_all_that_hangs_on_it) {
  const auto event = make_event();
  dependents.names = {"2 registrations"};
  make_series("reise", SeriesKind::study_trip);
  EventPatch patch;
  patch.series_key = "reise";
  const auto moved = service.change(call(), event.id, patch, 1).value();
  BOOST_TEST(moved.series_key == "reise");
  BOOST_TEST((moved.kind == SeriesKind::study_trip));
  BOOST_TEST((service.find(call(), event.id).value() == moved));
  BOOST_TEST(observer.take() == 2);
  BOOST_TEST((observer.series == std::vector<std::string>{"kongress", "reise", "kongress"}));  // made, into, out of
  patch.series_key = "nirgends";
  BOOST_TEST(fields_of(service.change(call(), event.id, patch, {}).error()) == "/series_key reference_not_found");
}

BOOST_AUTO_TEST_CASE(a_venue_can_be_set_and_removed_but_not_one_of_strangers) {
  const auto event = make_event();
  const auto venue = make_venue(call()).id;
  EventPatch patch;
  patch.venue.emplace(venue);
  BOOST_TEST((service.change(call(), event.id, patch, {}).value().venue == venue));
  patch.venue.emplace(make_venue(call_of(other)).id);
  BOOST_TEST(fields_of(service.change(call(), event.id, patch, {}).error()) == "/venue_id reference_not_found");
  patch.venue.emplace(std::nullopt);
  BOOST_TEST(!service.change(call(), event.id, patch, {}).value().venue.has_value());
}

BOOST_AUTO_TEST_CASE(a_status_that_cannot_follow_is_refused_with_both_names) {
  const auto event = make_event();
  BOOST_REQUIRE(service.change(call(), event.id, to_status(EventStatus::completed), {}));
  const auto refused = service.change(call(), event.id, to_status(EventStatus::cancelled), {});
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().kind() == core::ErrorKind::conflict));
  BOOST_TEST(refused.error().detail(core::Language::en) ==
             "An event that is 'completed' cannot become 'cancelled'; possible: closed.");
  BOOST_TEST(code_of(service.change(call(), event.id, to_status(EventStatus::closed), {})) == "ok");
  BOOST_TEST(observer.take() == 2);
}

BOOST_AUTO_TEST_CASE(cancelling_cancels_what_hangs_on_it_once_and_is_final) {
  const auto event = make_event();
  BOOST_REQUIRE(service.change(call(), event.id, to_status(EventStatus::cancelled), 1));
  BOOST_TEST((dependents.cancelled == std::vector{event.id}));
  BOOST_TEST(observer.take() == 1);
  BOOST_TEST(text_of(trail(event.id.uuid).back()) == "cancelled: status open>cancelled");
  BOOST_TEST(service.change(call(), event.id, to_status(EventStatus::cancelled), {}).value().version == 2);
  BOOST_TEST(dependents.cancelled.size() == 1U);
  for (const auto status : {EventStatus::planned, EventStatus::open, EventStatus::closed, EventStatus::completed})
    BOOST_TEST(code_of(service.change(call(), event.id, to_status(status), {})) == "status_transition");
  BOOST_TEST(code_of(service.change(call(), event.id, to_name("Abgesagt: Kongress"), {})) == "ok");
  BOOST_TEST(dependents.cancelled.size() == 1U);
  BOOST_TEST(trail(event.id.uuid).back().action == "changed");
}

BOOST_AUTO_TEST_CASE(an_event_is_not_cancelled_when_what_hangs_on_it_cannot_be) {
  const auto event = make_event();
  dependents.on_cancelled = [](storage::Transaction&, const core::EventId&) { throw std::runtime_error("no"); };
  BOOST_CHECK_THROW(static_cast<void>(service.change(call(), event.id, to_status(EventStatus::cancelled), {})),
                    std::runtime_error);
  BOOST_TEST((service.find(call(), event.id).value() == event));
  BOOST_TEST(trail(event.id.uuid).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_event_on_which_something_hangs_is_not_deleted) {
  const auto event = make_event();
  dependents.names = {"3 registrations", "1 grade"};
  const auto refused = service.remove(call(), event.id, {});
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().detail(core::Language::en) ==
             "event '" + event.id.text() + "' cannot be deleted while it has 3 registrations, 1 grade.");
  BOOST_TEST((service.find(call(), event.id).value() == event));
  BOOST_TEST(capacity.get(call(), event.id).value().pools.size() == 2U);
  BOOST_TEST(observer.take() == 0);
}

BOOST_AUTO_TEST_CASE(what_nobody_names_still_keeps_an_event_and_its_pools) {
  const auto event = make_event();
  register_heads(event.id, company("partner"), 1);
  const auto refused = service.remove(call(), event.id, {});
  BOOST_REQUIRE(!refused);
  BOOST_TEST(refused.error().detail(core::Language::en).find("other records") != std::string::npos);
  BOOST_TEST(count("select count(*) from capacity_pools where event_id = :event", {{"event", event.id}}) == 2);
}

BOOST_AUTO_TEST_CASE(a_deleted_event_takes_its_pools_with_it_and_leaves_its_trail) {
  const auto event = make_event();
  take(event.id, "hotel_rooms", 0);
  BOOST_TEST(code_of(service.remove(call(), event.id, 2)) == "precondition_failed");
  BOOST_TEST(code_of(service.remove(call(), event.id, 1)) == "ok");
  BOOST_TEST(code_of(service.find(call(), event.id)) == "not_found");
  BOOST_TEST(code_of(service.remove(call(), event.id, {})) == "not_found");
  BOOST_TEST(count("select count(*) from capacity_pools where event_id = :event", {{"event", event.id}}) == 0);
  BOOST_TEST(trail(event.id.uuid).back().action == "deleted");
  BOOST_TEST(observer.take() == 1);
}

BOOST_AUTO_TEST_CASE(changes_join_the_callers_unit_of_work) {
  const auto event = make_event();
  const auto undone = database().transact(nullptr, [&](storage::Transaction& tx) -> core::Result<> {
    auto joined = call();
    joined.transaction = &tx;
    BOOST_REQUIRE(service.change(joined, event.id, to_name("Vorläufig"), {}));
    BOOST_TEST(service.find(joined, event.id).value().name == "Vorläufig");
    return core::fail(core::forbidden);
  });
  BOOST_TEST(!undone.has_value());
  BOOST_TEST((service.find(call(), event.id).value() == event));
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

struct ListFixture : test::Fixture {
  ListFixture() {
    make_series("reise", SeriesKind::study_trip);
    add("a", "kongress", 2014, core::Date(2014, 11, 6), EventStatus::completed);
    add("b", "kongress", 2016, core::Date(2016, 11, 10), EventStatus::open);
    add("c", "reise", 2016, core::Date(2016, 4, 1), EventStatus::completed);
    add("d", "reise", 2017, core::Date(2016, 12, 30), EventStatus::cancelled);
  }
  void add(const std::string& name, const std::string& key, int year, core::Date day, EventStatus status) {
    auto wanted = an_event();
    wanted.name = name;
    wanted.series_key = key;
    wanted.edition_year = year;
    wanted.starts_on = wanted.ends_on = day;
    wanted.status = status;
    later(1);
    make_event(wanted);
  }
  std::string names(const events::EventFilter& filter, const core::PageRequest& page = {}) {
    std::string text;
    const auto found = service.list(call(), filter, page).value();
    for (const auto& event : found.items) text += event.name;
    return text;
  }
};

template <class Set>
events::EventFilter filter(Set set) {
  events::EventFilter made;
  set(made);
  return made;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(event_list, ListFixture)

BOOST_AUTO_TEST_CASE(a_list_shows_what_its_filters_let_through) {
  using Filter = events::EventFilter;
  const std::pair<Filter, const char*> cases[] = {
      {{}, "abcd"},
      {filter([](Filter& f) { f.series_key = "kongress"; }), "ab"},
      {filter([](Filter& f) { f.series_key = "unbekannt"; }), ""},
      {filter([](Filter& f) { f.kind = SeriesKind::study_trip; }), "cd"},
      {filter([](Filter& f) { f.status = EventStatus::completed; }), "ac"},
      {filter([](Filter& f) { f.edition_year = 2016; }), "bc"},
      {filter([](Filter& f) { f.from = core::Date(2016, 11, 10); }), "bd"},
      {filter([](Filter& f) { f.from = core::Date(2016, 11, 11); }), "d"},
      {filter([](Filter& f) { f.to = core::Date(2016, 4, 1); }), "ac"},
      {filter([](Filter& f) { f.to = core::Date(2016, 3, 31); }), "a"},
      {filter([](Filter& f) { f.from = f.to = core::Date(2016, 4, 1); }), "c"},
      {filter([](Filter& f) {
         f.kind = SeriesKind::study_trip, f.edition_year = 2016, f.status = EventStatus::completed;
       }),
       "c"}};
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    BOOST_TEST_CONTEXT("case " << i) BOOST_TEST(names(cases[i].first) == cases[i].second);
  }
}

BOOST_AUTO_TEST_CASE(pages_follow_each_other_without_gap_or_repetition_also_when_filtered) {
  for (const auto& [wanted, expected] : {std::pair<events::EventFilter, std::string>{{}, "abcd"},
                                         {filter([](auto& f) { f.status = EventStatus::completed; }), "ac"}}) {
    std::string all;
    core::PageRequest page{.after = {}, .limit = 1, .updated_since = {}};
    do {
      const auto part = service.list(call(), wanted, page).value();
      BOOST_TEST(part.items.size() <= 1U);
      for (const auto& event : part.items) all += event.name;
      page.after = part.next_after;
    } while (page.after);
    BOOST_TEST(all == expected);
  }
}

BOOST_AUTO_TEST_CASE(updated_since_shows_what_has_changed_at_or_after_that_instant) {
  const auto last = now;
  BOOST_TEST(names({}, {.after = {}, .limit = 50, .updated_since = last}) == "d");
  BOOST_TEST(names({}, {.after = {}, .limit = 50, .updated_since = last + boost::posix_time::microseconds(1)}) == "");
  const auto first = service.list(call(), {}, {}).value().items.front();
  later(10);
  BOOST_REQUIRE(service.change(call(), first.id, to_name("A"), {}));
  BOOST_TEST(names({}, {.after = {}, .limit = 50, .updated_since = last}) == "Ad");
}

BOOST_AUTO_TEST_CASE(a_span_that_ends_before_it_begins_is_refused) {
  const auto refused = service.list(call(), filter([](auto& f) {
                                      f.from = core::Date(2016, 2, 1);
                                      f.to = core::Date(2016, 1, 31);
                                    }),
                                    {});
  BOOST_REQUIRE(!refused);
  BOOST_TEST(fields_of(refused.error()) == "?to wrong_order");
}

BOOST_AUTO_TEST_SUITE_END()
