-- The foundation: businesses, their customers, the receivables sub-ledger, events, and the outbox.
--
-- Every table of a business begins its primary key with business_id and lies under row-level
-- security; the program works as role duly_app, which owns nothing and cannot bypass it.
-- The business of a transaction is said once: set_config('duly.business', id, true).

create schema if not exists duly;
set search_path = duly;

create function current_business() returns bigint
  language sql stable parallel safe
  as $$ select nullif(current_setting('duly.business', true), '')::bigint $$;

-- ── businesses ────────────────────────────────────────────────────────────────────────────────

create table business (
  id            bigint generated always as identity primary key,
  slug          text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name          text not null check (length(name) between 1 and 200),
  country       text not null check (country ~ '^[A-Z]{2}$'),
  region        text,
  zone          text not null,
  currency      text not null check (currency ~ '^[A-Z]{3}$'),
  language      text not null default 'en',
  -- The person whose name stands under messages, and how to reach them.
  person        text not null default '',
  email         text,
  phone         text,
  address       text,
  -- How customers pay: shown in every message and on the payer's page.
  how_to_pay    text,
  colour        text not null default '#21584A',
  -- Channels that have left safe mode, with the moment they did: {"email": "2026-…"}.
  live          jsonb not null default '{}',
  demo          boolean not null default false,
  -- When somebody last said that the imported facts are fresh.
  confirmed_on  date,
  created_at    timestamptz not null default now()
);

create table membership (
  business_id   bigint not null references business,
  user_id       text not null,
  role          text not null check (role in ('owner', 'collector', 'bookkeeper', 'viewer')),
  created_at    timestamptz not null default now(),
  primary key (business_id, user_id)
);
create index membership_by_user on membership (user_id);

create table api_key (
  business_id   bigint not null references business,
  id            bigint generated always as identity,
  name          text not null,
  prefix        text not null,
  hash          text not null unique,
  role          text not null check (role in ('owner', 'collector', 'bookkeeper', 'viewer')),
  created_by    text,
  created_at    timestamptz not null default now(),
  last_used_at  timestamptz,
  revoked_at    timestamptz,
  primary key (business_id, id)
);

-- The first answer to a command, by its key and a hash of its input.
create table command (
  business_id   bigint not null references business,
  key           text not null,
  input_hash    text not null,
  status        integer not null,
  answer        jsonb not null,
  created_at    timestamptz not null default now(),
  primary key (business_id, key)
);

-- ── customers ─────────────────────────────────────────────────────────────────────────────────

create table policy (
  business_id   bigint not null references business,
  id            text not null,
  name          text not null,
  -- 'default' covers everybody whom no other policy covers.
  is_default    boolean not null default false,
  active        boolean not null default true,
  version       integer not null default 1,
  yaml          text not null,
  updated_at    timestamptz not null default now(),
  primary key (business_id, id)
);
create unique index policy_one_default on policy (business_id) where is_default;

create table policy_version (
  business_id   bigint not null,
  policy_id     text not null,
  version       integer not null,
  yaml          text not null,
  saved_by      text,
  saved_at      timestamptz not null default now(),
  primary key (business_id, policy_id, version)
);

create table customer (
  business_id   bigint not null references business,
  id            bigint generated always as identity,
  -- The business's own code for the customer; the name as imported where it has none.
  code          text not null check (length(code) between 1 and 200),
  name          text not null check (length(name) between 1 and 300),
  kind          text not null default 'company' check (kind in ('company', 'sole-trader', 'consumer', 'public-body')),
  country       text check (country ~ '^[A-Z]{2}$'),
  region        text,
  zone          text,
  language      text,
  address       text,
  phone         text,
  -- Named policy for this customer; null takes the policy that covers them.
  policy_id     text,
  tone_ceiling  integer check (tone_ceiling between 1 and 5),
  notes         text not null default '',
  created_at    timestamptz not null default now(),
  primary key (business_id, id),
  unique (business_id, code)
);
create index customer_by_name on customer (business_id, lower(name));

