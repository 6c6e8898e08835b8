#include "engine/access/token_verifier.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <thread>

#include "engine/access/token_service.hpp"
#include "engine/access/token_store.hpp"
#include "tests/access/fixture.hpp"

using namespace tagwerk;
using namespace std::chrono_literals;
using access::TokenVerifier;

namespace {

struct Fixture : test::AccessFixture {
  access::CreatedToken make(access::Role role = access::Role::organizer, std::optional<core::CompanyId> company = {}) {
    TokenVerifier unused(database, 0ms);
    access::TokenService service(database, unused);
    return service.create(access::command_line_call(data.organization(), now), {"Büro", role, company}).value();
  }
  // As another process would do it.
  void revoke_elsewhere(const core::TokenId& id) {
    database.transact(nullptr, [&](storage::Transaction& tx) {
      access::revoke_token(tx, id, now);
      return true;
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_verifier, Fixture)

BOOST_AUTO_TEST_CASE(verify_knows_who_holds_a_text_and_peek_only_after_it) {
  TokenVerifier verifier(database, 2s);
  const auto made = make();
  BOOST_TEST(!verifier.peek(made.text).has_value());
  const auto principal = verifier.verify(made.text);
  BOOST_TEST_REQUIRE(principal.has_value());
  BOOST_TEST((principal->organization == data.organization()));
  BOOST_TEST((principal->token == made.token.id));
  BOOST_TEST((principal->role == access::Role::organizer));
  BOOST_TEST(principal->name == "Büro");
  BOOST_TEST(!principal->company.has_value());
  BOOST_TEST_REQUIRE(verifier.peek(made.text).has_value());
  BOOST_TEST((verifier.peek(made.text)->token == made.token.id));
}

BOOST_AUTO_TEST_CASE(a_company_token_carries_its_company) {
  TokenVerifier verifier(database, 2s);
  const auto company = add_company("supplier");
  const auto made = make(access::Role::vendor, company);
  BOOST_TEST((verifier.verify(made.text).value().company == company));
}

BOOST_AUTO_TEST_CASE(unknown_texts_and_wrong_shapes_are_nobody) {
  TokenVerifier verifier(database, 2s);
  make();
  BOOST_TEST(!verifier.verify(access::make_token_text()).has_value());
  BOOST_TEST(!verifier.verify("").has_value());
  BOOST_TEST(!verifier.verify("twk_'; drop table access_tokens; --").has_value());
}

BOOST_AUTO_TEST_CASE(a_refused_text_is_not_remembered) {
  TokenVerifier verifier(database, 5s);
  const auto text = access::make_token_text();
  BOOST_TEST(!verifier.verify(text).has_value());
  database.transact(nullptr, [&](storage::Transaction& tx) {
    access::Token token{.id = core::TokenId::make(now),
                        .organization = data.organization(),
                        .name = "late",
                        .role = access::Role::viewer,
                        .company = {},
                        .created_at = now,
                        .updated_at = now,
                        .revoked_at = {}};
    access::insert_token(tx, token, access::hash_token_text(text));
    return true;
  });
  BOOST_TEST(verifier.verify(text).has_value());
}

BOOST_AUTO_TEST_CASE(a_revocation_by_another_process_ends_it_within_the_cache_time) {
  TokenVerifier here(database, 300ms);
  const auto made = make();
  BOOST_TEST_REQUIRE(here.verify(made.text).has_value());
  revoke_elsewhere(made.token.id);
  BOOST_TEST(here.peek(made.text).has_value());  // still kept: this is what the cache time bounds
  std::this_thread::sleep_for(310ms);
  BOOST_TEST(!here.peek(made.text).has_value());
  BOOST_TEST(!here.verify(made.text).has_value());
}

BOOST_AUTO_TEST_CASE(forget_ends_it_at_once_and_touches_no_other) {
  TokenVerifier verifier(database, 5s);
  const auto gone = make();
  const auto stays = make();
  BOOST_TEST_REQUIRE(verifier.verify(gone.text).has_value());
  BOOST_TEST_REQUIRE(verifier.verify(stays.text).has_value());
  revoke_elsewhere(gone.token.id);
  verifier.forget(gone.token.id);
  BOOST_TEST(!verifier.verify(gone.text).has_value());
  BOOST_TEST(!verifier.was_valid(gone.text));
  BOOST_TEST(verifier.peek(stays.text).has_value());
}

BOOST_AUTO_TEST_CASE(without_cache_time_every_look_goes_to_the_database) {
  TokenVerifier verifier(database, 0ms);
  const auto made = make();
  BOOST_TEST_REQUIRE(verifier.verify(made.text).has_value());
  BOOST_TEST(!verifier.peek(made.text).has_value());
  BOOST_TEST(verifier.was_valid(made.text));
  revoke_elsewhere(made.token.id);
  BOOST_TEST(!verifier.verify(made.text).has_value());
  BOOST_TEST(!verifier.was_valid(made.text));
}

BOOST_AUTO_TEST_CASE(a_cache_time_beyond_the_promise_is_refused) {
  BOOST_CHECK_NO_THROW(TokenVerifier(database, 5000ms));
  BOOST_CHECK_THROW(TokenVerifier(database, 5001ms), std::invalid_argument);
  BOOST_CHECK_THROW(TokenVerifier(database, -1ms), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(a_lost_database_is_thrown_and_does_not_look_like_an_unknown_token) {
  auto settings = data.settings();
  settings.unix_socket = "/nonexistent/socket";
  storage::Database lost(settings);
  TokenVerifier verifier(lost, 2s);
  BOOST_CHECK_THROW(static_cast<void>(verifier.verify(access::make_token_text())), storage::Unavailable);
}

BOOST_AUTO_TEST_CASE(no_token_is_accepted_after_its_revocation_however_many_ask) {
  TokenVerifier verifier(database, 5s);
  const auto made = make();
  std::atomic<bool> revoked{false};
  std::atomic<bool> stop{false};
  std::atomic<int> accepted_late{0};
  std::vector<std::thread> askers;
  for (int i = 0; i < 4; ++i) {
    askers.emplace_back([&] {
      while (!stop) {
        const bool was_revoked = revoked;
        if (verifier.verify(made.text) && was_revoked) ++accepted_late;
      }
    });
  }
  std::this_thread::sleep_for(20ms);
  revoke_elsewhere(made.token.id);
  verifier.forget(made.token.id);
  revoked = true;
  std::this_thread::sleep_for(50ms);
  stop = true;
  for (auto& asker : askers) asker.join();
  BOOST_TEST(accepted_late == 0);
}

BOOST_AUTO_TEST_SUITE_END()
