// Random steps of vendors and organizers, by clocks that go on: whatever is refused and whatever not, what must always hold holds.
#include <rapidcheck.h>

#include <array>

#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;

namespace {

constexpr std::size_t firm_count = 4;

struct StepsFixture : VendorFixture {
  std::array<core::CompanyId, firm_count> firms{company("vendor"), company("vendor"), company("supplier"),
                                                company("vendor")};
  std::vector<vendors::VendorParticipationId> made;

  void begin() {
    event_id = event(series_id, 2016, "open");
    made.clear();
    make_package("gold", 2);
    make_package("silver", 1);
    BOOST_REQUIRE(booths.create(call(), event_id, {.number = "1"}));
  }
  [[nodiscard]] vendors::VendorParticipationId any() const {
    return made[*rc::gen::inRange<std::size_t>(0, made.size())];
  }
  [[nodiscard]] access::Call anybody() const {
    return *rc::gen::arbitrary<bool>() ? call() : call_as(firms[*rc::gen::inRange<std::size_t>(0, firm_count)]);
  }

  void step() {
    later(*rc::gen::inRange(1, 30));
    const auto kind = made.empty() ? 0 : *rc::gen::inRange(0, 8);
    const auto by = anybody();
    switch (kind) {
      case 0: {
        const auto enquired = enquire(firms[*rc::gen::inRange<std::size_t>(0, firm_count)],
                                      *rc::gen::element<std::string>("gold", "silver"));
        if (enquired) made.push_back(enquired->id);
        break;
      }
      case 1:
        static_cast<void>(service.offer(by, any(), *rc::gen::arbitrary<bool>() ? std::optional(in(20)) : std::nullopt));
        break;
      case 2:
      case 3:
        static_cast<void>(service.book(by, any()));
        break;
      case 4:
        static_cast<void>(service.confirm(by, any()));
        break;
      case 5:
        static_cast<void>(service.cancel(by, any(), std::nullopt));
        break;
      case 6: {
        vendors::VendorParticipationPatch patch;
        patch.package = *rc::gen::element<std::string>("gold", "silver");
        static_cast<void>(service.change(by, any(), patch, {}));
        break;
      }
      default: {
        vendors::BoothPatch patch;
        patch.participation.emplace(any());
        const auto all = booths.list(call(), event_id, {}, {}).value();
        static_cast<void>(booths.change(call(), event_id, all.items[0].id, patch, {}));
      }
    }
  }

  /// "": all is well.
  std::string trouble() {
    const auto wrong = [&](const char* what, const std::string& sql, const storage::Binds& binds) {
      return count(sql, binds) == 0 ? std::string() : std::string(what) + "; ";
    };
    return wrong("more than the limit",
                 "select count(*) from (select k.id from vendor_packages k join vendor_participations p "
                 "on p.package_id = k.id where k.event_id = :event and (p.status in ('booked', 'confirmed') or "
                 "(p.status = 'offered' and (p.offer_expires_at is null or p.offer_expires_at > :now))) "
                 "group by k.id, k.limit_count having count(*) > k.limit_count) beyond",
                 {{"event", event_id}, {"now", now}}) +
           wrong("a company twice",
                 "select count(*) from (select company_id from vendor_participations where event_id = :event and "
                 "status <> 'cancelled' group by company_id having count(*) > 1) twice",
                 {{"event", event_id}}) +
           wrong("a booth of who does not take part",
                 "select count(*) from vendor_booths b join vendor_participations p on p.id = b.participation_id "
                 "where b.event_id = :event and (p.status = 'cancelled' or p.event_id <> b.event_id)",
                 {{"event", event_id}});
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(vendor_steps, StepsFixture)

BOOST_AUTO_TEST_CASE(after_any_steps_limits_hold_and_booths_are_of_those_who_take_part) {
  int held = 0;
  const auto holds = rc::check("steps", [&] {
    begin();
    for (int i = 0; i < 25; ++i) {
      step();
      RC_ASSERT(trouble().empty());
    }
    held +=
        static_cast<int>(count("select count(*) from vendor_participations where event_id = :event and status in "
                               "('offered', 'booked', 'confirmed')",
                               {{"event", event_id}}));
  });
  BOOST_TEST(holds);
  BOOST_TEST(held > 50);  // it is no test of refusals alone
}

BOOST_AUTO_TEST_SUITE_END()
