// The rules of participations: status, places, lines. No database.
#include "engine/vendors/vendor_participation.hpp"

#include <rapidcheck.h>

#include "engine/vendors/vendor_invoice.hpp"
#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using vendors::Actor;
using vendors::ExtraLine;
using Status = ParticipationStatus;

namespace {

std::string reachable(Status from, Actor by) {
  std::string text;
  for (const auto to : vendors::all_participation_statuses) {
    if (vendors::may_become(from, to, by)) text.append(text.empty() ? "" : " ").append(to_text(to));
  }
  return text;
}

const auto noon = core::parse_rfc3339("2016-11-10T12:00:00Z").value();
core::Instant at(int seconds) { return noon + boost::posix_time::seconds(seconds); }

ExtraLine line(std::int64_t cents, std::int64_t quantity = 1, std::int64_t vat_bp = 1900) {
  return {.text = "Strom", .quantity = quantity, .unit_net = {cents, "EUR"}, .vat = {vat_bp}};
}

VendorParticipation with(std::vector<ExtraLine> lines, Status status = Status::enquiry) {
  VendorParticipation participation;
  participation.status = status;
  participation.extra_lines = std::move(lines);
  return participation;
}

vendors::VendorInvoice invoice_of(const VendorParticipation& participation, const VendorPackage& package) {
  vendors::VendorInvoice invoice;
  invoice.lines = vendors::lines_of(participation, package);
  vendors::sum_up(invoice);
  return invoice;
}

std::string text_of(const registration::Amount& amount) {
  return core::amount_text(amount.net) + "+" + core::amount_text(amount.vat) + "=" + core::amount_text(amount.gross);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(vendor_participation_rules)

BOOST_AUTO_TEST_CASE(organizers_and_vendors_reach_what_is_theirs_and_nothing_else) {
  BOOST_TEST(reachable(Status::enquiry, Actor::organizer) == "offered booked cancelled");
  BOOST_TEST(reachable(Status::offered, Actor::organizer) == "offered booked cancelled");
  BOOST_TEST(reachable(Status::booked, Actor::organizer) == "confirmed cancelled");
  BOOST_TEST(reachable(Status::confirmed, Actor::organizer) == "cancelled");
  BOOST_TEST(reachable(Status::cancelled, Actor::organizer) == "");
  BOOST_TEST(reachable(Status::enquiry, Actor::vendor) == "cancelled");
  BOOST_TEST(reachable(Status::offered, Actor::vendor) == "booked cancelled");
  BOOST_TEST(reachable(Status::booked, Actor::vendor) == "cancelled");
  BOOST_TEST(reachable(Status::confirmed, Actor::vendor) == "");
  BOOST_TEST(reachable(Status::cancelled, Actor::vendor) == "");
}

BOOST_AUTO_TEST_CASE(a_refused_transition_names_what_is_possible) {
  const auto refused = vendors::check_transition(Status::offered, Status::confirmed, Actor::vendor);
  BOOST_TEST(refusal(refused) == "participation_transition");
  BOOST_TEST(detail(refused) ==
             "A participation that is 'offered' cannot become 'confirmed' by this token; possible: booked, cancelled.");
  BOOST_TEST(
      detail(vendors::check_transition(Status::cancelled, Status::booked, Actor::organizer)).ends_with("possible: -."));
}

BOOST_AUTO_TEST_CASE(an_offer_holds_its_place_until_it_expires_and_an_enquiry_none) {
  VendorParticipation one;
  const auto holds = [&](Status status, core::Instant now) {
    one.status = status;
    return vendors::holds_place(one, now);
  };
  BOOST_TEST(!holds(Status::enquiry, noon));
  BOOST_TEST(holds(Status::offered, noon));
  BOOST_TEST(holds(Status::booked, noon));
  BOOST_TEST(holds(Status::confirmed, noon));
  BOOST_TEST(!holds(Status::cancelled, noon));
  one.offer_expires_at = noon;
  BOOST_TEST(holds(Status::offered, at(-1)));
  BOOST_TEST(!holds(Status::offered, noon));
  BOOST_TEST(!holds(Status::offered, at(1)));
}

BOOST_AUTO_TEST_CASE(the_package_changes_until_it_is_booked) {
  std::string text;
  for (const auto status : vendors::all_participation_statuses) {
    text += vendors::may_change_package(status, Actor::organizer) ? 'o' : '-';
    text += vendors::may_change_package(status, Actor::vendor) ? 'v' : '-';
  }
  BOOST_TEST(text == "ovo-------");
}

BOOST_AUTO_TEST_CASE(of_two_that_become_one_the_one_further_on_stays) {
  const Status order[] = {Status::cancelled, Status::enquiry, Status::offered, Status::booked, Status::confirmed};
  for (std::size_t a = 0; a < std::size(order); ++a) {
    for (std::size_t b = 0; b < std::size(order); ++b)
      BOOST_TEST(vendors::gives_way(order[a], order[b]) == (a <= b), a << " " << b);
  }
}

BOOST_AUTO_TEST_CASE(extra_lines_are_checked_all_at_once) {
  BOOST_TEST(refusal(vendors::check(std::vector<ExtraLine>{})) == "");
  BOOST_TEST(refusal(vendors::check({line(-vendors::max_net), line(vendors::max_net, 1000)})) == "");
  auto blank = line(1, 0);
  blank.text = "";
  blank.vat = {10'001};
  BOOST_TEST(refusal(vendors::check({line(1), blank, line(vendors::max_net + 1, 1001)})) ==
             "/lines/1/text:wrong_length /lines/1/quantity:out_of_range /lines/1/vat_rate:out_of_range "
             "/lines/2/quantity:out_of_range /lines/2/unit_net/amount:out_of_range");
  BOOST_TEST(refusal(vendors::check(std::vector<ExtraLine>(51, line(1)))) == "/lines:wrong_count");
}

BOOST_AUTO_TEST_CASE(what_is_booked_costs_what_it_cost_then) {
  VendorPackage package;
  package.name = "Gold";
  package.price = core::Money{100'00, "EUR"};
  package.vat = {1900};
  auto one = with({line(10'00, 2), line(-5'00, 1, 700)});
  BOOST_TEST(invoice_of(one, package).lines.size() == 3U);
  BOOST_TEST(text_of(invoice_of(one, package).lines[0].amount) == "100.00+19.00=119.00");
  one.status = Status::booked;
  one.booking = vendors::book(package, noon);
  package.name = "Platin";
  package.price = core::Money{999'00, "EUR"};
  const auto invoice = invoice_of(one, package);
  BOOST_TEST(invoice.lines[0].text == "Gold");
  BOOST_TEST(text_of(invoice.lines[0].amount) == "100.00+19.00=119.00");
  BOOST_TEST(text_of(invoice.lines[1].amount) == "20.00+3.80=23.80");
  BOOST_TEST(text_of(invoice.lines[2].amount) == "-5.00+-0.35=-5.35");
  BOOST_TEST_REQUIRE(invoice.vat_totals.size() == 2U);
  BOOST_TEST(invoice.vat_totals[0].vat_bp == 700);
  BOOST_TEST(text_of(invoice.vat_totals[1].amount) == "120.00+22.80=142.80");
  BOOST_TEST_REQUIRE(invoice.totals.size() == 1U);
  BOOST_TEST(text_of(invoice.totals[0]) == "115.00+22.45=137.45");
}

BOOST_AUTO_TEST_CASE(a_cancelled_one_costs_its_extra_lines_and_a_package_without_a_price_nothing) {
  VendorPackage package;
  BOOST_TEST(invoice_of(with({}), package).lines.empty());
  BOOST_TEST(invoice_of(with({}), package).totals.empty());
  package.price = core::Money{100, "EUR"};
  const auto lines = vendors::lines_of(with({line(5)}, Status::cancelled), package);
  BOOST_TEST_REQUIRE(lines.size() == 1U);
  BOOST_TEST((lines[0].kind == vendors::VendorLineKind::extra));
}

BOOST_AUTO_TEST_CASE(currencies_are_never_added_up) {
  auto dollars = line(1'00);
  dollars.unit_net.currency = "USD";
  const auto invoice = invoice_of(with({line(2'00), dollars}), VendorPackage{});
  BOOST_TEST_REQUIRE(invoice.totals.size() == 2U);
  BOOST_TEST(invoice.totals[0].net.minor == 2'00);
  BOOST_TEST(invoice.totals[1].net.currency == "USD");
}

BOOST_AUTO_TEST_CASE(totals_are_the_sums_of_lines_and_what_is_taken_off_weighs_as_what_is_charged) {
  const auto holds = rc::check("totals of lines", [] {
    std::vector<ExtraLine> lines;
    for (int i = *rc::gen::inRange(0, 20); i > 0; --i) {
      lines.push_back(line(*rc::gen::inRange<std::int64_t>(-vendors::max_net, vendors::max_net),
                           *rc::gen::inRange<std::int64_t>(1, 1000), *rc::gen::inRange<std::int64_t>(0, 10'000)));
    }
    const auto invoice = invoice_of(with(lines), VendorPackage{});
    std::int64_t net = 0;
    std::int64_t vat = 0;
    for (const auto& one : invoice.lines) {
      RC_ASSERT(one.amount.net.minor == one.unit_net.minor * one.quantity);
      RC_ASSERT(one.amount.gross.minor == one.amount.net.minor + one.amount.vat.minor);
      net += one.amount.net.minor;
      vat += one.amount.vat.minor;
    }
    std::int64_t by_rate = 0;
    for (const auto& one : invoice.vat_totals) by_rate += one.amount.gross.minor;
    RC_ASSERT(by_rate == net + vat);
    if (!lines.empty()) RC_ASSERT(invoice.totals[0].gross.minor == net + vat);
    for (auto& one : lines) one.unit_net.minor = -one.unit_net.minor;
    const auto mirrored = invoice_of(with(lines), VendorPackage{});
    for (std::size_t i = 0; i < lines.size(); ++i)
      RC_ASSERT(mirrored.lines[i].amount.vat.minor == -invoice.lines[i].amount.vat.minor);
  });
  BOOST_TEST(holds);
}

BOOST_AUTO_TEST_SUITE_END()
