// Purpose: a company's group at an event: its heads (named, or to be named later), what it takes from pools, and the rules
// for a new one. A head is a Participant with a ticket, whose code is valid while the head is confirmed.
// Errors: core::validation_failed with every wrong member at its JSON pointer. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"
#include "engine/events/event_terms.hpp"
#include "engine/registration/admission.hpp"
#include "engine/registration/answer.hpp"

namespace tagwerk::registration {

inline constexpr std::int64_t max_heads = 500;         // of one registration
inline constexpr std::int64_t max_places = 10'000;     // that one registration takes from one pool
inline constexpr std::size_t max_named_pools = 20;     // of one registration
inline constexpr std::size_t max_name_length = 100;    // given name, family name; code points
inline constexpr std::size_t max_reason_length = 500;  // code points

// Reasons that are written by what ends a registration, or what it waits for; all others are somebody's own words.
inline constexpr std::string_view reason_hold_expired = "hold expired";
inline constexpr std::string_view reason_offer_expired = "offer expired";
inline constexpr std::string_view reason_left_waitlist = "left the waiting list";
inline constexpr std::string_view reason_transferred = "transferred";

enum class RegistrationStatus : std::uint8_t { confirmed, waitlisted, partly_confirmed, cancelled, held };
enum class ParticipantState : std::uint8_t { confirmed, waitlisted, cancelled, held };
/// Why places are held: it is a hold, it was offered what it waited for, or it is to be approved.
enum class HeldFor : std::uint8_t { hold, offer, approval };
enum class Approval : std::uint8_t { pending, approved, declined };

inline constexpr RegistrationStatus all_registration_statuses[] = {
    RegistrationStatus::confirmed, RegistrationStatus::waitlisted, RegistrationStatus::partly_confirmed,
    RegistrationStatus::cancelled, RegistrationStatus::held};
inline constexpr ParticipantState all_participant_states[] = {ParticipantState::confirmed, ParticipantState::waitlisted,
                                                              ParticipantState::cancelled, ParticipantState::held};
inline constexpr HeldFor all_held_fors[] = {HeldFor::hold, HeldFor::offer, HeldFor::approval};
inline constexpr Approval all_approvals[] = {Approval::pending, Approval::approved, Approval::declined};
inline constexpr WaitlistPolicy all_waitlist_policies[] = {WaitlistPolicy::none, WaitlistPolicy::all_or_nothing,
                                                           WaitlistPolicy::partial};

[[nodiscard]] std::string_view to_text(RegistrationStatus status) noexcept;
[[nodiscard]] std::string_view to_text(ParticipantState state) noexcept;
[[nodiscard]] std::string_view to_text(WaitlistPolicy policy) noexcept;
[[nodiscard]] std::string_view to_text(HeldFor held_for) noexcept;
[[nodiscard]] std::string_view to_text(Approval approval) noexcept;
[[nodiscard]] std::optional<RegistrationStatus> parse_registration_status(std::string_view text) noexcept;
[[nodiscard]] std::optional<ParticipantState> parse_participant_state(std::string_view text) noexcept;
[[nodiscard]] std::optional<WaitlistPolicy> parse_waitlist_policy(std::string_view text) noexcept;
[[nodiscard]] std::optional<HeldFor> parse_held_for(std::string_view text) noexcept;
[[nodiscard]] std::optional<Approval> parse_approval(std::string_view text) noexcept;

/// What stands on the badge.
struct Attendee {
  std::string given_name;
  std::string family_name;
  std::string email;
  bool operator==(const Attendee&) const = default;
};

struct Participant {
  core::ParticipantId id;
  core::RegistrationId registration;
  core::EventId event;
  core::CompanyId company;
  ParticipantState state = ParticipantState::confirmed;
  std::optional<core::PersonId> person;
  std::optional<Attendee> attendee;  // of the person, or given with the registration; none: to be named later
  std::string ticket_code;
  std::optional<core::ParticipantId> replaces;  // the head instead of which it comes
  std::optional<core::Instant> left_at;  // it was replaced or taken out, not cancelled with all of its registration
  AnswerSet answers = {};                // where the whole registration was read
};

/// Of a head, as it was when the registration was made.
struct HeadPrice {
  events::Price net;
  std::int64_t vat_bp = 0;
  bool operator==(const HeadPrice&) const = default;
};

struct Registration {
  core::RegistrationId id;
  core::OrganizationId organization;
  core::EventId event;
  core::CompanyId company;
  std::optional<std::string> category;
  RegistrationStatus status = RegistrationStatus::confirmed;
  WaitlistPolicy policy = WaitlistPolicy::none;
  Share heads;                                       // all 0 once it is cancelled
  std::map<std::string, Share> pools;                // without participants and companies, which count by themselves
  std::map<std::string, std::int64_t> wanted_pools;  // what it asked for by name; kept when it is cancelled
  std::vector<Participant> participants;
  std::optional<std::int64_t>
      queue_number;  // its place in the waitlist (queue_number.hpp); set when it waits, and kept
  std::optional<core::Instant> waits_since;  // where that is not registered_at
  std::optional<HeldFor> held_for;           // set while places are held
  std::optional<core::Instant> held_until;   // none: for as long as it takes
  std::optional<Approval> approval;          // none: nobody has to approve
  std::optional<std::string> reason;         // of a decline, a cancellation
  std::optional<HeadPrice> price;            // none: nothing is said of money
  std::int64_t fee_net = 0;                  // for what was cancelled too late; in the currency of the price
  bool imported = false;                     // taken over from another system
  std::optional<core::RegistrationId> transferred_from;
  std::optional<core::RegistrationId> transferred_to;
  core::Instant registered_at;
  std::optional<core::Instant> cancelled_at;
  core::Instant created_at;
  core::Instant updated_at;
  std::int64_t version = 1;

