#include "engine/access/token_service.hpp"

#include <boost/test/unit_test.hpp>

#include <barrier>
#include <thread>

#include "engine/access/access_errors.hpp"
#include "engine/access/role.hpp"
#include "engine/access/token_verifier.hpp"
#include "engine/audit/audit.hpp"
#include "tests/access/fixture.hpp"

using namespace tagwerk;
using namespace std::chrono_literals;
using access::Role;
using test::fields_of;

namespace {

struct Fixture : test::AccessFixture {
  access::TokenVerifier verifier{database, 5s};
  access::TokenService service{database, verifier};

  access::CreatedToken make(Role role, const std::string& name = "x") {
    return service.create(admin_call(), {.name = name, .role = role, .company = {}}).value();
  }
  std::string refused(const access::NewToken& token) {
    const auto made = service.create(admin_call(), token);
    BOOST_TEST_REQUIRE(made.has_error());
    return fields_of(made.error());
  }
  std::vector<audit::Entry> trail(const core::TokenId& id) {
    return database.read([&](storage::Transaction& tx) {
      return audit::list(tx, data.organization(), id.uuid, core::PageRequest{}).items;
    });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(token_service, Fixture)

BOOST_AUTO_TEST_CASE(a_new_token_works_and_only_its_hash_is_stored) {
  const auto made = make(Role::organizer, "scripts/run");
  BOOST_TEST((verifier.verify(made.text).value().token == made.token.id));
  const auto stored = database.read([&](storage::Transaction& tx) {
    return tx.scalar<std::string>("select token_hash from access_tokens where id = :id", {{"id", made.token.id}})
        .value();
  });
  BOOST_TEST(stored == access::hash_token_text(made.text));
  const auto found = service.find(admin_call(), made.token.id);
  BOOST_TEST_REQUIRE(found.has_value());
  BOOST_TEST(found->name == "scripts/run");
  BOOST_TEST((found->created_at == now));
  BOOST_TEST(found->version == 1);
  BOOST_TEST(!found->revoked_at.has_value());
}

BOOST_AUTO_TEST_CASE(a_company_is_needed_exactly_for_partner_and_vendor) {
  const auto partner = add_company("partner");
  for (const auto role : access::all_roles) {
    if (access::is_company_scoped(role)) {
      BOOST_TEST(refused({"x", role, {}}) == "/company_id=company_needed ");
    } else {
      BOOST_TEST(refused({"x", role, partner}) == "/company_id=company_not_allowed ");
      BOOST_TEST(service.create(admin_call(), {"x", role, {}}).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(the_company_must_have_a_fitting_role) {
  const auto partner = add_company("partner");
  const auto vendor = add_company("vendor");
  const auto supplier = add_company("supplier");
  BOOST_TEST(service.create(admin_call(), {"x", Role::partner, partner}).has_value());
  BOOST_TEST(service.create(admin_call(), {"x", Role::vendor, vendor}).has_value());
  BOOST_TEST(service.create(admin_call(), {"x", Role::vendor, supplier}).has_value());
  BOOST_TEST(refused({"x", Role::partner, vendor}) == "/company_id=company_role_unfit ");
  BOOST_TEST(refused({"x", Role::partner, supplier}) == "/company_id=company_role_unfit ");
  BOOST_TEST(refused({"x", Role::vendor, partner}) == "/company_id=company_role_unfit ");
}

BOOST_AUTO_TEST_CASE(the_company_must_be_of_this_organization_and_not_merged_away) {
  const auto elsewhere = add_company("partner", data.add_organization("other"));
  const auto merged = add_company("partner", data.organization(), add_company("partner"));
  for (const auto& company : {elsewhere, merged, core::CompanyId::make(now)})
    BOOST_TEST(refused({"x", Role::partner, company}) == "/company_id=reference_not_found ");
}

BOOST_AUTO_TEST_CASE(all_wrong_members_are_named_at_once) {
  BOOST_TEST(refused({"", Role::partner, {}}) == "/name=wrong_length /company_id=company_needed ");
  BOOST_TEST(refused({" \t", Role::desk, {}}) == "/name=wrong_format ");
  BOOST_TEST(refused({"a\nb", Role::desk, {}}) == "/name=wrong_format ");
  BOOST_TEST(refused({std::string(101, 'x'), Role::desk, {}}) == "/name=wrong_length ");
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "ü";
  BOOST_TEST(make(Role::desk, umlauts).token.name == umlauts);
  BOOST_TEST(count("select count(*) from access_tokens") == 1);
}

BOOST_AUTO_TEST_CASE(making_and_revoking_are_in_the_audit_trail_without_the_text) {
  const auto company = add_company("partner");
  const auto made = service.create(admin_call(), {"desk 1", Role::partner, company}).value();
  BOOST_TEST_REQUIRE(service.revoke(admin_call(), made.token.id, {}).has_value());
  const auto entries = trail(made.token.id);
  BOOST_TEST_REQUIRE(entries.size() == 2U);
  BOOST_TEST(entries[0].action == "created");
  BOOST_TEST(entries[0].actor == "admin token 'boss'");
  BOOST_TEST(entries[0].object_kind == "token");
  BOOST_TEST(entries[1].action == "revoked");
  for (const auto& entry : entries) {
    for (const auto& change : entry.changes)
      BOOST_TEST(change.after.value_or("").find(made.text.substr(4)) == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(the_command_line_makes_the_first_token) {
  const auto made = service.create(access::command_line_call(data.organization(), now), {"first", Role::admin, {}});
  BOOST_TEST_REQUIRE(made.has_value());
  BOOST_TEST_REQUIRE(trail(made->token.id).size() == 1U);
  BOOST_TEST(trail(made->token.id).front().actor == "command line");
}

BOOST_AUTO_TEST_CASE(a_revoked_token_is_refused_at_once_and_stays_listed) {
  const auto made = make(Role::viewer);
  BOOST_TEST_REQUIRE(verifier.verify(made.text).has_value());
  const auto revoked = service.revoke(admin_call(), made.token.id, 1);
  BOOST_TEST_REQUIRE(revoked.has_value());
  BOOST_TEST(revoked->version == 2);
  BOOST_TEST(!verifier.verify(made.text).has_value());
  const auto found = service.find(admin_call(), made.token.id).value();
  BOOST_TEST((found.revoked_at == now));
  BOOST_TEST((found.updated_at == now));
  BOOST_TEST(found.version == 2);
}

BOOST_AUTO_TEST_CASE(revoking_twice_changes_nothing_the_second_time) {
  const auto made = make(Role::viewer);
  BOOST_TEST_REQUIRE(service.revoke(admin_call(), made.token.id, {}).has_value());
  auto later = admin_call();
  later.now = now + boost::posix_time::hours(1);
  const auto again = service.revoke(later, made.token.id, {});
  BOOST_TEST_REQUIRE(again.has_value());
  BOOST_TEST(again->version == 2);
  BOOST_TEST((again->revoked_at == now));
  BOOST_TEST(trail(made.token.id).size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_stale_version_is_refused_and_revokes_nothing) {
  const auto made = make(Role::viewer);
  const auto refused = service.revoke(admin_call(), made.token.id, 2);
  BOOST_TEST_REQUIRE(refused.has_error());
  BOOST_TEST((refused.error().kind() == core::ErrorKind::precondition_failed));
  BOOST_TEST(verifier.verify(made.text).has_value());
}

BOOST_AUTO_TEST_CASE(tokens_of_another_organization_do_not_exist) {
  const auto other = data.add_organization("other");
  const auto foreign = service.create(access::command_line_call(other, now), {"theirs", Role::viewer, {}}).value();
  for (const auto& id : {foreign.token.id, core::TokenId::make(now)}) {
    BOOST_TEST((service.find(admin_call(), id).error().kind() == core::ErrorKind::not_found));
    BOOST_TEST((service.revoke(admin_call(), id, {}).error().kind() == core::ErrorKind::not_found));
  }
  BOOST_TEST(service.list(admin_call(), {}, {}).items.empty());
  BOOST_TEST(verifier.verify(foreign.text).has_value());
}

BOOST_AUTO_TEST_CASE(the_last_valid_admin_token_stays) {
  const auto first = make(Role::admin, "first");
  const auto second = make(Role::admin, "second");
  BOOST_TEST(service.revoke(admin_call(), first.token.id, {}).has_value());
  const auto refused = service.revoke(admin_call(), second.token.id, {});
  BOOST_TEST_REQUIRE(refused.has_error());
  BOOST_TEST(&refused.error().code() == &access::last_admin_token);
  BOOST_TEST(refused.error().detail(core::Language::en).find("'second'") != std::string::npos);
  BOOST_TEST(verifier.verify(second.text).has_value());
  BOOST_TEST(service.revoke(admin_call(), make(Role::organizer).token.id, {}).has_value());
}

BOOST_AUTO_TEST_CASE(two_admins_that_revoke_each_other_at_once_leave_one) {
  for (int round = 0; round < 10; ++round) {
    data.reset();
    const auto first = make(Role::admin);
    const auto second = make(Role::admin);
    std::barrier start(2);
    int refused = 0;
    std::mutex mutex;
    const auto revoke = [&](const core::TokenId& id) {
      start.arrive_and_wait();
      const auto result = service.revoke(admin_call(), id, {});
      const std::lock_guard lock(mutex);
      refused += result.has_error() ? 1 : 0;
    };
    std::thread one([&] { revoke(first.token.id); });
    std::thread two([&] { revoke(second.token.id); });
    one.join();
    two.join();
    BOOST_TEST(refused == 1);
    BOOST_TEST(count("select count(*) from access_tokens where revoked_at is null") == 1);
  }
}

BOOST_AUTO_TEST_CASE(a_unit_that_rolls_back_keeps_no_token_and_forgets_none) {
  const auto made = make(Role::viewer);
  BOOST_TEST_REQUIRE(verifier.verify(made.text).has_value());
  const auto refused = database.transact(nullptr, [&](storage::Transaction& tx) -> core::Result<> {
    auto call = admin_call();
    call.transaction = &tx;
    BOOST_TEST(service.create(call, {"y", Role::viewer, {}}).has_value());
    BOOST_TEST(service.revoke(call, made.token.id, {}).has_value());
    return core::fail(core::forbidden);
  });
  BOOST_TEST(refused.has_error());
  BOOST_TEST(count("select count(*) from access_tokens") == 1);
  BOOST_TEST(verifier.peek(made.text).has_value());
}

BOOST_AUTO_TEST_CASE(lists_are_paged_in_id_order_and_filtered) {
  std::vector<core::TokenId> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(make(i % 2 == 0 ? Role::viewer : Role::desk).token.id);
  std::sort(ids.begin(), ids.end());
  core::PageRequest page;
  page.limit = 2;
  std::vector<core::TokenId> seen;
  for (int pages = 0; pages < 3; ++pages) {
    const auto got = service.list(admin_call(), {}, page);
    for (const auto& token : got.items) seen.push_back(token.id);
    BOOST_TEST(got.next_after.has_value() == (pages < 2));
    page.after = got.next_after;
  }
  BOOST_TEST((seen == ids));

  BOOST_TEST(service.list(admin_call(), {.role = Role::viewer, .company = {}, .revoked = {}}, {}).items.size() == 3U);
  auto later = admin_call();
  later.now = now + boost::posix_time::seconds(5);
  BOOST_TEST_REQUIRE(service.revoke(later, ids[0], {}).has_value());
  BOOST_TEST(service.list(admin_call(), {.role = {}, .company = {}, .revoked = true}, {}).items.size() == 1U);
  BOOST_TEST(service.list(admin_call(), {.role = {}, .company = {}, .revoked = false}, {}).items.size() == 4U);
  core::PageRequest since;
  since.updated_since = later.now;
  BOOST_TEST(service.list(admin_call(), {}, since).items.size() == 1U);
  const auto company = add_company("partner");
  BOOST_TEST(service.list(admin_call(), {.role = {}, .company = company, .revoked = {}}, {}).items.empty());
}

BOOST_AUTO_TEST_SUITE_END()
