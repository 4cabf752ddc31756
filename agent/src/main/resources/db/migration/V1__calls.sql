-- The same script runs on PostgreSQL and on H2 in PostgreSQL mode.
-- Durations are whole microseconds; times keep microseconds, as Asterisk gives them.

-- Numbers of calls are taken from here a thousand at a time.
create sequence call_block;

create table call (
    call_no          bigint primary key,
    id               varchar not null unique,
    pbx              varchar not null,
    uniqueid         varchar not null,
    direction        varchar(20) not null,
    caller           varchar,
    caller_name      varchar,
    caller_e164      varchar,
    did              varchar,
    trunk            varchar,
    outcome          varchar(20) not null,
    stage            varchar(20) not null,
    missed           boolean not null,
    short_abandon    boolean not null,
    person_answered  boolean not null,
    answered_by      varchar,
    answered_by_name varchar,
    answered_at      timestamp(6) with time zone,
    started_at       timestamp(6) with time zone not null,
    asked_at         timestamp(6) with time zone,
    ended_at         timestamp(6) with time zone,
    wait_micros      bigint,
    ring_micros      bigint,
    talk_micros      bigint,
    hold_micros      bigint,
    total_micros     bigint,
    ended_by         varchar(20),
    hangup_cause     integer
);
create index call_started_at on call (started_at, call_no);

-- What belongs to a call has numbers from call_no * 65536 on, in order: one key that needs no index beside it. It is read and
-- deleted by that range; call_no itself is for joining by hand.
create table ring (
    part_no     bigint primary key,
    call_no     bigint not null,
    extension   varchar,
    tried_at    timestamp(6) with time zone,
    rang_micros bigint,
    result      varchar(20) not null
);

create table queue_visit (
    part_no       bigint primary key,
    call_no       bigint not null,
    queue         varchar,
    joined_at     timestamp(6) with time zone,
    waited_micros bigint,
    exit          varchar(20) not null
);

create table transfer (
    part_no          bigint primary key,
    call_no          bigint not null,
    kind             varchar(20) not null,
    transferred_from varchar,
    transferred_to   varchar,
    transferred_at   timestamp(6) with time zone,
    answered         boolean not null
);

create table blind_interval (
    pbx         varchar not null,
    blind_from  timestamp(6) with time zone not null,
    blind_until timestamp(6) with time zone not null,
    reason      varchar(30) not null,
    calls_lost  integer not null,
    primary key (pbx, blind_from)
);
