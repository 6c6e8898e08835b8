#include "engine/trips/traveller_audit.hpp"

#include <optional>
#include <string>
#include <utility>

#include "engine/audit/audit.hpp"

namespace tagwerk::trips {
namespace {

void add(std::vector<audit::Change>& changes, const char* member, bool was, bool is, bool differs) {
  if (!differs) return;
  const auto word = [](bool given, const char* text) {
    return given ? std::optional<std::string>(text) : std::nullopt;
  };
  changes.push_back({member, word(was, "given"), word(is, was ? "given anew" : "given")});
}

}  // namespace

std::vector<audit::Change> changes_without_content(const TravellerProfile& before, const TravellerProfile& after,
                                                   bool number_is_given) {
  std::vector<audit::Change> changes;
  const auto compare = [&](const char* member, const auto& was, const auto& is) {
    add(changes, member, was.has_value(), is.has_value(), was != is);
  };
  const auto without_number = [](std::optional<Passport> passport) {
    if (passport) passport->has_number = false;
    return passport;
  };
  const auto has_number = [](const TravellerProfile& profile) {
    return profile.passport && profile.passport->has_number;
  };
  compare("passport", without_number(before.passport), without_number(after.passport));
  add(changes, "passport_number", has_number(before), has_number(after),
      number_is_given || has_number(before) != has_number(after));
  add(changes, "visas", !before.visas.empty(), !after.visas.empty(), before.visas != after.visas);
  compare("dietary_needs", before.dietary_needs, after.dietary_needs);
  compare("emergency_contact", before.emergency_contact, after.emergency_contact);
  compare("insurance", before.insurance, after.insurance);
  return changes;
}

void record_traveller(storage::Transaction& tx, const access::Call& call, const core::ParticipantId& participant,
                      std::string_view action, std::vector<audit::Change> changes) {
  audit::record(
      tx, call,
      {.object_kind = "trip_traveller", .object = participant.uuid, .action = action, .changes = std::move(changes)});
}

}  // namespace tagwerk::trips
