#include "engine/registration/accounts_store.hpp"

#include <string>

#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

const std::string charge_columns = "r.category, r.unit_net, r.currency, r.vat_bp, r.confirmed_headcount, r.fee_net";
const std::string that_cost =
    " where r.event_id = :event and r.unit_net is not null and (r.confirmed_headcount > 0 or r.fee_net > 0)";

Charge read_charge(storage::Row& row) {
  Charge charge;
  charge.category = row.next<std::optional<std::string>>();
  charge.price.net.net = row.next<std::int64_t>();
  charge.price.net.currency = row.next<std::string>();
  charge.price.vat_bp = row.next<std::optional<std::int64_t>>().value_or(0);
  charge.heads = row.next<std::int64_t>();
  charge.fee_net = row.next<std::int64_t>();
  return charge;
}

struct Listed {
  core::RegistrationId id;
  Account account;
};

}  // namespace

core::Page<Account> list_accounts(storage::Transaction& tx, const core::EventId& event, const core::PageRequest& page) {
  auto found = storage::list_rows(
      tx,
      storage::Query{"select straight_join " + charge_columns +
                         ", r.id, r.company_id, c.name, r.registered_at, r.status, r.imported from registrations r "
                         "join companies c on c.id = r.company_id" +
                         that_cost,
                     {{"event", event}}},
      "r.", page, [](storage::Row& row) {
        Account account;
        account.charge = read_charge(row);
        account.registration = row.next<core::RegistrationId>();
        account.company = row.next<core::CompanyId>();
        account.company_name = row.next<std::string>();
        account.registered_at = row.next<core::Instant>();
        account.status = storage::stored(parse_registration_status(row.next<std::string>()));
        account.imported = row.next<bool>();
        return Listed{account.registration, account};
      });
  core::Page<Account> accounts;
  accounts.next_after = found.next_after;
  for (auto& one : found.items) accounts.items.push_back(std::move(one.account));
  return accounts;
}

std::vector<CountedCharge> count_charges(storage::Transaction& tx, const core::EventId& event) {
  return tx.select(
      "select " + charge_columns + ", count(*) from registrations r" + that_cost + " group by " + charge_columns,
      {{"event", event}}, [](storage::Row& row) {
        CountedCharge counted;
        counted.charge = read_charge(row);
        counted.count = row.next<std::int64_t>();
        return counted;
      });
}

}  // namespace tagwerk::registration
