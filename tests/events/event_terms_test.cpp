#include "engine/events/event_terms.hpp"

#include <boost/test/unit_test.hpp>

using namespace tagwerk;
using events::Contingent;
using events::RegistrationRules;
using events::TicketCategory;

namespace {

std::string text_of(const std::vector<core::FieldError>& errors) {
  std::string text;
  for (const auto& field : errors)
    text.append(text.empty() ? "" : "; ").append(field.pointer).append(" ").append(field.code->code);
  return text;
}

core::Instant at(const char* text) { return core::parse_rfc3339(text).value(); }

std::string wrong(void (*change)(RegistrationRules&)) {
  RegistrationRules rules;
  change(rules);
  return text_of(check(rules));
}

std::string wrong(void (*change)(TicketCategory&)) {
  TicketCategory category;
  category.key = "vip";
  category.name = "Ehrengäste";
  change(category);
  return text_of(check(std::vector{category}));
}

std::string wrong(void (*change)(Contingent&)) {
  Contingent contingent;
  contingent.key = "vip";
  contingent.pool = "participants";
  contingent.company_role = directory::CompanyRole::vendor;
  change(contingent);
  return text_of(check(std::vector{contingent}));
}

template <class Noun>
struct Case {
  void (*change)(Noun&);
  const char* expected;
};

template <class Noun, std::size_t count>
void check_all(const Case<Noun> (&cases)[count]) {
  for (std::size_t i = 0; i < count; ++i)
    BOOST_TEST(wrong(cases[i].change) == cases[i].expected, "case " << i << ": " << wrong(cases[i].change));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_terms)

BOOST_AUTO_TEST_CASE(the_defaults_of_rules_are_valid) { BOOST_TEST(text_of(check(RegistrationRules{})) == ""); }

BOOST_AUTO_TEST_CASE(rules_are_checked_at_below_and_above_their_bounds) {
  using R = RegistrationRules;
  check_all<R>({
      {[](R& r) { r.max_heads_per_company = 1; }, ""},
      {[](R& r) { r.max_heads_per_company = 0; }, "/max_heads_per_company out_of_range"},
      {[](R& r) { r.max_heads_per_company = 2147483648; }, "/max_heads_per_company out_of_range"},
      {[](R& r) { r.max_held_heads_per_company = 0; }, ""},
      {[](R& r) { r.max_held_heads_per_company = -1; }, "/max_held_heads_per_company out_of_range"},
      {[](R& r) { r.hold_minutes = 1440; }, ""},
      {[](R& r) { r.hold_minutes = 0; }, "/hold_minutes out_of_range"},
      {[](R& r) { r.hold_minutes = 1441; }, "/hold_minutes out_of_range"},
      {[](R& r) { r.ageing_hours = 8760; }, ""},
      {[](R& r) { r.ageing_hours = -1; }, "/waitlist/ageing_hours out_of_range"},
      {[](R& r) { r.ageing_hours = 8761; }, "/waitlist/ageing_hours out_of_range"},
      {[](R& r) { r.offer_hours = 1; }, ""},
      {[](R& r) { r.offer_hours = 0; }, "/waitlist/offer_hours out_of_range"},
      {[](R& r) { r.offer_hours = 721; }, "/waitlist/offer_hours out_of_range"},
      {[](R& r) { r.cancellation_fee_bp = 10000; }, ""},
      {[](R& r) { r.cancellation_fee_bp = 10001; }, "/cancellation/fee_percent out_of_range"},
      {[](R& r) { r.cancellation_fee_bp = -1; }, "/cancellation/fee_percent out_of_range"},
      {[](R& r) { r.priorities.resize(20); }, ""},
      {[](R& r) { r.priorities.resize(21); }, "/waitlist/priorities wrong_count"},
      {[](R& r) { r.company_roles.emplace(); }, "/eligibility/company_roles wrong_count"},
      {[](R& r) { r.region_keys.emplace(); }, "/eligibility/region_keys wrong_count"},
  });
}

BOOST_AUTO_TEST_CASE(wrong_items_of_lists_in_rules_are_told_at_their_places) {
  RegistrationRules rules;
  rules.priorities = {{.company_role = {}, .category = "VIP", .region_key = "Nord", .priority = 101},
                      {.company_role = {}, .category = "vip", .region_key = "nord", .priority = -100},
                      {.company_role = {}, .category = {}, .region_key = {}, .priority = -101}};
  rules.company_roles = {directory::CompanyRole::vendor, directory::CompanyRole::partner,
                         directory::CompanyRole::vendor};
  rules.region_keys = {"nord", "a b", "nord"};
  BOOST_TEST(text_of(check(rules)) ==
             "/waitlist/priorities/0/category wrong_format; /waitlist/priorities/0/region_key wrong_format; "
             "/waitlist/priorities/0/priority out_of_range; /waitlist/priorities/2/priority out_of_range; "
             "/eligibility/company_roles/2 duplicate_member; /eligibility/region_keys/1 wrong_format; "
             "/eligibility/region_keys/2 duplicate_member");
  rules = {};
  rules.region_keys.emplace();
  for (int i = 0; i < 100; ++i) rules.region_keys->push_back("r" + std::to_string(i));
  BOOST_TEST(text_of(check(rules)) == "");
  rules.region_keys->push_back("one_more");
  BOOST_TEST(text_of(check(rules)) == "/eligibility/region_keys wrong_count");
}

BOOST_AUTO_TEST_CASE(a_category_is_checked_at_below_and_above_its_bounds) {
  using C = TicketCategory;
  check_all<C>({
      {[](C&) {}, ""},
      {[](C& c) { c.key = "VIP"; }, "/categories/0/key wrong_format"},
      {[](C& c) { c.key = "a.b"; }, "/categories/0/key wrong_format"},
      {[](C& c) { c.name = " "; }, "/categories/0/name wrong_format"},
      {[](C& c) { c.name = std::string(201, 'a'); }, "/categories/0/name wrong_length"},
      {[](C& c) { c.limit = 0; }, ""},
      {[](C& c) { c.limit = -1; }, "/categories/0/limit out_of_range"},
      {[](C& c) { c.limit = 2147483648; }, "/categories/0/limit out_of_range"},
      {[](C& c) {
         c.price = {100'000'000'000, "EUR"};
       },
       ""},
      {[](C& c) {
         c.price = {0, "JPY"};
       },
       ""},
      {[](C& c) {
         c.price = {100'000'000'001, "EUR"};
       },
       "/categories/0/price/amount out_of_range"},
      {[](C& c) {
         c.price = {-1, "EUR"};
       },
       "/categories/0/price/amount out_of_range"},
      {[](C& c) {
         c.price = {1, "DEM"};
       },
       "/categories/0/price/currency wrong_format"},
      {[](C& c) { c.vat_bp = 10000; }, ""},
      {[](C& c) { c.vat_bp = 10001; }, "/categories/0/vat_rate out_of_range"},
      {[](C& c) { c.sale_from = c.sale_until = at("2016-01-01T00:00:00Z"); }, ""},
      {[](C& c) { c.sale_from = at("2016-01-01T00:00:00Z"), c.sale_until = at("2015-12-31T23:59:59Z"); },
       "/categories/0/sale_until wrong_order"},
      {[](C& c) {
         c.pools = {{"dinner", 1}, {"hotel_rooms", 100}};
       },
       ""},
      {[](C& c) {
         c.pools = {{"dinner", 0}, {"hotel_rooms", 101}};
       },
       "/categories/0/pools/dinner out_of_range; /categories/0/pools/hotel_rooms out_of_range"},
      {[](C& c) {
         c.pools = {{"companies", 1}, {"participants", 1}};
       },
       "/categories/0/pools/companies pool_not_possible; /categories/0/pools/participants pool_not_possible"},
      {[](C& c) {
         c.pools = {{"category.x", 1}};
       },
       "/categories/0/pools/category.x wrong_format"},
      {[](C& c) {
         for (int i = 0; i < 11; ++i) c.pools["p" + std::to_string(i)] = 1;
       },
       "/categories/0/pools wrong_count"},
  });
}

BOOST_AUTO_TEST_CASE(a_contingent_is_checked_at_below_and_above_its_bounds) {
  using C = Contingent;
  check_all<C>({
      {[](C&) {}, ""},
      {[](C& c) { c.key = ""; }, "/contingents/0/key wrong_format"},
      {[](C& c) { c.pool = "category.vip"; }, "/contingents/0/pool wrong_format"},
      {[](C& c) { c.pool = "companies"; }, "/contingents/0/pool pool_not_possible"},
      {[](C& c) { c.places = 2147483647; }, ""},
      {[](C& c) { c.places = 2147483648; }, "/contingents/0/places out_of_range"},
      {[](C& c) { c.places = -1; }, "/contingents/0/places out_of_range"},
      {[](C& c) { c.company_role = std::nullopt; }, "/contingents/0/company_id contingent_owner"},
      {[](C& c) { c.company = core::CompanyId{}; }, "/contingents/0/company_id contingent_owner"},
      {[](C& c) { c.company_role = std::nullopt, c.company = core::CompanyId{}; }, ""},
  });
}

BOOST_AUTO_TEST_CASE(lists_have_a_limit_and_keys_that_are_unique) {
  std::vector<TicketCategory> categories(51);
  std::vector<Contingent> contingents(51);
  for (std::size_t i = 0; i < 51; ++i) {
    categories[i].key = contingents[i].key = "k" + std::to_string(i);
    categories[i].name = "x";
    contingents[i].pool = "dinner";
    contingents[i].company_role = directory::CompanyRole::partner;
  }
  BOOST_TEST(text_of(check(categories)) == "/categories wrong_count");
  BOOST_TEST(text_of(check(contingents)) == "/contingents wrong_count");
  categories.pop_back();
  contingents.pop_back();
  BOOST_TEST(text_of(check(categories)) == "");
  BOOST_TEST(text_of(check(contingents)) == "");
  categories[7].key = categories[3].key;
  contingents[9].key = contingents[0].key;
  BOOST_TEST(text_of(check(categories)) == "/categories/7/key duplicate_member");
  BOOST_TEST(text_of(check(contingents)) == "/contingents/9/key duplicate_member");
}

BOOST_AUTO_TEST_CASE(names_of_policies_come_back) {
  for (const auto one : events::all_default_policies) BOOST_TEST((events::parse_default_policy(to_text(one)) == one));
  for (const auto one : events::all_waitlist_orders) BOOST_TEST((events::parse_waitlist_order(to_text(one)) == one));
  for (const auto one : events::all_promotion_modes) BOOST_TEST((events::parse_promotion_mode(to_text(one)) == one));
  BOOST_TEST(!events::parse_default_policy("strict").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
