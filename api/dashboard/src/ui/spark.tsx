// A few bars in a table row, whose figures are in the row: the last one hatched while its year is not over.
import { number } from "../format";

export interface SparkBar {
  label: string;
  value: number | null;
  isComplete: boolean;
}

export function Spark({ bars, about }: { bars: readonly SparkBar[]; about: string }) {
  const height = 28;
  const step = 14;
  const most = Math.max(1, ...bars.map((bar) => bar.value ?? 0));
  const said = bars.map((bar) => `${bar.label}: ${number(bar.value)}`).join(", ");
  return (
    <svg class="spark" width={bars.length * step} height={height} role="img" aria-label={`${about}. ${said}`}>
      {bars.map((bar, i) => {
        const tall = bar.value === null ? 0 : Math.max(2, (bar.value / most) * (height - 2));
        return (
          <rect
            key={bar.label}
            x={i * step + 1}
            y={height - tall}
            width={step - 4}
            height={tall}
            class={bar.isComplete ? "spark-bar" : "spark-bar spark-open"}
          />
        );
      })}
    </svg>
  );
}
