// Purpose: what is sent to register a group, or to name a head. Thread-safety: values and pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "engine/core/error.hpp"
#include "engine/core/money.hpp"
#include "engine/core/percent.hpp"
#include "engine/registration/head_service.hpp"
#include "engine/registration/past_booking.hpp"
#include "engine/registration/registration.hpp"

namespace tagwerk::registration {

/// A merge patch of a head's name.
[[nodiscard]] const json::Object<Naming>& shape(json::Tag<Naming>);

}  // namespace tagwerk::registration

namespace tagwerk::resources {

struct NewParticipantBody : registration::Naming {};
[[nodiscard]] const json::Object<NewParticipantBody>& shape(json::Tag<NewParticipantBody>);

/// What is asked for, however it is kept.
struct GroupBody {
  core::CompanyId company_id;
  std::optional<std::vector<NewParticipantBody>> participants;
  std::optional<std::int64_t> headcount;
  std::optional<std::string> category;
  std::optional<std::map<std::string, std::int64_t>> pools;
};

struct NewRegistrationBody : GroupBody {
  std::optional<registration::WaitlistPolicy> waitlist;
};
[[nodiscard]] const json::Object<NewRegistrationBody>& shape(json::Tag<NewRegistrationBody>);
[[nodiscard]] registration::NewRegistration to_wish(const NewRegistrationBody& body);

struct NewHoldBody : GroupBody {
  std::optional<int> minutes;
};
[[nodiscard]] const json::Object<NewHoldBody>& shape(json::Tag<NewHoldBody>);
[[nodiscard]] registration::NewRegistration to_wish(const NewHoldBody& body);

struct PastBookingBody : GroupBody {
  core::Instant registered_at;
  std::optional<core::Instant> cancelled_at;
  std::optional<core::Money> unit_net;
  std::optional<core::Percent> vat_percent;
  std::optional<std::string> import_key;
};
[[nodiscard]] const json::Object<PastBookingBody>& shape(json::Tag<PastBookingBody>);
[[nodiscard]] registration::PastBooking to_booking(const PastBookingBody& body);

struct MoreHeadsBody {
  std::optional<std::vector<NewParticipantBody>> participants;
  std::optional<std::int64_t> headcount;
  std::optional<registration::WaitlistPolicy> waitlist;
};
[[nodiscard]] const json::Object<MoreHeadsBody>& shape(json::Tag<MoreHeadsBody>);
[[nodiscard]] registration::MoreHeads to_more_heads(const MoreHeadsBody& body);

using Errors = std::vector<const core::ErrorCode*>;
/// `some` errors of a route, and how a name for a head, or what it answers, is refused.
[[nodiscard]] Errors with_errors_of_names(Errors some);
/// `some`, and how heads that come are refused, with their names.
[[nodiscard]] Errors with_errors_of_heads(Errors some);

}  // namespace tagwerk::resources
