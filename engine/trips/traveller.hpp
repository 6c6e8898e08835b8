// Purpose: a traveller, who is a head of a registration with a confirmed place, and what is to be known of him for the trip.
// Whose it is: what was said is of the person who was named then. Somebody else who is named on the same place has said nothing:
// see is_same_person.
// Errors: core::validation_failed with every wrong member at its JSON pointer. Units: lengths in code points.
// Thread-safety: values and pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/registration/registration.hpp"
#include "engine/trips/passport.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_visas = 20;  // of one traveller
inline constexpr std::size_t max_dietary_needs = 500;
inline constexpr std::size_t max_contact_text = 100;  // name, relation, insurer, number of a policy
inline constexpr std::size_t max_contact_phone = 50;

enum class VisaState : std::uint8_t { not_needed, needed, applied, granted, refused };
inline constexpr VisaState all_visa_states[] = {VisaState::not_needed, VisaState::needed, VisaState::applied,
                                                VisaState::granted, VisaState::refused};
[[nodiscard]] std::string_view to_text(VisaState state) noexcept;
[[nodiscard]] std::optional<VisaState> parse_visa_state(std::string_view text) noexcept;

/// Of one country that is crossed. The days, both included, are those of a granted one.
struct Visa {
  std::string country;
  VisaState state = VisaState::needed;
  std::optional<core::Date> valid_from;
  std::optional<core::Date> valid_until;
  bool operator==(const Visa&) const = default;
};

struct EmergencyContact {
  std::string name;
  std::string phone;
  std::optional<std::string> relation;
  bool operator==(const EmergencyContact&) const = default;
};

struct Insurance {
  std::string provider;
  std::optional<std::string> policy_number;
  core::Date valid_until;
  bool operator==(const Insurance&) const = default;
};

struct TravellerProfile {
  std::optional<Passport> passport;
  std::vector<Visa> visas;                   // by country
  std::optional<std::string> dietary_needs;  // empty: he has none; none: he has not said
  std::optional<EmergencyContact> emergency_contact;
  std::optional<Insurance> insurance;
  bool operator==(const TravellerProfile&) const = default;
};

/// What takes the place of all that was said, but for a passport's number that is left out.
struct ProfileWish {
  std::optional<PassportWish> passport;
  std::vector<Visa> visas;
  std::optional<std::string> dietary_needs;
  std::optional<EmergencyContact> emergency_contact;
  std::optional<Insurance> insurance;
};
[[nodiscard]] std::vector<core::FieldError> check(const ProfileWish& wish);
[[nodiscard]] TravellerProfile profile_of(const ProfileWish& wish, const TravellerProfile& before);

/// Who was named on a place.
struct Identity {
  std::optional<core::PersonId> person;
  std::optional<registration::Attendee> name;
};
/// The same person of the directory. Where one of both is known by a name only: the same address, and the given or the family name
/// too, so that a slip or a marriage does not make another of him. Nobody is the same as nobody.
[[nodiscard]] bool is_same_person(const Identity& one, const Identity& other);

struct Traveller {
  core::ParticipantId id;
  core::RegistrationId registration;
  core::CompanyId company;
  Identity who;
  TravellerProfile profile;
  std::optional<core::Instant> updated_at;  // none: nothing was said yet
  std::int64_t version = 0;                 // likewise 0
};

}  // namespace tagwerk::trips
