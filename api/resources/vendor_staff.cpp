#include "api/resources/vendor_staff.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/vendor_roles.hpp"
#include "engine/registration/registration.hpp"
#include "engine/registration/registration_errors.hpp"
#include "engine/vendors/vendor_errors.hpp"
#include "engine/vendors/vendor_staff_service.hpp"

namespace tagwerk::vendors {

static const json::Object<Absence>& shape(json::Tag<Absence>) {
  static const auto object = json::Object<Absence>("VendorStaffAbsence", "When somebody is not there")
                                 .required("starts_at", &Absence::starts_at)
                                 .required("ends_at", &Absence::ends_at, json::about("Not included"));
  return object;
}

namespace {

constexpr auto name_rule = json::text(1, registration::max_name_length);
const auto email_rule = json::format(json::Format::email);
const auto person_rule = json::about("Somebody of the company whom the directory knows; then without a name");
const auto pass_rule = json::about("At most as many as the package has");
// Their number and order are checked by the noun, so that an item keeps its pointer.
const auto absences_rule = json::items(0, max_absences).about("None of them overlaps another");

std::vector<core::FieldError> check_absences(const StaffWish& wish) {
  return wish.unavailable ? check(*wish.unavailable) : std::vector<core::FieldError>{};
}

}  // namespace

// What is left out of a new one and of a change is the same.
static const json::Object<StaffWish>& shape(json::Tag<StaffWish>) {
  static const auto object =
      json::Object<StaffWish>("VendorStaffPatch",
                              "Another name: person_id, or what changes of name and email; a pass; absences")
          .patch("person_id", &StaffWish::person, person_rule)
          .patch("given_name", &StaffWish::given_name, name_rule)
          .patch("family_name", &StaffWish::family_name, name_rule)
          .patch("email", &StaffWish::email, email_rule)
          .patch("has_pass", &StaffWish::has_pass, pass_rule)
          .patch("unavailable", &StaffWish::unavailable, absences_rule)
          .rule({}, [](const StaffWish& wish) { return registration::check_person_or_name(wish.naming()); })
          .rule({"unavailable"}, check_absences);
  return object;
}

}  // namespace tagwerk::vendors

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using vendors::Absence;
using vendors::StaffWish;
using vendors::VendorParticipationId;
using vendors::VendorStaff;
using vendors::VendorStaffId;
using vendors::VendorStaffService;

constexpr const char* of_participation = "/api/v1/vendor-participations/{participation_id}/staff";
constexpr const char* one_of_them = "/api/v1/vendor-participations/{participation_id}/staff/{staff_id}";

struct NewStaffBody : StaffWish {};
template <class M>
M NewStaffBody::*member(M StaffWish::*of_wish) {
  return of_wish;
}
const json::Object<NewStaffBody>& shape(json::Tag<NewStaffBody>) {
  static const auto object =
      json::Object<NewStaffBody>("NewVendorStaff", "Who it is: person_id, or given_name, family_name and email")
          .optional("person_id", member(&StaffWish::person), vendors::person_rule)
          .optional("given_name", member(&StaffWish::given_name), vendors::name_rule)
          .optional("family_name", member(&StaffWish::family_name), vendors::name_rule)
          .optional("email", member(&StaffWish::email), vendors::email_rule)
          .optional("has_pass", member(&StaffWish::has_pass), vendors::pass_rule)
          .optional("unavailable", member(&StaffWish::unavailable), vendors::absences_rule)
          .rule({"person_id"}, [](const NewStaffBody& body) { return registration::check_new_head(body.naming()); })
          .rule({"unavailable"}, vendors::check_absences);
  return object;
}

struct StaffDto {
  VendorStaffId id;
  VendorParticipationId participation_id;
  std::optional<core::PersonId> person_id;
  std::string given_name;
  std::string family_name;
  std::string email;
  bool has_pass = false;
  std::vector<Absence> unavailable;
  core::Instant created_at;
  core::Instant updated_at;
};
const json::Object<StaffDto>& shape(json::Tag<StaffDto>) {
  static const auto object = json::Object<StaffDto>("VendorStaff", "Somebody whom a vendor sends")
                                 .required("id", &StaffDto::id)
                                 .required("participation_id", &StaffDto::participation_id)
                                 .nullable("person_id", &StaffDto::person_id)
                                 .required("given_name", &StaffDto::given_name)
                                 .required("family_name", &StaffDto::family_name)
                                 .required("email", &StaffDto::email)
                                 .required("has_pass", &StaffDto::has_pass)
                                 .required("unavailable", &StaffDto::unavailable, json::about("In order"))
                                 .required("created_at", &StaffDto::created_at)
                                 .required("updated_at", &StaffDto::updated_at);
  return object;
}

StaffDto to_dto(const VendorStaff& staff) {
  return {.id = staff.id,
          .participation_id = staff.participation,
          .person_id = staff.person,
          .given_name = staff.name.given_name,
          .family_name = staff.name.family_name,
          .email = staff.name.email,
          .has_pass = staff.has_pass,
          .unavailable = staff.unavailable,
          .created_at = staff.created_at,
          .updated_at = staff.updated_at};
}

