#include "conformance/compat_defined_interactions.h"

#include <optional>
#include <stdexcept>

#include "base/json.h"
#include "base/regex.h"
#include "conformance/compat_scenarios.h"
#include "conformance/interactions_being_defined.h"
#include "conformance/recorded_file.h"
#include "generation/generate.h"
#include "http/httplib_client.h"
#include "recording/record_run.h"
#include "support/temporary_folder.h"

namespace tally::conformance {
namespace {

namespace fs = std::filesystem;

// The value at "$.one" or "$.a.b" of a JSON document.
std::string text_at(const std::string& document, const std::string& path) {
    const Result<json::Value> parsed = json::parse(document);
    const json::Value* value = parsed ? &*parsed : nullptr;
    for (std::size_t start = 2; value != nullptr && start <= path.size();) {
        const std::size_t end = std::min(path.find('.', start), path.size());
        value = value->find(path.substr(start, end - start));
        start = end + 1;
    }
    if (value == nullptr) return "";
    return value->string() != nullptr ? *value->string() : json::to_text(*value);
}

std::string kind_problem(const std::string& text, const std::string& kind) {
    const Result<Regex> pattern = Regex::compile(pattern_for(kind));
    if (pattern_for(kind).empty() || !pattern) return "the kind '" + kind + "' is not known";
    return pattern->matches_all_of(text).value_or(false) ? "" : "'" + text + "' is no " + kind;
}

class DefinedInteractionsRun {
  public:
    DefinedInteractionsRun(model::SpecVersion version, const fs::path& fixtures)
        : version_(version), fixtures_(fixtures), defined_(version, fixtures), steps_(defined_.steps()) {
        for (const auto& more : {own_steps(), file_steps(folder_.path(), fixtures)})
            steps_.insert(steps_.end(), more.begin(), more.end());
    }

    std::string run(const Scenario& scenario) {
        for (const Step& step : scenario.steps) {
            if (std::string problem = run_step(steps_, step); !problem.empty())
                return step.text + "\n  " + problem;
        }
        return "";
    }

  private:
    template <class Kind>
    recording::DraftedContract drafted() const {
        recording::DraftedContract drafted;
        drafted.contract.consumer = "consumer";
        drafted.contract.provider = "provider";
        drafted.contract.version = version_;
        for (const model::Interaction& interaction : defined_.interactions()) {
            if (!std::holds_alternative<Kind>(interaction.exchange)) continue;
            drafted.contract.interactions.push_back(interaction);
            drafted.places.emplace_back();
        }
        return drafted;
    }

    void keep(const Outcome& outcome) {
        outcome_.problems.insert(outcome_.problems.end(), outcome.problems.begin(), outcome.problems.end());
        if (!outcome.contract_file.empty()) outcome_.contract_file = outcome.contract_file;
    }

    // A test that gets and sends what it says it does, and then fails with `failure` if there is one.
    void test(const std::optional<std::string>& failure) {
        const std::string folder = folder_.path().string();
        const Place place{"scenario", 1};
        const auto finish = [&] {
            if (failure) throw std::runtime_error(*failure);
            return true;
        };
        if (const auto http = drafted<model::HttpExchange>(); !http.contract.interactions.empty()) {
            keep(recording::record_http(
                http, folder,
                [&](const MockServer& mock) {
                    for (const model::Interaction& interaction : http.contract.interactions) {
                        const auto request = generation::to_http(interaction.http()->request);
                        if (!http::http_client({})->send(mock.url(), request, {})) return false;
                    }
                    return finish();
                },
                place));
        }
        if (const auto messages = drafted<model::AsyncMessage>(); !messages.contract.interactions.empty()) {
            keep(recording::record_messages(
                messages, folder, [&](const ReceivedMessage& message) { return received_ = message, finish(); }, place));
        }
        if (const auto exchanges = drafted<model::SyncMessage>(); !exchanges.contract.interactions.empty()) {
            keep(recording::record_exchanges(
                exchanges, folder,
                [&](const MessageExchange& exchange) {
                    sent_ = exchange.expected_request();
                    const auto answers = exchange.send(sent_);
                    if (answers && !answers->empty()) received_ = answers->front();
                    return finish();
                },
                place));
        }
    }

