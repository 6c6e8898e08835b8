#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/registration/door.hpp"

using namespace tagwerk;
using namespace tagwerk::registration;

namespace {

const core::Instant noon(core::Date(2016, 11, 10), boost::posix_time::hours(12));
constexpr int tickets = 3;

template <class IdType>
IdType numbered(int number) {
  IdType id;
  id.uuid.bytes[15] = static_cast<unsigned char>(number);
  return id;
}

std::string code(int ticket) { return "T-" + std::to_string(ticket); }

// Tickets 0…2 of this event; T-3 is nobody's.
Door any_door() {
  Door door;
  door.event = numbered<core::EventId>(1);
  door.lists = {default_list(door.event, noon)};
  auto dinner = door.lists.front();
  dinner.id = numbered<CheckInListId>(2);
  dinner.key = "dinner";
  door.lists.push_back(dinner);
  for (int ticket = 0; ticket < tickets; ++ticket) {
    door.tickets[code(ticket)] = {.participant = numbered<core::ParticipantId>(10 + ticket),
                                  .event = door.event,
                                  .registration = numbered<core::RegistrationId>(20),
                                  .state = ParticipantState::confirmed};
  }
  return door;
}

std::vector<NewCheckIn> some_scans(bool with_nonces) {
  std::vector<NewCheckIn> scans;
  const int count = *rc::gen::inRange(1, 25);
  for (int i = 0; i < count; ++i) {
    NewCheckIn scan;
    scan.ticket_code = code(*rc::gen::inRange(0, tickets + 1));
    scan.direction = *rc::gen::element(Direction::entry, Direction::exit);
    if (*rc::gen::inRange(0, 3) == 0) scan.list = "dinner";
    scan.forced = *rc::gen::inRange(0, 8) == 0;
    if (with_nonces && *rc::gen::inRange(0, 2) == 0) scan.nonce = "n" + std::to_string(*rc::gen::inRange(0, 5));
    scans.push_back(std::move(scan));
  }
  return scans;
}

// Facts at different times, each with a nonce of its own.
std::vector<NewCheckIn> some_facts() {
  auto facts = some_scans(false);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    facts[i].nonce = "f" + std::to_string(i);
    facts[i].at = noon - boost::posix_time::minutes(static_cast<int>(i));
  }
  return facts;
}

template <class T>
std::vector<T> shuffled(std::vector<T> items) {
  for (auto i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i)))]);
  return items;
}

std::string text_of(const Decided& decided) {
  if (decided.refused) return decided.refused->fields().front().pointer;
  return std::string(to_text(decided.scan->result)) + (decided.is_new ? "" : " again");
}

std::string outcome(const std::vector<Decided>& decided) {
  std::string text;
  for (const auto& one : decided) text += text_of(one) + "; ";
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(door_properties)

BOOST_AUTO_TEST_CASE(a_batch_is_decided_as_if_its_scans_came_one_after_the_other) {
  BOOST_TEST(rc::check([] {
    const auto scans = some_scans(true);
    auto at_once = any_door();
    auto one_by_one = any_door();
    const auto together = decide(at_once, scans, noon);
    std::vector<Decided> single;
    for (const auto& scan : scans) single.push_back(decide(one_by_one, std::span(&scan, 1), noon).front());
    RC_ASSERT(outcome(together) == outcome(single));
    RC_ASSERT(at_once.presence == one_by_one.presence);
  }));
}

BOOST_AUTO_TEST_CASE(good_scans_that_are_not_forced_alternate_and_the_kept_state_is_what_the_scans_say) {
  BOOST_TEST(rc::check([] {
    const auto scans = some_scans(true);
    auto door = any_door();
    const auto decided = decide(door, scans, noon);
    std::map<PresenceKey, History> histories;
    std::map<PresenceKey, bool> inside;
    for (const auto& one : decided) {
      if (!one.is_new || one.scan->result != ScanResult::ok) continue;
      const PresenceKey key{one.scan->participant.value(), one.scan->list};
      const bool is_entry = one.scan->direction == Direction::entry;
      if (!one.scan->forced) RC_ASSERT(is_entry != inside[key]);
      inside[key] = is_entry;
      RC_ASSERT(
          histories[key]
              .insert({.effective_at = one.scan->effective_at, .id = one.scan->id, .direction = one.scan->direction})
              .second);
    }
    RC_ASSERT(histories.size() == door.presence.size());
    for (const auto& [key, history] : histories) {
      RC_ASSERT(presence_of(history) == door.presence.at(key));
      RC_ASSERT(door.presence.at(key).inside == inside.at(key));
      RC_ASSERT(door.changed.contains(key));
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_nonce_is_new_once) {
  BOOST_TEST(rc::check([] {
    const auto scans = some_scans(true);
    auto door = any_door();
    std::map<std::string, int> made;
    for (const auto& one : decide(door, scans, noon)) {
      if (one.is_new && one.scan->nonce) RC_ASSERT(++made[*one.scan->nonce] == 1);
    }
  }));
}

BOOST_AUTO_TEST_CASE(facts_end_the_same_in_whatever_order_and_portions_they_come) {
  BOOST_TEST(rc::check([] {
    const auto facts = some_facts();
    auto all = any_door();
    auto portions = any_door();
    const auto decided = decide_facts(all, facts, noon);
    RC_ASSERT(decided.size() == facts.size());
    const auto order = shuffled(facts);
    const auto half = order.size() / 2;
    static_cast<void>(decide_facts(portions, std::span(order).first(half), noon));
    static_cast<void>(decide_facts(portions, std::span(order).subspan(half), noon));
    RC_ASSERT(all.presence == portions.presence);
    // Once more: nothing is new.
    for (const auto& one : decide_facts(portions, order, noon)) RC_ASSERT(!one.is_new);
    RC_ASSERT(all.presence == portions.presence);
  }));
}

BOOST_AUTO_TEST_CASE(a_fact_of_a_ticket_of_this_event_always_counts) {
  BOOST_TEST(rc::check([] {
    auto door = any_door();
    door.tickets.at(code(0)).state = *rc::gen::element(ParticipantState::cancelled, ParticipantState::waitlisted);
    door.event_is_cancelled = *rc::gen::inRange(0, 4) == 0;
    for (const auto& one : decide_facts(door, some_facts(), noon)) {
      RC_ASSERT((one.scan->result == ScanResult::ok) == one.scan->participant.has_value());
      if (one.scan->ticket_code == code(0)) RC_ASSERT(one.scan->contradiction.has_value());
    }
  }));
}

BOOST_AUTO_TEST_SUITE_END()
