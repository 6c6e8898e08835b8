#include "tests/pipeline/world.hpp"

#include "api/pipeline/exchange.hpp"
#include "api/pipeline/service_routes.hpp"
#include "engine/access/token_service.hpp"

namespace tagwerk::test {
namespace {

using access::Role;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;

constexpr core::ErrorCode under_repair{core::ErrorKind::unavailable,
                                       "under_repair",
                                       {"Under repair", "In Reparatur"},
                                       {"come back later", "bitte später"}};

struct Thing {
  std::string key;
  std::string name;
  std::int64_t version = 1;
};
const json::Object<Thing>& shape(json::Tag<Thing>) {
  static const auto object = json::Object<Thing>("Thing")
                                 .required("key", &Thing::key, json::format(json::Format::key))
                                 .required("name", &Thing::name, json::text(1, 200));
  return object;
}
struct ThingPatch {
  std::optional<std::string> name;
};
const json::Object<ThingPatch>& shape(json::Tag<ThingPatch>) {
  static const auto object =
      json::Object<ThingPatch>("ThingPatch").patch("name", &ThingPatch::name, json::text(1, 200));
  return object;
}
struct Empty {};
const json::Object<Empty>& shape(json::Tag<Empty>) {
  static const auto object = json::Object<Empty>("Empty");
  return object;
}

std::optional<Thing> find(storage::Transaction& tx, const core::OrganizationId& organization, const std::string& key) {
  return tx.select_one(
      "select region_key, name, version from regions where organization_id = :org and region_key = :key",
      {{"org", organization}, {"key", key}}, [](storage::Row& row) {
        return Thing{
            .key = row.next<std::string>(), .name = row.next<std::string>(), .version = row.next<std::int64_t>()};
      });
}

core::Error no_thing(const std::string& key) { return core::fail(core::not_found, {{"object", "thing"}, {"id", key}}); }

core::Result<http::Response> create(World& world, Exchange& x) {
  ++world.handled;
  const auto body = x.body<Thing>();
  if (!body) return body.error();
  auto made = world.database.transact(x.call().transaction, [&](storage::Transaction& tx) -> core::Result<Thing> {
    const auto& call = x.call();
    if (find(tx, call.principal.organization, body->key))
      return core::fail(core::already_exists, {{"object", "thing"}, {"member", "key"}, {"value", body->key}});
    tx.execute(
        "insert into regions (id, organization_id, region_key, name, created_at, updated_at)"
        " values (:id, :org, :key, :name, :now, :now)",
        {{"id", core::RegionId::make(call.now)},
         {"org", call.principal.organization},
         {"key", body->key},
         {"name", body->name},
         {"now", call.now}});
    return *body;
  });
  if (world.after_work) world.after_work(body->key);
  if (!made) return made.error();
  if (made->name == "under repair") return core::fail(under_repair);
  return pipeline::created(*made, "/api/v1/things/" + made->key, 1);
}

core::Result<http::Response> create_secret(World& world, Exchange& x) {
  ++world.handled;
  x.keep_for_replay(R"({"secret":null})");
  auto response = pipeline::json_response(201, R"({"secret":"hush"})");
  response.with("location", "/api/v1/secrets/1").with("cache-control", "no-store");
  return response;
}

core::Result<http::Response> show(World& world, Exchange& x) {
  ++world.handled;
  const auto thing = world.database.read(
      [&](storage::Transaction& tx) { return find(tx, x.call().principal.organization, x.path("thing_key")); });
  if (!thing) return no_thing(x.path("thing_key"));
  return pipeline::ok(*thing, thing->version);
}

core::Result<http::Response> change(World& world, Exchange& x) {
  ++world.handled;
  const auto body = x.body<ThingPatch>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  auto changed = world.database.transact(x.call().transaction, [&](storage::Transaction& tx) -> core::Result<Thing> {
    auto thing = find(tx, x.call().principal.organization, x.path("thing_key"));
    if (!thing) return no_thing(x.path("thing_key"));
    if (!version->is_met_by(thing->version)) return core::fail(core::precondition_failed);
    thing->name = body->name.value_or(thing->name);
    ++thing->version;
    tx.execute("update regions set name = :name, version = :version where organization_id = :org and region_key = :key",
               {{"name", thing->name},
                {"version", thing->version},
                {"org", x.call().principal.organization},
                {"key", thing->key}});
    return *thing;
  });
  if (!changed) return changed.error();
  return pipeline::ok(*changed, changed->version);
}

core::Result<http::Response> list(World& world, Exchange& x) {
  const auto page = x.page();
  auto rows = world.database.read([&](storage::Transaction& tx) {
    std::string sql = "select id, region_key, name from regions where organization_id = :org";
    storage::Binds binds{{"org", x.call().principal.organization}, {"limit", page.limit + 1}};
    const auto narrow = [&](std::string_view condition, std::string_view name, storage::Value value) {
      sql += condition;
      binds.push_back({name, std::move(value)});
    };
    if (page.after) narrow(" and id > :after", "after", *page.after);
    if (const auto name = x.text("name")) narrow(" and name = :name", "name", *name);
    return tx.select(sql + " order by id limit :limit", binds, [](storage::Row& row) {
      const auto id = row.next<core::Uuid>();
      return std::pair(id, Thing{.key = row.next<std::string>(), .name = row.next<std::string>()});
    });
  });
  return pipeline::ok_list(x, core::cut_page(std::move(rows), page.limit, [](const auto& row) { return row.first; }),
                           [](const auto& row) { return row.second; });
}

core::Result<http::Response> fail(Exchange& x) {
  const auto& how = x.path("how");
  if (how == "unavailable") throw storage::Unavailable("secret host name");
  if (how == "unknown") throw storage::OutcomeUnknown("secret statement");
  if (how == "timeout") throw storage::StatementTimeout("secret statement");
  if (how == "logic") throw std::logic_error("secret detail");
  if (how == "constraint") throw storage::ConstraintViolation(storage::ConstraintViolation::Kind::check, "ck_secret");
  if (how == "odd") throw 42;
  if (how == "gone") return core::fail(core::gone_merged, {{"object", "thing"}, {"id", "a"}, {"into", "b"}});
  return core::fail(under_repair);
}

http::Response big() {
  auto response = pipeline::json_response(200, "\"" + std::string(5000, 'x') + "\"");
  response.with("etag", "\"v7\"");
  return response;
}

std::string any_schema(json::Components&) { return "{}"; }

}  // namespace

std::string Sent::fields() const {
  std::string text;
  const auto node = json();
  if (const auto* errors = node.find("errors")) {
    for (const auto& error : errors->items) text += error.find("pointer")->text + "=" + error.find("code")->text + " ";
  }
  return text;
}

World::World(Knobs knobs) : tokens(database, knobs.cache_time), failed_tokens(knobs.failed_per_minute), knobs_(knobs) {
  pipeline = std::make_unique<pipeline::Pipeline>(table(), resolvers(), parts());
}

pipeline::PipelineParts World::parts() {
  return {.database = database,
          .tokens = tokens,
          .failed_tokens = failed_tokens,
          .clock = clock,
          .metrics = metrics,
          .log = log,
          .rate_per_token_per_minute = knobs_.rate_per_minute};
}

pipeline::ScopeResolvers World::resolvers() {
  pipeline::ScopeResolvers scope;
  scope.by_parameter["thing_key"] = [this](const access::Call& call, const std::string& text) -> core::Result<> {
    if (database.read([&](storage::Transaction& tx) { return find(tx, call.principal.organization, text); })) return {};
    return no_thing(text);
  };
  scope.in_memory["thing_key"] = [this](const access::Call&, const std::string& text) {
    return remembered.contains(text);
  };
  scope.free_parameters = {"how"};
  return scope;
}

pipeline::RouteTable World::table() {
  using http::Method;
  using Kind = pipeline::QueryParameter::Kind;
  const auto thing_schema = json::schema<Thing>();
  const auto& organizers = access::organizers;
  pipeline::RouteTable table;
  const auto add = [&](pipeline::Route route) {
    route.tag = "things";
    route.summary = route.operation_id;
    table.push_back(std::move(route));
  };
  add({.method = Method::get,
       .pattern = "/api/v1/things",
       .operation_id = "listThings",
       .roles = access::everyone,
       .query = pipeline::list_parameters({{.name = "name"},
                                           {.name = "kind", .kind = Kind::choice, .choices = {"a", "b"}},
                                           {.name = "on", .kind = Kind::date},
                                           {.name = "dry_run", .kind = Kind::boolean}}),
       .answers = {{200, "", pipeline::list_schema<Thing>()}},
       .handle = [this](Exchange& x) { return list(*this, x); }});
  add({.method = Method::post,
       .pattern = "/api/v1/things",
       .operation_id = "createThing",
       .roles = organizers,
       .query = {{.name = "dry_run", .kind = Kind::boolean}},
       .body = BodyRule::json<Thing>(500),
       .answers = {{201, "", thing_schema}},
       .errors = {&core::already_exists},
       .idempotent = true,
       .handle = [this](Exchange& x) { return create(*this, x); }});
  add({.method = Method::get,
       .pattern = "/api/v1/things/{thing_key}",
       .operation_id = "getThing",
       .roles = access::everyone,
       .answers = {{200, "", thing_schema}},
       .handle = [this](Exchange& x) { return show(*this, x); }});
  add({.method = Method::patch,
       .pattern = "/api/v1/things/{thing_key}",
       .operation_id = "changeThing",
       .roles = organizers,
       .body = BodyRule::json<ThingPatch>(),
       .answers = {{200, "", thing_schema}},
       .precondition = Precondition::if_match,
       .handle = [this](Exchange& x) { return change(*this, x); }});
  add({.method = Method::put,
       .pattern = "/api/v1/things/{thing_key}",
       .operation_id = "putThing",
       .roles = organizers,
       .body = BodyRule::json<ThingPatch>(),
       .answers = {{200, "", thing_schema}},
       .precondition = Precondition::if_match_optional,
       .handle = [this](Exchange& x) { return change(*this, x); }});
  add({.method = Method::post,
       .pattern = "/api/v1/things/{thing_key}/polish",
       .operation_id = "polishThing",
       .roles = organizers,
       .body = BodyRule::optional_json<Empty>(),
       .answers = {{204}},
       .handle = [](Exchange& x) -> core::Result<http::Response> {
         if (auto body = x.body<Empty>(); !body) return body.error();
         return pipeline::no_content();
       }});
  add({.method = Method::post,
       .pattern = "/api/v1/secrets",
       .operation_id = "createSecret",
       .roles = organizers,
       .body = BodyRule::json<Empty>(),
       .answers = {{201, "", any_schema}},
       .idempotent = true,
       .handle = [this](Exchange& x) { return create_secret(*this, x); }});
  add({.method = Method::post,
       .pattern = "/api/v1/imports",
       .operation_id = "import",
       .roles = organizers,
       .body = BodyRule::csv(100),
       .answers = {{204}},
       .handle = [](Exchange&) -> core::Result<http::Response> { return pipeline::no_content(); }});
  add({.method = Method::get,
       .pattern = "/api/v1/failures/{how}",
       .operation_id = "fail",
       .roles = access::everyone,
       .answers = {{204}},
       .handle = fail});
  add({.method = Method::get,
       .pattern = "/api/v1/big",
       .operation_id = "getBig",
       .roles = access::everyone,
       .answers = {{200, "", any_schema}},
       .handle = [](Exchange&) -> core::Result<http::Response> { return big(); }});
  add({.method = Method::get,
       .pattern = "/api/v1/never",
       .operation_id = "getNever",
       .roles = access::everyone,
       .answers = {{200, "", any_schema}},
       .never_304 = true,
       .handle = [](Exchange&) -> core::Result<http::Response> { return big(); }});
  add({.method = Method::get,
       .pattern = "/api/v1/memory",
       .operation_id = "getMemory",
       .roles = access::organizers,
       .query = {{.name = "n", .kind = Kind::integer, .min = 1, .max = 3}},
       .answers = {{200, "", any_schema}},
       .handle = [](Exchange&) -> core::Result<http::Response> { return pipeline::json_response(200, "\"worker\""); },
       .peek = [](Exchange& x) -> std::optional<http::Response> {
         if (x.integer("n") == 2) return std::nullopt;
         if (x.integer("n") == 3) throw std::runtime_error("no memory");
         return pipeline::json_response(200, "\"memory\"");
       }});
  add({.method = Method::get,
       .pattern = "/api/v1/later",
       .operation_id = "getLater",
       .roles = access::organizers,
       .query = {{.name = "n", .kind = Kind::integer, .min = 1, .max = 3}},
       .answers = {{200, "", any_schema}},
       .handle_later = [this](Exchange& x, std::function<void(pipeline::MakeAnswer)> done) -> core::Result<> {
         if (x.integer("n") == 2) return core::fail(core::not_found, {{"object", "n"}, {"id", "2"}});
         if (x.integer("n") == 3) throw storage::Unavailable("no connection");
         waiting.push_back(std::move(done));
         return {};
       }});
  add({.method = Method::post,
       .pattern = "/api/v1/things/{thing_key}/queue",
       .operation_id = "queueAtThing",
       .roles = access::organizers,
       .body = BodyRule::json<Thing>(64 * 1024),
       .answers = {{200, "", any_schema}},
       .idempotent = true,
       .handle_later = [this](Exchange&, std::function<void(pipeline::MakeAnswer)> done) -> core::Result<> {
         waiting.push_back(std::move(done));
         return {};
       },
       .never_blocks = true});
  pipeline::add_service_routes(table, {.metrics = metrics,
                                       .readiness =
                                           [] {
                                             return pipeline::Readiness{true, "ready", "up"};
                                           },
                                       .version = "test"});
  return table;
}

std::string World::make_token(access::Role role) { return make_token(role, data.organization()); }

std::string World::make_token(access::Role role, const core::OrganizationId& organization) {
  access::TokenService service(database, tokens);
  return service.create(access::command_line_call(organization, clock.now()), {"t", role, {}}).value().text;
}

void World::add_thing(const std::string& key, const std::string& name) { add_thing(key, name, data.organization()); }

void World::add_thing(const std::string& key, const std::string& name, const core::OrganizationId& organization) {
  database.transact(nullptr, [&](storage::Transaction& tx) {
    return tx.execute(
        "insert into regions (id, organization_id, region_key, name, created_at, updated_at)"
        " values (:id, :org, :key, :name, :now, :now)",
        {{"id", core::RegionId::make(clock.now())},
         {"org", organization},
         {"key", key},
         {"name", name},
         {"now", clock.now()}});
  });
}

std::int64_t World::count(const std::string& table) {
  return database.read(
      [&](storage::Transaction& tx) { return tx.scalar<std::int64_t>("select count(*) from " + table, {}).value(); });
}

http::Request World::request(http::Method method, const std::string& target, const std::string& body,
                             Headers headers) const {
  http::Request request;
  request.method = method;
  request.target = target;
  request.path = target.substr(0, target.find('?'));
  if (request.path.size() < target.size()) request.query = target.substr(request.path.size() + 1);
  request.body = body;
  if (!body.empty()) request.content_length = body.size();
  request.peer = peer;
  request.request_id = "r-1";
  bool has_authorization = false;
  for (auto& header : headers) {
    has_authorization = has_authorization || header.name == "authorization";
    if (!header.value.empty()) request.headers.push_back(std::move(header));
  }
  if (!has_authorization) request.headers.push_back({"authorization", "Bearer " + admin});
  return request;
}

Sent World::answer(const http::Request& request) {
  auto admission = pipeline->admit(request);
  if (admission.refusal) return {*std::move(admission.refusal)};
  if (auto now = pipeline->try_now(request)) return {std::get<http::Response>(*std::move(now))};
  return {std::get<http::Response>(pipeline->handle(request))};
}

Sent World::send(http::Method method, const std::string& target, const std::string& body, Headers headers) {
  return answer(request(method, target, body, std::move(headers)));
}

Sent World::post(const std::string& target, const std::string& body, Headers headers) {
  headers.push_back({"content-type", "application/json"});
  return send(http::Method::post, target, body, std::move(headers));
}

}  // namespace tagwerk::test
