#include "api/resources/talk_grades.hpp"

#include "api/pipeline/exchange.hpp"
#include "engine/meetings/talk_outcome_errors.hpp"
#include "engine/meetings/talk_outcome_service.hpp"

namespace tagwerk::meetings {

static const json::Object<TalkGrade>& shape(json::Tag<TalkGrade>) {
  static const auto object = json::Object<TalkGrade>("TalkGrade", "What a talk's partner thinks of it")
                                 .required("talk_id", &TalkGrade::id)
                                 .required("grade", &TalkGrade::grade)
                                 .required("created_at", &TalkGrade::created_at)
                                 .required("updated_at", &TalkGrade::updated_at);
  return object;
}

}  // namespace tagwerk::meetings

namespace tagwerk::resources {
namespace {

using meetings::TalkGrade;
using meetings::TalkId;
using meetings::TalkOutcomeService;
using pipeline::Exchange;

constexpr const char* one_grade = "/api/v1/talks/{talk_id}/grade";
constexpr access::RoleSet staff_and_partners{access::Role::admin, access::Role::organizer, access::Role::desk,
                                             access::Role::partner};
constexpr access::RoleSet partners_only{access::Role::partner};

struct TalkGradeBody {
  core::Grade grade;
};
const json::Object<TalkGradeBody>& shape(json::Tag<TalkGradeBody>) {
  static const auto object = json::Object<TalkGradeBody>("NewTalkGrade", "What a talk's partner thinks of it")
                                 .required("grade", &TalkGradeBody::grade, json::Rules{}.like("1.7"));
  return object;
}

core::Result<http::Response> answer(const core::Result<TalkGrade>& grade) {
  if (!grade) return grade.error();
  return pipeline::ok(*grade, grade->version);
}

core::Result<http::Response> give(TalkOutcomeService& service, Exchange& x) {
  const auto id = x.id<TalkId>("talk_id");
  if (!id) return id.error();
  const auto body = x.body<TalkGradeBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.give_grade(x.call(), *id, body->grade, *version));
}

core::Result<http::Response> find(TalkOutcomeService& service, Exchange& x) {
  const auto id = x.id<TalkId>("talk_id");
  if (!id) return id.error();
  return answer(service.find_grade(x.call(), *id));
}

core::Result<http::Response> remove(TalkOutcomeService& service, Exchange& x) {
  const auto id = x.id<TalkId>("talk_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.remove_grade(x.call(), *id, *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

}  // namespace

void add_talk_grades_routes(pipeline::RouteTable& table, TalkOutcomeService& service) {
  table.push_back(
      {.method = http::Method::put,
       .pattern = one_grade,
       .operation_id = "putTalkGrade",
       .tag = "talks",
       .summary = "Give a talk the grade of its partner",
       .description =
           "A school grade from 1.0 (very good) to 6.0 (insufficient) in tenths; one per talk, and it may be given anew. By "
           "the partner, or by staff for it; from the begin of the talk's slot on, unless the vendor is recorded "
           "as absent. Others get the grades of a vendor all together, from three on.",
       .roles = staff_and_partners,
       .body = pipeline::BodyRule::json<TalkGradeBody>(),
       .answers = {{200, "The grade as it was given", json::schema<TalkGrade>()}},
       .errors = {&meetings::talk_not_planned, &meetings::talk_not_begun, &meetings::vendor_did_not_come},
       .precondition = pipeline::Precondition::if_match_optional,
       .handle = [&service](Exchange& x) { return give(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_grade,
                   .operation_id = "getTalkGrade",
                   .tag = "talks",
                   .summary = "The grade that one's own company gave a talk",
                   .description = "For the partner alone: who may give grades for others must not learn by that what "
                                  "others gave.",
                   .roles = partners_only,
                   .answers = {{200, "The grade", json::schema<TalkGrade>()}},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_grade,
                   .operation_id = "deleteTalkGrade",
                   .tag = "talks",
                   .summary = "Take a grade back",
                   .roles = staff_and_partners,
                   .answers = {{204, "It is gone"}},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

}  // namespace tagwerk::resources
