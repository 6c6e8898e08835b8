// Who sells at the events of a series: who is new, who came back, and what their talks came to.
import { useMemo } from "preact/hooks";

import { get } from "../api/client";
import { loadSeries } from "../api/data";
import type { VendorTalks, VendorYear, Vendors } from "../api/talks";
import type { Series } from "../api/types";
import { TurnoverChart } from "../charts/turnover";
import * as format from "../format";
import { useTexts } from "../texts";
import { SeriesChoice } from "../ui/choice";
import type { Column } from "../ui/data_table";
import { DataTable, type DataTableProps } from "../ui/data_table";
import { ChartSection, SaveButtons, Section } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";

interface VendorsData {
  years: VendorYear[];
  talks: VendorTalks["vendors"];
}

async function load(series: Series): Promise<VendorsData> {
  const key = encodeURIComponent(series.key);
  const [vendors, talks] = await Promise.all([
    get<Vendors>(`/statistics/vendors?series=${key}`),
    get<VendorTalks>(`/statistics/vendors/talks?series=${key}`),
  ]);
  return { years: vendors.years, talks: talks.vendors };
}

const packagesOf = (row: VendorYear): string => row.by_package.map((one) => `${one.package}: ${one.vendors}`).join(", ");

function YearsSection({ years, series }: { years: readonly VendorYear[]; series: Series }) {
  const t = useTexts();
  const rows = useMemo(
    () =>
      years.map((year) => ({
        year: year.year,
        returning: year.returning,
        regained: year.regained,
        fresh: year.new,
        lapsed: year.lapsed ?? null,
      })),
    [years],
  );
  const words = useMemo(
    () => ({ returning: t.series.returning, regained: t.vendors.regained, fresh: t.series.fresh, lapsed: t.series.lapsed }),
    [t],
  );
  const figure = (key: string, label: string, value: (row: VendorYear) => number | null | undefined): Column<VendorYear> => ({
    key,
    label,
    isNumber: true,
    value,
  });
  const about = `${t.vendors.years}: ${series.name}`;
  const columns: Column<VendorYear>[] = [
    { key: "year", label: t.series.year, isHead: true, value: (row) => row.year, show: (row) => row.year },
    figure("events", t.series.events, (row) => row.events),
    figure("vendors", t.unit.vendors, (row) => row.vendors),
    figure("returning", t.series.returning, (row) => row.returning),
    figure("new", t.series.fresh, (row) => row.new),
    figure("regained", t.vendors.regained, (row) => row.regained),
    figure("lapsed", t.series.lapsed, (row) => row.lapsed),
    { key: "packages", label: t.vendors.packages, value: packagesOf },
  ];
  return (
    <ChartSection
      title={t.vendors.years}
      csvPath={`/statistics/vendors?series=${encodeURIComponent(series.key)}`}
      csvName={`vendors-${series.key}`}
      isTableOpen
      table={{ about, columns, rows: years, rowKey: (row) => String(row.year) }}
    >
      <TurnoverChart unit="vendors" rows={rows} words={words} about={about} />
    </ChartSection>
  );
}

type TalkRow = VendorTalks["vendors"][number];

function TalksSection({ talks, series }: { talks: VendorTalks["vendors"]; series: Series }) {
  const t = useTexts();
  if (talks.length === 0)
    return (
      <Section title={t.vendors.talks}>
        <p class="calm">{t.vendors.noTalks}</p>
      </Section>
    );
  const figure = (key: string, label: string, value: (row: TalkRow) => number | null | undefined): Column<TalkRow> => ({
    key,
    label,
    isNumber: true,
    value,
  });
  const table: DataTableProps<TalkRow> = {
    about: `${t.vendors.talks}: ${series.name}`,
    columns: [
      { key: "company", label: t.event.company, isHead: true, value: (row) => row.company },
      { key: "year", label: t.series.year, isNumber: true, value: (row) => row.year, show: (row) => row.year },
      figure("wished", t.talks.wished, (row) => row.talks.wished),
      figure("planned", t.vendors.planned, (row) => row.talks.planned),
      figure("held", t.vendors.held, (row) => row.talks.held),
      figure("reached", t.vendors.reached, (row) => row.talks.partners_reached),
      { ...figure("coverage", t.vendors.coverage, (row) => row.talks.coverage), show: (row) => format.percent(row.talks.coverage, 0) },
      { ...figure("no_show", t.vendors.noShow, (row) => row.talks.no_show_rate), show: (row) => format.percent(row.talks.no_show_rate, 0) },
      { ...figure("grade", t.vendors.grade, (row) => row.talks.grade_mean), show: (row) => format.grade(row.talks.grade_mean) },
      figure("grades", t.vendors.grades, (row) => row.talks.grades),
    ],
    rows: talks,
    rowKey: (row) => `${row.year} ${row.company_id}`,
  };
  return (
    <Section
      title={t.vendors.talks}
      actions={
        <SaveButtons path={`/statistics/vendors/talks?series=${encodeURIComponent(series.key)}`} table={table} name={`vendor-talks-${series.key}`} />
      }
    >
      <DataTable {...table} />
    </Section>
  );
}

function Chosen({ series }: { series: Series }) {
  const t = useTexts();
  const data = useData(() => load(series), [series.key]);
  return (
    <Loaded from={data}>
      {({ years, talks }) =>
        years.length === 0 && talks.length === 0 ? (
          <EmptyState title={t.vendors.none} hint={t.vendors.noneHint} />
        ) : (
          <>
            {years.length > 0 && <YearsSection years={years} series={series} />}
            <TalksSection talks={talks} series={series} />
          </>
        )
      }
    </Loaded>
  );
}

export function VendorsView({ id }: { id: string | null }) {
  const t = useTexts();
  const all = useData(loadSeries, []);
  // Partner talks are what vendors come for.
  const chosen =
    all.data?.find((series) => series.key === id) ??
    all.data?.find((series) => series.kind === "partner_talks") ??
    all.data?.[0];
  return (
    <>
      <ViewHead title={chosen?.name ?? t.vendors.title} eyebrow={t.vendors.title}>
        {all.data && chosen && <SeriesChoice view="vendors" all={all.data} chosen={chosen.key} />}
      </ViewHead>
      <Loaded from={all}>{() => (chosen ? <Chosen series={chosen} /> : <EmptyState title={t.state.empty} />)}</Loaded>
    </>
  );
}
