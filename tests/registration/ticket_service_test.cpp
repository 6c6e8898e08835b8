#include "engine/registration/ticket_service.hpp"

#include "tests/registration/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using registration::Badge;
using registration::TicketService;

namespace {

struct TicketFixture : RegistrationFixture {
  TicketService tickets{database()};

  access::Call as(const core::CompanyId& of) {
    auto caller = call();
    caller.principal.role = access::Role::partner;
    caller.principal.company = of;
    return caller;
  }
  std::string found(const Registration& one, std::size_t head) {
    return refusal(tickets.find(call(), one.id, one.participants.at(head).id));
  }
  /// Ticket codes of the badges of the event, page by page: a "|" between two.
  std::string pages(std::size_t limit) {
    std::string all;
    for (std::optional<core::ParticipantId> after;;) {
      const auto page = tickets.badges_of_event(call(), event, after, limit).value();
      for (const auto& badge : page.items) all += badge.ticket_code + " ";
      if (!page.next_after) return all;
      all += "| ";
      after = core::ParticipantId{*page.next_after};
    }
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(ticket_service, TicketFixture)

BOOST_AUTO_TEST_CASE(a_badge_has_what_is_printed) {
  const auto person = make_person(company, "Größe");
  NewRegistration wish;
  wish.company = company;
  wish.participants = {{.person = person, .given_name = {}, .family_name = {}, .email = {}},
                       {.person = {}, .given_name = "Demo", .family_name = "Guest", .email = "guest@example.com"}};
  wish.headcount = 3;
  wish.category = "speaker";
  const auto made = service.register_group(call(), event, wish).value();
  const auto badges = tickets.badges_of_registration(call(), made.id).value();
  BOOST_REQUIRE(badges.size() == 3U);
  BOOST_TEST(badges[0].name == "Anna Größe");
  BOOST_TEST(badges[1].name == "Demo Guest");
  BOOST_TEST(badges[2].name == "");
  BOOST_TEST(badges[0].company_name == "Systemhaus Süd");
  BOOST_TEST(badges[0].event_name == "Jahreskongress 2016");
  BOOST_TEST(badges[0].category.value() == "speaker");
  for (std::size_t i = 0; i < 3; ++i) {
    BOOST_TEST(badges[i].ticket_code == made.participants[i].ticket_code);
    const auto one = tickets.find(call(), made.id, made.participants[i].id).value();
    BOOST_TEST(one.ticket_code == badges[i].ticket_code);
    BOOST_TEST((one.event == event));
  }
}

BOOST_AUTO_TEST_CASE(only_heads_that_have_a_place_have_something_to_print) {
  limit({{"participants", 3, 0}});
  const auto first = enter(company, 1).value();
  const auto partly = enter(company, 3, WaitlistPolicy::partial).value();
  BOOST_TEST(found(partly, 1) == "none");
  BOOST_TEST(found(partly, 2) == "waitlisted");
  BOOST_TEST(tickets.badges_of_registration(call(), partly.id).value().size() == 2U);
  const auto waiting = enter(company, 1, WaitlistPolicy::all_or_nothing).value();
  BOOST_TEST(refusal(tickets.badges_of_registration(call(), waiting.id)) == "no_badges");
  BOOST_TEST(tickets.badges_of_event(call(), event, {}, 10).value().items.size() == 3U);
  BOOST_REQUIRE(service.cancel(call(), waiting.id));
  BOOST_TEST(found(waiting, 0) == "cancelled");
  BOOST_REQUIRE(service.cancel(call(), partly.id));
  BOOST_REQUIRE(service.cancel(call(), first.id));
  BOOST_TEST(found(partly, 0) == "cancelled");
  BOOST_TEST(refusal(tickets.badges_of_registration(call(), partly.id)) == "no_badges");
  BOOST_TEST(refusal(tickets.badges_of_event(call(), event, {}, 10)) == "no_badges");
}

BOOST_AUTO_TEST_CASE(what_belongs_to_others_is_not_there) {
  const auto made = enter(company, 1).value();
  const auto second = enter(company, 1).value();
  const auto head = made.participants[0].id;
  const auto stranger = as(make_company("Andere"));
  BOOST_TEST(refusal(tickets.find(as(company), made.id, head)) == "none");
  BOOST_TEST(refusal(tickets.find(stranger, made.id, head)) == "not_found");
  BOOST_TEST(refusal(tickets.badges_of_registration(stranger, made.id)) == "not_found");
  BOOST_TEST(refusal(tickets.find(call(), second.id, head)) == "not_found");
  auto elsewhere = call();
  elsewhere.principal.organization = other;
  BOOST_TEST(refusal(tickets.find(elsewhere, made.id, head)) == "not_found");
  BOOST_TEST(refusal(tickets.badges_of_registration(elsewhere, made.id)) == "not_found");
  BOOST_TEST(refusal(tickets.badges_of_event(elsewhere, event, {}, 10)) == "not_found");
  BOOST_TEST(refusal(tickets.badges_of_event(call(), make_event(), head, 10)) == "not_found");
  BOOST_TEST(refusal(tickets.badges_of_event(call(), event, core::ParticipantId::make(now), 10)) == "not_found");
}

BOOST_AUTO_TEST_CASE(badges_of_an_event_come_page_by_page_each_once_in_order) {
  std::vector<std::string> codes;
  for (const std::int64_t heads : {3, 1, 4}) {
    later(1);
    const auto made = enter(heads).value();
    for (const auto& head : made.participants) codes.push_back(head.ticket_code);
  }
  for (const std::size_t limit : {1U, 2U, 3U, 7U, 8U, 9U}) {
    std::string wanted;
    for (std::size_t i = 0; i < codes.size(); ++i) wanted += (i > 0 && i % limit == 0 ? "| " : "") + codes[i] + " ";
    BOOST_TEST(pages(limit) == wanted);
  }
}

// Who goes on behind somebody that was cancelled meanwhile misses nobody.
BOOST_AUTO_TEST_CASE(the_last_one_of_a_page_may_be_cancelled_meanwhile) {
  const auto first = enter(1).value();
  later(1);
  const auto second = enter(1).value();
  BOOST_REQUIRE(service.cancel(call(), first.id));
  const auto rest = tickets.badges_of_event(call(), event, first.participants[0].id, 10).value();
  BOOST_REQUIRE(rest.items.size() == 1U);
  BOOST_TEST(rest.items[0].ticket_code == second.participants[0].ticket_code);
}

BOOST_AUTO_TEST_SUITE_END()
