#include "engine/registration/check_in_list_store.hpp"

#include <algorithm>
#include <utility>

#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

struct Line {
  CheckInList list;
  std::optional<std::string> category;
};

Line read_line(storage::Row& row) {
  Line line;
  auto& list = line.list;
  list.id = row.next<CheckInListId>();
  list.event = row.next<core::EventId>();
  list.key = row.next<std::string>();
  list.name = row.next<std::string>();
  list.admits = storage::stored(parse_admits(row.next<std::string>()));
  list.pool = row.next<std::optional<std::string>>();
  list.created_at = row.next<core::Instant>();
  list.updated_at = row.next<core::Instant>();
  list.version = row.next<std::int64_t>();
  line.category = row.next<std::optional<std::string>>();
  return line;
}

storage::Binds binds_of(const core::OrganizationId& organization, const CheckInList& list) {
  return {{"id", list.id},
          {"org", organization},
          {"event", list.event},
          {"key", list.key},
          {"name", list.name},
          {"admits", to_text(list.admits)},
          {"pool", list.pool},
          {"version", list.version},
          {"created", list.created_at},
          {"updated", list.updated_at}};
}

constexpr std::string_view insert_row =
    "insert into check_in_lists (id, organization_id, event_id, list_key, name, admits, pool_key, version, created_at, "
    "updated_at) values (:id, :org, :event, :key, :name, :admits, :pool, :version, :created, :updated)";

void insert_categories(storage::Transaction& tx, const CheckInList& list) {
  if (!list.categories) return;
  std::vector<std::vector<storage::Value>> rows;
  for (const auto& category : *list.categories) rows.push_back({list.id, category});
  tx.insert_rows("insert into check_in_list_categories (list_id, category)", rows);
}

}  // namespace

std::vector<CheckInList> load_lists(storage::Transaction& tx, const core::EventId& event) {
  return std::move(load_lists(tx, std::span(&event, 1))[event]);
}

std::map<core::EventId, std::vector<CheckInList>> load_lists(storage::Transaction& tx,
                                                             std::span<const core::EventId> events) {
  if (events.empty()) return {};
  const storage::IdList ids(events);
  auto lines = tx.select(
      "select l.id, l.event_id, l.list_key, l.name, l.admits, l.pool_key, l.created_at, l.updated_at, l.version, "
      "c.category from check_in_lists l left join check_in_list_categories c on c.list_id = l.id where l.event_id in " +
          ids.sql() + " order by l.id, c.category",
      {}, read_line);
  std::map<core::EventId, std::vector<CheckInList>> by_event;
  for (auto& [list, category] : lines) {
    auto& lists = by_event[list.event];
    if (lists.empty() || lists.back().id != list.id) lists.push_back(std::move(list));
    if (!category) continue;
    auto& categories = lists.back().categories;
    if (!categories) categories.emplace();
    categories->push_back(*std::move(category));
  }
  return by_event;
}

std::vector<CheckInList> load_all_lists(storage::Transaction& tx, const events::Event& event) {
  auto lists = load_lists(tx, event.id);
  if (std::none_of(lists.begin(), lists.end(), [](const CheckInList& list) { return list.is_default(); }))
    lists.insert(lists.begin(), default_list(event.id, event.created_at));
  return lists;
}

void ensure_default_list(storage::Transaction& tx, const core::OrganizationId& organization, const CheckInList& list) {
  storage::write_references(
      [&] { tx.execute(std::string(insert_row) + " on duplicate key update id = :id", binds_of(organization, list)); });
}

void lock_default_list(storage::Transaction& tx, const core::OrganizationId& organization, const CheckInList& list) {
  ensure_default_list(tx, organization, list);
  static_cast<void>(tx.scalar<int>("select 1 from check_in_lists where id = :id for update", {{"id", list.id}}));
}

bool insert_list(storage::Transaction& tx, const core::OrganizationId& organization, const CheckInList& list) {
  const auto is_new = storage::is_new_under("uq_check_in_list_key", [&] {
    storage::write_references([&] { tx.execute(insert_row, binds_of(organization, list)); });
  });
  if (is_new) insert_categories(tx, list);
  return is_new;
}

void update_list(storage::Transaction& tx, const CheckInList& list) {
  tx.execute(
      "update check_in_lists set name = :name, admits = :admits, pool_key = :pool, version = :version, "
      "updated_at = :updated where id = :id",
      {{"name", list.name},
       {"admits", to_text(list.admits)},
       {"pool", list.pool},
       {"version", list.version},
       {"updated", list.updated_at},
       {"id", list.id}});
  tx.execute("delete from check_in_list_categories where list_id = :id", {{"id", list.id}});
  insert_categories(tx, list);
}

std::int64_t count_scans(storage::Transaction& tx, const core::EventId& event, const CheckInListId& list) {
  return tx
      .scalar<std::int64_t>("select count(*) from check_ins where event_id = :event and list_id = :list",
                            {{"event", event}, {"list", list}})
      .value_or(0);
}

bool remove_list(storage::Transaction& tx, const CheckInListId& list) {
  return !storage::forbidden_by([&] { tx.execute("delete from check_in_lists where id = :id", {{"id", list}}); });
}

}  // namespace tagwerk::registration
