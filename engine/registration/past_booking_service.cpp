#include "engine/registration/past_booking_service.hpp"

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/registration/admission_error.hpp"
#include "engine/registration/answer_rules.hpp"
#include "engine/registration/head_changes.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/past_booking_store.hpp"
#include "engine/registration/person_check.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/question_store.hpp"
#include "engine/registration/queue_store.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_store.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using Bookings = std::vector<PastBooking>;
using Fields = std::vector<core::FieldError>;

struct Named {
  std::set<core::CompanyId> companies;
  std::set<core::PersonId> people;
  std::set<std::string> keys;
};

Named named_in(const Bookings& bookings) {
  Named named;
  for (const auto& booking : bookings) {
    named.companies.insert(booking.wish.company);
    if (booking.import_key) named.keys.insert(*booking.import_key);
    for (const auto& naming : booking.wish.participants) {
      if (naming.person) named.people.insert(*naming.person);
    }
  }
  return named;
}

std::string pointer_to_head(std::size_t index, const char* member) {
  return "/participants/" + std::to_string(index) + member;
}

// One event while its bookings are decided, one after the other.
class Takeover {
 public:
  Takeover(const access::Call& call, events::Event event, Places places)
      : call_(&call), event_(std::move(event)), places_(std::move(places)) {}

  void load(storage::Transaction& tx, const Named& named, People people) {
    people_ = std::move(people);
    registered_ = find_registered(tx, {event_.id}, named.people);
    keys_ = load_import_keys(tx, event_.id, named.keys);
    companies_ = load_companies(tx, call_->principal.organization, named.companies);
    if (event_.terms_version > 0) terms_ = events::load_terms(tx, event_.id);
    if (event_.questions_version > 0) questions_ = load_questions(tx, event_.id);
    before_ = places_.capacity();
    before_.companies = load_company_heads(tx, event_.id, named.companies);
    before_ = for_past_bookings(std::move(before_), terms_, call_->now);
    load_aside(tx, event_.id, long_ago(terms_.rules, call_->now), before_);
    intake_.emplace(before_);
  }

  TakenOver decide(const PastBooking& booking) {
    TakenOver outcome;
    if (booking.import_key) {
      if (const auto known = keys_.find(*booking.import_key); known != keys_.end()) {
        outcome.id = known->second;
        return outcome;
      }
    }
    outcome.refused = take(booking);
    if (outcome.refused) return outcome;
    outcome.id = made_.back().id;
    outcome.is_new = true;
    return outcome;
  }

  // Of a dry run: what was not made has no id.
  void forget_made(std::vector<TakenOver>& outcomes) const {
    std::set<core::RegistrationId> made;
    for (const auto& registration : made_) made.insert(registration.id);
    for (auto& outcome : outcomes) {
      if (outcome.id && made.contains(*outcome.id)) outcome.id.reset();
    }
  }

  void write(storage::Transaction& tx, std::span<events::AttendanceObserver* const> observers) {
    if (made_.empty()) return;
    storage::write_references([&] { write_heads([&] { insert_registrations(tx, made_); }); });
    insert_import_keys(tx, event_.id, new_keys_);
    places_.save(tx, before_, intake_->capacity());
    save_company_heads(tx, {{event_.id, heads_of_cancelled()}});
    write_head_changes(tx, observers);
    audit::Entries entries(tx);
    for (const auto& registration : made_) add(entries, *call_, "imported", std::nullopt, registration);
    entries.write();
    for (auto* observer : observers) observer->attendance_changed(tx, call_->principal.organization, event_.series_key);
  }

 private:
  // nullopt: it is the last one of `made_`.
  std::optional<core::Error> take(const PastBooking& booking) {
    if (auto valid = validate(booking, call_->now); !valid) return valid.error();
    if (auto errors = errors_of(booking); !errors.empty()) return core::fail_fields(std::move(errors));
    const auto request = past_request(booking, terms_, companies_.at(booking.wish.company));
    Decision decision = all_of(request);
    if (!booking.cancelled_at) {
      if (!has_room_for_pools_of(booking.wish))
        return core::fail(too_many_pools, {{"max", std::to_string(events::max_pool_rows)}});
      decision = intake_->admit(request);
      if (decision.refusal) return refused(*decision.refusal);
    }
    keep(booking, taken_over(call_->principal.organization, event_.id, booking, decision, terms_, call_->now));
    return std::nullopt;
  }

