// One table of routes: it gives the handler, the methods for OPTIONS and Allow, and tells Links what exists.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "http/message.h"
#include "web/access.h"
#include "web/negotiation.h"

namespace tally::storage {
class Database;
class Transaction;
}  // namespace tally::storage

namespace tally::web {

struct RequestContext;

// Answers from the transaction and nothing else. It may be run again for the same request. What it wrote
// stays when the status is below 400.
using Handler = http::Response (*)(const RequestContext&, storage::Transaction&);

// A writing handler in two parts. What needs no transaction, such as reading a large document, is done before
// one is begun, since writers wait for each other: it gives the second part, or the answer when the request
// is refused already. The second part is a Handler in all respects; the context outlives it.
using SecondPart = std::function<http::Response(storage::Transaction&)>;
using HandlerInTwoParts = std::variant<http::Response, SecondPart> (*)(const RequestContext&);

using OwnHandler = http::Response (*)(const RequestContext&, storage::Database&);

// What a request brings: a JSON object, or for contracts also a list.
enum class Body { ignored, optional, required, required_or_list };

struct Operation {
    std::string_view method;
    Access access;
    Handler handler;         // for read and write
    OwnHandler own_handler;  // for own
    Body body = Body::ignored;
    MediaTypes accepts = {};                // types of body
    HandlerInTwoParts two_parts = nullptr;  // instead of `handler`
};

inline Operation get(Handler handler) {
    return {"GET", Access::read, handler, nullptr};
}
inline Operation get_own(OwnHandler handler) {
    return {"GET", Access::own, nullptr, handler};
}
inline Operation post_own(OwnHandler handler) {
    return {"POST", Access::own, nullptr, handler};
}
inline Operation post_own(OwnHandler handler, Body body) {
    return {"POST", Access::own, nullptr, handler, body, {kJson}};
}
inline Operation put(Handler handler) {
    return {"PUT", Access::write, handler, nullptr, Body::required, {kJson}};
}
inline Operation put(HandlerInTwoParts two_parts, Body body) {
    return {"PUT", Access::write, nullptr, nullptr, body, {kJson}, two_parts};
}
inline Operation put_optional(Handler handler) {
    return {"PUT", Access::write, handler, nullptr, Body::optional, {kJson}};
}
inline Operation post(Handler handler) {
    return {"POST", Access::write, handler, nullptr, Body::required, {kJson}};
}
inline Operation post(HandlerInTwoParts two_parts) {
    return {"POST", Access::write, nullptr, nullptr, Body::required, {kJson}, two_parts};
}
inline Operation post_optional(Handler handler) {
    return {"POST", Access::write, handler, nullptr, Body::optional, {kJson}};
}
// Asks with a body, changes nothing.
inline Operation post_question(Handler handler) {
    return {"POST", Access::read, handler, nullptr, Body::optional, {kJson}};
}
inline Operation patch(Handler handler, MediaTypes accepts) {
    return {"PATCH", Access::write, handler, nullptr, Body::required, std::move(accepts)};
}
inline Operation patch(HandlerInTwoParts two_parts, MediaTypes accepts, Body body) {
    return {"PATCH", Access::write, nullptr, nullptr, body, std::move(accepts), two_parts};
}
inline Operation remove(Handler handler) {
    return {"DELETE", Access::write, handler, nullptr};
}

struct Route {
    std::string_view path;  // "/pacticipants/{pacticipant}"
    std::vector<Operation> operations;
    MediaTypes offers = {kHal, kHtml};

    bool is_badge() const { return offers.size() == 1 && offers.front() == kSvg; }
    const Operation* find(std::string_view method) const;
    std::string methods() const;  // "GET, PUT, OPTIONS"
};

using PathVariables = std::vector<std::pair<std::string_view, std::string>>;

struct RouteMatch {
    const Route* route;
    PathVariables variables;
};

// The first route in the table that fits wins.
class Router {
  public:
    explicit Router(std::vector<Route> routes);

    // `segments` are decoded.
    std::optional<RouteMatch> match(const std::vector<std::string>& segments) const;
    bool serves(std::string_view path) const { return paths_.count(path) != 0; }
    const std::vector<Route>& routes() const { return routes_; }

  private:
    std::vector<Route> routes_;
    std::vector<std::vector<std::string_view>> patterns_;  // of each route, in segments
    std::unordered_set<std::string_view> paths_;
};

// A path cut at its slashes, each segment percent-decoded by itself, so that `%2F` stays inside a segment.
// Nothing when the path is not a valid one: two slashes in a row, bytes that are not UTF-8, characters that have to be
// percent-encoded, as of a template that nobody has filled in. One slash at the end is ignored.
std::optional<std::vector<std::string>> path_segments(std::string_view path);

}  // namespace tally::web
