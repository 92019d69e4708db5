import type { ColumnType } from 'kysely';

type Json = ColumnType<unknown, string | null, string | null>;

export interface ChargeSettingTable {
  business_id: bigint;
  /** Null for the business's own. */
  customer_id: bigint | null;
  charges: 'never' | 'threaten' | 'propose' | 'claim' | null;
  terms: Json;
  registered: ColumnType<boolean, boolean | undefined, boolean>;
  changed_by: string;
  changed_at: string;
}

/** Tables of charges. */
export interface ChargeTables {
  charge_setting: ChargeSettingTable;
}
