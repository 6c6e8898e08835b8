#include "api/resources/registration_body.hpp"

#include <utility>

#include "api/resources/answer_form.hpp"
#include "api/resources/registration_dto.hpp"
#include "engine/registration/question_errors.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {

namespace {
constexpr auto name = json::text(1, max_name_length);
const auto person_id = json::about("Somebody of the company whom the directory knows; then without a name");
}  // namespace

const json::Object<Naming>& shape(json::Tag<Naming>) {
  static const auto object =
      json::Object<Naming>("ParticipantPatch", "Another name: person_id, or what changes of name and email")
          .patch("person_id", &Naming::person, person_id)
          .patch("given_name", &Naming::given_name, name)
          .patch("family_name", &Naming::family_name, name)
          .patch("email", &Naming::email, json::format(json::Format::email))
          .patch("answers", &Naming::answers,
                 resources::answers_rules("By key of the question; what is left out stays, null takes an answer back"))
          .rule({}, check_person_or_name);
  return object;
}

}  // namespace tagwerk::registration

namespace tagwerk::resources {
namespace {

using registration::Naming;
using registration::NewRegistration;

// A pointer to a member of the base, as one of the derived type.
template <class Derived, class Base, class M>
M Derived::*member(M Base::*of_base) {
  return of_base;
}

json::Rules pool_rules() {
  auto pools = json::range(1, static_cast<double>(registration::max_places));
  pools.keyed = true;
  pools.min_items = 0;
  pools.max_items = registration::max_named_pools;
  return pools.about("Places from other pools than participants and companies, by key").like(R"({"hotel_rooms": 2})");
}

}  // namespace

const json::Object<NewParticipantBody>& shape(json::Tag<NewParticipantBody>) {
  using Body = NewParticipantBody;
  static const auto object =
      json::Object<Body>("NewParticipant", "Who it is: person_id, or given_name, family_name and email")
          .optional("person_id", member<Body>(&Naming::person), registration::person_id)
          .optional("given_name", member<Body>(&Naming::given_name), registration::name)
          .optional("family_name", member<Body>(&Naming::family_name), registration::name)
          .optional("email", member<Body>(&Naming::email), json::format(json::Format::email))
          .optional("answers", member<Body>(&Naming::answers), answers_rules("By key of the question"))
          .rule({"person_id"}, registration::check_new_head);
  return object;
}

namespace {

NewRegistration group_wish(const GroupBody& body) {
  NewRegistration wish;
  wish.company = body.company_id;
  if (body.participants) wish.participants.assign(body.participants->begin(), body.participants->end());
  wish.headcount = body.headcount;
  wish.category = body.category;
  if (body.pools) wish.pools = *body.pools;
  return wish;
}

const auto names_rule = json::items(0, registration::max_heads).about("Those whose names are known");
const auto headcount_rule = json::range(1, registration::max_heads)
                                .about(
                                    "All heads; more than participants: the others are named later. "
                                    "Left out: as many as participants");
const auto policy_rule = json::about(
    "What happens without enough places: refused (none), all of it waits, or as much as fits is confirmed and "
    "the rest waits. Left out: as the event's rules say, which is none unless they say otherwise");

NewRegistration to_wish(const PastBookingBody& body) {
  auto wish = group_wish(body);
  wish.owes_answers = true;
  return wish;
}

template <class Body>
json::Object<Body> group_object(const char* name, const char* about) {
  return json::Object<Body>(name, about)
      .required("company_id", member<Body>(&GroupBody::company_id))
      .optional("participants", member<Body>(&GroupBody::participants), names_rule)
      .optional("headcount", member<Body>(&GroupBody::headcount), headcount_rule)
      .optional("category", member<Body>(&GroupBody::category),
                json::format(json::Format::key).about("One of the event's, where it has categories"))
      .optional("pools", member<Body>(&GroupBody::pools), pool_rules())
      .rule({"headcount"}, [](const Body& body) { return registration::check_heads(to_wish(body)); })
      .rule({}, [](const Body& body) { return registration::check_people_once(to_wish(body)); })
      .rule({}, [](const Body& body) { return registration::check_pools(to_wish(body)); });
}

}  // namespace

NewRegistration to_wish(const NewRegistrationBody& body) {
  auto wish = group_wish(body);
  wish.waitlist = body.waitlist;
  return wish;
}

const json::Object<NewRegistrationBody>& shape(json::Tag<NewRegistrationBody>) {
  static const auto object = group_object<NewRegistrationBody>("NewRegistration", "A group of one company")
                                 .optional("waitlist", &NewRegistrationBody::waitlist, policy_rule);
  return object;
}

NewRegistration to_wish(const NewHoldBody& body) {
  auto wish = group_wish(body);
  wish.hold = true;
  wish.hold_minutes = body.minutes;
  return wish;
}

const json::Object<NewHoldBody>& shape(json::Tag<NewHoldBody>) {
  static const auto object =
      group_object<NewHoldBody>("NewHold", "Places that a company keeps for a few minutes")
          .optional("minutes", &NewHoldBody::minutes,
                    json::range(1, events::max_hold_minutes).about("How long; left out: as the event's rules say"));
  return object;
}

registration::PastBooking to_booking(const PastBookingBody& body) {
  registration::PastBooking booking{.wish = to_wish(body),
                                    .registered_at = body.registered_at,
                                    .cancelled_at = body.cancelled_at,
                                    .unit_net = body.unit_net,
                                    .vat_bp = {},
                                    .import_key = body.import_key};
  if (body.vat_percent) booking.vat_bp = body.vat_percent->basis_points;
  return booking;
}

const json::Object<PastBookingBody>& shape(json::Tag<PastBookingBody>) {
  using Body = PastBookingBody;
  static const auto object =
      group_object<Body>("PastBooking", "A group that was registered in another system")
          .required("registered_at", &Body::registered_at, json::about("Not later than now"))
          .optional("cancelled_at", &Body::cancelled_at, json::about("It was cancelled, with all of its heads"))
          .optional("unit_net", &Body::unit_net,
                    json::about("What a head cost; left out: the price of its category as it is now"))
          .optional("vat_percent", &Body::vat_percent,
                    json::about("On top of unit_net; left out: that of its category as it is now, or none"))
          .optional("import_key", &Body::import_key,
                    json::text(1, registration::max_import_key_length)
                        .about("The other system's, visible ASCII: the same one again is imported once per event"));
  return object;
}

registration::MoreHeads to_more_heads(const MoreHeadsBody& body) {
  registration::MoreHeads more{.participants = {}, .headcount = body.headcount, .waitlist = body.waitlist};
  if (body.participants) more.participants.assign(body.participants->begin(), body.participants->end());
  return more;
}

const json::Object<MoreHeadsBody>& shape(json::Tag<MoreHeadsBody>) {
  using Body = MoreHeadsBody;
  const auto as_wish = [](const Body& body) {
    NewRegistration wish;
    auto more = to_more_heads(body);
    wish.participants = std::move(more.participants);
    wish.headcount = more.headcount;
    return wish;
  };
  static const auto object =
      json::Object<Body>("MoreHeads", "Heads that come to a registration which is there")
          .optional("participants", &Body::participants, names_rule)
          .optional("headcount", &Body::headcount, headcount_rule)
          .optional("waitlist", &Body::waitlist,
                    json::about("What happens without enough places; left out: as the registration has it"))
          .rule({"headcount"}, [as_wish](const Body& body) { return registration::check_heads(as_wish(body)); })
          .rule({}, [as_wish](const Body& body) { return registration::check_people_once(as_wish(body)); });
  return object;
}

Errors with_errors_of_names(Errors some) {
  some.insert(some.end(),
              {&registration::name_beside_person, &registration::person_named_twice,
               &registration::person_of_other_company, &registration::person_already_registered,
               &registration::question_not_asked, &registration::question_archived, &core::reference_not_found});
  return some;
}

Errors with_errors_of_heads(Errors some) {
  some.insert(some.end(), {&registration::capacity_exceeded, &registration::waitlist_not_empty,
                           &registration::company_limit, &registration::event_not_open, &registration::not_on_sale,
                           &registration::not_eligible, &registration::headcount_below_names});
  return with_errors_of_names(std::move(some));
}

}  // namespace tagwerk::resources
