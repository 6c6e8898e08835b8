// Purpose: /registrations/{registration_id}/invoice, /events/{event_id}/accounts and its summary: what registrations cost.
// Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::registration {
class AccountsService;
}

namespace tagwerk::resources {

void add_accounts_routes(pipeline::RouteTable& table, registration::AccountsService& service);

}  // namespace tagwerk::resources
