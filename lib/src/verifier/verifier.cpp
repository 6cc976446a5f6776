#include "tally/verifier.h"

#include <charconv>

#include "base/json.h"
#include "base/text.h"
#include "http/message.h"
#include "verifier/draft.h"
#include "verifier/session.h"

namespace tally {
namespace {

json::Value param(const std::string& object, const std::string& name) {
    const auto params = json::parse(object);
    const json::Value* found = params ? params->find(name) : nullptr;
    return found != nullptr ? *found : json::Value();
}

}  // namespace

bool StateParams::contains(const std::string& name) const {
    const auto params = json::parse(json_);
    return params && params->find(name) != nullptr;
}

std::string StateParams::text(const std::string& name, const std::string& otherwise) const {
    if (!contains(name)) return otherwise;
    const json::Value value = param(json_, name);
    return value.string() != nullptr ? *value.string() : json::to_text(value);
}

long long StateParams::integer(const std::string& name, long long otherwise) const {
    return param(json_, name).integer().value_or(otherwise);
}

double StateParams::number(const std::string& name, double otherwise) const {
    const json::Value value = param(json_, name);
    if (!value.is_number()) return otherwise;
    const std::string text = json::to_text(value);
    double number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool StateParams::boolean(const std::string& name, bool otherwise) const {
    const json::Value value = param(json_, name);
    return value.boolean() != nullptr ? *value.boolean() : otherwise;
}

const std::string& RequestView::method() const {
    return request_->method;
}
const std::string& RequestView::target() const {
    return request_->target;
}
const std::string& RequestView::body() const {
    return request_->body;
}
std::string RequestView::header(const std::string& name) const {
    return request_->headers.value_or(name, "");
}
void RequestView::set_target(std::string target) {
    request_->target = std::move(target);
}
void RequestView::set_body(std::string body) {
    request_->body = std::move(body);
}
void RequestView::set_header(const std::string& name, std::string value) {
    request_->headers.set(name, std::move(value));
}
void RequestView::remove_header(const std::string& name) {
    request_->headers.remove(name);
}

Verification::Verification(std::shared_ptr<verifier::Session> session) : session_(std::move(session)) {}

std::vector<VerificationTest> Verification::tests() const {
    return session_->tests();
}

VerificationOutcome Verification::run(std::size_t test) const {
    return session_->run(test);
}

Verifier::Verifier(std::string provider_name) : draft_(std::make_shared<verifier::Draft>()) {
    draft_->provider_name = std::move(provider_name);
}

Verifier& Verifier::contracts(std::string path) {
    return draft_->contracts.push_back(std::move(path)), *this;
}

Verifier& Verifier::broker(std::string url, BrokerOptions options) {
    draft_->broker = verifier::Broker{std::move(url), std::move(options)};
    return *this;
}

Verifier& Verifier::consumer(std::string name) {
    return draft_->consumers.push_back(std::move(name)), *this;
}

Verifier& Verifier::provider(std::string url) {
    return set_start([url = std::move(url)] { return url; });
}

Verifier& Verifier::timeout(std::chrono::milliseconds whole_exchange) {
    return draft_->timeout = whole_exchange, *this;
}

Verifier& Verifier::header(std::string name, std::string value) {
    return draft_->headers.set(std::move(name), std::move(value)), *this;
}

Verifier& Verifier::request_filter(std::function<void(RequestView&)> filter) {
    return draft_->filter = std::move(filter), *this;
}

Verifier& Verifier::set_start(std::function<std::string()> start) {
    return draft_->start = std::move(start), *this;
}

Verifier& Verifier::add_state(std::string name, StateHandler set_up, StateHandler tear_down) {
    draft_->states[std::move(name)] = {std::move(set_up), std::move(tear_down)};
    return *this;
}

Verifier& Verifier::add_message(std::string description, MessageMaker make) {
    draft_->messages[std::move(description)] = std::move(make);
    return *this;
}

Verification Verifier::load() const {
    return Verification(std::make_shared<verifier::Session>(*draft_));
}

VerificationOutcome Verifier::verify() const {
    const Verification verification = load();
    std::size_t passed = 0, failed = 0, pending = 0;
    VerificationOutcome all;
    for (std::size_t i = 0, count = verification.tests().size(); i < count; ++i) {
        const VerificationOutcome one = verification.run(i);
        ++(one.passed ? passed : one.pending ? pending : failed);
        if (!one.text.empty()) all.text += one.text + "\n\n";
    }
    all.passed = failed == 0;
    all.text += std::to_string(passed) + " passed";
    if (failed > 0) all.text += ", " + std::to_string(failed) + " failed";
    if (pending > 0) all.text += ", " + std::to_string(pending) + " pending (not fatal)";
    return all;
}

}  // namespace tally
