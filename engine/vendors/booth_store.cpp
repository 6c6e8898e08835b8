#include "engine/vendors/booth_store.hpp"

#include <utility>

namespace tagwerk::vendors {
namespace {

const std::string select_booth =
    "select id, event_id, booth_number, kind, size, participation_id, created_at, updated_at, version from "
    "vendor_booths where ";

Booth read_booth(storage::Row& row) {
  return {.id = row.next<BoothId>(),
          .event = row.next<core::EventId>(),
          .number = row.next<std::string>(),
          .kind = storage::stored(parse_booth_kind(row.next<std::string>())),
          .size = row.next<std::optional<std::string>>(),
          .participation = row.next<std::optional<VendorParticipationId>>(),
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

storage::Binds binds_of(const Booth& booth) {
  return {{"id", booth.id},
          {"number", booth.number},
          {"kind", to_text(booth.kind)},
          {"size", booth.size},
          {"participation", booth.participation},
          {"version", booth.version},
          {"updated", booth.updated_at}};
}

}  // namespace

std::optional<Booth> find_booth(storage::Transaction& tx, const core::EventId& event, const BoothId& id,
                                storage::Lock lock) {
  return tx.select_one(storage::locked(select_booth + "event_id = :event and id = :id", lock),
                       {{"event", event}, {"id", id}}, read_booth);
}

core::Page<Booth> list_booths(storage::Transaction& tx, const core::EventId& event, const BoothFilter& filter,
                              const core::PageRequest& page) {
  storage::Query query{select_booth + "event_id = :event", {{"event", event}}};
  if (filter.kind) query.also("kind = :kind", "kind", to_text(*filter.kind));
  if (filter.company) {
    query.also(
        "participation_id = (select p.id from vendor_participations p where p.event_id = :event and "
        "p.live_company_id = :company)",
        "company", *filter.company);
  }
  return storage::list_rows(tx, std::move(query), "", page, read_booth);
}

std::vector<Booth> lock_booths_of(storage::Transaction& tx, const VendorParticipationId& participation) {
  return tx.select(storage::locked(select_booth + "participation_id = :id order by id", storage::Lock::for_update),
                   {{"id", participation}}, read_booth);
}

std::int64_t count_booths(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<std::int64_t>("select count(*) from vendor_booths where event_id = :event", {{"event", event}})
      .value_or(0);
}

bool insert_booth(storage::Transaction& tx, const core::OrganizationId& organization, const Booth& booth) {
  auto binds = binds_of(booth);
  binds.push_back({"org", organization});
  binds.push_back({"event", booth.event});
  binds.push_back({"created", booth.created_at});
  return storage::is_new_under("uq_vendor_booth_number", [&] {
    storage::write_references([&] {
      tx.execute(
          "insert into vendor_booths (id, organization_id, event_id, booth_number, kind, size, participation_id, "
          "version, created_at, updated_at) values (:id, :org, :event, :number, :kind, :size, :participation, :version, "
          ":created, :updated)",
          binds);
    });
  });
}

bool update_booth(storage::Transaction& tx, const Booth& booth) {
  return storage::is_new_under("uq_vendor_booth_number", [&] {
    storage::write_references([&] {
      tx.execute(
          "update vendor_booths set booth_number = :number, kind = :kind, size = :size, "
          "participation_id = :participation, version = :version, updated_at = :updated where id = :id",
          binds_of(booth));
    });
  });
}

void remove_booth(storage::Transaction& tx, const BoothId& booth) {
  tx.execute("delete from vendor_booths where id = :id", {{"id", booth}});
}

std::map<core::CompanyId, std::vector<std::string>> fixed_tables(storage::Transaction& tx, const core::EventId& event) {
  std::map<core::CompanyId, std::vector<std::string>> tables;
  tx.select(
      "select p.company_id, b.booth_number from vendor_booths b "
      "join vendor_participations p on p.id = b.participation_id and p.status <> 'cancelled' "
      "where b.event_id = :event and b.kind = 'table' order by p.company_id, b.booth_number",
      {{"event", event}}, [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        tables[company].push_back(row.next<std::string>());
        return true;
      });
  return tables;
}

}  // namespace tagwerk::vendors
