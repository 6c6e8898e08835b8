// Participations of vendors from an enquiry to a confirmation, and what they cost.
#include "tests/blackbox/vendoring.hpp"

using namespace tagwerk::test;

namespace {

struct Participations : Vendoring {
  std::string supplier = world.new_company("supplier");
  Participations() { make_package("gold", R"(, "limit": 1)"); }

  Answer change(const Answer& participation, const std::string& patch) {
    return world.organizer.patch(of(participation), patch, {{"If-Match", "*"}});
  }
  static std::string lines(const std::string& items) { return R"({"lines": [)" + items + "]}"; }
  static std::string line(const std::string& amount, const std::string& currency = "EUR") {
    return R"({"text": "Strom", "quantity": 2, "unit_net": {"amount": ")" + amount + R"(", "currency": ")" + currency +
           R"("}, "vat_rate": 19})";
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_participations, Participations)

BOOST_AUTO_TEST_CASE(a_vendor_goes_from_an_enquiry_to_a_confirmation) {
  const auto made =
      world.vendor.post(participations, enquiry(world.vendor_company, "gold", R"(, "note": "Am Eingang")"));
  BOOST_TEST_REQUIRE(outcome(made) == "201");
  BOOST_TEST(made.header("location") == of(made));
  BOOST_TEST(members_of(made) ==
             "id event_id company_id package status offer_expires_at booking note reason extra_lines cancelled_at "
             "created_at updated_at");
  BOOST_TEST(made.text("/status") == "enquiry");
  BOOST_TEST(made.is_null("/booking"));
  BOOST_TEST(world.vendor.get(of(made)).body == made.body);
  BOOST_TEST(outcome(world.vendor.post(of(made, "/booking"), "")) == "409 participation_transition");
  const auto offer = act(made, "offer", R"({"expires_at": "2999-01-01T00:00:00Z"})");
  BOOST_TEST(outcome(offer) == "200");
  BOOST_TEST(offer.text("/offer_expires_at") == "2999-01-01T00:00:00Z");
  const auto booking = world.vendor.post(of(made, "/booking"), "{}");
  BOOST_TEST(outcome(booking) == "200");
  BOOST_TEST(members_of(booking, "/booking") == "at name price vat_rate");
  BOOST_TEST(booking.text("/booking/price/amount") == "2500.00");
  const auto confirmed = act(made, "confirmation");
  BOOST_TEST(confirmed.text("/status") == "confirmed");
  BOOST_TEST(outcome(world.vendor.post(of(made, "/cancellation"), "")) == "409 participation_transition");
  const auto cancelled = act(made, "cancellation", R"({"reason": "Messe abgesagt"})");
  BOOST_TEST(cancelled.text("/status") == "cancelled");
  BOOST_TEST(cancelled.text("/reason") == "Messe abgesagt");
  BOOST_TEST(!cancelled.is_null("/cancelled_at"));
  BOOST_TEST(!cancelled.is_null("/booking"));
  BOOST_TEST(outcome(act(made, "confirmation")) == "409 participation_transition");
  BOOST_TEST(outcome(act(made, "offer")) == "409 participation_transition");
}

BOOST_AUTO_TEST_CASE(an_enquiry_names_a_vendor_and_a_package) {
  BOOST_TEST(outcome(world.organizer.post(participations, "{}")) == "422 /company_id:required /package:required");
  BOOST_TEST(outcome(enquire(world.partner_company)) == "422 /company_id:company_is_no_vendor");
  BOOST_TEST(outcome(enquire(nobodys_id, "bronze")) ==
             "422 /company_id:reference_not_found /package:reference_not_found");
  BOOST_TEST(outcome(world.vendor.post(participations, enquiry(supplier))) == "422 /company_id:reference_not_found");
  BOOST_TEST(outcome(world.organizer.post(participations,
                                          enquiry(supplier, "Gold", R"(, "note": ")" + times("x", 2001) + "\""))) ==
             "422 /package:wrong_format /note:wrong_length");
  BOOST_TEST(outcome(enquire(supplier)) == "201");
  BOOST_TEST(outcome(enquire(supplier)) == "409 already_participates");
}

BOOST_AUTO_TEST_CASE(the_last_package_is_given_once) {
  const auto first = enquire(world.vendor_company);
  const auto second = enquire(supplier);
  BOOST_TEST(outcome(act(first, "offer")) == "200");
  BOOST_TEST(outcome(act(second, "offer")) == "409 no_package_left");
  BOOST_TEST(outcome(act(second, "booking")) == "409 no_package_left");
  BOOST_TEST(outcome(world.vendor.post(of(first, "/cancellation"), "")) == "200");
  BOOST_TEST(outcome(act(second, "booking")) == "200");
}

