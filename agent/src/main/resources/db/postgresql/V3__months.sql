-- Calls and what belongs to them lie in a table for each month (UTC) in which calls began. Tables that were there become, as they are, the
-- first partition of each: no row of them is copied, so it takes seconds; only the list of ids is made anew.

-- Nobody shall wait long behind us for a table that another still uses; the agent tries again.
set local lock_timeout = '10s';
lock table call, ring, queue_visit, transfer in access exclusive mode;

-- When the channel of a call was made: its Uniqueid ends with the second. Never changes for an id, whatever else is said of the call, so it
-- can be the month of the id. Ids of another form are of 1970 and lie in the default partition.
create function call_made_at(id varchar) returns timestamp with time zone
    language sql immutable parallel safe
    as $$ select to_timestamp(coalesce(cast(substring(id from '([0-9]{9,10})[.][0-9]+$') as bigint), 0)) $$;

alter table call rename to call_old;
alter table ring rename to ring_old;
alter table queue_visit rename to queue_visit_old;
alter table transfer rename to transfer_old;
alter index call_customer rename to call_old_customer;
-- Names of constraints are names of indexes; the new tables want them.
alter index call_pkey rename to call_old_pkey;
alter index ring_pkey rename to ring_old_pkey;
alter index queue_visit_pkey rename to queue_visit_old_pkey;
alter index transfer_pkey rename to transfer_old_pkey;

create table call (like call_old, primary key (started_at, call_no)) partition by range (started_at);
create index call_customer on call (customer, started_at);

-- A key of a partitioned table holds only within a month, and two agents may not agree when a call began. So each id is kept once here.
create table call_id (
    id         varchar not null,
    made_at    timestamp(6) with time zone not null,
    -- Where the call is to be found.
    started_at timestamp(6) with time zone not null,
    primary key (id, made_at)
) partition by range (made_at);

-- Numbers begin with the month of the call, so partitions are ranges of them; those of before have no month and are less than all others.
create table ring (like ring_old, primary key (part_no)) partition by range (part_no);
create table queue_visit (like queue_visit_old, primary key (part_no)) partition by range (part_no);
create table transfer (like transfer_old, primary key (part_no)) partition by range (part_no);

-- For times of which there is no month: such as of a clock that was wrong.
create table call_default partition of call default;
create table call_id_default partition of call_id default;
create table ring_default partition of ring default;
create table queue_visit_default partition of queue_visit default;
create table transfer_default partition of transfer default;

do $$
declare
    boundary timestamp := date_trunc('month', now() at time zone 'UTC') + interval '1 month';
    boundary_at text := quote_literal(boundary || '+00');
    suffix text := 'before_' || to_char(boundary, 'YYYY_MM');
    part text;
begin
    if not exists (select from call_old) then
        drop table call_old, ring_old, queue_visit_old, transfer_old;
        return;
    end if;

    execute format('create table call_id_%s (like call_id)', suffix);
    execute format('insert into call_id_%s select id, call_made_at(id), started_at from call_old where call_made_at(id) < %s',
        suffix, boundary_at);
    execute format('insert into call_id_default select id, call_made_at(id), started_at from call_old where call_made_at(id) >= %s',
        boundary_at);
    execute format('alter table call_id_%1$s add constraint call_id_%1$s_pkey primary key (id, made_at)', suffix);
    execute format('alter table call_id attach partition call_id_%s for values from (minvalue) to (%s)', suffix, boundary_at);

    -- Of a clock that was wrong. Their numbers get the month, so that what belongs to them does not go with the first partition.
    create temporary table far_call on commit drop as
        select call_no, least(2047, (extract(year from started_at at time zone 'UTC')::bigint - 2000) * 12
                + extract(month from started_at at time zone 'UTC')::bigint - 1) as month
          from call_old where started_at >= boundary at time zone 'UTC';
    foreach part in array array['ring', 'queue_visit', 'transfer'] loop
        execute format('update %s_old p set part_no = p.part_no + (f.month << 52), call_no = p.call_no + (f.month << 36)
                from far_call f where p.part_no between f.call_no * 65536 and f.call_no * 65536 + 65535', part);
        execute format('insert into %1$s_default select * from %1$s_old where part_no >= %2$s', part, cast(1 as bigint) << 52);
        execute format('delete from %s_old where part_no >= %s', part, cast(1 as bigint) << 52);
    end loop;
    update call_old c set call_no = c.call_no + (f.month << 36) from far_call f where c.call_no = f.call_no;
    insert into call_default select * from call_old where started_at >= boundary at time zone 'UTC';
    delete from call_old where started_at >= boundary at time zone 'UTC';
    alter table call_old drop constraint call_id_key;
    alter table call_old drop constraint call_old_pkey;
    create unique index call_old_key on call_old (started_at, call_no);
    drop index call_started_at;
    alter table call_old add constraint call_old_pkey primary key using index call_old_key;
    execute format('alter table call_old rename to call_%s', suffix);
    execute format('alter table call attach partition call_%s for values from (minvalue) to (%s)', suffix, boundary_at);

    foreach part in array array['ring', 'queue_visit', 'transfer'] loop
        execute format('alter table %s_old rename to %s_%s', part, part, suffix);
        -- As in CallMonth: the number of its first month.
        execute format('alter table %s attach partition %s_%s for values from (minvalue) to (%s)',
            part, part, suffix, cast(1 as bigint) << 52);
    end loop;
end
$$;
