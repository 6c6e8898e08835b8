// Purpose: how a vendor's participation is shown. Thread-safety: values and pure functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/json/codec.hpp"
#include "engine/vendors/vendor_participation.hpp"

namespace tagwerk::vendors {

[[nodiscard]] std::span<const json::EnumName<ParticipationStatus>> enum_names(json::Tag<ParticipationStatus>);
[[nodiscard]] const json::Object<ExtraLine>& shape(json::Tag<ExtraLine>);

}  // namespace tagwerk::vendors

namespace tagwerk::resources {

struct BookingDto {
  core::Instant at;
  std::string name;
  std::optional<core::Money> price;
  core::Percent vat_rate;
};
[[nodiscard]] const json::Object<BookingDto>& shape(json::Tag<BookingDto>);

struct VendorParticipationDto {
  vendors::VendorParticipationId id;
  core::EventId event_id;
  core::CompanyId company_id;
  std::string package;
  vendors::ParticipationStatus status = vendors::ParticipationStatus::enquiry;
  std::optional<core::Instant> offer_expires_at;
  std::optional<BookingDto> booking;
  std::optional<std::string> note;
  std::optional<std::string> reason;
  std::vector<vendors::ExtraLine> extra_lines;
  std::optional<core::Instant> cancelled_at;
  core::Instant created_at;
  core::Instant updated_at;
};
[[nodiscard]] const json::Object<VendorParticipationDto>& shape(json::Tag<VendorParticipationDto>);
[[nodiscard]] VendorParticipationDto vendor_participation_dto(const vendors::VendorParticipation& participation);

}  // namespace tagwerk::resources
