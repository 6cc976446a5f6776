-- Applications, their versions with tags and branches, published contracts and verification results.
-- Beside the facts stand maintained rows (tag_heads, branch_heads, newest_verifications): they are changed in the same
-- transaction as the facts, so that questions never scan history.

CREATE TABLE pacticipants (
    id $ID,
    name TEXT $C NOT NULL UNIQUE,
    folded_name TEXT $C NOT NULL,
    display_name TEXT,
    repository_url TEXT,
    repository_name TEXT,
    repository_namespace TEXT,
    main_branch TEXT $C,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) $STRICT;

-- position: order of creation among the versions of a pacticipant, the basis of every "latest". It never changes, so
-- other tables copy it.
CREATE TABLE versions (
    id $ID,
    pacticipant_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    number TEXT $C NOT NULL,
    position $BIGINT NOT NULL,
    build_url TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (pacticipant_id, number),
    UNIQUE (pacticipant_id, position)
) $STRICT;

CREATE TABLE tags (
    version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    name TEXT $C NOT NULL,
    pacticipant_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    version_position $BIGINT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (version_id, name)
) $STRICT;
CREATE INDEX tags_by_name ON tags (pacticipant_id, name, version_position);

-- The newest version that carries a tag, and when the tag was first used.
CREATE TABLE tag_heads (
    pacticipant_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    name TEXT $C NOT NULL,
    version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    version_position $BIGINT NOT NULL,
    first_used_at TEXT NOT NULL,
    PRIMARY KEY (pacticipant_id, name)
) $STRICT;
CREATE INDEX tag_heads_by_version ON tag_heads (version_id);

CREATE TABLE branches (
    id $ID,
    pacticipant_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    name TEXT $C NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (pacticipant_id, name)
) $STRICT;

CREATE TABLE branch_versions (
    id $ID,
    branch_id $BIGINT NOT NULL REFERENCES branches (id) ON DELETE CASCADE,
    version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    version_position $BIGINT NOT NULL,
    auto_created INTEGER NOT NULL DEFAULT 0 CHECK (auto_created IN (0, 1)),
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (branch_id, version_id)
) $STRICT;
CREATE INDEX branch_versions_by_version ON branch_versions (version_id);

-- The version that was added last to a branch.
CREATE TABLE branch_heads (
    branch_id $BIGINT NOT NULL PRIMARY KEY REFERENCES branches (id) ON DELETE CASCADE,
    version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE
) $STRICT;
CREATE INDEX branch_heads_by_version ON branch_heads (version_id);

CREATE TABLE integrations (
    id $ID,
    consumer_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    provider_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (consumer_id, provider_id)
) $STRICT;
CREATE INDEX integrations_by_provider ON integrations (provider_id);

-- The text of a contract, shared by all consumer versions that publish the same content.
CREATE TABLE contents (
    id $ID,
    consumer_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    provider_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    sha TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (consumer_id, provider_id, sha)
) $STRICT;
CREATE INDEX contents_by_provider ON contents (provider_id);

-- A consumer version publishes a content for a provider. Only the newest revision is not overwritten.
CREATE TABLE publications (
    id $ID,
    consumer_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    provider_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    consumer_version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    consumer_version_position $BIGINT NOT NULL,
    content_id $BIGINT NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    revision $BIGINT NOT NULL,
    overwritten INTEGER NOT NULL DEFAULT 0 CHECK (overwritten IN (0, 1)),
    created_at TEXT NOT NULL,
    UNIQUE (consumer_version_id, provider_id, revision)
) $STRICT;
CREATE UNIQUE INDEX publications_current ON publications (consumer_version_id, provider_id) WHERE overwritten = 0;
CREATE INDEX publications_by_pair ON publications (provider_id, consumer_id, consumer_version_position);
CREATE INDEX publications_by_consumer ON publications (consumer_id);
CREATE INDEX publications_by_content ON publications (content_id, consumer_version_position);

-- The id is the number of the result in its URL.
CREATE TABLE verifications (
    id $ID,
    content_id $BIGINT NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    provider_version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    success INTEGER NOT NULL CHECK (success IN (0, 1)),
    build_url TEXT,
    test_results TEXT,
    verified_by TEXT,
    wip INTEGER NOT NULL DEFAULT 0 CHECK (wip IN (0, 1)),
    pending INTEGER NOT NULL DEFAULT 0 CHECK (pending IN (0, 1)),
    selection TEXT,
    created_at TEXT NOT NULL
) $STRICT;
CREATE INDEX verifications_by_content ON verifications (content_id, provider_version_id);
CREATE INDEX verifications_by_provider_version ON verifications (provider_version_id);

-- The newest result of a content by a provider version.
CREATE TABLE newest_verifications (
    content_id $BIGINT NOT NULL REFERENCES contents (id) ON DELETE CASCADE,
    provider_version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    verification_id $BIGINT NOT NULL REFERENCES verifications (id) ON DELETE CASCADE,
    success INTEGER NOT NULL CHECK (success IN (0, 1)),
    PRIMARY KEY (content_id, provider_version_id)
) $STRICT;
CREATE INDEX newest_verifications_by_provider_version ON newest_verifications (provider_version_id);
CREATE INDEX newest_verifications_by_verification ON newest_verifications (verification_id);
