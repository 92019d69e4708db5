/** What the program is told by its environment; read and checked once, by readConfig. */
export interface Config {
  port: number;
  /** Folder for the database and files, absolute. */
  dataFolder: string;
  /** Address payers and users reach the program at, without a slash at the end. */
  publicUrl: string;
  smtpUrl: string | null;
  /** PostgreSQL given by the user; null starts the program's own. */
  databaseUrl: string | null;
  /** Where the program's clock starts, for trials; null for the machine's clock. */
  now: Temporal.Instant | null;
  owner: { email: string; password: string } | null;
  roles: readonly ('web' | 'worker')[];
  logLevel: string;
  /** Signs sessions and payer links; given, or made once and kept in the data folder. */
  secret: string;
  dkim: { domain: string; selector: string; keyFile: string } | null;
  /** Messages a minute to one recipient domain. */
  mailPerDomainPerMinute: number;
}
