#include "engine/vendors/vendor_staff_store.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "engine/storage/id_list.hpp"

namespace tagwerk::vendors {
namespace {

// What a subquery reads is not locked.
const std::string select_staff =
    "select s.id, s.event_id, s.participation_id, s.person_id, "
    "coalesce(s.given_name, (select h.given_name from people h where h.id = s.person_id)), "
    "coalesce(s.family_name, (select h.family_name from people h where h.id = s.person_id)), "
    "coalesce(s.email, (select h.email from people h where h.id = s.person_id)), "
    "s.has_pass, s.created_at, s.updated_at, s.version from vendor_staff s where ";

VendorStaff read_staff(storage::Row& row) {
  return {.id = row.next<VendorStaffId>(),
          .event = row.next<core::EventId>(),
          .participation = row.next<VendorParticipationId>(),
          .person = row.next<std::optional<core::PersonId>>(),
          .name = {.given_name = row.next<std::string>(),
                   .family_name = row.next<std::string>(),
                   .email = row.next<std::string>()},
          .has_pass = row.next<bool>(),
          .unavailable = {},
          .created_at = row.next<core::Instant>(),
          .updated_at = row.next<core::Instant>(),
          .version = row.next<std::int64_t>()};
}

void load_absences(storage::Transaction& tx, std::span<VendorStaff> staff) {
  if (staff.empty()) return;
  std::vector<VendorStaffId> ids;
  ids.reserve(staff.size());
  for (const auto& one : staff) ids.push_back(one.id);
  tx.select("select staff_id, starts_at, ends_at from vendor_staff_absences where staff_id in " +
                storage::IdList(ids).sql() + " order by staff_id, starts_at",
            {}, [&](storage::Row& row) {
              const auto id = row.next<VendorStaffId>();
              const Absence absence{.starts_at = row.next<core::Instant>(), .ends_at = row.next<core::Instant>()};
              const auto owner =
                  std::find_if(staff.begin(), staff.end(), [&](const VendorStaff& one) { return one.id == id; });
              owner->unavailable.push_back(absence);
              return true;
            });
}

void insert_absences(storage::Transaction& tx, const VendorStaff& staff) {
  std::vector<std::vector<storage::Value>> rows;
  for (const auto& [starts_at, ends_at] : staff.unavailable) rows.push_back({staff.id, starts_at, ends_at});
  if (!rows.empty()) tx.insert_rows("insert into vendor_staff_absences (staff_id, starts_at, ends_at)", rows);
}

std::vector<VendorStaff> lock_those(storage::Transaction& tx, const std::string& condition,
                                    const storage::Binds& binds) {
  auto found = tx.select(storage::locked(select_staff + condition + " order by s.id", storage::Lock::for_update), binds,
                         read_staff);
  load_absences(tx, found);
  return found;
}

storage::Binds binds_of(const VendorStaff& staff) {
  const auto own = [&](const std::string& name) {
    return staff.person ? storage::Value(nullptr) : storage::Value(name);
  };
  return {{"id", staff.id},
          {"participation", staff.participation},
          {"person", staff.person},
          {"given", own(staff.name.given_name)},
          {"family", own(staff.name.family_name)},
          {"email", own(staff.name.email)},
          {"pass", staff.has_pass},
          {"version", staff.version},
          {"updated", staff.updated_at}};
}

template <class Write>
bool is_new_person(Write&& write) {
  return storage::is_new_under("uq_vendor_staff_person", [&] { storage::write_references(write); });
}

}  // namespace

std::optional<VendorStaff> find_staff(storage::Transaction& tx, const VendorParticipationId& participation,
                                      const VendorStaffId& id, storage::Lock lock) {
  auto found = tx.select_one(storage::locked(select_staff + "s.participation_id = :participation and s.id = :id", lock),
                             {{"participation", participation}, {"id", id}}, read_staff);
  if (found) load_absences(tx, std::span(&*found, 1));
  return found;
}

core::Page<VendorStaff> list_staff(storage::Transaction& tx, const VendorParticipationId& participation,
                                   const core::PageRequest& page) {
  auto found =
      storage::list_rows(tx, {select_staff + "s.participation_id = :participation", {{"participation", participation}}},
                         "s.", page, read_staff);
  load_absences(tx, found.items);
  return found;
}

std::vector<VendorStaff> lock_staff_of(storage::Transaction& tx, const VendorParticipationId& participation) {
  return lock_those(tx, "s.participation_id = :id", {{"id", participation}});
}

std::vector<VendorStaff> lock_staff_of(storage::Transaction& tx, const core::PersonId& person) {
  return lock_those(tx, "s.person_id = :id", {{"id", person}});
}

std::int64_t count_staff(storage::Transaction& tx, const VendorParticipationId& participation) {
  return tx
      .scalar<std::int64_t>("select count(*) from vendor_staff where participation_id = :id", {{"id", participation}})
      .value_or(0);
}

std::int64_t count_passes(storage::Transaction& tx, const VendorParticipationId& participation,
                          const std::optional<VendorStaffId>& except) {
  storage::Query query{"select count(*) from vendor_staff where participation_id = :id and has_pass = 1",
                       {{"id", participation}}};
  if (except) query.also("id <> :except", "except", *except);
  return tx.scalar<std::int64_t>(query.sql, query.binds).value_or(0);
}

std::int64_t most_passes_of(storage::Transaction& tx, const VendorPackageId& package) {
  return tx
      .scalar<std::int64_t>(
          "select count(*) from vendor_staff s join vendor_participations p on p.id = s.participation_id "
          "where p.package_id = :package and p.status <> 'cancelled' and s.has_pass = 1 group by p.id "
          "order by count(*) desc limit 1",
          {{"package", package}})
      .value_or(0);
}

bool insert_staff(storage::Transaction& tx, const core::OrganizationId& organization, const VendorStaff& staff) {
  auto binds = binds_of(staff);
  binds.push_back({"org", organization});
  binds.push_back({"event", staff.event});
  binds.push_back({"created", staff.created_at});
  const auto is_new = is_new_person([&] {
    tx.execute(
        "insert into vendor_staff (id, organization_id, event_id, participation_id, person_id, given_name, "
        "family_name, email, has_pass, version, created_at, updated_at) values (:id, :org, :event, :participation, "
        ":person, :given, :family, :email, :pass, :version, :created, :updated)",
        binds);
  });
  if (is_new) insert_absences(tx, staff);
  return is_new;
}

bool update_staff(storage::Transaction& tx, const VendorStaff& staff) {
  const auto is_new = is_new_person([&] {
    tx.execute(
        "update vendor_staff set participation_id = :participation, person_id = :person, given_name = :given, "
        "family_name = :family, email = :email, has_pass = :pass, version = :version, updated_at = :updated "
        "where id = :id",
        binds_of(staff));
  });
  if (!is_new) return false;
  tx.execute("delete from vendor_staff_absences where staff_id = :id", {{"id", staff.id}});
  insert_absences(tx, staff);
  return true;
}

void remove_staff(storage::Transaction& tx, const VendorStaffId& id) {
  tx.execute("delete from vendor_staff where id = :id", {{"id", id}});
}

std::map<core::PersonId, std::vector<Absence>> staff_absences(storage::Transaction& tx, const core::EventId& event) {
  std::map<core::PersonId, std::vector<Absence>> absences;
  tx.select(
      "select s.person_id, a.starts_at, a.ends_at from vendor_participations p "
      "join vendor_staff s on s.participation_id = p.id and s.person_id is not null "
      "join vendor_staff_absences a on a.staff_id = s.id "
      "where p.event_id = :event and p.status <> 'cancelled' order by s.person_id, a.starts_at",
      {{"event", event}}, [&](storage::Row& row) {
        const auto person = row.next<core::PersonId>();
        const Absence absence{.starts_at = row.next<core::Instant>(), .ends_at = row.next<core::Instant>()};
        absences[person].push_back(absence);
        return true;
      });
  return absences;
}

}  // namespace tagwerk::vendors
