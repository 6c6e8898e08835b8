// Purpose: the house's rules as functions over a file's path and text, so that each is shown to catch an offender before it
// is trusted with the tree. Paths are relative to the top: "engine/core/id.hpp".
// Errors: none; an empty list means that all is well. Thread-safety: pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tagwerk::house {

struct SourceFile {
  std::string path;
  std::string text;
};

/// The C++ and shell files of the project (tests and bench too), in path order.
[[nodiscard]] std::vector<SourceFile> load_tree(const std::string& top);

/// What each finds wrong, one line each: "engine/core/id.hpp includes engine/storage/database.hpp".
[[nodiscard]] std::vector<std::string> forbidden_includes(const SourceFile& file);
[[nodiscard]] std::vector<std::string> library_leaks(const SourceFile& file);
[[nodiscard]] std::vector<std::string> too_long(const SourceFile& file);
[[nodiscard]] std::vector<std::string> misplaced_sql(const SourceFile& file);
[[nodiscard]] std::vector<std::string> missing_purpose(const SourceFile& file);
[[nodiscard]] std::vector<std::string> unfinished_business(const SourceFile& file);

/// The codes of refusals that a file declares, after their type: "ErrorCode not_found". What the server refuses by itself is
/// a ProtocolError, and has the code of the route's refusal where it is the same one.
[[nodiscard]] std::vector<std::string> error_codes(const SourceFile& file);

/// "engine/core" of "engine/core/id.hpp"; "api/main.cpp" for itself; empty for what is no room.
[[nodiscard]] std::string room_of(std::string_view path);
/// Rooms that `room` may include besides itself; null when the room is not known.
[[nodiscard]] const std::vector<std::string_view>* allowed_rooms(std::string_view room);

}  // namespace tagwerk::house
