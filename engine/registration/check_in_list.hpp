// Purpose: a list at the door of an event (day 1, dinner, workshop): which tickets are on it. Every event has the list
// `default`, on which all are unless somebody changes it; a scan that names no list is of that one. Who is inside is kept
// per list.
// Errors: core::validation_failed with every wrong member at its JSON pointer. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"

namespace tagwerk::registration {

using CheckInListId = core::Id<struct CheckInListTag>;

inline constexpr std::string_view default_list_key = "default";
inline constexpr std::size_t max_check_in_lists = 50;    // of one event, with the default one
inline constexpr std::size_t max_list_categories = 100;  // of one list
inline constexpr std::size_t max_list_name_length = 200;

/// Whose tickets are on a list: of all heads, of registrations in named categories, or of registrations that have
/// confirmed places in a named pool (then with all their heads).
enum class Admits : std::uint8_t { all, categories, pool };
inline constexpr Admits all_admits[] = {Admits::all, Admits::categories, Admits::pool};
[[nodiscard]] std::string_view to_text(Admits admits) noexcept;
[[nodiscard]] std::optional<Admits> parse_admits(std::string_view text) noexcept;

struct NewCheckInList {
  std::string key;
  std::string name = {};
  Admits admits = Admits::all;
  std::optional<std::vector<std::string>> categories = {};  // exactly with Admits::categories
  std::optional<std::string> pool = {};                     // exactly with Admits::pool
};

struct CheckInListPatch {
  std::optional<std::string> name;
  std::optional<Admits> admits;
  std::optional<std::vector<std::string>> categories;
  std::optional<std::string> pool;
};

struct CheckInList {
  CheckInListId id;
  core::EventId event;
  std::string key;
  std::string name;
  Admits admits = Admits::all;
  std::optional<std::vector<std::string>> categories;  // sorted
  std::optional<std::string> pool;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;
  bool operator==(const CheckInList&) const = default;

  [[nodiscard]] bool is_default() const { return key == default_list_key; }
};

/// What a ticket's registration has, as far as lists ask.
struct Holding {
  std::optional<std::string> category;
  std::set<std::string, std::less<>> pools;  // with confirmed places
};
[[nodiscard]] bool is_on(const CheckInList& list, const Holding& holding);

/// The list that every event has; the same content whenever it is asked for.
[[nodiscard]] CheckInList default_list(const core::EventId& event, core::Instant event_created_at);

/// What is wrong with a list as a whole: categories and pool fit what it admits.
[[nodiscard]] std::vector<core::FieldError> check(const NewCheckInList& list);
/// With another `admits` the categories or the pool that belonged to the old one go.
[[nodiscard]] NewCheckInList patched(const CheckInList& list, const CheckInListPatch& patch);

}  // namespace tagwerk::registration
