// Companies and people that are merged or change, and what that does to participations, booths, staff and leads.
#include "engine/vendors/vendor_reference_mover.hpp"

#include "engine/vendors/vendor_staff_store.hpp"
#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using vendors::StaffWish;
using vendors::VendorStaff;

namespace {

struct MoverFixture : VendorFixture {
  VendorPackage gold = make_package("gold", std::nullopt);  // two passes
  core::CompanyId twin = company("vendor");

  VendorStaff add(const VendorParticipation& to, const core::PersonId& person, bool has_pass = false) {
    later(1);
    StaffWish wish;
    wish.person = person;
    wish.has_pass = has_pass;
    wish.unavailable = std::vector<vendors::Absence>{{in(0), in(60)}};
    return staff.create(call(), to.id, wish).value();
  }
  vendors::Booth give(const std::string& number, const VendorParticipation& to) {
    later(1);
    return booths.create(call(), event_id, {.number = number, .size = {}, .participation = to.id}).value();
  }
  VendorStaff read_staff(const VendorStaff& of, const VendorParticipation& at) {
    return staff.find(call(), at.id, of.id).value();
  }
  void merge_twin() {
    later(1);
    BOOST_REQUIRE(companies.merge(call(), twin, vendor));
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_reference_mover, MoverFixture)

BOOST_AUTO_TEST_CASE(participations_go_along_with_a_company) {
  const auto made = book(twin).value();
  const auto before = enquire(company("vendor")).value();
  merge_twin();
  const auto moved = read(made.id);
  BOOST_TEST((moved.company == vendor));
  BOOST_TEST(moved.version == made.version + 1);
  BOOST_TEST((moved.updated_at == now));
  BOOST_TEST((moved.status == ParticipationStatus::booked));
  BOOST_TEST(trail(made.id.uuid) == "created booked moved");
  BOOST_TEST((read(before.id) == before));
  BOOST_TEST(refusal(service.find(call_as(vendor), made.id)) == "none");
}

BOOST_AUTO_TEST_CASE(of_two_in_one_event_the_one_further_on_stays_with_booths_and_staff_of_both) {
  const auto kept = book(vendor).value();
  const auto gone = enquire(twin).value();
  const auto booth = give("7", gone);
  const auto anna = add(gone, make_person(twin, "Anna"), true);
  const auto berta = add(gone, make_person(twin, "Berta"), true);
  static_cast<void>(add(kept, make_person(vendor, "Carla"), true));
  merge_twin();
  BOOST_TEST((read(kept.id).status == ParticipationStatus::booked));
  BOOST_TEST(status_of(gone.id) == "cancelled");
  BOOST_TEST(read(gone.id).reason.value() == "companies merged");
  BOOST_TEST((read(gone.id).company == vendor));
  BOOST_TEST((booths.find(call(), event_id, booth.id).value().participation == kept.id));
  // Of two passes one was left.
  BOOST_TEST(read_staff(anna, kept).has_pass);
  BOOST_TEST(!read_staff(berta, kept).has_pass);
  BOOST_TEST(trail(booth.id.uuid) == "created given");
  BOOST_TEST(trail(gone.id.uuid) == "created cancelled");
}

BOOST_AUTO_TEST_CASE(the_merged_companys_own_stays_where_it_has_come_further) {
  const auto gone = enquire(vendor).value();
  const auto kept = book(twin).value();
  const auto booth = give("7", gone);
  merge_twin();
  BOOST_TEST(status_of(gone.id) == "cancelled");
  BOOST_TEST((read(kept.id).company == vendor));
  BOOST_TEST(status_of(kept.id) == "booked");
  BOOST_TEST((booths.find(call(), event_id, booth.id).value().participation == kept.id));
}

BOOST_AUTO_TEST_CASE(what_was_cancelled_before_does_not_stand_in_the_way) {
  const auto old = enquire(vendor).value();
  BOOST_REQUIRE(service.cancel(call(), old.id, std::nullopt));
  const auto made = book(twin).value();
  merge_twin();
  BOOST_TEST(status_of(made.id) == "booked");
  BOOST_TEST((read(made.id).company == vendor));
}

BOOST_AUTO_TEST_CASE(contacts_are_with_the_company_that_is_left) {
  const auto made = book(vendor).value();
  const auto lead = leads.create(call_as(vendor), made.id, {.company = partner}).value();
  const auto other_partner = company("partner");
  later(1);
  BOOST_REQUIRE(companies.merge(call(), partner, other_partner));
  const auto moved = leads.find(call_as(vendor), made.id, lead.id).value();
  BOOST_TEST((moved.company == other_partner));
  BOOST_TEST(moved.version == lead.version + 1);
  BOOST_TEST((moved.updated_at == now));
  const auto entry = entries(lead.id.uuid).back();
  BOOST_TEST(entry.action == "moved");
  BOOST_TEST((entry.changes == std::vector<audit::Change>{{"company_id", "given", "given anew"}}));
}

BOOST_AUTO_TEST_CASE(a_merged_person_stays_among_the_staff_as_the_one_that_is_left) {
  const auto made = book(vendor).value();
  const auto from = make_person(vendor, "Doppelt");
  const auto into = make_person(vendor, "Einfach");
  const auto one = add(made, from, true);
  BOOST_REQUIRE(people.merge(call(), from, into));
  const auto moved = read_staff(one, made);
  BOOST_TEST((moved.person == into));
  BOOST_TEST(moved.name.family_name == "Einfach");
  BOOST_TEST(moved.has_pass);
  BOOST_TEST(moved.version == one.version + 1);
}

BOOST_AUTO_TEST_CASE(a_person_who_was_there_twice_is_there_once) {
  const auto made = book(vendor).value();
  const auto from = make_person(vendor, "Doppelt");
  const auto into = make_person(vendor, "Einfach");
  const auto gone = add(made, from, true);
  const auto kept = add(made, into);
  BOOST_REQUIRE(people.merge(call(), from, into));
  const auto left = read_staff(kept, made);
  BOOST_TEST(left.has_pass);
  BOOST_TEST_REQUIRE(left.unavailable.size() == 1U);
  BOOST_TEST((left.unavailable[0].starts_at == gone.unavailable[0].starts_at));
  BOOST_TEST((left.unavailable[0].ends_at == kept.unavailable[0].ends_at));
  BOOST_TEST(refusal(staff.find(call(), made.id, gone.id)) == "not_found");
  BOOST_TEST(trail(gone.id.uuid) == "created deleted");
}

BOOST_AUTO_TEST_CASE(of_who_left_the_company_the_name_stays) {
  const auto made = book(vendor).value();
  const auto anna = make_person(vendor, "Alt");
  const auto one = add(made, anna);
  directory::PersonPatch patch;
  patch.family_name = "Neu";
  later(1);
  BOOST_REQUIRE(people.change(call(), anna, patch, {}));
  const auto renamed = read_staff(one, made);
  BOOST_TEST((renamed.person == anna));
  BOOST_TEST(renamed.name.family_name == "Neu");
  BOOST_TEST(renamed.version == one.version + 1);
  patch.company = twin;
  patch.family_name = "Woanders";
  later(1);
  BOOST_REQUIRE(people.change(call(), anna, patch, {}));
  const auto left = read_staff(one, made);
  BOOST_TEST(!left.person);
  BOOST_TEST(left.name.family_name == "Neu");
  BOOST_TEST(trail(one.id.uuid) == "created moved");
}

BOOST_AUTO_TEST_CASE(a_person_merged_into_one_of_another_company_leaves_the_name) {
  const auto made = book(vendor).value();
  const auto from = make_person(vendor, "Doppelt");
  const auto one = add(made, from);
  BOOST_REQUIRE(people.merge(call(), from, make_person(twin, "Fremd")));
  const auto left = read_staff(one, made);
  BOOST_TEST(!left.person);
  BOOST_TEST(left.name.family_name == "Doppelt");
}

BOOST_AUTO_TEST_CASE(a_company_that_takes_part_or_is_a_contact_is_not_deleted) {
  const auto made = book(vendor).value();
  BOOST_TEST(detail(companies.remove(call(), vendor, {})).ends_with("while it has vendor participations."));
  BOOST_REQUIRE(leads.create(call_as(vendor), made.id, {.company = partner}));
  BOOST_TEST(detail(companies.remove(call(), partner, {})).ends_with("while it has vendor leads."));
}

BOOST_AUTO_TEST_SUITE_END()
