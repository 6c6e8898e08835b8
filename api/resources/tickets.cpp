#include "api/resources/tickets.hpp"

#include <string>

#include "api/pipeline/exchange.hpp"
#include "api/resources/content_etag.hpp"
#include "engine/core/base32.hpp"
#include "engine/registration/ticket_key.hpp"

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using registration::TicketKeys;

struct TicketKeyDto {
  std::string algorithm = "Ed25519";
  std::string public_key;
  std::string encoding = "base32";
  std::string code_form = "{ticket_code}.{signature}";
  std::string message_form = std::string(registration::ticket_message_form);
};
const json::Object<TicketKeyDto>& shape(json::Tag<TicketKeyDto>) {
  static const auto object =
      json::Object<TicketKeyDto>("TicketKey", "What a scanner needs to tell a genuine ticket without asking")
          .required("algorithm", &TicketKeyDto::algorithm, json::about("Ed25519 (RFC 8032)"))
          .required("public_key", &TicketKeyDto::public_key, json::about("32 bytes, of this organization"))
          .required("encoding", &TicketKeyDto::encoding,
                    json::about("Of the key and of signatures: base 32 (RFC 4648), upper case, without padding"))
          .required("code_form", &TicketKeyDto::code_form, json::about("What is printed"))
          .required("message_form", &TicketKeyDto::message_form,
                    json::about("What is signed: three lines, no line feed at the end"));
  return object;
}

http::Response show_key(const TicketKeys& keys, Exchange& x) {
  const auto key = keys.of(x.call().principal.organization).public_key();
  auto response = pipeline::ok(
      TicketKeyDto{.public_key = core::to_base32({reinterpret_cast<const unsigned char*>(key.data()), key.size()})});
  response.with("etag", content_etag(response.body));
  return response;
}

}  // namespace

void add_tickets_routes(pipeline::RouteTable& table, const TicketKeys& keys) {
  table.push_back({.method = http::Method::get,
                   .pattern = "/api/v1/organization/ticket-key",
                   .operation_id = "getTicketKey",
                   .tag = "tickets",
                   .summary = "The public key of printed tickets",
                   .description = "A signature tells that a ticket was printed by this installation for that event; "
                                  "whether it still admits, only a check-in tells.",
                   .roles = access::staff,
                   .answers = {{200, "The key and how it is used", json::schema<TicketKeyDto>()}},
                   .handle = [&keys](Exchange& x) -> core::Result<http::Response> { return show_key(keys, x); }});
}

}  // namespace tagwerk::resources
