#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using vendors::VendorPackagePatch;

namespace {

struct PackageFixture : VendorFixture {
  static std::string wrong(const std::function<void(NewVendorPackage&)>& change) {
    auto package = a_package();
    change(package);
    return refusal(vendors::check(package));
  }
  core::Result<VendorPackage> change(const VendorPackagePatch& patch, const core::ExpectedVersion& expected = {}) {
    later(1);
    return packages.change(call(), event_id, "gold", patch, expected);
  }
  static VendorPackagePatch limited_to(std::optional<std::int64_t> limit) {
    VendorPackagePatch patch;
    patch.limit = limit;
    return patch;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_packages, PackageFixture)

BOOST_AUTO_TEST_CASE(members_are_checked_at_below_and_above_their_bounds) {
  BOOST_TEST(wrong([](auto&) {}) == "");
  BOOST_TEST(wrong([](auto& p) { p.key = "Gold"; }) == "/key:wrong_format");
  BOOST_TEST(wrong([](auto& p) { p.name = " "; }) == "/name:wrong_format");
  BOOST_TEST(wrong([](auto& p) { p.name = std::string(201, 'x'); }) == "/name:wrong_length");
  BOOST_TEST(wrong([](auto& p) { p.price = euro(-1); }) == "/price/amount:out_of_range");
  BOOST_TEST(wrong([](auto& p) { p.price = euro(vendors::max_net); }) == "");
  BOOST_TEST(wrong([](auto& p) { p.price = euro(vendors::max_net + 1); }) == "/price/amount:out_of_range");
  BOOST_TEST(wrong([](auto& p) { p.price = core::Money{1, "ZZZ"}; }) == "/price/currency:wrong_format");
  BOOST_TEST(wrong([](auto& p) { p.price.reset(); }) == "");
  BOOST_TEST(wrong([](auto& p) { p.vat = core::Percent{10'001}; }) == "/vat_rate:out_of_range");
  BOOST_TEST(wrong([](auto& p) { p.talk_quota = -1; }) == "/talk_quota:out_of_range");
  BOOST_TEST(wrong([](auto& p) { p.talk_quota = 1'000; }) == "");
  BOOST_TEST(wrong([](auto& p) { p.talk_quota = 1'001; }) == "/talk_quota:out_of_range");
  BOOST_TEST(wrong([](auto& p) { p.booth_size = "a\nb"; }) == "/booth_size:wrong_format");
  BOOST_TEST(wrong([](auto& p) { p.staff_passes = 100; }) == "");
  BOOST_TEST(wrong([](auto& p) { p.staff_passes = 101; }) == "/staff_passes:out_of_range");
  BOOST_TEST(wrong([](auto& p) { p.limit = 0; }) == "");
  BOOST_TEST(wrong([](auto& p) { p.limit = 10'001; }) == "/limit:out_of_range");
  BOOST_TEST(wrong([](auto& p) { p.position = 10'001; }) == "/position:out_of_range");
  BOOST_TEST(wrong([](auto& p) { p.perks = std::vector<std::string>(20, "x"); }) == "");
  BOOST_TEST(wrong([](auto& p) { p.perks = std::vector<std::string>(21, "x"); }) == "/perks:wrong_count");
  BOOST_TEST(wrong([](auto& p) {
               p.key = "";
               p.perks = std::vector<std::string>{"ok", "", "a\nb"};
             }) == "/key:wrong_format /perks/1:wrong_length /perks/2:wrong_format");
}

BOOST_AUTO_TEST_CASE(a_place_is_there_until_the_limit_is_reached) {
  VendorPackage package;
  BOOST_TEST(refusal(vendors::check_place(package, 1'000'000)) == "none");
  package.limit = 2;
  BOOST_TEST(refusal(vendors::check_place(package, 1)) == "none");
  BOOST_TEST(refusal(vendors::check_place(package, 2)) == "no_package_left");
  BOOST_TEST(refusal(vendors::check_place(package, 3)) == "no_package_left");
  package.limit = 0;
  BOOST_TEST(refusal(vendors::check_place(package, 0)) == "no_package_left");
}

BOOST_AUTO_TEST_CASE(nobody_loses_what_he_has_by_a_change) {
  VendorPackage before;
  before.staff_passes = 5;
  auto after = before;
  BOOST_TEST(refusal(vendors::check_change(before, after, 9, 5)) == "none");
  after.limit = 9;
  BOOST_TEST(refusal(vendors::check_change(before, after, 9, 5)) == "none");
  BOOST_TEST(refusal(vendors::check_change(before, after, 10, 5)) == "package_limit_below_taken");
  before.limit = 8;  // less than are taken already: raising it is no loss
  BOOST_TEST(refusal(vendors::check_change(before, after, 10, 5)) == "none");
  after = before;
  after.staff_passes = 4;
  BOOST_TEST(refusal(vendors::check_change(before, after, 0, 4)) == "none");
  BOOST_TEST(refusal(vendors::check_change(before, after, 0, 5)) == "passes_below_issued");
}

BOOST_AUTO_TEST_CASE(packages_are_made_read_changed_and_deleted) {
  const auto made = packages.create(call(), event_id, a_package()).value();
  BOOST_TEST((packages.find(call(), event_id, "gold").value() == made));
  BOOST_TEST((packages.find(call_as(vendor), event_id, "gold").value() == made));
  BOOST_TEST(refusal(packages.create(call(), event_id, a_package())) == "already_exists");
  BOOST_TEST(refusal(packages.create(call(), event_id, {.key = "A", .name = "x"})) ==
             "validation_failed /key:wrong_format");
  VendorPackagePatch patch;
  patch.name = "Paket Gold+";
  patch.price.emplace(std::nullopt);
  patch.talk_quota.emplace(std::nullopt);
  patch.booth_size.emplace(std::nullopt);
  patch.perks = std::vector<std::string>{};
  const auto changed = change(patch, made.version).value();
  BOOST_TEST(changed.version == made.version + 1);
  BOOST_TEST((!changed.price && !changed.talk_quota && !changed.booth_size && changed.perks.empty()));
  BOOST_TEST((packages.find(call(), event_id, "gold").value() == changed));
  BOOST_TEST(change(patch).value().version == changed.version);
  BOOST_TEST(refusal(change(patch, made.version)) == "precondition_failed");
  const auto second = make_package("silver", std::nullopt);
  const auto listed = packages.list(call(), event_id, {.after = made.id.uuid, .limit = 5, .updated_since = {}}).value();
  BOOST_TEST_REQUIRE(listed.items.size() == 1U);
  BOOST_TEST((listed.items[0] == second));
  BOOST_TEST(refusal(packages.remove(call(), event_id, "gold", made.version)) == "precondition_failed");
  BOOST_TEST(refusal(packages.remove(call(), event_id, "gold", changed.version)) == "none");
  BOOST_TEST(refusal(packages.find(call(), event_id, "gold")) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
  BOOST_TEST(refusal(packages.list(call_of(other), event_id, {})) == "not_found");
  BOOST_TEST(refusal(packages.create(call_of(other), event_id, a_package())) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_package_made_anew_under_the_same_key_has_another_version) {
  const auto first = make_package();
  BOOST_REQUIRE(packages.remove(call(), event_id, "gold", {}));
  BOOST_TEST(make_package().version > first.version);
}

BOOST_AUTO_TEST_CASE(a_limit_is_not_lowered_below_the_vendors_that_have_the_package) {
  make_package("gold", std::nullopt);
  BOOST_REQUIRE(book(vendor));
  const auto offered = enquire(company("supplier")).value();
  BOOST_REQUIRE(service.offer(call(), offered.id, in(3600)));
  BOOST_REQUIRE(enquire(company("vendor")));  // holds nothing
  const auto refused = change(limited_to(1));
  BOOST_TEST(refusal(refused) == "package_limit_below_taken");
  BOOST_TEST(detail(refused) == "The limit (1) of the package 'gold' must be at least the 2 vendors that have it.");
  BOOST_TEST(refusal(change(limited_to(2))) == "none");
  later(3600);
  BOOST_TEST(refusal(change(limited_to(1))) == "none");  // the offer has expired
}

BOOST_AUTO_TEST_CASE(a_package_with_participations_stays_also_when_they_are_cancelled) {
  make_package();
  const auto made = enquire(vendor).value();
  BOOST_REQUIRE(service.cancel(call(), made.id, std::nullopt));
  const auto refused = packages.remove(call(), event_id, "gold", {});
  BOOST_TEST(refusal(refused) == "still_referenced");
  BOOST_TEST(detail(refused) == "vendor package 'gold' cannot be deleted while it has 1 vendor participation.");
}

BOOST_AUTO_TEST_CASE(an_event_has_at_most_50_packages) {
  for (int i = 0; i < 50; ++i) make_package("p" + std::to_string(i));
  BOOST_TEST(refusal(packages.create(call(), event_id, a_package())) == "too_many_vendor_packages");
}

BOOST_AUTO_TEST_SUITE_END()
