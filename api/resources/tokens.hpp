// Purpose: /tokens: administrators make, list and revoke access tokens. A token's text is shown once, in the answer that
// creates it: it is stored neither in clear text nor among the answers kept for Idempotency-Key, so a repeated creation
// answers with the same token, without its text.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::access {
class TokenService;
}

namespace tagwerk::resources {

void add_token_routes(pipeline::RouteTable& table, access::TokenService& service);

/// For the path parameter {token_id}.
[[nodiscard]] pipeline::Resolver token_resolver(access::TokenService& service);

}  // namespace tagwerk::resources
