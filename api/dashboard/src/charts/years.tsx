// Participants and companies side by side, year by year or event by event; what is not over is hatched, what is forecast is
// a box with its intervals.
import type { EChartsOption } from "echarts/types/dist/echarts";
import { useMemo } from "preact/hooks";

import type { Range } from "../api/statistics";
import * as format from "../format";
import { useTexts } from "../texts";
import { Chart, type Draw } from "./chart";
import type { Palette } from "./palette";
import { amounts, dotted, grid, hatched, legend, names, plain, tooltip } from "./parts";

export interface UnitBars {
  label: string;
  isComplete: boolean;
  participants: number | null;
  companies: number | null;
}

export interface NextYear {
  label: string;
  participants: Range | null;
  companies: Range | null;
}

type Unit = "participants" | "companies";

function bars(colours: Palette, name: string, unit: Unit, rows: readonly UnitBars[], ahead: number): object {
  const colour = unit === "participants" ? colours.heads : colours.firms;
  return {
    type: "bar",
    name,
    barMaxWidth: 46,
    barGap: "8%",
    itemStyle: { color: colour, decal: unit === "participants" ? plain : dotted(colours) },
    label: {
      show: rows.length <= 12,
      position: "top",
      color: colours.ink,
      fontSize: 13,
      formatter: (one: { value: unknown }) => (typeof one.value === "number" ? format.number(one.value) : ""),
    },
    data: [
      ...rows.map((row) => ({
        value: row[unit] ?? "-",
        ...(row.isComplete ? {} : { itemStyle: { decal: hatched(colours), opacity: 0.85, borderColor: colour, borderWidth: 1 } }),
      })),
      ...Array.from({ length: ahead }, () => "-"),
    ],
  };
}

// Five figures of a boxplot: the 80 % interval as whiskers, the 50 % interval as the box, the point as its line.
const boxOf = (range: Range | null): (number | string)[] | string =>
  range === null || range.point === null
    ? "-"
    : [range.low80, range.low50, range.point, range.high50, range.high80].map((figure) => figure ?? range.point ?? "-");

function boxes(colours: Palette, name: string, unit: Unit, rows: readonly UnitBars[], next: NextYear): object {
  const colour = unit === "participants" ? colours.heads : colours.firms;
  return {
    type: "boxplot",
    name,
    boxWidth: [14, 30],
    itemStyle: { color: colours.sheet, borderColor: colour, borderWidth: 1.5 },
    data: [...rows.map(() => "-"), boxOf(next[unit])],
    tooltip: { valueFormatter: (value: unknown) => (typeof value === "number" ? format.number(value) : format.unknown) },
  };
}

export function YearsChart({ rows, next, about }: { rows: readonly UnitBars[]; next?: NextYear | null; about: string }) {
  const t = useTexts();
  const draw = useMemo<Draw>(
    () => (colours) => {
      const ahead = next ? 1 : 0;
      const labels = [...rows.map((row) => row.label), ...(next ? [next.label] : [])];
      const series = [
        bars(colours, t.unit.participants, "participants", rows, ahead),
        bars(colours, t.unit.companies, "companies", rows, ahead),
        ...(next
          ? [
              boxes(colours, `${t.forecast.title}: ${t.unit.participants}`, "participants", rows, next),
              ...(next.companies ? [boxes(colours, `${t.forecast.title}: ${t.unit.companies}`, "companies", rows, next)] : []),
            ]
          : []),
      ];
      return {
        grid: grid(),
        legend: legend(colours, { data: [t.unit.participants, t.unit.companies] }),
        tooltip: tooltip(colours),
        xAxis: names(colours, labels),
        yAxis: amounts(colours),
        series: series as EChartsOption["series"],
      } as EChartsOption;
    },
    [rows, next, t],
  );
  return <Chart draw={draw} about={about} height={320} />;
}
