// Tickets and badges as they come out of a printer, and a scanner that has only the public key.
#include <boost/test/unit_test.hpp>
#include <sodium.h>

#include <algorithm>

#include "engine/core/base32.hpp"
#include "tests/blackbox/checks.hpp"
#include "tests/blackbox/world.hpp"
#include "tests/qr_reader/qr_reader.hpp"

using namespace tagwerk::test;
using tagwerk::core::from_base32;

namespace {

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

struct Printer {
  World& world = World::get();
  std::string event = world.new_event();
  Answer registration = world.register_heads(event, world.partner_company, 2);
  std::string head = registration.text("/participants/0/id");
  std::string code = registration.text("/participants/0/ticket_code");
  std::string tickets = "/api/v1/registrations/" + registration.id() + "/tickets/";
  std::string badges = "/api/v1/registrations/" + registration.id() + "/badges.pdf";
  std::string event_badges = "/api/v1/events/" + event + "/badges.pdf";

  /// What a scanner reads from the picture of that head's ticket.
  std::string scanned(const std::string& of) {
    const auto picture = world.desk.get(tickets + of + ".png");
    BOOST_TEST_REQUIRE(outcome(picture) == "200");
    const auto texts = qr_texts(read_png(picture.body));
    BOOST_TEST_REQUIRE(texts.size() == 1U);
    return texts[0];
  }
  /// As the documentation says, without asking the server about the ticket.
  bool is_genuine(const std::string& text, const std::string& of_event) {
    const auto key = world.desk.get("/api/v1/organization/ticket-key");
    BOOST_TEST_REQUIRE(key.text("/algorithm") == "Ed25519");
    BOOST_TEST_REQUIRE(key.text("/encoding") == "base32");
    BOOST_TEST_REQUIRE(key.text("/code_form") == "{ticket_code}.{signature}");
    auto message = key.text("/message_form");
    const auto dot = text.find('.');
    for (const auto& [name, value] : {std::pair{"{event_id}", of_event}, {"{ticket_code}", text.substr(0, dot)}})
      message.replace(message.find(name), std::string(name).size(), value);
    const auto public_key = from_base32(key.text("/public_key")).value();
    const auto signature = from_base32(text.substr(dot + 1)).value();
    BOOST_TEST_REQUIRE(public_key.size() == crypto_sign_PUBLICKEYBYTES);
    BOOST_TEST_REQUIRE(signature.size() == crypto_sign_BYTES);
    return crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(), bytes_of(public_key)) ==
           0;
  }
  std::string check_in(const std::string& text, const std::string& at_event) {
    const auto answer = world.desk.post("/api/v1/events/" + at_event + "/check-ins",
                                        R"({"ticket_code": ")" + text + R"(", "direction": "entry"})");
    return answer.status == 200 ? answer.text("/participant/id") : outcome(answer);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tickets, Printer)

BOOST_AUTO_TEST_CASE(a_printed_ticket_is_genuine_without_asking_and_lets_its_head_in) {
  const auto text = scanned(head);
  BOOST_TEST(text.starts_with(code + "."));
  BOOST_TEST(is_genuine(text, event));
  BOOST_TEST(!is_genuine(text, world.new_event()));
  BOOST_TEST(check_in(text, world.new_event()) == "409 wrong_event");
  auto forged = text;
  forged[code.size() + 5] = forged[code.size() + 5] == 'A' ? 'B' : 'A';
  BOOST_TEST(check_in(forged, event) == "409 invalid_signature");
  BOOST_TEST(check_in(text, event) == head);
  // The bare code is the same ticket.
  BOOST_TEST(check_in(code, event) == "409 already_checked_in");
  BOOST_TEST(scanned(registration.text("/participants/1/id")) != text);
}

BOOST_AUTO_TEST_CASE(the_key_of_another_organization_is_another) {
  const auto ours = world.admin.get("/api/v1/organization/ticket-key");
  const auto theirs = world.stranger.get("/api/v1/organization/ticket-key");
  BOOST_TEST(members_of(ours) == "algorithm public_key encoding code_form message_form");
  BOOST_TEST(ours.text("/public_key") != theirs.text("/public_key"));
  BOOST_TEST(outcome(world.viewer.get("/api/v1/organization/ticket-key")) == "403 forbidden");
}

BOOST_AUTO_TEST_CASE(a_picture_has_the_size_that_was_asked_for_and_an_etag) {
  const auto path = tickets + head + ".png";
  const auto picture = world.desk.get(path);
  BOOST_TEST(picture.header("content-type") == "image/png");
  BOOST_TEST(picture.header("content-disposition") == "inline; filename=\"ticket-" + head + ".png\"");
  BOOST_TEST(read_png(picture.body).width == 320);
  BOOST_TEST(world.desk.get(path + "?size_px=320").body == picture.body);
  const auto same = world.desk.get(path, {{"If-None-Match", picture.header("etag")}});
  BOOST_TEST(same.status == 304);
  for (const int size : {128, 2048}) {
    const auto other = world.desk.get(path + "?size_px=" + std::to_string(size));
    BOOST_TEST(read_png(other.body).height == size);
    BOOST_TEST(other.header("etag") != picture.header("etag"));
  }
  for (const char* wrong : {"127", "2049", "0", "-1"})
    BOOST_TEST(outcome(world.desk.get(path + "?size_px=" + wrong)) == "422 ?size_px:out_of_range");
  BOOST_TEST(outcome(world.desk.get(path + "?size_px=large")) == "422 ?size_px:wrong_format");
}

BOOST_AUTO_TEST_CASE(a_drawing_is_svg) {
  const auto drawing = world.desk.get(tickets + head + ".svg?size_px=500");
  BOOST_TEST(outcome(drawing) == "200");
  BOOST_TEST(drawing.header("content-type") == "image/svg+xml");
  BOOST_TEST(drawing.body.find("width=\"500\"") != std::string::npos);
  BOOST_TEST(world.desk.get(tickets + head + ".svg", {{"If-None-Match", drawing.header("etag")}}).status == 200);
}

BOOST_AUTO_TEST_CASE(heads_without_a_place_have_no_ticket_and_no_badge) {
  world.set_capacity(event, R"([{"key": "participants", "limit": 2}])");
  const auto waiting = world.register_heads(event, world.new_company(), 1, "all_or_nothing");
  const auto path = "/api/v1/registrations/" + waiting.id();
  const auto ticket = path + "/tickets/" + waiting.text("/participants/0/id");
  for (const char* ending : {".png", ".svg"}) BOOST_TEST(outcome(world.desk.get(ticket + ending)) == "409 waitlisted");
  BOOST_TEST(outcome(world.desk.get(path + "/badges.pdf")) == "409 no_badges");
  BOOST_TEST_REQUIRE(outcome(world.desk.post(path + "/cancellation", "")) == "200");
  for (const char* ending : {".png", ".svg"}) BOOST_TEST(outcome(world.desk.get(ticket + ending)) == "409 cancelled");
  BOOST_TEST(outcome(world.desk.get("/api/v1/events/" + world.new_event() + "/badges.pdf")) == "409 no_badges");
}

BOOST_AUTO_TEST_CASE(what_is_not_there_has_no_ticket) {
  for (const auto& id : {std::string(nobodys_id), std::string("x"), std::string("1")})
    BOOST_TEST(outcome(world.desk.get(tickets + id + ".png")) == "404 not_found");
  const auto other = world.register_heads(event, world.partner_company, 1);
  BOOST_TEST(outcome(world.desk.get(tickets + other.text("/participants/0/id") + ".svg")) == "404 not_found");
  for (const auto& path : {tickets + head, tickets + head + ".gif", tickets + ".png"})
    BOOST_TEST(outcome(world.desk.get(path)) == "404 route_not_found", path);
}

BOOST_AUTO_TEST_CASE(staff_and_the_company_itself_may_print_and_nobody_else) {
  for (const auto& path : {tickets + head + ".png", tickets + head + ".svg", badges}) {
    for (const auto* client : {&world.organizer, &world.desk, &world.partner})
      BOOST_TEST(outcome(client->get(path)) == "200", path);
    BOOST_TEST(outcome(world.vendor.get(path)) == "404 not_found");
    BOOST_TEST(outcome(world.stranger.get(path)) == "404 not_found");
    BOOST_TEST(outcome(world.viewer.get(path)) == "403 forbidden");
  }
  BOOST_TEST(outcome(world.desk.get(event_badges)) == "200");
  BOOST_TEST(outcome(world.partner.get(event_badges)) == "403 forbidden");
}

BOOST_AUTO_TEST_CASE(a_sheet_has_the_badges_of_a_registration) {
  const auto patch = R"({"given_name": "Jürgen", "family_name": "Größe", "email": "j@example.com"})";
  BOOST_TEST_REQUIRE(
      outcome(world.organizer.patch("/api/v1/registrations/" + registration.id() + "/participants/" + head, patch,
                                    {{"If-Match", "*"}})) == "200");
  const auto sheet = world.partner.get(badges);
  BOOST_TEST_REQUIRE(outcome(sheet) == "200");
  BOOST_TEST(sheet.header("content-type") == "application/pdf");
  BOOST_TEST(sheet.header("content-disposition") == "inline; filename=\"badges-" + registration.id() + ".pdf\"");
  const auto text = text_of_pdf(sheet.body);
  const auto name = world.organizer.get("/api/v1/events/" + event).text("/name");
  for (const auto& part : {std::string("Jürgen Größe"), code, name})
    BOOST_TEST(text.find(part) != std::string::npos, part << " is missing in " << text);
  const auto found = qr_texts(render_page(sheet.body, 1, 200));
  BOOST_TEST(found.size() == 2U);
  BOOST_TEST((std::find(found.begin(), found.end(), scanned(head)) != found.end()));
  BOOST_TEST(world.partner.get(badges, {{"If-None-Match", sheet.header("etag")}}).status == 304);
}

BOOST_AUTO_TEST_CASE(the_badges_of_an_event_come_in_bounded_documents) {
  for (int i = 0; i < 4; ++i) BOOST_TEST_REQUIRE(world.register_heads(event, world.new_company(), 3).status == 201);
  const auto all = world.desk.get(event_badges);
  BOOST_TEST(pages_of_pdf(all.body) == 2);
  BOOST_TEST(all.header("link") == "");
  std::vector<std::string> found;
  int documents = 0;
  for (auto path = event_badges + "?limit=10"; !path.empty(); ++documents) {
    const auto part = world.desk.get(path);
    BOOST_TEST_REQUIRE(outcome(part) == "200");
    for (const auto& text : qr_texts(render_page(part.body, 1, 200))) found.push_back(text);
    const auto link = part.header("link");
    BOOST_TEST((link.empty() || link.ends_with("; rel=\"next\"")));
    path = link.empty() ? "" : link.substr(1, link.find('>') - 1);
  }
  BOOST_TEST(documents == 2);
  std::sort(found.begin(), found.end());
  BOOST_TEST((std::unique(found.begin(), found.end()) == found.end()));
  BOOST_TEST(found.size() == 14U);
  for (const char* wrong : {"0", "501"})
    BOOST_TEST(outcome(world.desk.get(event_badges + "?limit=" + wrong)) == "422 ?limit:out_of_range");
  BOOST_TEST(outcome(world.desk.get(event_badges + "?after=x")) == "422 ?after:wrong_format");
  BOOST_TEST(outcome(world.desk.get(event_badges + "?after=" + nobodys_id)) == "404 not_found");
}

BOOST_AUTO_TEST_SUITE_END()
