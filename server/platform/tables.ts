import type { ColumnType, Generated } from 'kysely';
import type { Account, PostingKind } from '../../core/ledger/index.ts';
import type { ArrivalTables } from './arrival-tables.ts';
import type { ChargeTables } from './charge-tables.ts';
import type { InboundTables } from './inbound-tables.ts';
import type { SignInTables } from './sign-in-tables.ts';

/**
 * The tables of schema `duly`, one interface each, as the numbered migrations leave them.
 * int8 is bigint, date and numeric are strings, timestamptz is an ISO 8601 string in UTC.
 */
type Json<T = unknown> = ColumnType<T, string, string>;
type BornWith<T> = ColumnType<T, T | undefined, T>;

export interface BusinessTable {
  id: Generated<bigint>;
  slug: string;
  name: string;
  country: string;
  region: string | null;
  zone: string;
  currency: string;
  language: BornWith<string>;
  person: BornWith<string>;
  email: string | null;
  phone: string | null;
  address: string | null;
  how_to_pay: string | null;
  colour: BornWith<string>;
  live: ColumnType<unknown, string | undefined, string>;
  demo: BornWith<boolean>;
  confirmed_on: string | null;
  created_at: BornWith<string>;
}

export interface MembershipTable {
  business_id: bigint;
  user_id: string;
  role: 'owner' | 'collector' | 'bookkeeper' | 'viewer';
  created_at: BornWith<string>;
}

export interface ApiKeyTable {
  business_id: bigint;
  id: Generated<bigint>;
  name: string;
  prefix: string;
  hash: string;
  role: 'owner' | 'collector' | 'bookkeeper' | 'viewer';
  created_by: string | null;
  created_at: BornWith<string>;
  last_used_at: string | null;
  revoked_at: string | null;
}

export interface CommandTable {
  business_id: bigint;
  key: string;
  input_hash: string;
  status: number;
  answer: Json;
  created_at: BornWith<string>;
}

export interface PolicyTable {
  business_id: bigint;
  id: string;
  name: string;
  is_default: BornWith<boolean>;
  active: BornWith<boolean>;
  version: BornWith<number>;
  yaml: string;
  updated_at: BornWith<string>;
}

export interface PolicyVersionTable {
  business_id: bigint;
  policy_id: string;
  version: number;
  yaml: string;
  saved_by: string | null;
  saved_at: BornWith<string>;
}

export interface CustomerTable {
  business_id: bigint;
  id: Generated<bigint>;
  code: string;
  name: string;
  kind: BornWith<'company' | 'sole-trader' | 'consumer' | 'public-body'>;
  country: string | null;
  region: string | null;
  zone: string | null;
  language: string | null;
  address: string | null;
  phone: string | null;
  policy_id: string | null;
  tone_ceiling: number | null;
  address_form: 'formal' | 'informal' | null;
  culture: string | null;
  notes: BornWith<string>;
  created_at: BornWith<string>;
}

export interface ContactTable {
  business_id: bigint;
  id: Generated<bigint>;
  customer_id: bigint;
  name: BornWith<string>;
  email: string | null;
  phone: string | null;
  role: BornWith<string>;
  greeting: string | null;
  position: BornWith<number>;
  not_me_on: string | null;
  unreachable_on: string | null;
  opted_in: BornWith<string[]>;
  opted_out: BornWith<string[]>;
  created_at: BornWith<string>;
}

export interface InvoiceTable {
  business_id: bigint;
  id: Generated<bigint>;
  customer_id: bigint;
  number: string;
  kind: BornWith<'invoice' | 'credit-note' | 'charge'>;
  issued_on: string;
  due_on: string;
  currency: string;
  amount: bigint;
  reference: string | null;
  description: string | null;
  history: Json | null;
  import_id: bigint | null;
  voided_on: string | null;
  created_at: BornWith<string>;
  /** Of a charge: the invoice that was late, the last day reckoned, and its printed lines. */
  charge_of: ColumnType<bigint | null, bigint | null | undefined, never>;
  charge_to: ColumnType<string | null, string | null | undefined, never>;
  charge: ColumnType<unknown, string | null | undefined, string>;
}

export interface InstalmentTable {
  business_id: bigint;
  invoice_id: bigint;
  no: BornWith<number>;
  customer_id: bigint;
  due_on: string;
  currency: string;
  amount: bigint;
  outstanding: bigint;
}

export interface PaymentTable {
  business_id: bigint;
  id: Generated<bigint>;
  customer_id: bigint;
  paid_on: string;
  /** False where the day is only likely, because nobody told it. */
  day_known: Generated<boolean>;
  currency: string;
  amount: bigint;
  method: string | null;
  reference: string | null;
  source_key: string | null;
  import_id: bigint | null;
  voided_on: string | null;
  created_at: BornWith<string>;
}

export interface PostingTable {
  business_id: bigint;
  id: Generated<bigint>;
  entry_id: bigint;
  effective_on: string;
  kind: PostingKind;
  debit: Account;
  credit: Account;
  currency: string;
  amount: bigint;
  customer_id: bigint;
  invoice_id: bigint | null;
  instalment: number | null;
  payment_id: bigint | null;
  reverses: bigint | null;
  memo: string | null;
  recorded_at: BornWith<string>;
}

