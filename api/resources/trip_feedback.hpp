// Purpose: /events/{event_id}/trip: answers of travellers that came on paper, comments with their moderation, and what all of them
// think of the trip together. Thread-safety: as the route table.
#pragma once

#include "api/pipeline/route.hpp"

namespace tagwerk::trips {
class TripCommentService;
class TripFeedbackService;
}  // namespace tagwerk::trips
namespace tagwerk::statistics {
class TripFeedbackFiguresService;
}

namespace tagwerk::resources {

void add_trip_feedback_routes(pipeline::RouteTable& table, trips::TripFeedbackService& feedback,
                              trips::TripCommentService& comments);
void add_trip_feedback_figures_routes(pipeline::RouteTable& table, statistics::TripFeedbackFiguresService& service);

}  // namespace tagwerk::resources