core::Result<http::Response> answer(const core::Result<VendorStaff>& staff) {
  if (!staff) return staff.error();
  return pipeline::ok(to_dto(*staff), staff->version);
}

core::Result<http::Response> create(VendorStaffService& service, Exchange& x) {
  const auto participation = x.id<VendorParticipationId>("participation_id");
  if (!participation) return participation.error();
  const auto body = x.body<NewStaffBody>();
  if (!body) return body.error();
  const auto staff = service.create(x.call(), *participation, *body);
  if (!staff) return staff.error();
  return pipeline::created(to_dto(*staff), x.request().path + "/" + staff->id.text(), staff->version);
}

core::Result<http::Response> list(VendorStaffService& service, Exchange& x) {
  const auto participation = x.id<VendorParticipationId>("participation_id");
  if (!participation) return participation.error();
  const auto page = service.list(x.call(), *participation, x.page());
  if (!page) return page.error();
  return pipeline::ok_list(x, *page, to_dto);
}

/// Calls `act(participation, staff)`.
template <class Act>
core::Result<http::Response> with_one(Exchange& x, Act&& act) {
  const auto participation = x.id<VendorParticipationId>("participation_id");
  if (!participation) return participation.error();
  const auto id = x.id<VendorStaffId>("staff_id");
  if (!id) return id.error();
  return act(*participation, *id);
}

core::Result<http::Response> find(VendorStaffService& service, Exchange& x) {
  return with_one(
      x, [&](const auto& participation, const auto& id) { return answer(service.find(x.call(), participation, id)); });
}

core::Result<http::Response> change(VendorStaffService& service, Exchange& x) {
  return with_one(x, [&](const auto& participation, const auto& id) -> core::Result<http::Response> {
    const auto body = x.body<StaffWish>();
    if (!body) return body.error();
    const auto version = x.expected_version();
    if (!version) return version.error();
    return answer(service.change(x.call(), participation, id, *body, *version));
  });
}

core::Result<http::Response> remove(VendorStaffService& service, Exchange& x) {
  return with_one(x, [&](const auto& participation, const auto& id) -> core::Result<http::Response> {
    const auto version = x.expected_version();
    if (!version) return version.error();
    const auto done = service.remove(x.call(), participation, id, *version);
    if (!done) return done.error();
    return pipeline::no_content();
  });
}

std::vector<const core::ErrorCode*> with_errors_of_people(std::vector<const core::ErrorCode*> some) {
  some.insert(some.end(), {&core::reference_not_found, &registration::person_of_other_company,
                           &registration::name_beside_person, &vendors::person_is_staff, &vendors::absence_is_empty,
                           &vendors::absences_overlap, &vendors::no_pass_left, &vendors::participation_is_cancelled});
  return some;
}

}  // namespace

void add_vendor_staff_routes(pipeline::RouteTable& table, VendorStaffService& service) {
  table.push_back(
      {.method = http::Method::post,
       .pattern = of_participation,
       .operation_id = "addVendorStaff",
       .tag = "vendors",
       .summary = "Add somebody to the staff of a vendor",
       .description =
           R"(`{"person_id": "…", "has_pass": true, "unavailable": [{"starts_at": "2016-11-10T11:00:00Z", )"
           R"("ends_at": "2016-11-10T12:00:00Z"}]}`, or a name instead of a person. At most 200 people, and passes as )"
           "the package has.",
       .roles = organizers_and_vendors,
       .body = pipeline::BodyRule::json<NewStaffBody>(),
       .answers = {{201, "Who was added", json::schema<StaffDto>()}},
       .errors = with_errors_of_people({&vendors::too_many_staff}),
       .idempotent = true,
       .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = of_participation,
                   .operation_id = "listVendorStaff",
                   .tag = "vendors",
                   .summary = "The staff of a vendor, by time of creation",
                   .roles = staff_viewers_and_vendors,
                   .query = pipeline::list_parameters(),
                   .answers = {{200, "A page of people", pipeline::list_schema<StaffDto>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getVendorStaff",
                   .tag = "vendors",
                   .summary = "One of the staff",
                   .roles = staff_viewers_and_vendors,
                   .answers = {{200, "Who it is", json::schema<StaffDto>()}},
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_of_them,
                   .operation_id = "changeVendorStaff",
                   .tag = "vendors",
                   .summary = "Change name, pass or absences",
                   .description = "Absences are replaced as a whole.",
                   .roles = organizers_and_vendors,
                   .body = pipeline::BodyRule::json<StaffWish>(),
                   .answers = {{200, "As it is now", json::schema<StaffDto>()}},
                   .errors = with_errors_of_people({}),
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_of_them,
                   .operation_id = "removeVendorStaff",
                   .tag = "vendors",
                   .summary = "Take somebody off the staff",
                   .roles = organizers_and_vendors,
                   .answers = {{204, "It is done"}},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

}  // namespace tagwerk::resources
