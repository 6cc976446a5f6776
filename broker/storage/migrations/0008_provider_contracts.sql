-- What providers promise by themselves (an OpenAPI description, say), one for each of their versions, and the team that a
-- webhook belongs to.

CREATE TABLE provider_contracts (
    version_id $BIGINT NOT NULL PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
    specification TEXT $C NOT NULL,
    content_type TEXT NOT NULL,
    content TEXT NOT NULL,
    self_verification TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) $STRICT;

ALTER TABLE webhooks ADD COLUMN team_uuid TEXT;
