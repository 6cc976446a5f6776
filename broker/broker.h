// The broker without a socket: requests in, responses out.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "http/client.h"
#include "http/message.h"
#include "settings.h"
#include "storage/database.h"
#include "web/router.h"

namespace tally {

// How webhooks leave the broker. Deliveries are rows, which whoever sends them finds; `wake` says that there are new
// ones, after their transaction. Without a client no webhook is tried out.
struct WebhookOutlet {
    http::Client* client = nullptr;
    std::function<void()> wake = {};
};

class Broker {
  public:
    // All of them have to outlive the broker. The database must be migrated.
    Broker(storage::Database& database, const Clock& clock, Random& random, Settings settings,
           WebhookOutlet webhooks = {});

    // May be called from several threads. Never throws.
    http::Response handle(const http::Request& request) noexcept;

  private:
    http::Response respond(const http::Request& request);
    std::optional<http::Response> refused(const struct Preparation& preparation, const web::Route* route);
    http::Response dispatch(const web::Route& route, const web::Operation& operation,
                            const struct Preparation& preparation);
    http::Response broken(const http::Request& request, const std::string& what,
                          storage::StorageError::Kind kind = storage::StorageError::Kind::broken);

    storage::Database& database_;
    const Clock& clock_;
    std::mutex random_mutex_;
    Random& random_;
    const Settings settings_;
    const WebhookOutlet webhooks_;
    const web::Router router_;
};

}  // namespace tally
