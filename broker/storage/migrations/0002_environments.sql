-- Where versions run: deployments replace each other per application instance, releases stand side by side. The maintained
-- rows (environment_versions) say what is in an environment now.

CREATE TABLE environments (
    id $ID,
    uuid TEXT $C NOT NULL UNIQUE,
    name TEXT $C NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    production INTEGER NOT NULL CHECK (production IN (0, 1)),
    contacts TEXT NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) $STRICT;

-- application_instance: '' is an instance of its own, the one without a name.
CREATE TABLE deployed_versions (
    id $ID,
    uuid TEXT $C NOT NULL UNIQUE,
    environment_id $BIGINT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    pacticipant_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    application_instance TEXT $C NOT NULL DEFAULT '',
    auto_created INTEGER NOT NULL DEFAULT 0 CHECK (auto_created IN (0, 1)),
    undeployed_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) $STRICT;
CREATE UNIQUE INDEX deployed_versions_current
    ON deployed_versions (environment_id, pacticipant_id, application_instance) WHERE undeployed_at IS NULL;
CREATE INDEX deployed_versions_by_version ON deployed_versions (version_id, environment_id);
CREATE INDEX deployed_versions_by_pacticipant ON deployed_versions (pacticipant_id);
CREATE INDEX deployed_versions_by_environment ON deployed_versions (environment_id);

CREATE TABLE released_versions (
    id $ID,
    uuid TEXT $C NOT NULL UNIQUE,
    environment_id $BIGINT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    pacticipant_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    support_ended_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (version_id, environment_id)
) $STRICT;
CREATE INDEX released_versions_by_environment ON released_versions (environment_id, pacticipant_id);
CREATE INDEX released_versions_by_pacticipant ON released_versions (pacticipant_id);

-- The versions in an environment now: deployed there, or released and still supported, or both.
CREATE TABLE environment_versions (
    environment_id $BIGINT NOT NULL REFERENCES environments (id) ON DELETE CASCADE,
    pacticipant_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    deployed INTEGER NOT NULL CHECK (deployed IN (0, 1)),
    supported INTEGER NOT NULL CHECK (supported IN (0, 1)),
    PRIMARY KEY (environment_id, pacticipant_id, version_id)
) $STRICT;
CREATE INDEX environment_versions_by_pacticipant ON environment_versions (pacticipant_id);
CREATE INDEX environment_versions_by_version ON environment_versions (version_id);
