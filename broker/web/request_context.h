// One request as resources see it: everything parsed, nothing global, so that a handler can be run again.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "http/client.h"
#include "http/message.h"
#include "web/query.h"

namespace tally {
class Links;
struct Settings;
}  // namespace tally

namespace tally::web {

struct Route;

struct RequestContext {
    const http::Request& request;
    const Settings& settings;
    const Links& links;
    std::string base_url;  // of every link, without a slash at the end
    Time now;              // fixed for the request
    std::string now_text;  // the same as it is stored
    std::vector<std::pair<std::string_view, std::string>> variables;  // of the path, decoded
    Query query;
    std::string_view media_type;  // chosen from what the route offers
    std::string accept;           // all Accept lines as one list
    json::Value body;             // of a request with JSON; null otherwise
    std::function<std::string()> new_uuid;
    std::function<void()> delivery_queued;  // to be called with each: its senders are woken after the commit
    const Clock& clock;
    http::Client* webhook_client;  // for own routes that send webhooks; null where none are sent

    // The value of a path variable; the route must have it.
    const std::string& variable(std::string_view name) const;
    bool wants_problem_json() const;
    // The URL with the query of the request: a list names its filter and page.
    std::string with_query(std::string url) const;
    bool wants_indentation() const;  // a browser asks: it gets the same document, readable
};

}  // namespace tally::web
