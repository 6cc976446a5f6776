-- Maintained: that a provider version has verified a content with success, and since when, so that pending and work in
-- progress are decided without reading every result. Results of contracts that were in the run as work in progress only
-- are kept apart.

CREATE TABLE proofs (
    content_id $BIGINT NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    provider_version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    as_wip INTEGER NOT NULL CHECK (as_wip IN (0, 1)),
    first_proved_at TEXT NOT NULL,
    PRIMARY KEY (content_id, provider_version_id, as_wip)
) $STRICT;
CREATE INDEX proofs_by_provider_version ON proofs (provider_version_id);

INSERT INTO proofs (content_id, provider_version_id, as_wip, first_proved_at)
    SELECT content_id, provider_version_id, wip, MIN(created_at) FROM verifications WHERE success = 1
    GROUP BY content_id, provider_version_id, wip;