    // Without a word for it, what the test was given.
    const Message& message(const std::string& part) const { return part == "request" ? sent_ : received_; }

    std::string metadata_problem(const Message& message, const std::string& name, const std::string& cell) const {
        const std::string* actual = find_metadata(message, name);
        if (actual == nullptr) return "it is not there";
        const Result<json::Value> expected = cell_value(cell);
        if (!expected) return expected.error().text();
        if (expected->is_string()) return difference(*expected->string(), *actual);
        const Result<json::Value> value = json::parse(*actual);
        return value && *value == *expected ? "" : difference(cell, *actual);
    }

    std::vector<StepMeaning> own_steps() {
        const auto unless = [](bool holds, const std::string& problem) { return holds ? std::string() : problem; };
        return {
            {"the message is successfully processed|the Pact file for the test is generated",
             [this](const auto&, const Step&) { return test(std::nullopt), std::string(); }},
            {R"re(the message is NOT successfully processed with an? "(.*)" exception)re",
             [this](const auto& groups, const Step&) { return test(groups[0]), std::string(); }},
            {"the consumer test will have passed",
             [=, this](const auto&, const Step&) { return unless(outcome_.passed(), outcome_.text()); }},
            {"the consumer test will have failed",
             [=, this](const auto&, const Step&) { return unless(!outcome_.passed(), "it passed"); }},
            {R"re(the consumer test error will be "(.*)")re",
             [=, this](const auto& groups, const Step&) {
                 return unless(!outcome_.problems.empty() && outcome_.problems.front().text.ends_with(": " + groups[0]),
                               outcome_.text());
             }},
            {"a Pact file for the message interaction will have been written",
             [=, this](const auto&, const Step&) { return unless(fs::exists(outcome_.contract_file), outcome_.text()); }},
            {"a Pact file for the message interaction will NOT have been written",
             [=, this](const auto&, const Step&) { return unless(fs::is_empty(folder_.path()), "there is a file"); }},
            {R"re(the received message payload will contain the "(.*)" (?:JSON )?document)re",
             [this](const auto& groups, const Step&) {
                 return document_problem(received_.contents, groups[0], fixtures_);
             }},
            {R"re(the received message content type will be "(.*)")re",
             [this](const auto& groups, const Step&) { return difference(groups[0], received_.content_type); }},
            {R"re(the received message (?:(request|response) )?metadata will contain "(.*)" == "(.*)")re",
             [this](const auto& groups, const Step&) {
                 return metadata_problem(message(groups[0]), groups[1], groups[2]);
             }},
            {R"re(the received message (?:(request|response) )?metadata will contain "(.*)" replaced with an? "(.*)")re",
             [this](const auto& groups, const Step&) {
                 const std::string* actual = find_metadata(message(groups[0]), groups[1]);
                 return actual == nullptr ? std::string("it is not there") : kind_problem(*actual, groups[2]);
             }},
            {R"re(the message (?:(request|response) )?contents for "(.*)" will have been replaced with an? "(.*)")re",
             [this](const auto& groups, const Step&) {
                 return kind_problem(text_at(message(groups[0]).contents, groups[1]), groups[2]);
             }},
        };
    }

    const model::SpecVersion version_;
    const fs::path& fixtures_;
    const testing_support::TemporaryFolder folder_;
    InteractionsBeingDefined defined_;
    std::vector<StepMeaning> steps_;
    Outcome outcome_;
    Message received_;  // a message, or the first answer
    Message sent_;      // the request of a synchronous message
};

}  // namespace

std::string run_defined_interactions(const Scenario& scenario, model::SpecVersion version, const fs::path& fixtures) {
    return DefinedInteractionsRun(version, fixtures).run(scenario);
}

}  // namespace tally::conformance
