#include "engine/registration/group_registration.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/audit/audit.hpp"
#include "engine/core/faults.hpp"
#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/registration/admission_error.hpp"
#include "engine/registration/answer_rules.hpp"
#include "engine/registration/head_changes.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/registration/person_check.hpp"
#include "engine/registration/places.hpp"
#include "engine/registration/question_store.hpp"
#include "engine/registration/queue_store.hpp"
#include "engine/registration/registration_audit.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/registration/registration_store.hpp"
#include "engine/registration/registration_terms.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

using Fields = std::vector<core::FieldError>;

// Only of these there is anything to load.
std::set<core::EventId> asking(const std::map<core::EventId, events::Event>& events) {
  std::set<core::EventId> ids;
  for (const auto& [id, event] : events) {
    if (event.questions_version > 0) ids.insert(id);
  }
  return ids;
}

std::string pointer_to_person(std::size_t index) { return "/participants/" + std::to_string(index) + "/person_id"; }

std::map<core::EventId, Places> places_of(storage::Transaction& tx, const std::set<core::EventId>& events) {
  return core::fault("no_capacity_lock") ? Places::look_without_lock(tx, events) : Places::lock_of_locked(tx, events);
}

// One event while its applicants are decided.
struct EventIntake {
  EventIntake(Places of_event, std::optional<events::Event> known, HeadsByCompany heads)
      : places(std::move(of_event)), event(std::move(known)), before(places.capacity()) {
    before.companies = std::move(heads);
  }
  // Before anybody is decided. An event without terms costs nothing.
  void begin(storage::Transaction& tx, core::Instant now) {
    if (event && event->terms_version > 0) {
      terms = events::load_terms(tx, event->id);
      apply(before, terms, now);
      load_aside(tx, event->id, long_ago(terms.rules, now), before);
    }
    intake.emplace(before);
  }

  [[nodiscard]] bool has_room_for_pools_of(const NewRegistration& wish) const {
    auto rows = places.rows().size() + new_pools.size();
    for (const auto& [key, count] : wish.pools) rows += !places.has(key) && !new_pools.contains(key) ? 1 : 0;
    return rows <= events::max_pool_rows;
  }

  Places places;
  std::optional<events::Event> event;  // none: the organization has no such event
  events::EventTerms terms;
  Questions questions;
  Capacity before;
  std::optional<Intake> intake;
  std::set<std::string> new_pools;
  std::map<int, std::int64_t> queue_numbers;  // of the next who waits, by priority
  bool somebody_comes = false;
};

class Applications {
 public:
  Applications(storage::Transaction& tx, const core::OrganizationId& organization,
               std::span<const Applicant> applicants)
      : tx_(&tx), organization_(&organization), applicants_(applicants) {
    for (const auto& [call, event, wish] : applicants_) {
      now_ = std::max(now_, call->now);
      events_asked_.insert(event);
      companies_asked_.insert(wish->company);
      companies_at_[event].insert(wish->company);
      for (const auto& naming : wish->participants) {
        if (naming.person) people_asked_.insert(*naming.person);
      }
    }
    // Locked against a merge; before the events' places, as a merge does.
    people_ = lock_people(tx, organization, std::vector(people_asked_.begin(), people_asked_.end()));
    companies_ = load_companies(tx, organization, companies_asked_);
    // Whoever closes, cancels or changes an event waits from here on.
    auto events = events::find_events(tx, organization, events_asked_, storage::Lock::shared);
    auto places = places_of(tx, events_asked_);
    registered_ = find_registered(tx, events_asked_, people_asked_);
    auto heads = load_company_heads(tx, companies_at_);
    for (const auto& id : events_asked_) {
      auto of_event = places.extract(id);
      const auto known = events.find(id);
      const auto [at, is_new] = events_.try_emplace(id, of_event ? std::move(of_event.mapped()) : Places(id),
                                                    known == events.end() ? std::nullopt : std::optional(known->second),
                                                    std::move(heads[id]));
      at->second.begin(tx, now_);
    }
    for (auto& [id, questions] : load_questions(tx, asking(events))) events_.at(id).questions = std::move(questions);
  }

  std::vector<core::Result<Registration>> run(std::span<events::AttendanceObserver* const> observers) {
    std::vector<std::optional<core::Error>> refusals;
    refusals.reserve(applicants_.size());
    for (const auto& applicant : applicants_) refusals.push_back(decide(applicant));
    if (!made_.empty()) write(observers);
    std::vector<core::Result<Registration>> results;
    results.reserve(applicants_.size());
    auto next = made_.begin();
    for (auto& refusal : refusals) {
      if (refusal) {
        results.emplace_back(*std::move(refusal));
      } else {
        results.emplace_back(std::move(*next++));
      }
    }
    return results;
  }

