// Registrations that are written before the locks are taken: the same as with them, or nothing at all.
#include <algorithm>
#include <functional>

#include "engine/registration/batch_request.hpp"
#include "engine/registration/group_registration.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

struct AheadFixture : RegistrationFixture {
  storage::Database many{[&] {
    auto settings = data.settings();
    settings.pool_size = 4;
    return settings;
  }()};

  /// "3/1 made" of these wishes, or "changed"; `meanwhile` happens between what is written and the locks.
  std::string register_ahead(
      const std::vector<NewRegistration>& wishes, const std::function<void()>& meanwhile = [] {}) {
    const auto caller = call();
    std::vector<registration::Applicant> applicants;
    applicants.reserve(wishes.size());
    for (const auto& wish : wishes) applicants.push_back({&caller, event, &wish});
    std::vector<events::AttendanceObserver*> observers{&observer};
    try {
      const auto results = many.transact(nullptr, [&](storage::Transaction& tx) {
        registration::RegistrationsAhead registrations(tx, data.organization(), applicants);
        auto made = registrations.take_results();
        meanwhile();
        registrations.confirm(observers);
        return made;
      });
      const auto made = std::count_if(results.begin(), results.end(), [](const auto& one) { return one.has_value(); });
      return std::to_string(results.size()) + "/" + std::to_string(made) + " made";
    } catch (const registration::PlacesChanged&) {
      return "changed";
    }
  }
  std::int64_t stored(const char* table) {
    return many
        .read([&](storage::Transaction& tx) {
          return tx.scalar<std::int64_t>(std::string("select count(*) from ") + table, {});
        })
        .value();
  }
};

constexpr auto all_or_nothing = WaitlistPolicy::all_or_nothing;

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ahead, AheadFixture)

BOOST_AUTO_TEST_CASE(where_places_are_ample_it_is_what_it_is_with_locks) {
  limit({{"participants", 100, 0}, {"hotel_rooms", 50, 0}});
  const auto other_company = make_company("Systemhaus Nord");
  NewRegistration invalid = group(company, 0);
  observer.take();
  BOOST_TEST(register_ahead({group(company, 2), group(other_company, 3, all_or_nothing, 2), invalid,
                             group(core::CompanyId::make(now), 1), group(company, 1)}) == "5/3 made");
  BOOST_TEST(places() == "participants 6+0/100; hotel_rooms 2+0/50; companies 2+0");
  BOOST_TEST(observer.take() == 1);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(what_others_took_meanwhile_is_counted) {
  limit({{"participants", 100, 0}});
  BOOST_TEST(register_ahead({group(company, 2)}, [&] { BOOST_REQUIRE(enter(company, 5)); }) == "1/1 made");
  BOOST_TEST(places() == "participants 7+0/100; companies 1+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(nothing_is_written_when_others_took_the_last_places_meanwhile) {
  limit({{"participants", 6, 0}});
  observer.take();
  BOOST_TEST(register_ahead({group(company, 1), group(company, 2)}, [&] { BOOST_REQUIRE(enter(company, 5)); }) ==
             "changed");
  BOOST_TEST(places() == "participants 5+0/6; companies 1+0");
  BOOST_TEST(stored("registrations") == 1);
  BOOST_TEST(stored("registration_participants") == 5);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(nobody_goes_ahead_of_who_began_to_wait_meanwhile) {
  limit({{"participants", 6, 0}});
  BOOST_REQUIRE(enter(company, 4));
  // One place is still left over for who comes later, not two.
  BOOST_TEST(register_ahead({group(company, 1), group(company, 1)}, [&] {
               BOOST_REQUIRE(enter(company, 1));
               BOOST_REQUIRE(enter(company, 6, all_or_nothing));
             }) == "changed");
  BOOST_TEST(stored("registrations") == 3);
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_CASE(who_would_wait_or_be_refused_for_want_of_places_is_decided_with_locks) {
  limit({{"participants", 2, 0}});
  BOOST_TEST(register_ahead({group(company, 1), group(company, 2, all_or_nothing)}) == "changed");
  BOOST_TEST(register_ahead({group(company, 1), group(company, 2)}) == "changed");
  NewRegistration named = group(company, 1);
  named.participants = {Naming{.person = make_person(company), .given_name = {}, .family_name = {}, .email = {}}};
  BOOST_TEST(register_ahead({named}) == "changed");
  BOOST_TEST(stored("registrations") == 0);
  BOOST_TEST(register_ahead({group(company, 1), group(company, 1)}) == "2/2 made");
}

BOOST_AUTO_TEST_CASE(nobody_changes_the_event_between_what_is_written_and_the_locks) {
  BOOST_TEST(register_ahead({group(company, 1)}, [&] {
               BOOST_CHECK_THROW(database().transact(nullptr,
                                                     [&](storage::Transaction& tx) {
                                                       return tx.scalar<core::EventId>(
                                                           "select id from events where id = :event for update nowait",
                                                           {{"event", event}});
                                                     }),
                                 storage::Unavailable);
             }) == "1/1 made");
}

BOOST_AUTO_TEST_CASE(a_pool_that_somebody_else_named_first_meanwhile_is_counted_once) {
  BOOST_TEST(register_ahead({group(company, 1, all_or_nothing, 2)},
                            [&] { BOOST_REQUIRE(enter(company, 1, all_or_nothing, 3)); }) == "changed");
  BOOST_TEST(register_ahead({group(company, 1, all_or_nothing, 2)}) == "1/1 made");
  BOOST_TEST(places() == "participants 2+0; companies 1+0; hotel_rooms 5+0");
  BOOST_TEST(differences() == "");
}

BOOST_AUTO_TEST_SUITE_END()
