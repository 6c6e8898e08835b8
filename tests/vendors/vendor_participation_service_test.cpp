#include "engine/vendors/vendor_participation_service.hpp"

#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using vendors::VendorParticipationId;
using vendors::VendorParticipationPatch;

namespace {

struct ParticipationFixture : VendorFixture {
  VendorPackage gold = make_package("gold", 1);
  core::CompanyId supplier = company("supplier");

  core::Result<VendorParticipation> change(const VendorParticipation& of, const VendorParticipationPatch& patch) {
    later(1);
    return service.change(call(), of.id, patch, of.version);
  }
  static VendorParticipationPatch package(const std::string& key) {
    VendorParticipationPatch patch;
    patch.package = key;
    return patch;
  }
  VendorParticipation offered(const core::CompanyId& to, std::optional<core::Instant> until = {}) {
    const auto made = enquire(to).value();
    return service.offer(call(), made.id, until).value();
  }
  std::string companies_of(const vendors::ParticipationFilter& filter, const access::Call& by) {
    std::string text;
    const auto page = service.list(by, event_id, filter, {}).value();
    for (const auto& one : page.items)
      text += one.company == vendor ? "vendor " : one.company == supplier ? "supplier " : "other ";
    return text;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_participations, ParticipationFixture)

BOOST_AUTO_TEST_CASE(a_vendor_goes_from_an_enquiry_to_a_confirmation) {
  later(1);
  const auto made =
      service.create(call_as(vendor), event_id, {.company = vendor, .package = "gold", .note = "Gern am Eingang"})
          .value();
  BOOST_TEST((made.status == ParticipationStatus::enquiry));
  BOOST_TEST((service.find(call_as(vendor), made.id).value() == made));
  later(1);
  const auto offer = service.offer(call(), made.id, in(3600)).value();
  BOOST_TEST((offer.offer_expires_at == in(3600)));
  later(1);
  const auto booked = service.book(call_as(vendor), made.id).value();
  BOOST_TEST((booked.status == ParticipationStatus::booked));
  BOOST_TEST(!booked.offer_expires_at);
  BOOST_TEST_REQUIRE(booked.booking.has_value());
  BOOST_TEST((booked.booking->at == now && booked.booking->price == euro(250'000)));
  later(1);
  const auto confirmed = service.confirm(call(), made.id).value();
  BOOST_TEST((read(made.id) == confirmed));
  BOOST_TEST(confirmed.version == 4);
  BOOST_TEST(refusal(service.cancel(call_as(vendor), made.id, std::nullopt)) == "participation_transition");
  later(1);
  const auto cancelled = service.cancel(call(), made.id, "Messe abgesagt").value();
  BOOST_TEST((read(made.id) == cancelled));
  BOOST_TEST((cancelled.cancelled_at == now));
  BOOST_TEST(cancelled.reason.value() == "Messe abgesagt");
  BOOST_TEST(trail(made.id.uuid) == "created offered booked confirmed cancelled");
}

BOOST_AUTO_TEST_CASE(who_may_take_part_is_a_vendor_or_supplier_of_the_organization) {
  BOOST_TEST(refusal(enquire(supplier)) == "none");
  BOOST_TEST(refusal(enquire(partner)) == "validation_failed /company_id:company_is_no_vendor");
  BOOST_TEST(refusal(enquire(core::CompanyId::make(now), "bronze")) ==
             "validation_failed /company_id:reference_not_found /package:reference_not_found");
  BOOST_TEST(refusal(service.create(call_as(vendor), event_id, {.company = supplier, .package = "gold"})) ==
             "validation_failed /company_id:reference_not_found");
  BOOST_TEST(refusal(service.create(call_of(other), event_id, {.company = vendor, .package = "gold"})) == "not_found");
  BOOST_TEST(refusal(service.create(call(), event_id,
                                    {.company = vendor, .package = "Gold", .note = std::string(2001, 'x')})) ==
             "validation_failed /package:wrong_format /note:wrong_length");
}

BOOST_AUTO_TEST_CASE(a_company_takes_part_once_until_that_is_cancelled) {
  const auto first = enquire(vendor).value();
  const auto again = enquire(vendor);
  BOOST_TEST(refusal(again) == "already_participates");
  BOOST_TEST(detail(again).find(first.id.text()) != std::string::npos);
  BOOST_REQUIRE(service.cancel(call_as(vendor), first.id, std::nullopt));
  BOOST_TEST(refusal(enquire(vendor)) == "none");
  const auto elsewhere = event(series_id, 2017, "planned");
  BOOST_REQUIRE(packages.create(call(), elsewhere, a_package()));
  BOOST_TEST(refusal(service.create(call(), elsewhere, {.company = vendor, .package = "gold"})) == "none");
}

BOOST_AUTO_TEST_CASE(others_participations_do_not_exist_for_a_vendor) {
  const auto made = enquire(vendor).value();
  BOOST_TEST(refusal(service.find(call_as(supplier), made.id)) == "not_found");
  BOOST_TEST(refusal(service.check_visible(call_as(supplier), made.id)) == "not_found");
  BOOST_TEST(refusal(service.check_visible(call_as(vendor), made.id)) == "none");
  BOOST_TEST(refusal(service.book(call_as(supplier), made.id)) == "not_found");
  BOOST_TEST(refusal(service.cancel(call_as(supplier), made.id, std::nullopt)) == "not_found");
  BOOST_TEST(refusal(service.invoice(call_as(supplier), made.id)) == "not_found");
  BOOST_TEST(refusal(service.change(call_as(supplier), made.id, {}, {})) == "not_found");
  BOOST_TEST(refusal(service.find(call_of(other), made.id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_and_a_vendor_gets_its_own) {
  const auto first = enquire(vendor).value();
  BOOST_REQUIRE(enquire(supplier));
  make_package("silver", 5);
  BOOST_REQUIRE(enquire(company("vendor"), "silver"));
  BOOST_REQUIRE(service.book(call(), first.id));
  BOOST_TEST(companies_of({}, call()) == "vendor supplier other ");
  BOOST_TEST(companies_of({}, call_as(supplier)) == "supplier ");
  vendors::ParticipationFilter filter;
  filter.company = vendor;
  BOOST_TEST(companies_of(filter, call()) == "vendor ");
  BOOST_TEST(companies_of(filter, call_as(supplier)) == "");
  filter = {};
  filter.status = ParticipationStatus::enquiry;
  BOOST_TEST(companies_of(filter, call()) == "supplier other ");
  filter.package = "silver";
  BOOST_TEST(companies_of(filter, call()) == "other ");
  BOOST_TEST(refusal(service.list(call_of(other), event_id, {}, {})) == "not_found");
}

BOOST_AUTO_TEST_CASE(the_last_package_is_held_by_an_offer_a_booking_and_a_confirmation) {
  const auto first = offered(vendor);
  const auto second = enquire(supplier).value();
  const auto refused = service.offer(call(), second.id, std::nullopt);
  BOOST_TEST(refusal(refused) == "no_package_left");
  BOOST_TEST(detail(refused) == "The package 'gold' is for 1 vendors, and 1 have it.");
  BOOST_TEST(refusal(service.book(call(), second.id)) == "no_package_left");
  BOOST_REQUIRE(service.book(call_as(vendor), first.id));
  BOOST_TEST(refusal(service.book(call(), second.id)) == "no_package_left");
  BOOST_REQUIRE(service.confirm(call(), first.id));
  BOOST_TEST(refusal(service.book(call(), second.id)) == "no_package_left");
  BOOST_REQUIRE(service.cancel(call(), first.id, std::nullopt));
  BOOST_TEST(refusal(service.book(call(), second.id)) == "none");
}

BOOST_AUTO_TEST_CASE(an_expired_offer_holds_nothing_and_is_booked_only_while_a_place_is_free) {
  const auto late = offered(vendor, in(10));
  const auto other_one = enquire(supplier).value();
  later(7);
  BOOST_TEST(refusal(service.book(call(), other_one.id)) == "no_package_left");
  later(1);
  BOOST_TEST(refusal(service.book(call(), other_one.id)) == "none");
  BOOST_TEST(refusal(service.book(call_as(vendor), late.id)) == "no_package_left");
  BOOST_TEST(status_of(late.id) == "offered");
  BOOST_REQUIRE(service.cancel(call(), other_one.id, std::nullopt));
  BOOST_TEST(refusal(service.book(call_as(vendor), late.id)) == "none");
}

BOOST_AUTO_TEST_CASE(an_offer_can_be_made_again_and_its_deadline_is_to_come) {
  const auto made = offered(vendor, in(10));
  BOOST_TEST(refusal(service.offer(call(), made.id, now)) == "validation_failed /expires_at:not_in_future");
  later(20);
  const auto renewed = service.offer(call(), made.id, in(60)).value();
  BOOST_TEST((renewed.offer_expires_at == in(60)));
  BOOST_TEST(!service.offer(call(), made.id, std::nullopt).value().offer_expires_at);
  BOOST_REQUIRE(service.book(call(), made.id));
  BOOST_TEST(refusal(service.offer(call(), made.id, std::nullopt)) == "participation_transition");
}

BOOST_AUTO_TEST_CASE(a_vendor_does_not_book_what_was_not_offered_nor_offer_or_confirm) {
  const auto made = enquire(vendor).value();
  BOOST_TEST(refusal(service.book(call_as(vendor), made.id)) == "participation_transition");
  BOOST_TEST(refusal(service.offer(call_as(vendor), made.id, std::nullopt)) == "participation_transition");
  BOOST_REQUIRE(service.book(call(), made.id));
  BOOST_TEST(refusal(service.confirm(call_as(vendor), made.id)) == "participation_transition");
}

BOOST_AUTO_TEST_CASE(another_package_needs_a_place_and_is_not_taken_once_booked) {
  make_package("silver", 1);
  const auto taker = book(supplier, "silver").value();
  auto made = enquire(vendor).value();
  // An enquiry holds none, so it may ask for what is taken.
  BOOST_TEST(service.change(call_as(vendor), made.id, package("silver"), made.version).value().package_key == "silver");
  made = service.change(call(), made.id, package("gold"), {}).value();
  made = service.offer(call(), made.id, std::nullopt).value();
  BOOST_TEST(refusal(service.change(call_as(vendor), made.id, package("silver"), {})) == "package_is_fixed");
  BOOST_TEST(refusal(change(made, package("silver"))) == "no_package_left");
  BOOST_TEST(refusal(change(made, package("bronze"))) == "validation_failed /package:reference_not_found");
  BOOST_REQUIRE(service.cancel(call(), taker.id, std::nullopt));
  made = change(made, package("silver")).value();
  BOOST_TEST((read(made.id) == made));
  BOOST_TEST(made.package_key == "silver");
  BOOST_TEST(refusal(book(supplier)) == "none");  // gold is free again
  BOOST_REQUIRE(service.book(call(), made.id));
  BOOST_TEST(refusal(service.change(call(), made.id, package("gold"), {})) == "package_is_fixed");
  BOOST_TEST(refusal(service.change(call(), made.id, package("silver"), {})) == "none");
}

BOOST_AUTO_TEST_CASE(changes_need_the_version_that_is_there) {
  const auto made = enquire(vendor).value();
  VendorParticipationPatch patch;
  patch.note.emplace("später");
  const auto changed = change(made, patch).value();
  BOOST_TEST(changed.note.value() == "später");
  BOOST_TEST(refusal(change(made, patch)) == "precondition_failed");
  BOOST_TEST(change(changed, patch).value().version == changed.version);
  patch.note.emplace(std::nullopt);
  BOOST_TEST(!change(changed, patch).value().note);
  patch.package = "none such";
  BOOST_TEST(refusal(change(made, patch)) == "validation_failed /package:wrong_format");
  BOOST_REQUIRE(service.cancel(call(), made.id, std::nullopt));
  patch = {};
  patch.note.emplace("x");
  BOOST_TEST(refusal(service.change(call(), made.id, patch, {})) == "participation_is_cancelled");
  BOOST_TEST(refusal(service.cancel(call(), made.id, std::nullopt)) == "participation_transition");
}

BOOST_AUTO_TEST_CASE(a_price_that_changes_later_does_not_change_what_was_booked) {
  const auto made = book(vendor).value();
  vendors::VendorPackagePatch patch;
  patch.price.emplace(euro(1));
  patch.vat = core::Percent{0};
  patch.name = "Neu";
  BOOST_REQUIRE(packages.change(call(), event_id, "gold", patch, {}));
  BOOST_REQUIRE(service.confirm(call(), made.id));
  auto invoice = service.invoice(call_as(vendor), made.id).value();
  BOOST_TEST_REQUIRE(invoice.lines.size() == 1U);
  BOOST_TEST(invoice.lines[0].text == "Paket gold");
  BOOST_TEST(invoice.totals.at(0).gross.minor == 297'500);
  BOOST_TEST((invoice.booked_at == made.booking->at));
  const auto lines =
      std::vector<vendors::ExtraLine>{{.text = "Strom", .quantity = 2, .unit_net = euro(10'000), .vat = {1900}},
                                      {.text = "Nachlass", .quantity = 1, .unit_net = euro(-5'000), .vat = {1900}}};
  const auto charged = service.put_extra_lines(call(), made.id, lines, {}).value();
  BOOST_TEST((read(made.id).extra_lines == lines));
  BOOST_TEST(refusal(service.put_extra_lines(call(), made.id, {}, made.version)) == "precondition_failed");
  BOOST_TEST(service.put_extra_lines(call(), made.id, lines, charged.version).value().version == charged.version);
  BOOST_TEST(service.invoice(call(), made.id).value().totals.at(0).net.minor == 265'000);
  BOOST_REQUIRE(service.cancel(call(), made.id, std::nullopt));
  // What a cancellation costs is charged after it.
  BOOST_REQUIRE(service.put_extra_lines(
      call(), made.id, {{.text = "Ausfall", .quantity = 1, .unit_net = euro(50'000), .vat = {0}}}, {}));
  invoice = service.invoice(call(), made.id).value();
  BOOST_TEST_REQUIRE(invoice.lines.size() == 1U);
  BOOST_TEST(invoice.totals.at(0).gross.minor == 50'000);
  BOOST_TEST(trail(made.id.uuid) == "created booked confirmed extra_lines_changed cancelled extra_lines_changed");
}

BOOST_AUTO_TEST_CASE(a_completed_event_keeps_its_participations_as_they_are) {
  const auto made = enquire(vendor).value();
  set_status(events::EventStatus::completed);
  BOOST_TEST(refusal(service.book(call(), made.id)) == "event_takes_no_vendors");
  BOOST_TEST(refusal(service.offer(call(), made.id, std::nullopt)) == "event_takes_no_vendors");
  BOOST_TEST(refusal(service.cancel(call(), made.id, std::nullopt)) == "event_takes_no_vendors");
  BOOST_TEST(refusal(service.change(call(), made.id, {}, {})) == "event_takes_no_vendors");
  const auto refused = enquire(supplier);
  BOOST_TEST(detail(refused) == "The event is completed; the participations of vendors stay as they are.");
  BOOST_TEST(refusal(service.put_extra_lines(
                 call(), made.id, {{.text = "Nachtrag", .quantity = 1, .unit_net = euro(1), .vat = {0}}}, {})) ==
             "none");
}

BOOST_AUTO_TEST_CASE(a_cancelled_event_cancels_its_participations) {
  const auto booked = book(vendor).value();
  const auto enquired = enquire(supplier).value();
  const auto before = enquire(company("vendor")).value();
  BOOST_REQUIRE(service.cancel(call(), before.id, "selbst"));
  set_status(events::EventStatus::cancelled);
  BOOST_TEST(status_of(booked.id) == "cancelled");
  BOOST_TEST(read(enquired.id).reason.value() == "event cancelled");
  BOOST_TEST((read(enquired.id).cancelled_at == now));
  BOOST_TEST(read(before.id).reason.value() == "selbst");
  BOOST_TEST(trail(booked.id.uuid) == "created booked cancelled");
  BOOST_TEST(refusal(enquire(vendor)) == "event_takes_no_vendors");
}

BOOST_AUTO_TEST_CASE(an_event_with_participations_is_not_deleted_and_one_with_packages_alone_is) {
  const auto made = enquire(vendor).value();
  const auto refused = events.remove(call(), event_id, {});
  BOOST_TEST(detail(refused).ends_with("while it has 1 vendor participation."));
  const auto empty = event(series_id, 2017, "planned");
  BOOST_REQUIRE(packages.create(call(), empty, a_package()));
  BOOST_REQUIRE(booths.create(call(), empty, {.number = "1"}));
  BOOST_TEST(refusal(events.remove(call(), empty, {})) == "none");
  BOOST_TEST(count("select count(*) from vendor_packages where event_id = :event", {{"event", empty}}) == 0);
}

BOOST_AUTO_TEST_CASE(the_database_backs_the_rules) {
  const auto made = book(vendor).value();
  const auto forbidden = [&](const std::string& change) {
    try {
      execute("update vendor_participations set " + change + " where id = :id", {{"id", made.id}});
    } catch (const storage::ConstraintViolation&) {
      return true;
    }
    return false;
  };
  BOOST_TEST(forbidden("status = 'dreaming'"));
  BOOST_TEST(forbidden("offer_expires_at = created_at"));
  BOOST_TEST(forbidden("status = 'enquiry'"));
  BOOST_TEST(forbidden("status = 'cancelled'"));
  BOOST_TEST(forbidden("booked_at = null"));
  BOOST_TEST(forbidden("booked_currency = null"));
  BOOST_TEST(!forbidden("note = 'x'"));
}

BOOST_AUTO_TEST_SUITE_END()
