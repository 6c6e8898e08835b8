// Purpose: tables without a meaning for the tests of storage, in the shared test database; empty for every case.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>

#include "engine/storage/connection.hpp"
#include "engine/storage/database.hpp"
#include "tests/support/test_database.hpp"

namespace tagwerk::support {

struct Scratch {
  TestDatabase& data = TestDatabase::shared();

  Scratch() {
    static const bool made = [&] {
      for (const char* table :
           {"create table scratch (id bigint not null primary key, note varchar(200) null, amount bigint not null"
            " default 0, constraint ck_scratch_amount check (amount >= 0), constraint uq_scratch_note unique (note))",
            "create table scratch_children (id bigint not null primary key, scratch_id bigint not null,"
            " constraint fk_child_scratch foreign key (scratch_id) references scratch (id))",
            "create table scratch_values (id bigint not null primary key, flag tinyint null, whole int null, large"
            " bigint null, realnumber double null, content varchar(255) null, bytes mediumblob null, uuid binary(16)"
            " null, day date null, moment datetime(6) null)"}) {
        run(std::string(table) + " engine=InnoDB default character set utf8mb4 collate utf8mb4_bin");
      }
      return true;
    }();
    (void)made;
  }

  [[nodiscard]] storage::Settings settings() const { return data.settings(); }
  /// A statement on a connection of its own, beside every pool.
  std::optional<std::string> run(const std::string& sql) {
    storage::Connection connection(data.settings());
    connection.make_ready();
    return connection.ask(sql);
  }
  [[nodiscard]] std::int64_t count(const std::string& where = "1 = 1") {
    return std::stoll(run("select count(*) from scratch where " + where).value());
  }
};

/// A Database of its own with other limits.
struct ScratchWith : Scratch {
  template <class Change>
  storage::Settings with(Change&& change) {
    auto changed = data.settings();
    change(changed);
    return changed;
  }
};

inline std::int64_t insert_scratch(storage::Transaction& tx, std::int64_t id, std::int64_t amount = 0) {
  return tx.execute("insert into scratch (id, amount) values (:id, :amount)", {{"id", id}, {"amount", amount}});
}

inline std::int64_t connection_id(storage::Transaction& tx) {
  return tx.scalar<std::int64_t>("select connection_id()", {}).value();
}

class Stopwatch {
 public:
  [[nodiscard]] std::int64_t milliseconds() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started_).count();
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace tagwerk::support
