#include <boost/test/unit_test.hpp>

#include <stdexcept>

#include "tests/storage/scratch.hpp"

using namespace tagwerk;
using namespace tagwerk::storage;
using support::insert_scratch;
using Kind = ConstraintViolation::Kind;

namespace {

struct Fixture : support::ScratchWith {
  Database& database = data.database();

  template <class Work>
  void expect_violation(Kind kind, const std::string& constraint, Work&& work) {
    BOOST_TEST_CONTEXT(constraint) {
      try {
        database.transact(nullptr, work);
        BOOST_ERROR("no violation");
      } catch (const ConstraintViolation& violation) {
        BOOST_TEST((violation.kind() == kind));
        BOOST_TEST(violation.constraint() == constraint);
      }
    }
  }
};

std::vector<std::vector<Value>> numbered_rows(int count) {
  std::vector<std::vector<Value>> rows;
  for (int i = 0; i < count; ++i) rows.push_back({i, "note " + std::to_string(i), i % 3});
  return rows;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(transaction, Fixture)

BOOST_AUTO_TEST_CASE(a_bound_text_stays_a_text_whatever_it_holds) {
  database.transact(nullptr, [](Transaction& tx) { return insert_scratch(tx, 1), insert_scratch(tx, 2); });
  for (const char* payload : {"' or '1'='1", "\\' or 1=1 -- ", "x'; delete from scratch; -- ", "%' or note like '%",
                              "\xbf' or 1=1 -- ", ":id", "') or (1=1"}) {
    BOOST_TEST_CONTEXT(payload) {
      const auto found = [&] {
        return database.read([&](Transaction& tx) {
          return tx.scalar<std::int64_t>("select count(*) from scratch where concat('#', id) = :a or note = :a",
                                         {{"a", payload}});
        });
      };
      if (std::string_view(payload).starts_with('\xbf')) {
        try {
          BOOST_TEST(found().value() == 0);  // refused or not found: no valid UTF-8
        } catch (const std::runtime_error&) {
        }
      } else {
        BOOST_TEST(found().value() == 0);
      }
    }
  }
  BOOST_TEST(count() == 2);
}

BOOST_AUTO_TEST_CASE(values_hold_where_the_server_does_not_take_backslashes) {
  Database other(with([](Settings& settings) { settings.pool_size = 1; }));
  other.transact(nullptr, [](Transaction& tx) {
    tx.connection().command("set session sql_mode = 'NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES'");
    std::int64_t id = 0;
    for (const std::string& text : {std::string("a\\"), std::string("it's"), std::string("\\' or 1=1 -- "),
                                    std::string("x\0", 2), std::string(" or 1=1 -- ")}) {
      tx.execute("insert into scratch (id, note) values (:id, :note)", {{"id", ++id}, {"note", text}});
      BOOST_TEST(tx.scalar<std::string>("select note from scratch where id = :id", {{"id", id}}).value() == text);
    }
    const auto both = tx.scalar<std::int64_t>("select count(*) from scratch where note = :first and note = :second",
                                              {{"first", std::string("x\0", 2)}, {"second", " or 1=1 -- "}});
    BOOST_TEST(both.value() == 0);
    return true;
  });
}

BOOST_AUTO_TEST_CASE(a_negative_number_behind_a_minus_is_no_comment) {
  const auto difference = database.read([](Transaction& tx) { return tx.scalar<int>("select 10 -:a", {{"a", -5}}); });
  BOOST_TEST(difference.value() == 15);
}

BOOST_AUTO_TEST_CASE(select_maps_all_rows_in_order_and_select_one_the_first) {
  database.transact(nullptr, [](Transaction& tx) {
    tx.insert_rows("insert into scratch (id, note, amount)", numbered_rows(50));
    const auto ids = tx.select("select id from scratch order by id desc", {}, [](Row& row) { return row.next<int>(); });
    BOOST_TEST(ids.size() == 50U);
    BOOST_TEST(ids.front() == 49);
    BOOST_TEST(ids.back() == 0);
    BOOST_TEST(tx.scalar<int>("select id from scratch order by id", {}).value() == 0);
    BOOST_TEST(!tx.scalar<int>("select id from scratch where id = 99", {}).has_value());
    return true;
  });
}

BOOST_AUTO_TEST_CASE(a_mapping_function_may_ask_again) {
  database.transact(nullptr, [](Transaction& tx) {
    tx.insert_rows("insert into scratch (id, note, amount)", numbered_rows(5));
    const auto notes = tx.select("select id from scratch order by id", {}, [&](Row& row) {
      return tx.scalar<std::string>("select note from scratch where id = :id", {{"id", row.next<int>()}}).value();
    });
    BOOST_TEST(notes.size() == 5U);
    BOOST_TEST(notes[4] == "note 4");
    return true;
  });
}

BOOST_AUTO_TEST_CASE(what_a_mapping_function_throws_arrives_and_the_connection_goes_on) {
  BOOST_CHECK_THROW(database.read([](Transaction& tx) {
    return tx.select("select 1", {}, [](Row&) -> int { throw std::range_error("mine"); });
  }),
                    std::range_error);
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(execute_counts_matched_rows_also_unchanged_ones) {
  database.transact(nullptr, [](Transaction& tx) {
    tx.insert_rows("insert into scratch (id, note, amount)", numbered_rows(3));
    BOOST_TEST(tx.execute("update scratch set amount = amount", {}) == 3);
    BOOST_TEST(tx.execute("update scratch set amount = 7 where id = 99", {}) == 0);
    BOOST_TEST(tx.execute("delete from scratch where id < 2", {}) == 2);
    return true;
  });
}

BOOST_AUTO_TEST_CASE(many_rows_are_inserted_in_chunks_of_any_size) {
  for (const std::size_t per_statement : {1U, 7U, 100U, 1000U}) {
    database.transact(nullptr, [&](Transaction& tx) {
      tx.execute("delete from scratch", {});
      tx.insert_rows("insert into scratch (id, note, amount)", numbered_rows(100), per_statement);
      BOOST_TEST(tx.scalar<std::int64_t>("select count(*) from scratch where note = concat('note ', id)", {}).value() ==
                 100);
      return true;
    });
  }
}

BOOST_AUTO_TEST_CASE(inserting_no_rows_does_nothing) {
  database.transact(nullptr,
                    [](Transaction& tx) { return tx.insert_rows("insert into scratch (id, note)", {}), true; });
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(rows_larger_than_one_packet_together_are_inserted) {
  database.transact(nullptr, [](Transaction& tx) {
    std::vector<std::vector<Value>> rows;
    for (int i = 0; i < 20; ++i) rows.push_back({i, Binary{std::string(1 << 20, 'x')}});
    tx.insert_rows("insert into scratch_values (id, bytes)", rows);
    BOOST_TEST(tx.scalar<std::int64_t>("select sum(length(bytes)) from scratch_values", {}).value() == 20 << 20);
    return true;
  });
}

BOOST_AUTO_TEST_CASE(a_row_with_another_number_of_values_than_columns_is_our_mistake) {
  database.transact(nullptr, [](Transaction& tx) {
    BOOST_CHECK_THROW(tx.insert_rows("insert into scratch (id, note)", {{1}}), std::logic_error);
    BOOST_CHECK_THROW(tx.insert_rows("insert into scratch (id)", {{1, 2}}), std::logic_error);
    BOOST_CHECK_THROW(tx.insert_rows("insert into scratch", {{1}}), std::logic_error);
    BOOST_CHECK_THROW(tx.insert_rows("insert into scratch (id) values (1)", {{1}}), std::logic_error);
    BOOST_CHECK_THROW(tx.insert_rows("insert into scratch (id)", {{1}}, 0), std::logic_error);
    return true;
  });
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(violations_name_their_constraint) {
  database.transact(nullptr, [](Transaction& tx) {
    tx.insert_rows("insert into scratch (id, note, amount)", numbered_rows(2));
    return tx.execute("insert into scratch_children (id, scratch_id) values (1, 1)", {});
  });
  expect_violation(Kind::duplicate, "PRIMARY", [](Transaction& tx) { return insert_scratch(tx, 1); });
  expect_violation(Kind::duplicate, "uq_scratch_note", [](Transaction& tx) {
    return tx.execute("insert into scratch (id, note) values (5, :note)", {{"note", "note 1"}});
  });
  expect_violation(Kind::check, "ck_scratch_amount", [](Transaction& tx) { return insert_scratch(tx, 9, -1); });
  expect_violation(Kind::missing_parent, "fk_child_scratch", [](Transaction& tx) {
    return tx.execute("insert into scratch_children (id, scratch_id) values (2, 99)", {});
  });
  expect_violation(Kind::has_children, "fk_child_scratch",
                   [](Transaction& tx) { return tx.execute("delete from scratch where id = 1", {}); });
}

BOOST_AUTO_TEST_CASE(a_violation_leaves_the_unit_usable) {
  database.transact(nullptr, [](Transaction& tx) {
    insert_scratch(tx, 1);
    BOOST_CHECK_THROW(insert_scratch(tx, 1), ConstraintViolation);
    return insert_scratch(tx, 2);
  });
  BOOST_TEST(count() == 2);
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_an_error_and_not_cut) {
  BOOST_CHECK_THROW(
      database.transact(
          nullptr,
          [](Transaction& tx) {
            return tx.execute("insert into scratch (id, note) values (1, :note)", {{"note", std::string(201, 'x')}});
          }),
      std::runtime_error);
  BOOST_CHECK_THROW(database.transact(nullptr,
                                      [](Transaction& tx) {
                                        return tx.execute("insert into scratch_values (id, flag) values (1, 300)", {});
                                      }),
                    std::runtime_error);
  BOOST_CHECK_THROW(database.transact(nullptr,
                                      [](Transaction& tx) {
                                        return tx.execute(
                                            "insert into scratch_values (id, day) values (1, '2015-02-29')", {});
                                      }),
                    std::runtime_error);
}

BOOST_AUTO_TEST_CASE(an_error_of_ours_names_the_statement_without_its_values) {
  try {
    database.read([](Transaction& tx) {
      return tx.scalar<int>("select nothing from scratch where note = :note and id = :id",
                            {{"note", "anna@example.org"}, {"id", 4711}});
    });
    BOOST_ERROR("an unknown column was found");
  } catch (const std::runtime_error& error) {
    const std::string words = error.what();
    BOOST_TEST(words.find("nothing from scratch") != std::string::npos);
    BOOST_TEST(words.find("anna") == std::string::npos);
    BOOST_TEST(words.find("4711") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_read_may_not_write) {
  BOOST_CHECK_THROW(database.read([](Transaction& tx) { return insert_scratch(tx, 1); }), std::logic_error);
  BOOST_CHECK_THROW(
      database.read([](Transaction& tx) { return tx.insert_rows("insert into scratch (id)", {{1}}), true; }),
      std::logic_error);
  BOOST_CHECK_THROW(database.read([](Transaction& tx) { return tx.on_commit([] {}), true; }), std::logic_error);
  BOOST_TEST(count() == 0);
}

BOOST_AUTO_TEST_CASE(a_read_at_once_sees_one_moment_and_a_plain_read_each_newest_one) {
  const auto counted_around_a_commit = [&](Transaction& tx) {
    const auto before = tx.scalar<std::int64_t>("select count(*) from scratch", {}).value();
    database.transact(nullptr, [&](Transaction& other) { return insert_scratch(other, before + 1); });
    return std::pair(before, tx.scalar<std::int64_t>("select count(*) from scratch", {}).value());
  };
  BOOST_TEST((database.read_at_once(counted_around_a_commit) == std::pair<std::int64_t, std::int64_t>(0, 0)));
  BOOST_TEST((database.read(counted_around_a_commit) == std::pair<std::int64_t, std::int64_t>(1, 2)));
}

BOOST_AUTO_TEST_CASE(after_a_read_at_once_the_connection_is_as_before) {
  Database one(with([](Settings& settings) { settings.pool_size = 1; }));
  const auto connection = one.read(support::connection_id);
  BOOST_TEST(one.read_at_once(support::connection_id) == connection);
  BOOST_CHECK_THROW(one.read_at_once([](Transaction& tx) { return insert_scratch(tx, 1); }), std::logic_error);
  BOOST_CHECK_THROW(one.read_at_once([](Transaction&) -> int { throw std::runtime_error("no"); }), std::runtime_error);
  one.transact(nullptr, [](Transaction& tx) { return insert_scratch(tx, 1); });
  const auto newest = one.read([&](Transaction& tx) {
    const auto before = tx.scalar<std::int64_t>("select count(*) from scratch", {}).value();
    database.transact(nullptr, [](Transaction& other) { return insert_scratch(other, 2); });
    return tx.scalar<std::int64_t>("select count(*) from scratch", {}).value() - before;
  });
  BOOST_TEST(newest == 1);
}

BOOST_AUTO_TEST_CASE(the_session_is_as_the_house_wants_it) {
  const auto ask = [&](const std::string& what) {
    return database.read([&](Transaction& tx) { return tx.scalar<std::string>("select " + what, {}).value(); });
  };
  BOOST_TEST(ask("@@session.tx_isolation") == "READ-COMMITTED");
  BOOST_TEST(ask("@@session.time_zone") == "+00:00");
  BOOST_TEST(ask("@@session.character_set_client") == "utf8mb4");
  BOOST_TEST(ask("@@session.character_set_results") == "utf8mb4");
  BOOST_TEST(ask("@@session.collation_connection") == "utf8mb4_bin");
  BOOST_TEST(ask("@@session.innodb_lock_wait_timeout") == "5");
  BOOST_TEST(ask("@@session.max_statement_time") == "10.000000");
  const auto mode = ask("@@session.sql_mode");
  BOOST_TEST(mode.find("STRICT_ALL_TABLES") != std::string::npos);
  BOOST_TEST(mode.find("NO_BACKSLASH_ESCAPES") == std::string::npos);
  BOOST_TEST(mode.find("ANSI_QUOTES") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_unit_that_begins_with_its_first_statement_is_all_or_nothing_as_well) {
  auto settings = data.settings();
  settings.pool_size = 1;
  settings.only_units = true;
  Database units(settings);
  const auto rows = [&] {
    return database.read([](Transaction& tx) { return tx.scalar<std::int64_t>("select count(*) from scratch", {}); })
        .value();
  };
  units.transact(nullptr, [&](Transaction& tx) {
    insert_scratch(tx, 1);
    BOOST_TEST(rows() == 0);
    return true;
  });
  BOOST_TEST(rows() == 1);
  static constexpr core::ErrorCode refusal{core::ErrorKind::conflict, "refusal", {"No", "Nein"}, {"no", "nein"}};
  BOOST_TEST(!units.transact(nullptr, [](Transaction& tx) -> core::Result<> {
    insert_scratch(tx, 2);
    return core::fail(refusal);
  }));
  BOOST_CHECK_THROW(units.transact(nullptr,
                                   [](Transaction& tx) -> bool {
                                     insert_scratch(tx, 3);
                                     throw std::runtime_error("no");
                                   }),
                    std::runtime_error);
  BOOST_TEST(rows() == 1);
  int runs = 0;
  units.transact(nullptr, [&](Transaction& tx) {
    insert_scratch(tx, 4);
    if (++runs == 1) throw Restart("once more");
    return true;
  });
  BOOST_TEST(rows() == 2);
  BOOST_CHECK_THROW(units.read([](Transaction& tx) { return tx.scalar<int>("select 1", {}); }), std::logic_error);
}

BOOST_AUTO_TEST_SUITE_END()
