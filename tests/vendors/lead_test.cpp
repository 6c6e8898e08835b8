#include "engine/vendors/lead.hpp"

#include "engine/vendors/lead_service.hpp"
#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using vendors::Lead;
using vendors::LeadPatch;
using vendors::NewLead;
using vendors::Rating;

namespace {

struct LeadFixture : VendorFixture {
  VendorPackage gold = make_package("gold", std::nullopt);
  VendorParticipation participation = book(vendor).value();

  [[nodiscard]] NewLead a_lead() const {
    NewLead lead;
    lead.company = partner;
    lead.rating = Rating::hot;
    lead.note = "Will ein Angebot";
    lead.consent = true;
    lead.consent_text = "Ich bin einverstanden.";
    lead.name = "Anna Beispiel";
    lead.email = "anna@example.org";
    lead.phone = "+49 30 123456";
    return lead;
  }
  [[nodiscard]] std::string wrong(const std::function<void(Lead&)>& change) const {
    auto lead = vendors::make_lead(participation.id, a_lead(), now);
    change(lead);
    return refusal(vendors::check(lead, now));
  }
  core::Result<Lead> add(const NewLead& lead) {
    later(1);
    return leads.create(call_as(vendor), participation.id, lead);
  }
  core::Result<Lead> change(const Lead& of, const LeadPatch& patch) {
    later(1);
    return leads.change(call_as(vendor), participation.id, of.id, patch, of.version);
  }
  static LeadPatch consent(bool given) {
    LeadPatch patch;
    patch.consent = given;
    return patch;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(leads, LeadFixture)

BOOST_AUTO_TEST_CASE(who_it_is_is_kept_with_consent_only) {
  BOOST_TEST(wrong([](Lead&) {}) == "");
  const auto without = [](Lead& lead) { lead.consent = false; };
  BOOST_TEST(wrong(without) ==
             "/consent_at:consent_needed /consent_text:consent_needed /name:consent_needed /email:consent_needed "
             "/phone:consent_needed");
  BOOST_TEST(wrong([&](Lead& lead) {
               without(lead);
               lead.consent_at.reset();
               lead.consent_text.reset();
               lead.name.reset();
               lead.email.reset();
             }) == "/phone:consent_needed");
  BOOST_TEST(wrong([&](Lead& lead) {
               without(lead);
               lead.consent_at.reset();
               lead.consent_text.reset();
               lead.name.reset();
               lead.email.reset();
               lead.phone.reset();
             }) == "");
}

BOOST_AUTO_TEST_CASE(members_are_checked_at_below_and_above_their_bounds) {
  BOOST_TEST(wrong([](Lead& lead) { lead.note = std::string(2000, 'x'); }) == "");
  BOOST_TEST(wrong([](Lead& lead) { lead.note = std::string(2001, 'x'); }) == "/note:wrong_length");
  BOOST_TEST(wrong([](Lead& lead) { lead.consent_text = std::string(2001, 'x'); }) == "/consent_text:wrong_length");
  BOOST_TEST(wrong([](Lead& lead) {
               lead.name = " ";
               lead.phone = std::string(51, '1');
               lead.email = "nobody";
             }) == "/name:wrong_format /phone:wrong_length /email:wrong_format");
  BOOST_TEST(wrong([this](Lead& lead) { lead.consent_at = in(1); }) == "/consent_at:not_in_past");
  BOOST_TEST(wrong([this](Lead& lead) { lead.consent_at = now; }) == "");
}

BOOST_AUTO_TEST_CASE(a_lead_is_made_read_changed_and_deleted) {
  const auto made = add(a_lead()).value();
  BOOST_TEST((made.consent_at == now));
  BOOST_TEST((leads.find(call_as(vendor), participation.id, made.id).value() == made));
  LeadPatch patch;
  patch.rating = Rating::cold;
  patch.note.emplace(std::nullopt);
  patch.phone.emplace(std::nullopt);
  const auto changed = change(made, patch).value();
  BOOST_TEST((leads.find(call_as(vendor), participation.id, made.id).value() == changed));
  BOOST_TEST((changed.consent_at == made.consent_at));
  BOOST_TEST(refusal(change(made, patch)) == "precondition_failed");
  BOOST_TEST(change(changed, patch).value().version == changed.version);
  BOOST_TEST(refusal(leads.remove(call_as(vendor), participation.id, made.id, made.version)) == "precondition_failed");
  BOOST_TEST(refusal(leads.remove(call_as(vendor), participation.id, made.id, changed.version)) == "none");
  BOOST_TEST(refusal(leads.find(call_as(vendor), participation.id, made.id)) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
}

BOOST_AUTO_TEST_CASE(consent_that_is_taken_back_erases_who_it_was) {
  const auto made = add(a_lead()).value();
  LeadPatch with_name = consent(false);
  with_name.name.emplace("Doch Anna");
  BOOST_TEST(refusal(change(made, with_name)) == "validation_failed /name:consent_needed");
  const auto erased = change(made, consent(false)).value();
  BOOST_TEST((!erased.name && !erased.email && !erased.phone && !erased.consent_at && !erased.consent_text));
  BOOST_TEST(erased.note.value() == "Will ein Angebot");
  BOOST_TEST((leads.find(call_as(vendor), participation.id, made.id).value() == erased));
  BOOST_TEST(trail(made.id.uuid) == "created consent_withdrawn");
  LeadPatch named;
  named.email.emplace("anna@example.org");
  BOOST_TEST(refusal(change(erased, named)) == "validation_failed /email:consent_needed");
  named.consent = true;
  const auto again = change(erased, named).value();
  BOOST_TEST((again.consent_at == now));
}

BOOST_AUTO_TEST_CASE(the_trail_says_what_changed_and_never_to_what) {
  const auto made = add(a_lead()).value();
  LeadPatch patch;
  patch.name.emplace("Berta Beispiel");
  patch.note.emplace("Geheim");
  const auto changed = change(made, patch).value();
  BOOST_REQUIRE(change(changed, consent(false)));
  BOOST_REQUIRE(leads.remove(call_as(vendor), participation.id, made.id, {}));
  const auto all = entries(made.id.uuid);
  BOOST_TEST_REQUIRE(all.size() == 4U);
  for (const auto& entry : all) {
    for (const auto& [member, before, after] : entry.changes) {
      for (const auto& value : {before, after})
        BOOST_TEST((!value || *value == "given" || *value == "given anew" || *value == "true" || *value == "false"),
                   member << ": " << value.value_or(""));
    }
  }
  using Changes = std::vector<audit::Change>;
  BOOST_TEST((all[1].changes == Changes{{"name", "given", "given anew"}, {"note", "given", "given anew"}}));
  BOOST_TEST((all[2].changes == Changes{{"consent", "true", "false"},
                                        {"consent_at", "given", std::nullopt},
                                        {"consent_text", "given", std::nullopt},
                                        {"email", "given", std::nullopt},
                                        {"name", "given", std::nullopt},
                                        {"phone", "given", std::nullopt}}));
  BOOST_TEST(count("select count(*) from audit_entries where instr(changes, 'Beispiel') > 0 or "
                   "instr(changes, 'anna@') > 0 or instr(changes, 'Geheim') > 0",
                   {}) == 0);
}

BOOST_AUTO_TEST_CASE(leads_are_their_vendors_alone_and_organizers_count_them) {
  const auto made = add(a_lead()).value();
  auto cold = a_lead();
  cold.rating = Rating::cold;
  cold = {.company = partner, .rating = Rating::cold};
  BOOST_REQUIRE(add(cold));
  cold.rating = Rating::warm;
  BOOST_REQUIRE(add(cold));
  const auto rival = company("vendor");
  for (const auto& caller : {call(), call_as(rival), call_of(other)}) {
    BOOST_TEST(refusal(leads.find(caller, participation.id, made.id)) == "not_found");
    BOOST_TEST(refusal(leads.list(caller, participation.id, {}, {})) == "not_found");
    BOOST_TEST(refusal(leads.create(caller, participation.id, a_lead())) == "not_found");
    BOOST_TEST(refusal(leads.change(caller, participation.id, made.id, consent(false), {})) == "not_found");
    BOOST_TEST(refusal(leads.remove(caller, participation.id, made.id, {})) == "not_found");
  }
  const auto summary = leads.summary(call(), participation.id).value();
  BOOST_TEST(summary.total == 3);
  BOOST_TEST(summary.hot == 1);
  BOOST_TEST(summary.warm == 1);
  BOOST_TEST(summary.cold == 1);
  BOOST_TEST(summary.with_consent == 1);
  BOOST_TEST(refusal(leads.summary(call_as(rival), participation.id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(lists_are_filtered_by_company_and_rating) {
  BOOST_REQUIRE(add({.company = partner, .rating = Rating::hot}));
  BOOST_REQUIRE(add({.company = company("partner"), .rating = Rating::hot}));
  BOOST_REQUIRE(add({.company = partner, .rating = Rating::cold}));
  const auto count_of = [&](const vendors::LeadFilter& filter) {
    return leads.list(call_as(vendor), participation.id, filter, {}).value().items.size();
  };
  BOOST_TEST(count_of({}) == 3U);
  BOOST_TEST(count_of({.company = partner, .rating = {}}) == 2U);
  BOOST_TEST(count_of({.company = {}, .rating = Rating::hot}) == 2U);
  BOOST_TEST(count_of({.company = partner, .rating = Rating::hot}) == 1U);
}

BOOST_AUTO_TEST_CASE(a_contact_is_with_a_partner_of_the_organization) {
  const auto with = [&](const core::CompanyId& id) { return refusal(add({.company = id, .rating = Rating::warm})); };
  BOOST_TEST(with(vendor) == "validation_failed /company_id:company_is_no_partner");
  BOOST_TEST(with(core::CompanyId::make(now)) == "validation_failed /company_id:reference_not_found");
  const auto made = add(a_lead()).value();
  LeadPatch patch = consent(false);
  patch.company = vendor;
  patch.phone.emplace("1");
  BOOST_TEST(refusal(change(made, patch)) ==
             "validation_failed /phone:consent_needed /company_id:company_is_no_partner");
}

BOOST_AUTO_TEST_CASE(who_has_not_booked_adds_none_and_what_is_there_can_always_be_erased) {
  const auto made = add(a_lead()).value();
  set_status(events::EventStatus::completed);
  BOOST_TEST(refusal(add(a_lead())) == "none");
  set_status(events::EventStatus::closed);
  BOOST_REQUIRE(service.cancel(call(), participation.id, std::nullopt));
  BOOST_TEST(refusal(add(a_lead())) == "participation_not_booked");
  BOOST_TEST(refusal(change(made, consent(false))) == "none");
  BOOST_TEST(refusal(leads.remove(call_as(vendor), participation.id, made.id, {})) == "none");
  participation = enquire(vendor).value();
  BOOST_TEST(refusal(add(a_lead())) == "participation_not_booked");
}

BOOST_AUTO_TEST_CASE(the_database_keeps_nobody_without_consent) {
  const auto made = add(a_lead()).value();
  BOOST_CHECK_THROW(
      execute("update vendor_leads set consent = 0, consent_at = null, consent_text = null where id = :id",
              {{"id", made.id}}),
      storage::ConstraintViolation);
}

BOOST_AUTO_TEST_CASE(a_participation_has_at_most_10000_contacts) {
  execute(
      "insert into vendor_leads (id, organization_id, participation_id, company_id, rating, consent, created_at, "
      "updated_at) select unhex(lpad(hex(seq), 32, '0')), :org, :participation, :company, 'cold', 0, :now, :now "
      "from seq_1_to_10000",
      {{"org", data.organization()}, {"participation", participation.id}, {"company", partner}, {"now", now}});
  BOOST_TEST(refusal(add(a_lead())) == "too_many_leads");
}

BOOST_AUTO_TEST_SUITE_END()
