import type { ColumnType, Generated } from 'kysely';

type BornWith<T> = ColumnType<T, T | undefined, T>;

interface ReceiptTable {
  business_id: bigint;
  id: Generated<bigint>;
  received_on: string;
  currency: string;
  amount: bigint;
  payer: string | null;
  reference: string | null;
  source_key: string | null;
  matched_on: string | null;
  payment_id: bigint | null;
  created_at: BornWith<string>;
  set_aside_on: string | null;
  set_aside_why: string | null;
  recorded_by: BornWith<string>;
  closed_by: string | null;
}

interface ReceiptCandidateTable {
  business_id: bigint;
  receipt_id: bigint;
  customer_id: bigint;
  event_id: bigint;
  why: string;
}

interface SourceTable {
  business_id: bigint;
  id: string;
  connected_at: string;
  disconnected_at: string | null;
}

interface SourceSyncTable {
  business_id: bigint;
  id: Generated<bigint>;
  source_id: string;
  at: string;
  reported_by: string;
  recorded_at: string;
}

/** What arrives and is not anybody's yet, and the sources that bring it; of migration 0005. */
export interface ArrivalTables {
  receipt: ReceiptTable;
  receipt_candidate: ReceiptCandidateTable;
  source: SourceTable;
  source_sync: SourceSyncTable;
}
