-- Receipts that nobody has matched yet, whose they could be, and what became of them.

set search_path = duly;

alter table receipt
  -- The day somebody said that it is no customer's money, and why.
  add column set_aside_on date,
  add column set_aside_why text,
  add column recorded_by text not null default 'duly',
  add column closed_by text,
  add constraint receipt_closed_once check (matched_on is null or set_aside_on is null);
create index receipt_waiting on receipt (business_id, received_on, id)
  where matched_on is null and set_aside_on is null;

-- Whose a receipt could be: while it waits, their chase is held by the event named here.
create table receipt_candidate (
  business_id   bigint not null,
  receipt_id    bigint not null,
  customer_id   bigint not null,
  event_id      bigint not null,
  why           text not null,
  primary key (business_id, receipt_id, customer_id),
  foreign key (business_id, receipt_id) references receipt (business_id, id),
  foreign key (business_id, customer_id) references customer (business_id, id)
);
alter table receipt_candidate enable row level security;
create policy tenant on receipt_candidate
  using (business_id = (select duly.current_business()))
  with check (business_id = (select duly.current_business()));
grant select, insert on receipt_candidate to duly_app;

-- Sources that bring themselves up to date: an accounting program, a bank. While one is connected,
-- rounds want its facts fresh.
create table source (
  business_id     bigint not null references business,
  id              text not null check (id ~ '^[a-z0-9][a-z0-9-]{0,40}$'),
  connected_at    timestamptz not null,
  disconnected_at timestamptz,
  primary key (business_id, id)
);
-- That a source has brought everything up to a moment. Appended, never edited.
create table source_sync (
  business_id   bigint not null,
  id            bigint generated always as identity,
  source_id     text not null,
  -- The moment as at which its facts are here.
  at            timestamptz not null,
  reported_by   text not null,
  recorded_at   timestamptz not null,
  primary key (business_id, id),
  foreign key (business_id, source_id) references source (business_id, id)
);
create index source_sync_by_source on source_sync (business_id, source_id, recorded_at);

do $$
declare t text;
begin
  foreach t in array array['source', 'source_sync'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (business_id = (select duly.current_business())) with check (business_id = (select duly.current_business()))', t);
  end loop;
end $$;
grant select, insert, update on source to duly_app;
grant select, insert on source_sync to duly_app;