create table contact (
  business_id   bigint not null,
  id            bigint generated always as identity,
  customer_id   bigint not null,
  name          text not null default '',
  email         text,
  phone         text,
  role          text not null default 'accounts',
  -- The first of the contacts that may be written to is the one written to.
  position      integer not null default 0,
  -- Said "this is not me": never written to again for this customer.
  not_me_on     date,
  -- The address bounced for good.
  unreachable_on date,
  created_at    timestamptz not null default now(),
  primary key (business_id, id),
  foreign key (business_id, customer_id) references customer (business_id, id)
);
create index contact_by_customer on contact (business_id, customer_id);
create unique index contact_once on contact (business_id, customer_id, lower(email)) where email is not null;

-- ── invoices and the ledger ───────────────────────────────────────────────────────────────────

create table invoice (
  business_id   bigint not null,
  id            bigint generated always as identity,
  customer_id   bigint not null,
  number        text not null check (length(number) between 1 and 100),
  kind          text not null default 'invoice' check (kind in ('invoice', 'credit-note')),
  issued_on     date not null,
  due_on        date not null,
  currency      text not null check (currency ~ '^[A-Z]{3}$'),
  amount        bigint not null check (amount >= 0),
  reference     text,
  description   text,
  -- Facts of the source kept as history (the IBM file's Disputed flag); they hold nothing back.
  history       jsonb,
  -- Import that last changed it, for "what did this file do".
  import_id     bigint,
  voided_on     date,
  created_at    timestamptz not null default now(),
  primary key (business_id, id),
  -- The number first: it tells rows apart at once, and a large import compares millions of them.
  unique (number, business_id)
);
-- Each index costs a large import as much as the row itself; none has a column more than it needs.
create index invoice_by_customer on invoice (business_id, customer_id);

-- The unit of debt. An invoice without instalments has one. `outstanding` is a projection of the
-- postings, kept by a trigger below and rebuilt by `duly doctor`.
create table instalment (
  business_id   bigint not null,
  invoice_id    bigint not null,
  no            integer not null default 1,
  customer_id   bigint not null,
  due_on        date not null,
  currency      text not null,
  amount        bigint not null,
  outstanding   bigint not null,
  primary key (business_id, invoice_id, no)
);
create index instalment_open on instalment (business_id, customer_id) where outstanding <> 0;

create table payment (
  business_id   bigint not null,
  id            bigint generated always as identity,
  customer_id   bigint not null,
  paid_on       date not null,
  currency      text not null,
  amount        bigint not null check (amount > 0),
  method        text,
  reference     text,
  -- What makes the payment the same payment when it is told twice; null when told by hand.
  source_key    text,
  import_id     bigint,
  voided_on     date,
  created_at    timestamptz not null default now(),
  primary key (business_id, id)
);
create unique index payment_once on payment (business_id, source_key) where source_key is not null and voided_on is null;
create index payment_by_customer on payment (business_id, customer_id, paid_on);

-- Double entry, one row per posting: `amount` leaves `credit` and enters `debit`, so that every
-- posting, and with it every transaction, sums to zero by its shape (view ledger_line shows the
-- two signed lines). Accounts: receivable, billed, credit (on account), bank, write-off.
create table posting (
  business_id   bigint not null,
  id            bigint generated always as identity,
  -- Postings of one transaction share its number.
  entry_id      bigint not null,
  effective_on  date not null,
  kind          text not null check (kind in
    ('issue', 'void-issue', 'credit-note', 'payment', 'allocation', 'write-off', 'refund', 'reversal', 'reissue')),
  debit         text not null check (debit in ('receivable', 'billed', 'credit', 'bank', 'write-off')),
  credit        text not null check (credit in ('receivable', 'billed', 'credit', 'bank', 'write-off')),
  currency      text not null,
  amount        bigint not null check (amount > 0),
  customer_id   bigint not null,
  invoice_id    bigint,
  instalment    integer,
  payment_id    bigint,
  -- The posting that this one takes back.
  reverses      bigint,
  memo          text,
  recorded_at   timestamptz not null default now(),
  -- A customer's postings lie together in the order they were made.
  primary key (business_id, customer_id, id),
  check (debit <> credit),
  check ((debit = 'receivable' or credit = 'receivable') = (invoice_id is not null and instalment is not null))
);
-- What was set against an invoice; that it was issued is found by its customer.
create index posting_by_item on posting (business_id, invoice_id, instalment) where kind <> 'issue';
create unique index posting_reversed_once on posting (business_id, reverses) where reverses is not null;
create sequence entry_id_seq;

create view ledger_line with (security_invoker = true) as
  select business_id, entry_id, id as posting_id, effective_on, debit as account, amount as signed_amount,
         currency, customer_id, invoice_id, instalment from posting
  union all
  select business_id, entry_id, id, effective_on, credit, -amount,
         currency, customer_id, invoice_id, instalment from posting;

-- Keeps instalment.outstanding. The posting that issues an instalment is left out: the row is
-- born with its amount, which spares a million updates in a large import; a changed invoice is
-- reversed and issued again as 'reissue', which counts.
create function keep_outstanding() returns trigger language plpgsql as $$
begin
  update instalment i set outstanding = i.outstanding + change.amount
  from (
    select business_id, invoice_id, instalment,
           sum(case when debit = 'receivable' then amount else -amount end) as amount
    from added where invoice_id is not null and kind <> 'issue'
      and (debit = 'receivable' or credit = 'receivable')
    group by 1, 2, 3
  ) change
  where i.business_id = change.business_id and i.invoice_id = change.invoice_id and i.no = change.instalment;
  return null;
end $$;
create trigger posting_keeps_outstanding after insert on posting
  referencing new table as added for each statement execute function keep_outstanding();

-- A receipt nobody could match to a customer yet; while it could be theirs, nothing is sent.
create table receipt (
  business_id   bigint not null,
  id            bigint generated always as identity,
  received_on   date not null,
  currency      text not null,
  amount        bigint not null check (amount > 0),
  payer         text,
  reference     text,
  source_key    text,
  matched_on    date,
  payment_id    bigint,
  created_at    timestamptz not null default now(),
  primary key (business_id, id)
);
create unique index receipt_once on receipt (business_id, source_key) where source_key is not null;

-- ── events and snapshots ──────────────────────────────────────────────────────────────────────

-- Everything that is not money. Appended, never edited. `data` is a fact of core/receivable/fact.ts
-- without its kind and day; `shown` is what the timeline says, where that is more than the kind.
create table event (
  business_id   bigint not null,
  id            bigint generated always as identity,
  customer_id   bigint not null,
  kind          text not null,
  effective_on  date not null,
  data          jsonb not null default '{}',
  shown         jsonb not null default '{}',
  -- Who did it: 'customer', 'duly', or the name of a user.
  by            text not null,
  recorded_at   timestamptz not null default now(),
  primary key (business_id, id)
);
create index event_by_customer on event (business_id, customer_id, effective_on, id);

create table customer_snapshot (
  business_id   bigint not null,
  customer_id   bigint not null,
  -- Encoded by core/receivable/codec.ts; text, not jsonb, because a round reads it whole.
  snapshot      text not null,
  latest_on     date,
  -- No chase may leave until after this day (pause, promise, unread reply…); infinity for no end.
  quiet_until   date,
  -- Days on which all or some of it is left in peace, as known on those days: JSON text of
  -- [from, to, item, amount] (core/chase/peace.ts); null when there never were any.
  peace         text,
  -- Rises whenever something about the customer is told.
  version       bigint not null default 1,
  refreshed_at  timestamptz not null default now(),
  primary key (business_id, customer_id)
);

-- ── rounds, decisions, outbox ─────────────────────────────────────────────────────────────────

create table round (
  business_id   bigint not null,
  as_of         date not null,
  started_at    timestamptz not null,
  finished_at   timestamptz,
  customers     integer not null default 0,
  counts        jsonb not null default '{}',
  holds         jsonb not null default '{}',
  started_by    text not null default 'duly',
  primary key (business_id, as_of)
);

create table decision (
  business_id   bigint not null,
  as_of         date not null,
  customer_id   bigint not null,
  outcome       text not null check (outcome in ('send', 'task', 'propose', 'hold', 'charge', 'none')),
  step          text,
  tone          smallint,
  reason        text not null,
  -- Every reason, the deciding one first; text of a JSON array {code, text, source}.
  reasons       text not null,
  next_on       date,
  message_id    bigint,
  primary key (business_id, as_of, customer_id)
);

create table message (
  business_id   bigint not null,
  id            bigint generated always as identity,
  customer_id   bigint not null,
  purpose       text not null,
  step          text not null,
  -- Unique within a customer, so that no step is ever sent twice: <episode>/<step>, promise/<id>…
  step_key      text not null,
  policy_id     text,
  channel       text not null,
  tone          smallint not null,
  template      text not null,
  -- proposed → queued → sending → sent (or captured, in safe mode); withdrawn, dropped, failed;
  -- a task is open → worked.
  state         text not null check (state in
    ('proposed', 'queued', 'sending', 'sent', 'captured', 'withdrawn', 'dropped', 'failed', 'open', 'worked')),
  -- The day the round decided it for: with the customer, unique for chases that leave.
  chase_on      date not null,
  send_at       timestamptz not null,
  lines         text not null,
  totals        text not null,
  -- Least of what was approved, by currency (text of a JSON object); more needs a new yes.
  approved      text,
  approved_by   text,
  approved_at   timestamptz,
  -- A person's own words for this message, {subject, text}; null leaves the template's.
  edited        jsonb,
  contact_id    bigint,
  to_address    text,
  to_name       text,
  subject       text,
  body_text     text,
  body_html     text,
  header_id     text,
  attempts      integer not null default 0,
  retry_at      timestamptz,
  -- Why it is held, withdrawn or failed, in words.
  note          text,
  sent_on       date,
  -- The day up to which facts were known when it left: theirs, or the business's where that is later.
  judged_on     date,
  sent_at       timestamptz,
  created_at    timestamptz not null default now(),
  primary key (business_id, id)
);
-- One row for each step that was not turned back; what was turned back stands beside it under its
-- own id. Over all rows and by customer, so that it finds a customer's messages too.
create unique index message_step_once on message
  (business_id, customer_id, step_key, (case when state in ('withdrawn', 'failed') then id else 0 end));
create unique index message_one_a_day on message (business_id, customer_id, chase_on)
  where purpose <> 'thanks' and state not in ('withdrawn', 'failed', 'dropped');
create index message_waiting on message (business_id, send_at) where state in ('proposed', 'queued', 'sending', 'open');
create index message_turned_back on message (business_id, id) where state in ('withdrawn', 'dropped', 'failed');

-- Every attempt to hand a message over, kept whatever became of it.
create table attempt (
  business_id   bigint not null,
  id            bigint generated always as identity,
  message_id    bigint not null,
  at            timestamptz not null default now(),
  outcome       text not null check (outcome in ('started', 'accepted', 'captured', 'deferred', 'refused', 'withdrawn', 'held')),
  detail        text,
  primary key (business_id, id)
);
create index attempt_by_message on attempt (business_id, message_id, id);

-- The database's own guard of the product's honour: whatever the code believes, a message cannot
-- start to leave (or be captured) while its customer is to be left in peace, or while it asks for
-- what is paid, promised or in dispute. It judges as at the message's own day, so that a trial over
-- history that was settled later is judged as that day would have been.
create function message_may_leave() returns trigger language plpgsql as $$
declare
  as_of date := greatest(coalesce(new.judged_on, new.sent_on), new.chase_on);
  spans json;
  unpaid text;
begin
  if new.purpose = 'thanks' then return new; end if;
  select s.peace::json into spans from customer_snapshot s
  where s.business_id = new.business_id and s.customer_id = new.customer_id;
  if exists (
    select from json_array_elements(spans) span
    where span->>2 is null and as_of between (span->>0)::date and (span->>1)::date
  ) then
    raise exception 'customer % is to be left in peace', new.customer_id using errcode = 'DU001';
  end if;
  -- A line is [invoice, instalment, amount, part, number, …]: core/receivable/message-line.ts.
  select string_agg(line->>4, ', ') into unpaid
  from json_array_elements(new.lines::json) line
  left join instalment i on i.business_id = new.business_id
    and i.invoice_id = (line->>0)::bigint and i.no = (line->>1)::integer
  where line->>3 = 'due' and (line->>2)::bigint > coalesce(i.outstanding, 0)
    - (select coalesce(sum(case when p.debit = 'receivable' then p.amount else -p.amount end), 0)
       from posting p where p.business_id = new.business_id and p.invoice_id = i.invoice_id
         and p.instalment = i.no and p.effective_on > as_of)
    - (select coalesce(sum((span->>3)::bigint), 0) from json_array_elements(spans) span
       where span->>2 = (line->>0) || '/' || (line->>1)
         and as_of between (span->>0)::date and (span->>1)::date);
  if unpaid is not null then
    raise exception 'message % asks for more than may be asked for on %', new.id, unpaid using errcode = 'DU002';
  end if;
  return new;
end $$;
create trigger message_leaves before update of state on message
  for each row when (new.state in ('sending', 'captured') and old.state not in ('sending', 'captured'))
  execute function message_may_leave();

-- Links in messages: only a hash is stored; valid while money is owed and not revoked.
create table answer_link (
  business_id   bigint not null,
  token_hash    text not null,
  customer_id   bigint not null,
  message_id    bigint,
  contact_id    bigint,
  created_at    timestamptz not null default now(),
  revoked_at    timestamptz,
  primary key (business_id, token_hash)
);
create unique index answer_link_by_hash on answer_link (token_hash);
create index answer_link_by_customer on answer_link (business_id, customer_id);

-- What waits for a person.
create table task (
  business_id   bigint not null,
  id            bigint generated always as identity,
  customer_id   bigint not null,
  -- call, look-for-payment, send-copy, resolve-dispute, hardship, wrong-contact, read-reply, allocate-credit, unreachable…
  kind          text not null,
  -- What makes it the same task when it is found twice.
  key           text not null,
  title         text not null,
  detail        text not null default '',
  role          text not null default 'collector',
  message_id    bigint,
  event_id      bigint,
  due_on        date not null,
  opened_on     date not null,
  closed_on     date,
  closed_by     text,
  outcome       text,
  created_at    timestamptz not null default now(),
  primary key (business_id, id)
);
create unique index task_once on task (business_id, customer_id, key) where closed_on is null;
create index task_open on task (business_id, due_on) where closed_on is null;

-- ── imports ───────────────────────────────────────────────────────────────────────────────────

create table import (
  business_id   bigint not null,
  id            bigint generated always as identity,
  file_name     text not null,
  file_hash     text not null,
  format        text not null,
  mapping       jsonb,
  counts        jsonb not null,
  imported_by   text not null,
  imported_at   timestamptz not null default now(),
  imported_on   date not null,
  primary key (business_id, id)
);

create table import_mapping (
  business_id   bigint not null,
  header_hash   text not null,
  mapping       jsonb not null,
  updated_at    timestamptz not null default now(),
  primary key (business_id, header_hash)
);

-- ── security ──────────────────────────────────────────────────────────────────────────────────

do $$
declare t text;
begin
  foreach t in array array['membership','api_key','command','policy','policy_version','customer','contact',
    'invoice','instalment','payment','posting','receipt','event','customer_snapshot','round','decision',
    'message','attempt','answer_link','task','import','import_mapping']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (business_id = (select duly.current_business())) with check (business_id = (select duly.current_business()))', t);
  end loop;
end $$;
alter table business enable row level security;
create policy tenant on business using (id = (select duly.current_business())) with check (id = (select duly.current_business()));

grant usage on schema duly to duly_app;
grant select, insert, update, delete on all tables in schema duly to duly_app;
grant usage on all sequences in schema duly to duly_app;
-- Append only, for everybody who works as the program does.
revoke update, delete on posting, event, attempt, policy_version, command from duly_app;
revoke insert, delete on business from duly_app;
revoke delete on customer, invoice, instalment, payment, message, round, customer_snapshot from duly_app;
