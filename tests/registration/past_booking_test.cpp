// Bookings of the past: what is said of one without looking anything up, and what it becomes.
#include "engine/registration/past_booking.hpp"

#include <boost/test/unit_test.hpp>

#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::PastBooking;

namespace {

const auto now = core::parse_rfc3339("2026-11-24T12:00:00Z").value();
core::Instant ago(int hours) { return now - boost::posix_time::hours(hours); }

PastBooking booking(std::int64_t heads = 2) {
  PastBooking one;
  one.wish.headcount = heads;
  one.registered_at = ago(48);
  return one;
}

events::EventTerms terms_with_price() {
  events::EventTerms terms;
  terms.version = 1;
  terms.rules.needs_approval = true;
  terms.rules.max_heads_per_company = 1;
  terms.rules.waitlist_order = events::WaitlistOrder::skip_ahead;
  terms.categories.push_back({.key = "full",
                              .name = "Karte",
                              .limit = {},
                              .price = events::Price{.net = 10'000, .currency = "EUR"},
                              .vat_bp = 1'900,
                              .sale_from = {},
                              .sale_until = {},
                              .pools = {{"dinner", 2}}});
  return terms;
}

Registration taken_over(const PastBooking& one, const events::EventTerms& terms = {}) {
  const auto request = registration::past_request(one, terms, {});
  return registration::taken_over(core::OrganizationId::make(now), core::EventId::make(now), one,
                                  registration::all_of(request), terms, now);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(past_booking)

BOOST_AUTO_TEST_CASE(its_times_have_been_and_it_was_cancelled_after_it_was_made) {
  auto one = booking();
  BOOST_TEST(refusal(validate(one, now)) == "none");
  one.registered_at = now;
  one.cancelled_at = now;
  BOOST_TEST(refusal(validate(one, now)) == "none");
  one.cancelled_at = ago(1);
  BOOST_TEST(refusal(validate(one, now)) == "validation_failed /cancelled_at:wrong_order");
  one.registered_at = now + boost::posix_time::microseconds(1);
  one.cancelled_at = now + boost::posix_time::microseconds(1);
  BOOST_TEST(refusal(validate(one, now)) == "validation_failed /registered_at:not_in_past /cancelled_at:not_in_past");
}

BOOST_AUTO_TEST_CASE(price_and_key_have_limits_and_all_that_is_wrong_is_told_at_once) {
  auto one = booking(0);
  one.vat_bp = 700;
  one.import_key = "";
  BOOST_TEST(refusal(validate(one, now)) ==
             "validation_failed /headcount:out_of_range /unit_net:required /import_key:wrong_length");
  one = booking();
  one.unit_net = core::Money{.minor = events::max_net_price, .currency = "EUR"};
  one.import_key = std::string(64, '~');
  BOOST_TEST(refusal(validate(one, now)) == "none");
  ++one.unit_net->minor;
  one.import_key = "a b";
  BOOST_TEST(refusal(validate(one, now)) == "validation_failed /unit_net/amount:out_of_range /import_key:wrong_format");
  one.unit_net->minor = -1;
  one.import_key = std::string(65, '~');
  BOOST_TEST(refusal(validate(one, now)) == "validation_failed /unit_net/amount:out_of_range /import_key:wrong_length");
}

BOOST_AUTO_TEST_CASE(all_of_them_have_at_most_20000_heads) {
  std::vector<PastBooking> all(40, booking(500));
  BOOST_TEST(refusal(registration::check_count_of_heads(all)) == "none");
  all.push_back(booking(1));
  BOOST_TEST(refusal(registration::check_count_of_heads(all)) ==
             "validation_failed /registrations:too_many_heads_at_once");
  // What is out of bounds by itself is refused by itself.
  std::vector<PastBooking> beyond(2, booking(9'000'000'000'000'000'000));
  BOOST_TEST(refusal(registration::check_count_of_heads(beyond)) == "none");
}

BOOST_AUTO_TEST_CASE(a_price_is_the_one_given_or_that_of_its_category) {
  auto one = booking();
  BOOST_TEST((taken_over(one).price == std::nullopt));
  one.wish.category = "full";
  const auto terms = terms_with_price();
  BOOST_TEST((taken_over(one, terms).price == registration::HeadPrice{{10'000, "EUR"}, 1'900}));
  one.unit_net = core::Money{.minor = 5'000, .currency = "CHF"};
  BOOST_TEST((taken_over(one, terms).price == registration::HeadPrice{{5'000, "CHF"}, 1'900}));
  one.vat_bp = 770;
  BOOST_TEST((taken_over(one, terms).price == registration::HeadPrice{{5'000, "CHF"}, 770}));
  one.vat_bp = 0;
  BOOST_TEST((taken_over(one, terms).price == registration::HeadPrice{{5'000, "CHF"}, 0}));
}

BOOST_AUTO_TEST_CASE(a_cancelled_one_has_no_shares_and_only_cancelled_heads) {
  auto one = booking();
  one.wish.category = "full";
  one.wish.pools["hotel_rooms"] = 1;
  const auto confirmed = taken_over(one, terms_with_price());
  BOOST_TEST(text_of(confirmed) == "confirmed 2+0 category.full 2+0 dinner 4+0 hotel_rooms 1+0; confirmed confirmed");
  BOOST_TEST(confirmed.imported);
  BOOST_TEST(!confirmed.approval.has_value());
  BOOST_TEST((confirmed.registered_at == ago(48)));
  BOOST_TEST((confirmed.created_at == now));
  one.cancelled_at = ago(24);
  const auto cancelled = taken_over(one, terms_with_price());
  BOOST_TEST(text_of(cancelled) == "cancelled 0+0 category.full 0+0 dinner 0+0 hotel_rooms 0+0; cancelled cancelled");
  BOOST_TEST((cancelled.cancelled_at == ago(24)));
  BOOST_TEST(cancelled.wanted_pools.at("hotel_rooms") == 1);
}

BOOST_AUTO_TEST_CASE(who_waits_is_before_it_also_where_others_may_skip_ahead) {
  registration::Capacity capacity;
  capacity.pools["participants"] = {.limit = 10, .overbook = 1, .confirmed = 2, .held = 3, .waitlisted = 4};
  auto terms = terms_with_price();
  terms.contingents.push_back({.key = "vip",
                               .pool = "participants",
                               .places = 1,
                               .company = core::CompanyId::make(now),
                               .company_role = {},
                               .release_at = {}});
  auto one = booking(1);
  one.wish.category = "full";
  one.wish.company = core::CompanyId::make(now);
  registration::Intake intake(registration::for_past_bookings(capacity, terms, now));
  auto request = registration::past_request(one, terms, {});
  const auto first = intake.admit(request);
  BOOST_TEST(!first.refusal.has_value());
  BOOST_TEST(first.heads.confirmed == 1);  // although the event is to approve, and over the limit of a company
  const auto second = intake.admit(request);
  BOOST_REQUIRE(second.refusal.has_value());
  BOOST_TEST((second.refusal->reason == registration::RefusalReason::waitlist_not_empty));
}

BOOST_AUTO_TEST_SUITE_END()
