#include "api/resources/trip_payments.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "api/resources/registration_dto.hpp"
#include "api/resources/table.hpp"
#include "api/resources/trip_price_dto.hpp"
#include "api/resources/trip_roles.hpp"
#include "engine/trips/trip_account_service.hpp"
#include "engine/trips/trip_errors.hpp"
#include "engine/trips/trip_money_errors.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<EntryKind>> enum_names(json::Tag<EntryKind>) {
  static const auto names = json::names_from_text(all_entry_kinds);
  return names;
}
static std::span<const json::EnumName<InstalmentState>> enum_names(json::Tag<InstalmentState>) {
  static const auto names = json::names_from_text(all_instalment_states);
  return names;
}

static const json::Object<TripEntry>& shape(json::Tag<TripEntry>) {
  using Entry = TripEntry;
  static const auto object =
      json::Object<Entry>("TripEntry", "A payment, a refund, or a reversal that takes one of them back; never changed")
          .required("id", &Entry::id)
          .required("participant_id", &Entry::traveller)
          .required("kind", &Entry::kind)
          .required("amount", &Entry::amount)
          .required("booked_on", &Entry::booked_on, json::about("When it was received, refunded, or taken back"))
          .nullable("reference", &Entry::reference, json::about("As on the bank statement"))
          .nullable("note", &Entry::note, json::about("Of a refund and a reversal: why"))
          .nullable("reverses_id", &Entry::reverses, json::about("What a reversal takes back"))
          .required("created_at", &Entry::created_at);
  return object;
}

static const json::Object<NewPayment>& shape(json::Tag<NewPayment>) {
  using New = NewPayment;
  static const auto object =
      json::Object<New>("NewTripPayment", "What was received of a traveller")
          .required("participant_id", &New::traveller)
          .required("amount", &New::amount, json::about("Above 0, in the trip's currency"))
          .required("received_on", &New::received_on)
          .optional("reference", &New::reference, json::text(1, max_entry_reference).about("As on the bank statement"))
          .optional("note", &New::note, json::note(max_entry_note))
          .rule({"amount"}, [](const New& payment) { return check(payment); });
  return object;
}

static const json::Object<NewRefund>& shape(json::Tag<NewRefund>) {
  using New = NewRefund;
  static const auto object = json::Object<New>("NewTripRefund", "What a traveller got back")
                                 .required("participant_id", &New::traveller)
                                 .required("amount", &New::amount, json::about("Above 0, in the trip's currency"))
                                 .required("refunded_on", &New::refunded_on)
                                 .required("reason", &New::reason, json::text(1, max_money_line))
                                 .rule({"amount", "reason"}, [](const New& refund) { return check(refund); });
  return object;
}

