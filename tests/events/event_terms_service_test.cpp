#include "engine/events/event_terms_service.hpp"

#include "engine/events/event_terms_store.hpp"
#include "tests/events/fixture.hpp"

using namespace tagwerk;
using events::Contingent;
using events::RegistrationRules;
using events::TicketCategory;
using test::code_of;
using test::fields_of;

namespace {

struct TermsFixture : test::Fixture {
  events::EventTermsService terms{database(), {&dependents}};
  core::EventId event = make_event().id;

  template <class Part>
  core::Result<events::EventTerms> put(const Part& part, const core::ExpectedVersion& version = {}) {
    return terms.put(call(), event, part, version);
  }
  events::EventTerms get() { return terms.get(call(), event).value(); }

  // "category.vip 5 c0 h0 w0", or "".
  std::string row_of(const std::string& key) {
    const auto rows = database().read([&](storage::Transaction& tx) { return events::load_pools(tx, event); });
    for (const auto& row : rows) {
      if (row.key == key) return (row.limit ? std::to_string(*row.limit) : "-") + " c" + std::to_string(row.confirmed);
    }
    return {};
  }
  void limit(const std::string& pool, std::int64_t places) {
    BOOST_REQUIRE(capacity.put(call(), event, {{pool, places, 0}}, {}));
    dependents.raised.clear();
  }
  std::string region(const std::string& key) {
    execute(
        "insert into regions (id, organization_id, region_key, name, created_at, updated_at) "
        "values (:id, :org, :key, 'Nord', :now, :now)",
        {{"id", core::RegionId::make(now)}, {"org", data.organization()}, {"key", key}, {"now", now}});
    return key;
  }
};

TicketCategory category(std::string key, std::optional<std::int64_t> limit = {}) {
  TicketCategory made;
  made.key = std::move(key);
  made.name = "Karte";
  made.limit = limit;
  return made;
}

Contingent contingent(std::string key, std::int64_t places, std::string pool = "dinner",
                      std::optional<core::Instant> release_at = {}) {
  Contingent made;
  made.key = std::move(key);
  made.pool = std::move(pool);
  made.places = places;
  made.company_role = directory::CompanyRole::vendor;
  made.release_at = release_at;
  return made;
}

RegistrationRules strict_rules() {
  RegistrationRules rules;
  rules.max_heads_per_company = 5;
  rules.cancellation_fee_bp = 2550;
  return rules;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(event_terms_service, TermsFixture)

BOOST_AUTO_TEST_CASE(one_version_counts_the_changes_of_all_parts) {
  BOOST_TEST(get().version == 0);
  BOOST_TEST(put(strict_rules(), 0).value().version == 1);
  BOOST_TEST(code_of(put(std::vector{category("vip")}, 0)) == "precondition_failed");
  BOOST_TEST(put(std::vector{category("vip")}, 1).value().version == 2);
  BOOST_TEST(put(std::vector{contingent("c", 1)}, 2).value().version == 3);
  const auto all = get();
  BOOST_TEST(all.version == 3);
  BOOST_TEST((all.rules == strict_rules()));
  BOOST_TEST((all.categories == std::vector{category("vip")}));
  BOOST_TEST((all.contingents == std::vector{contingent("c", 1)}));
  BOOST_TEST(service.find(call(), event).value().terms_version == 3);
  BOOST_TEST(service.find(call(), event).value().version == 1);
}

BOOST_AUTO_TEST_CASE(what_stays_the_same_makes_no_version_and_no_entry) {
  BOOST_TEST(put(RegistrationRules{}).value().version == 0);
  BOOST_REQUIRE(put(strict_rules()));
  BOOST_REQUIRE(put(std::vector{category("a"), category("b")}));
  BOOST_REQUIRE(put(std::vector{contingent("c", 1)}));
  const auto entries = trail(event.uuid).size();
  dependents.raised.clear();
  BOOST_TEST(put(strict_rules()).value().version == 3);
  BOOST_TEST(put(std::vector{category("a"), category("b")}).value().version == 3);
  BOOST_TEST(put(std::vector{contingent("c", 1)}).value().version == 3);
  BOOST_TEST(trail(event.uuid).size() == entries);
  BOOST_TEST(dependents.raised.empty());
  BOOST_TEST(put(std::vector{category("b"), category("a")}).value().version == 4);
}

BOOST_AUTO_TEST_CASE(what_changed_is_in_the_trail_of_the_event) {
  const auto last = [&] {
    const auto entry = trail(event.uuid).back();
    std::string text = entry.action;
    for (const auto& change : entry.changes)
      text += "; " + change.member + ": " + change.before.value_or("-") + " > " + change.after.value_or("-");
    return text;
  };
  BOOST_REQUIRE(put(strict_rules()));
  BOOST_TEST(last() == "rules_changed; cancellation/fee_percent: 0.00 > 25.50; max_heads_per_company: - > 5");
  auto vip = category("vip", 5);
  vip.price = {123450, "EUR"};
  vip.vat_bp = 1900;
  vip.pools = {{"dinner", 1}, {"rooms", 2}};
  BOOST_REQUIRE(put(std::vector{vip}));
  BOOST_TEST(last() ==
             "categories_changed; (order): - > vip; vip/limit: - > 5; vip/name: - > Karte; "
             "vip/pools: - > dinner: 1, rooms: 2; vip/price: - > 1234.50 EUR; vip/vat_rate: - > 19.00");
  BOOST_REQUIRE(put(std::vector{vip, category("x")}));
  BOOST_TEST(last() == "categories_changed; (order): vip > vip, x; x/name: - > Karte; x/vat_rate: - > 0.00");
  BOOST_REQUIRE(put(std::vector{contingent("c", 1)}));
  BOOST_REQUIRE(put(std::vector{contingent("c", 2)}));
  BOOST_TEST(last() == "contingents_changed; c/places: 1 > 2");
}

BOOST_AUTO_TEST_CASE(every_wrong_member_is_told_before_the_version_is_asked) {
  RegistrationRules rules;
  rules.hold_minutes = 0;
  rules.offer_hours = 0;
  BOOST_TEST(fields_of(put(rules, 77).error()) == "/hold_minutes out_of_range; /waitlist/offer_hours out_of_range");
  BOOST_TEST(fields_of(put(std::vector{category("A"), category("b", -1)}, 77).error()) ==
             "/categories/0/key wrong_format; /categories/1/limit out_of_range");
  BOOST_TEST(fields_of(put(std::vector{contingent("c", 1, "companies")}, 77).error()) ==
             "/contingents/0/pool pool_not_possible");
  BOOST_TEST(get().version == 0);
}

BOOST_AUTO_TEST_CASE(regions_and_companies_that_are_named_must_exist) {
  const auto north = region("north");
  RegistrationRules rules;
  rules.region_keys = {north, "atlantis"};
  rules.priorities = {{.company_role = {}, .category = {}, .region_key = "nowhere", .priority = 1},
                      {.company_role = {}, .category = "no_category_yet", .region_key = north, .priority = 1}};
  BOOST_TEST(fields_of(put(rules).error()) ==
             "/waitlist/priorities/0/region_key reference_not_found; "
             "/eligibility/region_keys/1 reference_not_found");
  rules.region_keys = {north};
  rules.priorities.erase(rules.priorities.begin());
  BOOST_TEST(code_of(put(rules)) == "ok");
  BOOST_TEST((get().rules == rules));

  auto known = contingent("c", 1);
  known.company_role = std::nullopt;
  known.company = company("partner");
  auto unknown = known;
  unknown.key = "d";
  unknown.company = core::CompanyId::make(now);
  BOOST_TEST(fields_of(put(std::vector{known, unknown}).error()) == "/contingents/1/company_id reference_not_found");
  BOOST_TEST(code_of(put(std::vector{known})) == "ok");
}

BOOST_AUTO_TEST_CASE(limits_of_categories_are_pools_and_are_never_below_what_is_taken) {
  BOOST_REQUIRE(put(std::vector{category("vip", 5), category("free")}));
  BOOST_TEST(row_of("category.vip") == "5 c0");
  BOOST_TEST(row_of("category.free") == "- c0");
  take(event, "category.vip", 3, 1);
  const auto refused = put(std::vector{category("vip", 3)});
  BOOST_TEST(fields_of(refused.error()) == "/categories/0/limit capacity_below_taken");
  BOOST_TEST(refused.error().detail(core::Language::en) ==
             "capacity (3) of pool 'category.vip' must be at least the places taken (4)");
  BOOST_TEST(code_of(put(std::vector{category("vip", 4)})) == "ok");
  BOOST_TEST(row_of("category.vip") == "4 c3");
  BOOST_TEST(row_of("category.free") == "");
}

BOOST_AUTO_TEST_CASE(a_category_with_heads_stays) {
  BOOST_REQUIRE(put(std::vector{category("vip", 5)}));
  take(event, "category.vip", 0, 0, 1);
  const auto refused = put(std::vector<TicketCategory>{});
  BOOST_TEST(code_of(refused) == "category_in_use");
  BOOST_TEST(refused.error().detail(core::Language::en).starts_with("The category 'vip' has 1 heads:"));
  take(event, "category.vip", 0, 0, 0);
  BOOST_TEST(code_of(put(std::vector<TicketCategory>{})) == "ok");
  BOOST_TEST(row_of("category.vip") == "");
}

BOOST_AUTO_TEST_CASE(contingents_are_pools_and_fit_beside_what_is_taken) {
  limit("dinner", 10);
  take(event, "dinner", 4);
  const auto refused = put(std::vector{contingent("c", 3), contingent("d", 4)});
  BOOST_TEST(code_of(refused) == "contingent_exceeds_free");
  BOOST_TEST(refused.error().detail(core::Language::en) ==
             "The pool 'dinner' has 6 places that are not taken, 7 would be reserved.");
  BOOST_TEST(code_of(put(std::vector{contingent("c", 3), contingent("d", 3)})) == "ok");
  BOOST_TEST(row_of("contingent.c") == "3 c0");
  take(event, "contingent.c", 2);
  BOOST_TEST(code_of(put(std::vector{contingent("d", 3)})) == "contingent_in_use");
  BOOST_TEST(code_of(put(std::vector{contingent("c", 1)})) == "capacity_below_taken");
  BOOST_TEST(code_of(put(std::vector{contingent("c", 2)})) == "ok");
  BOOST_TEST(row_of("contingent.c") == "2 c2");
  BOOST_TEST(row_of("contingent.d") == "");
}

BOOST_AUTO_TEST_CASE(a_contingent_may_be_released_already) {
  limit("dinner", 1);
  BOOST_TEST(code_of(put(std::vector{contingent("c", 9, "dinner", now)})) == "ok");
  BOOST_TEST(code_of(put(std::vector{contingent("c", 9, "dinner", now + boost::posix_time::microseconds(1))})) ==
             "contingent_exceeds_free");
}

BOOST_AUTO_TEST_CASE(who_waits_gets_what_a_change_sets_free_in_the_same_unit) {
  std::int64_t seen = -1;
  dependents.on_raised = [&](storage::Transaction& tx, const core::EventId& id) {
    seen = events::load_terms(tx, id).version;
  };
  const auto raised = [&](const core::Result<events::EventTerms>& done) {
    BOOST_REQUIRE(done);
    BOOST_TEST((seen == -1 || seen == done->version));
    seen = -1;
    return std::exchange(dependents.raised, {}).size();
  };
  BOOST_TEST(raised(put(std::vector{category("vip", 5)})) == 0U);
  BOOST_TEST(raised(put(std::vector{category("vip", 4)})) == 0U);
  BOOST_TEST(raised(put(std::vector{category("vip", 5)})) == 1U);
  BOOST_TEST(raised(put(std::vector{category("vip")})) == 1U);
  BOOST_TEST(raised(put(std::vector{category("vip"), category("new", 1)})) == 0U);
  BOOST_TEST(raised(put(std::vector{contingent("c", 5)})) == 1U);
  BOOST_TEST(raised(put(std::vector{contingent("c", 4)})) == 1U);
  BOOST_TEST(raised(put(std::vector<Contingent>{})) == 1U);
  auto rules = strict_rules();
  BOOST_TEST(raised(put(rules)) == 0U);
  rules.waitlist_order = events::WaitlistOrder::skip_ahead;
  BOOST_TEST(raised(put(rules)) == 1U);
  rules.ageing_hours = 5;
  BOOST_TEST(raised(put(rules)) == 1U);
}

BOOST_AUTO_TEST_CASE(a_refused_change_leaves_everything_as_it_was) {
  BOOST_REQUIRE(put(std::vector{category("vip", 5)}));
  take(event, "category.vip", 3);
  const auto entries = trail(event.uuid).size();
  BOOST_TEST(code_of(put(std::vector{category("new", 7), category("vip", 2)})) == "capacity_below_taken");
  BOOST_TEST(row_of("category.new") == "");
  BOOST_TEST(get().version == 1);
  BOOST_TEST(trail(event.uuid).size() == entries);
}

BOOST_AUTO_TEST_CASE(a_companys_token_sees_the_contingents_that_are_its_own_or_its_roles) {
  const auto own = company("partner");
  const auto another = company("partner");
  std::vector<Contingent> all{contingent("own", 1), contingent("another", 1), contingent("partners", 1),
                              contingent("vendors", 1)};
  all[0].company_role = all[1].company_role = std::nullopt;
  all[0].company = own;
  all[1].company = another;
  all[2].company_role = directory::CompanyRole::partner;
  BOOST_REQUIRE(put(all));
  const auto seen_by = [&](const core::CompanyId& of, access::Role role) {
    auto by = call();
    by.principal.role = role;
    by.principal.company = of;
    std::string keys;
    const auto seen = terms.get(by, event).value();
    for (const auto& one : seen.contingents) keys += one.key + " ";
    return keys;
  };
  BOOST_TEST(seen_by(own, access::Role::partner) == "own partners ");
  BOOST_TEST(seen_by(company("vendor"), access::Role::vendor) == "vendors ");
  // Found in review: a supplier's token has the role vendor too, and saw the vendors'.
  BOOST_TEST(seen_by(company("supplier"), access::Role::vendor) == "");
  BOOST_TEST(get().contingents.size() == 4U);
}

BOOST_AUTO_TEST_CASE(capacity_tells_of_categories_contingents_and_what_is_reserved) {
  limit("participants", 10);
  BOOST_REQUIRE(put(std::vector{category("vip", 5)}));
  auto own = contingent("own", 3, "participants");
  own.company_role = std::nullopt;
  own.company = company("partner");
  BOOST_REQUIRE(put(std::vector{own, contingent("vendors", 4, "participants")}));
  take(event, "participants", 3);
  take(event, "category.vip", 2);
  const auto told = capacity.get(call(), event).value();
  BOOST_TEST(told.version == 2);
  BOOST_TEST_REQUIRE(told.pools.size() == 2U);
  BOOST_TEST(told.pools[0].reserved == 7);
  BOOST_TEST((told.pools[0].why_none == events::WhyNone::reserved));
  BOOST_TEST((told.categories[0].available == 3));
  BOOST_TEST_REQUIRE(told.contingents.size() == 2U);
  BOOST_TEST(told.contingents[0].available == 3);

  auto by = call();
  by.principal.role = access::Role::vendor;
  by.principal.company = company("vendor");
  const auto seen = capacity.get(by, event).value();
  BOOST_TEST(seen.pools[0].reserved == 7);
  BOOST_TEST_REQUIRE(seen.contingents.size() == 1U);
  BOOST_TEST(seen.contingents[0].contingent.key == "vendors");
}

BOOST_AUTO_TEST_CASE(limits_of_pools_leave_categories_and_contingents_alone_and_room_for_what_is_reserved) {
  limit("participants", 10);
  BOOST_REQUIRE(put(std::vector{category("vip", 5)}));
  BOOST_REQUIRE(put(std::vector{contingent("c", 4, "participants")}));
  take(event, "participants", 3);
  const auto refused = capacity.put(call(), event, {{"participants", 6, 0}}, {});
  BOOST_TEST(code_of(refused) == "capacity_below_reserved");
  BOOST_TEST(code_of(capacity.put(call(), event, {{"participants", 7, 0}}, {})) == "ok");
  BOOST_TEST(code_of(capacity.put(call(), event, {}, {})) == "ok");
  BOOST_TEST(row_of("category.vip") == "5 c0");
  BOOST_TEST(row_of("contingent.c") == "4 c0");
}

BOOST_AUTO_TEST_CASE(the_terms_of_an_event_of_another_organization_do_not_exist) {
  BOOST_TEST(code_of(terms.get(call_of(other), event)) == "not_found");
  BOOST_TEST(code_of(terms.put(call_of(other), event, strict_rules(), {})) == "not_found");
  BOOST_TEST(code_of(terms.put(call_of(other), event, std::vector{category("vip")}, {})) == "not_found");
  BOOST_TEST(get().version == 0);
}

BOOST_AUTO_TEST_SUITE_END()
