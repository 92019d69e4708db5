-- How a customer is spoken to: the address where their language has two, a culture set by a person
-- (a profile's id, or "plain" for none), and a contact's greeting as the business writes it.

set search_path = duly;

alter table customer add column address_form text check (address_form in ('formal', 'informal'));
alter table customer add column culture text check (length(culture) between 1 and 35);
alter table contact add column greeting text check (length(greeting) between 1 and 200);
