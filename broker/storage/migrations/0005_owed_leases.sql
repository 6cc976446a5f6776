-- Who has taken over the verification that a provider version owes, and until when. A lease that has run out is free
-- again, so the work of a runner that died comes back.

CREATE TABLE owed_leases (
    provider_version_id $BIGINT NOT NULL PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL,
    holder TEXT,
    leased_until TEXT NOT NULL
) $STRICT;
