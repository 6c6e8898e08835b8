#include "api/app/composition.hpp"

#include <chrono>
#include <utility>

#include "api/app/version.hpp"
#include "api/resources/accounts.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/attendance.hpp"
#include "api/resources/audit.hpp"
#include "api/resources/capacity.hpp"
#include "api/resources/capacity_use.hpp"
#include "api/resources/check_in_lists.hpp"
#include "api/resources/check_in_offline.hpp"
#include "api/resources/check_in_summary.hpp"
#include "api/resources/check_ins.hpp"
#include "api/resources/companies.hpp"
#include "api/resources/contingents.hpp"
#include "api/resources/editions.hpp"
#include "api/resources/event_grades.hpp"
#include "api/resources/events.hpp"
#include "api/resources/explanation.hpp"
#include "api/resources/forecast.hpp"
#include "api/resources/grades.hpp"
#include "api/resources/held_places.hpp"
#include "api/resources/imports.hpp"
#include "api/resources/jobs.hpp"
#include "api/resources/organization.hpp"
#include "api/resources/overbooking.hpp"
#include "api/resources/past_bookings.hpp"
#include "api/resources/people.hpp"
#include "api/resources/personal.hpp"
#include "api/resources/questions.hpp"
#include "api/resources/reach.hpp"
#include "api/resources/regions.hpp"
#include "api/resources/registration_changes.hpp"
#include "api/resources/registration_days.hpp"
#include "api/resources/registration_rules.hpp"
#include "api/resources/registrations.hpp"
#include "api/resources/series.hpp"
#include "api/resources/statistics.hpp"
#include "api/resources/talk_capacity.hpp"
#include "api/resources/talk_grades.hpp"
#include "api/resources/talk_outcomes.hpp"
#include "api/resources/talk_plans.hpp"
#include "api/resources/talk_restrictions.hpp"
#include "api/resources/talk_settings.hpp"
#include "api/resources/talk_wishes.hpp"
#include "api/resources/ticket_categories.hpp"
#include "api/resources/tickets.hpp"
#include "api/resources/timetables.hpp"
#include "api/resources/tokens.hpp"
#include "api/resources/trip_budget.hpp"
#include "api/resources/trip_documents.hpp"
#include "api/resources/trip_feedback.hpp"
#include "api/resources/trip_group_wishes.hpp"
#include "api/resources/trip_head_counts.hpp"
#include "api/resources/trip_host_list.hpp"
#include "api/resources/trip_incidents.hpp"
#include "api/resources/trip_itinerary.hpp"
#include "api/resources/trip_links.hpp"
#include "api/resources/trip_payments.hpp"
#include "api/resources/trip_prices.hpp"
#include "api/resources/trip_readiness.hpp"
#include "api/resources/trip_requirements.hpp"
#include "api/resources/trip_rooming.hpp"
#include "api/resources/trip_rooming_wishes.hpp"
#include "api/resources/trip_sub_groups.hpp"
#include "api/resources/trip_travellers.hpp"
#include "api/resources/vendor_booths.hpp"
#include "api/resources/vendor_invoices.hpp"
#include "api/resources/vendor_leads.hpp"
#include "api/resources/vendor_packages.hpp"
#include "api/resources/vendor_participations.hpp"
#include "api/resources/vendor_staff.hpp"
#include "api/resources/vendor_statistics.hpp"
#include "api/resources/vendor_talk_statistics.hpp"
#include "api/resources/venues.hpp"
#include "api/resources/visa_rules.hpp"
#include "api/server/server.hpp"
#include "engine/storage/migrations.hpp"

