// Purpose: wishes for talks: /events/{event_id}/talk-wishes, /talk-wishes/{talk_wish_id} and what is below them. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"
#include "api/pipeline/scope.hpp"

namespace tagwerk::meetings {
class TalkWishService;
class TalkWishImportService;
}  // namespace tagwerk::meetings

namespace tagwerk::resources {

[[nodiscard]] pipeline::Resolver talk_wish_resolver(meetings::TalkWishService& service);
void add_talk_wishes_routes(pipeline::RouteTable& table, meetings::TalkWishService& service,
                            meetings::TalkWishImportService& imports);

}  // namespace tagwerk::resources
