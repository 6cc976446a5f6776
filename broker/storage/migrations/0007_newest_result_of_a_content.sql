-- The newest result of a content, without reading those of all provider versions.

CREATE INDEX newest_verifications_by_content ON newest_verifications (content_id, verification_id);
