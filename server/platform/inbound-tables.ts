import type { ColumnType, Generated } from 'kysely';

/** A column that the database fills in when it is left out. */
type BornWith<T> = ColumnType<T, T | undefined, T>;

export interface MailboxTable {
  name: string;
  generation: bigint;
  last_uid: bigint;
  connected_at: string;
  read_at: string;
  fault: string | null;
  unplaced: BornWith<number>;
}

export interface InboundSignatureTable {
  mac: string;
  seen_at: string;
}

export interface MailTable {
  business_id: bigint;
  id: Generated<bigint>;
  key: string;
  kind: 'reply' | 'unsubscribe' | 'complaint' | 'auto-reply' | 'bounce' | 'bulk';
  customer_id: bigint | null;
  contact_id: bigint | null;
  message_id: bigint | null;
  found_by: 'message' | 'link' | 'sender' | 'person' | null;
  event_id: bigint | null;
  from_address: string | null;
  from_name: BornWith<string>;
  subject: BornWith<string>;
  header_id: string | null;
  sent_at: string | null;
  received_at: string;
  received_on: string;
  body: string;
  words: string;
  proposals: ColumnType<unknown, string | undefined, string>;
  proposed_by: 'rules' | 'model' | null;
  note: string | null;
  set_aside_on: string | null;
  set_aside_by: string | null;
}

export interface AttachmentTable {
  business_id: bigint;
  id: Generated<bigint>;
  mail_id: bigint;
  name: string;
  type: string;
  size_bytes: bigint;
  sha256: string;
  bytes: Buffer | null;
}

/** The tables of mail that comes in, by name. */
export interface InboundTables {
  mailbox: MailboxTable;
  inbound_signature: InboundSignatureTable;
  mail: MailTable;
  attachment: AttachmentTable;
}
