// Purpose: what a traveller needs and wishes of the rooms of a trip. Gender and accessibility are personal, and kept as long as what
// is kept of health.
// Rules: who pays the single supplement and says nothing wishes to be alone. Whose it is: as of all that travellers say (traveller.hpp).
// Units: weights from 1 to 100, 0: no wish; nights by the day on which they begin. Errors: field errors at "/share_with/0/weight" …
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_shares = 10;  // wishes to share, of one traveller
inline constexpr std::size_t max_stays = 40;   // lodgings, likewise
inline constexpr int max_wish_weight = 100;
inline constexpr int usual_wish_weight = 10;  // where nobody says how much a wish counts

enum class Gender : std::uint8_t { female, male, other };
inline constexpr Gender all_genders[] = {Gender::female, Gender::male, Gender::other};
[[nodiscard]] std::string_view to_text(Gender gender) noexcept;
[[nodiscard]] std::optional<Gender> parse_gender(std::string_view text) noexcept;

struct ShareWith {
  core::ParticipantId other;
  int weight = usual_wish_weight;
  bool operator==(const ShareWith&) const = default;
};

/// When a traveller is in a lodging; what is left out is as the lodging. Nights beyond the lodging's are none.
struct Stay {
  std::string lodging;  // the item's key
  std::optional<core::Date> first_night;
  std::optional<core::Date> last_night;
  bool operator==(const Stay&) const = default;
};

struct RoomingWishes {
  std::optional<Gender> gender;
  bool same_gender_only = false;  // shares only with those known to be of the same gender
  bool needs_accessible = false;
  std::optional<int> alone_weight;    // none: not said
  std::vector<ShareWith> share_with;  // by id
  std::vector<Stay> stays;            // by lodging
  bool operator==(const RoomingWishes&) const = default;

  /// nullptr: nothing is said of that lodging.
  [[nodiscard]] const Stay* stay_in(std::string_view lodging) const noexcept;
};

[[nodiscard]] RoomingWishes normalized(RoomingWishes wishes);
[[nodiscard]] std::vector<core::FieldError> check(const RoomingWishes& wishes);
/// How much it counts to be alone.
[[nodiscard]] int alone_weight_of(const RoomingWishes& wishes, bool pays_single_supplement) noexcept;

}  // namespace tagwerk::trips
