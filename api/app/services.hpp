// Purpose: the database and every service of the engine, wired: who observes whom, what hangs on what.
// Errors: none; nothing connects yet. Thread-safety: built and destroyed by one thread; services may be used from any.
#pragma once

#include <chrono>

#include "engine/access/token_service.hpp"
#include "engine/access/token_verifier.hpp"
#include "engine/demo/loader.hpp"
#include "engine/directory/company_service.hpp"
#include "engine/directory/import_service.hpp"
#include "engine/directory/organization_service.hpp"
#include "engine/directory/person_service.hpp"
#include "engine/directory/region_service.hpp"
#include "engine/events/capacity_service.hpp"
#include "engine/events/event_service.hpp"
#include "engine/events/event_terms_service.hpp"
#include "engine/events/series_service.hpp"
#include "engine/events/terms_reference_mover.hpp"
#include "engine/events/venue_service.hpp"
#include "engine/feedback/grade_dependents.hpp"
#include "engine/feedback/grade_service.hpp"
#include "engine/jobs/job_service.hpp"
#include "engine/jobs/job_watch.hpp"
#include "engine/meetings/meetings_dependents.hpp"
#include "engine/meetings/meetings_reference_mover.hpp"
#include "engine/meetings/talk_capacity_service.hpp"
#include "engine/meetings/talk_outcome_service.hpp"
#include "engine/meetings/talk_plan_service.hpp"
#include "engine/meetings/talk_restriction_service.hpp"
#include "engine/meetings/talk_settings_service.hpp"
#include "engine/meetings/talk_wish_import_service.hpp"
#include "engine/meetings/talk_wish_service.hpp"
#include "engine/meetings/timetable_service.hpp"
#include "engine/registration/accounts_service.hpp"
#include "engine/registration/check_in_list_service.hpp"
#include "engine/registration/check_in_report_service.hpp"
#include "engine/registration/check_in_service.hpp"
#include "engine/registration/desk.hpp"
#include "engine/registration/door_watch.hpp"
#include "engine/registration/explanation_service.hpp"
#include "engine/registration/gate.hpp"
#include "engine/registration/head_service.hpp"
#include "engine/registration/held_places_service.hpp"
#include "engine/registration/past_booking_service.hpp"
#include "engine/registration/question_service.hpp"
#include "engine/registration/registration_dependents.hpp"
#include "engine/registration/registration_reference_mover.hpp"
#include "engine/registration/registration_service.hpp"
#include "engine/registration/return_service.hpp"
#include "engine/registration/ticket_service.hpp"
#include "engine/statistics/answer_turns.hpp"
#include "engine/statistics/attendance_cache.hpp"
#include "engine/statistics/attendance_dependents.hpp"
#include "engine/statistics/attendance_service.hpp"
#include "engine/statistics/capacity_use_service.hpp"
#include "engine/statistics/curve_keeper.hpp"
#include "engine/statistics/curve_service.hpp"
#include "engine/statistics/editions_service.hpp"
#include "engine/statistics/event_grades_service.hpp"
#include "engine/statistics/forecast_service.hpp"
#include "engine/statistics/overbooking_service.hpp"
#include "engine/statistics/reach_service.hpp"
#include "engine/statistics/trend_queue.hpp"
#include "engine/statistics/trip_feedback_service.hpp"
#include "engine/statistics/turnout_keeper.hpp"
#include "engine/statistics/turnout_memory.hpp"
#include "engine/statistics/vendor_talks_service.hpp"
#include "engine/statistics/vendors_service.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/group_wish_service.hpp"
#include "engine/trips/head_count_service.hpp"
#include "engine/trips/host_list_service.hpp"
#include "engine/trips/incident_service.hpp"
#include "engine/trips/itinerary_service.hpp"
#include "engine/trips/personal_link_service.hpp"
#include "engine/trips/rooming_plan_service.hpp"
#include "engine/trips/rooming_service.hpp"
#include "engine/trips/rooming_wish_service.hpp"
#include "engine/trips/sub_group_service.hpp"
#include "engine/trips/traveller_reference_mover.hpp"
#include "engine/trips/traveller_service.hpp"
#include "engine/trips/trip_account_service.hpp"
#include "engine/trips/trip_budget_service.hpp"
#include "engine/trips/trip_comment_service.hpp"
#include "engine/trips/trip_feedback_service.hpp"
#include "engine/trips/trip_price_service.hpp"
#include "engine/trips/trip_requirements_service.hpp"
#include "engine/trips/visa_rule_service.hpp"
#include "engine/vendors/booth_service.hpp"
#include "engine/vendors/lead_service.hpp"
#include "engine/vendors/vendor_dependents.hpp"
#include "engine/vendors/vendor_package_service.hpp"
#include "engine/vendors/vendor_participation_service.hpp"
#include "engine/vendors/vendor_reference_mover.hpp"
#include "engine/vendors/vendor_staff_service.hpp"

