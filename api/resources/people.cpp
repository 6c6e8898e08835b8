#include "api/resources/people.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/resources/merger.hpp"
#include "api/resources/resolver.hpp"
#include "engine/directory/directory_errors.hpp"
#include "engine/directory/person_service.hpp"

// How the nouns look outside; beside them, where the codec finds it.
namespace tagwerk::directory {
namespace {

const auto company_rule = json::about("Whom the person works for");
constexpr auto name_rule = json::text(1, person_name_max);
const auto email_rule = json::format(json::Format::email).like(R"("anna@example.org")");
constexpr auto function_rule = json::text(1, function_max);

}  // namespace

static const json::Object<NewPerson>& shape(json::Tag<NewPerson>) {
  static const auto object = json::Object<NewPerson>("NewPerson", "A new person")
                                 .required("company_id", &NewPerson::company, company_rule)
                                 .required("given_name", &NewPerson::given_name, name_rule)
                                 .required("family_name", &NewPerson::family_name, name_rule)
                                 .required("email", &NewPerson::email, email_rule)
                                 .optional("function", &NewPerson::function, function_rule);
  return object;
}

static const json::Object<PersonPatch>& shape(json::Tag<PersonPatch>) {
  static const auto object =
      json::Object<PersonPatch>("PersonPatch", "What is to be changed; null removes the function")
          .patch("company_id", &PersonPatch::company, company_rule)
          .patch("given_name", &PersonPatch::given_name, name_rule)
          .patch("family_name", &PersonPatch::family_name, name_rule)
          .patch("email", &PersonPatch::email, email_rule)
          .patch("function", &PersonPatch::function, function_rule);
  return object;
}

static const json::Object<Person>& shape(json::Tag<Person>) {
  static const auto object = json::Object<Person>("Person", "Someone who works for a company")
                                 .required("id", &Person::id)
                                 .required("company_id", &Person::company, company_rule)
                                 .required("given_name", &Person::given_name, name_rule)
                                 .required("family_name", &Person::family_name, name_rule)
                                 .required("email", &Person::email, email_rule)
                                 .nullable("function", &Person::function, function_rule)
                                 .required("created_at", &Person::created_at)
                                 .required("updated_at", &Person::updated_at);
  return object;
}

}  // namespace tagwerk::directory

