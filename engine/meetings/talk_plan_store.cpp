#include "engine/meetings/talk_plan_store.hpp"

#include <utility>

namespace tagwerk::meetings {
namespace {

std::string select_plans_where(std::string_view condition) {
  std::string sql(
      "select id, event_id, plan_number, status, based_on_id, job_id, name, solver_status, score, bound, edits, note, "
      "published_at, version, created_at, updated_at from talk_plans where ");
  return sql.append(condition);
}

TalkPlan read_plan(storage::Row& row) {
  TalkPlan plan;
  plan.id = row.next<TalkPlanId>();
  plan.event = row.next<core::EventId>();
  plan.number = row.next<int>();
  plan.status = storage::stored(parse_plan_status(row.next<std::string>()));
  plan.based_on = row.next<std::optional<TalkPlanId>>();
  plan.job = row.next<std::optional<core::Uuid>>();
  plan.name = row.next<std::optional<std::string>>();
  plan.quality = storage::stored(parse_plan_quality(row.next<std::string>()));
  plan.score = core::figures_of_lines(row.next<std::string>());
  plan.bound = core::figures_of_lines(row.next<std::string>());
  plan.edits = row.next<int>();
  plan.note = row.next<std::optional<std::string>>();
  plan.published_at = row.next<std::optional<core::Instant>>();
  plan.version = row.next<std::int64_t>();
  plan.created_at = row.next<core::Instant>();
  plan.updated_at = row.next<core::Instant>();
  return plan;
}

std::optional<core::EventId> published_event(const TalkPlan& plan) {
  return plan.status == PlanStatus::published ? std::optional(plan.event) : std::nullopt;
}

void load_slots(storage::Transaction& tx, TalkPlan& plan) {
  plan.slots =
      tx.select("select session_key, starts_at, ends_at from talk_plan_slots where plan_id = :plan order by slot",
                {{"plan", plan.id}}, [](storage::Row& row) {
                  return TalkSlot{.session_key = row.next<std::string>(),
                                  .starts_at = row.next<core::Instant>(),
                                  .ends_at = row.next<core::Instant>()};
                });
}

PlannedTalk read_talk(storage::Row& row) {
  PlannedTalk talk;
  talk.id = row.next<TalkId>();
  talk.company = row.next<core::CompanyId>();
  talk.with_company = row.next<core::CompanyId>();
  talk.is_must = row.next<std::string>() == "must";
  talk.weight = row.next<int>();
  talk.slot = row.next<std::optional<int>>();
  talk.table = row.next<std::optional<std::string>>();
  talk.pinned = row.next<bool>();
  talk.sequence = row.next<int>();
  const auto starts_at = row.next<std::optional<core::Instant>>();
  const auto ends_at = row.next<std::optional<core::Instant>>();
  if (starts_at && ends_at) talk.cancelled_slot = TalkSlot{"", *starts_at, *ends_at};
  talk.left_out_reason = row.next<std::optional<std::string>>();
  return talk;
}

void load_talks(storage::Transaction& tx, TalkPlan& plan) {
  plan.talks = tx.select(
      "select t.talk_id, k.company_id, k.with_company_id, t.importance, t.weight, t.slot, t.table_name, t.pinned, "
      "t.sequence, t.cancelled_slot_starts_at, t.cancelled_slot_ends_at, t.left_out_reason from talk_plan_talks t join "
      "talks k on k.id = t.talk_id where t.plan_id = :plan order by t.talk_id",
      {{"plan", plan.id}}, read_talk);
  std::map<TalkId, PlannedTalk*> by_id;
  for (auto& talk : plan.talks) by_id.emplace(talk.id, &talk);
  static_cast<void>(tx.select(
      "select talk_id, company_id, person_id from talk_plan_attendees where plan_id = :plan order by talk_id, "
      "seat_position",
      {{"plan", plan.id}}, [&](storage::Row& row) {
        auto& talk = *by_id.at(row.next<TalkId>());
        const auto company = row.next<core::CompanyId>();
        talk.attendees.push_back({company, row.next<std::optional<core::PersonId>>()});
        return true;
      }));
}

std::optional<TalkPlan> whole(storage::Transaction& tx, std::optional<TalkPlan> plan) {
  if (!plan) return plan;
  load_slots(tx, *plan);
  load_talks(tx, *plan);
  return plan;
}

void insert_slots(storage::Transaction& tx, const TalkPlan& plan) {
  std::vector<std::vector<storage::Value>> slots;
  slots.reserve(plan.slots.size());
  int number = 0;
  for (const auto& slot : plan.slots)
    slots.push_back({plan.id, number++, slot.session_key, slot.starts_at, slot.ends_at});
  if (slots.empty()) return;
  tx.insert_rows("insert into talk_plan_slots (plan_id, slot, session_key, starts_at, ends_at)", slots);
}

void insert_talks(storage::Transaction& tx, const TalkPlan& plan) {
  std::vector<std::vector<storage::Value>> pairs;
  std::vector<std::vector<storage::Value>> talks;
  std::vector<std::vector<storage::Value>> attendees;
  const auto known = load_talk_ids(tx, plan.event);
  for (const auto& talk : plan.talks) {
    if (!known.contains(pair_of(talk.company, talk.with_company)))
      pairs.push_back({talk.id, plan.event, talk.company, talk.with_company});
    const auto cancelled = talk.cancelled_slot;
    talks.push_back({plan.id, talk.id, talk.is_must ? "must" : "wish", talk.weight, talk.slot, talk.table, talk.pinned,
                     talk.sequence, cancelled ? storage::Value(cancelled->starts_at) : storage::Value(nullptr),
                     cancelled ? storage::Value(cancelled->ends_at) : storage::Value(nullptr), talk.left_out_reason});
    int position = 0;
    for (const auto& one : talk.attendees) attendees.push_back({plan.id, talk.id, position++, one.company, one.person});
  }
  storage::write_references([&] {
    if (!pairs.empty()) tx.insert_rows("insert into talks (id, event_id, company_id, with_company_id)", pairs);
    if (talks.empty()) return;
    tx.insert_rows(
        "insert into talk_plan_talks (plan_id, talk_id, importance, weight, slot, table_name, pinned, sequence, "
        "cancelled_slot_starts_at, cancelled_slot_ends_at, left_out_reason)",
        talks);
    if (attendees.empty()) return;
    tx.insert_rows("insert into talk_plan_attendees (plan_id, talk_id, seat_position, company_id, person_id)",
                   attendees);
  });
}

}  // namespace

std::map<Pair, TalkId> load_talk_ids(storage::Transaction& tx, const core::EventId& event) {
  std::map<Pair, TalkId> known;
  static_cast<void>(tx.select("select id, company_id, with_company_id from talks where event_id = :event",
                              {{"event", event}}, [&](storage::Row& row) {
                                const auto id = row.next<TalkId>();
                                const auto company = row.next<core::CompanyId>();
                                return known.emplace(pair_of(company, row.next<core::CompanyId>()), id).second;
                              }));
  return known;
}

void insert_plan(storage::Transaction& tx, const core::OrganizationId& organization, const TalkPlan& plan) {
  tx.execute(
      "insert into talk_plans (id, organization_id, event_id, plan_number, status, based_on_id, job_id, name, "
      "solver_status, score, bound, edits, note, published_event, published_at, version, created_at, updated_at) values "
      "(:id, :org, :event, :number, :status, :base, :job, :name, :quality, :score, :bound, :edits, :note, "
      ":published_event, :published, :version, :created, :updated)",
      {{"id", plan.id},
       {"org", organization},
       {"event", plan.event},
       {"number", plan.number},
       {"status", to_text(plan.status)},
       {"base", plan.based_on},
       {"job", plan.job},
       {"name", plan.name},
       {"quality", to_text(plan.quality)},
       {"score", core::to_lines(plan.score)},
       {"bound", core::to_lines(plan.bound)},
       {"edits", plan.edits},
       {"note", plan.note},
       {"published_event", published_event(plan)},
       {"published", plan.published_at},
       {"version", plan.version},
       {"created", plan.created_at},
       {"updated", plan.updated_at}});
  insert_slots(tx, plan);
  insert_talks(tx, plan);
}

void update_plan(storage::Transaction& tx, const TalkPlan& plan) {
  tx.execute(
      "update talk_plans set status = :status, name = :name, solver_status = :quality, score = :score, bound = :bound, "
      "edits = :edits, note = :note, published_event = :published_event, published_at = :published, version = :version, "
      "updated_at = :updated where id = :id",
      {{"status", to_text(plan.status)},
       {"name", plan.name},
       {"quality", to_text(plan.quality)},
       {"score", core::to_lines(plan.score)},
       {"bound", core::to_lines(plan.bound)},
       {"edits", plan.edits},
       {"note", plan.note},
       {"published_event", published_event(plan)},
       {"published", plan.published_at},
       {"version", plan.version},
       {"updated", plan.updated_at},
       {"id", plan.id}});
}

void replace_plan(storage::Transaction& tx, const TalkPlan& plan) {
  for (const auto* table : {"talk_plan_attendees", "talk_plan_talks", "talk_plan_slots"})
    tx.execute("delete from " + std::string(table) + " where plan_id = :plan", {{"plan", plan.id}});
  update_plan(tx, plan);
  insert_slots(tx, plan);
  insert_talks(tx, plan);
}

std::optional<TalkPlan> find_plan(storage::Transaction& tx, const core::OrganizationId& organization,
                                  const TalkPlanId& id) {
  return whole(tx, tx.select_one(select_plans_where("id = :id and organization_id = :org"),
                                 {{"id", id}, {"org", organization}}, read_plan));
}

std::optional<TalkPlan> find_published_plan(storage::Transaction& tx, const core::EventId& event) {
  return whole(tx, tx.select_one(select_plans_where("published_event = :event"), {{"event", event}}, read_plan));
}

bool is_plan(storage::Transaction& tx, const core::OrganizationId& organization, const TalkPlanId& id) {
  return tx
      .scalar<int>("select 1 from talk_plans where id = :id and organization_id = :org",
                   {{"id", id}, {"org", organization}})
      .has_value();
}

core::Page<TalkPlan> list_plans(storage::Transaction& tx, const core::EventId& event, const core::PageRequest& page) {
  return storage::list_rows(tx, storage::Query{select_plans_where("event_id = :event"), {{"event", event}}}, "", page,
                            read_plan);
}

std::int64_t count_plans(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<std::int64_t>("select count(*) from talk_plans where event_id = :event", {{"event", event}})
      .value_or(0);
}

std::int64_t count_drafts(storage::Transaction& tx, const core::EventId& event) {
  return tx
      .scalar<std::int64_t>("select count(*) from talk_plans where event_id = :event and status = 'draft'",
                            {{"event", event}})
      .value_or(0);
}

int next_plan_number(storage::Transaction& tx, const core::EventId& event) {
  return tx
      .scalar<int>("select coalesce(max(plan_number), 0) + 1 from talk_plans where event_id = :event",
                   {{"event", event}})
      .value_or(1);
}

bool remove_plan(storage::Transaction& tx, const TalkPlanId& id) {
  return !storage::forbidden_by([&] {
    // Slots go by cascade, but not while talks name them.
    tx.execute("delete from talk_plan_talks where plan_id = :id", {{"id", id}});
    tx.execute("delete from talk_plans where id = :id", {{"id", id}});
  });
}

std::map<Pair, Meeting> load_meetings(storage::Transaction& tx, const events::Event& event, core::Date since) {
  std::map<Pair, Meeting> met;
  static_cast<void>(tx.select(
      "select k.company_id, k.with_company_id, e.name, e.starts_on from events e join talk_plans p on p.published_event "
      "= e.id join talk_plan_talks t on t.plan_id = p.id join talks k on k.id = t.talk_id where e.series_id = :series "
      "and e.id <> :event and e.status <> 'cancelled' and e.starts_on >= :since and e.starts_on <= :before and t.slot is not null order by "
      "e.starts_on, e.id",
      {{"series", event.series}, {"event", event.id}, {"since", since}, {"before", event.starts_on}},
      [&](storage::Row& row) {
        const auto company = row.next<core::CompanyId>();
        const auto pair = pair_of(company, row.next<core::CompanyId>());
        auto name = row.next<std::string>();
        met.insert_or_assign(pair, Meeting{std::move(name), row.next<core::Date>()});
        return true;
      }));
  return met;
}

}  // namespace tagwerk::meetings
