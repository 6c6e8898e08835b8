// Purpose: what vendors can book at an event: packages with a price and what belongs to it, each for a limited number of vendors.
// Rules: check() below. Units: money net, VAT on top of it; a limit counts vendors.
// Errors: core::validation_failed with every wrong member at its JSON pointer. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/money.hpp"
#include "engine/core/percent.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::vendors {

using VendorPackageId = core::Id<struct VendorPackageTag>;

inline constexpr std::size_t max_packages = 50;            // of one event
inline constexpr std::size_t max_package_name = 200;       // code points
inline constexpr std::size_t max_booth_size = 100;         // code points of "3x2 m"
inline constexpr std::size_t max_perks = 20;               // of one package
inline constexpr std::size_t max_perk_length = 200;        // code points
inline constexpr std::int64_t max_package_limit = 10'000;  // vendors
inline constexpr std::int64_t max_talk_quota = 1'000;
inline constexpr std::int64_t max_staff_passes = 100;
inline constexpr std::int64_t max_position = 10'000;
inline constexpr std::int64_t max_net = 100'000'000'000;  // minor units of a package or of one piece of an extra line

struct NewVendorPackage {
  std::string key;
  std::string name = {};
  std::optional<core::Money> price = {};  // net; none: nothing is said of money
  std::optional<core::Percent> vat = {};  // on top of it; none: 0
  std::optional<std::int64_t> talk_quota = {};
  std::optional<std::string> booth_size = {};
  std::optional<std::int64_t> staff_passes = {};  // none: 0
  std::optional<std::vector<std::string>> perks = {};
  std::optional<std::int64_t> limit = {};
  std::optional<std::int64_t> position = {};  // none: 0
};

/// An empty value inside takes the member away.
struct VendorPackagePatch {
  std::optional<std::string> name;
  std::optional<std::optional<core::Money>> price;
  std::optional<core::Percent> vat;
  std::optional<std::optional<std::int64_t>> talk_quota;
  std::optional<std::optional<std::string>> booth_size;
  std::optional<std::int64_t> staff_passes;
  std::optional<std::vector<std::string>> perks;
  std::optional<std::optional<std::int64_t>> limit;
  std::optional<std::int64_t> position;
};

struct VendorPackage {
  VendorPackageId id;
  core::EventId event;
  std::string key;
  std::string name;
  std::optional<core::Money> price;
  core::Percent vat;
  std::optional<std::int64_t> talk_quota;  // talks that a vendor with it may have; none: any number
  std::optional<std::string> booth_size;
  std::int64_t staff_passes = 0;
  std::vector<std::string> perks;
  std::optional<std::int64_t> limit;  // how many vendors may have it; none: any number
  std::int64_t position = 0;          // where it is to be shown, the least first
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const VendorPackage&) const = default;
};

[[nodiscard]] std::vector<core::FieldError> check(const NewVendorPackage& package);
[[nodiscard]] std::vector<core::FieldError> check(const VendorPackage& package);

[[nodiscard]] VendorPackage make_package(const core::EventId& event, const NewVendorPackage& wanted, core::Instant now);
[[nodiscard]] VendorPackage patched(VendorPackage package, const VendorPackagePatch& patch);

/// Does one more vendor get it, of which `others` have one? no_package_left.
[[nodiscard]] core::Result<> check_place(const VendorPackage& package, std::int64_t others);
/// Nobody loses what he has: the limit is at least `taken`, the passes of a vendor at least `issued`, the most that one has given
/// out. Only what has become less is asked. package_limit_below_taken, passes_below_issued.
[[nodiscard]] core::Result<> check_change(const VendorPackage& before, const VendorPackage& after, std::int64_t taken,
                                          std::int64_t issued);

}  // namespace tagwerk::vendors
