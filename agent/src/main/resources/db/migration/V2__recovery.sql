-- Whom a call was about, in the form in which customers are compared; null where nobody is to be called back.
alter table call add column customer varchar(64);
create index call_customer on call (customer, started_at);

-- Missed customers. All of it is a function of the calls and of recovery_dismissal, and can be made anew from them.
create table recovery_task (
    id               varchar primary key,
    customer         varchar(64) not null,
    did              varchar,
    queue            varchar,
    missed           integer not null,
    first_missed_at  timestamp(6) with time zone not null,
    last_missed_at   timestamp(6) with time zone not null,
    attempts         integer not null,
    first_attempt_at timestamp(6) with time zone,
    last_attempt_at  timestamp(6) with time zone,
    due_at           timestamp(6) with time zone not null,
    expires_at       timestamp(6) with time zone not null,
    closed_how       varchar(20),
    closed_at        timestamp(6) with time zone,
    closed_call      varchar,
    closed_by        varchar,
    closed_reason    varchar,
    -- When time alone will change it next; null once it is closed.
    next_at          timestamp(6) with time zone
);
create index recovery_task_customer on recovery_task (customer, first_missed_at);
create index recovery_task_next on recovery_task (next_at);

create table recovery_change (
    task_id    varchar not null,
    change_no  integer not null,
    kind       varchar(30) not null,
    changed_at timestamp(6) with time zone not null,
    call_id    varchar,
    changed_by varchar,
    reason     varchar,
    primary key (task_id, change_no)
);

create table recovery_dismissal (
    customer     varchar(64) not null,
    dismissed_at timestamp(6) with time zone not null,
    dismissed_by varchar not null,
    reason       varchar not null,
    primary key (customer, dismissed_at)
);

-- One row a customer who was ever missed: whoever changes his tasks holds it, be it another agent.
create table recovery_customer (
    customer varchar(64) primary key
);
