#include "conformance/oracle/verifier_requests.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "base/encoding.h"
#include "base/text.h"
#include "conformance/oracle/documented_differences.h"
#include "conformance/oracle/members.h"
#include "conformance/oracle/same_body.h"

namespace tally::conformance {
namespace {

// One request, without what every client says of itself and of its connection.
struct Seen {
    std::string method;
    std::string target;
    std::multiset<std::string> headers;  // "x-a: v"
    std::string body;
    bool operator==(const Seen&) const = default;
};

bool is_told(const std::string& name, const std::string& value, std::size_t body_bytes) {
    static const std::set<std::string> kOfTheClient = {"host", "user-agent", "connection", "accept-encoding"};
    // A length that is right says nothing, and none says the same of an empty body
    const bool is_length = name == "content-length" && value == std::to_string(body_bytes);
    return !is_length && !kOfTheClient.contains(name);
}

Seen seen(const http::Request& request) {
    Seen seen{request.method, request.target, {}, request.body};
    for (const auto& header : request.headers) {
        const std::string name = text::lower(header.name);
        if (is_told(name, header.value, request.body.size())) seen.headers.insert(name + ": " + header.value);
    }
    return seen;
}

http::Request request_in(const json::Value& recorded) {
    http::Request request;
    request.method = text_of(recorded, "method");
    request.target = text_of(recorded, "target");
    request.body = text_of(recorded, "body");
    for (const json::Value& line : items_of(recorded, "headers")) {
        const json::Array* pair = line.array();
        if (pair && pair->size() == 2 && (*pair)[0].string() && (*pair)[1].string())
            request.headers.add(*(*pair)[0].string(), *(*pair)[1].string());
    }
    return request;
}

std::string told(const std::vector<Seen>& all) {
    std::string text;
    for (const Seen& one : all) {
        text += "\n      " + one.method + ' ' + one.target;
        for (const std::string& header : one.headers) text += " | " + header;
        text += " | " + one.body;
    }
    return text.empty() ? "\n      nothing" : text;
}

// Without parameters that have no value, which the core does not send.
std::string without_bare_parameters(const std::string& target) {
    const std::size_t start = target.find('?');
    if (start == std::string::npos) return target;
    std::vector<std::string> kept;
    for (const auto piece : text::split(std::string_view(target).substr(start + 1), '&')) {
        if (piece.find('=') != std::string_view::npos) kept.emplace_back(piece);
    }
    return target.substr(0, start) + (kept.empty() ? "" : "?" + text::join(kept, "&"));
}

// Values that custom headers replace, whatever the case in which the contract writes their names.
std::multiset<std::string> with_custom_headers(std::multiset<std::string> headers,
                                               const json::Value& recorded) {
    const json::Array& arguments = items_of(recorded, "args");
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
        const std::string* option = arguments[i].string();
        const std::string* header = arguments[i + 1].string();
        if (!option || !header || (*option != "-H" && *option != "--header")) continue;
        const std::size_t equals = header->find('=');
        if (equals == std::string::npos) continue;
        const std::string name = text::lower(header->substr(0, equals));
        std::erase_if(headers, [&](const std::string& line) { return line.starts_with(name + ": "); });
        headers.insert(name + ": " + header->substr(equals + 1));
    }
    return headers;
}

// Whether somewhere in the contract a generator makes values that no second run makes again.
bool has_random_generator(const json::Value& value) {
    static const std::set<std::string> kRandom = {
        "Uuid",  "RandomInt", "RandomDecimal", "RandomHexadecimal", "RandomString", "RandomBoolean",
        "Regex", "Date",      "Time",          "DateTime"};
    if (const json::Array* items = value.array())
        return std::any_of(items->begin(), items->end(), has_random_generator);
    const json::Object* members = value.object();
    if (members == nullptr) return false;
    if (kRandom.contains(text_of(value, "type"))) return true;
    return std::any_of(members->begin(), members->end(),
                       [](const json::Member& one) { return has_random_generator(one.value); });
}

// The core sends the example where it cannot make a value for a pattern.
bool is_the_example(const std::string& body, const json::Value& run) {
    const auto sent = json::parse(body);
    const json::Array& interactions = items_of(member(run, "pact"), "interactions");
    return sent && std::any_of(interactions.begin(), interactions.end(), [&](const json::Value& interaction) {
               const json::Value& example = member(member(interaction, "request"), "body");
               return example == *sent || member(example, "content") == *sent;
           });
}

// Members of JSON in whatever order: the core sorts them.
bool is_same(const std::string& recorded, const std::string& ours, bool random) {
    const char* type = recorded.starts_with('<') ? "application/xml" : "application/json";
    return is_same_body(recorded, ours, type, random);
}

// Empty when both are the same; else which difference it is, or none of those that are meant.
std::optional<std::string_view> difference_of(Seen recorded, Seen ours, const json::Value& run) {
    if (is_same(recorded.body, ours.body, false)) ours.body = recorded.body;
    if (recorded == ours) return "";
    std::string_view title;
    if (recorded.target != ours.target && recorded.target == without_bare_parameters(ours.target)) {
        ours.target = recorded.target;
        title = difference::kBareParameters;
    }
    if (recorded.headers != ours.headers && with_custom_headers(recorded.headers, run) == ours.headers) {
        ours.headers = recorded.headers;
        title = difference::kCustomHeaders;
    }
    if (recorded.body != ours.body && has_random_generator(member(run, "pact")) &&
        is_same(recorded.body, ours.body, true)) {
        ours.body = recorded.body;
        if (is_the_example(recorded.body, run)) title = difference::kMorePatternsToGenerate;
    }
    if (recorded == ours) return title;
    return std::nullopt;
}

}  // namespace

Verdict compare_requests(const json::Value& recorded, const std::vector<http::Request>& ours) {
    std::vector<Seen> expected;
    bool redirected = false;
    for (const json::Value& request : items_of(recorded, "requests")) {
        const http::Request asked = request_in(request);
        // The core goes on to where a redirect leads
        if (asked.headers.contains("referer")) {
            redirected = true;
        } else {
            expected.push_back(seen(asked));
        }
    }
    std::vector<Seen> actual;
    for (const http::Request& request : ours) actual.push_back(seen(request));

    std::string_view title = redirected ? difference::kRedirects : "";
    bool same = expected.size() == actual.size();
    for (std::size_t i = 0; same && i < actual.size(); ++i) {
        const auto found = difference_of(expected[i], actual[i], recorded);
        same = found.has_value();
        if (found && !found->empty()) title = *found;
    }
    if (!same) return differs("recorded requests:" + told(expected) + "\n    ours:" + told(actual));
    return title.empty() ? holds() : documented(title);
}

}  // namespace tally::conformance
