// The share of each grade, event by event: a mean alone would hide that half are delighted and half are not.
import type { EChartsOption } from "echarts/types/dist/echarts";
import { useMemo } from "preact/hooks";

import * as format from "../format";
import { useTexts } from "../texts";
import { Chart, type Draw } from "./chart";
import type { Palette } from "./palette";
import { dotted, grid, legend, lined, names, plain, tooltip } from "./parts";

export interface GradeRow {
  label: string;
  n: number;
  shares: readonly number[] | null; // of grades 1 to 6
}

const grades = [1, 2, 3, 4, 5, 6] as const;

// Good grades plain, middling ones dotted, bad ones lined.
const decalOf = (colours: Palette, grade: number): object =>
  grade <= 2 ? plain : grade <= 4 ? dotted(colours) : lined(colours);

export function GradesChart({ rows, about }: { rows: readonly GradeRow[]; about: string }) {
  const t = useTexts();
  const draw = useMemo<Draw>(
    () => (colours) =>
      ({
        grid: grid({ top: 64 }),
        legend: legend(colours),
        tooltip: tooltip(colours, (value) => format.percent(value, 0)),
        xAxis: {
          type: "value",
          max: 1,
          axisLabel: { color: colours.soft, formatter: (value: number) => format.percent(value, 0) },
          splitLine: { lineStyle: { color: colours.line } },
        },
        yAxis: names(colours, rows.map((row) => row.label), {
          inverse: true,
          axisLabel: { color: colours.ink, lineHeight: 17 },
        }),
        series: grades.map((grade) => ({
          type: "bar",
          stack: "grades",
          name: t.grades.grade(grade),
          barMaxWidth: 30,
          itemStyle: { color: colours.grades[grade - 1], decal: decalOf(colours, grade), borderColor: colours.paper, borderWidth: 0.5 },
          data: rows.map((row) => row.shares?.[grade - 1] ?? "-"),
        })),
      }) as EChartsOption,
    [rows, t],
  );
  return <Chart draw={draw} about={about} height={110 + 54 * rows.length} />;
}
