#include "engine/vendors/booth_service.hpp"
#include "tests/vendors/fixture.hpp"

using namespace tagwerk;
using namespace tagwerk::test;
using vendors::Booth;
using vendors::BoothKind;
using vendors::BoothPatch;

namespace {

struct BoothFixture : VendorFixture {
  VendorPackage gold = make_package("gold", std::nullopt);
  VendorParticipation participation = book(vendor).value();

  core::Result<Booth> create(const std::string& number, BoothKind kind = BoothKind::booth,
                             std::optional<vendors::VendorParticipationId> owner = {}) {
    later(1);
    return booths.create(call(), event_id, {.number = number, .kind = kind, .size = {}, .participation = owner});
  }
  core::Result<Booth> change(const Booth& of, const BoothPatch& patch) {
    later(1);
    return booths.change(call(), event_id, of.id, patch, of.version);
  }
  std::string numbers(const access::Call& by, const vendors::BoothFilter& filter = {}) {
    std::string text;
    const auto page = booths.list(by, event_id, filter, {}).value();
    for (const auto& one : page.items) text += one.number + " ";
    return text;
  }
  std::string tables() {
    const auto all = database().read([&](storage::Transaction& tx) { return vendors::fixed_tables(tx, event_id); });
    std::string text;
    for (const auto& [company, own] : all) {
      text += company == vendor ? "vendor:" : "other:";
      for (const auto& number : own) text += number + " ";
    }
    return text;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(booths, BoothFixture)

BOOST_AUTO_TEST_CASE(a_number_is_what_stands_on_a_sign) {
  for (const char* good : {"1", "A-3", "a_b", "12345678901234567890"}) BOOST_TEST(vendors::is_booth_number(good), good);
  for (const char* bad : {"", "123456789012345678901", "A 3", "Ä1", "1/2", "1\n"})
    BOOST_TEST(!vendors::is_booth_number(bad), bad);
  BOOST_TEST(refusal(vendors::check(vendors::NewBooth{
                 .number = "A 3", .kind = BoothKind::table, .size = std::string(101, 'x'), .participation = {}})) ==
             "/number:wrong_format /size:wrong_length");
}

BOOST_AUTO_TEST_CASE(booths_are_made_read_changed_and_deleted) {
  const auto made = create("A-3").value();
  BOOST_TEST((booths.find(call(), event_id, made.id).value() == made));
  BOOST_TEST(refusal(create("A-3")) == "already_exists");
  BOOST_TEST(refusal(create("a-3")) == "none");
  BOOST_TEST(refusal(create("A 3")) == "validation_failed /number:wrong_format");
  BoothPatch patch;
  patch.number = "B-1";
  patch.kind = BoothKind::table;
  patch.size.emplace("2x1 m");
  patch.participation.emplace(participation.id);
  const auto changed = change(made, patch).value();
  BOOST_TEST((booths.find(call(), event_id, made.id).value() == changed));
  BOOST_TEST(refusal(change(made, patch)) == "precondition_failed");
  BOOST_TEST(change(changed, patch).value().version == changed.version);
  patch = {};
  patch.number = "a-3";
  BOOST_TEST(refusal(change(changed, patch)) == "already_exists");
  patch.number = "?";
  BOOST_TEST(refusal(change(changed, patch)) == "validation_failed /number:wrong_format");
  BOOST_TEST(numbers(call()) == "B-1 a-3 ");
  vendors::BoothFilter filter;
  filter.kind = BoothKind::booth;
  BOOST_TEST(numbers(call(), filter) == "a-3 ");
  BOOST_TEST(refusal(booths.remove(call(), event_id, made.id, made.version)) == "precondition_failed");
  BOOST_TEST(refusal(booths.remove(call(), event_id, made.id, changed.version)) == "none");
  BOOST_TEST(refusal(booths.find(call(), event_id, made.id)) == "not_found");
  BOOST_TEST(trail(made.id.uuid) == "created changed deleted");
  BOOST_TEST(refusal(booths.list(call_of(other), event_id, {}, {})) == "not_found");
}

BOOST_AUTO_TEST_CASE(a_booth_is_given_to_a_participation_of_its_event_that_is_not_cancelled) {
  const auto elsewhere = event(series_id, 2017, "open");
  BOOST_REQUIRE(packages.create(call(), elsewhere, a_package()));
  const auto foreign = service.create(call(), elsewhere, {.company = vendor, .package = "gold"}).value();
  BOOST_TEST(refusal(create("1", BoothKind::booth, foreign.id)) ==
             "validation_failed /participation_id:reference_not_found");
  const auto made = create("1").value();
  BoothPatch patch;
  patch.participation.emplace(foreign.id);
  BOOST_TEST(refusal(change(made, patch)) == "validation_failed /participation_id:reference_not_found");
  const auto cancelled = book(company("vendor")).value();
  BOOST_REQUIRE(service.cancel(call(), cancelled.id, std::nullopt));
  patch.participation.emplace(cancelled.id);
  BOOST_TEST(refusal(change(made, patch)) == "participation_is_cancelled");
  BOOST_TEST(refusal(create("2", BoothKind::booth, cancelled.id)) == "participation_is_cancelled");
}

BOOST_AUTO_TEST_CASE(a_vendor_sees_its_own_booths) {
  const auto own = create("1", BoothKind::booth, participation.id).value();
  const auto free = create("2").value();
  const auto rival = book(company("vendor")).value();
  const auto others = create("3", BoothKind::table, rival.id).value();
  BOOST_TEST(numbers(call_as(vendor)) == "1 ");
  BOOST_TEST(numbers(call()) == "1 2 3 ");
  BOOST_TEST(refusal(booths.find(call_as(vendor), event_id, own.id)) == "none");
  BOOST_TEST(refusal(booths.find(call_as(vendor), event_id, free.id)) == "not_found");
  BOOST_TEST(refusal(booths.find(call_as(vendor), event_id, others.id)) == "not_found");
}

BOOST_AUTO_TEST_CASE(who_has_a_table_has_fixed_tables_and_who_is_cancelled_has_none) {
  BOOST_REQUIRE(create("B", BoothKind::booth, participation.id));
  BOOST_TEST(tables() == "");
  const auto table = create("12", BoothKind::table, participation.id).value();
  BOOST_REQUIRE(create("11", BoothKind::table, participation.id));
  BOOST_REQUIRE(create("13", BoothKind::table));
  const auto rival = book(company("vendor")).value();
  BOOST_REQUIRE(create("14", BoothKind::table, rival.id));
  BOOST_TEST(tables() == "vendor:11 12 other:14 ");
  later(1);
  BOOST_REQUIRE(service.cancel(call(), participation.id, std::nullopt));
  BOOST_TEST(tables() == "other:14 ");
  const auto freed = booths.find(call(), event_id, table.id).value();
  BOOST_TEST(!freed.participation);
  BOOST_TEST(freed.version == table.version + 1);
  BOOST_TEST((freed.updated_at == now));
  BOOST_TEST(trail(table.id.uuid) == "created freed");
}

BOOST_AUTO_TEST_CASE(an_event_that_is_cancelled_frees_its_booths) {
  const auto table = create("12", BoothKind::table, participation.id).value();
  set_status(events::EventStatus::cancelled);
  BOOST_TEST(!booths.find(call(), event_id, table.id).value().participation);
}

BOOST_AUTO_TEST_CASE(an_event_has_at_most_500_booths) {
  execute(
      "insert into vendor_booths (id, organization_id, event_id, booth_number, kind, created_at, updated_at) "
      "select unhex(lpad(hex(seq), 32, '0')), :org, :event, concat('x', seq), 'table', :now, :now from seq_1_to_500",
      {{"org", data.organization()}, {"event", event_id}, {"now", now}});
  BOOST_TEST(refusal(create("one-more")) == "too_many_booths");
}

BOOST_AUTO_TEST_SUITE_END()
