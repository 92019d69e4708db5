-- Charges: claims of their own for being late. Each is a document like an invoice, with the lines
-- it was reckoned by, and the invoice it came from is never edited.

set search_path = duly;

alter table invoice drop constraint invoice_kind_check;
alter table invoice add constraint invoice_kind_check check (kind in ('invoice', 'credit-note', 'charge'));
-- The invoice that was late, the last day it was reckoned to, and its printed lines.
alter table invoice add column charge_of bigint;
alter table invoice add column charge_to date;
alter table invoice add column charge jsonb;
alter table invoice add constraint invoice_charge_is_whole
  check ((kind = 'charge') = (charge_of is not null) and (charge_of is null) = (charge_to is null)
    and (charge_of is null) = (charge is null));
create unique index invoice_charged_once on invoice (business_id, charge_of, charge_to, currency)
  where charge_of is not null;

-- Whether charges are claimed, and what was agreed about being late: of the business (customer_id
-- null), and of a customer, whose own word counts before it.
create table charge_setting (
  business_id   bigint not null references business (id),
  id            bigint generated always as identity,
  customer_id   bigint,
  -- null leaves it to the business; without any word it is never.
  charges       text check (charges in ('never', 'threaten', 'propose', 'claim')),
  -- LateTerms as JSON; null for nothing agreed.
  terms         jsonb,
  -- Registered as the law wants it of some suppliers (IN); only of the business.
  registered    boolean not null default false,
  changed_by    text not null,
  changed_at    timestamptz not null,
  primary key (business_id, id),
  unique nulls not distinct (business_id, customer_id),
  foreign key (business_id, customer_id) references customer (business_id, id)
);
alter table charge_setting enable row level security;
create policy tenant on charge_setting
  using (business_id = (select duly.current_business()))
  with check (business_id = (select duly.current_business()));
grant select, insert, update on charge_setting to duly_app;
