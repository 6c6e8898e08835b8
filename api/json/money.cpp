#include "api/json/money.hpp"

#include <utility>

#include "api/json/codec.hpp"

namespace tagwerk::json {
namespace {

struct MoneyText {
  std::string amount;
  std::string currency;
};
const Object<MoneyText>& shape(Tag<MoneyText>) {
  static const auto object =
      Object<MoneyText>("Money", "An amount with the digits of its currency")
          .required("amount", &MoneyText::amount, text(1, 20).like(R"("1234.50")"))
          .required("currency", &MoneyText::currency, text(3, 3).about("ISO 4217").like(R"("EUR")"));
  return object;
}

const char* amount_words(int digits) {
  if (digits == 0) return "an amount of at most 15 digits such as 1234";
  return digits == 2 ? "an amount of at most 15 digits such as 1234.50"
                     : "an amount of at most 15 digits such as 1234.500";
}

}  // namespace

bool read_money(Reader& reader, const Node& node, core::Money& out) {
  MoneyText text;
  if (!read_value(reader, node, Rules{}, text)) return false;
  const auto digits = core::minor_digits(text.currency);
  if (!digits) {
    reader.refuse_at("currency", core::field_format,
                     {{"value", core::echo(text.currency)}, {"expected", "a currency in use of ISO 4217 such as EUR"}});
    return false;
  }
  const auto minor = core::parse_amount(text.amount, *digits);
  if (!minor) {
    reader.refuse_at("amount", core::field_format,
                     {{"value", core::echo(text.amount)}, {"expected", amount_words(*digits)}});
    return false;
  }
  out = {.minor = *minor, .currency = std::move(text.currency)};
  return true;
}

void write_money(Writer& writer, const core::Money& money) {
  writer.begin_object().member("amount", core::amount_text(money)).member("currency", money.currency).end_object();
}

std::string money_schema(Components& components, const Rules& rules) {
  return with_description(shape(Tag<MoneyText>{}).reference(components), rules);
}

}  // namespace tagwerk::json
