// What a traveller pays, when it is due, and what a cancellation costs.
import type { InstalmentStep, TripPrices } from "../api/trip_money";
import * as format from "../format";
import { type Texts, useTexts } from "../texts";

function stepOf(step: InstalmentStep, t: Texts): string {
  const words = t.trip.money;
  const what = step.kind === "rest" ? words.rest : step.kind === "share" ? format.inHundred(step.share ?? 0) : format.money(step.amount);
  const when = step.due_on ? words.onDay(format.date(step.due_on)) : words.daysBefore(step.days_before ?? 0);
  return words.step(step.key.replaceAll(/[_-]/g, " "), what, when);
}

function policyOf(prices: TripPrices, t: Texts): string[] {
  const words = t.trip.money;
  const steps = [...prices.refund_policy].sort((a, b) => b.days_before - a.days_before);
  if (steps.length === 0) return [words.nothing];
  return [...steps.map((step) => words.refund(step.days_before, format.inHundred(step.fee_percent))), words.later];
}

export function PriceList({ prices }: { prices: TripPrices }) {
  const t = useTexts();
  const words = t.trip.money;
  const facts: [string, string[]][] = [
    [words.base, [format.money(prices.base_price)]],
    ...(prices.early_bird
      ? [[words.earlyBird(format.date(prices.early_bird.until)), [format.money(prices.early_bird.price)]] satisfies [string, string[]]]
      : []),
    ...(prices.single_supplement ? [[words.single, [`+ ${format.money(prices.single_supplement)}`]] satisfies [string, string[]]] : []),
    [words.due, prices.instalments.length > 0 ? prices.instalments.map((step) => stepOf(step, t)) : [words.departure]],
    [words.cancel, policyOf(prices, t)],
  ];
  return (
    <div class="price-list">
      <h3>{words.prices}</h3>
      <dl>
        {facts.map(([name, lines]) => (
          <div key={name}>
            <dt>{name}</dt>
            {lines.map((line) => (
              <dd key={line}>{line}</dd>
            ))}
          </div>
        ))}
      </dl>
    </div>
  );
}
