#include "engine/vendors/vendor_staff.hpp"

#include <rapidcheck.h>

#include <algorithm>

#include "engine/vendors/vendor_staff_service.hpp"
#include "engine/vendors/vendor_staff_store.hpp"
#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using vendors::Absence;
using vendors::StaffWish;
using vendors::VendorStaff;

namespace {

const auto eight = core::parse_rfc3339("2016-11-10T08:00:00Z").value();
Absence from_to(int from, int to) {
  return {eight + boost::posix_time::minutes(from), eight + boost::posix_time::minutes(to)};
}
std::string text_of(const std::vector<Absence>& absences) {
  std::string text;
  for (const auto& [starts_at, ends_at] : absences) {
    text += std::to_string((starts_at - eight).total_seconds() / 60) + "-" +
            std::to_string((ends_at - eight).total_seconds() / 60) + " ";
  }
  return text;
}

struct StaffFixture : VendorFixture {
  VendorPackage gold = make_package("gold", std::nullopt);  // two passes
  VendorParticipation participation = book(vendor).value();

  static StaffWish named(const std::string& family_name, std::optional<bool> has_pass = {}) {
    StaffWish wish;
    wish.given_name = "Anna";
    wish.family_name = family_name;
    wish.email = "anna@example.org";
    wish.has_pass = has_pass;
    return wish;
  }
  static StaffWish person(const core::PersonId& id, std::optional<bool> has_pass = {}) {
    StaffWish wish;
    wish.person = id;
    wish.has_pass = has_pass;
    return wish;
  }
  static StaffWish pass(bool has_pass) {
    StaffWish wish;
    wish.has_pass = has_pass;
    return wish;
  }
  core::Result<VendorStaff> add(const StaffWish& wish) {
    later(1);
    return staff.create(call(), participation.id, wish);
  }
  core::Result<VendorStaff> change(const VendorStaff& of, const StaffWish& wish) {
    later(1);
    return staff.change(call(), participation.id, of.id, wish, of.version);
  }
  VendorStaff read(const VendorStaff& of) { return staff.find(call(), participation.id, of.id).value(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_staff, StaffFixture)

BOOST_AUTO_TEST_CASE(absences_begin_before_they_end_and_do_not_overlap) {
  BOOST_TEST(refusal(vendors::check(std::vector<Absence>{})) == "");
  BOOST_TEST(refusal(vendors::check({from_to(30, 60), from_to(0, 30)})) == "");
  BOOST_TEST(refusal(vendors::check({from_to(0, 0), from_to(5, 4)})) ==
             "/unavailable/0/ends_at:absence_is_empty /unavailable/1/ends_at:absence_is_empty");
  BOOST_TEST(refusal(vendors::check({from_to(30, 60), from_to(0, 31)})) == "/unavailable/0/starts_at:absences_overlap");
  // Inside a longer one that began before the last.
  BOOST_TEST(refusal(vendors::check({from_to(0, 100), from_to(10, 20), from_to(30, 40)})) ==
             "/unavailable/1/starts_at:absences_overlap /unavailable/2/starts_at:absences_overlap");
  std::vector<Absence> many;
  for (int i = 0; i < 50; ++i) many.push_back(from_to(i, i + 1));
  BOOST_TEST(refusal(vendors::check(many)) == "");
  many.push_back(from_to(90, 91));
  BOOST_TEST(refusal(vendors::check(many)) == "/unavailable:wrong_count");
}

BOOST_AUTO_TEST_CASE(joined_absences_are_those_of_either_and_never_overlap) {
  BOOST_TEST(text_of(vendors::joined({from_to(30, 60)}, {from_to(0, 10), from_to(50, 70)})) == "0-10 30-70 ");
  BOOST_TEST(text_of(vendors::joined({from_to(0, 10)}, {from_to(10, 20)})) == "0-20 ");
  const auto holds = rc::check("joined", [] {
    const auto some = [] {
      std::vector<Absence> absences;
      for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
        const auto start = *rc::gen::inRange(0, 60);
        absences.push_back(from_to(start, start + *rc::gen::inRange(1, 20)));
      }
      return absences;
    };
    const auto one = some();
    const auto second = some();
    const auto both = vendors::joined(one, second);
    RC_ASSERT(vendors::check(both).empty());
    const auto is_away = [](const std::vector<Absence>& absences, int minute) {
      const auto at = from_to(minute, minute).starts_at;
      return std::any_of(absences.begin(), absences.end(),
                         [&](const Absence& each) { return each.starts_at <= at && at < each.ends_at; });
    };
    for (int minute = 0; minute < 90; ++minute)
      RC_ASSERT(is_away(both, minute) == (is_away(one, minute) || is_away(second, minute)));
  });
  BOOST_TEST(holds);
}

BOOST_AUTO_TEST_CASE(somebody_is_a_person_or_a_name) {
  BOOST_TEST(refusal(vendors::check_new({})) == "/given_name:required /family_name:required /email:required");
  auto both = named("Muster");
  both.person = core::PersonId::make(now);
  BOOST_TEST(refusal(vendors::check_new(both)) ==
             "/given_name:name_beside_person /family_name:name_beside_person /email:name_beside_person");
  BOOST_TEST(refusal(vendors::check_change({})) == "");
}

BOOST_AUTO_TEST_CASE(staff_is_added_read_changed_and_removed) {
  auto wish = named("Muster", true);
  wish.unavailable = {from_to(60, 90), from_to(0, 30)};
  const auto made = staff.create(call_as(vendor), participation.id, wish).value();
  BOOST_TEST(text_of(made.unavailable) == "0-30 60-90 ");
  BOOST_TEST((read(made) == made));
  auto patch = named("Beispiel");
  patch.unavailable = std::vector<Absence>{from_to(5, 6)};
  const auto changed = change(made, patch).value();
  BOOST_TEST((read(made) == changed));
  BOOST_TEST(changed.name.family_name == "Beispiel");
  BOOST_TEST(changed.has_pass);
  BOOST_TEST(refusal(change(made, patch)) == "precondition_failed");
  BOOST_TEST(change(changed, patch).value().version == changed.version);
  patch.unavailable = {from_to(5, 5)};
  BOOST_TEST(refusal(change(changed, patch)) == "validation_failed /unavailable/0/ends_at:absence_is_empty");
  const auto second = add(named("Zweite")).value();
  const auto page =
      staff.list(call_as(vendor), participation.id, {.after = made.id.uuid, .limit = 9, .updated_since = {}}).value();
  BOOST_TEST_REQUIRE(page.items.size() == 1U);
  BOOST_TEST((page.items[0] == second));
  BOOST_TEST(refusal(staff.remove(call(), participation.id, made.id, made.version)) == "precondition_failed");
  BOOST_TEST(refusal(staff.remove(call_as(vendor), participation.id, made.id, changed.version)) == "none");
  BOOST_TEST(refusal(staff.find(call(), participation.id, made.id)) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
}

BOOST_AUTO_TEST_CASE(a_person_is_of_the_company_and_there_once) {
  const auto anna = make_person(vendor);
  const auto made = add(person(anna)).value();
  BOOST_TEST(made.name.family_name == "Beispiel");
  BOOST_TEST((read(made) == made));
  BOOST_TEST(refusal(add(person(anna))) == "validation_failed /person_id:person_is_staff");
  const auto second = add(named("Zweite")).value();
  BOOST_TEST(refusal(change(second, person(anna))) == "validation_failed /person_id:person_is_staff");
  const auto stranger = make_person(partner);
  BOOST_TEST(refusal(add(person(stranger))) == "validation_failed /person_id:person_of_other_company");
  BOOST_TEST(refusal(staff.create(call_as(vendor), participation.id, person(stranger))) ==
             "validation_failed /person_id:reference_not_found");
  BOOST_TEST(refusal(change(second, person(make_person(vendor)))) == "none");
  BOOST_TEST(refusal(people.remove(call(), anna, {})) == "still_referenced");
  BOOST_REQUIRE(staff.remove(call(), participation.id, made.id, {}));
  BOOST_TEST(refusal(people.remove(call(), anna, {})) == "none");
}

BOOST_AUTO_TEST_CASE(passes_are_at_most_those_of_the_package) {
  const auto first = add(named("Eins", true)).value();
  BOOST_REQUIRE(add(named("Zwei", true)));
  const auto refused = add(named("Drei", true));
  BOOST_TEST(refusal(refused) == "no_pass_left");
  BOOST_TEST(detail(refused) == "The package has 2 passes for staff, and 2 are given out.");
  const auto third = add(named("Drei")).value();
  BOOST_TEST(refusal(change(third, pass(true))) == "no_pass_left");
  BOOST_TEST(refusal(change(first, named("Eins-Neu", true))) == "none");  // he has it already
  BOOST_REQUIRE(staff.change(call(), participation.id, first.id, pass(false), {}));
  BOOST_TEST(refusal(change(third, pass(true))) == "none");
  vendors::VendorPackagePatch patch;
  patch.staff_passes = 1;
  const auto below = packages.change(call(), event_id, "gold", patch, {});
  BOOST_TEST(refusal(below) == "passes_below_issued");
  BOOST_TEST(detail(below) == "The package 'gold' has 1 staff passes; a vendor has given out 2 already.");
  BOOST_REQUIRE(service.cancel(call(), participation.id, std::nullopt));
  BOOST_TEST(refusal(packages.change(call(), event_id, "gold", patch, {})) == "none");
}

BOOST_AUTO_TEST_CASE(a_package_with_fewer_passes_than_are_given_out_is_not_taken) {
  auto small = a_package("small");
  small.staff_passes = 0;
  BOOST_REQUIRE(packages.create(call(), event_id, small));
  participation = enquire(company("vendor")).value();
  const auto made = add(named("Eins", true)).value();
  vendors::VendorParticipationPatch patch;
  patch.package = "small";
  BOOST_TEST(refusal(service.change(call(), participation.id, patch, {})) == "passes_below_issued");
  BOOST_REQUIRE(change(made, pass(false)));
  BOOST_TEST(refusal(service.change(call(), participation.id, patch, {})) == "none");
}

BOOST_AUTO_TEST_CASE(others_staff_does_not_exist_for_a_vendor) {
  const auto made = add(named("Eins")).value();
  const auto rival = company("vendor");
  const auto of_rival = book(rival).value();
  BOOST_TEST(refusal(staff.find(call_as(rival), participation.id, made.id)) == "not_found");
  BOOST_TEST(refusal(staff.find(call_as(rival), of_rival.id, made.id)) == "not_found");
  BOOST_TEST(refusal(staff.list(call_as(rival), participation.id, {})) == "not_found");
  BOOST_TEST(refusal(staff.create(call_as(rival), participation.id, named("x"))) == "not_found");
  BOOST_TEST(refusal(staff.change(call_as(rival), participation.id, made.id, {}, {})) == "not_found");
  BOOST_TEST(refusal(staff.remove(call_as(rival), participation.id, made.id, {})) == "not_found");
}

BOOST_AUTO_TEST_CASE(staff_of_a_cancelled_participation_only_leaves) {
  const auto made = add(named("Eins")).value();
  BOOST_REQUIRE(service.cancel(call(), participation.id, std::nullopt));
  BOOST_TEST(refusal(add(named("Zwei"))) == "participation_is_cancelled");
  BOOST_TEST(refusal(change(made, pass(true))) == "participation_is_cancelled");
  BOOST_TEST(refusal(staff.remove(call(), participation.id, made.id, {})) == "none");
}

BOOST_AUTO_TEST_CASE(absences_are_told_by_person_of_those_who_take_part) {
  auto wish = person(make_person(vendor));
  wish.unavailable = {from_to(30, 60), from_to(0, 10)};
  BOOST_REQUIRE(add(wish));
  auto nameless = named("Ohne");
  nameless.unavailable = {from_to(0, 1)};
  BOOST_REQUIRE(add(nameless));
  BOOST_REQUIRE(add(person(make_person(vendor))));
  const auto told = [&] {
    return database().read([&](storage::Transaction& tx) { return vendors::staff_absences(tx, event_id); });
  };
  BOOST_TEST_REQUIRE(told().size() == 1U);
  BOOST_TEST((told().begin()->first == *wish.person));
  BOOST_TEST(text_of(told().begin()->second) == "0-10 30-60 ");
  BOOST_REQUIRE(service.cancel(call(), participation.id, std::nullopt));
  BOOST_TEST(told().empty());
}

BOOST_AUTO_TEST_CASE(a_participation_has_at_most_200_people) {
  execute(
      "insert into vendor_staff (id, organization_id, event_id, participation_id, given_name, family_name, email, "
      "has_pass, created_at, updated_at) select unhex(lpad(hex(seq), 32, '0')), :org, :event, :participation, 'A', 'B', "
      "'a@b.example', 0, :now, :now from seq_1_to_200",
      {{"org", data.organization()}, {"event", event_id}, {"participation", participation.id}, {"now", now}});
  BOOST_TEST(refusal(add(named("x"))) == "too_many_staff");
}

BOOST_AUTO_TEST_SUITE_END()
