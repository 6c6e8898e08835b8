// Purpose: /companies: partners, vendors and suppliers. Thread-safety: as the route table.
#pragma once

#include <span>

#include "api/json/codec.hpp"
#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"
#include "engine/directory/company.hpp"

namespace tagwerk::directory {

class CompanyService;

[[nodiscard]] std::span<const json::EnumName<CompanyRole>> enum_names(json::Tag<CompanyRole>);

}  // namespace tagwerk::directory

namespace tagwerk::resources {

void add_companies_routes(pipeline::RouteTable& table, directory::CompanyService& service);
/// Also finds a company that was merged: what is done with it then answers 410.
[[nodiscard]] pipeline::Resolver company_resolver(directory::CompanyService& service);

}  // namespace tagwerk::resources
