-- People who were forgotten on request: what stands where they stood, and what was done, without their numbers.
create table forgotten (
    token        varchar(64) primary key,
    forgotten_at timestamp(6) with time zone not null,
    calls        integer not null,
    call_backs   integer not null,
    notices      integer not null,
    -- Whether the database's file holds nothing of them any more; see docs/privacy.md.
    rewritten    boolean not null
);

-- Keyed hashes of their numbers, for some weeks: a record of a call of before may come late.
create table forgotten_number (
    number_hash  varchar(64) not null,
    forgotten_at timestamp(6) with time zone not null,
    primary key (number_hash, forgotten_at)
);

-- Up to when numbers were masked, and the fingerprint of the key by which.
create table masking (
    key_hash     varchar(64) primary key,
    masked_until timestamp(6) with time zone not null
);