namespace tagwerk::resources {

static const json::Object<Merger<core::PersonId>>& shape(json::Tag<Merger<core::PersonId>>) {
  static const auto object = merger_shape<core::PersonId>("PersonMerger");
  return object;
}

namespace {

using access::Role;
using directory::NewPerson;
using directory::Person;
using directory::PersonPatch;
using directory::PersonService;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;
using pipeline::QueryParameter;

constexpr const char* all_of_them = "/api/v1/people";
constexpr const char* one_below = "/api/v1/people/";
constexpr const char* one_of_them = "/api/v1/people/{person_id}";

// Companies look after their own people.
constexpr access::RoleSet writers{Role::admin, Role::organizer, Role::partner, Role::vendor};

std::vector<QueryParameter> filters() {
  return {{.name = "company_id", .kind = QueryParameter::Kind::id, .description = "Only people of this company"},
          {.name = "email", .description = "Only people with exactly this e-mail address"}};
}

core::Result<http::Response> create(PersonService& service, Exchange& x) {
  const auto body = x.body<NewPerson>();
  if (!body) return body.error();
  const auto person = service.create(x.call(), *body);
  if (!person) return person.error();
  return pipeline::created(*person, one_below + person->id.text(), person->version);
}

core::Result<http::Response> list(PersonService& service, Exchange& x) {
  directory::PersonFilter filter;
  filter.company = x.query_id<core::CompanyId>("company_id");
  filter.email = x.text("email");
  return pipeline::ok_list(x, service.list(x.call(), std::move(filter), x.page()),
                           [](const Person& person) -> const Person& { return person; });
}

core::Result<http::Response> find(PersonService& service, Exchange& x) {
  const auto id = x.id<core::PersonId>("person_id");
  if (!id) return id.error();
  const auto person = service.find(x.call(), *id);
  if (!person) return person.error();
  return pipeline::ok(*person, person->version);
}

core::Result<http::Response> change(PersonService& service, Exchange& x) {
  const auto id = x.id<core::PersonId>("person_id");
  if (!id) return id.error();
  const auto body = x.body<PersonPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto person = service.change(x.call(), *id, *body, *version);
  if (!person) return person.error();
  return pipeline::ok(*person, person->version);
}

core::Result<http::Response> remove(PersonService& service, Exchange& x) {
  const auto id = x.id<core::PersonId>("person_id");
  if (!id) return id.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  if (const auto done = service.remove(x.call(), *id, *version); !done) return done.error();
  return pipeline::no_content();
}

core::Result<http::Response> merge(PersonService& service, Exchange& x) {
  const auto id = x.id<core::PersonId>("person_id");
  if (!id) return id.error();
  const auto body = x.body<Merger<core::PersonId>>();
  if (!body) return body.error();
  const auto survivor = service.merge(x.call(), *id, body->into);
  if (!survivor) return survivor.error();
  return merged_into(*survivor, one_below + survivor->id.text());
}

}  // namespace

void add_people_routes(pipeline::RouteTable& table, PersonService& service) {
  table.push_back({.method = http::Method::post,
                   .pattern = all_of_them,
                   .operation_id = "createPerson",
                   .tag = "directory",
                   .summary = "Create a person",
                   .description = "E-mail addresses need not be unique; duplicates can be merged. A token of a company "
                                  "adds people of its own company only.",
                   .roles = writers,
                   .body = BodyRule::json<NewPerson>(),
                   .answers = {{201, "The new person", json::schema<Person>()}},
                   .errors = {&core::reference_not_found},
                   .idempotent = true,
                   .handle = [&service](Exchange& x) { return create(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = all_of_them,
                   .operation_id = "listPeople",
                   .tag = "directory",
                   .summary = "People, by time of creation",
                   .description = "A token of a company sees its own people only. People who were merged are left out.",
                   .roles = access::everyone,
                   .query = pipeline::list_parameters(filters()),
                   .answers = {{200, "A page of people", pipeline::list_schema<Person>()}},
                   .handle = [&service](Exchange& x) { return list(service, x); }});
  table.push_back({.method = http::Method::get,
                   .pattern = one_of_them,
                   .operation_id = "getPerson",
                   .tag = "directory",
                   .summary = "One person",
                   .roles = access::everyone,
                   .answers = {{200, "The person", json::schema<Person>()}},
                   .errors = {&core::gone_merged},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return find(service, x); }});
  table.push_back({.method = http::Method::patch,
                   .pattern = one_of_them,
                   .operation_id = "changePerson",
                   .tag = "directory",
                   .summary = "Change a person",
                   .description = "A token of a company changes people of its own company only.",
                   .roles = writers,
                   .body = BodyRule::json<PersonPatch>(),
                   .answers = {{200, "The person as it is now", json::schema<Person>()}},
                   .errors = {&core::reference_not_found, &core::gone_merged},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return change(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = one_of_them,
                   .operation_id = "deletePerson",
                   .tag = "directory",
                   .summary = "Delete a person whom no registration names",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .errors = {&core::still_referenced, &core::gone_merged},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
  table.push_back(
      {.method = http::Method::post,
       .pattern = "/api/v1/people/{person_id}/merger",
       .operation_id = "mergePerson",
       .tag = "directory",
       .summary = "Merge a duplicate into the person that stays",
       .description = "Registrations that name the duplicate name the person of `into` from then on, whose own members "
                      "stay as they are. The duplicate leaves the lists; its address answers 410 and names the person "
                      "that took its place. The two may work for different companies, but not of different roles.",
       .roles = access::organizers,
       .body = BodyRule::json<Merger<core::PersonId>>(),
       .answers = {{200, "The person that stays", json::schema<Person>()}},
       .errors = {&core::reference_not_found, &core::gone_merged, &directory::merge_into_itself,
                  &directory::merge_across_roles},
       .idempotent = true,
       .handle = [&service](Exchange& x) { return merge(service, x); }});
}

pipeline::Resolver person_resolver(PersonService& service) {
  return resolver_of<core::PersonId>("person", [&service](const access::Call& call, const core::PersonId& id) {
    return service.require_visible(call, id);
  });
}

}  // namespace tagwerk::resources
