#include "engine/vendors/vendor_participation_store.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/storage/id_list.hpp"

namespace tagwerk::vendors {
namespace {

// What a subquery reads is not locked.
const std::string select_participation =
    "select p.id, p.event_id, p.company_id, p.package_id, "
    "(select k.package_key from vendor_packages k where k.id = p.package_id), p.status, p.offer_expires_at, p.note, "
    "p.reason, p.booked_at, p.booked_name, p.booked_net, p.booked_currency, p.booked_vat_bp, p.cancelled_at, "
    "p.created_at, p.updated_at, p.version from vendor_participations p where ";

// One that holds a place of its package (holds_place()).
constexpr std::string_view holding =
    "(status in ('booked', 'confirmed') or (status = 'offered' and (offer_expires_at is null or offer_expires_at > "
    ":now)))";

VendorParticipation read_participation(storage::Row& row) {
  VendorParticipation read;
  read.id = row.next<VendorParticipationId>();
  read.event = row.next<core::EventId>();
  read.company = row.next<core::CompanyId>();
  read.package = row.next<VendorPackageId>();
  read.package_key = row.next<std::string>();
  read.status = storage::stored(parse_participation_status(row.next<std::string>()));
  read.offer_expires_at = row.next<std::optional<core::Instant>>();
  read.note = row.next<std::optional<std::string>>();
  read.reason = row.next<std::optional<std::string>>();
  const auto booked_at = row.next<std::optional<core::Instant>>();
  auto name = row.next<std::optional<std::string>>();
  const auto net = row.next<std::optional<std::int64_t>>();
  auto currency = row.next<std::optional<std::string>>();
  const auto vat = row.next<std::optional<std::int64_t>>();
  if (booked_at) {
    read.booking = Booking{.at = *booked_at, .package_name = name.value_or(""), .price = {}, .vat = {vat.value_or(0)}};
    if (net && currency) read.booking->price = core::Money{*net, *std::move(currency)};
  }
  read.cancelled_at = row.next<std::optional<core::Instant>>();
  read.created_at = row.next<core::Instant>();
  read.updated_at = row.next<core::Instant>();
  read.version = row.next<std::int64_t>();
  return read;
}

void load_extra_lines(storage::Transaction& tx, std::span<VendorParticipation> participations) {
  if (participations.empty()) return;
  std::vector<VendorParticipationId> ids;
  ids.reserve(participations.size());
  for (const auto& one : participations) ids.push_back(one.id);
  tx.select(
      "select participation_id, line_text, quantity, unit_net, currency, vat_bp from vendor_extra_lines "
      "where participation_id in " +
          storage::IdList(ids).sql() + " order by participation_id, list_position",
      {}, [&](storage::Row& row) {
        const auto id = row.next<VendorParticipationId>();
        ExtraLine line;
        line.text = row.next<std::string>();
        line.quantity = row.next<std::int64_t>();
        line.unit_net.minor = row.next<std::int64_t>();
        line.unit_net.currency = row.next<std::string>();
        line.vat = {row.next<std::int64_t>()};
        const auto owner = std::find_if(participations.begin(), participations.end(),
                                        [&](const VendorParticipation& one) { return one.id == id; });
        owner->extra_lines.push_back(std::move(line));
        return true;
      });
}

storage::Binds binds_of(const VendorParticipation& participation) {
  const auto& booking = participation.booking;
  const bool has_price = booking && booking->price;
  return {{"id", participation.id},
          {"company", participation.company},
          {"package", participation.package},
          {"status", to_text(participation.status)},
          {"expires", participation.offer_expires_at},
          {"note", participation.note},
          {"reason", participation.reason},
          {"booked", booking ? storage::Value(booking->at) : storage::Value(nullptr)},
          {"name", booking ? storage::Value(booking->package_name) : storage::Value(nullptr)},
          {"net", has_price ? storage::Value(booking->price->minor) : storage::Value(nullptr)},
          {"currency", has_price ? storage::Value(booking->price->currency) : storage::Value(nullptr)},
          {"vat", booking ? storage::Value(booking->vat.basis_points) : storage::Value(nullptr)},
          {"cancelled", participation.cancelled_at},
          {"version", participation.version},
          {"updated", participation.updated_at}};
}

std::vector<VendorParticipation> lock_those(storage::Transaction& tx, std::string_view condition,
                                            const storage::Binds& binds) {
  const auto sql = select_participation + std::string(condition) + " order by p.id";
  auto found = tx.select(storage::locked(sql, storage::Lock::for_update), binds, read_participation);
  load_extra_lines(tx, found);
  return found;
}

}  // namespace

std::optional<VendorParticipation> find_participation(storage::Transaction& tx,
                                                      const core::OrganizationId& organization,
                                                      const VendorParticipationId& id, storage::Lock lock) {
  auto found = tx.select_one(storage::locked(select_participation + "p.organization_id = :org and p.id = :id", lock),
                             {{"org", organization}, {"id", id}}, read_participation);
  if (found) load_extra_lines(tx, std::span(&*found, 1));
  return found;
}

core::Page<VendorParticipation> list_participations(storage::Transaction& tx, const core::EventId& event,
                                                    const ParticipationFilter& filter, const core::PageRequest& page) {
  storage::Query query{select_participation + "p.event_id = :event", {{"event", event}}};
  if (filter.company) query.also("p.company_id = :company", "company", *filter.company);
  if (filter.status) query.also("p.status = :status", "status", to_text(*filter.status));
  if (filter.package) {
    query.also(
        "p.package_id = (select k.id from vendor_packages k where k.event_id = :event and k.package_key = :package)",
        "package", *filter.package);
  }
  auto found = storage::list_rows(tx, std::move(query), "p.", page, read_participation);
  load_extra_lines(tx, found.items);
  return found;
}

std::vector<VendorParticipation> lock_live_of_event(storage::Transaction& tx, const core::EventId& event) {
  return lock_those(tx, "p.event_id = :event and p.status <> 'cancelled'", {{"event", event}});
}

std::vector<VendorParticipation> lock_of_company(storage::Transaction& tx, const core::CompanyId& company) {
  return lock_those(tx, "p.company_id = :company", {{"company", company}});
}

std::set<core::EventId> load_events_of(storage::Transaction& tx, const core::CompanyId& company) {
  const auto events = tx.select("select distinct event_id from vendor_participations where company_id = :company",
                                {{"company", company}}, [](storage::Row& row) { return row.next<core::EventId>(); });
  return {events.begin(), events.end()};
}

std::optional<VendorParticipationId> find_live(storage::Transaction& tx, const core::EventId& event,
                                               const core::CompanyId& company) {
  return tx.scalar<VendorParticipationId>(
      "select id from vendor_participations where event_id = :event and live_company_id = :company",
      {{"event", event}, {"company", company}});
}

bool insert_participation(storage::Transaction& tx, const core::OrganizationId& organization,
                          const VendorParticipation& participation) {
  auto binds = binds_of(participation);
  binds.push_back({"org", organization});
  binds.push_back({"event", participation.event});
  binds.push_back({"created", participation.created_at});
  return storage::is_new_under("uq_vendor_participation_live", [&] {
    storage::write_references([&] {
      tx.execute(
          "insert into vendor_participations (id, organization_id, event_id, company_id, package_id, status, "
          "offer_expires_at, note, reason, booked_at, booked_name, booked_net, booked_currency, booked_vat_bp, "
          "cancelled_at, version, created_at, updated_at) values (:id, :org, :event, :company, :package, :status, "
          ":expires, :note, :reason, :booked, :name, :net, :currency, :vat, :cancelled, :version, :created, :updated)",
          binds);
    });
  });
}

void update_participation(storage::Transaction& tx, const VendorParticipation& participation) {
  tx.execute(
      "update vendor_participations set company_id = :company, package_id = :package, status = :status, "
      "offer_expires_at = :expires, note = :note, reason = :reason, booked_at = :booked, booked_name = :name, "
      "booked_net = :net, booked_currency = :currency, booked_vat_bp = :vat, cancelled_at = :cancelled, "
      "version = :version, updated_at = :updated where id = :id",
      binds_of(participation));
}

void save_extra_lines(storage::Transaction& tx, const VendorParticipation& participation) {
  tx.execute("delete from vendor_extra_lines where participation_id = :id", {{"id", participation.id}});
  std::vector<std::vector<storage::Value>> rows;
  for (const auto& line : participation.extra_lines) {
    rows.push_back({participation.id, rows.size(), line.text, line.quantity, line.unit_net.minor,
                    line.unit_net.currency, line.vat.basis_points});
  }
  if (rows.empty()) return;
  tx.insert_rows(
      "insert into vendor_extra_lines (participation_id, list_position, line_text, quantity, unit_net, currency, "
      "vat_bp)",
      rows);
}

std::int64_t count_holding(storage::Transaction& tx, const VendorPackageId& package,
                           const std::optional<VendorParticipationId>& except, core::Instant now) {
  storage::Query query{
      "select count(*) from vendor_participations where package_id = :package and " + std::string(holding),
      {{"package", package}, {"now", now}}};
  if (except) query.also("id <> :except", "except", *except);
  return tx.scalar<std::int64_t>(query.sql, query.binds).value_or(0);
}

std::map<core::CompanyId, std::optional<int>> booked_talk_quotas(storage::Transaction& tx, const core::EventId& event) {
  std::map<core::CompanyId, std::optional<int>> quotas;
  tx.select(
      "select p.company_id, k.talk_quota from vendor_participations p join vendor_packages k on k.id = p.package_id "
      "where p.event_id = :event and p.status in ('booked', 'confirmed')",
      {{"event", event}}, [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        return quotas.emplace(company, row.next<std::optional<int>>()).second;
      });
  return quotas;
}

std::int64_t count_participations(storage::Transaction& tx, const VendorPackageId& package) {
  return tx
      .scalar<std::int64_t>("select count(*) from vendor_participations where package_id = :package",
                            {{"package", package}})
      .value_or(0);
}

std::int64_t count_participations(storage::Transaction& tx, const core::EventId& event) {
  return tx
      .scalar<std::int64_t>("select count(*) from vendor_participations where event_id = :event", {{"event", event}})
      .value_or(0);
}

}  // namespace tagwerk::vendors