namespace tagwerk::app {

// Of the desk or the gate: as many connections as there are threads that decide, those of the batches or all that serve.
[[nodiscard]] inline storage::Settings for_deciding(storage::Settings settings, registration::AdmissionMode admission) {
  if (admission == registration::AdmissionMode::batched) settings.pool_size = core::BatchLimits{}.threads;
  settings.only_units = true;
  return settings;
}

// Members in the order in which they need each other.
struct Services {
  Services(storage::Settings settings, std::chrono::milliseconds token_cache_time,
           registration::AdmissionMode admission = registration::AdmissionMode::batched)
      : database(settings),
        desk_database(for_deciding(settings, admission)),
        gate_database(for_deciding(std::move(settings), admission)),
        token_verifier(database, token_cache_time),
        desk(desk_database, {&attendance_cache, &curve_keeper, &turnout_keeper}, admission),
        gate(gate_database, {&attendance_cache, &turnout_keeper}, admission) {}
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  storage::Database database;
  storage::Database desk_database;  // a connection per thread of the desk, which no other handler can take
  storage::Database gate_database;  // likewise of the gate
  access::TokenVerifier token_verifier;
  access::TokenService tokens{database, token_verifier};

  // What later slices hear of earlier ones (engine/events/observers.hpp, engine/directory/reference_mover.hpp).
  statistics::AttendanceCache attendance_cache;
  statistics::AnswerTurns forecast_turns;
  statistics::CurveKeeper curve_keeper;
  statistics::TurnoutKeeper turnout_keeper;
  statistics::TurnoutMemory turnout_memory;
  registration::RegistrationDependents registration_dependents{{&attendance_cache, &curve_keeper, &turnout_keeper}};
  feedback::GradeDependents grade_dependents;
  vendors::VendorDependents vendor_dependents;
  statistics::AttendanceDependents attendance_dependents;
  meetings::MeetingsDependents meetings_dependents;
  meetings::MeetingsReferenceMover meetings_mover;
  events::TermsReferenceMover terms_mover;
  registration::RegistrationReferenceMover registration_mover{{&curve_keeper, &turnout_keeper}};
  vendors::VendorReferenceMover vendor_mover;
  trips::TravellerReferenceMover traveller_mover;  // after registration_mover

