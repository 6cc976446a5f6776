#include "e2e/peers/kinds/provider_of_kinds.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/regex.h"
#include "base/text.h"

namespace tally::kinds {
namespace {

bool matches(const std::string& pattern, std::string_view text) {
    if (pattern == text) return true;
    const Result<Regex> regex = Regex::compile(pattern);
    return regex && regex->matches_all_of(text).value_or(false);
}

// "v4 like" and "v4 optional (without $.b)" are of the kinds "like" and "optional".
std::string kind_in(const std::string& description) {
    const auto words = text::split(description, ' ');
    return words.size() < 2 ? "" : std::string(words[1]);
}

}  // namespace

ProviderOfKinds::ProviderOfKinds(bool honest, const AllKinds& kinds) : honest_(honest) {
    for (const HttpKind& kind : kinds.http()) http_[kind.name] = &kind;
    for (const MessageKind& kind : kinds.messages()) messages_[kind.name] = &kind;
    for (const ExchangeKind& kind : kinds.exchanges()) messages_[kind.name] = &kind;
    auto server = http::start_server({}, [this](const http::Request& request) { return handle(request); });
    if (!server) {
        ADD_FAILURE() << server.error().text();
        std::abort();
    }
    server_ = std::move(*server);
}

std::vector<std::string> ProviderOfKinds::complaints() const {
    const std::lock_guard lock(mutex_);
    return complaints_;
}

http::Response ProviderOfKinds::handle(const http::Request& request) {
    const std::lock_guard lock(mutex_);
    if (request.path() == "/_states") return set_state(request);
    if (request.path() == "/") return answer_message(request);
    return answer_http(request);
}

http::Response ProviderOfKinds::set_state(const http::Request& request) {
    const Result<json::Value> body = json::parse(request.body);
    if (!body || body->find("state") == nullptr) return complain(request, "no state");
    const std::string name = *body->find("state")->string();
    if (name.empty()) return json_response("{}");  // for interactions without states
    const json::Value* params = body->find("params");
    states_ += (states_.empty() ? "" : ", ") + name;
    if (params != nullptr && params->object() != nullptr && !params->object()->empty())
        states_ += ' ' + json::to_text(json::sorted(*params));
    return json_response("{\"id\":4711}");
}

// "/v4/like" and what follows.
http::Response ProviderOfKinds::answer_http(const http::Request& request) {
    const std::string& target = request.target;
    const std::size_t start = target.find('/', 1) + 1;
    const std::size_t end = std::min(target.find_first_of("/?", start), target.size());
    const auto found = http_.find(target.substr(start, end - start));
    if (found == http_.end()) return complain(request, "no kind of that path");
    const Asked& asked = found->second->asked;
    if (!matches(asked.rest, target.substr(end))) return complain(request, "the target is not " + asked.rest);
    for (const auto& [name, pattern] : asked.headers) {
        if (!matches(pattern, text::join(request.headers.all(name), ", ")))
            return complain(request, "the header " + name + " is not " + pattern);
    }
    if (!matches(asked.body, request.body)) return complain(request, "the body is not " + asked.body);
    return answer_of(*found->second);
}

http::Response ProviderOfKinds::answer_message(const http::Request& request) {
    const Result<json::Value> body = json::parse(request.body);
    const json::Value* description = body ? body->find("description") : nullptr;
    if (description == nullptr) return complain(request, "no description");
    const auto found = messages_.find(kind_in(*description->string()));
    return found == messages_.end() ? complain(request, "no such message") : answer_of(*found->second);
}

http::Response ProviderOfKinds::answer_of(const Kind& kind) {
    auto answer = kind.answers.find(states_);
    // Some kinds ask in a state and answer the same in any.
    if (answer == kind.answers.end() && kind.answers.size() == 1 && kind.answers.begin()->first.empty())
        answer = kind.answers.begin();
    const std::string states = std::exchange(states_, "");
    if (answer == kind.answers.end()) {
        complaints_.push_back(kind.name + " in the state '" + states + "'");
        return {400, {}, ""};
    }
    return honest_ ? answer->second.honest : answer->second.broken;
}

http::Response ProviderOfKinds::complain(const http::Request& request, const std::string& what) {
    complaints_.push_back(request.method + ' ' + request.target + ' ' + request.body + ": " + what);
    states_.clear();
    return {400, {}, ""};
}

}  // namespace tally::kinds
