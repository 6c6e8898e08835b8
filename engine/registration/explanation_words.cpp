#include "engine/registration/explanation_words.hpp"

#include <algorithm>
#include <utility>

namespace tagwerk::registration {
namespace {

using core::Language;
using core::Text;

constexpr Text none_given{"no reason was given", "ein Grund ist nicht angegeben"};

Text pattern_of(ReasonCode code) {
  switch (code) {
    case ReasonCode::confirmed:
      return {"Confirmed: {heads}.", "Bestätigt: {heads}."};
    case ReasonCode::hold_to_confirm:
      return {"Places are held until {at}; they become the group's when they are confirmed by then.",
              "Plätze sind bis {at} vorgemerkt; sie gehören der Gruppe, wenn sie bis dahin bestätigt werden."};
    case ReasonCode::offer_to_accept:
      return {"Places are offered until {at}; they become the group's when they are accepted by then.",
              "Plätze sind bis {at} angeboten; sie gehören der Gruppe, wenn sie bis dahin angenommen werden."};
    case ReasonCode::awaits_approval:
      return {"The organiser has to approve it; places that it gets are held until then.",
              "Der Veranstalter muss zustimmen; Plätze, die sie bekommt, bleiben bis dahin vorgemerkt."};
    case ReasonCode::declined:
      return {"The organiser has declined it: {said}.", "Der Veranstalter hat sie abgelehnt: {said}."};
    case ReasonCode::cancelled:
      return {"It was cancelled on {at}: {said}.", "Sie wurde am {at} storniert: {said}."};
    case ReasonCode::hold_ended:
      return {"Its places were held, and not confirmed in time.",
              "Ihre Plätze waren vorgemerkt und wurden nicht rechtzeitig bestätigt."};
    case ReasonCode::offer_ended:
      return {"Places were offered to it, and not accepted in time.",
              "Ihr wurden Plätze angeboten, die nicht rechtzeitig angenommen wurden."};
    case ReasonCode::left_waitlist:
      return {"It left the waiting list.", "Sie hat die Warteliste verlassen."};
    case ReasonCode::transferred:
      return {"It was transferred to another event.", "Sie wurde auf eine andere Veranstaltung umgebucht."};
    case ReasonCode::event_is_cancelled:
      return {"The event is cancelled.", "Die Veranstaltung ist abgesagt."};
    case ReasonCode::event_over:
      return {"The event is over: nobody gets a place from the waiting list any more.",
              "Die Veranstaltung ist vorbei: Von der Warteliste bekommt niemand mehr einen Platz."};
    case ReasonCode::places_taken:
      return {"{in_pool}: {places_wanted} wanted, {total} in all, {confirmed} confirmed, {free} free.",
              "{in_pool}: {places_wanted} gewünscht, insgesamt {total}, bestätigt {confirmed}, frei {free}."};
    case ReasonCode::places_held:
      return {
          "{in_pool}: {places_wanted} wanted, {total} in all, {confirmed} confirmed, {held} held for a while, {free} free.",
          "{in_pool}: {places_wanted} gewünscht, insgesamt {total}, bestätigt {confirmed}, vorübergehend belegt {held}, frei {free}."};
    case ReasonCode::places_reserved:
      return {"{in_pool}: {places_wanted} wanted, {free} free, {reserved} kept for contingents of others.",
              "{in_pool}: {places_wanted} gewünscht, frei {free}, für andere reserviert {reserved}."};
    case ReasonCode::places_waited_for:
      return {"{in_pool}: {places_wanted} wanted, {free} free, {kept} kept for those who wait before it.",
              "{in_pool}: {places_wanted} gewünscht, frei {free}, vorgemerkt für die, die davor warten: {kept}."};
    case ReasonCode::beyond_total:
      return {"{in_pool}: {places_wanted} wanted, but only {total} in all.",
              "{in_pool}: {places_wanted} gewünscht, insgesamt gibt es nur {total}."};
    case ReasonCode::heads_first:
      return {"{in_pool}: {places_wanted} wanted, which come with the first head that has a place.",
              "{in_pool}: {places_wanted} gewünscht; sie kommen mit dem ersten Kopf, der einen Platz hat."};
    case ReasonCode::behind_others:
      return {"Before it on the waiting list: {registrations} ({heads}).",
              "Vor ihr auf der Warteliste: {registrations} ({heads})."};
    case ReasonCode::overtaken_by_priority:
      return {"Before it for a higher priority, though they came later: {registrations}.",
              "Vor ihr wegen höherer Priorität, obwohl später gekommen: {registrations}."};
    case ReasonCode::waits_as_a_whole:
      return {"It waits as a whole: it takes nothing before all of it fits.",
              "Sie wartet als Ganzes: Sie nimmt nichts, bevor alles passt."};
    case ReasonCode::may_be_overtaken:
      return {
          "Until {at} others who fit into what is free may go before it; from then on what it waits for is kept for it.",
          "Bis {at} dürfen andere, die in das Freie passen, vorgehen; von da an wird freigehalten, worauf sie wartet."};
    case ReasonCode::kept_by_age:
      return {"It has waited since {at}, long enough: what it waits for is kept for it.",
              "Sie wartet seit {at}, lange genug: Was sie braucht, wird für sie freigehalten."};
    case ReasonCode::served_next:
      return {"Nothing lacks: it gets its places the next time that places are given.",
              "Es fehlt nichts: Sie bekommt ihre Plätze, sobald das nächste Mal Plätze vergeben werden."};
  }
  return {};
}

// "1 head", "3 Köpfe": counts whose name begins with a unit are told with it.
std::string counted(std::string_view name, std::int64_t count, Language language) {
  struct Unit {
    std::string_view name;
    Text one;
    Text many;
  };
  static constexpr Unit units[] = {{"heads", {"head", "Kopf"}, {"heads", "Köpfe"}},
                                   {"places", {"place", "Platz"}, {"places", "Plätze"}},
                                   {"registrations", {"registration", "Anmeldung"}, {"registrations", "Anmeldungen"}}};
  auto text = std::to_string(count);
  for (const auto& unit : units) {
    if (name.starts_with(unit.name)) text.append(" ").append(pick(count == 1 ? unit.one : unit.many, language));
  }
  return text;
}

// A limit of a category is counted by a pool of its own, which organisers do not know.
std::string in_pool(const std::string& pool, Language language) {
  const auto category = events::category_pool("");
  const bool is_category = pool.starts_with(category);
  const Text pattern = is_category ? Text{"In the category '{key}'", "In der Kategorie '{key}'"}
                                   : Text{"In the pool '{key}'", "Im Kontingent '{key}'"};
  return core::fill(pick(pattern, language), {{"key", is_category ? pool.substr(category.size()) : pool}});
}

// What decides: all others of a registration's reasons say more about it.
const Reason* first_but_confirmed(const Explanation& explanation) {
  const auto found = std::find_if(explanation.reasons.begin(), explanation.reasons.end(),
                                  [](const Reason& reason) { return reason.code != ReasonCode::confirmed; });
  return found == explanation.reasons.end() ? nullptr : &*found;
}

Text state_of(const Explanation& explanation) {
  switch (explanation.status) {
    case RegistrationStatus::confirmed:
      return {"All of it is confirmed.", "Alles ist bestätigt."};
    case RegistrationStatus::held:
      return explanation.queue ? Text{"A part of it is held, the rest waits as number {position} of the waiting list.",
                                      "Ein Teil ist vorgemerkt, der Rest wartet als Nummer {position} der Warteliste."}
                               : Text{"Its places are held.", "Ihre Plätze sind vorgemerkt."};
    case RegistrationStatus::waitlisted:
      return {"It waits as number {position} of the waiting list.", "Sie wartet als Nummer {position} der Warteliste."};
    case RegistrationStatus::partly_confirmed:
      return explanation.queue
                 ? Text{"A part of it is confirmed, the rest waits as number {position} of the waiting list.",
                        "Ein Teil ist bestätigt, der Rest wartet als Nummer {position} der Warteliste."}
                 : Text{"A part of it is confirmed, the rest is held.",
                        "Ein Teil ist bestätigt, der Rest ist vorgemerkt."};
    case RegistrationStatus::cancelled:
      return {"It has no places.", "Sie hat keine Plätze."};
  }
  return {};
}

}  // namespace

std::string words_of(const Reason& reason, Language language) {
  core::Arguments arguments;
  for (const auto& [name, count] : reason.counts) arguments.emplace_back(name, counted(name, count, language));
  if (reason.pool) arguments.emplace_back("in_pool", in_pool(*reason.pool, language));
  if (reason.at) arguments.emplace_back("at", core::to_rfc3339(*reason.at));
  arguments.emplace_back("said", reason.said.value_or(std::string(pick(none_given, language))));
  return core::fill(pick(pattern_of(reason.code), language), arguments);
}

std::string summary_of(const Explanation& explanation, Language language) {
  const auto position = explanation.queue ? explanation.queue->position : 0;
  auto summary = core::fill(pick(state_of(explanation), language), {{"position", std::to_string(position)}});
  if (const auto* reason = first_but_confirmed(explanation)) summary.append(" ").append(words_of(*reason, language));
  return summary;
}

}  // namespace tagwerk::registration
