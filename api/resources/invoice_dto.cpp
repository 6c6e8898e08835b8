#include "api/resources/invoice_dto.hpp"

namespace tagwerk::resources {

const json::Object<VatTotalDto>& shape(json::Tag<VatTotalDto>) {
  static const auto object = json::Object<VatTotalDto>("VatTotal", "The sum of the lines of one rate of VAT")
                                 .required("vat_percent", &VatTotalDto::vat_percent)
                                 .required("net", &VatTotalDto::net)
                                 .required("vat", &VatTotalDto::vat)
                                 .required("gross", &VatTotalDto::gross);
  return object;
}

std::vector<VatTotalDto> vat_totals(const std::vector<registration::VatTotal>& totals) {
  std::vector<VatTotalDto> dtos;
  dtos.reserve(totals.size());
  for (const auto& [vat_bp, amount] : totals) dtos.push_back({{vat_bp}, amount.net, amount.vat, amount.gross});
  return dtos;
}

const json::Object<InvoicedEventDto>& shape(json::Tag<InvoicedEventDto>) {
  static const auto object = json::Object<InvoicedEventDto>("InvoicedEvent", "What was registered for")
                                 .required("id", &InvoicedEventDto::id)
                                 .required("name", &InvoicedEventDto::name)
                                 .required("starts_on", &InvoicedEventDto::starts_on)
                                 .required("ends_on", &InvoicedEventDto::ends_on);
  return object;
}

const json::Object<InvoicedCompanyDto>& shape(json::Tag<InvoicedCompanyDto>) {
  static const auto object = json::Object<InvoicedCompanyDto>("InvoicedCompany", "Who pays, as the directory knows it")
                                 .required("id", &InvoicedCompanyDto::id)
                                 .required("name", &InvoicedCompanyDto::name)
                                 .nullable("city", &InvoicedCompanyDto::city);
  return object;
}

}  // namespace tagwerk::resources
