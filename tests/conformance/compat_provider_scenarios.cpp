#include "conformance/compat_provider_scenarios.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "base/text.h"
#include "conformance/compat_message_provider.h"
#include "conformance/compat_mock_broker.h"
#include "conformance/compat_table.h"
#include "conformance/in_process_hosts.h"
#include "conformance/step_table.h"
#include "format/write_contract.h"
#include "reporting/console_report.h"
#include "support/temporary_folder.h"
#include "verification/publish_results.h"
#include "verification/verify.h"

namespace tally::conformance {
namespace {

namespace fs = std::filesystem;
using namespace verification;

constexpr const char* kProvider = "http://provider";
constexpr const char* kStates = "http://states";

// What the suite calls the ways in which an interaction can fail.
bool is_called(const std::string& words, const InteractionResult& result) {
    using matching::MismatchKind;
    const auto differs = [&result](std::initializer_list<MismatchKind> kinds) {
        return std::any_of(result.mismatches.begin(), result.mismatches.end(), [&](const auto& mismatch) {
            return std::find(kinds.begin(), kinds.end(), mismatch.kind) != kinds.end();
        });
    };
    if (words == "Response status did not match") return differs({MismatchKind::status});
    if (words == "Headers had differences") return differs({MismatchKind::header});
    if (words == "Body had differences") return differs({MismatchKind::body});
    if (words == "Metadata had differences") return differs({MismatchKind::metadata});
    return words == "State change request failed" && result.obstacle &&
           result.obstacle->kind == ObstacleKind::state_setup;
}

class ProviderRun {
  public:
    ProviderRun(model::SpecVersion version, const fs::path& fixtures)
        : version_(version), fixtures_(fixtures) {}

    std::string run(const Scenario& scenario) {
        for (const Step& step : scenario.steps) {
            if (std::string problem = run_step(steps_, step); !problem.empty())
                return step.text + "\n  " + problem;
        }
        return "";
    }

  private:
    static std::string unless(bool holds, const std::string& problem) { return holds ? "" : problem; }

    // --- the provider
    // -----------------------------------------------------------------------------------------

    std::string start_provider(const std::string& numbers, const Step& step) {
        model::Contract offered{"anyone", "p", {}, {}, model::SpecVersion::v4, {}};
        for (const std::string_view number : text::split(numbers, ',')) {
            const TableRow* row = row_with_number(rows_, number_of(std::string(text::trim(number))));
            if (row == nullptr) return "there is no interaction" + std::string(number);
            const Result<model::Interaction> usual = interaction_of(*row, version_, fixtures_);
            Result<model::Interaction> interaction = interaction_of(changed(*row, step), version_, fixtures_);
            if (!usual) return usual.error().text();
            if (!interaction) return interaction.error().text();
            // Another body is still sent as what the first one was
            auto& response = interaction->http()->response;
            if (response.body.content_type.empty())
                response.body.content_type = usual->http()->response.body.content_type;
            declare_type(response.headers, response.body);
            offered.interactions.push_back(std::move(*interaction));
        }
        provider_ = std::make_unique<recording::MockHandler>(std::move(offered), random_, clock_);
        hosts_.add(kProvider, [this](const http::Request& request) { return provider_->handle(request); });
        return "";
    }

    std::string start_message_provider(const std::string& description, const std::string& cell,
                                       const Step& step) {
        hosts_.add(kProvider, [this](const http::Request& request) { return messages_.handle(request); });
        return messages_.add(description, cell, step, fixtures_);
    }

    void configure_states(int status) {
        hosts_.add(kStates, [status](const http::Request&) { return http::Response{status, {}, ""}; });
        StateUrlSettings states;
        states.url = kStates;
        settings_.states = state_url_handler(std::move(states), hosts_, [](auto, auto) {}).value();
        settings_.teardown = true;
    }

    // --- contracts
    // ----------------------------------------------------------------------------------------------

    model::Contract contract_of(const std::string& consumer, model::Interaction interaction) const {
        return {consumer, "p", {std::move(interaction)}, {}, version_, {}};
    }

    // Written, so that it is read as a user's is.
    std::string add_file(const model::Contract& contract) {
        const Result<std::string> text = format::write_contract(contract);
        if (!text) return text.error().text();
        sources_.files.push_back(
            folder_.write("contract" + std::to_string(sources_.files.size()) + ".json", *text));
        return "";
    }

    using Change = std::function<void(model::Interaction&)>;

