// One ECharts picture: drawn for the theme, the language and the width there is, described for those who cannot see it, still
// for those who want no movement. Its numbers are in the table below it.
import type { EChartsType } from "echarts/core";
import type { EChartsOption } from "echarts/types/dist/echarts";
import { useEffect, useRef, useState } from "preact/hooks";

import { theme } from "../settings";
import { useStore } from "../store";
import { useTexts } from "../texts";
import { type Palette, palette } from "./palette";

export type Draw = (colours: Palette) => EChartsOption;

const media = ["(prefers-color-scheme: dark)", "print"];
const mediaQueries = media.map((query) => matchMedia(query));
const isStill = matchMedia("(prefers-reduced-motion: reduce)");

function frame(colours: Palette, about: string): EChartsOption {
  return {
    textStyle: { fontFamily: colours.font, color: colours.ink, fontSize: 13 },
    animation: !isStill.matches && !matchMedia("print").matches,
    animationDuration: 350,
    aria: { enabled: true, label: { description: about } },
  };
}

export function Chart({ draw, about, height = 300 }: { draw: Draw; about: string; height?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef(draw);
  latest.current = draw;
  const said = useRef(about);
  said.current = about;
  const [isThere, setThere] = useState(false);
  const chosenTheme = useStore(theme);
  const t = useTexts();

  const show = () => {
    const colours = palette();
    chart.current?.setOption({ ...latest.current(colours), ...frame(colours, said.current) }, { notMerge: true });
  };

  useEffect(() => {
    let isWanted = true;
    const resized = new ResizeObserver(() => chart.current?.resize());
    const redraw = () => {
      chart.current?.resize();
      show();
    };
    void import("./runtime").then(({ init }) => {
      if (!isWanted || !box.current) return;
      chart.current = init(box.current, null, { renderer: "svg" });
      resized.observe(box.current);
      setThere(true);
    });
    for (const query of mediaQueries) query.addEventListener("change", redraw);
    return () => {
      isWanted = false;
      resized.disconnect();
      for (const query of mediaQueries) query.removeEventListener("change", redraw);
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(show, [isThere, draw, about, chosenTheme, t]);

  return <div class="chart" ref={box} style={{ height: `${height}px` }} role="img" aria-label={about} />;
}
