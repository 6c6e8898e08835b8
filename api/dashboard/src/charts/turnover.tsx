// Who came back, who is new, who stayed away: stacked upwards, and downwards what was lost.
import type { EChartsOption } from "echarts/types/dist/echarts";
import { useMemo } from "preact/hooks";

import * as format from "../format";
import { useTexts } from "../texts";
import { Chart, type Draw } from "./chart";
import type { Palette } from "./palette";
import { amounts, dotted, grid, legend, lined, names, plain, tooltip } from "./parts";

export interface Turnover {
  year: number;
  returning: number | null;
  regained: number | null;
  fresh: number | null;
  lapsed: number | null;
}

export interface TurnoverNames {
  returning: string;
  regained: string;
  fresh: string;
  lapsed: string;
}

const stack = (name: string, data: (number | null)[], colour: string, decal: object, opacity = 1): object => ({
  type: "bar",
  stack: "companies",
  name,
  barMaxWidth: 52,
  itemStyle: { color: colour, decal, opacity, borderColor: colour, borderWidth: 0.5 },
  data: data.map((value) => value ?? "-"),
});

/// Of companies, or of vendors: one unit, so one colour, told apart by patterns.
export function TurnoverChart(props: { rows: readonly Turnover[]; words: TurnoverNames; about: string; unit: "firms" | "vendors" }) {
  const { rows, words, about, unit } = props;
  const t = useTexts();
  const draw = useMemo<Draw>(
    () => (colours: Palette) =>
      ({
        grid: grid({ top: 64 }),
        legend: legend(colours),
        tooltip: tooltip(colours, (value) => format.number(Math.abs(value))),
        xAxis: names(colours, rows.map((row) => String(row.year)), { axisLine: { onZero: true, lineStyle: { color: colours.soft } } }),
        yAxis: amounts(colours, {
          axisLabel: { color: colours.soft, formatter: (value: number) => format.number(Math.abs(value)) },
        }),
        series: [
          stack(words.returning, rows.map((row) => row.returning), colours[unit], plain),
          stack(words.regained, rows.map((row) => row.regained), colours[unit], lined(colours), 0.9),
          stack(words.fresh, rows.map((row) => row.fresh), colours[unit], dotted(colours), 0.75),
          stack(
            words.lapsed,
            rows.map((row) => (row.lapsed === null ? null : -row.lapsed)),
            colours.grey,
            plain,
          ),
        ],
      }) as EChartsOption,
    [rows, words, unit, t],
  );
  return <Chart draw={draw} about={about} height={280} />;
}
