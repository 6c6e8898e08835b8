#include "engine/meetings/talk_wish_service.hpp"

#include <algorithm>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_settings_store.hpp"
#include "engine/meetings/talk_wish_audit.hpp"
#include "engine/meetings/talk_wish_rules.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

namespace {

// What every verb needs to know of the event.
struct At {
  events::Event event;
  TalkSettings settings;
};

core::Result<At> load_at(storage::Transaction& tx, const access::Call& call, const core::EventId& id,
                         storage::Lock lock, storage::Lock settings_lock = storage::Lock::none) {
  auto event = events::find_event(tx, call.principal.organization, id, lock);
  if (!event) return refusals::not_found("event", id.text());
  auto settings = find_talk_settings(tx, id, settings_lock);
  if (!settings) return core::fail(no_talk_settings, {{"event", id.text()}});
  return At{*std::move(event), std::move(settings->settings)};
}

SeenWish seen(TalkWish wish, const TalkSettings& settings, core::Instant now) {
  SeenWish it{.wish = std::move(wish), .answer_due_at = std::nullopt, .reminder = std::nullopt};
  if (it.wish.status == WishStatus::open) it.answer_due_at = settings.answers_until;
  it.reminder = reminder_of(it.wish, settings, now);
  return it;
}

bool may_see(const access::Call& call, const TalkWish& wish) {
  return call.principal.may_see(wish.company) || call.principal.may_see(wish.with_company);
}

// The two companies, locked in the order of their ids so that neither is merged away meanwhile.
struct Companies {
  std::optional<directory::Company> company;
  std::optional<directory::Company> with_company;
};

Companies lock_companies(storage::Transaction& tx, const access::Call& call, const NewTalkWish& wish) {
  Companies both;
  const auto lock = [&](const core::CompanyId& id) {
    return directory::find_company(tx, call.principal.organization, id, storage::Lock::shared);
  };
  if (wish.company < wish.with_company) {
    both.company = lock(wish.company);
    both.with_company = lock(wish.with_company);
  } else {
    both.with_company = lock(wish.with_company);
    both.company = lock(wish.company);
  }
  return both;
}

void check_companies(const Companies& both, const NewTalkWish& wish, std::vector<core::FieldError>& fields) {
  const auto unknown = [&](const std::string& pointer, const core::CompanyId& id) {
    fields.push_back({pointer, &core::reference_not_found, {{"object", "company"}, {"value", id.text()}}});
  };
  if (!both.company) unknown("/company_id", wish.company);
  if (!both.with_company) unknown("/with_company_id", wish.with_company);
  if (both.company && both.with_company && !are_two_sides(both.company->role, both.with_company->role))
    fields.push_back({"/with_company_id", &wish_without_vendor, {}});
}

core::Result<> check_room(storage::Transaction& tx, const core::EventId& event, const core::CompanyId& company) {
  const auto counts = count_wishes(tx, event, company);
  if (counts.of_company >= max_wishes_per_company)
    return core::fail(too_many_wishes, {{"max", std::to_string(max_wishes_per_company)}, {"of", "of one company"}});
  if (counts.of_event >= max_wishes_per_event)
    return core::fail(too_many_wishes, {{"max", std::to_string(max_wishes_per_event)}, {"of", "of one event"}});
  return {};
}

// Where a wish counts until it is declined there must be time to decline it.
core::Result<> check_still_open(const access::Call& call, const TalkSettings& settings) {
  if (settings.answer_mode == AnswerMode::opt_in || !call.principal.company || !settings.answers_until ||
      call.now < *settings.answers_until)
    return {};
  return core::fail(answers_closed, {{"until", core::to_rfc3339(*settings.answers_until)}});
}

void accept(TalkWish& wish, const access::Call& call) {
  wish.status = WishStatus::accepted;
  wish.answered_at = call.now;
  wish.answered_by = audit::actor_of(call.principal);
  wish.decline_reason.reset();
}

void reopen(TalkWish& wish) {
  wish.status = WishStatus::open;
  wish.answered_at.reset();
  wish.answered_by.reset();
  wish.decline_reason.reset();
}

void save(storage::Transaction& tx, const access::Call& call, std::string_view action, const TalkWish& before,
          TalkWish& after) {
  if (after == before) return;
  ++after.version;
  after.updated_at = call.now;
  update_wish(tx, after);
  record_wish(tx, call, action, before, after);
}

}  // namespace

