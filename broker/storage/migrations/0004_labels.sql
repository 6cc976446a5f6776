-- Words that pacticipants are grouped by.

CREATE TABLE labels (
    pacticipant_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    name TEXT $C NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (pacticipant_id, name)
) $STRICT;
CREATE INDEX labels_by_name ON labels (name);
