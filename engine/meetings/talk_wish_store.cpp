#include "engine/meetings/talk_wish_store.hpp"

#include <utility>

#include "engine/storage/id_list.hpp"

namespace tagwerk::meetings {
namespace {

std::string select_where(std::string_view condition) {
  std::string sql(
      "select w.id, w.event_id, w.company_id, w.with_company_id, w.importance, w.session_key, w.note, w.status, "
      "w.answered_at, w.answered_by, w.decline_reason, w.created_at, w.updated_at, w.version from talk_wishes w where ");
  return sql.append(condition);
}

TalkWish read_wish(storage::Row& row) {
  TalkWish wish;
  wish.id = row.next<TalkWishId>();
  wish.event = row.next<core::EventId>();
  wish.company = row.next<core::CompanyId>();
  wish.with_company = row.next<core::CompanyId>();
  wish.importance = storage::stored(parse_importance(row.next<std::string>()));
  wish.session_key = row.next<std::optional<std::string>>();
  wish.note = row.next<std::optional<std::string>>();
  wish.status = storage::stored(parse_wish_status(row.next<std::string>()));
  wish.answered_at = row.next<std::optional<core::Instant>>();
  wish.answered_by = row.next<std::optional<std::string>>();
  wish.decline_reason = row.next<std::optional<std::string>>();
  wish.created_at = row.next<core::Instant>();
  wish.updated_at = row.next<core::Instant>();
  wish.version = row.next<std::int64_t>();
  return wish;
}

void add_people(storage::Transaction& tx, std::span<TalkWish> wishes, const std::string& condition,
                const storage::Binds& binds) {
  if (wishes.empty()) return;
  std::map<TalkWishId, TalkWish*> by_id;
  for (auto& wish : wishes) by_id.emplace(wish.id, &wish);
  static_cast<void>(tx.select("select p.wish_id, p.person_id, p.company_id from talk_wish_people p" + condition +
                                  " order by p.wish_id, p.person_id",
                              binds, [&](storage::Row& row) {
                                const auto found = by_id.find(row.next<TalkWishId>());
                                const auto person = row.next<core::PersonId>();
                                if (found != by_id.end())
                                  found->second->people.push_back({person, row.next<core::CompanyId>()});
                                return true;
                              }));
}

std::optional<TalkWish> with_people(storage::Transaction& tx, std::optional<TalkWish> wish) {
  if (wish) add_people(tx, std::span(&*wish, 1), " where p.wish_id = :wish", {{"wish", wish->id}});
  return wish;
}

void insert_people(storage::Transaction& tx, std::span<const TalkWish> wishes) {
  std::vector<std::vector<storage::Value>> rows;
  for (const auto& wish : wishes) {
    for (const auto& one : wish.people) rows.push_back({wish.id, one.person, one.company});
  }
  if (rows.empty()) return;
  storage::write_references(
      [&] { tx.insert_rows("insert into talk_wish_people (wish_id, person_id, company_id)", rows); });
}

}  // namespace

void insert_wishes(storage::Transaction& tx, const core::OrganizationId& organization,
                   std::span<const TalkWish> wishes) {
  std::vector<std::vector<storage::Value>> rows;
  for (const auto& wish : wishes) {
    rows.push_back({wish.id, organization, wish.event, wish.company, wish.with_company, to_text(wish.importance),
                    wish.session_key, wish.note, to_text(wish.status), wish.answered_at, wish.answered_by,
                    wish.decline_reason, wish.version, wish.created_at, wish.updated_at});
  }
  const bool is_new = storage::is_new_under("uq_talk_wish_pair", [&] {
    storage::write_references([&] {
      tx.insert_rows(
          "insert into talk_wishes (id, organization_id, event_id, company_id, with_company_id, importance, "
          "session_key, note, status, answered_at, answered_by, decline_reason, version, created_at, updated_at)",
          rows);
    });
  });
  // It was looked for a moment ago: the next run finds it.
  if (!is_new) throw storage::Restart("the same wish was made meanwhile");
  insert_people(tx, wishes);
}

void update_wish(storage::Transaction& tx, const TalkWish& wish) {
  tx.execute(
      "update talk_wishes set importance = :importance, session_key = :session, note = :note, status = :status, "
      "answered_at = :answered, answered_by = :by, decline_reason = :reason, version = :version, updated_at = :updated "
      "where id = :id",
      {{"importance", to_text(wish.importance)},
       {"session", wish.session_key},
       {"note", wish.note},
       {"status", to_text(wish.status)},
       {"answered", wish.answered_at},
       {"by", wish.answered_by},
       {"reason", wish.decline_reason},
       {"version", wish.version},
       {"updated", wish.updated_at},
       {"id", wish.id}});
  tx.execute("delete from talk_wish_people where wish_id = :id", {{"id", wish.id}});
  insert_people(tx, std::span(&wish, 1));
}

std::optional<TalkWish> find_wish(storage::Transaction& tx, const core::OrganizationId& organization,
                                  const TalkWishId& id, storage::Lock lock) {
  return with_people(tx, tx.select_one(storage::locked(select_where("w.id = :id and w.organization_id = :org"), lock),
                                       {{"id", id}, {"org", organization}}, read_wish));
}

std::optional<TalkWish> find_wish_of(storage::Transaction& tx, const core::EventId& event,
                                     const core::CompanyId& company, const core::CompanyId& with_company,
                                     storage::Lock lock) {
  return with_people(
      tx, tx.select_one(
              storage::locked(
                  select_where("w.event_id = :event and w.company_id = :company and w.with_company_id = :with_company"),
                  lock),
              {{"event", event}, {"company", company}, {"with_company", with_company}}, read_wish));
}

core::Page<TalkWish> list_wishes(storage::Transaction& tx, const core::OrganizationId& organization,
                                 const core::EventId& event, const TalkWishFilter& filter,
                                 const core::PageRequest& page) {
  storage::Query query{select_where("w.organization_id = :org and w.event_id = :event"),
                       {{"org", organization}, {"event", event}}};
  if (filter.company) query.also("w.company_id = :company", "company", *filter.company);
  if (filter.with_company) query.also("w.with_company_id = :with_company", "with_company", *filter.with_company);
  if (filter.of) query.also("(w.company_id = :of or w.with_company_id = :of)", "of", *filter.of);
  if (filter.status) query.also("w.status = :status", "status", to_text(*filter.status));
  auto found = storage::list_rows(tx, std::move(query), "w.", page, read_wish);
  if (found.items.empty()) return found;
  std::vector<TalkWishId> ids;
  for (const auto& wish : found.items) ids.push_back(wish.id);
  add_people(tx, found.items, " where p.wish_id in " + storage::IdList(ids).sql(), {});
  return found;
}

std::vector<TalkWish> load_wishes(storage::Transaction& tx, const core::EventId& event) {
  auto wishes = tx.select(select_where("w.event_id = :event order by w.id"), {{"event", event}}, read_wish);
  add_people(tx, wishes, " join talk_wishes w on w.id = p.wish_id where w.event_id = :event", {{"event", event}});
  return wishes;
}

WishCounts count_wishes(storage::Transaction& tx, const core::EventId& event, const core::CompanyId& company) {
  return tx
      .select_one(
          "select count(*), coalesce(cast(sum(company_id = :company) as signed), 0) from talk_wishes where event_id = "
          ":event",
          {{"company", company}, {"event", event}},
          [](storage::Row& row) {
            return WishCounts{.of_event = row.next<std::int64_t>(), .of_company = row.next<std::int64_t>()};
          })
      .value_or(WishCounts{});
}

std::map<core::PersonId, core::CompanyId> lock_people(storage::Transaction& tx,
                                                      const core::OrganizationId& organization,
                                                      const std::set<core::PersonId>& people) {
  std::map<core::PersonId, core::CompanyId> known;
  if (people.empty()) return known;
  static_cast<void>(tx.select(
      storage::locked("select id, company_id from people where organization_id = :org and merged_into_id is null and "
                      "id in " +
                          storage::IdList(people).sql() + " order by id",
                      storage::Lock::shared),
      {{"org", organization}}, [&](storage::Row& row) {
        const auto id = row.next<core::PersonId>();
        return known.emplace(id, row.next<core::CompanyId>()).second;
      }));
  return known;
}

std::set<core::CompanyId> load_registered_companies(storage::Transaction& tx, const core::EventId& event) {
  const auto ids = tx.select("select company_id from event_companies where event_id = :event and confirmed_heads > 0",
                             {{"event", event}}, [](storage::Row& row) { return row.next<core::CompanyId>(); });
  return {ids.begin(), ids.end()};
}

std::vector<RegisteredPerson> load_registered_people(storage::Transaction& tx, const core::EventId& event) {
  return tx.select(
      "select p.person_id, n.company_id, concat(n.given_name, ' ', n.family_name) from registration_participants p "
      "join people n on n.id = p.person_id where p.event_id = :event and p.state = 'confirmed' and p.person_id is not "
      "null order by p.person_id",
      {{"event", event}}, [](storage::Row& row) {
        return RegisteredPerson{.person = row.next<core::PersonId>(),
                                .company = row.next<core::CompanyId>(),
                                .name = row.next<std::string>()};
      });
}

}  // namespace tagwerk::meetings
