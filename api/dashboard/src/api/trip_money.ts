// What a study trip costs, brings, and who has paid. Amounts are decimal texts with the digits of their currency.

export interface Money {
  amount: string;
  currency: string;
}

export interface BudgetItem {
  key: string;
  title: string;
  kind: "per_head" | "per_group";
  quantity: number | null;
  amount: Money;
}

export interface BudgetLine {
  key: string;
  original: Money;
  converted: Money;
  total: Money;
}

export interface TripBudget {
  currency: string | null;
  items: BudgetItem[];
  rates: { currency: string; rate: string; date: string; source: string }[];
  heads: number;
  cost: { per_head: Money; per_group: Money; total: Money; lines: BudgetLine[] } | null;
  result: {
    cancellation_fees: Money;
    income: Money;
    margin: Money;
    break_even: { price: Money; heads: number | null };
  } | null;
}

export interface InstalmentStep {
  key: string;
  due_on: string | null;
  days_before: number | null;
  kind: "amount" | "share" | "rest";
  amount: Money | null;
  share: number | null; // percent
}

export interface TripPrices {
  base_price: Money | null;
  early_bird: { price: Money; until: string } | null;
  single_supplement: Money | null;
  instalments: InstalmentStep[];
  refund_policy: { days_before: number; fee_percent: number }[];
}

export interface Balance {
  price: { total: Money };
  cancellation_fee: Money | null; // of who cancelled, instead of the price
  instalments: { key: string; due_on: string; amount: Money; paid: Money; state: "paid" | "open" | "overdue" }[];
  paid: Money;
  refunded: Money;
  owed: Money;
  overdue: Money;
  due_back: Money;
}

export interface TravellerAccount {
  participant_id: string;
  company: string;
  given_name: string | null;
  family_name: string | null;
  state: "confirmed" | "waitlisted" | "cancelled" | "held";
  balance: Balance | null;
}

export interface TripAccounts {
  as_of: string;
  currency: string | null;
  travellers: TravellerAccount[];
  totals: {
    travelling: number;
    cancelled: number;
    paid: Money;
    refunded: Money;
    owed: Money;
    overdue: Money;
    due_back: Money;
  } | null;
}

/// For comparisons alone: what is shown is the amount itself.
export const sizeOf = (money: Money): number => Number(money.amount);
