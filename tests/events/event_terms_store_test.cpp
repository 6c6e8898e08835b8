#include "engine/events/event_terms_store.hpp"

#include "tests/events/fixture.hpp"

using namespace tagwerk;
using events::Contingent;
using events::EventTerms;
using events::RegistrationRules;
using events::TicketCategory;

namespace {

core::Instant at(const char* text) { return core::parse_rfc3339(text).value(); }

struct StoreFixture : test::Fixture {
  core::EventId event = make_event().id;

  EventTerms load(const core::EventId& id) {
    return database().read([&](storage::Transaction& tx) { return events::load_terms(tx, id); });
  }
  EventTerms load() { return load(event); }
  template <class Save>
  void write(Save&& save) {
    database().transact(nullptr, [&](storage::Transaction& tx) {
      events::save_terms_version(tx, event, events::load_terms(tx, event).version + 1);
      save(tx);
      return true;
    });
  }
  void save(const RegistrationRules& rules) {
    write([&](storage::Transaction& tx) { events::save_rules(tx, event, rules); });
  }
  void save(const std::vector<TicketCategory>& categories) {
    write([&](storage::Transaction& tx) { events::save_categories(tx, event, categories); });
  }
  void save(const std::vector<Contingent>& contingents) {
    write([&](storage::Transaction& tx) { events::save_contingents(tx, event, contingents); });
  }
};

RegistrationRules full_rules() {
  return {.max_heads_per_company = 12,
          .max_held_heads_per_company = 4,
          .hold_minutes = 15,
          .naming_deadline = at("2016-11-01T10:00:00.000001Z"),
          .waitlist_policy = events::DefaultPolicy::partial,
          .waitlist_order = events::WaitlistOrder::skip_ahead,
          .ageing_hours = 36,
          .promotion = events::PromotionMode::offer,
          .offer_hours = 24,
          .priorities = {{.company_role = directory::CompanyRole::partner,
                          .category = "vip",
                          .region_key = "nord",
                          .priority = 100},
                         {.company_role = {}, .category = {}, .region_key = {}, .priority = -100}},
          .needs_approval = true,
          .company_roles = std::vector{directory::CompanyRole::vendor, directory::CompanyRole::partner},
          .region_keys = std::vector<std::string>{"sued", "nord"},
          .free_cancellation_until = at("2016-10-01T00:00:00Z"),
          .cancellation_fee_bp = 5050};
}

TicketCategory full_category() {
  return {.key = "vip",
          .name = "Führung 😀 'x'",
          .limit = 30,
          .price = events::Price{.net = 123450, .currency = "EUR"},
          .vat_bp = 1900,
          .sale_from = at("2016-01-01T00:00:00Z"),
          .sale_until = at("2016-11-01T00:00:00Z"),
          .pools = {{"dinner", 1}, {"hotel_rooms", 2}}};
}

TicketCategory plain_category(const std::string& key) {
  TicketCategory category;
  category.key = key;
  category.name = key;
  return category;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(event_terms_store, StoreFixture)

BOOST_AUTO_TEST_CASE(an_event_without_terms_has_the_defaults) {
  for (const auto& terms : {load(), load(core::EventId::make(now))}) {
    BOOST_TEST(terms.version == 0);
    BOOST_TEST((terms.rules == RegistrationRules{}));
    BOOST_TEST(terms.categories.empty());
    BOOST_TEST(terms.contingents.empty());
  }
}

BOOST_AUTO_TEST_CASE(rules_are_kept_as_they_were_saved_and_replaced_as_a_whole) {
  save(full_rules());
  BOOST_TEST((load().rules == full_rules()));
  BOOST_TEST(load().version == 1);
  save(RegistrationRules{});
  BOOST_TEST((load().rules == RegistrationRules{}));
  BOOST_TEST(load().version == 2);
}

BOOST_AUTO_TEST_CASE(categories_are_kept_with_their_pools_in_the_order_listed) {
  const std::vector<TicketCategory> first{plain_category("z"), full_category(), plain_category("a")};
  save(first);
  BOOST_TEST((load().categories == first));
  auto changed = full_category();
  changed.pools = {{"dinner", 2}};
  const std::vector<TicketCategory> second{changed, plain_category("z")};
  save(second);
  BOOST_TEST((load().categories == second));
  save(std::vector<TicketCategory>{});
  BOOST_TEST(load().categories.empty());
}

BOOST_AUTO_TEST_CASE(contingents_are_kept_in_the_order_listed) {
  const Contingent of_company{.key = "z",
                              .pool = "participants",
                              .places = 0,
                              .company = company("partner"),
                              .company_role = {},
                              .release_at = {}};
  const Contingent of_role{.key = "a",
                           .pool = "hotel_rooms",
                           .places = 2147483647,
                           .company = {},
                           .company_role = directory::CompanyRole::supplier,
                           .release_at = at("2016-11-01T00:00:00Z")};
  const std::vector<Contingent> first{of_company, of_role};
  save(first);
  BOOST_TEST((load().contingents == first));
  const std::vector<Contingent> second{of_role, of_company};
  save(second);
  BOOST_TEST((load().contingents == second));
  save(std::vector<Contingent>{of_company});
  BOOST_TEST((load().contingents == std::vector<Contingent>{of_company}));
  save(std::vector<Contingent>{});
  BOOST_TEST(load().contingents.empty());
}

BOOST_AUTO_TEST_CASE(that_a_release_was_seen_to_is_kept_as_long_as_its_instant_stays) {
  Contingent one{.key = "a",
                 .pool = "participants",
                 .places = 5,
                 .company = {},
                 .company_role = directory::CompanyRole::vendor,
                 .release_at = at("2016-11-01T00:00:00Z")};
  const auto released = [&] {
    return count("select released from contingents where event_id = :event", {{"event", event}});
  };
  save(std::vector<Contingent>{one});
  BOOST_TEST(released() == 0);
  execute("update contingents set released = 1 where event_id = :event", {{"event", event}});
  one.places = 4;
  save(std::vector<Contingent>{one});
  BOOST_TEST(released() == 1);
  one.release_at = at("2016-12-01T00:00:00Z");
  save(std::vector<Contingent>{one});
  BOOST_TEST(released() == 0);
}

BOOST_AUTO_TEST_CASE(terms_are_those_of_their_event_and_go_with_it) {
  save(full_rules());
  save(std::vector<TicketCategory>{full_category()});
  const auto another = make_event().id;
  BOOST_TEST(load(another).version == 0);
  BOOST_REQUIRE(service.remove(call(), event, {}));
  BOOST_TEST(count("select count(*) from category_pools where event_id = :event", {{"event", event}}) == 0);
  BOOST_TEST(load().version == 0);
}

BOOST_AUTO_TEST_SUITE_END()
