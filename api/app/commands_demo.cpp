#include <ostream>

#include "api/app/commands.hpp"
#include "api/app/offline.hpp"
#include "engine/demo/loader.hpp"
#include "engine/demo/plan.hpp"

namespace tagwerk::app {

int load_demo(const Invocation& call) {
  Offline offline(call);
  const auto report = demo::load(offline.services().database, offline.services().for_demo(), demo::make_plan());
  auto& out = call.streams.out;
  if (report.was_there) {
    out << "the demo association '" << demo::organization_key << "' is already there\n";
    return 0;
  }
  out << "loaded the demo association '" << demo::organization_key << "': " << report.companies << " companies, "
      << report.people << " people, " << report.events << " events, " << report.registrations << " registrations\n";
  return 0;
}

}  // namespace tagwerk::app