static const json::Object<NewReversal>& shape(json::Tag<NewReversal>) {
  using New = NewReversal;
  static const auto object =
      json::Object<New>("NewTripReversal", "What is to be taken back")
          .required("entry_id", &New::entry, json::about("A payment or a refund that nobody has taken back yet"))
          .required("reason", &New::reason, json::text(1, max_money_line));
  return object;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using core::EventId;
using core::Money;
using pipeline::Exchange;
using trips::AccountTotals;
using trips::BookedTraveller;
using trips::TripAccountService;
using trips::TripBook;
using trips::TripEntry;

const std::string trip_pattern = "/api/v1/events/{event_id}/trip";

// ---- accounts -------------------------------------------------------------------------------------------------------

struct InstalmentDto {
  std::string key;
  core::Date due_on;
  Money amount;
  Money paid;
  trips::InstalmentState state = trips::InstalmentState::open;
};
const json::Object<InstalmentDto>& shape(json::Tag<InstalmentDto>) {
  using Dto = InstalmentDto;
  static const auto object =
      json::Object<Dto>("TripInstalment", "What is due when, and what of it is paid")
          .required("key", &Dto::key,
                    json::about("Of the plan; `price` without one, `cancellation_fee` of who cancelled"))
          .required("due_on", &Dto::due_on)
          .required("amount", &Dto::amount)
          .required("paid", &Dto::paid, json::about("What was paid counts for what is due first"))
          .required("state", &Dto::state, json::about("overdue: not all is paid, and as_of is after due_on"));
  return object;
}

struct BalanceDto {
  TripPriceDto price;
  std::optional<Money> cancellation_fee;
  std::vector<InstalmentDto> instalments;
  Money paid;
  Money refunded;
  Money owed;
  Money overdue;
  Money due_back;
};
const json::Object<BalanceDto>& shape(json::Tag<BalanceDto>) {
  using Dto = BalanceDto;
  static const auto object =
      json::Object<Dto>("TripBalance", "Of one traveller: price or fee − (paid − refunded) = owed − due_back")
          .required("price", &Dto::price, json::about("Also of who cancelled"))
          .nullable("cancellation_fee", &Dto::cancellation_fee,
                    json::about("Of who cancelled, instead of the price; null: he travels"))
          .required("instalments", &Dto::instalments, json::about("In the order in which they are due"))
          .required("paid", &Dto::paid, json::about("Without what was taken back"))
          .required("refunded", &Dto::refunded)
          .required("owed", &Dto::owed)
          .required("overdue", &Dto::overdue, json::about("Of what is owed"))
          .required("due_back", &Dto::due_back, json::about("What was paid beyond what is charged"));
  return object;
}

struct TravellerDto {
  core::ParticipantId participant_id;
  core::RegistrationId registration_id;
  core::CompanyId company_id;
  std::string company;
  std::optional<std::string> given_name;
  std::optional<std::string> family_name;
  registration::ParticipantState state = registration::ParticipantState::confirmed;
  core::Date registered_on;
  std::optional<core::Date> cancelled_on;
  std::optional<BalanceDto> balance;
  std::vector<TripEntry> entries;
};
const json::Object<TravellerDto>& shape(json::Tag<TravellerDto>) {
  using Dto = TravellerDto;
  static const auto object =
      json::Object<Dto>("TripTravellerAccount", "A traveller, and what he has paid and owes")
          .required("participant_id", &Dto::participant_id)
          .required("registration_id", &Dto::registration_id)
          .required("company_id", &Dto::company_id)
          .required("company", &Dto::company, json::about("Its name"))
          .nullable("given_name", &Dto::given_name, json::about("null: to be named later"))
          .nullable("family_name", &Dto::family_name)
          .required("state", &Dto::state)
          .required("registered_on", &Dto::registered_on, json::about("Its registration, in the event's zone"))
          .nullable("cancelled_on", &Dto::cancelled_on)
          .nullable("balance", &Dto::balance, json::about("null: the trip has no prices"))
          .required("entries", &Dto::entries, json::about("The oldest first"));
  return object;
}

struct TotalsDto {
  std::int64_t travelling = 0;
  std::int64_t cancelled = 0;
  Money prices;
  Money cancellation_fees;
  Money paid;
  Money refunded;
  Money owed;
  Money overdue;
  Money due_back;
};
const json::Object<TotalsDto>& shape(json::Tag<TotalsDto>) {
  using Dto = TotalsDto;
  static const auto object = json::Object<Dto>("TripAccountTotals", "The sums of the balances shown")
                                 .required("travelling", &Dto::travelling, json::about("Heads"))
                                 .required("cancelled", &Dto::cancelled)
                                 .required("prices", &Dto::prices, json::about("Of who travels"))
                                 .required("cancellation_fees", &Dto::cancellation_fees)
                                 .required("paid", &Dto::paid)
                                 .required("refunded", &Dto::refunded)
                                 .required("owed", &Dto::owed)
                                 .required("overdue", &Dto::overdue)
                                 .required("due_back", &Dto::due_back);
  return object;
}

struct BookDto {
  core::Date as_of;
  std::optional<std::string> currency;
  std::vector<TravellerDto> travellers;
  std::optional<TotalsDto> totals;
};
const json::Object<BookDto>& shape(json::Tag<BookDto>) {
  using Dto = BookDto;
  static const auto object =
      json::Object<Dto>("TripAccounts", "What the travellers of a trip have paid and owe")
          .required("as_of", &Dto::as_of, json::about("What was due before is overdue"))
          .nullable("currency", &Dto::currency, json::about("null: the trip has no prices"))
          .required("travellers", &Dto::travellers, json::about("By registration, in the order of its heads"))
          .nullable("totals", &Dto::totals, json::about("null: the trip has no prices"));
  return object;
}

BalanceDto balance_dto(const trips::TravellerAccount& account, const std::string& currency) {
  const auto money = [&](std::int64_t minor) { return Money{minor, currency}; };
  BalanceDto dto{.price = trip_price_dto(account.price, currency),
                 .cancellation_fee = {},
                 .instalments = {},
                 .paid = money(account.sums.paid),
                 .refunded = money(account.sums.refunded),
                 .owed = money(account.owed),
                 .overdue = money(account.overdue),
                 .due_back = money(account.due_back)};
  if (account.fee) dto.cancellation_fee = money(*account.fee);
  dto.instalments.reserve(account.instalments.size());
  for (const auto& one : account.instalments)
    dto.instalments.push_back({one.due.key, one.due.due_on, money(one.due.amount), money(one.paid), one.state});
  return dto;
}

TravellerDto traveller_dto(const BookedTraveller& row, const std::string& currency) {
  const auto& who = row.traveller;
  TravellerDto dto{.participant_id = who.id,
                   .registration_id = who.registration,
                   .company_id = who.company,
                   .company = who.company_name,
                   .given_name = who.given_name,
                   .family_name = who.family_name,
                   .state = who.state,
                   .registered_on = who.registered_on,
                   .cancelled_on = who.cancelled_on,
                   .balance = {},
                   .entries = row.entries};
  if (row.account) dto.balance = balance_dto(*row.account, currency);
  return dto;
}

TotalsDto totals_dto(const AccountTotals& totals, const std::string& currency) {
  const auto money = [&](std::int64_t minor) { return Money{minor, currency}; };
  return {.travelling = totals.travelling,
          .cancelled = totals.cancelled,
          .prices = money(totals.prices),
          .cancellation_fees = money(totals.fees),
          .paid = money(totals.paid),
          .refunded = money(totals.refunded),
          .owed = money(totals.owed),
          .overdue = money(totals.overdue),
          .due_back = money(totals.due_back)};
}

BookDto to_dto(const TripBook& book) {
  BookDto dto;
  dto.as_of = book.as_of;
  const auto currency = book.prices ? book.prices->base.currency : std::string();
  dto.travellers.reserve(book.travellers.size());
  for (const auto& row : book.travellers) dto.travellers.push_back(traveller_dto(row, currency));
  if (book.prices) {
    dto.currency = currency;
    dto.totals = totals_dto(book.totals, currency);
  }
  return dto;
}

constexpr Column columns[] = {
    {"participant_id", "id of the traveller"},
    {"registration_id", "id of his registration"},
    {"company_id", "id of his company"},
    {"company", "its name"},
    {"given_name", "missing: to be named later"},
    {"family_name", "likewise"},
    {"state", "confirmed or cancelled"},
    {"registered_on", "day of the registration"},
    {"cancelled_on", "day of the cancellation"},
    {"currency", "ISO 4217; missing as all that follows: the trip has no prices"},
    {"price", "a decimal text as all amounts"},
    {"cancellation_fee", "missing: he travels"},
    {"paid", "without what was taken back"},
    {"refunded", "likewise"},
    {"owed", "what is still to be paid"},
    {"overdue", "of it, what was due before as_of"},
    {"due_back", "what was paid beyond what is charged"},
};

Table to_table(const TripBook& book) {
  Table table(columns);
  const auto currency = book.prices ? std::optional(book.prices->base.currency) : std::nullopt;
  for (const auto& row : book.travellers) {
    const auto& who = row.traveller;
    const auto& account = row.account;
    const auto money = [&](std::optional<std::int64_t> minor) {
      return minor && currency ? Cell(core::amount_text({*minor, *currency})) : Cell();
    };
    const auto of = [&](std::int64_t trips::TravellerAccount::*member) {
      return money(account ? std::optional((*account).*member) : std::nullopt);
    };
    const auto sum = [&](std::int64_t trips::EntrySums::*member) {
      return money(account ? std::optional(account->sums.*member) : std::nullopt);
    };
    using Account = trips::TravellerAccount;
    table.add_row({who.id.text(), who.registration.text(), who.company.text(), who.company_name, cell(who.given_name),
                   cell(who.family_name), std::string(to_text(who.state)), who.registered_on, cell(who.cancelled_on),
                   cell(currency), money(account ? std::optional(account->price.total) : std::nullopt),
                   money(account ? account->fee : std::nullopt), sum(&trips::EntrySums::paid),
                   sum(&trips::EntrySums::refunded), of(&Account::owed), of(&Account::overdue),
                   of(&Account::due_back)});
  }
  return table;
}

core::Result<http::Response> list(TripAccountService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto book = service.accounts(x.call(), *event, x.date("as_of"));
  if (!book) return book.error();
  const TripBook& told = *book;
  return json_or_table(
      x, [&] { return json::to_json(to_dto(told)); }, [&] { return to_table(told); });
}

// ---- entries --------------------------------------------------------------------------------------------------------

/// `book(event, body)` makes an entry. It is found in the list of payments.
template <class Body, class Book>
core::Result<http::Response> add_entry(Exchange& x, Book&& book) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<Body>();
  if (!body) return body.error();
  const core::Result<TripEntry> entry = book(*event, *body);
  if (!entry) return entry.error();
  return pipeline::created(*entry, "/api/v1/events/" + event->text() + "/trip/payments");
}

