#include "engine/trips/traveller_store.hpp"

#include <map>
#include <utility>

#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"
#include "engine/trips/identity_store.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

// A person's name is always the one that the directory knows.
const std::string select_travellers =
    "select p.id, p.registration_id, r.company_id, p.state, p.person_id, coalesce(q.given_name, p.given_name), "
    "coalesce(q.family_name, p.family_name), coalesce(q.email, p.email), t.participant_id is not null, t.person_id, "
    "t.given_name, t.family_name, t.email, t.passport_country, t.passport_expires_on, t.passport_number, t.dietary_needs, "
    "t.contact_name, t.contact_phone, t.contact_relation, t.insurance_provider, t.insurance_policy, t.insurance_until, "
    "t.version, t.updated_at from registration_participants p join registrations r on r.id = p.registration_id "
    "left join people q on q.id = p.person_id left join trip_travellers t on t.participant_id = p.id ";

using Text = std::optional<std::string>;

// Without visas, which are rows of their own.
TravellerProfile read_profile(storage::Row& row, std::optional<std::string>& sealed_number) {
  TravellerProfile profile;
  auto country = row.next<Text>();
  const auto expires_on = row.next<std::optional<core::Date>>();
  sealed_number = row.next<Text>();
  if (country && expires_on)
    profile.passport =
        Passport{.country = *std::move(country), .expires_on = *expires_on, .has_number = sealed_number.has_value()};
  profile.dietary_needs = row.next<Text>();
  auto name = row.next<Text>();
  auto phone = row.next<Text>();
  auto relation = row.next<Text>();
  if (name && phone)
    profile.emergency_contact =
        EmergencyContact{.name = *std::move(name), .phone = *std::move(phone), .relation = std::move(relation)};
  auto provider = row.next<Text>();
  auto policy = row.next<Text>();
  const auto until = row.next<std::optional<core::Date>>();
  if (provider && until)
    profile.insurance =
        Insurance{.provider = *std::move(provider), .policy_number = std::move(policy), .valid_until = *until};
  return profile;
}

FoundTraveller read_found(storage::Row& row) {
  FoundTraveller found;
  auto& traveller = found.traveller;
  traveller.id = row.next<core::ParticipantId>();
  traveller.registration = row.next<core::RegistrationId>();
  traveller.company = row.next<core::CompanyId>();
  found.state = storage::stored(registration::parse_participant_state(row.next<std::string>()));
  traveller.who = read_identity(row);
  found.has_row = row.next<bool>();
  const auto who_said_it = read_identity(row);
  auto profile = read_profile(row, found.sealed_number);
  const auto version = row.next<std::optional<std::int64_t>>();
  const auto updated_at = row.next<std::optional<core::Instant>>();
  if (!is_same_person(who_said_it, traveller.who)) {
    found.sealed_number.reset();
    return found;
  }
  traveller.profile = std::move(profile);
  traveller.version = version.value_or(0);
  traveller.updated_at = updated_at;
  return found;
}

void load_visas(storage::Transaction& tx, std::vector<FoundTraveller>& found) {
  std::map<core::ParticipantId, TravellerProfile*> profiles;
  for (auto& one : found) {
    if (one.traveller.version != 0) profiles.emplace(one.traveller.id, &one.traveller.profile);
  }
  if (profiles.empty()) return;
  std::vector<core::ParticipantId> ids;
  ids.reserve(profiles.size());
  for (const auto& [id, profile] : profiles) ids.push_back(id);
  tx.select("select participant_id, country, state, valid_from, valid_until from trip_visas where participant_id in " +
                storage::IdList(ids).sql() + " order by participant_id, country",
            {}, [&](storage::Row& row) {
              const auto id = row.next<core::ParticipantId>();
              profiles.at(id)->visas.push_back({.country = row.next<std::string>(),
                                                .state = storage::stored(parse_visa_state(row.next<std::string>())),
                                                .valid_from = row.next<std::optional<core::Date>>(),
                                                .valid_until = row.next<std::optional<core::Date>>()});
              return true;
            });
}

storage::Query of_event(const core::OrganizationId& organization, const core::EventId& event,
                        const std::optional<core::CompanyId>& company) {
  storage::Query query{
      .sql = select_travellers + "where p.organization_id = :org and p.event_id = :event and p.state = 'confirmed'",
      .binds = {{"org", organization}, {"event", event}}};
  if (company) query.also("r.company_id = :company", "company", *company);
  return query;
}

std::vector<Traveller> load(storage::Transaction& tx, const storage::Query& query) {
  auto found = tx.select(query.sql, query.binds, read_found);
  load_visas(tx, found);
  std::vector<Traveller> travellers;
  travellers.reserve(found.size());
  for (auto& one : found) travellers.push_back(std::move(one.traveller));
  return travellers;
}

template <class Whole, class Part>
storage::Value part_of(const std::optional<Whole>& whole, Part Whole::*part) {
  return whole ? storage::Value((*whole).*part) : storage::Value(nullptr);
}

}  // namespace

