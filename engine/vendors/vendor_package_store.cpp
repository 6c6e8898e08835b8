#include "engine/vendors/vendor_package_store.hpp"

#include <string_view>
#include <utility>

#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::vendors {
namespace {

const std::string select_package =
    "select id, event_id, package_key, name, net_price, currency, vat_bp, talk_quota, booth_size, staff_passes, perks, "
    "limit_count, list_position, created_at, updated_at, version from vendor_packages where ";

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::optional<std::string> text_of(const std::vector<std::string>& lines) {
  if (lines.empty()) return std::nullopt;
  std::string text;
  for (const auto& line : lines) text.append(text.empty() ? "" : "\n").append(line);
  return text;
}

VendorPackage read_package(storage::Row& row) {
  VendorPackage package;
  package.id = row.next<VendorPackageId>();
  package.event = row.next<core::EventId>();
  package.key = row.next<std::string>();
  package.name = row.next<std::string>();
  const auto net = row.next<std::optional<std::int64_t>>();
  auto currency = row.next<std::optional<std::string>>();
  if (net && currency) package.price = core::Money{*net, *std::move(currency)};
  package.vat = {row.next<std::int64_t>()};
  package.talk_quota = row.next<std::optional<std::int64_t>>();
  package.booth_size = row.next<std::optional<std::string>>();
  package.staff_passes = row.next<std::int64_t>();
  package.perks = lines_of(row.next<std::optional<std::string>>().value_or(""));
  package.limit = row.next<std::optional<std::int64_t>>();
  package.position = row.next<std::int64_t>();
  package.created_at = row.next<core::Instant>();
  package.updated_at = row.next<core::Instant>();
  package.version = row.next<std::int64_t>();
  return package;
}

storage::Binds binds_of(const VendorPackage& package) {
  const auto& price = package.price;
  return {{"id", package.id},
          {"name", package.name},
          {"net", price ? storage::Value(price->minor) : storage::Value(nullptr)},
          {"currency", price ? storage::Value(price->currency) : storage::Value(nullptr)},
          {"vat", package.vat.basis_points},
          {"talks", package.talk_quota},
          {"size", package.booth_size},
          {"passes", package.staff_passes},
          {"perks", text_of(package.perks)},
          {"limit", package.limit},
          {"position", package.position},
          {"version", package.version},
          {"updated", package.updated_at}};
}

}  // namespace

std::optional<VendorPackage> find_package(storage::Transaction& tx, const core::EventId& event,
                                          const std::string& key) {
  return tx.select_one(select_package + "event_id = :event and package_key = :key", {{"event", event}, {"key", key}},
                       read_package);
}

std::optional<VendorPackage> find_package(storage::Transaction& tx, const VendorPackageId& package) {
  return tx.select_one(select_package + "id = :id", {{"id", package}}, read_package);
}

std::map<VendorPackageId, VendorPackage> lock_packages(storage::Transaction& tx,
                                                       const std::set<VendorPackageId>& packages) {
  std::map<VendorPackageId, VendorPackage> locked;
  const auto sql = select_package + "id in " + storage::IdList(packages).sql() + " order by id";
  for (auto& package : tx.select(storage::locked(sql, storage::Lock::for_update), {}, read_package))
    locked.emplace(package.id, std::move(package));
  return locked;
}

core::Page<VendorPackage> list_packages(storage::Transaction& tx, const core::EventId& event,
                                        const core::PageRequest& page) {
  return storage::list_rows(tx, {select_package + "event_id = :event", {{"event", event}}}, "", page, read_package);
}

std::int64_t count_packages(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<std::int64_t>("select count(*) from vendor_packages where event_id = :event", {{"event", event}})
      .value_or(0);
}

bool insert_package(storage::Transaction& tx, const core::OrganizationId& organization, const VendorPackage& package) {
  auto binds = binds_of(package);
  binds.push_back({"org", organization});
  binds.push_back({"event", package.event});
  binds.push_back({"key", package.key});
  binds.push_back({"created", package.created_at});
  return storage::is_new_under("uq_vendor_package_key", [&] {
    storage::write_references([&] {
      tx.execute(
          "insert into vendor_packages (id, organization_id, event_id, package_key, list_position, name, net_price, "
          "currency, vat_bp, talk_quota, booth_size, staff_passes, perks, limit_count, version, created_at, updated_at) "
          "values (:id, :org, :event, :key, :position, :name, :net, :currency, :vat, :talks, :size, :passes, :perks, "
          ":limit, :version, :created, :updated)",
          binds);
    });
  });
}

void update_package(storage::Transaction& tx, const VendorPackage& package) {
  tx.execute(
      "update vendor_packages set name = :name, net_price = :net, currency = :currency, vat_bp = :vat, "
      "talk_quota = :talks, booth_size = :size, staff_passes = :passes, perks = :perks, limit_count = :limit, "
      "list_position = :position, version = :version, updated_at = :updated where id = :id",
      binds_of(package));
}

bool remove_package(storage::Transaction& tx, const VendorPackageId& package) {
  return !storage::forbidden_by([&] { tx.execute("delete from vendor_packages where id = :id", {{"id", package}}); });
}

}  // namespace tagwerk::vendors
