// What conflicts are called, how much they weigh, and what is said of them.
#include "engine/trips/itinerary_conflicts.hpp"

namespace tagwerk::trips {
namespace {

using core::Text;

constexpr Text pattern_of(ConflictKind kind) {
  switch (kind) {
    case ConflictKind::ends_before_it_starts:
      return {"{item} ends ({ends}) before it starts ({starts}), seen from one place.",
              "{item} endet ({ends}), bevor es anfängt ({starts}), von einem Ort aus gesehen."};
    case ConflictKind::time_skipped:
      return {"{item}: no clock in {zone} ever shows {time}, for clocks are changed.",
              "{item}: Keine Uhr in {zone} zeigt je {time}, denn die Uhren werden umgestellt."};
    case ConflictKind::time_shown_twice:
      return {"{item}: clocks in {zone} show {time} twice; the first time is meant.",
              "{item}: Die Uhren in {zone} zeigen {time} zweimal; gemeint ist das erste Mal."};
    case ConflictKind::overlap:
      return {"{item} (until {ends}) and {other} (from {starts}) overlap.",
              "{item} (bis {ends}) und {other} (ab {starts}) überschneiden sich."};
    case ConflictKind::arrives_too_late:
      return {"{item} arrives at {ends}, and {other} begins there at {starts}.",
              "{item} kommt um {ends} an, und {other} beginnt dort um {starts}."};
    case ConflictKind::transfer_too_short:
      return {"{minutes} minutes between {item} and {other}, but the way from {from} to {to} takes {needed}.",
              "{minutes} Minuten zwischen {item} und {other}, aber der Weg von {from} nach {to} dauert {needed}."};
    case ConflictKind::way_unknown:
      return {"{other} begins in {to}, and {item} ends in {from}: there is no travel between them, nor a transfer.",
              "{other} beginnt in {to}, und {item} endet in {from}: Dazwischen ist keine Fahrt und kein Transfer."};
    case ConflictKind::border_not_crossed:
      return {
          "{other} begins in {to_country}, and {item} ends in {from_country}: no border is crossed between them.",
          "{other} beginnt in {to_country}, und {item} endet in {from_country}: Dazwischen wird keine Grenze überschritten."};
    case ConflictKind::closed:
      return {"{item} is from {starts} to {ends}, when {place} is not open.",
              "{item} ist von {starts} bis {ends}, dann ist {place} nicht geöffnet."};
    case ConflictKind::outside_the_event:
      return {"{item} is on {date}, and the event from {first} to {last}.",
              "{item} ist am {date}, und die Veranstaltung vom {first} bis zum {last}."};
    case ConflictKind::night_without_lodging:
      return {"Nobody knows where to sleep in the night after {date}.",
              "Für die Nacht nach dem {date} weiß niemand, wo er schläft."};
    case ConflictKind::travellers_overlap:
      return {
          "{heads} travellers are assigned to {item} (until {ends}) and to {other} (from {starts}), which overlap.",
          "{heads} Reisende sind für {item} (bis {ends}) und für {other} (ab {starts}) eingeteilt, und beide überschneiden "
          "sich."};
    case ConflictKind::too_few_places:
      break;
  }
  return {"{item} is for everybody, but has {limit} places for {heads} heads.",
          "{item} ist für alle, hat aber {limit} Plätze für {heads} Personen."};
}

}  // namespace

std::string_view to_text(Severity severity) noexcept { return severity == Severity::block ? "block" : "warn"; }

std::string_view to_text(ConflictKind kind) noexcept {
  switch (kind) {
    case ConflictKind::ends_before_it_starts:
      return "ends_before_it_starts";
    case ConflictKind::time_skipped:
      return "time_skipped";
    case ConflictKind::time_shown_twice:
      return "time_shown_twice";
    case ConflictKind::overlap:
      return "overlap";
    case ConflictKind::arrives_too_late:
      return "arrives_too_late";
    case ConflictKind::transfer_too_short:
      return "transfer_too_short";
    case ConflictKind::way_unknown:
      return "way_unknown";
    case ConflictKind::border_not_crossed:
      return "border_not_crossed";
    case ConflictKind::closed:
      return "closed";
    case ConflictKind::outside_the_event:
      return "outside_the_event";
    case ConflictKind::night_without_lodging:
      return "night_without_lodging";
    case ConflictKind::travellers_overlap:
      return "travellers_overlap";
    case ConflictKind::too_few_places:
      break;
  }
  return "too_few_places";
}

Severity severity_of(ConflictKind kind) noexcept {
  switch (kind) {
    case ConflictKind::ends_before_it_starts:
    case ConflictKind::time_skipped:
    case ConflictKind::overlap:
    case ConflictKind::arrives_too_late:
    case ConflictKind::transfer_too_short:
    case ConflictKind::closed:
    case ConflictKind::travellers_overlap:
      return Severity::block;
    case ConflictKind::time_shown_twice:
    case ConflictKind::way_unknown:
    case ConflictKind::border_not_crossed:
    case ConflictKind::outside_the_event:
    case ConflictKind::night_without_lodging:
    case ConflictKind::too_few_places:
      break;
  }
  return Severity::warn;
}

std::string words_of(const Conflict& conflict, core::Language language) {
  return core::fill(core::pick(pattern_of(conflict.kind), language), conflict.arguments);
}

}  // namespace tagwerk::trips
