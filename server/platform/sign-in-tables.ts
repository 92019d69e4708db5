import type { ColumnType, Generated } from 'kysely';

type BornWith<T> = ColumnType<T, T | undefined, T>;

interface AuthUserTable {
  id: string;
  name: string;
  email: string;
  email_verified: BornWith<boolean>;
  image: string | null;
  demo: BornWith<boolean>;
  two_factor_enabled: BornWith<boolean>;
  created_at: BornWith<string>;
  updated_at: BornWith<string>;
}

interface AuthSessionTable {
  id: string;
  token: string;
  user_id: string;
  expires_at: string;
  ip_address: string | null;
  user_agent: string | null;
  created_at: BornWith<string>;
  updated_at: BornWith<string>;
}

interface AuthAccountTable {
  id: string;
  account_id: string;
  provider_id: string;
  user_id: string;
  password: string | null;
  created_at: BornWith<string>;
  updated_at: BornWith<string>;
}

interface AuthLinkTable {
  token_hash: string;
  user_id: string;
  expires_at: string;
  used_at: string | null;
  created_at: BornWith<string>;
}

interface AuthTwoFactorTable {
  id: string;
  user_id: string;
  secret: string;
  backup_codes: string;
  verified: BornWith<boolean>;
  failed_verification_count: BornWith<number>;
  locked_until: string | null;
}

interface SignInRuleTable {
  business_id: bigint;
  requires_two_factor: BornWith<boolean>;
}

interface HowToPayChangeTable {
  business_id: bigint;
  id: Generated<bigint>;
  how_to_pay: string;
  asked_by: string;
  asked_by_id: string;
  asked_at: string;
  state: BornWith<'waiting' | 'confirmed' | 'cancelled'>;
  settled_by: string | null;
  settled_at: string | null;
}

/** The tables of migrations 0002 and 0006. */
export interface SignInTables {
  auth_user: AuthUserTable;
  auth_session: AuthSessionTable;
  auth_account: AuthAccountTable;
  auth_link: AuthLinkTable;
  auth_two_factor: AuthTwoFactorTable;
  sign_in_rule: SignInRuleTable;
  how_to_pay_change: HowToPayChangeTable;
}