  /// Some of what it asked for is still to come.
  [[nodiscard]] bool waits() const;
};

/// Members that are left out keep what they are; a person replaces the name and a name the person.
struct Naming {
  std::optional<core::PersonId> person;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  std::optional<std::string> email;
  std::optional<AnswerChanges> answers = {};

  /// Nothing is said of the name.
  [[nodiscard]] bool empty() const { return !person && !given_name && !family_name && !email; }
};

struct NewRegistration {
  core::CompanyId company;
  std::vector<Naming> participants;
  std::optional<std::int64_t> headcount;  // none: as many as participants
  std::optional<std::string> category;    // a key
  std::map<std::string, std::int64_t> pools;
  std::optional<WaitlistPolicy> waitlist;  // none: what the event says
  bool hold = false;                       // places are held for a while only
  std::optional<int> hold_minutes;         // none: as long as the event says
  bool owes_answers = false;               // it comes from elsewhere: required questions are answered later

  [[nodiscard]] std::int64_t heads() const {
    return headcount.value_or(static_cast<std::int64_t>(participants.size()));
  }
};

// What can be said without looking anything up, rule by rule; validate() is all of it.
/// At least one head, and not fewer than are named.
[[nodiscard]] std::vector<core::FieldError> check_heads(const NewRegistration& registration);
/// A new head: either a person or a whole name; at "/given_name" …
[[nodiscard]] std::vector<core::FieldError> check_new_head(const Naming& head);
/// Beside a person no name, which the directory knows.
[[nodiscard]] std::vector<core::FieldError> check_person_or_name(const Naming& head);
[[nodiscard]] std::vector<core::FieldError> check_people_once(const NewRegistration& registration);
[[nodiscard]] std::vector<core::FieldError> check_pools(const NewRegistration& registration);
[[nodiscard]] core::Result<> validate(const NewRegistration& registration);

/// A head's new name on top of its present one, with the pointers of a patch ("/email"). Says nothing about the person.
struct HeadName {
  std::optional<core::PersonId> person;
  std::optional<Attendee> attendee;  // not together with a person
};
[[nodiscard]] core::Result<HeadName> rename(const Participant& present, const Naming& change);

[[nodiscard]] RegistrationStatus status_of(const Share& heads, const std::map<std::string, Share>& pools);

/// A new registration as it was decided: the first heads in the list get the places.
[[nodiscard]] Registration make_registration(const core::OrganizationId& organization, const core::EventId& event,
                                             const NewRegistration& wish, const Decision& decision, core::Instant now);
/// A head as it is named, with a new ticket; its state is the caller's.
[[nodiscard]] Participant make_head(const Registration& registration, const Naming* naming, core::Instant now);
/// Adds what the waiting list gave it; version and time are the caller's.
void add_promoted(Registration& registration, const Decision& decision);

/// "/pools/a~1b": the member of an object, escaped as RFC 6901 wants it.
[[nodiscard]] std::string pointer_to(std::string_view parent, std::string_view member);

}  // namespace tagwerk::registration
