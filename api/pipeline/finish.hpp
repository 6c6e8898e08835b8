// Purpose: what every answer gets on its way out: 304 for what the client has already (RFC 9110 section 13.1.2), gzip with an
// ETag of its own, Vary and Cache-Control. Thread-safety: pure functions.
#pragma once

#include "api/http/message.hpp"
#include "api/pipeline/route.hpp"

namespace tagwerk::pipeline {

/// True when finish() would have to compress now: not on the I/O thread.
[[nodiscard]] bool must_compress(const http::Request& request, const http::Response& response);
void finish(const http::Request& request, const Route& route, http::Response& response);

}  // namespace tagwerk::pipeline
