#include "api/resources/trip_feedback_dto.hpp"

namespace tagwerk::trips {

static const json::Object<ItemOpinion>& shape(json::Tag<ItemOpinion>) {
  static const auto object =
      json::Object<ItemOpinion>("TripItemOpinion", "On a visit or a lodging: a grade, a comment, or both")
          .required("item", &ItemOpinion::item, json::format(json::Format::key).about("Its key"))
          .nullable("grade", &ItemOpinion::grade, json::Rules{}.like("1.1"))
          .nullable("comment", &ItemOpinion::comment, json::note(max_trip_comment));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {

const json::Object<OpinionDto>& shape(json::Tag<OpinionDto>) {
  using Dto = OpinionDto;
  static const auto object =
      json::Object<Dto>("TripOpinion", "What a traveller thinks of the trip: given once, it stays as it is")
          .nullable(
              "overall", &Dto::overall,
              json::about("The traveller's grade of the whole trip; left out only where it was given otherwise before")
                  .like("1.1"))
          .nullable("would_go_again", &Dto::would_go_again, json::about("null: he does not say"))
          .nullable("comment", &Dto::comment, json::note(trips::max_trip_comment).about("On the whole trip"))
          .nullable("items", &Dto::items, json::about("Visits and lodgings that have begun, each once"))
          .rule({"overall", "comment", "items"}, [](const Dto& body) { return trips::check(opinion_of(body)); });
  return object;
}

trips::TripOpinion opinion_of(const OpinionDto& dto) {
  return {.overall = dto.overall,
          .would_go_again = dto.would_go_again,
          .comment = dto.comment,
          .items = dto.items.value_or(std::vector<trips::ItemOpinion>{})};
}

OpinionDto opinion_dto(const trips::TripOpinion& opinion) {
  return {.overall = opinion.overall,
          .would_go_again = opinion.would_go_again,
          .comment = opinion.comment,
          .items = opinion.items};
}

}  // namespace tagwerk::resources
