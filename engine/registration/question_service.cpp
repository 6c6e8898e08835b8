#include "engine/registration/question_service.hpp"

#include <utility>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/answer_store.hpp"
#include "engine/registration/question_errors.hpp"
#include "engine/registration/question_store.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

namespace {

// By key, and their order.
audit::Members members_of(const Questions& questions) {
  audit::Members members;
  std::string order;
  for (const auto& question : questions) {
    members.emplace(question.key, describe(question));
    order.append(order.empty() ? "" : ", ").append(question.key);
  }
  members.emplace("(order)", std::move(order));
  return members;
}

// The first question speaks for all; each has its own line among the fields.
core::Error has_answers(std::vector<core::FieldError> fields) {
  auto arguments = fields.front().arguments;
  return core::Error(question_has_answers, std::move(arguments), std::move(fields));
}

}  // namespace

core::Result<EventQuestions> QuestionService::get(const access::Call& call, const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<EventQuestions> {
    // The version first: questions newer than their version make a later PUT fail, never overwrite.
    const auto found = events::find_event(tx, call.principal.organization, event);
    if (!found) return refusals::not_found("event", event.text());
    return EventQuestions{.questions = load_questions(tx, event), .version = found->questions_version};
  });
}

core::Result<EventQuestions> QuestionService::put(const access::Call& call, const core::EventId& event,
                                                  const Questions& questions, const core::ExpectedVersion& expected) {
  if (auto errors = check(questions); !errors.empty()) return core::fail_fields(std::move(errors));
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<EventQuestions> {
    // Whoever registers has the event shared; whoever answers later, the questions' own.
    const auto found = events::find_event(tx, call.principal.organization, event, storage::Lock::for_update);
    if (!found) return refusals::not_found("event", event.text());
    if (!expected.is_met_by(found->questions_version)) return core::fail(core::precondition_failed);
    const auto before = load_questions(tx, event, storage::Lock::for_update);
    if (before == questions) return EventQuestions{before, found->questions_version};
    if (auto errors = forbidden_changes(before, questions, load_given(tx, event, before)); !errors.empty())
      return has_answers(std::move(errors));
    const EventQuestions after{questions, found->questions_version + 1};
    save_questions(tx, event, before, after);
    audit::record(tx, call,
                  {.object_kind = "event",
                   .object = event.uuid,
                   .action = "questions_changed",
                   .changes = audit::changes_between(members_of(before), members_of(questions))});
    return after;
  });
}

core::Result<core::Page<AnswerRow>> QuestionService::answers(const access::Call& call, const core::EventId& event,
                                                             const std::optional<std::string>& question,
                                                             const core::PageRequest& page) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<core::Page<AnswerRow>> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    if (question && find_question(load_questions(tx, event), *question) == nullptr)
      return refusals::no_such_reference("?question", "question", core::echo(*question));
    return list_answers(tx, event, question, page);
  });
}

core::Result<std::vector<QuestionSummary>> QuestionService::summary(const access::Call& call,
                                                                    const core::EventId& event) {
  using Summaries = std::vector<QuestionSummary>;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Summaries> {
    if (!events::find_event(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    const auto questions = load_questions(tx, event);
    return summarize(questions, count_answers(tx, event, questions));
  });
}

}  // namespace tagwerk::registration