core::Result<SeenWish> TalkWishService::create(const access::Call& call, const core::EventId& event,
                                               const NewTalkWish& wanted) {
  if (!call.principal.may_see(wanted.company)) return refusals::not_found("company", wanted.company.text());
  auto fields = check(wanted);
  if (!fields.empty()) return core::fail_fields(std::move(fields));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<SeenWish> {
    const auto companies = lock_companies(tx, call, wanted);
    const auto known = lock_people(tx, call.principal.organization, {wanted.people.begin(), wanted.people.end()});
    const auto at = load_at(tx, call, event, storage::Lock::shared, storage::Lock::for_update);
    if (!at) return at.error();
    if (auto open = check_still_open(call, at->settings); !open) return open.error();
    std::vector<core::FieldError> wrong;
    check_companies(companies, wanted, wrong);
    auto people = people_of(wanted.people, known, wanted.company, wanted.with_company, wrong);
    if (auto error = check_session(at->settings, wanted.session_key, "/session_key")) wrong.push_back(*error);
    if (!wrong.empty()) return core::fail_fields(std::move(wrong));
    if (auto free = Obstacles(tx, at->event, at->settings).check(pair_of(wanted.company, wanted.with_company)); !free)
      return free.error();

    const auto before = find_wish_of(tx, event, wanted.company, wanted.with_company, storage::Lock::for_update);
    if (before && before->status != WishStatus::withdrawn)
      return refusals::already_exists("talk wish", "with_company_id", wanted.with_company.text());
    if (!before) {
      if (auto room = check_room(tx, event, wanted.company); !room) return room.error();
    }
    TalkWish wish = before.value_or(TalkWish{.id = TalkWishId::make(call.now),
                                             .event = event,
                                             .company = wanted.company,
                                             .with_company = wanted.with_company,
                                             .people = {},
                                             .session_key = {},
                                             .note = {},
                                             .answered_at = {},
                                             .answered_by = {},
                                             .decline_reason = {},
                                             .created_at = call.now,
                                             .updated_at = call.now,
                                             .version = core::first_version(call.now)});
    wish.importance = wanted.importance;
    wish.people = std::move(people);
    wish.session_key = wanted.session_key;
    wish.note = wanted.note;
    reopen(wish);
    const auto opposite = find_wish_of(tx, event, wanted.with_company, wanted.company, storage::Lock::for_update);
    if (opposite && opposite->status != WishStatus::withdrawn) {
      accept(wish, call);
      if (opposite->status != WishStatus::accepted) {
        auto after = *opposite;
        accept(after, call);
        save(tx, call, "accepted", *opposite, after);
      }
    }
    if (before) {
      save(tx, call, "wished_again", *before, wish);
    } else {
      insert_wishes(tx, call.principal.organization, std::span(&wish, 1));
      record_wish(tx, call, "created", std::nullopt, wish);
    }
    return seen(std::move(wish), at->settings, call.now);
  });
}

core::Result<SeenWish> TalkWishService::find(const access::Call& call, const TalkWishId& id) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<SeenWish> {
    auto wish = find_wish(tx, call.principal.organization, id);
    if (!wish || !may_see(call, *wish)) return refusals::not_found("talk wish", id.text());
    const auto at = load_at(tx, call, wish->event, storage::Lock::none);
    if (!at) return at.error();
    return seen(*std::move(wish), at->settings, call.now);
  });
}

core::Result<core::Page<SeenWish>> TalkWishService::list(const access::Call& call, const core::EventId& event,
                                                         TalkWishFilter filter, const core::PageRequest& page) {
  if (call.principal.company) {
    if (filter.of && *filter.of != *call.principal.company) return refusals::not_found("company", filter.of->text());
    filter.of = call.principal.company;
  }
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<SeenWish>> {
    const auto at = load_at(tx, call, event, storage::Lock::none);
    if (!at) return at.error();
    auto wishes = list_wishes(tx, call.principal.organization, event, filter, page);
    core::Page<SeenWish> out{.items = {}, .next_after = wishes.next_after};
    for (auto& wish : wishes.items) out.items.push_back(seen(std::move(wish), at->settings, call.now));
    return out;
  });
}

