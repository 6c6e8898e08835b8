// What a trip brings and costs, and from how many heads on it pays; below it what travellers pay, and who has.
import { type Told, ask } from "../api/client";
import type { Trip } from "../api/statistics";
import { type BudgetItem, type BudgetLine, type TripAccounts, type TripBudget, type TripPrices, sizeOf } from "../api/trip_money";
import { tripPath } from "../api/trips";
import * as format from "../format";
import { type Texts, useTexts } from "../texts";
import { DataTable, type DataTableProps } from "../ui/data_table";
import { type BigFigure, BigFigures, SaveButtons, Section } from "../ui/section";
import { EmptyState, Loaded, NotAvailable } from "../ui/states";
import { useData } from "../use_data";
import { PaymentsSection } from "./trip_payments";
import { PriceList } from "./trip_prices";

interface MoneyOfTrip {
  prices: Told<TripPrices>;
  budget: Told<TripBudget>;
  accounts: Told<TripAccounts>;
}

async function load(trip: Trip): Promise<MoneyOfTrip> {
  const [prices, budget, accounts] = await Promise.all([
    ask<TripPrices>(tripPath(trip, "prices")),
    ask<TripBudget>(tripPath(trip, "budget")),
    ask<TripAccounts>(tripPath(trip, "payments")),
  ]);
  return { prices, budget, accounts };
}

/// Whether the heads that are confirmed pay for the trip, in words.
function breakEvenOf(heads: number, needed: number | null, t: Texts): BigFigure {
  const words = t.trip.money;
  if (needed === null) return { value: format.unknown, label: words.breakEven, note: words.never, isWarning: true };
  const missing = needed - heads;
  return {
    value: format.number(needed),
    label: words.breakEven,
    note: missing > 0 ? words.headsMissing(heads, missing) : words.heads(heads),
    isWarning: missing > 0,
  };
}

function Result({ budget }: { budget: TripBudget }) {
  const t = useTexts();
  const words = t.trip.money;
  const { cost, result, heads } = budget;
  if (cost === null) return <p class="calm">{words.noBudget}</p>;
  const costs: BigFigure = {
    value: format.money(cost.total),
    label: words.cost,
    note: words.costOf(format.money(cost.per_head), format.money(cost.per_group)),
  };
  if (result === null)
    return (
      <>
        <BigFigures figures={[costs]} />
        <p class="calm after-figures">{words.noResult}</p>
      </>
    );
  const { income, margin, cancellation_fees: fees } = result;
  return (
    <BigFigures
      figures={[
        {
          value: format.money(income),
          label: words.income,
          note: sizeOf(fees) === 0 ? undefined : words.fees(format.money(fees)),
        },
        costs,
        {
          value: format.money(margin),
          label: words.margin,
          note: sizeOf(income) > 0 ? words.share(format.percent(sizeOf(margin) / sizeOf(income))) : undefined,
          tone: sizeOf(margin) < 0 ? "warn" : "heads",
        },
        breakEvenOf(heads, result.break_even.heads, t),
      ]}
    />
  );
}

interface CostRow {
  item: BudgetItem;
  line: BudgetLine;
}

function rowsOf(budget: TripBudget): CostRow[] {
  const lines = new Map(budget.cost?.lines.map((line) => [line.key, line] as const));
  return budget.items.flatMap((item) => {
    const line = lines.get(item.key);
    return line ? [{ item, line }] : [];
  });
}

function useCosts(budget: TripBudget, trip: Trip): DataTableProps<CostRow> {
  const t = useTexts();
  const words = t.trip.money;
  const amount = (key: string, label: string, of: (row: CostRow) => BudgetLine["total"]) => ({
    key,
    label,
    isNumber: true,
    value: (row: CostRow) => sizeOf(of(row)),
    show: (row: CostRow) => format.money(of(row)),
  });
  return {
    about: `${words.costs}: ${trip.name}`,
    columns: [
      { key: "item", label: words.item, isHead: true, value: (row) => row.item.title },
      { key: "kind", label: words.kind, value: (row) => (row.item.kind === "per_head" ? words.perHead : words.perGroup) },
      { key: "quantity", label: words.quantity, isNumber: true, value: (row) => row.item.quantity ?? 1 },
      { key: "currency", label: words.currency, value: (row) => row.line.original.currency },
      amount("amount", words.amount, (row) => row.item.amount),
      amount("original", words.original, (row) => row.line.original),
      amount("converted", words.converted(budget.currency ?? ""), (row) => row.line.converted),
      amount("total", words.total, (row) => row.line.total),
    ],
    rows: rowsOf(budget),
    rowKey: (row) => row.item.key,
  };
}

function Costs({ budget, trip }: { budget: TripBudget; trip: Trip }) {
  const t = useTexts();
  const words = t.trip.money;
  const table = useCosts(budget, trip);
  if (table.rows.length === 0) return null;
  return (
    <details class="behind">
      <summary>{words.costs}</summary>
      <DataTable {...table} />
      {budget.rates.length > 0 && (
        <p class="fine">
          {words.rates}:{" "}
          {budget.rates
            .map((rate) => words.rate(rate.currency, format.money({ amount: rate.rate, currency: budget.currency ?? "" }), format.date(rate.date), rate.source))
            .join(" · ")}
        </p>
      )}
    </details>
  );
}

function Budget({ budget, trip }: { budget: Told<TripBudget>; trip: Trip }) {
  const t = useTexts();
  if (budget.is === "missing") return <NotAvailable />;
  if (budget.is === "forbidden") return <p class="calm">{t.trip.money.withheld}</p>;
  return (
    <>
      <Result budget={budget.told} />
      <Costs budget={budget.told} trip={trip} />
    </>
  );
}

function SaveCosts({ budget, trip }: { budget: TripBudget; trip: Trip }) {
  return <SaveButtons table={useCosts(budget, trip)} name={`costs-${trip.starts_on}`} />;
}

const hasBudget = ({ budget }: MoneyOfTrip): boolean => budget.is === "there" && budget.told.cost !== null;
const hasPrices = ({ prices }: MoneyOfTrip): boolean => prices.is === "there" && prices.told.base_price !== null;

function Shown({ money, trip }: { money: MoneyOfTrip; trip: Trip }) {
  const words = useTexts().trip.money;
  const isEmpty = !hasBudget(money) && !hasPrices(money) && money.budget.is === "there";
  if (isEmpty) return <EmptyState title={words.none} hint={words.noneHint} />;
  return (
    <>
      <Budget budget={money.budget} trip={trip} />
      {money.prices.is === "there" && money.prices.told.base_price !== null && <PriceList prices={money.prices.told} />}
    </>
  );
}

export function MoneySections({ trip }: { trip: Trip }) {
  const t = useTexts();
  const answer = useData(() => load(trip), [trip.event_id]);
  const budget = answer.data?.budget;
  const accounts = answer.data?.accounts;
  return (
    <>
      <Section
        id="money"
        title={t.trip.money.title}
        actions={budget?.is === "there" && budget.told.items.length > 0 && <SaveCosts budget={budget.told} trip={trip} />}
      >
        <Loaded from={answer}>{(money) => <Shown money={money} trip={trip} />}</Loaded>
      </Section>
      {accounts?.is === "there" && accounts.told.currency !== null && <PaymentsSection accounts={accounts.told} trip={trip} />}
    </>
  );
}
