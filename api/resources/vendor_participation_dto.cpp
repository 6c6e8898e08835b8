#include "api/resources/vendor_participation_dto.hpp"

#include "api/resources/enum_texts.hpp"

namespace tagwerk::vendors {

std::span<const json::EnumName<ParticipationStatus>> enum_names(json::Tag<ParticipationStatus>) {
  static const auto names = json::names_from_text(all_participation_statuses);
  return names;
}

const json::Object<ExtraLine>& shape(json::Tag<ExtraLine>) {
  static const auto object =
      json::Object<ExtraLine>("VendorExtraLine", "What is charged beside the package, or taken off")
          .required("text", &ExtraLine::text, json::text(1, max_line_text).like(R"("Stromanschluss")"))
          .required("quantity", &ExtraLine::quantity, json::range(1, static_cast<double>(max_quantity)))
          .required("unit_net", &ExtraLine::unit_net, json::about("Net, of one; below 0: taken off"))
          .required("vat_rate", &ExtraLine::vat, json::about("Percent, on top of it"));
  return object;
}

}  // namespace tagwerk::vendors

namespace tagwerk::resources {

const json::Object<BookingDto>& shape(json::Tag<BookingDto>) {
  static const auto object = json::Object<BookingDto>("VendorBooking", "The package as it was when it was booked")
                                 .required("at", &BookingDto::at)
                                 .required("name", &BookingDto::name)
                                 .nullable("price", &BookingDto::price, json::about("Net"))
                                 .required("vat_rate", &BookingDto::vat_rate);
  return object;
}

const json::Object<VendorParticipationDto>& shape(json::Tag<VendorParticipationDto>) {
  using Dto = VendorParticipationDto;
  static const auto object =
      json::Object<Dto>("VendorParticipation", "A vendor's participation in an event")
          .required("id", &Dto::id)
          .required("event_id", &Dto::event_id)
          .required("company_id", &Dto::company_id)
          .required("package", &Dto::package, json::about("Its key"))
          .required("status", &Dto::status)
          .nullable("offer_expires_at", &Dto::offer_expires_at,
                    json::about("From then on the offer holds no place; null: it stays open, or there is none"))
          .nullable("booking", &Dto::booking, json::about("null: not booked yet"))
          .nullable("note", &Dto::note, json::about("Read by vendor and organizers"))
          .nullable("reason", &Dto::reason, json::about("Of the cancellation"))
          .required("extra_lines", &Dto::extra_lines)
          .nullable("cancelled_at", &Dto::cancelled_at)
          .required("created_at", &Dto::created_at)
          .required("updated_at", &Dto::updated_at);
  return object;
}

VendorParticipationDto vendor_participation_dto(const vendors::VendorParticipation& participation) {
  VendorParticipationDto dto{.id = participation.id,
                             .event_id = participation.event,
                             .company_id = participation.company,
                             .package = participation.package_key,
                             .status = participation.status,
                             .offer_expires_at = participation.offer_expires_at,
                             .booking = {},
                             .note = participation.note,
                             .reason = participation.reason,
                             .extra_lines = participation.extra_lines,
                             .cancelled_at = participation.cancelled_at,
                             .created_at = participation.created_at,
                             .updated_at = participation.updated_at};
  if (const auto& booking = participation.booking)
    dto.booking = BookingDto{booking->at, booking->package_name, booking->price, booking->vat};
  return dto;
}

}  // namespace tagwerk::resources