std::optional<FoundTraveller> find_traveller(storage::Transaction& tx, const core::OrganizationId& organization,
                                             const core::EventId& event, const core::ParticipantId& participant) {
  auto found = tx.select(select_travellers + "where p.id = :id and p.organization_id = :org and p.event_id = :event",
                         {{"id", participant}, {"org", organization}, {"event", event}}, read_found);
  if (found.empty()) return std::nullopt;
  load_visas(tx, found);
  return std::move(found.front());
}

std::vector<Traveller> load_travellers(storage::Transaction& tx, const core::OrganizationId& organization,
                                       const core::EventId& event, const std::optional<core::CompanyId>& company) {
  auto query = of_event(organization, event, company);
  query.sql += " order by p.id";
  return load(tx, query);
}

core::Page<Traveller> list_travellers(storage::Transaction& tx, const core::OrganizationId& organization,
                                      const core::EventId& event, const std::optional<core::CompanyId>& company,
                                      const core::PageRequest& page) {
  auto query = of_event(organization, event, company);
  if (page.after) query.also("p.id > :after", "after", *page.after);
  if (page.updated_since) query.also("t.updated_at >= :since", "since", *page.updated_since);
  query.sql += " order by p.id limit :rows";
  query.binds.push_back({"rows", page.limit + 1});
  return core::cut_page(load(tx, query), page.limit, [](const Traveller& one) { return one.id.uuid; });
}

void replace_traveller(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                       const Traveller& traveller, const std::optional<std::string>& sealed_number, core::Instant now) {
  remove_traveller(tx, traveller.id);
  const auto& profile = traveller.profile;
  const auto& name = traveller.who.name.value();
  const auto sealed = sealed_number ? storage::Value(storage::Binary{*sealed_number}) : storage::Value(nullptr);
  tx.execute(
      "insert into trip_travellers (participant_id, organization_id, event_id, person_id, given_name, family_name, email, "
      "passport_country, passport_expires_on, passport_number, dietary_needs, contact_name, contact_phone, contact_relation, "
      "insurance_provider, insurance_policy, insurance_until, version, updated_at) values (:id, :org, :event, "
      ":person, :given, :family, :email, :country, :expires, :number, :dietary, :name, :phone, :relation, :provider, :policy, "
      ":until, :version, :now)",
      {{"id", traveller.id},
       {"org", organization},
       {"event", event},
       {"person", traveller.who.person},
       {"given", name.given_name},
       {"family", name.family_name},
       {"email", name.email},
       {"country", part_of(profile.passport, &Passport::country)},
       {"expires", part_of(profile.passport, &Passport::expires_on)},
       {"number", sealed},
       {"dietary", profile.dietary_needs},
       {"name", part_of(profile.emergency_contact, &EmergencyContact::name)},
       {"phone", part_of(profile.emergency_contact, &EmergencyContact::phone)},
       {"relation", part_of(profile.emergency_contact, &EmergencyContact::relation)},
       {"provider", part_of(profile.insurance, &Insurance::provider)},
       {"policy", part_of(profile.insurance, &Insurance::policy_number)},
       {"until", part_of(profile.insurance, &Insurance::valid_until)},
       {"version", traveller.version},
       {"now", now}});
  std::vector<std::vector<storage::Value>> rows;
  rows.reserve(profile.visas.size());
  for (const auto& visa : profile.visas)
    rows.push_back({traveller.id, visa.country, to_text(visa.state), visa.valid_from, visa.valid_until});
  tx.insert_rows("insert into trip_visas (participant_id, country, state, valid_from, valid_until)", rows);
}

void remove_traveller(storage::Transaction& tx, const core::ParticipantId& participant) {
  tx.execute("delete from trip_travellers where participant_id = :id", {{"id", participant}});
}

std::vector<Kept> list_profiles_to_expire(storage::Transaction& tx, const KeptPage& page) {
  std::string condition = "p.state = 'cancelled' or ";
  condition.append(is_of_another).append(" or ").append(days_since_return);
  condition.append(
      " > least(coalesce(r.passport_days_after_return, :days), coalesce(r.health_days_after_return, :days))");
  return list_kept(tx, "trip_travellers", condition, default_retention_days, page);
}

void lock_traveller(storage::Transaction& tx, const core::ParticipantId& participant) {
  static_cast<void>(
      tx.scalar<int>("select 1 from trip_travellers where participant_id = :id for update", {{"id", participant}}));
}

void forget_documents(storage::Transaction& tx, const core::ParticipantId& participant, core::Instant now) {
  tx.execute("delete from trip_visas where participant_id = :id", {{"id", participant}});
  tx.execute(
      "update trip_travellers set passport_country = null, passport_expires_on = null, passport_number = null, "
      "version = version + 1, updated_at = :now where participant_id = :id",
      {{"id", participant}, {"now", now}});
}

void forget_health(storage::Transaction& tx, const core::ParticipantId& participant, core::Instant now) {
  tx.execute(
      "update trip_travellers set dietary_needs = null, contact_name = null, contact_phone = null, contact_relation = null, "
      "insurance_provider = null, insurance_policy = null, insurance_until = null, version = version + 1, updated_at = :now "
      "where participant_id = :id",
      {{"id", participant}, {"now", now}});
}

}  // namespace tagwerk::trips
