#include "engine/registration/accounts_service.hpp"

#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/company_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/accounts_store.hpp"
#include "engine/registration/registration_store.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

core::Result<Invoice> AccountsService::invoice(const access::Call& call, const core::RegistrationId& id) {
  const auto& organization = call.principal.organization;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Invoice> {
    const auto registration = find_registration(tx, organization, id);
    if (!registration || !call.principal.may_see(registration->company))
      return refusals::not_found("registration", id.text());
    auto event = events::find_event(tx, organization, registration->event);
    if (!event) return refusals::not_found("event", registration->event.text());
    auto company = directory::find_company_or_merged(tx, organization, registration->company);
    if (!company) return refusals::not_found("company", registration->company.text());
    Invoice invoice;
    invoice.registration = id;
    invoice.event = event->id;
    invoice.event_name = std::move(event->name);
    invoice.starts_on = event->starts_on;
    invoice.ends_on = event->ends_on;
    invoice.company = registration->company;
    invoice.company_name = std::move(company->name);
    invoice.company_city = std::move(company->city);
    invoice.status = registration->status;
    invoice.registered_at = registration->registered_at;
    charge(invoice, charge_of(*registration));
    return invoice;
  });
}

core::Result<core::Page<Account>> AccountsService::accounts(const access::Call& call, const core::EventId& event,
                                                            const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<Account>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return list_accounts(tx, event, page);
  });
}

core::Result<AccountsSummary> AccountsService::summary(const access::Call& call, const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<AccountsSummary> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    return summarize(count_charges(tx, event));
  });
}

}  // namespace tagwerk::registration
