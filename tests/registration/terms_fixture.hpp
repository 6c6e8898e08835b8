// Purpose: what the tests of an event's terms share: the verbs of held places, heads and returns, and short ways to say what
// became of a registration. After each test everything is counted again.
// Thread-safety: one thread.
#pragma once

#include <string>
#include <vector>

#include "engine/events/capacity_store.hpp"
#include "engine/events/event_terms_service.hpp"
#include "engine/registration/head_service.hpp"
#include "engine/registration/held_places_service.hpp"
#include "engine/registration/return_service.hpp"
#include "tests/registration/fixture.hpp"
#include "tests/registration/terms_text.hpp"

namespace tagwerk::test {

inline Naming naming(const std::string& family_name) {
  Naming made;
  made.given_name = "Anna";
  made.family_name = family_name;
  made.email = "anna@example.org";
  return made;
}

inline Naming naming(const core::PersonId& person) {
  Naming made;
  made.person = person;
  return made;
}

inline events::TicketCategory category(std::string key, std::optional<std::int64_t> limit = {}) {
  events::TicketCategory made;
  made.key = std::move(key);
  made.name = "Karte";
  made.limit = limit;
  return made;
}

inline events::Contingent contingent(const core::CompanyId& company, std::int64_t places,
                                     std::string pool = "participants") {
  events::Contingent made;
  made.key = "own";
  made.pool = std::move(pool);
  made.places = places;
  made.company = company;
  return made;
}

inline events::Contingent contingent(directory::CompanyRole role, std::int64_t places,
                                     std::string pool = "participants") {
  events::Contingent made;
  made.key = "role";
  made.pool = std::move(pool);
  made.places = places;
  made.company_role = role;
  return made;
}

struct TermsFixture : RegistrationFixture {
  events::EventTermsService terms{database(), {&dependents}};
  registration::HeldPlacesService held{database(), {&observer}};
  registration::HeadService head_service{database(), {&observer}};
  registration::ReturnService returns{database(), {&observer}};
  events::RegistrationRules rules;

  void teardown() {
    BOOST_TEST(differences() == "");
    BOOST_TEST(count("select count(*) from capacity_pools where confirmed + held > limit_count + overbook", {}) == 0);
    // What ends by itself is what says so.
    BOOST_TEST(
        count("select count(*) from registrations r left join registration_deadlines d on d.registration_id = r.id "
              "where not (r.held_until <=> d.due_at)",
              {}) == 0);
    BOOST_TEST(
        count("select count(*) from registrations r where (held_for is null) <> (held_headcount = 0 and not exists "
              "(select 1 from registration_pools p where p.registration_id = r.id and p.held > 0))",
              {}) == 0);
    BOOST_TEST(count("select count(*) from registrations where status <> 'cancelled' and "
                     "confirmed_headcount + held_headcount + waitlisted_headcount = 0",
                     {}) == 0);
  }

  template <class Part>
  void put(const Part& part) {
    later(1);
    BOOST_REQUIRE(terms.put(call(), event, part, {}));
  }
  void put_rules() { put(rules); }
  core::CompanyId vendor(const std::string& name) {
    return companies
        .create(call(), {.name = name, .role = directory::CompanyRole::vendor, .region_key = {}, .city = {}})
        .value()
        .id;
  }
  core::Result<Registration> ask(const NewRegistration& wish) {
    later(1);
    return service.register_group(call(), event, wish);
  }
  static NewRegistration in_category(NewRegistration wish, const std::string& key) {
    wish.category = key;
    return wish;
  }
  core::Result<Registration> hold(const core::CompanyId& of, std::int64_t heads, std::optional<int> minutes = {}) {
    auto wish = group(of, heads);
    wish.waitlist.reset();
    wish.hold = true;
    wish.hold_minutes = minutes;
    return ask(wish);
  }
  /// What is due is ended.
  std::size_t sweep() { return held.end_what_is_due(now, 100); }
  void minutes_pass(int minutes) { later(60 * minutes); }

  /// What it was answered, which is also what is stored; or why it was refused.
  std::string done(const core::Result<Registration>& result) {
    if (!result) return refusal(result);
    const auto stored = read(result->id);
    BOOST_TEST(told(*result) == told(stored));
    BOOST_TEST(heads_of(*result) == heads_of(stored));
    BOOST_TEST(result->version == stored.version);
    BOOST_TEST((result->held_until == stored.held_until));
    BOOST_TEST((result->reason == stored.reason));
    BOOST_TEST(result->fee_net == stored.fee_net);
    return told(*result);
  }
  std::string now_is(const core::RegistrationId& id) { return told(read(id)); }

  /// "participants 3/1/0 of 5": confirmed/held/waitlisted of one pool.
  std::string pool(const std::string& key, std::optional<core::EventId> of = {}) {
    const auto rows =
        database().read([&](storage::Transaction& tx) { return events::load_pools(tx, of.value_or(event)); });
    for (const auto& row : rows) {
      if (row.key != key) continue;
      auto text = std::to_string(row.confirmed) + "/" + std::to_string(row.held) + "/" + std::to_string(row.waitlisted);
      if (row.limit) text += " of " + std::to_string(*row.limit);
      return text;
    }
    return "none";
  }
};

}  // namespace tagwerk::test
