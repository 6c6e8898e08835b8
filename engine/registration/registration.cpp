#include "engine/registration/registration.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/ticket_code.hpp"

namespace tagwerk::registration {
namespace {

using core::Fields;

constexpr std::size_t max_field_errors = 100;

void check_key(Fields& fields, std::string pointer, std::string_view key) {
  if (core::is_key(key)) return;
  fields.push_back(
      {std::move(pointer), &core::field_format, {{"value", core::echo(key)}, {"expected", "a key [a-z0-9_-]{1,64}"}}});
}

void check_name(Fields& fields, const std::string& pointer, const std::string& name) {
  const bool readable = core::is_utf8(name) && !core::has_control(name);
  if (!readable || (core::is_blank(name) && !name.empty())) {
    fields.push_back({pointer, &core::field_format, {{"value", ""}, {"expected", "a name in one line"}}});
    return;
  }
  check_length(fields, pointer, core::code_points(name), 1, max_name_length);
}

void check_email(Fields& fields, const std::string& pointer, const std::string& email) {
  if (!core::is_email(email))
    fields.push_back({pointer, &core::field_format, {{"value", core::echo(email)}, {"expected", "an e-mail address"}}});
}

void require_absent(Fields& fields, std::string pointer, const std::optional<std::string>& member) {
  if (member) fields.push_back({std::move(pointer), &name_beside_person, {}});
}

using CheckText = void (*)(Fields&, const std::string&, const std::string&);
std::string take_member(Fields& fields, const std::string& pointer, const std::optional<std::string>& given,
                        const std::string* present, CheckText check) {
  if (given) {
    check(fields, pointer, *given);
    return *given;
  }
  if (present != nullptr) return *present;
  fields.push_back({pointer, &core::field_required, {}});
  return {};
}

// `naming` on top of `present`; wrong members are reported below `at`.
HeadName named(Fields& fields, const std::string& at, const std::optional<Attendee>& present, const Naming& naming) {
  if (naming.person) {
    require_absent(fields, at + "/given_name", naming.given_name);
    require_absent(fields, at + "/family_name", naming.family_name);
    require_absent(fields, at + "/email", naming.email);
    return {naming.person, std::nullopt};
  }
  const auto* known = present ? &*present : nullptr;
  Attendee attendee;
  attendee.given_name = take_member(fields, at + "/given_name", naming.given_name,
                                    known != nullptr ? &known->given_name : nullptr, check_name);
  attendee.family_name = take_member(fields, at + "/family_name", naming.family_name,
                                     known != nullptr ? &known->family_name : nullptr, check_name);
  attendee.email =
      take_member(fields, at + "/email", naming.email, known != nullptr ? &known->email : nullptr, check_email);
  return {std::nullopt, std::move(attendee)};
}

}  // namespace

std::string_view to_text(RegistrationStatus status) noexcept {
  switch (status) {
    case RegistrationStatus::confirmed:
      return "confirmed";
    case RegistrationStatus::waitlisted:
      return "waitlisted";
    case RegistrationStatus::partly_confirmed:
      return "partly_confirmed";
    case RegistrationStatus::cancelled:
      return "cancelled";
    case RegistrationStatus::held:
      return "held";
  }
  return {};
}
std::string_view to_text(ParticipantState state) noexcept {
  switch (state) {
    case ParticipantState::confirmed:
      return "confirmed";
    case ParticipantState::waitlisted:
      return "waitlisted";
    case ParticipantState::cancelled:
      return "cancelled";
    case ParticipantState::held:
      return "held";
  }
  return {};
}
std::string_view to_text(HeldFor held_for) noexcept {
  switch (held_for) {
    case HeldFor::hold:
      return "hold";
    case HeldFor::offer:
      return "offer";
    case HeldFor::approval:
      return "approval";
  }
  return {};
}
std::string_view to_text(Approval approval) noexcept {
  switch (approval) {
    case Approval::pending:
      return "pending";
    case Approval::approved:
      return "approved";
    case Approval::declined:
      return "declined";
  }
  return {};
}
std::string_view to_text(WaitlistPolicy policy) noexcept {
  switch (policy) {
    case WaitlistPolicy::none:
      return "none";
    case WaitlistPolicy::all_or_nothing:
      return "all_or_nothing";
    case WaitlistPolicy::partial:
      return "partial";
  }
  return {};
}
std::optional<RegistrationStatus> parse_registration_status(std::string_view text) noexcept {
  return core::one_of(all_registration_statuses, text);
}
std::optional<ParticipantState> parse_participant_state(std::string_view text) noexcept {
  return core::one_of(all_participant_states, text);
}
std::optional<WaitlistPolicy> parse_waitlist_policy(std::string_view text) noexcept {
  return core::one_of(all_waitlist_policies, text);
}

std::optional<HeldFor> parse_held_for(std::string_view text) noexcept { return core::one_of(all_held_fors, text); }
std::optional<Approval> parse_approval(std::string_view text) noexcept { return core::one_of(all_approvals, text); }

bool Registration::waits() const { return Decision{heads, pools, std::nullopt}.waits(); }

std::vector<core::FieldError> check_heads(const NewRegistration& registration) {
  Fields fields;
  const auto named_heads = static_cast<std::int64_t>(registration.participants.size());
  if (!registration.headcount) {
    check_count(fields, "/participants", registration.participants.size(), 1, max_heads);
    return fields;
  }
  check_range(fields, "/headcount", *registration.headcount, 1, max_heads);
  if (*registration.headcount >= 1 && *registration.headcount < named_heads) {
    fields.push_back({"/headcount",
                      &headcount_below_names,
                      {{"value", std::to_string(*registration.headcount)}, {"named", std::to_string(named_heads)}}});
  }
  return fields;
}

std::vector<core::FieldError> check_new_head(const Naming& head) {
  Fields fields;
  static_cast<void>(named(fields, "", std::nullopt, head));
  return fields;
}

std::vector<core::FieldError> check_person_or_name(const Naming& head) {
  Fields fields;
  if (head.person) static_cast<void>(named(fields, "", std::nullopt, head));
  return fields;
}

std::vector<core::FieldError> check_people_once(const NewRegistration& registration) {
  Fields fields;
  std::set<core::PersonId> people;
  for (std::size_t i = 0; i < registration.participants.size(); ++i) {
    const auto& person = registration.participants[i].person;
    if (!person || people.insert(*person).second) continue;
    fields.push_back(
        {"/participants/" + std::to_string(i) + "/person_id", &person_named_twice, {{"value", person->text()}}});
  }
  return fields;
}

std::vector<core::FieldError> check_pools(const NewRegistration& registration) {
  Fields fields;
  check_count(fields, "/pools", registration.pools.size(), 0, max_named_pools);
  for (const auto& [key, places] : registration.pools) {
    const auto pointer = pointer_to("/pools", key);
    check_key(fields, pointer, key);
    if (key == participants_pool || key == companies_pool)
      fields.push_back({pointer, &pool_counts_by_itself, {{"value", key}}});
    check_range(fields, pointer, places, 1, max_places);
  }
  return fields;
}

core::Result<> validate(const NewRegistration& registration) {
  auto fields = check_heads(registration);
  for (std::size_t i = 0; i < registration.participants.size(); ++i)
    append(fields, "/participants/" + std::to_string(i), check_new_head(registration.participants[i]));
  append(fields, check_people_once(registration));
  if (registration.category) check_key(fields, "/category", *registration.category);
  append(fields, check_pools(registration));
  if (fields.empty()) return {};
  if (fields.size() > max_field_errors) fields.erase(fields.begin() + max_field_errors, fields.end());
  return core::fail_fields(std::move(fields));
}

core::Result<HeadName> rename(const Participant& present, const Naming& change) {
  if (change.empty()) return HeadName{present.person, present.person ? std::nullopt : present.attendee};
  Fields fields;
  auto name = named(fields, "", present.person ? std::nullopt : present.attendee, change);
  if (!fields.empty()) return core::fail_fields(std::move(fields));
  return name;
}

RegistrationStatus status_of(const Share& heads, const std::map<std::string, Share>& pools) {
  const bool holds =
      heads.held > 0 || std::any_of(pools.begin(), pools.end(), [](const auto& p) { return p.second.held > 0; });
  const bool waits = Decision{heads, pools, std::nullopt}.waits();
  if (!holds && !waits) return RegistrationStatus::confirmed;
  if (heads.confirmed > 0) return RegistrationStatus::partly_confirmed;
  return holds ? RegistrationStatus::held : RegistrationStatus::waitlisted;
}

Participant make_head(const Registration& registration, const Naming* naming, core::Instant now) {
  Participant head;
  head.id = core::ParticipantId::make(now);
  head.registration = registration.id;
  head.event = registration.event;
  head.company = registration.company;
  head.ticket_code = make_ticket_code();
  if (naming == nullptr || naming->empty()) return head;
  if (naming->answers) head.answers = answered({}, *naming->answers);
  head.person = naming->person;
  if (!naming->person && naming->given_name)
    head.attendee = Attendee{naming->given_name.value(), naming->family_name.value(), naming->email.value()};
  return head;
}

Registration make_registration(const core::OrganizationId& organization, const core::EventId& event,
                               const NewRegistration& wish, const Decision& decision, core::Instant now) {
  Registration made;
  made.id = core::RegistrationId::make(now);
  made.organization = organization;
  made.event = event;
  made.company = wish.company;
  made.category = wish.category;
  made.status = status_of(decision.heads, decision.pools);
  made.policy = wish.waitlist.value_or(WaitlistPolicy::none);
  made.heads = decision.heads;
  made.pools = decision.pools;
  made.wanted_pools = wish.pools;
  made.registered_at = made.created_at = made.updated_at = now;
  made.participants.reserve(static_cast<std::size_t>(wish.heads()));
  for (std::int64_t i = 0; i < wish.heads(); ++i) {
    const auto index = static_cast<std::size_t>(i);
    auto head = make_head(made, index < wish.participants.size() ? &wish.participants[index] : nullptr, now);
    if (i >= decision.heads.taken()) {
      head.state = ParticipantState::waitlisted;
    } else if (i >= decision.heads.confirmed) {
      head.state = ParticipantState::held;
    }
    made.participants.push_back(std::move(head));
  }
  return made;
}

void add_promoted(Registration& registration, const Decision& decision) {
  const auto promote = [](Share& share, const Share& got) {
    share.confirmed += got.confirmed;
    share.held += got.held;
    share.waitlisted -= got.taken();
  };
  promote(registration.heads, decision.heads);
  for (const auto& [key, got] : decision.pools) {
    auto& share = registration.pools[key];
    promote(share, got);
    share.waitlisted = std::max<std::int64_t>(0, share.waitlisted);  // of a contingent nobody waits
  }
  registration.status = status_of(registration.heads, registration.pools);
  auto places = decision.heads.taken();
  for (auto& head : registration.participants) {
    if (places == 0) break;
    if (head.state != ParticipantState::waitlisted) continue;
    head.state = decision.heads.held > 0 ? ParticipantState::held : ParticipantState::confirmed;
    --places;
  }
}

std::string pointer_to(std::string_view parent, std::string_view member) {
  std::string pointer(parent);
  pointer += '/';
  for (const char c : member) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

}  // namespace tagwerk::registration
