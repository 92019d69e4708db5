-- Jobs, added in the transaction that decides them.
--
-- The queue's own tables (schema graphile_worker) stay closed to duly_app. It adds jobs through
-- this function, which stamps each with the business of the transaction: a tenant cannot add a
-- job for another, and equal job keys of two businesses never meet.

set search_path = duly;

-- `specs` is an array of {task, payload, delay_seconds?, key?, queue?, max_attempts?}; the count of
-- jobs added or replaced is the answer.
create function add_jobs(specs jsonb) returns integer
  language plpgsql security definer set search_path = duly, pg_temp as $$
declare
  business bigint := current_business();
  stamp jsonb := case when business is null then '{}' else jsonb_build_object('business', business::text) end;
  prefix text := coalesce(business::text, '') || ':';
  added integer;
begin
  select count(*) into added from graphile_worker.add_jobs((
    select array_agg((
      spec->>'task',
      (coalesce(spec->'payload', '{}') || stamp)::json,
      prefix || (spec->>'queue'),
      now() + make_interval(secs => coalesce((spec->>'delay_seconds')::double precision, 0)),
      (spec->>'max_attempts')::smallint,
      prefix || (spec->>'key'),
      null,
      null
    )::graphile_worker.job_spec)
    from jsonb_array_elements(specs) spec
  ));
  return added;
end $$;
revoke all on function add_jobs(jsonb) from public;
grant execute on function add_jobs(jsonb) to duly_app;
