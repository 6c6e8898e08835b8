#include "engine/vendors/vendor_package.hpp"

#include <utility>

#include "engine/core/expected_version.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/vendors/vendor_errors.hpp"

namespace tagwerk::vendors {
namespace {

void check_perks(core::Fields& fields, const std::vector<std::string>& perks) {
  check_count(fields, "/perks", perks.size(), 0, max_perks);
  for (std::size_t i = 0; i < perks.size(); ++i) {
    core::MemberRules rules("/perks");
    append(fields, rules.line(std::to_string(i), perks[i], max_perk_length).take());
  }
}

}  // namespace

std::vector<core::FieldError> check(const VendorPackage& package) {
  core::MemberRules rules("");
  auto fields = rules.key("key", package.key)
                    .line("name", package.name, max_package_name)
                    .line("booth_size", package.booth_size, max_booth_size)
                    .take();
  if (package.price) check_money(fields, "/price", *package.price, 0, max_net);
  check_range(fields, "/vat_rate", package.vat.basis_points, 0, core::Percent::full_basis_points);
  if (package.talk_quota) check_range(fields, "/talk_quota", *package.talk_quota, 0, max_talk_quota);
  check_range(fields, "/staff_passes", package.staff_passes, 0, max_staff_passes);
  if (package.limit) check_range(fields, "/limit", *package.limit, 0, max_package_limit);
  check_range(fields, "/position", package.position, 0, max_position);
  check_perks(fields, package.perks);
  return fields;
}

std::vector<core::FieldError> check(const NewVendorPackage& package) { return check(make_package({}, package, {})); }

VendorPackage make_package(const core::EventId& event, const NewVendorPackage& wanted, core::Instant now) {
  VendorPackage package;
  package.event = event;
  package.key = wanted.key;
  package.name = wanted.name;
  package.price = wanted.price;
  package.vat = wanted.vat.value_or(core::Percent{});
  package.talk_quota = wanted.talk_quota;
  package.booth_size = wanted.booth_size;
  package.staff_passes = wanted.staff_passes.value_or(0);
  package.perks = wanted.perks.value_or(std::vector<std::string>{});
  package.limit = wanted.limit;
  package.position = wanted.position.value_or(0);
  package.created_at = package.updated_at = now;
  return package;
}

VendorPackage patched(VendorPackage package, const VendorPackagePatch& patch) {
  const auto set = [](auto& member, const auto& value) {
    if (value) member = *value;
  };
  set(package.name, patch.name);
  set(package.price, patch.price);
  set(package.vat, patch.vat);
  set(package.talk_quota, patch.talk_quota);
  set(package.booth_size, patch.booth_size);
  set(package.staff_passes, patch.staff_passes);
  set(package.perks, patch.perks);
  set(package.limit, patch.limit);
  set(package.position, patch.position);
  return package;
}

core::Result<> check_place(const VendorPackage& package, std::int64_t others) {
  if (!package.limit || others < *package.limit) return {};
  return core::fail(
      no_package_left,
      {{"package", package.key}, {"limit", std::to_string(*package.limit)}, {"taken", std::to_string(others)}});
}

core::Result<> check_change(const VendorPackage& before, const VendorPackage& after, std::int64_t taken,
                            std::int64_t issued) {
  const bool is_limited_more = after.limit && (!before.limit || *after.limit < *before.limit);
  if (is_limited_more && *after.limit < taken)
    return core::fail(
        package_limit_below_taken,
        {{"package", after.key}, {"limit", std::to_string(*after.limit)}, {"taken", std::to_string(taken)}});
  if (after.staff_passes < before.staff_passes && after.staff_passes < issued)
    return core::fail(
        passes_below_issued,
        {{"package", after.key}, {"passes", std::to_string(after.staff_passes)}, {"issued", std::to_string(issued)}});
  return {};
}

}  // namespace tagwerk::vendors