core::Result<SeenWish> TalkWishService::change(const access::Call& call, const TalkWishId& id,
                                               const TalkWishPatch& patch, const core::ExpectedVersion& expected) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<SeenWish> {
    const auto seen_first = find_wish(tx, call.principal.organization, id);
    if (!seen_first || !call.principal.may_see(seen_first->company)) return refusals::not_found("talk wish", id.text());
    const auto at = load_at(tx, call, seen_first->event, storage::Lock::shared);
    if (!at) return at.error();
    const std::set<core::PersonId> named = patch.people
                                               ? std::set<core::PersonId>(patch.people->begin(), patch.people->end())
                                               : std::set<core::PersonId>{};
    const auto known = lock_people(tx, call.principal.organization, named);
    const auto before = find_wish(tx, call.principal.organization, id, storage::Lock::for_update);
    if (!before) return refusals::not_found("talk wish", id.text());
    if (!expected.is_met_by(before->version)) return core::fail(core::precondition_failed);
    auto after = *before;
    if (patch.importance) after.importance = *patch.importance;
    if (patch.session_key) after.session_key = *patch.session_key;
    if (patch.note) after.note = *patch.note;
    auto wrong = check(NewTalkWish{.company = after.company,
                                   .with_company = after.with_company,
                                   .importance = after.importance,
                                   .people = patch.people.value_or(std::vector<core::PersonId>{}),
                                   .session_key = after.session_key,
                                   .note = after.note});
    if (patch.people && wrong.empty())
      after.people = people_of(*patch.people, known, after.company, after.with_company, wrong);
    if (auto error = check_session(at->settings, after.session_key, "/session_key"); error && patch.session_key)
      wrong.push_back(*error);
    if (!wrong.empty()) return core::fail_fields(std::move(wrong));
    save(tx, call, "changed", *before, after);
    return seen(std::move(after), at->settings, call.now);
  });
}

core::Result<SeenWish> TalkWishService::answer(const access::Call& call, const TalkWishId& id,
                                               const WishAnswer& answer) {
  core::MemberRules rules("");
  if (answer.reason) rules.line("reason", *answer.reason, max_wish_text_length);
  if (auto wrong = rules.take(); !wrong.empty()) return core::fail_fields(std::move(wrong));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<SeenWish> {
    const auto before = find_wish(tx, call.principal.organization, id, storage::Lock::for_update);
    if (!before || !may_see(call, *before)) return refusals::not_found("talk wish", id.text());
    const auto at = load_at(tx, call, before->event, storage::Lock::none);
    if (!at) return at.error();
    if (!call.principal.may_see(before->with_company)) return core::fail(not_yours_to_answer);
    if (before->status == WishStatus::withdrawn) return core::fail(wish_withdrawn);
    if (call.principal.company && at->settings.answers_until && call.now >= *at->settings.answers_until)
      return core::fail(answers_closed, {{"until", core::to_rfc3339(*at->settings.answers_until)}});
    auto after = *before;
    if (answer.accepted) {
      if (before->status != WishStatus::accepted) accept(after, call);
    } else {
      accept(after, call);
      after.status = WishStatus::declined;
      after.decline_reason = answer.reason;
      if (before->status == WishStatus::declined && before->decline_reason == answer.reason) after = *before;
    }
    save(tx, call, answer.accepted ? "accepted" : "declined", *before, after);
    return seen(std::move(after), at->settings, call.now);
  });
}

core::Result<SeenWish> TalkWishService::withdraw(const access::Call& call, const TalkWishId& id) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<SeenWish> {
    const auto before = find_wish(tx, call.principal.organization, id, storage::Lock::for_update);
    if (!before || !call.principal.may_see(before->company)) return refusals::not_found("talk wish", id.text());
    const auto at = load_at(tx, call, before->event, storage::Lock::none);
    if (!at) return at.error();
    auto after = *before;
    reopen(after);
    after.status = WishStatus::withdrawn;
    save(tx, call, "withdrawn", *before, after);
    return seen(std::move(after), at->settings, call.now);
  });
}

core::Result<std::vector<Counterpart>> TalkWishService::counterparts(const access::Call& call,
                                                                     const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<std::vector<Counterpart>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    std::optional<directory::CompanyRole> own_role;
    if (call.principal.company) {
      const auto own = directory::find_company(tx, call.principal.organization, *call.principal.company);
      if (!own) return refusals::not_found("company", call.principal.company->text());
      own_role = own->role;
    }
    std::vector<Counterpart> found;
    std::map<core::CompanyId, std::size_t> position;
    for (auto& company : load_taking_part(tx, event)) {
      if (own_role && !are_two_sides(*own_role, company.role)) continue;
      position.emplace(company.company, found.size());
      found.push_back({.company = std::move(company), .people = {}});
    }
    for (auto& person : load_registered_people(tx, event)) {
      const auto at = position.find(person.company);
      if (at != position.end()) found[at->second].people.push_back(std::move(person));
    }
    return found;
  });
}

}  // namespace tagwerk::meetings