    std::string add_http(const std::string& number, const Change& change) {
        const TableRow* row = row_with_number(rows_, number_of(number));
        if (row == nullptr) return "there is no interaction " + number;
        Result<model::Interaction> interaction = interaction_of(*row, version_, fixtures_);
        if (!interaction) return interaction.error().text();
        change(*interaction);
        return add_file(contract_of("c_" + number, std::move(*interaction)));
    }

    std::string add_message(const std::string& description, Result<model::MessagePart> part,
                            const Change& change) {
        if (!part) return part.error().text();
        model::Interaction interaction;
        interaction.description = description;
        interaction.exchange = model::AsyncMessage{std::move(*part)};
        change(interaction);
        return add_file(contract_of("c", std::move(interaction)));
    }

    std::string offer_by_broker(const std::string& number) {
        const TableRow* row = row_with_number(rows_, number_of(number));
        if (row == nullptr) return "there is no interaction " + number;
        Result<model::Interaction> interaction = interaction_of(*row, version_, fixtures_);
        if (!interaction) return interaction.error().text();
        auto broker = MockBroker::make(contract_of("c_" + number, std::move(*interaction)), fixtures_);
        if (!broker) return broker.error().text();
        hosts_.add("http://broker" + number,
                   [made = broker->get()](const http::Request& request) { return made->handle(request); });
        brokers_[number] = std::move(*broker);
        return "";
    }

    static void add_states(model::Interaction& interaction, const Step& step) {
        for (const TableRow& row : step.table) {
            model::ProviderState state{cell_of(row, "State Name"), {}};
            const auto params = json::parse(cell_of(row, "Parameters"));
            if (params && params->object() != nullptr) state.params = *params->object();
            interaction.provider_states.push_back(std::move(state));
        }
    }

    static void add_comments(model::Interaction& interaction, const Step& step) {
        json::Array lines;
        for (const TableRow& row : step.table) {
            if (cell_of(row, "type") == "text") {
                lines.push_back(cell_of(row, "comment"));
            } else {
                interaction.comments.set(cell_of(row, "type"), cell_of(row, "comment"));
            }
        }
        interaction.comments.set("text", std::move(lines));
    }

    // --- verifying
    // ------------------------------------------------------------------------------------------

    void verify_all() {
        settings_.endpoint.origin = kProvider;
        if (!sources_.empty()) verify_from(sources_, nullptr);
        for (const auto& [number, mock] : brokers_) {
            auto broker = broker_api::BrokerClient::create({.url = "http://broker" + number}, hosts_,
                                                           [](auto, auto) {});
            Sources sources;
            sources.broker = BrokerSource{};
            sources.broker->wanted.provider = "p";
            verify_from(sources, &*broker);
        }
    }

    void verify_from(const Sources& sources, broker_api::BrokerClient* broker) {
        reporting::ConsoleReport report(
            {}, [this](std::string_view text) { printed_ += text; },
            [this](std::string_view text) { printed_ += text; });
        auto result = verify(collect_contracts(sources, {"p", {}}, hosts_, broker), settings_, hosts_, clock_,
                             random_, [&report](const Event& event) { report.on(event); });
        if (broker != nullptr && publishes_)
            publish_results(result, *broker, {{"1.0.0", "", {}}, "", "1.0.0", false});
        report.finish(result);
        results_.push_back(std::move(result));
    }

    std::string check_outcome(bool successful) const {
        const bool all = std::all_of(results_.begin(), results_.end(),
                                     [](const auto& result) { return verdict(result) == Verdict::verified; });
        return unless(!results_.empty() && all == successful, printed_);
    }

    std::string check_error(const std::string& words, bool pending) const {
        for (const auto& result : results_) {
            for (const auto& contract : result.contracts) {
                for (const auto& interaction : contract.interactions) {
                    if (interaction.pending == pending && is_called(words, interaction)) return "";
                }
            }
        }
        return printed_;
    }

    // --- what others were told
    // ------------------------------------------------------------------------------

    std::string check_result(const std::string& number, bool successful) const {
        const auto found = brokers_.find(number);
        if (found == brokers_.end()) return "there is no such broker";
        const auto& published = found->second->published();
        if (!published) return "nothing was published\n" + found->second->misses() + printed_;
        const json::Value* success = published->find("success");
        return unless(success != nullptr && *success == json::Value(successful), json::to_text(*published));
    }

    std::string check_nothing_published() const {
        for (const auto& [number, broker] : brokers_) {
            if (broker->published()) return "a result was published to broker " + number;
            if (!broker->misses().empty()) return broker->misses();
        }
        return "";
    }