namespace tagwerk::app {
namespace {

pipeline::RouteTable routes_of(Services& services, const registration::TicketKeys& ticket_keys,
                               const trips::PassportNumbers& passport_numbers, pipeline::ServiceParts parts) {
  pipeline::RouteTable table;
  resources::add_organization_routes(table, services.organizations);
  resources::add_regions_routes(table, services.regions);
  resources::add_companies_routes(table, services.companies);
  resources::add_people_routes(table, services.people);
  resources::add_imports_routes(table, services.imports);
  resources::add_series_routes(table, services.series);
  resources::add_venues_routes(table, services.venues);
  resources::add_events_routes(table, services.events);
  resources::add_capacity_routes(table, services.capacity);
  resources::add_registration_rules_routes(table, services.event_terms);
  resources::add_ticket_categories_routes(table, services.event_terms);
  resources::add_contingents_routes(table, services.event_terms);
  resources::add_registrations_routes(table, services.registrations, services.desk);
  resources::add_explanation_routes(table, services.explanations);
  resources::add_accounts_routes(table, services.accounts);
  resources::add_past_bookings_routes(table, services.past_bookings);
  resources::add_held_places_routes(table, services.held_places);
  resources::add_registration_changes_routes(table, services.heads, services.returns);
  resources::add_questions_routes(table, services.questions);
  resources::add_answers_routes(table, services.questions);
  resources::add_check_ins_routes(table, services.check_ins, services.gate, ticket_keys);
  resources::add_check_in_lists_routes(table, services.check_in_lists);
  resources::add_check_in_offline_routes(table, services.check_ins, services.check_in_reports, ticket_keys);
  resources::add_check_in_summary_routes(table, services.check_in_reports, services.door_watch);
  resources::add_tickets_routes(table, services.tickets, ticket_keys);
  resources::add_talk_settings_routes(table, services.talk_settings);
  resources::add_trip_itinerary_routes(table, services.itineraries);
  resources::add_trip_document_routes(table, services.itineraries);
  resources::add_trip_head_counts_routes(table, services.head_counts);
  resources::add_trip_host_list_routes(table, services.host_lists);
  resources::add_trip_incidents_routes(table, services.incidents);
  resources::add_trip_sub_groups_routes(table, services.sub_groups);
  resources::add_trip_group_wishes_routes(table, services.group_wishes);
  resources::add_talk_wishes_routes(table, services.talk_wishes, services.talk_wish_imports);
  resources::add_talk_restrictions_routes(table, services.talk_restrictions);
  resources::add_talk_capacity_routes(table, services.talk_capacity);
  resources::add_talk_plans_routes(table, services.talk_plans);
  resources::add_timetables_routes(table, services.timetables);
  resources::add_talk_outcomes_routes(table, services.talk_outcomes);
  resources::add_talk_grades_routes(table, services.talk_outcomes);
  resources::add_visa_rules_routes(table, services.visa_rules);
  resources::add_trip_requirements_routes(table, services.trip_requirements);
  resources::add_trip_travellers_routes(table, services.travellers, passport_numbers);
  resources::add_trip_readiness_routes(table, services.travellers);
  resources::add_trip_links_routes(table, services.personal_links);
  resources::add_personal_routes(table, services.personal_links, services.trip_feedback);
  resources::add_trip_feedback_routes(table, services.trip_feedback, services.trip_comments);
  resources::add_trip_feedback_figures_routes(table, services.trip_feedback_figures);
  resources::add_trip_rooming_routes(table, services.rooming, services.rooming_plans);
  resources::add_trip_rooming_wishes_routes(table, services.rooming_wishes);
  resources::add_jobs_routes(table, services.jobs, services.job_watch);
  resources::add_grade_routes(table, services.grades);
  resources::add_vendor_packages_routes(table, services.vendor_packages);
  resources::add_vendor_participations_routes(table, services.vendor_participations);
  resources::add_vendor_invoices_routes(table, services.vendor_participations);
  resources::add_vendor_booths_routes(table, services.booths);
  resources::add_vendor_staff_routes(table, services.vendor_staff);
  resources::add_vendor_leads_routes(table, services.leads);
  resources::add_trip_budget_routes(table, services.trip_budgets);
  resources::add_trip_prices_routes(table, services.trip_prices);
  resources::add_trip_payments_routes(table, services.trip_accounts);
  resources::add_attendance_routes(table, services.attendance);
  resources::add_overbooking_routes(table, services.overbooking);
  resources::add_statistics_routes(table, services.trends, services.attendance_cache);
  resources::add_registration_days_routes(table, services.curves, services.attendance_cache);
  resources::add_pace_routes(table, services.curves);
  resources::add_forecast_routes(table, services.forecasts, services.attendance_cache, services.forecast_turns);
  resources::add_editions_routes(table, services.editions);
  resources::add_retention_routes(table, services.editions);
  resources::add_reach_routes(table, services.reach);
  resources::add_event_grades_routes(table, services.event_grades);
  resources::add_trips_routes(table, services.event_grades);
  resources::add_capacity_use_routes(table, services.capacity_use);
  resources::add_vendor_statistics_routes(table, services.vendor_statistics);
  resources::add_vendor_talk_statistics_routes(table, services.vendor_talks);
  resources::add_token_routes(table, services.tokens);
  resources::add_audit_routes(table, services.database);
  pipeline::add_service_routes(table, std::move(parts));
  return table;
}

pipeline::ScopeResolvers resolvers_of(Services& services) {
  pipeline::ScopeResolvers resolvers;
  const auto seen_events = std::make_shared<resources::Seen>();
  resolvers.by_parameter = {
      {"region_key", resources::region_resolver(services.regions)},
      {"company_id", resources::company_resolver(services.companies)},
      {"person_id", resources::person_resolver(services.people)},
      {"series_key", resources::series_resolver(services.series)},
      {"venue_id", resources::venue_resolver(services.venues)},
      {"room_id", resources::room_resolver(services.venues)},
      {"event_id", resources::event_resolver(services.events, seen_events)},
      {"registration_id", resources::registration_resolver(services.registrations)},
      {"talk_wish_id", resources::talk_wish_resolver(services.talk_wishes)},
      {"talk_absence_id", resources::talk_absence_resolver(services.talk_restrictions)},
      {"talk_exclusion_id", resources::talk_exclusion_resolver(services.talk_restrictions)},
      {"talk_plan_id", resources::talk_plan_resolver(services.talk_plans)},
      {"talk_id", resources::talk_resolver(services.talk_outcomes)},
      {"job_id", resources::job_resolver(services.jobs)},
      {"participation_id", resources::vendor_participation_resolver(services.vendor_participations)},
      {"token_id", resources::token_resolver(services.tokens)},
  };
  resolvers.in_memory = {{"event_id", [seen_events](const access::Call& call, const std::string& text) {
                            const auto id = core::EventId::parse(text);
                            return id && seen_events->knows(call.principal.organization, id->uuid);
                          }}};
  // These exist only below an object that has been resolved, or name what the caller's organization has, or makes.
  resolvers.free_parameters = {"participant_id", "check_in_id", "list_key", "year",        "package_key",
                               "booth_id",       "staff_id",    "lead_id",  "nationality", "country",
                               "incident_id",    "comment_id",  "item_key"};
  return resolvers;
}

std::chrono::milliseconds token_cache_time(const Settings& settings) {
  return std::chrono::milliseconds(settings.integer("auth.token_cache_ms"));
}

registration::AdmissionMode admission_mode(const Settings& settings) {
  using registration::AdmissionMode;
  return settings.text("registration.admission") == "batched" ? AdmissionMode::batched : AdmissionMode::per_request;
}

}  // namespace

Composition::Composition(const Settings& settings, storage::Settings database, const core::SecretKey& secret)
    : services_(std::move(database), token_cache_time(settings), admission_mode(settings)),
      ticket_keys_(secret),
      passport_numbers_(secret),
      metrics_(version),
      failed_tokens_(static_cast<int>(settings.integer("auth.failed_tokens_per_minute"))) {
  pipeline::ServiceParts parts{.metrics = metrics_, .readiness = [this] { return readiness(); }, .version = version};
  pipeline_ = std::make_unique<pipeline::Pipeline>(
      routes_of(services_, ticket_keys_, passport_numbers_, std::move(parts)), resolvers_of(services_),
      pipeline::PipelineParts{
          .database = services_.database,
          .tokens = services_.token_verifier,
          .failed_tokens = failed_tokens_,
          .clock = clock_,
          .metrics = metrics_,
          .log = log_,
          .rate_per_token_per_minute = static_cast<int>(settings.integer("limits.rate_per_token_per_minute"))});
}

Composition::~Composition() = default;

void Composition::attach(const server::Server& server) {
  server_ = &server;
  const auto gauge = [&](const char* name, const char* help, auto read) {
    metrics_.gauge(name, help, [read] { return static_cast<double>(read()); });
  };
  gauge("tagwerk_open_connections", "Open client connections.", [&server] { return server.open_connections(); });
  gauge("tagwerk_queued_requests", "Requests that wait for a worker.", [&server] { return server.queued_requests(); });
  gauge("tagwerk_busy_workers", "Workers that handle a request.", [&server] { return server.busy_workers(); });
  auto& desk = services_.desk;
  gauge("tagwerk_desk_waiting", "Registrations that wait for their batch.", [&desk] { return desk.waiting(); });
  auto& gate = services_.gate;
  gauge("tagwerk_gate_waiting", "Scans that wait for their batch.", [&gate] { return gate.waiting(); });
  auto& database = services_.database;
  gauge("tagwerk_database_connections_leased", "Database connections in use.",
        [&database] { return database.pool().leased; });
  gauge("tagwerk_database_connections_max", "Database connections of the pool.",
        [&database] { return database.pool().size; });
}

// Anybody may ask: no word of which database it is, or where.
pipeline::Readiness Composition::readiness() {
  const auto* server = server_.load();
  const bool is_draining = server != nullptr && server->draining();
  const auto health = services_.database.check();
  if (!health.reachable) return {false, is_draining ? "draining" : "database_unreachable", "unreachable"};
  // Once it was right it stays so for this process: migrations come with a new binary.
  if (!schema_is_right_) {
    try {
      const auto state = storage::schema_state(services_.database);
      if (state.kind != storage::SchemaState::Kind::up_to_date) return {false, "schema_mismatch", state.words};
      schema_is_right_ = true;
    } catch (const storage::Unavailable&) {
      return {false, "database_unreachable", "unreachable"};
    }
  }
  if (is_draining) return {false, "draining", "reachable"};
  return {true, "ready", "reachable"};
}

}  // namespace tagwerk::app