  directory::OrganizationService organizations{database};
  directory::RegionService regions{database};
  directory::CompanyService companies{database,
                                      {&terms_mover, &registration_mover, &vendor_mover, &meetings_mover,
                                       &attendance_cache, &curve_keeper, &turnout_keeper}};
  directory::PersonService people{
      database, {&registration_mover, &vendor_mover, &meetings_mover, &traveller_mover, &attendance_cache}};
  directory::ImportService imports{database};
  events::SeriesService series{database, {&attendance_cache}};
  events::VenueService venues{database};
  events::EventService events{database,
                              {&registration_dependents, &grade_dependents, &vendor_dependents, &attendance_dependents,
                               &meetings_dependents, &curve_keeper},
                              {&attendance_cache}};
  events::CapacityService capacity{
      database, {&registration_dependents, &grade_dependents, &attendance_dependents}, {&attendance_cache}};
  events::EventTermsService event_terms{database,
                                        {&registration_dependents, &grade_dependents, &attendance_dependents}};
  registration::RegistrationService registrations{database, {&attendance_cache, &curve_keeper, &turnout_keeper}};
  registration::Desk desk;
  registration::ExplanationService explanations{database};
  registration::AccountsService accounts{database};
  registration::PastBookingService past_bookings{database, {&attendance_cache, &curve_keeper, &turnout_keeper}};
  registration::HeldPlacesService held_places{database, {&attendance_cache, &curve_keeper, &turnout_keeper}};
  registration::HeadService heads{database, {&attendance_cache, &curve_keeper, &turnout_keeper}};
  registration::ReturnService returns{database, {&attendance_cache, &curve_keeper, &turnout_keeper}};
  registration::QuestionService questions{database};
  registration::TicketService tickets{database};
  registration::CheckInService check_ins{database, {&attendance_cache, &turnout_keeper}};
  registration::Gate gate;
  registration::CheckInListService check_in_lists{database};
  registration::CheckInReportService check_in_reports{database};
  core::SystemClock clock;
  registration::DoorWatch door_watch{database, clock};
  jobs::JobService jobs{database};
  jobs::JobWatch job_watch{database};
  meetings::TalkSettingsService talk_settings{database};
  trips::ItineraryService itineraries{database};
  trips::HeadCountService head_counts{database};
  trips::HostListService host_lists{database};
  trips::IncidentService incidents{database};
  trips::GroupWishService group_wishes{database};
  trips::SubGroupService sub_groups{database};
  meetings::TalkWishService talk_wishes{database};
  meetings::TalkWishImportService talk_wish_imports{database};
  meetings::TalkRestrictionService talk_restrictions{database};
  meetings::TalkCapacityService talk_capacity{database};
  meetings::TalkPlanService talk_plans{database, jobs};
  meetings::TimetableService timetables{database};
  meetings::TalkOutcomeService talk_outcomes{database};
  feedback::GradeService grades{database};
  vendors::VendorPackageService vendor_packages{database};
  vendors::VendorParticipationService vendor_participations{database};
  vendors::BoothService booths{database};
  vendors::VendorStaffService vendor_staff{database};
  vendors::LeadService leads{database};
  trips::VisaRuleService visa_rules{database};
  trips::TripRequirementsService trip_requirements{database};
  trips::TravellerService travellers{database};
  trips::PersonalLinkService personal_links{database};
  trips::TripFeedbackService trip_feedback{database};
  trips::TripCommentService trip_comments{database};
  trips::RoomingService rooming{database};
  trips::RoomingPlanService rooming_plans{database};
  trips::RoomingWishService rooming_wishes{database};
  trips::TripBudgetService trip_budgets{database};
  trips::TripPriceService trip_prices{database};
  trips::TripAccountService trip_accounts{database};
  statistics::AttendanceService attendance{database, turnout_memory, {&attendance_cache}};
  statistics::CurveService curves{database};
  statistics::EditionsService editions{database};
  statistics::ReachService reach{database};
  statistics::EventGradesService event_grades{database};
  statistics::TripFeedbackFiguresService trip_feedback_figures{database};
  statistics::CapacityUseService capacity_use{database};
  statistics::OverbookingService overbooking{database};
  statistics::ForecastService forecasts{database, turnout_memory};
  statistics::VendorStatisticsService vendor_statistics{database};
  statistics::VendorTalksService vendor_talks{database};
  statistics::TrendQueue trends{attendance_cache, [this](const access::Call& call, const std::string& series_key) {
                                  return attendance.trend(call, series_key, {}, {});
                                }};

  [[nodiscard]] demo::Services for_demo() {
    return {organizations, regions,       companies, people, series,     venues,     events,
            capacity,      registrations, check_ins, grades, attendance, itineraries};
  }
};

}  // namespace tagwerk::app
