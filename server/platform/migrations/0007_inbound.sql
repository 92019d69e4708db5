-- Mail that comes in: what was read, how far a mailbox was read, and the files that came along.

set search_path = duly;

-- How far each mailbox was read. It belongs to no business: a mailbox may hold mail for several.
-- The cursor moves in the transaction that takes the mail before it.
create table mailbox (
  -- user@host/folder, without a password.
  name          text primary key,
  -- UIDVALIDITY and the last UID taken.
  generation    bigint not null,
  last_uid      bigint not null,
  -- The first look, before which nothing is ours to answer, and the last one.
  connected_at  timestamptz not null,
  read_at       timestamptz not null,
  -- Why it could not be read the last time, in words; null when it could.
  fault         text,
  -- Mails in it that belong to no business here: they were left where they are.
  unplaced      integer not null default 0
);

-- A signature of the webhook counts once within its window.
create table inbound_signature (
  mac           text primary key,
  seen_at       timestamptz not null
);
create index inbound_signature_by_time on inbound_signature (seen_at);

create table mail (
  business_id   bigint not null,
  id            bigint generated always as identity,
  -- What makes it the same mail when it comes twice: a hash of its Message-ID.
  key           text not null,
  kind          text not null check (kind in
    ('reply', 'unsubscribe', 'complaint', 'auto-reply', 'bounce', 'bulk')),
  -- Whom it is from; null while nobody knows.
  customer_id   bigint,
  contact_id    bigint,
  -- The message of ours it answers.
  message_id    bigint,
  -- How that was found: message, link, sender, or person.
  found_by      text,
  -- The reply that holds the chase; null where it holds nothing.
  event_id      bigint,
  from_address  text,
  from_name     text not null default '',
  subject       text not null default '',
  header_id     text,
  sent_at       timestamptz,
  received_at   timestamptz not null,
  received_on   date not null,
  -- All its words, and those that are theirs; cut off where they are very long.
  body          text not null,
  words         text not null,
  -- What it may mean, with the sentences that say so; a JSON array.
  proposals     jsonb not null default '[]',
  proposed_by   text check (proposed_by in ('rules', 'model')),
  -- In words, what came of a bounce, or what is missing.
  note          text,
  set_aside_on  date,
  set_aside_by  text,
  primary key (business_id, id),
  unique (business_id, key),
  foreign key (business_id, customer_id) references customer (business_id, id)
);
create index mail_by_customer on mail (business_id, customer_id, id);
create index mail_unknown on mail (business_id, id)
  where customer_id is null and set_aside_on is null;
create index mail_by_event on mail (business_id, event_id) where event_id is not null;

create table attachment (
  business_id   bigint not null,
  id            bigint generated always as identity,
  mail_id       bigint not null,
  -- The sender's name for it, made harmless; never used as a path.
  name          text not null,
  -- What its first bytes say it is.
  type          text not null,
  size_bytes    bigint not null,
  sha256        text not null,
  -- Null when it was too large, or one too many: the mailbox still has it.
  bytes         bytea,
  primary key (business_id, id),
  foreign key (business_id, mail_id) references mail (business_id, id)
);
create index attachment_by_mail on attachment (business_id, mail_id);

-- Which message a Message-ID, or the tag behind the plus of our reply address, means. Both begin
-- with the same 32 digits.
create index message_by_header on message (substr(header_id, 2, 32)) where header_id is not null;
create index contact_by_email on contact (lower(email)) where email is not null;

do $$
declare t text;
begin
  foreach t in array array['mail', 'attachment']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (business_id = (select duly.current_business())) with check (business_id = (select duly.current_business()))', t);
  end loop;
end $$;
grant select, insert, update on mail to duly_app;
grant select, insert on attachment to duly_app;

-- These belong to no business, so no business may look into them. A business moves the cursor of the
-- mailbox that it takes a mail from, and can do nothing else with it.
alter table mailbox enable row level security;
alter table inbound_signature enable row level security;
create function move_mailbox(mailbox_name text, new_generation bigint, new_last_uid bigint) returns void
  language sql security definer set search_path = duly, pg_temp as $$
  update mailbox set generation = new_generation, last_uid = new_last_uid where name = mailbox_name
$$;
revoke all on function move_mailbox(text, bigint, bigint) from public;
grant execute on function move_mailbox(text, bigint, bigint) to duly_app;
