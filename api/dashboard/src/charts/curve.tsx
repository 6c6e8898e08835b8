// Registrations by days before the start: this event in colour, earlier ones in grey, and the band in which it is expected to go
// on. Time runs to the right: the axis counts down to the start.
import type { EChartsOption } from "echarts/types/dist/echarts";
import { useMemo } from "preact/hooks";

import type { Curve, PathDay } from "../api/statistics";
import * as format from "../format";
import { useTexts } from "../texts";
import { Chart, type Draw } from "./chart";
import type { Palette } from "./palette";
import { amounts, grid, legend, names, tooltip } from "./parts";

export type CurveUnit = "net" | "companies";

export interface EarlierCurve {
  label: string;
  curve: Curve;
}

type Figures = (number | null)[];

const dashes = ["solid", [6, 3], [2, 3], [8, 3, 2, 3], [1, 2]] as const;

/// Every lead there is a figure for, the longest first: the places of the axis.
function leadsOf(curves: readonly Curve[], path: readonly PathDay[]): number[] {
  const all = [...curves.flatMap((curve) => curve.days.map((day) => day.lead_days)), ...path.map((day) => day.lead_days), 0];
  const [longest, shortest] = [Math.max(...all), Math.min(...all)];
  return Array.from({ length: longest - shortest + 1 }, (_, i) => longest - i);
}

/// What a day changed holds until the next change, at most until `end` days before the start.
// Where the chart begins below its legend: two names in a line of a narrow screen, four or five of another.
const topBelow = (names: number): number =>
  matchMedia("(max-width: 34rem)").matches ? 16 + 28 * Math.ceil(names / 2) : names > 5 ? 92 : 64;

export function figuresOf(curve: Curve, unit: CurveUnit, leads: readonly number[], end: number): Figures {
  const byLead = new Map(curve.days.map((day) => [day.lead_days, day[unit]]));
  const last = Math.min(end, curve.days.at(-1)?.lead_days ?? end);
  let held: number | null = null;
  return leads.map((lead) => {
    held = byLead.get(lead) ?? held;
    return lead >= last ? held : null;
  });
}

const line = (name: string, data: Figures, colour: string, style: object): object => ({
  type: "line",
  name,
  data,
  symbol: "none",
  emphasis: { disabled: true },
  itemStyle: { color: colour },
  lineStyle: { color: colour, ...style },
});

// A band is drawn as what lies below it, unseen, and its height on top.
function band(name: string, data: { low: Figures; height: Figures }, colour: string, opacity: number): object[] {
  const common = { type: "line", stack: name, symbol: "none", silent: true, lineStyle: { opacity: 0 }, tooltip: { show: false } };
  return [
    { ...common, name: `${name} `, data: data.low },
    { ...common, name, data: data.height, areaStyle: { color: colour, opacity }, itemStyle: { color: colour, opacity: 0.25 + opacity } },
  ];
}

function forecastOf(
  colours: Palette,
  path: readonly PathDay[],
  leads: readonly number[],
  words: { band80: string; band50: string; expected: string },
): object[] {
  if (path.length === 0) return [];
  const known = [...path].sort((a, b) => b.lead_days - a.lead_days);
  // Days between two that are given lie on the line between them: a stack with gaps would fall to 0.
  const figures = (of: (day: PathDay) => number): Figures =>
    leads.map((lead) => {
      const after = known.findIndex((day) => day.lead_days <= lead);
      const next = known[after];
      if (!next) return null;
      if (next.lead_days === lead) return of(next);
      const before = known[after - 1];
      if (!before) return null;
      const share = (before.lead_days - lead) / (before.lead_days - next.lead_days);
      return of(before) + share * (of(next) - of(before));
    });
  const between = (low: (day: PathDay) => number, high: (day: PathDay) => number) => ({
    low: figures(low),
    height: figures((day) => high(day) - low(day)),
  });
  return [
    ...band(words.band80, between((day) => day.low80, (day) => day.high80), colours.heads, 0.16),
    ...band(words.band50, between((day) => day.low50, (day) => day.high50), colours.heads, 0.26),
    line(words.expected, figures((day) => day.expected), colours.heads, { width: 1.75, type: [5, 4] }),
  ];
}

export function CurveChart(props: {
  name: string;
  curve: Curve;
  endsAt: number;
  earlier: readonly EarlierCurve[];
  path: readonly PathDay[];
  unit: CurveUnit;
  about: string;
}) {
  const { name, curve, endsAt, earlier, path, unit, about } = props;
  const t = useTexts();
  const draw = useMemo<Draw>(
    () => (colours) => {
      const isOfHeads = unit === "net";
      const leads = leadsOf([curve, ...earlier.map((one) => one.curve)], isOfHeads ? path : []);
      const every = leads.length > 200 ? 30 : leads.length > 50 ? 10 : 5;
      const hasBand = isOfHeads && path.length > 0;
      const series = [
        ...earlier.map((one, i) =>
          line(one.label, figuresOf(one.curve, unit, leads, 0), colours.grey, { width: 1.5, type: dashes[i % dashes.length] }),
        ),
        ...(hasBand ? forecastOf(colours, path, leads, t.event) : []),
        { ...line(name, figuresOf(curve, unit, leads, endsAt), isOfHeads ? colours.heads : colours.firms, { width: 2.75 }), z: 5 },
      ];
      const shown = [
        name,
        ...(hasBand ? [t.event.expected, { name: t.event.band50, icon: "rect" }, { name: t.event.band80, icon: "rect" }] : []),
        ...earlier.map((one) => one.label),
      ];
      return {
        grid: grid({ top: topBelow(shown.length), bottom: 26, right: 16 }),
        legend: legend(colours, { data: shown, itemWidth: 24 }),
        tooltip: { ...tooltip(colours), axisPointer: { type: "line", lineStyle: { color: colours.soft } } },
        xAxis: names(colours, leads.map(String), {
          boundaryGap: false,
          name: t.event.leadDays,
          nameLocation: "middle",
          nameGap: 28,
          nameTextStyle: { color: colours.soft },
          axisLabel: {
            color: colours.ink,
            interval: (_: number, lead: string) => Number(lead) % every === 0,
            formatter: (lead: string) => format.number(Number(lead)),
          },
        }),
        yAxis: amounts(colours, { min: 0 }),
        series: series as EChartsOption["series"],
      } as EChartsOption;
    },
    [name, curve, endsAt, earlier, path, unit, t],
  );
  return <Chart draw={draw} about={about} height={380} />;
}
