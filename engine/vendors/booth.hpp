// Purpose: a booth or a table of an event, and which vendor it is given to. A vendor with a table has fixed tables; others use the
// common ones. Errors: core::validation_failed with every wrong member at its JSON pointer. Thread-safety: values and pure
// functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/vendors/vendor_participation.hpp"

namespace tagwerk::vendors {

using BoothId = core::Id<struct BoothTag>;

inline constexpr std::size_t max_booths = 500;       // of one event
inline constexpr std::size_t max_booth_number = 20;  // characters

enum class BoothKind : std::uint8_t { booth, table };
inline constexpr BoothKind all_booth_kinds[] = {BoothKind::booth, BoothKind::table};
[[nodiscard]] std::string_view to_text(BoothKind kind) noexcept;
[[nodiscard]] std::optional<BoothKind> parse_booth_kind(std::string_view text) noexcept;

/// What stands on a sign: "12", "A-3".
[[nodiscard]] bool is_booth_number(std::string_view text) noexcept;

struct NewBooth {
  std::string number;
  BoothKind kind = BoothKind::booth;
  std::optional<std::string> size = {};  // "3x2 m"
  std::optional<VendorParticipationId> participation = {};
};

struct BoothPatch {
  std::optional<std::string> number;
  std::optional<BoothKind> kind;
  std::optional<std::optional<std::string>> size;
  std::optional<std::optional<VendorParticipationId>> participation;
};

struct Booth {
  BoothId id;
  core::EventId event;
  std::string number;
  BoothKind kind = BoothKind::booth;
  std::optional<std::string> size;
  std::optional<VendorParticipationId> participation;  // to which it is given; of the same event
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const Booth&) const = default;
};

[[nodiscard]] std::vector<core::FieldError> check(const Booth& booth);
[[nodiscard]] std::vector<core::FieldError> check(const NewBooth& booth);
[[nodiscard]] Booth make_booth(const core::EventId& event, const NewBooth& wanted, core::Instant now);
[[nodiscard]] Booth patched(Booth booth, const BoothPatch& patch);

}  // namespace tagwerk::vendors