BOOST_AUTO_TEST_CASE(an_offer_ends_in_the_future) {
  const auto made = enquire(world.vendor_company);
  BOOST_TEST(outcome(act(made, "offer", R"({"expires_at": "2016-01-01T00:00:00Z"})")) ==
             "422 /expires_at:not_in_future");
  BOOST_TEST(outcome(act(made, "offer", R"({"expires_at": "tomorrow"})")) == "422 /expires_at:wrong_format");
  BOOST_TEST(outcome(act(made, "offer", "{}")) == "200");
}

BOOST_AUTO_TEST_CASE(package_and_note_are_changed_until_it_is_booked) {
  make_package("silver");
  make_package("bronze", R"(, "limit": 0)");
  BOOST_TEST_REQUIRE(outcome(world.organizer.post(packages, R"({"key": "bare", "name": "Ohne Ausweise"})")) == "201");
  const auto made = enquire(world.vendor_company);
  check_versions(world.vendor, of(made), R"({"package": "silver", "note": "bitte"})");
  BOOST_TEST(outcome(change(made, R"({"package": "none"})")) == "422 /package:reference_not_found");
  BOOST_TEST(outcome(change(made, R"({"package": "A", "status": "booked"})")) ==
             "422 /package:wrong_format /status:unknown_member");
  BOOST_TEST_REQUIRE(outcome(act(made, "offer")) == "200");
  BOOST_TEST(outcome(world.vendor.patch(of(made), R"({"package": "gold"})", {{"If-Match", "*"}})) ==
             "409 package_is_fixed");
  BOOST_TEST(outcome(change(made, R"({"package": "bronze"})")) == "409 no_package_left");
  BOOST_TEST_REQUIRE(outcome(world.vendor.post(
                         of(made, "/staff"),
                         R"({"given_name": "A", "family_name": "B", "email": "a@b.example", "has_pass": true})")) ==
                     "201");
  BOOST_TEST(outcome(change(made, R"({"package": "bare"})")) == "409 passes_below_issued");
  BOOST_TEST(outcome(change(made, R"({"package": "gold"})")) == "200");
  BOOST_TEST_REQUIRE(outcome(act(made, "cancellation")) == "200");
  BOOST_TEST(outcome(change(made, R"({"note": null})")) == "409 participation_is_cancelled");
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_and_a_vendor_sees_its_own) {
  const auto own = enquire(world.vendor_company);
  const auto others = enquire(supplier);
  BOOST_TEST_REQUIRE(outcome(act(others, "booking")) == "200");
  const auto ids = [&](const Client& client, const std::string& query) { return walk(client, participations + query); };
  using Ids = std::vector<std::string>;
  BOOST_TEST((ids(world.viewer, "") == Ids{own.id(), others.id()}));
  BOOST_TEST((ids(world.vendor, "") == Ids{own.id()}));
  BOOST_TEST((ids(world.vendor, "?company_id=" + supplier) == Ids{}));
  BOOST_TEST((ids(world.viewer, "?company_id=" + supplier) == Ids{others.id()}));
  BOOST_TEST((ids(world.viewer, "?status=enquiry&package=gold") == Ids{own.id()}));
  BOOST_TEST(outcome(world.viewer.get(participations + "?status=new")) == "422 ?status:unknown_value");
  BOOST_TEST(outcome(rival(supplier).get(of(own))) == "404 not_found");
  BOOST_TEST(world.partner.get(participations).status == 403);
}

BOOST_AUTO_TEST_CASE(an_invoice_has_the_package_of_when_it_was_booked_and_extra_lines) {
  const auto made = booked();
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.patch(packages + "/gold", R"({"price": {"amount": "1.00", "currency": "EUR"}})",
                                    {{"If-Match", "*"}})) == "200");
  const auto path = of(made, "/extra-lines");
  const auto charged =
      world.organizer.put(path, lines(line("95.005") + "," + line("-1.00", "euro")), {{"If-Match", "*"}});
  BOOST_TEST(outcome(charged) == "422 /lines/0/unit_net/amount:wrong_format /lines/1/unit_net/currency:wrong_length");
  const auto good = lines(line("95.50") + "," + line("-1.00"));
  BOOST_TEST(outcome(world.organizer.put(path, good)) == "428 precondition_required");
  BOOST_TEST(outcome(world.organizer.put(path, good, {{"If-Match", "\"v99\""}})) == "412 precondition_failed");
  const auto put = world.organizer.put(path, good, {{"If-Match", made.header("etag")}});
  BOOST_TEST_REQUIRE(outcome(put) == "200");
  BOOST_TEST(put.size("/extra_lines") == 2u);
  const auto invoice = world.vendor.get(of(made, "/invoice"));
  BOOST_TEST(members_of(invoice) == "participation_id event company status booked_at lines vat_totals totals");
  BOOST_TEST(members_of(invoice, "/lines/0") == "kind text quantity unit_net net vat_percent vat gross");
  BOOST_TEST(invoice.text("/lines/0/gross/amount") == "2975.00");
  BOOST_TEST(invoice.text("/lines/2/gross/amount") == "-2.38");
  BOOST_TEST(invoice.text("/totals/0/net/amount") == "2689.00");
  BOOST_TEST(invoice.text("/totals/0/vat/amount") == "510.91");
  BOOST_TEST(invoice.text("/vat_totals/0/gross/amount") == "3199.91");
  BOOST_TEST(world.organizer.get(of(made, "/invoice"), {{"If-None-Match", invoice.header("etag")}}).status == 304);
  BOOST_TEST(world.viewer.get(of(made, "/invoice")).status == 403);
  BOOST_TEST(world.vendor.put(path, good, {{"If-Match", "*"}}).status == 403);
}

