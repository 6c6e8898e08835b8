// Purpose: /people: those who work for companies and take part in events. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::directory {
class PersonService;
}

namespace tagwerk::resources {

void add_people_routes(pipeline::RouteTable& table, directory::PersonService& service);
/// Also finds a person that was merged: what is done with it then answers 410.
[[nodiscard]] pipeline::Resolver person_resolver(directory::PersonService& service);

}  // namespace tagwerk::resources