    // Whether the first, or the last, of all that was asked is a state call.
    std::string check_order(bool before) const {
        if (hosts_.asked().empty()) return "nothing was asked";
        const auto& edge = before ? hosts_.asked().front() : hosts_.asked().back();
        return unless(edge.origin == kStates, "asked instead: " + edge.origin + edge.request.target);
    }

    std::string check_state_call(const std::string& action, const std::string& state,
                                 const Step& step) const {
        json::Object params;
        for (const TableRow& row : step.table) {
            for (const auto& [name, cell] : row)
                params.set(name, json::parse(cell).value_or(json::Value(cell)));
        }
        const json::Value expected =
            json::Object{{"action", action}, {"params", std::move(params)}, {"state", state}};
        std::string calls;
        for (const auto& request : hosts_.asked_of(kStates)) {
            const auto body = json::parse(request.body);
            if (body && *body == expected) return "";
            calls += request.body + "\n";
        }
        return "not among the calls:\n" + calls;
    }

    std::string check_no_teardown() const {
        for (const auto& request : hosts_.asked_of(kStates)) {
            if (request.body.find("teardown") != std::string::npos) return request.body;
        }
        return "";
    }

    std::string check_header(const std::string& header) const {
        const auto colon = header.find(": ");
        for (const auto& request : hosts_.asked_of(kProvider)) {
            if (request.headers.value_or(header.substr(0, colon), "") == header.substr(colon + 2)) return "";
        }
        return "no request has it";
    }

    std::string check_printed(const std::string& text) const {
        return unless(printed_.find(text) != std::string::npos, printed_);
    }

    // "'A: 1'" in the column headers.
    void filter_requests(const Step& step) {
        const std::string cell = cell_of(step.table.at(0), "headers");
        const auto colon = cell.find(": ");
        const std::string name = cell.substr(1, colon - 1);
        const std::string value = cell.substr(colon + 2, cell.size() - colon - 3);
        settings_.request_filter = [name, value](http::Request& request) {
            request.headers.set(name, value);
        };
    }

    const model::SpecVersion version_;
    const fs::path& fixtures_;
    const testing_support::TemporaryFolder folder_;
    SystemClock clock_;
    SeededRandom random_{1};
    InProcessHosts hosts_;
    std::vector<TableRow> rows_;
    std::unique_ptr<recording::MockHandler> provider_;
    MessageProvider messages_;
    std::map<std::string, std::unique_ptr<MockBroker>> brokers_;  // by the number of the interaction
    Sources sources_;
    VerificationSettings settings_;
    bool publishes_ = false;
    std::vector<VerificationResult> results_;
    std::string printed_;

    static void as_it_is(model::Interaction&) {}
    const std::string done_;

