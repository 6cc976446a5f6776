#include "recording/exchange_run.h"

#include <utility>

#include "matching/match.h"
#include "recording/message_from_model.h"
#include "recording/shown_request.h"

namespace tally::recording {
namespace {

constexpr std::size_t kMaxRefused = 100;

// What a client sends that passes the generated request on: generated values in place of the examples.
model::MessagePart with_generated_values(model::MessagePart expected, const Message& generated) {
    const model::MessagePart values = received_message(generated, expected);
    expected.contents.bytes = values.contents.bytes;
    for (const json::Member& entry : values.metadata) expected.metadata.set(entry.name, entry.value);
    return expected;
}

}  // namespace

ExchangeRun::ExchangeRun(model::Interaction interaction, model::SpecVersion version, std::string variant,
                         Random& random, const Clock& clock)
    : interaction_(std::move(interaction)),
      version_(version),
      variant_(std::move(variant)),
      expected_request_(generated_message(messages().request, random, clock)),
      clock_(clock),
      random_(random) {}

std::optional<std::vector<Message>> ExchangeRun::send(const Message& request) {
    const model::MessagePart& expected = messages().request;
    const model::MessagePart actual = received_message(request, expected);
    matching::Mismatches mismatches = matching::match_message(expected, actual, {.version = version_});
    if (!mismatches.empty() && !expected.generators.empty() &&
        matching::match_message(with_generated_values(expected, expected_request_), actual, {.version = version_})
            .empty())
        mismatches.clear();
    const std::lock_guard lock(mutex_);
    if (!mismatches.empty()) {
        for (matching::Mismatch& mismatch : mismatches) mismatch = shown_mismatch(std::move(mismatch));
        if (report_.refused.size() < kMaxRefused)
            report_.refused.push_back(std::move(mismatches));
        else
            ++report_.further_refused;
        return std::nullopt;
    }
    report_.answered = true;
    std::vector<Message> answers;
    for (const model::MessagePart& response : messages().responses)
        answers.push_back(generated_message(response, random_, clock_));
    return answers;
}

ExchangeReport ExchangeRun::report() const {
    const std::lock_guard lock(mutex_);
    return report_;
}

}  // namespace tally::recording

namespace tally {

MessageExchange::MessageExchange(std::shared_ptr<recording::ExchangeRun> run) : run_(std::move(run)) {}

const std::string& MessageExchange::description() const {
    return run_->description();
}
const std::string& MessageExchange::variant() const {
    return run_->variant();
}
const Message& MessageExchange::expected_request() const {
    return run_->expected_request();
}
std::optional<std::vector<Message>> MessageExchange::send(const Message& request) const {
    return run_->send(request);
}

}  // namespace tally
