// Purpose: what the tests of vendors share: the services of this slice and those below, wired as in the composition, over an empty
// database; short ways to make events, companies, packages and participations. Thread-safety: one thread.
#pragma once

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

#include "engine/audit/audit.hpp"
#include "engine/directory/company_service.hpp"
#include "engine/directory/person_service.hpp"
#include "engine/events/event_service.hpp"
#include "engine/vendors/booth_service.hpp"
#include "engine/vendors/lead_service.hpp"
#include "engine/vendors/vendor_dependents.hpp"
#include "engine/vendors/vendor_package_service.hpp"
#include "engine/vendors/vendor_participation_service.hpp"
#include "engine/vendors/vendor_reference_mover.hpp"
#include "engine/vendors/vendor_staff_service.hpp"
#include "tests/support/refusal.hpp"
#include "tests/support/rows.hpp"

namespace tagwerk::test {

using vendors::NewVendorPackage;
using vendors::ParticipationStatus;
using vendors::VendorPackage;
using vendors::VendorParticipation;

struct VendorFixture : support::TestRows {
  vendors::VendorDependents dependents;
  vendors::VendorReferenceMover mover;
  directory::CompanyService companies{database(), {&mover}};
  directory::PersonService people{database(), {&mover}};
  events::EventService events{database(), {&dependents}, {}};
  vendors::VendorPackageService packages{database()};
  vendors::VendorParticipationService service{database()};
  vendors::BoothService booths{database()};
  vendors::VendorStaffService staff{database()};
  vendors::LeadService leads{database()};
  core::OrganizationId other = data.add_organization("other");
  core::SeriesId series_id = series("gespraeche");
  core::EventId event_id = event(series_id, 2016, "open");
  core::CompanyId vendor = company("vendor");
  core::CompanyId partner = company("partner");

  void later(int seconds) { now += boost::posix_time::seconds(seconds); }
  [[nodiscard]] core::Instant in(int seconds) const { return now + boost::posix_time::seconds(seconds); }

  /// A token of that company.
  [[nodiscard]] access::Call call_as(const core::CompanyId& company) const {
    auto caller = call();
    caller.principal.role = access::Role::vendor;
    caller.principal.company = company;
    return caller;
  }
  [[nodiscard]] static core::Money euro(std::int64_t cents) { return {cents, "EUR"}; }

  static NewVendorPackage a_package(const std::string& key = "gold") {
    return {.key = key,
            .name = "Paket " + key,
            .price = euro(250'000),
            .vat = core::Percent{1900},
            .talk_quota = 20,
            .booth_size = "3x2 m",
            .staff_passes = 2,
            .perks = std::vector<std::string>{"Logo", "Vortrag"},
            .limit = 2,
            .position = 1};
  }
  VendorPackage make_package(const std::string& key = "gold", std::optional<std::int64_t> limit = 2) {
    later(1);
    auto wanted = a_package(key);
    wanted.limit = limit;
    return packages.create(call(), event_id, wanted).value();
  }
  core::Result<VendorParticipation> enquire(const core::CompanyId& company, const std::string& package = "gold") {
    later(1);
    return service.create(call(), event_id, {.company = company, .package = package});
  }
  core::Result<VendorParticipation> book(const core::CompanyId& company, const std::string& package = "gold") {
    const auto made = enquire(company, package);
    if (!made) return made;
    later(1);
    return service.book(call(), made->id);
  }
  VendorParticipation read(const vendors::VendorParticipationId& id) { return service.find(call(), id).value(); }
  std::string status_of(const vendors::VendorParticipationId& id) { return std::string(to_text(read(id).status)); }

  core::PersonId make_person(const core::CompanyId& of, const std::string& family_name = "Beispiel") {
    later(1);
    return people
        .create(call(), {.company = of,
                         .given_name = "Anna",
                         .family_name = family_name,
                         .email = "anna@example.org",
                         .function = {}})
        .value()
        .id;
  }
  void set_status(events::EventStatus status) {
    later(1);
    events::EventPatch patch;
    patch.status = status;
    BOOST_REQUIRE(events.change(call(), event_id, patch, {}));
  }

  std::vector<audit::Entry> entries(const core::Uuid& object) {
    return database()
        .read([&](storage::Transaction& tx) { return audit::list(tx, data.organization(), object, {}); })
        .items;
  }
};

[[nodiscard]] inline std::string refusal(const std::vector<core::FieldError>& fields) {
  std::string text;
  for (const auto& field : fields)
    text += (text.empty() ? "" : " ") + field.pointer + ":" + std::string(field.code->code);
  return text;
}
}  // namespace tagwerk::test
