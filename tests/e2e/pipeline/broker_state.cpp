#include "e2e/pipeline/broker_state.h"

#include <deque>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "http/httplib_client.h"
#include "support/replace_pattern.h"

namespace tally::e2e {

namespace {

using testing_support::replace_pattern;

// Only what changes from run to run.
std::string without_chance(std::string text, const std::string& url) {
    text = text::replace_all(std::move(text), url, "");
    text = replace_pattern(text, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID");
    text = replace_pattern(text, R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))", "TIME");
    text = replace_pattern(text, R"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", "TIME");
    // Not there when a change came within the second of the creation
    return replace_pattern(text, R"("updatedAt":"TIME",?)", "");
}

// A client may put its own name and another order into a contract before it publishes it.
std::string without_the_publisher(const json::Value& document) {
    return replace_pattern(json::to_text(json::sorted(document)), R"("pactRust":\{[^}]*\},?)", "");
}

void collect_links(const json::Value& value, std::deque<std::string>& found) {
    if (const auto* array = value.array()) {
        for (const auto& one : *array) collect_links(one, found);
    }
    if (const auto* object = value.object()) {
        const auto* href = value.find("href");
        const bool is_templated = value.find("templated") != nullptr;
        if (href != nullptr && href->string() != nullptr && !is_templated) found.push_back(*href->string());
        for (const auto& [name, member] : *object) collect_links(member, found);
    }
}

}  // namespace

std::map<std::string, std::string> state_of_broker(const std::string& url) {
    const auto client = http::http_client({});
    std::map<std::string, std::string> state;
    std::set<std::string> seen;
    std::deque<std::string> waiting = {url + "/"};
    while (!waiting.empty()) {
        const auto address = waiting.front();
        waiting.pop_front();
        if (address.rfind(url + "/", 0) != 0 || !seen.insert(address).second) continue;
        http::Request request;
        request.target = address.substr(url.size());
        request.headers = {{"Accept", "application/hal+json, application/json, */*;q=0.1"}};
        const auto response = client->send(url, request, {});
        if (!response) {
            state[request.target] = response.error().text();
            continue;
        }
        const auto document = json::parse(response->body);
        if (document) collect_links(*document, waiting);
        const auto text = document ? without_the_publisher(*document) : response->body;
        state[without_chance(request.target, url)] +=
            std::to_string(response->status) + " " + without_chance(text, url);
    }
    return state;
}

}  // namespace tally::e2e
