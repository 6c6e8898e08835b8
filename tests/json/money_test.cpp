#include <boost/test/unit_test.hpp>

#include "api/json/codec.hpp"

using namespace tagwerk;

namespace {

struct Bill {
  core::Money net;
  std::optional<core::Percent> vat;
};
const json::Object<Bill>& shape(json::Tag<Bill>) {
  static const auto object = json::Object<Bill>("Bill").required("net", &Bill::net).optional("vat", &Bill::vat);
  return object;
}

// "/net/amount wrong_format; …", or "" when it is read.
std::string refused(const std::string& net, const std::string& vat = "0") {
  const auto bill = json::from_json<Bill>(R"({"net": )" + net + R"(, "vat": )" + vat + "}");
  std::string text;
  if (bill) return text;
  for (const auto& field : bill.error().fields())
    text.append(text.empty() ? "" : "; ").append(field.pointer).append(" ").append(field.code->code);
  return text;
}

std::string again(const std::string& text) { return json::to_json(json::from_json<Bill>(text).value()); }

}  // namespace

BOOST_AUTO_TEST_SUITE(money)

BOOST_AUTO_TEST_CASE(money_and_percentages_are_read_and_written) {
  BOOST_TEST(again(R"({"net": {"currency": "EUR", "amount": "1234.5"}, "vat": 19})") ==
             R"({"net":{"amount":"1234.50","currency":"EUR"},"vat":19})");
  BOOST_TEST(again(R"({"net": {"currency": "JPY", "amount": "5"}, "vat": 7.25})") ==
             R"({"net":{"amount":"5","currency":"JPY"},"vat":7.25})");
  BOOST_TEST(again(R"({"net": {"currency": "EUR", "amount": "0.1"}, "vat": 0.07})") ==
             R"({"net":{"amount":"0.10","currency":"EUR"},"vat":0.07})");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_them_is_told_where_it_stands) {
  BOOST_TEST(refused(R"({"amount": "1.005", "currency": "EUR"})", "19.001") ==
             "/net/amount wrong_format; /vat wrong_format");
  BOOST_TEST(refused(R"({"amount": "1.5", "currency": "JPY"})", "101") ==
             "/net/amount wrong_format; /vat out_of_range");
  BOOST_TEST(refused(R"({"amount": "1.50", "currency": "DEM"})") == "/net/currency wrong_format");
  BOOST_TEST(refused(R"({"amount": "1.50", "currency": "EURO"})") == "/net/currency wrong_length");
  BOOST_TEST(refused(R"({"amount": 1.5, "tip": 1})", "\"19\"") ==
             "/net/amount wrong_type; /net/tip unknown_member; /net/currency required; /vat wrong_type");
  BOOST_TEST(refused("1.5") == "/net wrong_type");
  BOOST_TEST(refused("null") == "/net wrong_type");
}

BOOST_AUTO_TEST_CASE(they_have_a_schema) {
  json::Components components;
  BOOST_TEST(json::schema_of<core::Money>(components) == R"({"$ref":"#/components/schemas/Money"})");
  BOOST_TEST(json::schema_of<core::Percent>(components) ==
             R"({"type":"number","minimum":0,"maximum":100,"multipleOf":0.01})");
}

BOOST_AUTO_TEST_SUITE_END()
