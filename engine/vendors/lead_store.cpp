#include "engine/vendors/lead_store.hpp"

#include <string>
#include <utility>

#include "engine/storage/id_list.hpp"

namespace tagwerk::vendors {
namespace {

const std::string select_lead =
    "select id, participation_id, company_id, rating, note, consent, consent_at, consent_text, person_name, email, phone, "
    "created_at, updated_at, version from vendor_leads where ";

Lead read_lead(storage::Row& row) {
  return {.id = row.next<LeadId>(),
          .participation = row.next<VendorParticipationId>(),
          .company = row.next<core::CompanyId>(),
          .rating = storage::stored(parse_rating(row.next<std::string>())),
          .note = row.next<std::optional<std::string>>(),
          .consent = row.next<bool>(),
          .consent_at = row.next<std::optional<core::Instant>>(),
          .consent_text = row.next<std::optional<std::string>>(),
          .name = row.next<std::optional<std::string>>(),
          .email = row.next<std::optional<std::string>>(),
          .phone = row.next<std::optional<std::string>>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

storage::Binds binds_of(const Lead& lead) {
  return {{"id", lead.id},
          {"company", lead.company},
          {"rating", to_text(lead.rating)},
          {"note", lead.note},
          {"consent", lead.consent},
          {"consent_at", lead.consent_at},
          {"consent_text", lead.consent_text},
          {"name", lead.name},
          {"email", lead.email},
          {"phone", lead.phone},
          {"version", lead.version},
          {"updated", lead.updated_at}};
}

}  // namespace

std::optional<Lead> find_lead(storage::Transaction& tx, const VendorParticipationId& participation, const LeadId& id,
                              storage::Lock lock) {
  return tx.select_one(storage::locked(select_lead + "participation_id = :participation and id = :id", lock),
                       {{"participation", participation}, {"id", id}}, read_lead);
}

core::Page<Lead> list_leads(storage::Transaction& tx, const VendorParticipationId& participation,
                            const LeadFilter& filter, const core::PageRequest& page) {
  storage::Query query{select_lead + "participation_id = :participation", {{"participation", participation}}};
  if (filter.company) query.also("company_id = :company", "company", *filter.company);
  if (filter.rating) query.also("rating = :rating", "rating", to_text(*filter.rating));
  return storage::list_rows(tx, std::move(query), "", page, read_lead);
}

std::int64_t count_leads(storage::Transaction& tx, const VendorParticipationId& participation) {
  return tx
      .scalar<std::int64_t>("select count(*) from vendor_leads where participation_id = :id", {{"id", participation}})
      .value_or(0);
}

LeadSummary sum_leads(storage::Transaction& tx, const VendorParticipationId& participation) {
  LeadSummary summary;
  tx.select(
      "select rating, count(*), cast(sum(consent) as signed) from vendor_leads where participation_id = :id "
      "group by rating",
      {{"id", participation}}, [&](storage::Row& row) {
        const auto rating = storage::stored(parse_rating(row.next<std::string>()));
        const auto count = row.next<std::int64_t>();
        summary.total += count;
        summary.with_consent += row.next<std::int64_t>();
        auto& of_rating = rating == Rating::hot ? summary.hot : rating == Rating::warm ? summary.warm : summary.cold;
        of_rating = count;
        return true;
      });
  return summary;
}

void insert_lead(storage::Transaction& tx, const core::OrganizationId& organization, const Lead& lead) {
  auto binds = binds_of(lead);
  binds.push_back({"org", organization});
  binds.push_back({"participation", lead.participation});
  binds.push_back({"created", lead.created_at});
  storage::write_references([&] {
    tx.execute(
        "insert into vendor_leads (id, organization_id, participation_id, company_id, rating, note, consent, "
        "consent_at, consent_text, person_name, email, phone, version, created_at, updated_at) values (:id, :org, "
        ":participation, :company, :rating, :note, :consent, :consent_at, :consent_text, :name, :email, :phone, "
        ":version, :created, :updated)",
        binds);
  });
}

void update_lead(storage::Transaction& tx, const Lead& lead) {
  storage::write_references([&] {
    tx.execute(
        "update vendor_leads set company_id = :company, rating = :rating, note = :note, consent = :consent, "
        "consent_at = :consent_at, consent_text = :consent_text, person_name = :name, email = :email, phone = :phone, "
        "version = :version, updated_at = :updated where id = :id",
        binds_of(lead));
  });
}

void remove_lead(storage::Transaction& tx, const LeadId& lead) {
  tx.execute("delete from vendor_leads where id = :id", {{"id", lead}});
}

std::vector<LeadId> move_leads(storage::Transaction& tx, const core::CompanyId& from, const core::CompanyId& into,
                               core::Instant now) {
  auto moved = tx.select("select id from vendor_leads where company_id = :from order by id for update",
                         {{"from", from}}, [](storage::Row& row) { return row.next<LeadId>(); });
  if (moved.empty()) return moved;
  tx.execute("update vendor_leads set company_id = :into, version = version + 1, updated_at = :now where id in " +
                 storage::IdList(moved).sql(),
             {{"into", into}, {"now", now}});
  return moved;
}

}  // namespace tagwerk::vendors
