// Entries upwards, exits downwards, per minute or per as many minutes as fit.
import type { EChartsOption } from "echarts/types/dist/echarts";
import { useMemo } from "preact/hooks";

import type { Scans } from "../api/scans";
import * as format from "../format";
import { useTexts } from "../texts";
import { Chart, type Draw } from "./chart";
import { amounts, dotted, grid, legend, names, plain, tooltip } from "./parts";

export function ScansChart({ scans, zone, about }: { scans: Scans; zone: string; about: string }) {
  const t = useTexts();
  const draw = useMemo<Draw>(
    () => (colours) =>
      ({
        grid: grid(),
        legend: legend(colours),
        tooltip: tooltip(colours, (value) => format.number(Math.abs(value))),
        xAxis: names(colours, scans.buckets.map((bucket) => format.clock(bucket.at, zone))),
        yAxis: amounts(colours, {
          axisLabel: { color: colours.soft, formatter: (value: number) => format.number(Math.abs(value)) },
        }),
        series: [
          {
            type: "bar",
            stack: "scans",
            name: t.checkIn.entries,
            itemStyle: { color: colours.heads, decal: plain },
            data: scans.buckets.map((bucket) => bucket.entries),
          },
          {
            type: "bar",
            stack: "scans",
            name: t.checkIn.exits,
            itemStyle: { color: colours.grey, decal: dotted(colours) },
            data: scans.buckets.map((bucket) => -bucket.exits),
          },
        ],
      }) as EChartsOption,
    [scans, zone, t],
  );
  return <Chart draw={draw} about={about} height={260} />;
}
