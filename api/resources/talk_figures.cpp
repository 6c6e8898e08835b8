#include "api/resources/talk_figures.hpp"

#include "api/json/inherited.hpp"

namespace tagwerk::resources {
namespace {

std::optional<double> fraction(std::optional<std::int64_t> ten_thousandths) {
  if (!ten_thousandths) return std::nullopt;
  return static_cast<double>(*ten_thousandths) / 10'000.0;
}

}  // namespace

const json::Object<TalkFiguresDto>& shape(json::Tag<TalkFiguresDto>) {
  using Dto = TalkFiguresDto;
  static const auto object =
      json::Object<Dto>("TalkFigures", "What became of talks; planned = held + not_held + not_recorded")
          .required("events", json::inherited<Dto>(&Dto::events),
                    json::about("With a published plan of talks, and not cancelled"))
          .required("wished", json::inherited<Dto>(&Dto::wished),
                    json::about("Pairs of which one at least has a wish that counts"))
          .required("wished_by_partners", json::inherited<Dto>(&Dto::wished_by_partners),
                    json::about("Those that the partner wished"))
          .required("planned", json::inherited<Dto>(&Dto::planned),
                    json::about("Talks with a slot in the published plan"))
          .required("held", json::inherited<Dto>(&Dto::held), json::about("Recorded as held"))
          .required("not_held", json::inherited<Dto>(&Dto::not_held), json::about("Recorded as no-shows"))
          .required("vendor_absent", json::inherited<Dto>(&Dto::vendor_absent))
          .required("partner_absent", json::inherited<Dto>(&Dto::partner_absent),
                    json::about("Where neither came it is in both"))
          .required("not_recorded", json::inherited<Dto>(&Dto::not_recorded),
                    json::about("Not known; never taken for held"))
          .required("partners", json::inherited<Dto>(&Dto::partners),
                    json::about("Different ones that took part in those events of the year"))
          .required("partners_reached", json::inherited<Dto>(&Dto::partners_reached),
                    json::about("Different ones with a talk that was held"))
          .nullable("coverage", &Dto::coverage,
                    json::about("partners_reached / partners, to four decimals").like("0.8125"))
          .nullable("no_show_rate", &Dto::no_show_rate,
                    json::about("not_held / (held + not_held); null: nothing is recorded").like("0.05"))
          .required("grades", &Dto::grade_count, json::about("How many partners gave"))
          .nullable("grade_mean", &Dto::grade_mean,
                    json::about("To one decimal; from 3 grades on: fewer would tell who gave what").like("1.7"));
  return object;
}

TalkFiguresDto to_dto(const statistics::TalkFigures& figures) {
  TalkFiguresDto dto{figures, fraction(coverage(figures)), fraction(no_show_rate(figures)), figures.grades.n, {}};
  if (figures.grades.spread) dto.grade_mean = figures.grades.spread->mean_tenths / 10.0;
  return dto;
}

std::vector<Cell> talk_cells(const std::optional<TalkFiguresDto>& figures) {
  if (!figures) return std::vector<Cell>(talk_columns.size());
  const auto& it = *figures;
  return {it.events,           it.wished,         it.wished_by_partners, it.planned,      it.held,
          it.not_held,         it.vendor_absent,  it.partner_absent,     it.not_recorded, it.partners,
          it.partners_reached, cell(it.coverage), cell(it.no_show_rate), it.grade_count,  cell(it.grade_mean)};
}

}  // namespace tagwerk::resources
