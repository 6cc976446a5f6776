-- Since when a pair has results, so that a publication need not look for one among all contents of the pair. It stays when
-- results are deleted.

ALTER TABLE integrations ADD COLUMN first_verified_at TEXT;
UPDATE integrations SET first_verified_at = (
    SELECT MIN(r.created_at) FROM contents c JOIN verifications r ON r.content_id = c.id
    WHERE c.consumer_id = integrations.consumer_id AND c.provider_id = integrations.provider_id);
