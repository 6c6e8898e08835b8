#include "engine/storage/bulk_insert.hpp"

#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "tests/support/test_database.hpp"

using namespace tagwerk;
using storage::BulkInsert;
using storage::Transaction;

namespace {

struct Fixture {
  storage::Database& database = support::TestDatabase::shared().database();

  Fixture() {
    database.transact(nullptr, [](Transaction& tx) {
      tx.execute(
          "create table if not exists scratch_bulk (id bigint not null primary key, words text null, at datetime(6) null, "
          "uuid binary(16) null) character set utf8mb4 collate utf8mb4_bin",
          {});
      tx.execute("delete from scratch_bulk", {});
      return true;
    });
  }
  std::optional<std::string> words(int id) {
    return database
        .read([&](Transaction& tx) {
          return tx.select_one("select words from scratch_bulk where id = :id", {{"id", id}},
                               [](storage::Row& row) { return row.next<std::optional<std::string>>(); });
        })
        .value();
  }
  std::int64_t count() {
    return database
        .read([](Transaction& tx) { return tx.scalar<std::int64_t>("select count(*) from scratch_bulk", {}); })
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
  database.transact(nullptr, [&](Transaction& tx) {
    BulkInsert rows(tx, "insert into scratch_bulk (id, words)");
    int id = 0;
    for (const auto& text : texts) rows.add(id++, text);
    rows.add(id, std::optional<std::string>());
    rows.send();
    return true;
  });
  int id = 0;
  for (const auto& text : texts) BOOST_TEST(words(id++).value() == text);
  BOOST_TEST(!words(id).has_value());
  BOOST_TEST(count() == id + 1);
}

BOOST_AUTO_TEST_CASE(instants_ids_and_bytes_are_columns_too) {
  const auto now = core::parse_rfc3339("2016-11-10T08:00:00.123456Z").value();
  const auto id = core::EventId::make(now);
  database.transact(nullptr, [&](Transaction& tx) {
    BulkInsert rows(tx, "insert into scratch_bulk (id, words, at, uuid)");
    rows.add(std::int64_t{-1}, storage::Binary{"\x01\x02"}, now, id);
    rows.add(2, nullptr, std::optional(now), std::optional<core::EventId>());
    rows.send();
    return true;
  });
  const auto found = database.read([](Transaction& tx) {
    return tx.select_one("select at, uuid from scratch_bulk where id = -1", {}, [](storage::Row& row) {
      return std::pair{row.next<core::Instant>(), row.next<core::EventId>()};
    });
  });
  BOOST_TEST((found.value() == std::pair{now, id}));
}

BOOST_AUTO_TEST_CASE(a_statement_that_is_full_is_sent_and_what_follows_the_rows_is_on_each) {
  database.transact(nullptr, [&](Transaction& tx) {
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
}

BOOST_AUTO_TEST_CASE(a_row_of_another_width_is_our_mistake) {
  database.transact(nullptr, [&](Transaction& tx) {
    BulkInsert rows(tx, "insert into scratch_bulk (id, words)");
    BOOST_CHECK_THROW(rows.add(1), std::logic_error);
    return true;
  });
  BOOST_CHECK_THROW(database.read([](Transaction& tx) {
    BulkInsert rows(tx, "insert into scratch_bulk (id)");
    rows.add(1);
    rows.send();
    return true;
  }),
                    std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
