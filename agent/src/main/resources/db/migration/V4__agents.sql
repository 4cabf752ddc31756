-- Agents side by side on one database. Only PostgreSQL takes several; elsewhere these tables stay empty.

-- Who writes here. Times are the database's own: the clocks of agents may differ.
create table agent (
    id      varchar(40) primary key,
    name    varchar(200) not null,
    seen_at timestamp(6) with time zone not null
);

-- What each of them watches, and which machine that is, so that two PBXs under one name are noticed.
create table agent_pbx (
    agent_id    varchar(40) not null,
    pbx         varchar not null,
    since       timestamp(6) with time zone not null,
    -- Both null while it is not heard, or where it does not tell.
    system_name varchar(200),
    booted_at   timestamp(6) with time zone,
    primary key (agent_id, pbx)
);

-- Customers who are being talked to: their calls have no records yet. Gone some minutes after the end.
create table live_talk (
    agent_id varchar(40) not null,
    call_id  varchar not null,
    customer varchar(64) not null,
    began_at timestamp(6) with time zone not null,
    ended_at timestamp(6) with time zone,
    primary key (agent_id, call_id)
);
-- Each time that a missed call is written, or a deadline passes.
create index live_talk_customer on live_talk (customer);
