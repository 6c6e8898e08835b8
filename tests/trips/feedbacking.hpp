// Purpose: a trip with a published itinerary, travellers with personal links, and short words for what they think of it.
// Thread-safety: one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/feedback/grade_service.hpp"
#include "engine/trips/itinerary_service.hpp"
#include "engine/trips/personal_link_service.hpp"
#include "engine/trips/trip_comment_service.hpp"
#include "engine/trips/trip_feedback_keeper.hpp"
#include "engine/trips/trip_feedback_service.hpp"
#include "tests/trips/china_trip.hpp"
#include "tests/trips/travelling.hpp"

namespace tagwerk::test {

struct Feedbacking : Travelling {
  trips::ItineraryService itineraries{database()};
  trips::PersonalLinkService links{database()};
  trips::TripFeedbackService answers{database()};
  trips::TripCommentService comments{database()};
  trips::TripFeedbackKeeper feedback_keeper{database()};
  feedback::GradeService grades{database()};

  void publish(const trips::Itinerary& itinerary = china_trip()) {
    later(1);
    BOOST_REQUIRE(itineraries.put(call(), trip, itinerary, {}, false));
    BOOST_REQUIRE(itineraries.publish(call(), trip, {}, {}));
  }
  void at(const char* instant) { now = core::parse_rfc3339(instant).value(); }
  /// Of nobody known.
  [[nodiscard]] access::Call anonymous() const {
    access::Call caller;
    caller.now = now;
    caller.request_id = "personal";
    return caller;
  }
  core::Result<std::vector<trips::MadeLink>> make_links(std::optional<std::vector<core::ParticipantId>> whose = {}) {
    later(1);
    return links.make(call(), trip, whose);
  }
  std::string link_of(const registration::Participant& who) {
    return make_links(std::vector{who.id}).value().at(0).text;
  }
  [[nodiscard]] static trips::TripOpinion opinion(std::optional<int> overall, std::optional<bool> again = {},
                                                  std::optional<std::string> comment = {},
                                                  std::vector<trips::ItemOpinion> items = {}) {
    trips::TripOpinion made;
    if (overall) made.overall = core::Grade{*overall};
    made.would_go_again = again;
    made.comment = std::move(comment);
    made.items = std::move(items);
    return made;
  }
  [[nodiscard]] static trips::ItemOpinion on(const char* item, std::optional<int> tenths,
                                             std::optional<std::string> comment = {}) {
    trips::ItemOpinion made{.item = item, .grade = {}, .comment = std::move(comment)};
    if (tenths) made.grade = core::Grade{*tenths};
    return made;
  }
  core::Result<trips::FeedbackForm> give(const std::string& link, const trips::TripOpinion& what,
                                         const core::ExpectedVersion& expected = {}) {
    later(1);
    return answers.give(anonymous(), link, what, expected);
  }
  core::Result<> enter_paper(const registration::Participant& who, const trips::TripOpinion& what,
                             const core::ExpectedVersion& expected = {}) {
    later(1);
    return answers.enter(call(), trip, who.id, what, expected);
  }
  core::Result<trips::FeedbackForm> form(const std::string& link) { return answers.form(anonymous(), link); }
  std::string opens(const std::string& link) { return refusal(form(link)); }
};

}  // namespace tagwerk::test
