// A table that can be sorted and says "not known" where nothing is. What it shows is also what its CSV file has.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { number, unknown } from "../format";
import { useTexts } from "../texts";

export interface Column<Row> {
  key: string;
  label: string;
  value: (row: Row) => string | number | null | undefined;
  /// How it is shown; else the value itself.
  show?: (row: Row) => ComponentChildren;
  isNumber?: boolean;
  isHead?: boolean; // of its row
}

interface Order {
  key: string;
  isDown: boolean;
}

export interface DataTableProps<Row> {
  about: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

function ordered<Row>(props: DataTableProps<Row>, order: Order | null): readonly Row[] {
  const column = order && props.columns.find((one) => one.key === order.key);
  if (!order || !column) return props.rows;
  const sign = order.isDown ? -1 : 1;
  return [...props.rows].sort((a, b) => {
    const x = column.value(a) ?? null;
    const y = column.value(b) ?? null;
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1; // not known: last, either way
    if (typeof x === "number" && typeof y === "number") return sign * (x - y);
    return sign * String(x).localeCompare(String(y), undefined, { numeric: true });
  });
}

export const cellsOf = <Row,>(props: Pick<DataTableProps<Row>, "columns" | "rows">): (string | number | null)[][] => [
  props.columns.map((column) => column.label),
  ...props.rows.map((row) => props.columns.map((column) => column.value(row) ?? null)),
];

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const t = useTexts();
  const value = column.value(row) ?? null;
  const own = column.show?.(row);
  let shown: ComponentChildren = own;
  if (own === undefined || own === unknown) {
    if (value === null || own === unknown)
      shown = (
        <>
          <span aria-hidden="true">{unknown}</span>
          <span class="visually-hidden">{t.table.unknown}</span>
        </>
      );
    else shown = typeof value === "number" ? number(value) : value;
  }
  const look = column.isNumber ? "numeric" : undefined;
  return column.isHead ? (
    <th scope="row" class={look}>
      {shown}
    </th>
  ) : (
    <td class={look}>{shown}</td>
  );
}

// A stop for the keyboard only where there is something to scroll.
function useIsScrolled() {
  const frame = useRef<HTMLDivElement>(null);
  const [isScrolled, setScrolled] = useState(false);
  useEffect(() => {
    const shown = frame.current;
    if (!shown) return;
    const look = () => setScrolled(shown.scrollWidth > shown.clientWidth + 1);
    const watch = new ResizeObserver(look);
    watch.observe(shown);
    return () => watch.disconnect();
  }, []);
  return { frame, isScrolled };
}

export function TableFrame({ about, children }: { about: string; children: ComponentChildren }) {
  const t = useTexts();
  const { frame, isScrolled } = useIsScrolled();
  return (
    <div
      class="table-frame"
      ref={frame}
      {...(isScrolled ? { role: "region", tabIndex: 0, "aria-label": t.table.scroll(about) } : {})}
    >
      {children}
    </div>
  );
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const t = useTexts();
  const [order, setOrder] = useState<Order | null>(null);
  const sortBy = (column: Column<Row>) =>
    setOrder((now) =>
      now?.key === column.key ? { key: column.key, isDown: !now.isDown } : { key: column.key, isDown: column.isNumber === true },
    );
  const ariaSort = (column: Column<Row>) =>
    order?.key !== column.key ? undefined : order.isDown ? ("descending" as const) : ("ascending" as const);
  return (
    <TableFrame about={props.about}>
      <table>
        <caption class="visually-hidden">{props.about}</caption>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.key} scope="col" class={column.isNumber ? "numeric" : undefined} aria-sort={ariaSort(column)}>
                <button type="button" class="sort" title={t.table.sortBy(column.label)} onClick={() => sortBy(column)}>
                  {column.label}
                  <span class="sort-mark" aria-hidden="true">
                    {order?.key === column.key ? (order.isDown ? "▾" : "▴") : ""}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ordered(props, order).map((row) => (
            <tr key={props.rowKey(row)}>
              {props.columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