 private:
  // nullopt: it is the next one of `made_`.
  std::optional<core::Error> decide(const Applicant& applicant) {
    const auto& [call, event_id, wish] = applicant;
    if (!call->principal.may_see(wish->company)) return refusals::not_found("company", wish->company.text());
    if (auto valid = validate(*wish); !valid) return valid.error();
    auto& at = events_.at(event_id);
    if (!at.event) return refusals::not_found("event", event_id.text());
    if (auto errors = errors_of(at, applicant); !errors.empty()) return core::fail_fields(std::move(errors));
    if (at.event->status != events::EventStatus::open)
      return core::fail(event_not_open, {{"status", std::string(events::to_text(at.event->status))}});
    if (!at.has_room_for_pools_of(*wish))
      return core::fail(too_many_pools, {{"max", std::to_string(events::max_pool_rows)}});
    const auto& company = companies_.at(wish->company);
    if (auto open = check_open(at.terms, wish->category, company, call->now); !open) return open.error();
    if (call->principal.company && wish->hold_minutes > at.terms.rules.hold_minutes) {
      return core::fail_field("/minutes", core::field_range,
                              {{"value", std::to_string(*wish->hold_minutes)},
                               {"min", "1"},
                               {"max", std::to_string(at.terms.rules.hold_minutes)}});
    }
    const auto request = request_of(*wish, at.terms, company);
    const auto decision = at.intake->admit(request);
    if (decision.refusal) return refused(*decision.refusal);
    take(at, applicant, decision, request.priority);
    return std::nullopt;
  }

  [[nodiscard]] Fields errors_of(const EventIntake& at, const Applicant& applicant) const {
    const auto& event = applicant.event;
    const auto& wish = *applicant.wish;
    auto errors = check_category(at.terms, wish.category);
    if (!companies_.contains(wish.company)) {
      errors.push_back(
          {"/company_id", &core::reference_not_found, {{"object", "company"}, {"value", wish.company.text()}}});
    }
    for (std::size_t i = 0; i < wish.participants.size(); ++i) {
      const auto& person = wish.participants[i].person;
      if (!person) continue;
      // A person comes to an event as one head.
      if (check_person(errors, pointer_to_person(i), people_, *person, wish.company, *applicant.call) &&
          registered_.contains({event, *person}))
        errors.push_back({pointer_to_person(i), &person_already_registered, {{"value", person->text()}}});
    }
    if (!wish.owes_answers) check_heads_answers(errors, events_.at(event).questions, wish);
    return errors;
  }

  void take(EventIntake& at, const Applicant& applicant, const Decision& decision, int priority) {
    const auto& [call, event_id, wish] = applicant;
    auto registration = make_registration(*organization_, event_id, *wish, decision, call->now);
    set_terms(registration, *wish, at.terms, call->now);
    if (registration.waits()) {
      const auto [number, is_first] = at.queue_numbers.try_emplace(priority);
      if (is_first) number->second = next_queue_number(*tx_, event_id, priority);
      registration.queue_number = number->second++;
    }
    for (auto& head : registration.participants) {
      if (!head.person) continue;
      registered_.emplace(event_id, *head.person);
      head.attendee = people_.at(*head.person).attendee;  // for the answer
    }
    for (const auto& [key, places] : wish->pools) {
      if (!at.places.has(key)) at.new_pools.insert(key);
    }
    at.somebody_comes = at.somebody_comes || registration.heads.confirmed > 0;
    made_.push_back(std::move(registration));
    calls_.push_back(call);
  }

  void write(std::span<events::AttendanceObserver* const> observers) {
    storage::write_references([&] { write_heads([&] { insert_registrations(*tx_, made_); }); });
    PlacesChanges changes;
    for (auto& [id, at] : events_) changes.add(at.places, at.before, at.intake->capacity());
    changes.write(*tx_);
    HeadChanges heads(observers);
    for (const auto& made : made_) heads.add(made, made.registered_at, made.heads.confirmed);
    heads.write(*tx_);
    audit::Entries entries(*tx_);
    for (std::size_t i = 0; i < made_.size(); ++i) add(entries, *calls_[i], "created", std::nullopt, made_[i]);
    entries.write();
    std::set<std::string> series;
    for (const auto& [id, at] : events_) {
      if (at.somebody_comes) series.insert(at.event->series_key);
    }
    for (const auto& key : series) {
      for (auto* observer : observers) observer->attendance_changed(*tx_, *organization_, key);
    }
  }

  storage::Transaction* tx_;
  const core::OrganizationId* organization_;
  std::span<const Applicant> applicants_;
  core::Instant now_{boost::posix_time::neg_infin};  // of the latest of them

  std::set<core::EventId> events_asked_;
  std::set<core::CompanyId> companies_asked_;
  CompaniesByEvent companies_at_;
  std::set<core::PersonId> people_asked_;
  People people_;
  std::map<core::CompanyId, CompanyFacts> companies_;
  std::set<std::pair<core::EventId, core::PersonId>> registered_;
  std::map<core::EventId, EventIntake> events_;

  std::vector<Registration> made_;
  std::vector<const access::Call*> calls_;  // of each of them
};

}  // namespace

std::vector<core::Result<Registration>> register_groups(storage::Transaction& tx,
                                                        const core::OrganizationId& organization,
                                                        std::span<const Applicant> applicants,
                                                        std::span<events::AttendanceObserver* const> observers) {
  return Applications(tx, organization, applicants).run(observers);
}

}  // namespace tagwerk::registration
