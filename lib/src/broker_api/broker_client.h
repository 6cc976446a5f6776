// The client of a broker's HTTP interface: everything starts at the index and follows its links. Only path
// and query of a link are used, with the configured address, so brokers behind proxies work whatever they
// call themselves.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/url.h"
#include "broker_api/advice.h"
#include "broker_api/hal_document.h"
#include "http/client.h"
#include "http/retry.h"
#include "tally/result.h"

namespace tally::broker_api {

struct BrokerSettings {
    std::string url = {};  // may have a path and "user:password@"; the scheme may be left out
    std::string user = {};
    std::string password = {};
    std::string token = {};      // sent as a bearer token; excludes user and password
    http::Headers headers = {};  // sent with every request
    http::RetryPolicy retries = {.retry_after = http::RetryAfter::honoured};
    http::Limits limits = {.deadline = std::chrono::seconds(60)};
    Advice advice = {};
};

// The value of an Authorization header; "" without credentials.
std::string authorization(const std::string& user, const std::string& password, const std::string& token);

class BrokerClient {
  public:
    // No exchange yet. `client` must outlive this.
    static Result<BrokerClient> create(BrokerSettings settings, http::Client& client, http::Pause pause);

    // Fetched once. An Error when the address answers but is not a broker.
    Result<HalDocument> index();

    // `href` as in a link: absolute, or a path. An Error for every answer that is not 2xx with JSON (or
    // empty).
    Result<HalDocument> get(std::string_view href);
    Result<HalDocument> put(std::string_view href, const json::Value& body);
    Result<HalDocument> post(std::string_view href, const json::Value& body);
    Result<HalDocument> patch(std::string_view href, const json::Value& body);  // as a merge patch
    Result<HalDocument> remove(std::string_view href);

    // Where a link of the index leads. An Error that names the link when the broker does not have it;
    // `consequence` goes on after "so": "environments cannot be listed".
    Result<std::string> require_link(std::string_view rel, const std::string& consequence);

    // For callers that read refusals themselves: any answer but 401, 403 and redirects.
    Result<http::Response> exchange(std::string_view method, std::string_view href, const json::Value* body);

    std::string shown(std::string_view href) const;  // the address that is asked, without credentials
    std::string address() const { return shown(""); }
    const Advice& advice() const { return settings_.advice; }

  private:
    BrokerClient(BrokerSettings settings, Url base, http::Client& client, http::Pause pause);
    std::string target_of(std::string_view href) const;
    Result<HalDocument> document(std::string_view method, std::string_view href, const json::Value* body);

    BrokerSettings settings_;
    Url base_;
    std::string context_path_;  // "/pact-broker", or ""
    http::Client* client_;
    http::Pause pause_;
    std::optional<HalDocument> index_;
};

// The Error for a document without a link that is needed.
Error missing_link(const BrokerClient& broker, std::string_view rel, const std::string& consequence);

// The Error for an answer that should have been 2xx, with what the broker said about it.
Error refusal(const http::Response& response, std::string where);

}  // namespace tally::broker_api