export interface EventTable {
  business_id: bigint;
  id: Generated<bigint>;
  customer_id: bigint;
  kind: string;
  effective_on: string;
  data: ColumnType<unknown, string | undefined, string>;
  shown: ColumnType<unknown, string | undefined, string>;
  by: string;
  recorded_at: BornWith<string>;
}

export interface CustomerSnapshotTable {
  business_id: bigint;
  customer_id: bigint;
  snapshot: string;
  latest_on: string | null;
  quiet_until: string | null;
  peace: string | null;
  version: BornWith<bigint>;
  refreshed_at: BornWith<string>;
}

export interface RoundTable {
  business_id: bigint;
  as_of: string;
  started_at: string;
  finished_at: string | null;
  customers: BornWith<number>;
  counts: ColumnType<unknown, string | undefined, string>;
  holds: ColumnType<unknown, string | undefined, string>;
  started_by: BornWith<string>;
}

export interface DecisionTable {
  business_id: bigint;
  as_of: string;
  customer_id: bigint;
  outcome: 'send' | 'task' | 'propose' | 'hold' | 'charge' | 'none';
  step: string | null;
  tone: number | null;
  reason: string;
  reasons: string;
  next_on: string | null;
  message_id: bigint | null;
}

export interface MessageTable {
  business_id: bigint;
  id: Generated<bigint>;
  customer_id: bigint;
  purpose: string;
  step: string;
  step_key: string;
  policy_id: string | null;
  channel: string;
  tone: number;
  template: string;
  state: MessageState;
  chase_on: string;
  send_at: string;
  lines: string;
  totals: string;
  approved: string | null;
  approved_by: string | null;
  approved_at: string | null;
  edited: Json | null;
  contact_id: bigint | null;
  to_address: string | null;
  to_name: string | null;
  subject: string | null;
  body_text: string | null;
  body_html: string | null;
  header_id: string | null;
  attempts: BornWith<number>;
  retry_at: string | null;
  note: string | null;
  sent_on: string | null;
  judged_on: string | null;
  sent_at: string | null;
  created_at: BornWith<string>;
}

export interface AttemptTable {
  business_id: bigint;
  id: Generated<bigint>;
  message_id: bigint;
  at: BornWith<string>;
  outcome:
    | 'started'
    | 'accepted'
    | 'captured'
    | 'deferred'
    | 'refused'
    | 'withdrawn'
    | 'held'
    | 'reported';
  detail: string | null;
}

export interface AnswerLinkTable {
  business_id: bigint;
  token_hash: string;
  customer_id: bigint;
  message_id: bigint | null;
  contact_id: bigint | null;
  created_at: BornWith<string>;
  revoked_at: string | null;
}

export interface TaskTable {
  business_id: bigint;
  id: Generated<bigint>;
  customer_id: bigint;
  kind: string;
  key: string;
  title: string;
  detail: BornWith<string>;
  role: BornWith<string>;
  message_id: bigint | null;
  event_id: bigint | null;
  due_on: string;
  opened_on: string;
  closed_on: string | null;
  closed_by: string | null;
  outcome: string | null;
  created_at: BornWith<string>;
}

export interface ImportTable {
  business_id: bigint;
  id: Generated<bigint>;
  file_name: string;
  file_hash: string;
  format: string;
  mapping: Json | null;
  counts: Json;
  imported_by: string;
  imported_at: BornWith<string>;
  imported_on: string;
}

export interface ImportMappingTable {
  business_id: bigint;
  header_hash: string;
  mapping: Json;
  updated_at: BornWith<string>;
}

export type MessageState =
  | 'proposed'
  | 'queued'
  | 'sending'
  | 'sent'
  | 'captured'
  | 'withdrawn'
  | 'dropped'
  | 'failed'
  | 'open'
  | 'worked';

/** Both signed lines of every posting; they sum to zero. */
export interface LedgerLineView {
  business_id: bigint;
  entry_id: bigint;
  posting_id: bigint;
  effective_on: string;
  account: Account;
  signed_amount: bigint;
  currency: string;
  customer_id: bigint;
  invoice_id: bigint | null;
  instalment: number | null;
}

/** Every table by its name, for Kysely. */
export interface Tables extends SignInTables, ArrivalTables, ChargeTables, InboundTables {
  ledger_line: LedgerLineView;
  business: BusinessTable;
  membership: MembershipTable;
  api_key: ApiKeyTable;
  command: CommandTable;
  policy: PolicyTable;
  policy_version: PolicyVersionTable;
  customer: CustomerTable;
  contact: ContactTable;
  invoice: InvoiceTable;
  instalment: InstalmentTable;
  payment: PaymentTable;
  posting: PostingTable;
  event: EventTable;
  customer_snapshot: CustomerSnapshotTable;
  round: RoundTable;
  decision: DecisionTable;
  message: MessageTable;
  attempt: AttemptTable;
  answer_link: AnswerLinkTable;
  task: TaskTable;
  import: ImportTable;
  import_mapping: ImportMappingTable;
}
