// Who has paid what of his trip, who is late and who gets money back: those who are late come first.
import type { Trip } from "../api/statistics";
import { type Balance, type Money, type TravellerAccount, type TripAccounts, sizeOf } from "../api/trip_money";
import { nameOf, tripPath } from "../api/trips";
import * as format from "../format";
import { useTexts } from "../texts";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { type BigFigure, BigFigures, SaveButtons, Section } from "../ui/section";

const sizeIn = (row: TravellerAccount, of: (balance: Balance) => Money): number => (row.balance ? sizeOf(of(row.balance)) : 0);

/// The most overdue first, then who owes most, then those with whom all is settled; who cancelled last of these.
function byNeed(a: TravellerAccount, b: TravellerAccount): number {
  const isOff = (row: TravellerAccount) => (row.state === "cancelled" ? 1 : 0);
  return (
    sizeIn(b, (one) => one.overdue) - sizeIn(a, (one) => one.overdue) ||
    sizeIn(b, (one) => one.owed) - sizeIn(a, (one) => one.owed) ||
    isOff(a) - isOff(b) ||
    (a.family_name ?? "").localeCompare(b.family_name ?? "")
  );
}

const nextOf = (row: TravellerAccount) => row.balance?.instalments.find((one) => one.state !== "paid");

function useTable(accounts: TripAccounts, trip: Trip): DataTableProps<TravellerAccount> {
  const t = useTexts();
  const words = t.trip.payments;
  const isAnyDueBack = accounts.travellers.some((row) => sizeIn(row, (one) => one.due_back) > 0);
  const amount = (key: string, label: string, of: (balance: Balance) => Money): Column<TravellerAccount> => ({
    key,
    label,
    isNumber: true,
    value: (row) => row.balance && sizeOf(of(row.balance)),
    show: (row) => format.money(row.balance && of(row.balance)),
  });
  const cancelledWith = ({ balance }: TravellerAccount) =>
    balance?.cancellation_fee ? words.fee(format.money(balance.cancellation_fee)) : words.cancelled;
  return {
    about: `${words.title}: ${trip.name}`,
    columns: [
      {
        key: "traveller",
        label: t.trip.traveller,
        isHead: true,
        value: (row) => nameOf(row) ?? t.trip.unnamed,
        show: (row) => (
          <>
            {nameOf(row) ?? t.trip.unnamed}
            {row.state === "cancelled" && <span class="fine"> {cancelledWith(row)}</span>}
          </>
        ),
      },
      { key: "company", label: t.trip.company, value: (row) => row.company },
      amount("price", words.price, (one) => one.price.total),
      amount("paid", words.paidShort, (one) => one.paid),
      amount("owed", words.owedShort, (one) => one.owed),
      {
        ...amount("overdue", words.overdueShort, (one) => one.overdue),
        show: (row) => {
          const text = format.money(row.balance?.overdue);
          return sizeIn(row, (one) => one.overdue) > 0 ? <span class="overdue">{text}</span> : text;
        },
      },
      ...(isAnyDueBack ? [amount("due_back", words.back, (one) => one.due_back)] : []),
      {
        key: "next",
        label: words.next,
        isNumber: true,
        value: (row) => nextOf(row)?.due_on,
        show: (row) => {
          const next = nextOf(row);
          return next ? format.shortDate(next.due_on) : "";
        },
      },
    ],
    rows: [...accounts.travellers].sort(byNeed),
    rowKey: (row) => row.participant_id,
  };
}

function Totals({ accounts }: { accounts: TripAccounts }) {
  const words = useTexts().trip.payments;
  const { totals } = accounts;
  if (totals === null) return null;
  const late = accounts.travellers.filter((row) => sizeIn(row, (one) => one.overdue) > 0).length;
  const figures: BigFigure[] = [
    {
      value: format.money(totals.paid),
      label: words.paid,
      note: sizeOf(totals.refunded) > 0 ? words.refunded(format.money(totals.refunded)) : undefined,
      tone: "heads",
    },
    { value: format.money(totals.owed), label: words.owed },
    {
      value: format.money(totals.overdue),
      label: words.overdue,
      note: late > 0 ? words.ofTravellers(late) : undefined,
      tone: late > 0 ? "warn" : undefined,
    },
  ];
  if (sizeOf(totals.due_back) > 0) figures.push({ value: format.money(totals.due_back), label: words.dueBack });
  return <BigFigures figures={figures} />;
}

export function PaymentsSection({ accounts, trip }: { accounts: TripAccounts; trip: Trip }) {
  const words = useTexts().trip.payments;
  const table = useTable(accounts, trip);
  const isEmpty = accounts.travellers.length === 0;
  return (
    <Section
      title={words.title}
      note={words.note(format.date(accounts.as_of))}
      actions={!isEmpty && <SaveButtons path={tripPath(trip, "payments")} table={table} name={`payments-${trip.starts_on}`} />}
    >
      {isEmpty ? (
        <p class="calm">{words.none}</p>
      ) : (
        <>
          <Totals accounts={accounts} />
          <DataTable {...table} />
        </>
      )}
    </Section>
  );
}
