#include "engine/meetings/talk_wish_import_service.hpp"

#include <map>
#include <set>
#include <utility>

#include "engine/audit/audit.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/meetings/meetings_errors.hpp"
#include "engine/meetings/talk_settings_store.hpp"
#include "engine/meetings/talk_wish_audit.hpp"
#include "engine/meetings/talk_wish_import.hpp"
#include "engine/meetings/talk_wish_rules.hpp"
#include "engine/meetings/talk_wish_store.hpp"

namespace tagwerk::meetings {

namespace refusals = core::refusals;

namespace {

using directory::KnownCompany;

// Whom two names mean: of several companies of a name, those that make two sides.
class Finder {
 public:
  explicit Finder(const std::vector<KnownCompany>& known) {
    for (const auto& company : known) by_name_[company.name].insert_or_assign(company.id, company);
  }

  /// None: `wrong` says why.
  std::optional<std::pair<core::CompanyId, core::CompanyId>> find(const WishLine& line, const std::string& at,
                                                                  std::vector<core::FieldError>& wrong) const {
    const auto ones = by_name_.find(line.company);
    const auto others = by_name_.find(line.with_company);
    if (ones == by_name_.end()) wrong.push_back(unknown(at + "/company", line.company));
    if (others == by_name_.end()) wrong.push_back(unknown(at + "/with_company", line.with_company));
    if (ones == by_name_.end() || others == by_name_.end()) return std::nullopt;
    std::vector<std::pair<core::CompanyId, core::CompanyId>> pairs;
    for (const auto& [one, company] : ones->second) {
      for (const auto& [other, with_company] : others->second) {
        if (are_two_sides(company.role, with_company.role)) pairs.emplace_back(one, other);
      }
    }
    if (pairs.size() == 1) return pairs.front();
    if (pairs.empty()) {
      const bool is_itself = ones == others && ones->second.size() == 1;
      wrong.push_back({at + "/with_company",
                       is_itself ? &wish_for_oneself : &wish_without_vendor,
                       {{"value", core::echo(line.with_company)}}});
    } else {
      const bool is_first = ones->second.size() > 1;
      wrong.push_back({at + (is_first ? "/company" : "/with_company"),
                       &name_ambiguous,
                       {{"value", core::echo(is_first ? line.company : line.with_company)},
                        {"count", std::to_string((is_first ? ones : others)->second.size())}}});
    }
    return std::nullopt;
  }

 private:
  static core::FieldError unknown(std::string pointer, const std::string& name) {
    return {std::move(pointer), &core::reference_not_found, {{"object", "company"}, {"value", core::echo(name)}}};
  }

  std::map<std::string, std::map<core::CompanyId, KnownCompany>> by_name_;
};

}  // namespace

core::Result<core::ImportReport> TalkWishImportService::import_wishes(const access::Call& call, const core::EventId& id,
                                                                      std::string_view csv, bool dry_run) {
  if (const auto good = core::check_import_size(csv); !good) return good.error();
  auto read = read_wishes(csv);
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<core::ImportReport> {
    const auto& organization = call.principal.organization;
    const auto event = events::find_event(tx, organization, id, storage::Lock::for_update);
    if (!event) return refusals::not_found("event", id.text());
    const auto settings = find_talk_settings(tx, id);
    if (!settings) return core::fail(no_talk_settings, {{"event", id.text()}});
    auto problems = read.problems;
    const Finder companies(directory::load_known_companies(tx, organization, storage::Lock::shared));
    const Obstacles obstacles(tx, *event, settings->settings);
    std::map<std::pair<core::CompanyId, core::CompanyId>, std::size_t> line_of;
    std::set<std::pair<core::CompanyId, core::CompanyId>> there;
    std::map<core::CompanyId, std::int64_t> count_of;
    const auto before = load_wishes(tx, id);
    for (const auto& wish : before) {
      there.emplace(wish.company, wish.with_company);
      ++count_of[wish.company];
    }
    std::vector<TalkWish> made;
    for (const auto& line : read.lines) {
      const auto at = "line " + std::to_string(line.line);
      std::vector<core::FieldError> wrong;
      const auto pair = companies.find(line, at, wrong);
      if (auto error = check_session(settings->settings, line.session_key, at + "/session")) wrong.push_back(*error);
      if (pair) {
        const auto [first, is_new] = line_of.emplace(*pair, line.line);
        if (!is_new) {
          wrong.push_back({at,
                           &core::duplicate_line,
                           {{"value", core::echo(line.company)}, {"line", std::to_string(first->second)}}});
        } else if (!obstacles.check(pair_of(pair->first, pair->second))) {
          wrong.push_back({at, &cannot_meet, {}});
        }
      }
      const bool is_good = wrong.empty();
      for (auto& one : wrong) problems.push_back({line.line, std::move(one)});
      if (!is_good || there.contains(*pair)) continue;
      if (++count_of[pair->first] > max_wishes_per_company)
        return core::fail(too_many_wishes, {{"max", std::to_string(max_wishes_per_company)}, {"of", "of one company"}});
      TalkWish wish{.id = TalkWishId::make(call.now),
                    .event = id,
                    .company = pair->first,
                    .with_company = pair->second,
                    .importance = line.importance,
                    .people = {},
                    .session_key = line.session_key,
                    .note = line.note,
                    .status = line.is_accepted ? WishStatus::accepted : WishStatus::open,
                    .answered_at = line.is_accepted ? std::optional(call.now) : std::nullopt,
                    .answered_by = line.is_accepted ? std::optional(audit::actor_of(call.principal)) : std::nullopt,
                    .decline_reason = {},
                    .created_at = call.now,
                    .updated_at = call.now,
                    .version = core::first_version(call.now)};
      made.push_back(std::move(wish));
    }
    if (!problems.empty()) return core::problems_error(std::move(problems));
    if (static_cast<std::int64_t>(before.size() + made.size()) > max_wishes_per_event)
      return core::fail(too_many_wishes, {{"max", std::to_string(max_wishes_per_event)}, {"of", "of one event"}});
    if (!dry_run && !made.empty()) {
      insert_wishes(tx, organization, made);
      std::vector<audit::Record> entries;
      for (const auto& wish : made) {
        entries.push_back({.object_kind = "talk_wish",
                           .object = wish.id.uuid,
                           .action = "imported",
                           .changes = audit::changes_between(audit::Members{}, members_of(wish))});
      }
      audit::record_all(tx, call, entries);
    }
    return core::ImportReport{.rows = read.rows,
                              .created = made.size(),
                              .updated = 0,
                              .unchanged = read.rows - made.size(),
                              .dry_run = dry_run};
  });
}

}  // namespace tagwerk::meetings
