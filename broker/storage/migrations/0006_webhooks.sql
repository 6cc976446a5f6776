-- Requests that the broker sends when something happens, what it has sent, and what is still to be sent.

CREATE TABLE webhooks (
    id $ID,
    uuid TEXT $C NOT NULL UNIQUE,
    description TEXT,
    consumer_id $BIGINT REFERENCES pacticipants (id) ON DELETE CASCADE,
    consumer_label TEXT $C,
    provider_id $BIGINT REFERENCES pacticipants (id) ON DELETE CASCADE,
    provider_label TEXT $C,
    enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    events TEXT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    headers TEXT NOT NULL,
    body TEXT,
    username TEXT,
    password TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) $STRICT;
CREATE INDEX webhooks_by_consumer ON webhooks (consumer_id);
CREATE INDEX webhooks_by_provider ON webhooks (provider_id);

-- One event for one webhook: a delivery that is due at next_attempt_at, until that is null. It is written in the
-- transaction of its cause. Whoever sends it holds it until leased_until. The values of the template's parameters are
-- those of the event; the template is the webhook's own at each attempt.
CREATE TABLE triggered_webhooks (
    id $ID,
    uuid TEXT $C NOT NULL UNIQUE,
    webhook_id $BIGINT REFERENCES webhooks (id) ON DELETE SET NULL,
    webhook_uuid TEXT $C NOT NULL,
    name TEXT NOT NULL,
    event TEXT NOT NULL,
    consumer_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    provider_id $BIGINT NOT NULL REFERENCES pacticipants (id) ON DELETE CASCADE,
    consumer_version_id $BIGINT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    publication_id $BIGINT NOT NULL REFERENCES publications (id) ON DELETE CASCADE,
    verification_id $BIGINT REFERENCES verifications (id) ON DELETE CASCADE,
    parameters TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('not_run', 'retrying', 'success', 'failure')),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at TEXT $C,
    leased_until TEXT $C NOT NULL,
    created_at TEXT NOT NULL
) $STRICT;
CREATE INDEX triggered_webhooks_due ON triggered_webhooks (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX triggered_webhooks_by_version ON triggered_webhooks (consumer_version_id, provider_id);
CREATE INDEX triggered_webhooks_by_verification ON triggered_webhooks (verification_id);
CREATE INDEX triggered_webhooks_by_publication ON triggered_webhooks (publication_id);
CREATE INDEX triggered_webhooks_by_webhook ON triggered_webhooks (webhook_id);
CREATE INDEX triggered_webhooks_by_consumer ON triggered_webhooks (consumer_id);
CREATE INDEX triggered_webhooks_by_provider ON triggered_webhooks (provider_id);

CREATE TABLE webhook_executions (
    id $ID,
    triggered_webhook_id $BIGINT NOT NULL REFERENCES triggered_webhooks (id) ON DELETE CASCADE,
    success INTEGER NOT NULL CHECK (success IN (0, 1)),
    logs TEXT NOT NULL,
    created_at TEXT NOT NULL
) $STRICT;
CREATE INDEX webhook_executions_by_triggered ON webhook_executions (triggered_webhook_id);
