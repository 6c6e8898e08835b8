// A forecast is a range with its method, what it rests on, and when it was made; never a bare number.
import type { Forecast } from "../api/statistics";
import * as format from "../format";
import { useTexts } from "../texts";

function One({ forecast, unit }: { forecast: Forecast; unit: "participants" | "companies" }) {
  const t = useTexts();
  if (forecast.point === null) return <p class="calm">{t.forecast.none}</p>;
  return (
    <div>
      <p class={`forecast-point forecast-${unit}`}>
        {format.number(forecast.point)} <span class="forecast-unit">{t.forecast.unit[unit]}</span>
      </p>
      <dl>
        {forecast.low80 !== null && (
          <>
            <dt>{t.forecast.interval80}</dt>
            <dd>{format.range(forecast.low80, forecast.high80)}</dd>
          </>
        )}
        {forecast.low50 !== null && (
          <>
            <dt>{t.forecast.interval50}</dt>
            <dd>{format.range(forecast.low50, forecast.high50)}</dd>
          </>
        )}
        <dt>{t.forecast.method}</dt>
        <dd>
          {t.forecast.methods[forecast.method] ?? forecast.method}
          {forecast.editions > 0 && `, ${t.forecast.basis(forecast.editions)}`}
        </dd>
      </dl>
      {typeof forecast.registered_at_start === "number" && typeof forecast.expected_no_shows === "number" && (
        <p class="fine">
          {t.forecast.atStart(format.number(forecast.registered_at_start))}
          {t.forecast.noShows(format.number(forecast.expected_no_shows))}
        </p>
      )}
      {forecast.explanation && <p class="fine">{forecast.explanation}</p>}
    </div>
  );
}

export function ForecastPair(props: {
  participants: Forecast | null;
  companies: Forecast | null;
  asOf: string;
  zone: string;
}) {
  const t = useTexts();
  const isNone = props.participants === null && props.companies === null;
  return (
    <>
      {isNone ? (
        <p class="calm">{t.forecast.none}</p>
      ) : (
        <div class="forecast">
          {props.participants && <One forecast={props.participants} unit="participants" />}
          {props.companies && <One forecast={props.companies} unit="companies" />}
        </div>
      )}
      <p class="stamp">{format.asOf(props.asOf, props.zone)}</p>
    </>
  );
}
