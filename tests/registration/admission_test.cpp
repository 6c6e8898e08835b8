#include "engine/registration/admission.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>

using namespace tagwerk;
using namespace tagwerk::registration;

namespace {

core::CompanyId company(int number) {
  core::CompanyId id;
  id.uuid.bytes[15] = static_cast<unsigned char>(number);
  return id;
}

Capacity limits(std::optional<std::int64_t> participants, std::optional<std::int64_t> companies = {},
                std::optional<std::int64_t> rooms = {}) {
  Capacity capacity;
  capacity.pools["participants"].limit = participants;
  capacity.pools["companies"].limit = companies;
  capacity.pools["hotel_rooms"].limit = rooms;
  return capacity;
}

PlaceRequest group(int number, std::int64_t heads, WaitlistPolicy policy = WaitlistPolicy::none,
                   std::int64_t rooms = 0) {
  PlaceRequest request{
      .company = company(number), .heads = heads, .pools = {}, .policy = policy, .confirmed_heads_before = 0};
  if (rooms > 0) request.pools["hotel_rooms"] = rooms;
  return request;
}

// "2+1 rooms 1+0", or the refusal: "capacity_exceeded participants 3/4".
std::string text_of(const Decision& decision) {
  std::ostringstream text;
  if (const auto& refusal = decision.refusal) {
    constexpr const char* reasons[] = {"capacity_exceeded ", "waitlist_not_empty ", "more_than_there_is "};
    text << reasons[static_cast<int>(refusal->reason)] << refusal->pool << " " << refusal->available << "/"
         << refusal->requested;
    return text.str();
  }
  text << decision.heads.confirmed << "+" << decision.heads.waitlisted;
  for (const auto& [key, share] : decision.pools)
    text << " " << key << " " << share.confirmed << "+" << share.waitlisted;
  return text.str();
}

std::string decide(const Capacity& capacity, const std::vector<PlaceRequest>& requests) {
  std::string text;
  for (const auto& decision : admit(capacity, requests).decisions)
    text.append(text.empty() ? "" : "; ").append(text_of(decision));
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(admission)

BOOST_AUTO_TEST_CASE(a_limit_is_reached_exactly) {
  BOOST_TEST(decide(limits(4), {group(1, 3)}) == "3+0");
  BOOST_TEST(decide(limits(4), {group(1, 4)}) == "4+0");
  BOOST_TEST(decide(limits(4), {group(1, 5)}) == "capacity_exceeded participants 4/5");
  BOOST_TEST(decide(limits(0), {group(1, 1)}) == "capacity_exceeded participants 0/1");
}

BOOST_AUTO_TEST_CASE(overbooking_adds_places_and_holds_take_them) {
  auto capacity = limits(4);
  capacity.pools["participants"].overbook = 1;
  BOOST_TEST(decide(capacity, {group(1, 5)}) == "5+0");
  capacity.pools["participants"].held = 2;
  BOOST_TEST(decide(capacity, {group(1, 4)}) == "capacity_exceeded participants 3/4");
}

BOOST_AUTO_TEST_CASE(a_pool_that_is_not_listed_is_unlimited_but_counted) {
  auto request = group(1, 2);
  request.pools["parking"] = 7;
  const auto admission = admit(limits(std::nullopt), std::vector{request});
  BOOST_TEST(text_of(admission.decisions.front()) == "2+0 parking 7+0");
  BOOST_TEST(admission.after.pool("parking").confirmed == 7);
}

BOOST_AUTO_TEST_CASE(companies_count_once_however_often_they_register) {
  BOOST_TEST(decide(limits({}, 1), {group(1, 2), group(1, 3), group(2, 1)}) ==
             "2+0; 3+0; capacity_exceeded companies 0/1");
}

BOOST_AUTO_TEST_CASE(the_first_pool_that_lacks_places_is_named) {
  BOOST_TEST(decide(limits(1, 0, 0), {group(1, 2, WaitlistPolicy::none, 1)}) == "capacity_exceeded participants 1/2");
  BOOST_TEST(decide(limits(2, 0, 0), {group(1, 2, WaitlistPolicy::none, 1)}) == "capacity_exceeded companies 0/1");
  BOOST_TEST(decide(limits(2, 1, 0), {group(1, 2, WaitlistPolicy::none, 1)}) == "capacity_exceeded hotel_rooms 0/1");
}

BOOST_AUTO_TEST_CASE(all_or_nothing_waits_as_a_whole_and_partial_for_the_rest) {
  BOOST_TEST(decide(limits(4), {group(9, 1), group(1, 4, WaitlistPolicy::all_or_nothing)}) == "1+0; 0+4");
  BOOST_TEST(decide(limits(4), {group(9, 1), group(1, 4, WaitlistPolicy::partial)}) == "1+0; 3+1");
  const auto first = group(9, 1, WaitlistPolicy::none, 1);
  BOOST_TEST(decide(limits(4, {}, 2), {first, group(1, 2, WaitlistPolicy::all_or_nothing, 2)}) ==
             "1+0 hotel_rooms 1+0; 0+2 hotel_rooms 0+2");
  BOOST_TEST(decide(limits(4, {}, 2), {first, group(1, 2, WaitlistPolicy::partial, 2)}) ==
             "1+0 hotel_rooms 1+0; 2+0 hotel_rooms 1+1");
}

// Found in review: it waited for ever, and the places of everybody behind it were set aside for it.
BOOST_AUTO_TEST_CASE(who_asks_for_more_than_there_is_in_all_is_refused_under_any_policy) {
  BOOST_TEST(decide(limits(4), {group(9, 1), group(1, 5), group(2, 3)}) ==
             "1+0; capacity_exceeded participants 3/5; 3+0");
  for (const auto policy : {WaitlistPolicy::all_or_nothing, WaitlistPolicy::partial}) {
    BOOST_TEST(decide(limits(4), {group(9, 1), group(1, 5, policy), group(2, 3)}) ==
               "1+0; more_than_there_is participants 4/5; 3+0");
    BOOST_TEST(decide(limits(4, {}, 2), {group(1, 1, policy, 3), group(2, 1, policy, 2)}) ==
               "more_than_there_is hotel_rooms 2/3; 1+0 hotel_rooms 2+0");
  }
  auto capacity = limits(4);
  capacity.pools["participants"].overbook = 1;
  BOOST_TEST(decide(capacity, {group(9, 1), group(1, 5, WaitlistPolicy::all_or_nothing)}) == "1+0; 0+5");
}

BOOST_AUTO_TEST_CASE(for_a_pool_of_no_places_everybody_may_wait_until_it_opens) {
  BOOST_TEST(decide(limits(0), {group(1, 5, WaitlistPolicy::all_or_nothing), group(2, 3, WaitlistPolicy::partial)}) ==
             "0+5; 0+3");
}

BOOST_AUTO_TEST_CASE(who_has_no_head_confirmed_gets_no_room_either) {
  BOOST_TEST(decide(limits(0, {}, 5), {group(1, 2, WaitlistPolicy::partial, 2)}) == "0+2 hotel_rooms 0+2");
  BOOST_TEST(decide(limits(5, 0, 5), {group(1, 2, WaitlistPolicy::partial, 2)}) == "0+2 hotel_rooms 0+2");
}

BOOST_AUTO_TEST_CASE(nobody_gets_a_place_that_somebody_before_waits_for) {
  BOOST_TEST(decide(limits(4), {group(9, 1), group(1, 4, WaitlistPolicy::all_or_nothing), group(2, 1)}) ==
             "1+0; 0+4; waitlist_not_empty participants 0/1");
  BOOST_TEST(decide(limits(5), {group(9, 1), group(1, 5, WaitlistPolicy::all_or_nothing), group(2, 5)}) ==
             "1+0; 0+5; capacity_exceeded participants 0/5");
}

BOOST_AUTO_TEST_CASE(who_waits_for_a_room_does_not_hold_up_who_needs_none) {
  BOOST_TEST(decide(limits(5, {}, 0), {group(1, 2, WaitlistPolicy::all_or_nothing, 1), group(2, 3), group(3, 1)}) ==
             "0+2 hotel_rooms 0+1; 3+0; waitlist_not_empty participants 0/1");
}

BOOST_AUTO_TEST_CASE(a_company_may_use_the_place_that_it_waits_for_itself) {
  // It waits for a room, and the one place for companies is set aside for it.
  const std::vector waiting{group(1, 2, WaitlistPolicy::all_or_nothing, 1)};
  const auto before = admit(limits(10, 1, 0), waiting).after;
  BOOST_TEST(before.pool("companies").waitlisted == 1);
  BOOST_TEST(decide(before, {group(2, 1)}) == "waitlist_not_empty companies 0/1");
  const auto admission = admit(before, std::vector{group(1, 3)});
  BOOST_TEST(text_of(admission.decisions.front()) == "3+0");
  BOOST_TEST(admission.after.pool("companies").confirmed == 1);
  BOOST_TEST(admission.after.pool("companies").waitlisted == 0);
}

BOOST_AUTO_TEST_CASE(promotion_stops_at_who_does_not_fit_but_passes_who_lacks_something_else) {
  auto capacity = limits(4, {}, 0);
  const std::vector queue{group(1, 2, WaitlistPolicy::all_or_nothing, 1), group(2, 2, WaitlistPolicy::all_or_nothing),
                          group(3, 1, WaitlistPolicy::all_or_nothing)};
  capacity.pools["participants"].waitlisted = 5;
  capacity.pools["companies"].waitlisted = 3;
  capacity.pools["hotel_rooms"].waitlisted = 1;
  for (int i = 1; i <= 3; ++i) capacity.companies[company(i)].waitlisted = queue[static_cast<std::size_t>(i - 1)].heads;
  const auto admission = promote(capacity, queue);
  BOOST_TEST(text_of(admission.decisions[0]) == "0+2 hotel_rooms 0+1");
  BOOST_TEST(text_of(admission.decisions[1]) == "2+0");
  BOOST_TEST(text_of(admission.decisions[2]) == "0+1");
  BOOST_TEST(admission.after.pool("participants").confirmed == 2);
  BOOST_TEST(admission.after.pool("participants").waitlisted == 3);
  BOOST_TEST(admission.after.pool("companies").confirmed == 1);
  BOOST_TEST(admission.after.pool("companies").waitlisted == 2);
}

BOOST_AUTO_TEST_CASE(the_rest_of_a_registration_that_only_lacks_rooms_gets_them) {
  auto capacity = limits(4, {}, 2);
  capacity.pools["participants"].confirmed = 4;
  capacity.pools["hotel_rooms"].waitlisted = 3;
  auto rest = group(1, 0, WaitlistPolicy::partial, 3);
  rest.confirmed_heads_before = 4;
  BOOST_TEST(may_promote(capacity));
  BOOST_TEST(text_of(promote(capacity, std::vector{rest}).decisions.front()) == "0+0 hotel_rooms 2+1");
}

BOOST_AUTO_TEST_CASE(the_quick_look_says_no_when_nobody_waits_or_nothing_is_free) {
  auto capacity = limits(4);
  BOOST_TEST(!may_promote(capacity));
  capacity.pools["participants"].waitlisted = 1;
  BOOST_TEST(may_promote(capacity));
  capacity.pools["participants"].confirmed = 4;
  BOOST_TEST(!may_promote(capacity));
}

BOOST_AUTO_TEST_SUITE_END()
