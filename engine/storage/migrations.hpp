// Purpose: brings a database to the schema that this binary knows: the files of schema/, embedded at build time, in the
// order of their versions. Files are append-only: a file that was applied must never change. Views follow, which are made anew each
// time: they hold nothing, and rights that were granted on them stay.
// DDL cannot be rolled back, so a file counts as applied only when all its statements ran; one that stopped half-way is
// remembered with how far it came, and refused until somebody has looked.
// Errors: MigrationRefused, whose text names the file and says what to do; storage/errors.hpp for a lost database.
// Thread-safety: any thread and any process: a named lock of the server lets one migrate at a time.
#pragma once

#include <chrono>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/storage/database.hpp"
#include "engine/storage/embedded_schema.hpp"

namespace tagwerk::storage {

/// How long a migration waits for another one that is at work.
inline constexpr std::chrono::seconds migration_lock_timeout{60};

struct SchemaFile {
  int version = 0;   // of "V0003__registration.sql": 3
  std::string name;  // "V0003__registration.sql"
  std::string_view text;
  std::string checksum;  // of the text, 64 hexadecimal digits
};

/// Throws std::logic_error for a name that is not of the form V0001__words.sql.
[[nodiscard]] SchemaFile schema_file(std::string name, std::string_view text);

/// What is embedded, ascending by version.
[[nodiscard]] const std::vector<SchemaFile>& schema_files();

/// The statements of a file: split at `;` outside quotes, comments (`-- …` and `/* … */`) left out.
[[nodiscard]] std::vector<std::string> split_statements(std::string_view text);

class MigrationRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Makes the database if there is none and the user may, and applies what is missing. Returns the names of the files it
/// applied: empty when there was nothing to do.
std::vector<std::string> migrate(const Settings& settings);
std::vector<std::string> migrate(const Settings& settings, const std::vector<SchemaFile>& files,
                                 std::chrono::seconds lock_timeout = migration_lock_timeout,
                                 std::span<const EmbeddedFile> views = {});

struct SchemaState {
  enum class Kind {
    up_to_date,
    empty,       // nothing applied yet
    behind,      // `tagwerk migrate` mends it
    ahead,       // a newer Tagwerk was here
    drifted,     // an applied file is another one than ours
    unfinished,  // a file is being applied, or stopped half-way
  };
  Kind kind = Kind::empty;
  std::string words;  // for operators: what is the case, and which command mends it
};

/// For `serve`, which takes only a schema that is up to date.
[[nodiscard]] SchemaState schema_state(Database& database, const std::vector<SchemaFile>& files = schema_files());

}  // namespace tagwerk::storage
