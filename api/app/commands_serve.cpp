#include <spdlog/spdlog.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <ostream>
#include <stdexcept>
#include <stop_token>
#include <thread>

#include "api/app/caretaker.hpp"
#include "api/app/commands.hpp"
#include "api/app/composition.hpp"
#include "api/app/offline.hpp"
#include "api/app/open_files.hpp"
#include "api/app/secret_file.hpp"
#include "api/app/version.hpp"
#include "api/pipeline/log.hpp"
#include "api/server/server.hpp"
#include "engine/jobs/job_runner.hpp"
#include "engine/meetings/talk_planner.hpp"
#include "engine/statistics/forecast_keeper.hpp"
#include "engine/statistics/turnout_keeper.hpp"
#include "engine/trips/incident_keeper.hpp"
#include "engine/trips/rooming_keeper.hpp"
#include "engine/trips/sub_group_keeper.hpp"
#include "engine/trips/traveller_keeper.hpp"
#include "engine/trips/trip_feedback_keeper.hpp"

namespace tagwerk::app {
namespace {

constexpr std::chrono::seconds purge_every{60};
constexpr int purge_step = 500;  // rows of one unit of work: no long locks
constexpr std::chrono::milliseconds due_every{500};
constexpr std::chrono::milliseconds turnouts_every{60'000};
constexpr std::size_t due_step = 100;  // registrations, each a unit of work
constexpr std::chrono::seconds forecasts_every{60};
constexpr std::size_t forecasts_step = 20;  // events, each a unit of work
constexpr std::chrono::seconds travellers_every{60};
constexpr std::size_t travellers_step = 100;  // profiles, or trips with incidents, each a unit of work

server::ServerSettings server_settings(const Settings& settings) {
  const auto ms = [&](std::string_view key) { return std::chrono::milliseconds(settings.integer(key)); };
  server::ServerSettings out;
  out.address = settings.text("server.address");
  out.port = static_cast<std::uint16_t>(settings.integer("server.port"));
  out.io_threads = static_cast<int>(settings.integer("server.io_threads"));
  out.worker_threads = static_cast<int>(settings.integer("server.worker_threads"));
  out.queue_limit = static_cast<std::size_t>(settings.integer("server.queue_limit"));
  out.connection_limit = static_cast<std::size_t>(settings.integer("server.connection_limit"));
  out.idle_timeout = ms("server.idle_timeout_ms");
  out.header_timeout = ms("server.header_timeout_ms");
  out.body_timeout = ms("server.body_timeout_ms");
  out.write_timeout = ms("server.write_timeout_ms");
  out.drain_timeout = ms("server.drain_timeout_ms");
  try {
    out.trusted_proxies = http::TrustedProxies(settings.list("server.trusted_proxies"));
  } catch (const std::invalid_argument& error) {
    throw SettingsError("server.trusted_proxies: " + std::string(error.what()));
  }
  return out;
}

// One descriptor is one connection: fewer of them rather than a process that can open nothing any more.
server::ServerSettings with_open_files(const server::ServerSettings& wanted, std::size_t pool_size) {
  const auto open_files = raise_open_files();
  auto fitting = fit_open_files(wanted, pool_size, open_files);
  if (fitting.connection_limit < wanted.connection_limit) {
    spdlog::warn("server.connection_limit is {} instead of {}: {} open files are allowed (ulimit -n)",
                 fitting.connection_limit, wanted.connection_limit, open_files);
  }
  return fitting;
}

// A wrong schema is refused at once; without a database the server starts all the same and says so in /readyz.
void refuse_other_schema(storage::Database& database) {
  try {
    require_schema(database);
  } catch (const storage::Unavailable& error) {
    spdlog::warn("starting without a database: {}", error.what());
  }
}

std::atomic<server::Server*> signalled_server{nullptr};

extern "C" void drain_on_signal(int) {
  if (auto* server = signalled_server.load()) server->drain();
}

/// SIGTERM and SIGINT drain that server for as long as this lives.
class DrainOnSignals {
 public:
  explicit DrainOnSignals(server::Server& server) {
    signalled_server = &server;
    struct sigaction action {};
    action.sa_handler = drain_on_signal;
    for (const int signal : {SIGTERM, SIGINT}) sigaction(signal, &action, nullptr);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, nullptr);  // a client that is gone is an error of its connection only
  }
  ~DrainOnSignals() { signalled_server = nullptr; }
  DrainOnSignals(const DrainOnSignals&) = delete;
  DrainOnSignals& operator=(const DrainOnSignals&) = delete;
};

std::string authority(const std::string& address, std::uint16_t port) {
  const bool is_v6 = address.find(':') != std::string::npos;
  return (is_v6 ? "[" + address + "]" : address) + ":" + std::to_string(port);
}

}  // namespace

int serve(const Invocation& call) {
  const auto wanted = server_settings(call.settings);
  const auto database = call.settings.database(call.environment);
  const auto secret = load_secret(call.settings);
  pipeline::start_log(call.settings.text("log.level"), call.settings.text("log.file"));
  for (const auto& name : unknown_variables(process_variables()))
    spdlog::warn("the variable {} is no setting: tagwerk config list names them all", name);
  const auto listening = with_open_files(wanted, database.pool_size);
  Composition composition(call.settings, database, secret);
  refuse_other_schema(composition.services().database);

  server::Server server(listening, composition.pipeline());
  composition.attach(server);
  const DrainOnSignals signals(server);
  const auto address = authority(listening.address, server.port());
  spdlog::info("tagwerk {} listening on {}", version, address);
  // Scripts and tests wait for this line and read the port from it.
  call.streams.out << "listening on " << address << std::endl;
  {
    auto& pipeline = composition.pipeline();
    const Caretaker forgets("old Idempotency-Keys could not be purged", purge_every,
                            [&pipeline] { return pipeline.purge_idempotency(purge_step) == purge_step; });
    auto& held_places = composition.services().held_places;
    const Caretaker ends("held places that are due could not be given back", due_every, [&held_places] {
      return held_places.end_what_is_due(core::SystemClock().now(), due_step) >= due_step;
    });
    auto& services = composition.services();
    const Caretaker counts("who came to completed events could not be counted", turnouts_every, [&services] {
      return statistics::count_turnouts(services.database, core::SystemClock().now()) > 0;
    });
    statistics::ForecastKeeper forecasts(services.database, services.forecasts);
    const Caretaker foresees(
        "forecasts could not be kept", forecasts_every,
        [&forecasts] { return forecasts.make_due(core::SystemClock().now(), forecasts_step); },
        Caretaker::First::at_once);
    trips::TravellerKeeper travellers(services.database);
    trips::RoomingKeeper rooming(services.database);
    trips::SubGroupKeeper groups(services.database);
    trips::TripFeedbackKeeper trip_feedback(services.database);
    trips::IncidentKeeper incidents(services.database);
    const Caretaker deletes(
        "data of travellers whose time is over could not be deleted", travellers_every,
        [&] {
          const auto now = core::SystemClock().now();
          bool has_more = groups.delete_due(now, travellers_step);
          has_more |= rooming.delete_due(now, travellers_step);
          has_more |= trip_feedback.delete_due(now, travellers_step);
          has_more |= incidents.delete_due(now, travellers_step);
          return travellers.delete_due(now, travellers_step) || has_more;
        },
        Caretaker::First::at_once);
    const core::SystemClock clock;
    jobs::JobRunner runner(services.database, clock,
                           {{std::string(meetings::talk_plan_job), meetings::TalkPlanner(services.database, clock)}},
                           {});
    services.jobs.attach(&runner);
    server.run();
    services.jobs.attach(nullptr);
  }
  spdlog::info("drained");
  spdlog::default_logger()->flush();
  return 0;
}

}  // namespace tagwerk::app
