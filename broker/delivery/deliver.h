// Sending what is waiting in the table of deliveries. Every broker over one database takes part: each delivery is
// leased before it is sent, so that others leave it alone, and whoever dies with it loses the lease after a while.
// So a delivery is made at least once, and always under the same id.
#pragma once

#include "base/clock.h"
#include "delivery/under_way.h"
#include "http/client.h"
#include "settings.h"
#include "storage/database.h"

namespace tally::delivery {

// What a sender works with; all of it has to outlive it.
struct Workplace {
    storage::Database& database;
    http::Client& client;  // must refuse addresses by webhooks::refusal
    const WebhookSettings& settings;
    const Clock& clock;
    UnderWay& under_way;
};

// Makes one attempt at one delivery that is due, with no transaction open while it is sent, and notes how it went
// and when the next one is due. False when nothing was due. Throws StorageError.
bool deliver_next(const Workplace& place);

}  // namespace tally::delivery
