#include "engine/registration/check_in_list.hpp"

#include <algorithm>

#include "engine/core/expected_version.hpp"
#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/registration/admission.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {
namespace {

using core::Fields;

void check_categories(Fields& fields, const std::vector<std::string>& categories) {
  check_count(fields, "/categories", categories.size(), 1, max_list_categories);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    const auto pointer = "/categories/" + std::to_string(i);
    core::MemberRules rules("/categories");
    append(fields, rules.key(std::to_string(i), categories[i]).take());
    const auto here = categories.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(categories.begin(), here, categories[i]) != here)
      fields.push_back({pointer, &core::field_duplicate, {{"value", categories[i]}}});
  }
}

void check_pool(Fields& fields, const std::string& pool) {
  core::MemberRules rules("");
  append(fields, rules.key("pool", pool).take());
  if (pool == participants_pool || pool == companies_pool)
    fields.push_back({"/pool", &pool_counts_by_itself, {{"value", pool}}});
}

// The member is there exactly when the list admits by it.
void check_presence(Fields& fields, const std::string& pointer, bool is_given, bool is_wanted, Admits admits) {
  if (is_given == is_wanted) return;
  if (is_wanted) {
    fields.push_back({pointer, &core::field_required, {}});
  } else {
    fields.push_back({pointer, &not_admitted_by, {{"admits", std::string(to_text(admits))}}});
  }
}

}  // namespace

std::string_view to_text(Admits admits) noexcept {
  switch (admits) {
    case Admits::all:
      return "all";
    case Admits::categories:
      return "categories";
    case Admits::pool:
      break;
  }
  return "pool";
}

std::optional<Admits> parse_admits(std::string_view text) noexcept { return core::one_of(all_admits, text); }

bool is_on(const CheckInList& list, const Holding& holding) {
  switch (list.admits) {
    case Admits::all:
      return true;
    case Admits::categories:
      return holding.category && list.categories &&
             std::find(list.categories->begin(), list.categories->end(), *holding.category) != list.categories->end();
    case Admits::pool:
      break;
  }
  return list.pool && holding.pools.contains(*list.pool);
}

CheckInList default_list(const core::EventId& event, core::Instant event_created_at) {
  CheckInList list;
  list.id = {event.uuid};
  list.event = event;
  list.key = default_list_key;
  list.name = "Default";
  list.created_at = list.updated_at = event_created_at;
  list.version = core::first_version(event_created_at);
  return list;
}

std::vector<core::FieldError> check(const NewCheckInList& list) {
  Fields fields;
  core::MemberRules rules("");
  rules.key("key", list.key).line("name", list.name, max_list_name_length);
  fields = rules.take();
  check_presence(fields, "/categories", list.categories.has_value(), list.admits == Admits::categories, list.admits);
  check_presence(fields, "/pool", list.pool.has_value(), list.admits == Admits::pool, list.admits);
  if (list.categories) check_categories(fields, *list.categories);
  if (list.pool) check_pool(fields, *list.pool);
  return fields;
}

NewCheckInList patched(const CheckInList& list, const CheckInListPatch& patch) {
  NewCheckInList wanted{.key = list.key,
                        .name = patch.name.value_or(list.name),
                        .admits = patch.admits.value_or(list.admits),
                        .categories = list.categories,
                        .pool = list.pool};
  if (wanted.admits != Admits::categories) wanted.categories.reset();
  if (wanted.admits != Admits::pool) wanted.pool.reset();
  if (patch.categories) wanted.categories = patch.categories;
  if (patch.pool) wanted.pool = patch.pool;
  return wanted;
}

}  // namespace tagwerk::registration