std::string_view list_description() {
  static const std::string text =
      "Who has a confirmed place, or had one. What is owed follows from the prices as they are now; who cancelled owes the fee "
      "of that day, but nothing where another came instead of him, he was transferred to another event, or the trip itself "
      "was cancelled. A company's token sees its own travellers, and their totals. Instalments and entries are in JSON only.\n\n" +
      describe_columns(columns);
  return text;
}

pipeline::Route entry_route(std::string part, std::string_view operation, std::string_view summary,
                            std::string_view description) {
  return {.method = http::Method::post,
          .pattern = trip_pattern + std::move(part),
          .operation_id = operation,
          .tag = "trips",
          .summary = summary,
          .description = description,
          .roles = access::organizers,
          .answers = {{201, "The entry; the address is that of the list", json::schema<TripEntry>()}},
          .idempotent = true};
}

}  // namespace

void add_trip_payments_routes(pipeline::RouteTable& table, TripAccountService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = trip_pattern + "/payments",
       .operation_id = "listTripPayments",
       .tag = "trips",
       .summary = "What the travellers of a study trip have paid, owe and get back",
       .description = list_description(),
       .roles = organizers_and_companies,
       .query = {{.name = "as_of",
                  .kind = pipeline::QueryParameter::Kind::date,
                  .description =
                      "What was due before is overdue; left out: today in the event's zone. All entries count"},
                 format_parameter()},
       .answers = table_answers("The travellers", json::schema<BookDto>()),
       .errors = {&trips::not_a_study_trip},
       .handle = [&service](Exchange& x) { return list(service, x); }});

  auto payment = entry_route("/payments", "addTripPayment", "Book a payment of a traveller",
                             "An entry is never changed: a mistake is taken back by a reversal.");
  payment.body = pipeline::BodyRule::json<trips::NewPayment>();
  payment.errors = {&trips::not_a_study_trip, &trips::no_trip_prices, &trips::not_a_traveller,
                    &core::reference_not_found, &trips::other_currency};
  payment.handle = [&service](Exchange& x) {
    return add_entry<trips::NewPayment>(
        x, [&](const auto& event, const auto& body) { return service.pay(x.call(), event, body); });
  };
  table.push_back(std::move(payment));

  auto refund = entry_route("/refunds", "addTripRefund", "Book what a traveller got back",
                            "Refunds of a traveller are never more than his payments.");
  refund.body = pipeline::BodyRule::json<trips::NewRefund>();
  refund.errors = {&trips::not_a_study_trip,   &trips::no_trip_prices, &trips::not_a_traveller,
                   &core::reference_not_found, &trips::other_currency, &trips::refunds_exceed_payments};
  refund.handle = [&service](Exchange& x) {
    return add_entry<trips::NewRefund>(
        x, [&](const auto& event, const auto& body) { return service.refund(x.call(), event, body); });
  };
  table.push_back(std::move(refund));

  auto reversal = entry_route("/reversals", "addTripReversal", "Take a payment or a refund back",
                              "Whole, and once; a payment only as far as it was not refunded.");
  reversal.body = pipeline::BodyRule::json<trips::NewReversal>();
  reversal.errors = {&trips::not_a_study_trip, &core::reference_not_found, &trips::entry_not_reversible,
                     &trips::refunds_exceed_payments};
  reversal.handle = [&service](Exchange& x) {
    return add_entry<trips::NewReversal>(
        x, [&](const auto& event, const auto& body) { return service.reverse(x.call(), event, body); });
  };
  table.push_back(std::move(reversal));
}

}  // namespace tagwerk::resources
