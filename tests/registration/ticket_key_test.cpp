#include "engine/registration/ticket_key.hpp"

#include <boost/test/unit_test.hpp>
#include <rapidcheck.h>
#include <sodium.h>

#include "engine/core/base32.hpp"
#include "engine/registration/ticket_code.hpp"
#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::TicketKeys;

namespace {

constexpr const char* code = "T-A59YMS6E728DKJS5W0C0";

core::SecretKey secret(char fill) { return core::SecretKey::from_bytes(std::string(32, fill)).value(); }
core::OrganizationId organization(const char* text) { return core::OrganizationId::parse(text).value(); }

struct Keys {
  TicketKeys keys{secret('s')};
  core::OrganizationId ours = organization("01m86j72jhfnd86eg596wrxb5q");
  core::EventId event = core::EventId::parse("01a33kbh9mfy1rcsdrfnd8bnjm").value();
  core::EventId other_event = core::EventId::parse("01a33kbh9mfy1rcsdrfnd8bnjn").value();
  std::string printed = keys.of(ours).signed_code(event, code);

  /// "T-1 fits", "T-1 does not fit"
  std::string read(const std::string& scanned) {
    const auto ticket = keys.read(ours, event, scanned);
    return ticket.code + (ticket.signature_fits ? " fits" : " does not fit");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ticket_key, Keys)

BOOST_AUTO_TEST_CASE(a_signed_code_is_the_code_and_103_characters) {
  BOOST_TEST(printed.starts_with(std::string(code) + "."));
  BOOST_TEST(printed.size() == std::string(code).size() + 1 + registration::ticket_signature_length);
  BOOST_TEST(read(printed) == std::string(code) + " fits");
}

// Tickets are on paper: the same secret must give the same signature for ever.
BOOST_AUTO_TEST_CASE(the_signature_of_a_ticket_stays_what_it_is) {
  BOOST_TEST(printed == keys.of(ours).signed_code(event, code));
  BOOST_TEST(printed == TicketKeys(secret('s')).of(ours).signed_code(event, code));
  BOOST_TEST(
      printed ==
      "T-A59YMS6E728DKJS5W0C0.JOB2B2RUVBHJZU7WAZICN3EAHDA37SPTAFXBKOAMKKNIRU4EHN7RE7FRRLQGGBA5KQX4ROMAYA3TWHXTRGF3OHWNCT45JXKSLJU5WAY");
}

// As somebody who has only the public key and the documentation does it.
BOOST_AUTO_TEST_CASE(the_public_key_and_the_documented_message_are_enough_to_verify) {
  const auto message = std::string("tagwerk ticket 1\n01a33kbh9mfy1rcsdrfnd8bnjm\n") + code;
  BOOST_TEST(registration::ticket_message(event, code) == message);
  const auto signature = core::from_base32(std::string_view(printed).substr(printed.find('.') + 1)).value();
  const auto key = keys.of(ours).public_key();
  const auto bytes = [](const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); };
  BOOST_TEST(crypto_sign_verify_detached(bytes(signature), bytes(message), message.size(), bytes(key)) == 0);
}

BOOST_AUTO_TEST_CASE(the_signature_of_another_event_organization_secret_or_ticket_does_not_fit) {
  const auto theirs = organization("01m86j72jhfnd86eg596wrxb5r");
  BOOST_TEST(!keys.read(ours, other_event, printed).signature_fits);
  BOOST_TEST(!keys.read(theirs, event, printed).signature_fits);
  BOOST_TEST(!TicketKeys(secret('t')).read(ours, event, printed).signature_fits);
  auto other = printed;
  other[2] = 'B';
  BOOST_TEST(read(other) == "T-B59YMS6E728DKJS5W0C0 does not fit");
  BOOST_TEST((keys.of(ours).public_key() != keys.of(theirs).public_key()));
}

BOOST_AUTO_TEST_CASE(any_changed_character_of_a_signature_makes_it_not_fit) {
  BOOST_TEST(rc::check([this] {
    auto changed = printed;
    const auto at = *rc::gen::inRange(std::string(code).size() + 1, printed.size());
    changed[at] =
        *rc::gen::distinctFrom(rc::gen::elementOf(std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567019.a-")), printed[at]);
    RC_ASSERT(!keys.read(ours, event, changed).signature_fits);
    RC_ASSERT(!keys.read(ours, event, printed.substr(0, at)).signature_fits);
  }));
  BOOST_TEST(read(printed + "A") == std::string(code) + " does not fit");
  BOOST_TEST(read(std::string(code) + ".") == std::string(code) + " does not fit");
}

BOOST_AUTO_TEST_CASE(what_does_not_look_like_a_signed_code_is_a_code_itself) {
  for (const char* text : {code, "", "T-1", "https://example.org/T-1.AAAA", "Anna M. Beispiel", "ü.A", ".A", "t-1.A"}) {
    BOOST_TEST(read(text) == std::string(text) + " fits");
    BOOST_TEST(registration::code_in(text) == text);
  }
}

BOOST_AUTO_TEST_CASE(every_code_that_is_given_out_can_be_signed) {
  for (int i = 0; i < 100; ++i) {
    const auto made = registration::make_ticket_code();
    BOOST_TEST(read(keys.of(ours).signed_code(event, made)) == made + " fits");
  }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(signed_scans, RegistrationFixture)

BOOST_AUTO_TEST_CASE(a_signature_that_does_not_fit_is_refused_and_the_scan_kept) {
  const auto ticket = enter(company, 1).value().participants[0].ticket_code;
  const auto scanned = [&](const std::string& of, bool fits) {
    later(1);
    return refusal(check_ins.check_in(call(), event, {.ticket_code = of, .signature_fits = fits}));
  };
  BOOST_TEST(scanned(ticket, false) == "invalid_signature");
  BOOST_TEST(scanned("T-1", false) == "unknown_ticket");
  BOOST_TEST(scanned(ticket, true) == "none");
  const auto here = event;
  event = make_event();
  // No ticket of another event has a signature for this one.
  BOOST_TEST(scanned(ticket, false) == "wrong_event");
  const auto kept = check_ins.list(call(), here, {}, {}).value().items;
  BOOST_REQUIRE(kept.size() == 3U);
  BOOST_TEST((kept[0].result == registration::ScanResult::invalid_signature));
  BOOST_TEST(kept[0].ticket_code == ticket);
  BOOST_TEST(kept[0].participant.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
