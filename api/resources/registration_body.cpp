#include "api/resources/registration_body.hpp"

#include "api/resources/answer_form.hpp"
#include "api/resources/registration_dto.hpp"

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
template <class Derived, class M>
M Derived::*member(M Naming::*of_base) {
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

NewRegistration to_wish(const NewRegistrationBody& body) {
  NewRegistration wish;
  wish.company = body.company_id;
  if (body.participants) wish.participants.assign(body.participants->begin(), body.participants->end());
  wish.headcount = body.headcount;
  wish.category = body.category;
  if (body.pools) wish.pools = *body.pools;
  wish.waitlist = body.waitlist.value_or(registration::WaitlistPolicy::none);
  return wish;
}

const json::Object<NewRegistrationBody>& shape(json::Tag<NewRegistrationBody>) {
  using Body = NewRegistrationBody;
  static const auto object =
      json::Object<Body>("NewRegistration", "A group of one company")
          .required("company_id", &Body::company_id)
          .optional("participants", &Body::participants,
                    json::items(0, registration::max_heads).about("Those whose names are known"))
          .optional("headcount", &Body::headcount,
                    json::range(1, registration::max_heads)
                        .about("All heads; more than participants: the others are named later. "
                               "Left out: as many as participants"))
          .optional("category", &Body::category, json::format(json::Format::key))
          .optional("pools", &Body::pools, pool_rules())
          .optional("waitlist", &Body::waitlist,
                    json::about("What happens without enough places: refused (none, the default), all of it waits, or "
                                "as much as fits is confirmed and the rest waits"))
          .rule({"headcount"}, [](const Body& body) { return registration::check_heads(to_wish(body)); })
          .rule({}, [](const Body& body) { return registration::check_people_once(to_wish(body)); })
          .rule({}, [](const Body& body) { return registration::check_pools(to_wish(body)); });
  return object;
}

}  // namespace tagwerk::resources