  [[nodiscard]] Fields errors_of(const PastBooking& booking) const {
    const auto& wish = booking.wish;
    auto errors = check_category(terms_, wish.category);
    if (!companies_.contains(wish.company)) {
      errors.push_back(
          {"/company_id", &core::reference_not_found, {{"object", "company"}, {"value", wish.company.text()}}});
    }
    for (std::size_t i = 0; i < wish.participants.size(); ++i) {
      check_head(errors, booking, i);
      check_given_answers(errors, wish.participants[i], i);
    }
    return errors;
  }
  void check_head(Fields& errors, const PastBooking& booking, std::size_t index) const {
    const auto& person = booking.wish.participants[index].person;
    if (!person) return;
    const auto pointer = pointer_to_head(index, "/person_id");
    if (!check_person(errors, pointer, people_, *person, booking.wish.company, *call_)) return;
    // Who has cancelled may come after all.
    if (!booking.cancelled_at && registered_.contains({event_.id, *person}))
      errors.push_back({pointer, &person_already_registered, {{"value", person->text()}}});
  }
  // Nothing is owed: the other system may have asked for other things.
  void check_given_answers(Fields& errors, const Naming& head, std::size_t index) const {
    if (!head.answers) return;
    const AnswerSet none;
    for (auto& error : check_answers(questions_, {.present = &none, .changes = &*head.answers, .is_named = false},
                                     pointer_to_head(index, "/answers")))
      errors.push_back(std::move(error));
  }

  // As it was: booked then, and cancelled when it was.
  void write_head_changes(storage::Transaction& tx, std::span<events::AttendanceObserver* const> observers) const {
    HeadChanges changes(observers);
    for (const auto& registration : made_) {
      const auto heads = static_cast<std::int64_t>(registration.participants.size());
      changes.add(registration, registration.registered_at, heads);
      if (registration.cancelled_at) changes.add(registration, *registration.cancelled_at, -heads);
    }
    changes.write(tx);
  }

  // Written although they have not changed: that is how a company that is merged away meanwhile is found out.
  [[nodiscard]] HeadsByCompany heads_of_cancelled() const {
    HeadsByCompany heads;
    const auto& after = intake_->capacity().companies;
    for (const auto& registration : made_) {
      if (registration.status != RegistrationStatus::cancelled) continue;
      const auto found = after.find(registration.company);
      heads.emplace(registration.company, found == after.end() ? CompanyHeads{} : found->second);
    }
    return heads;
  }

  [[nodiscard]] bool has_room_for_pools_of(const NewRegistration& wish) const {
    auto rows = places_.rows().size() + new_pools_.size();
    for (const auto& [key, count] : wish.pools) rows += !places_.has(key) && !new_pools_.contains(key) ? 1 : 0;
    return rows <= events::max_pool_rows;
  }

  void keep(const PastBooking& booking, Registration registration) {
    for (const auto& head : registration.participants) {
      if (head.person && !booking.cancelled_at) registered_.emplace(event_.id, *head.person);
    }
    if (!booking.cancelled_at) {
      for (const auto& [key, count] : booking.wish.pools) {
        if (!places_.has(key)) new_pools_.insert(key);
      }
    }
    if (booking.import_key) {
      keys_.emplace(*booking.import_key, registration.id);
      new_keys_.emplace(*booking.import_key, registration.id);
    }
    made_.push_back(std::move(registration));
  }

  const access::Call* call_;
  events::Event event_;
  Places places_;
  events::EventTerms terms_;
  Questions questions_;
  People people_;
  std::map<core::CompanyId, CompanyFacts> companies_;
  std::set<std::pair<core::EventId, core::PersonId>> registered_;
  ImportKeys keys_;
  Capacity before_;
  std::optional<Intake> intake_;
  std::set<std::string> new_pools_;
  ImportKeys new_keys_;
  std::vector<Registration> made_;
};

Places places_of(storage::Transaction& tx, const core::EventId& event, bool dry_run) {
  if (!dry_run) return Places::lock(tx, event);
  auto places = Places::look_without_lock(tx, {event}).extract(event);
  return places ? std::move(places.mapped()) : Places(event);
}

}  // namespace

core::Result<std::vector<TakenOver>> PastBookingService::take_over(const access::Call& call,
                                                                   const core::EventId& event_id,
                                                                   const Bookings& bookings, bool dry_run) {
  if (bookings.size() > max_past_bookings_at_once) throw std::logic_error("more than max_past_bookings_at_once");
  if (auto few = check_count_of_heads(bookings); !few) return few.error();
  using Outcomes = std::vector<TakenOver>;
  const auto named = named_in(bookings);
  const auto run = [&](storage::Transaction& tx) -> core::Result<Outcomes> {
    const auto& organization = call.principal.organization;
    // Locked against a merge; before the event's places, as a merge does.
    auto people = lock_people(tx, organization, std::vector(named.people.begin(), named.people.end()));
    auto places = places_of(tx, event_id, dry_run);
    auto event = events::find_event(tx, organization, event_id);
    if (!event) return refusals::not_found("event", event_id.text());
    if (event->status == events::EventStatus::cancelled) return core::fail(event_was_cancelled);
    Takeover takeover(call, *std::move(event), std::move(places));
    takeover.load(tx, named, std::move(people));
    Outcomes outcomes;
    outcomes.reserve(bookings.size());
    for (const auto& booking : bookings) outcomes.push_back(takeover.decide(booking));
    if (dry_run) {
      takeover.forget_made(outcomes);
    } else {
      takeover.write(tx, observers_);
    }
    return outcomes;
  };
  return dry_run ? access::reading(*database_, call, run) : database_->transact(call.transaction, run);
}

}  // namespace tagwerk::registration
