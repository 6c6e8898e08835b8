// A series over the years, in both units that are never mixed.
import { getOrNull, withQuery } from "../api/client";
import { latestYear, loadAttendance, loadEditions, loadOrganization, loadSeries } from "../api/data";
import { isMissingRoute } from "../api/problem";
import type { Attendance, Editions, Retention, YearForecast } from "../api/statistics";
import type { Organization, Series } from "../api/types";
import * as format from "../format";
import { useTexts } from "../texts";
import { SeriesChoice } from "../ui/choice";
import { Section } from "../ui/section";
import { EmptyState, Loaded, NotAvailable } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";
import { ForecastPair } from "./forecast";
import { ReachSection } from "./reach";
import { EditionsSection } from "./series_editions";
import { RetentionSection } from "./series_retention";
import { SeriesHeadline, YearsSection } from "./series_years";

export interface SeriesData {
  organization: Organization;
  series: Series;
  attendance: Attendance;
  editions: Editions | null;
  retention: Retention | null;
  forecast: YearForecast | null;
}

async function loadOne(series: Series): Promise<SeriesData> {
  const [organization, attendance] = await Promise.all([loadOrganization(), loadAttendance(series.key)]);
  const latest = latestYear(attendance.years, organization.time_zone);
  // Of a year that is not over the forecast is for that year; else for the next one.
  const year = latest ? latest.year + (latest.complete ? 1 : 0) : null;
  const query = { series: series.key };
  const [editions, retention, forecast] = await Promise.all([
    loadEditions(series.key),
    getOrNull<Retention>(withQuery("/statistics/retention", query), isMissingRoute),
    year === null
      ? null
      : getOrNull<YearForecast>(withQuery("/statistics/attendance/forecast", { ...query, year }), isMissingRoute),
  ]);
  return { organization, series, attendance, editions, retention, forecast };
}

function Body({ data }: { data: SeriesData }) {
  const t = useTexts();
  const zone = data.organization.time_zone;
  return (
    <>
      {data.attendance.years.length === 0 ? (
        <EmptyState title={t.series.noFigures} />
      ) : (
        <>
          <SeriesHeadline attendance={data.attendance} zone={zone} />
          <YearsSection data={data} />
        </>
      )}
      {data.forecast ? (
        <Section title={t.series.nextEdition(data.forecast.year)}>
          <ForecastPair participants={data.forecast.participants} companies={data.forecast.companies} asOf={data.forecast.as_of} zone={zone} />
        </Section>
      ) : (
        data.attendance.years.length > 0 && (
          <Section title={t.forecast.title}>
            <NotAvailable />
          </Section>
        )
      )}
      <EditionsSection editions={data.editions} series={data.series} />
      <RetentionSection retention={data.retention} series={data.series} />
      <p class="stamp">{format.asOf(data.attendance.as_of, zone)}</p>
      <ReachSection all={[data.series]} only={data.series} />
    </>
  );
}

function Chosen({ series }: { series: Series }) {
  const data = useData(() => loadOne(series), [series.key]);
  return (
    <Loaded from={data} lines={5}>
      {(ready) => <Body data={ready} />}
    </Loaded>
  );
}

export function SeriesView({ id }: { id: string | null }) {
  const t = useTexts();
  const all = useData(loadSeries, []);
  const chosen = all.data?.find((series) => series.key === id) ?? all.data?.[0];
  return (
    <>
      <ViewHead title={chosen?.name ?? t.series.title} eyebrow={chosen ? t.kind[chosen.kind] : t.series.title}>
        {all.data && chosen && <SeriesChoice view="series" all={all.data} chosen={chosen.key} />}
      </ViewHead>
      <Loaded from={all}>{() => (chosen ? <Chosen series={chosen} /> : <EmptyState title={t.state.empty} />)}</Loaded>
    </>
  );
}