    const std::vector<StepMeaning> steps_ = {
        {kTableStep.data(), [this](const auto&, const Step& step) { return rows_ = step.table, done_; }},
        {R"re(a provider is started that returns the responses? from interactions? "?([\d, ]+?)"?(?:, with the following changes:)?)re",
         [this](const auto& groups, const Step& step) { return start_provider(groups[0], step); }},
        {R"re(a provider is started that can generate the "(.*?)" message with "(.*)"(?: and the following metadata:)?)re",
         [this](const auto& groups, const Step& step) {
             return start_message_provider(groups[0], groups[1], step);
         }},
        {"a provider state callback is configured",
         [this](const auto&, const Step&) { return configure_states(200), done_; }},
        {"a provider state callback is configured, but will return a failure",
         [this](const auto&, const Step&) { return configure_states(400), done_; }},
        {"a request filter is configured to make the following changes:",
         [this](const auto&, const Step& step) { return filter_requests(step), done_; }},

        {R"re(a Pact file for interaction (\d+) is to be verified)re",
         [this](const auto& groups, const Step&) { return add_http(groups[0], as_it_is); }},
        {R"re(a Pact file for interaction (\d+) is to be verified with a provider state "(.*)" defined)re",
         [this](const auto& groups, const Step&) {
             return add_http(groups[0], [&](auto& one) { one.provider_states = {{groups[1], {}}}; });
         }},
        {R"re(a Pact file for interaction (\d+) is to be verified with the following provider states defined:)re",
         [this](const auto& groups, const Step& step) {
             return add_http(groups[0], [&](auto& one) { add_states(one, step); });
         }},
        {R"re(a Pact file for interaction (\d+) is to be verified, but is marked pending)re",
         [this](const auto& groups, const Step&) {
             return add_http(groups[0], [](auto& one) { one.pending = true; });
         }},
        {R"re(a Pact file for interaction (\d+) is to be verified with the following comments:)re",
         [this](const auto& groups, const Step& step) {
             return add_http(groups[0], [&](auto& one) { add_comments(one, step); });
         }},
        {R"re(a Pact file for "(.*)":"(.*)" is to be verified(?: with the following metadata:)?)re",
         [this](const auto& groups, const Step& step) {
             return add_message(groups[0], plain_message(groups[1], step, fixtures_), as_it_is);
         }},
        {R"re(a Pact file for "(.*)":"(.*)" is to be verified with provider state "(.*)")re",
         [this](const auto& groups, const Step& step) {
             return add_message(groups[0], plain_message(groups[1], step, fixtures_), [&](auto& one) {
                 one.provider_states = {{groups[2], {}}};
             });
         }},
        {R"re(a Pact file for "(.*)":"(.*)" is to be verified, but is marked pending)re",
         [this](const auto& groups, const Step& step) {
             return add_message(groups[0], plain_message(groups[1], step, fixtures_),
                                [](auto& one) { one.pending = true; });
         }},
        {R"re(a Pact file for "(.*)":"(.*)" is to be verified with the following comments:)re",
         [this](const auto& groups, const Step& step) {
             return add_message(groups[0], plain_message(groups[1], {}, fixtures_),
                                [&](auto& one) { add_comments(one, step); });
         }},
        {R"re(a Pact file for "([^"]*)" is to be verified with the following:)re",
         [this](const auto& groups, const Step& step) {
             return add_message(groups[0], described_message(step, fixtures_), as_it_is);
         }},
        {R"re(a Pact file for interaction (\d+) is to be verified from a Pact broker)re",
         [this](const auto& groups, const Step&) { return offer_by_broker(groups[0]); }},
        {"publishing of verification results is enabled",
         [this](const auto&, const Step&) { return publishes_ = true, done_; }},

        {"the verification is run", [this](const auto&, const Step&) { return verify_all(), done_; }},

        {"the verification will be successful",
         [this](const auto&, const Step&) { return check_outcome(true); }},
        {"the verification will NOT be successful",
         [this](const auto&, const Step&) { return check_outcome(false); }},
        {R"re(the verification results will contain a "(.*)" error)re",
         [this](const auto& groups, const Step&) { return check_error(groups[0], false); }},
        {R"re(there will be a pending "(.*)" error)re",
         [this](const auto& groups, const Step&) { return check_error(groups[0], true); }},
        {"a verification result will NOT be published back",
         [this](const auto&, const Step&) { return check_nothing_published(); }},
        {R"re(a successful verification result will be published back for (?:the )?interaction \{(\d+)\})re",
         [this](const auto& groups, const Step&) { return check_result(groups[0], true); }},
        {R"re(a failed verification result will be published back for (?:the )?interaction \{(\d+)\})re",
         [this](const auto& groups, const Step&) { return check_result(groups[0], false); }},
        {"the provider state callback will be called before the verification is run",
         [this](const auto&, const Step&) { return check_order(true); }},
        {"the provider state callback will be called after the verification is run",
         [this](const auto&, const Step&) { return check_order(false); }},
        {R"re(the provider state callback will receive a (setup|teardown) call (?:with )?"(.*)" (?:as the provider state parameter|and the following parameters:))re",
         [this](const auto& groups, const Step& step) {
             return check_state_call(groups[0], groups[1], step);
         }},
        {"the provider state callback will NOT receive a teardown call",
         [this](const auto&, const Step&) { return check_no_teardown(); }},
        {R"re(a warning will be displayed that there was no provider state callback configured for provider state "(.*)")re",
         [this](const auto& groups, const Step&) {
             const std::string problem = check_printed("needs a provider state, but nothing sets it up");
             return problem.empty() ? check_printed("given \"" + groups[0] + '"') : problem;
         }},
        {R"re(the request to the provider will contain the header "(.*)")re",
         [this](const auto& groups, const Step&) { return check_header(groups[0]); }},
        {R"re(the comment "(.*)" will have been printed to the console)re",
         [this](const auto& groups, const Step&) { return check_printed(groups[0]); }},
        {R"re(the "(.*)" will displayed as the original test name)re",
         [this](const auto& groups, const Step&) { return check_printed("test " + groups[0]); }},
    };
};

}  // namespace

std::string run_provider_scenario(const Scenario& scenario, model::SpecVersion version,
                                  const fs::path& fixtures) {
    return ProviderRun(version, fixtures).run(scenario);
}

}  // namespace tally::conformance
