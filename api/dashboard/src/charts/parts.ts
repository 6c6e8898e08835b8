// What the charts have in common: quiet axes, a legend in words, hatching.
import type { EChartsOption } from "echarts/types/dist/echarts";

import { number } from "../format";
import type { Palette } from "./palette";

/// "The year is not over": the same stripes everywhere.
export const hatched = (colours: Palette) => ({
  symbol: "rect" as const,
  dashArrayX: [1, 0] as [number, number],
  dashArrayY: [3, 4] as [number, number],
  rotation: -Math.PI / 4,
  color: colours.paper,
});

/// Patterns that tell series apart without colour.
export const dotted = (colours: Palette) => ({
  symbol: "circle" as const,
  symbolSize: 0.45,
  dashArrayX: [[4, 4], [0, 4, 4, 0]] as [number[], number[]],
  dashArrayY: [4, 0] as [number, number],
  color: colours.paper,
});

export const lined = (colours: Palette) => ({
  symbol: "rect" as const,
  dashArrayX: [1, 0] as [number, number],
  dashArrayY: [1, 5] as [number, number],
  color: colours.paper,
});

export const plain = { symbol: "none" as const };

export const grid = (more: object = {}) => ({ left: 4, right: 8, top: 44, bottom: 4, containLabel: true, ...more });

export const legend = (colours: Palette, more: object = {}): NonNullable<EChartsOption["legend"]> => ({
  top: 0,
  left: 0,
  itemWidth: 18,
  itemHeight: 11,
  itemGap: 18,
  textStyle: { color: colours.ink, fontSize: 13 },
  inactiveColor: colours.line,
  ...more,
});

export const tooltip = (colours: Palette, show: (value: number) => string = (value) => number(value)) => ({
  trigger: "axis" as const,
  axisPointer: { type: "shadow" as const, shadowStyle: { color: colours.line, opacity: 0.35 } },
  backgroundColor: colours.sheet,
  borderColor: colours.line,
  textStyle: { color: colours.ink, fontSize: 13 },
  confine: true,
  valueFormatter: (value: unknown) => (typeof value === "number" ? show(value) : "–"),
});

export const names = (colours: Palette, data: readonly string[], more: object = {}) => ({
  type: "category" as const,
  data: [...data],
  axisTick: { show: false },
  axisLine: { lineStyle: { color: colours.soft } },
  axisLabel: { color: colours.ink, hideOverlap: true },
  ...more,
});

export const amounts = (colours: Palette, more: object = {}) => ({
  type: "value" as const,
  minInterval: 1,
  axisLabel: { color: colours.soft, formatter: (value: number) => number(value) },
  splitLine: { lineStyle: { color: colours.line } },
  ...more,
});