BOOST_AUTO_TEST_CASE(a_completed_event_keeps_its_participations_and_a_cancelled_one_cancels_them) {
  const auto made = enquire(world.vendor_company);
  set_status("completed");
  for (const char* verb : {"offer", "booking", "confirmation", "cancellation"})
    BOOST_TEST(outcome(act(made, verb)) == "409 event_takes_no_vendors", verb);
  BOOST_TEST(outcome(change(made, R"({"note": "x"})")) == "409 event_takes_no_vendors");
  BOOST_TEST(outcome(enquire(supplier)) == "409 event_takes_no_vendors");
  set_status("closed");
  set_status("cancelled");
  const auto cancelled = world.vendor.get(of(made));
  BOOST_TEST(cancelled.text("/status") == "cancelled");
  BOOST_TEST(cancelled.text("/reason") == "event cancelled");
  BOOST_TEST(outcome(world.organizer.remove("/api/v1/events/" + event, {{"If-Match", "*"}})) == "409 still_referenced");
}

BOOST_AUTO_TEST_CASE(repeated_keys_act_once) {
  check_idempotency(world.organizer, participations, [&] { return enquiry(world.new_company("vendor")); });
  const auto made = enquire(world.vendor_company);
  const auto keyed = [&](const std::string& verb, const std::string& body) {
    return world.organizer.post(of(made, "/" + verb), body, {{"Idempotency-Key", "once"}});
  };
  const auto offer = keyed("offer", "{}");
  BOOST_TEST(keyed("offer", "{}").body == offer.body);
  BOOST_TEST(outcome(keyed("offer", R"({"expires_at": "2999-01-01T00:00:00Z"})")) == "422 idempotency_key_reused");
  const auto booking = keyed("booking", "");
  BOOST_TEST(outcome(booking) == "200");
  BOOST_TEST(keyed("booking", "").body == booking.body);
  BOOST_TEST(outcome(act(made, "booking")) == "409 participation_transition");
  BOOST_TEST(outcome(keyed("confirmation", "")) == "200");
  BOOST_TEST(outcome(keyed("confirmation", "")) == "200");
  BOOST_TEST(outcome(keyed("cancellation", "")) == "200");
  BOOST_TEST(outcome(keyed("cancellation", R"({"reason": "x"})")) == "422 idempotency_key_reused");
}

BOOST_AUTO_TEST_CASE(roles_that_may_not_get_403) {
  const auto made = enquire(world.vendor_company);
  for (const auto* client : {&world.desk, &world.viewer, &world.partner}) {
    BOOST_TEST(client->post(participations, enquiry(supplier)).status == 403);
    BOOST_TEST(client->post(of(made, "/booking"), "").status == 403);
  }
  for (const char* verb : {"/offer", "/confirmation"}) BOOST_TEST(world.vendor.post(of(made, verb), "").status == 403);
}

BOOST_AUTO_TEST_CASE(a_merger_of_two_vendors_leaves_one_participation) {
  BOOST_TEST_REQUIRE(outcome(world.organizer.patch(packages + "/gold", R"({"limit": null})", {{"If-Match", "*"}})) ==
                     "200");
  const auto twin = world.new_company("vendor");
  const auto into = world.new_company("vendor");
  const auto kept = enquire(twin);
  BOOST_TEST_REQUIRE(outcome(act(kept, "booking")) == "200");
  const auto gone = enquire(into);
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.post("/api/v1/companies/" + twin + "/merger", R"({"into": ")" + into + "\"}")) == "200");
  BOOST_TEST(world.viewer.get(of(kept)).text("/company_id") == into);
  BOOST_TEST(world.viewer.get(of(gone)).text("/status") == "cancelled");
}

BOOST_AUTO_TEST_SUITE_END()
