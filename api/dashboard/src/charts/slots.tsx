// How many tables are taken in each slot, of those there are.
import type { EChartsOption } from "echarts/types/dist/echarts";
import { useMemo } from "preact/hooks";

import type { SlotUse } from "../api/talks";
import * as format from "../format";
import { useTexts } from "../texts";
import { Chart, type Draw } from "./chart";
import { amounts, grid, legend, names, plain, tooltip } from "./parts";

export function SlotsChart({ slots, zone, about }: { slots: readonly SlotUse[]; zone: string; about: string }) {
  const t = useTexts();
  const draw = useMemo<Draw>(
    () => (colours) =>
      ({
        grid: grid(),
        legend: legend(colours),
        tooltip: tooltip(colours),
        xAxis: names(colours, slots.map((slot) => format.clock(slot.starts_at, zone))),
        yAxis: amounts(colours),
        series: [
          {
            type: "bar",
            name: t.talks.available,
            barGap: "-100%",
            barMaxWidth: 44,
            itemStyle: { color: "transparent", borderColor: colours.soft, borderWidth: 1, decal: plain },
            data: slots.map((slot) => slot.tables),
          },
          {
            type: "bar",
            name: t.talks.used,
            barMaxWidth: 44,
            itemStyle: { color: colours.vendors, decal: plain },
            data: slots.map((slot) => slot.used ?? "-"),
          },
        ],
      }) as EChartsOption,
    [slots, zone, t],
  );
  return <Chart draw={draw} about={about} height={260} />;
}
