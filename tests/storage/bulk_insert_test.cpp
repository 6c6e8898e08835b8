#include "engine/storage/bulk_insert.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <limits>
#include <stdexcept>

#include "tests/support/test_database.hpp"

using namespace tagwerk;
using storage::BulkInsert;
using storage::Transaction;

namespace {

storage::Settings as_text(storage::Settings settings) {
  settings.prepared_inserts = false;
  return settings;
}

struct Fixture {
  storage::Database& prepared = support::TestDatabase::shared().database();
  storage::Database text{as_text(prepared.settings())};
  storage::Database* database = &prepared;  // whose turn it is

  // Both ways of sending rows give the same.
  void both_ways(const std::function<void()>& test) {
    for (auto* one : {&prepared, &text}) {
      database = one;
      BOOST_TEST_CONTEXT((one == &text ? "as text" : "prepared")) {
        make_table();
        test();
      }
    }
  }
  void make_table() {
    database->transact(nullptr, [](Transaction& tx) {
      tx.execute(
          "create table if not exists scratch_bulk (id bigint not null primary key, words text null, at datetime(6) null, "
          "uuid binary(16) null, amount double null, constraint uq_scratch_bulk_uuid unique (uuid)) "
          "character set utf8mb4 collate utf8mb4_bin",
          {});
      tx.execute("delete from scratch_bulk", {});
      return true;
    });
  }
  std::optional<std::string> words(int id) {
    return database
        ->read([&](Transaction& tx) {
          return tx.select_one("select words from scratch_bulk where id = :id", {{"id", id}},
                               [](storage::Row& row) { return row.next<std::optional<std::string>>(); });
        })
        .value();
  }
  std::int64_t count() {
    return database
        ->read([](Transaction& tx) { return tx.scalar<std::int64_t>("select count(*) from scratch_bulk", {}); })
        .value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bulk_insert, Fixture)

BOOST_AUTO_TEST_CASE(every_text_comes_back_as_it_was) {
  const std::string texts[] = {"",
                               "plain",
                               "O'Neill",
                               "back\\slash'",
                               "x'), (99, 'y",
                               ":name and :id",
                               "a:b'c:d",
                               "\"quoted\" `ticks` -- # /* */ ;",
                               "Müller 😀 שלום",
                               "tab\tnew\nline",
                               std::string("nul\0inside", 10)};
  both_ways([&] {
    database->transact(nullptr, [&](Transaction& tx) {
      BulkInsert rows(tx, "insert into scratch_bulk (id, words)");
      int id = 0;
      for (const auto& one : texts) rows.add(id++, one);
      rows.add(id, std::optional<std::string>());
      rows.send();
      return true;
    });
    int id = 0;
    for (const auto& one : texts) BOOST_TEST(words(id++).value() == one);
    BOOST_TEST(!words(id).has_value());
    BOOST_TEST(count() == id + 1);
  });
}

BOOST_AUTO_TEST_CASE(instants_ids_bytes_and_numbers_are_columns_too) {
  const auto now = core::parse_rfc3339("2016-11-10T08:00:00.123456Z").value();
  const auto id = core::EventId::make(now);
  both_ways([&] {
    database->transact(nullptr, [&](Transaction& tx) {
      BulkInsert rows(tx, "insert into scratch_bulk (id, words, at, uuid, amount)");
      rows.add(std::int64_t{-1}, storage::Binary{"\x01\x02"}, now, id, nullptr);
      rows.add(2, nullptr, std::optional(now), std::optional<core::EventId>(), 7);
      rows.add_row({3, storage::Binary{std::string(40, 'x')}, nullptr, core::EventId::make(now), 0.25});
      rows.add_row({std::numeric_limits<std::int64_t>::min(), "text beside bytes", now, nullptr, -1e300});
      rows.send();
      return true;
    });
    const auto found = database->read([](Transaction& tx) {
      return tx.select_one("select at, uuid from scratch_bulk where id = -1", {}, [](storage::Row& row) {
        const auto at = row.next<core::Instant>();
        return std::pair{at, row.next<core::EventId>()};
      });
    });
    BOOST_TEST((found.value() == std::pair{now, id}));
    const auto amounts = database->read([](Transaction& tx) {
      return tx.select("select amount from scratch_bulk order by id", {},
                       [](storage::Row& row) { return row.next<std::optional<double>>(); });
    });
    BOOST_TEST((amounts == std::vector<std::optional<double>>{-1e300, std::nullopt, 7, 0.25}));
    BOOST_TEST(words(3).value() == std::string(40, 'x'));
  });
}

BOOST_AUTO_TEST_CASE(a_statement_that_is_full_is_sent_and_what_follows_the_rows_is_on_each) {
  both_ways([&] {
    database->transact(nullptr, [&](Transaction& tx) {
      for (int round = 0; round < 2; ++round) {
        BulkInsert rows(tx, "insert into scratch_bulk (id, words)",
                        "on duplicate key update words = concat(words, 'again')", 3);
        for (int id = 0; id < 7; ++id) rows.add(id, "x");
        rows.send();
        rows.send();
      }
      BulkInsert dropped(tx, "insert into scratch_bulk (id, words)");
      dropped.add(100, "never sent");
      return true;
    });
    BOOST_TEST(count() == 7);
    BOOST_TEST(words(0).value() == "xagain");
    BOOST_TEST(words(6).value() == "xagain");
  });
}

BOOST_AUTO_TEST_CASE(a_row_that_is_refused_takes_its_statement_with_it_and_the_constraint_is_told) {
  both_ways([&] {
    std::string constraint;
    database->transact(nullptr, [&](Transaction& tx) {
      const auto id = core::EventId::make(core::parse_rfc3339("2016-11-10T08:00:00Z").value());
      BulkInsert rows(tx, "insert into scratch_bulk (id, uuid)");
      rows.add(1, id);
      rows.add(2, nullptr);
      rows.add(3, id);
      try {
        rows.send();
      } catch (const storage::ConstraintViolation& violation) {
        constraint = violation.constraint();
      }
      return true;
    });
    BOOST_TEST(constraint == "uq_scratch_bulk_uuid");
    BOOST_TEST(count() == 0);
  });
}

BOOST_AUTO_TEST_CASE(more_statements_than_a_connection_keeps_prepared_are_sent_all_the_same) {
  both_ways([&] {
    database->transact(nullptr, [&](Transaction& tx) {
      for (int id = 0; id < 40; ++id) {
        BulkInsert rows(tx, "insert into scratch_bulk (id, words)",
                        std::string("on duplicate key update amount = ") + std::to_string(id));
        rows.add(id, "x");
        rows.send();
      }
      return true;
    });
    BOOST_TEST(count() == 40);
  });
}

BOOST_AUTO_TEST_CASE(a_row_of_another_width_is_our_mistake) {
  make_table();
  database->transact(nullptr, [&](Transaction& tx) {
    BulkInsert rows(tx, "insert into scratch_bulk (id, words)");
    BOOST_CHECK_THROW(rows.add(1), std::logic_error);
    return true;
  });
  BOOST_CHECK_THROW(database->read([](Transaction& tx) {
    BulkInsert rows(tx, "insert into scratch_bulk (id)");
    rows.add(1);
    rows.send();
    return true;
  }),
                    std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
