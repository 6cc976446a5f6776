#include "recording/record_run.h"

#include <utility>

#include "base/clock.h"
#include "base/random.h"
#include "recording/exchange_run.h"
#include "recording/message_from_model.h"
#include "recording/mock_handler.h"
#include "recording/model_from_draft.h"
#include "recording/problems.h"
#include "recording/project_path.h"
#include "recording/running_mock.h"
#include "recording/save_contract.h"

namespace tally::recording {
namespace {

// Generated values never reach the file; a fixed seed makes a failing run repeat exactly.
constexpr std::uint64_t kSeed = 1;

Problem problem(ProblemKind kind, Place place, std::string text) {
    return Problem{kind, place.file, place.line, std::move(text)};
}

std::string what_of(const std::exception_ptr& exception) {
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception& error) {
        return std::string("the test threw: ") + error.what();
    } catch (...) {
        return "the test threw something that is not a std::exception";
    }
}

// Adds to the outcome when the test did not pass.
void call_test(const std::function<bool()>& test, Place run, Outcome& outcome) {
    try {
        if (!test())
            outcome.problems.push_back(
                problem(ProblemKind::test_failed, run, "the test failed; no contract was written"));
    } catch (...) {
        outcome.exception = std::current_exception();
        outcome.problems.push_back(problem(ProblemKind::test_failed, run, what_of(outcome.exception)));
    }
}

std::vector<Source> sources_of(const DraftedContract& drafted) {
    std::vector<Source> sources;
    const auto add = [&](const model::Interaction& interaction, std::size_t position) {
        const Place place = drafted.places[position].interaction;
        sources.push_back({interaction.key, path_in_project(place.file), place.line});
    };
    for (std::size_t i = 0; i < drafted.places.size(); ++i) add(drafted.contract.interactions[i], i);
    for (const DraftedVariant& variant : drafted.variants) add(variant.interaction, variant.base);
    return sources;
}

std::string folder_of(const ContractDraft& draft, const std::string& environment_folder) {
    if (draft.folder) return *draft.folder;
    return environment_folder.empty() ? "contracts" : environment_folder;
}

void write_contract(const DraftedContract& drafted, const std::string& folder, Place run, Outcome& outcome) {
    model::Contract all = drafted.contract;
    for (const DraftedVariant& variant : drafted.variants) all.interactions.push_back(variant.interaction);
    const auto saved = save_contract(all, sources_of(drafted), folder);
    if (saved) {
        outcome.contract_file = saved->string();
    } else {
        outcome.problems.push_back(problem(ProblemKind::not_written, run, saved.error().text()));
    }
}

// The contract of one run: with the variant in the place of the interaction it differs from, or without any.
DraftedContract contract_of_run(const DraftedContract& drafted, const DraftedVariant* variant) {
    DraftedContract contract{drafted.contract, drafted.places, drafted.faults, {}, {}};
    if (variant != nullptr) contract.contract.interactions[variant->base] = variant->interaction;
    return contract;
}

using RunOnce = std::function<void(const DraftedContract& contract, const std::string& variant, Outcome& outcome)>;

// Everything as expected first, then each alternative, until something is wrong; then the file.
Outcome record(const DraftedContract& drafted, const std::string& folder, Place run, const RunOnce& run_once) {
    Outcome outcome;
    if (!drafted.mistakes.empty()) {
        outcome.problems = problems_of_draft(drafted.mistakes);
        return outcome;
    }
    run_once(contract_of_run(drafted, nullptr), "", outcome);
    for (std::size_t i = 0; i < drafted.variants.size() && outcome.problems.empty(); ++i) {
        const DraftedVariant& variant = drafted.variants[i];
        run_once(contract_of_run(drafted, &variant), variant.what, outcome);
        for (Problem& each : outcome.problems) each.text = "in the run " + variant.what + ": " + each.text;
    }
    if (outcome.problems.empty()) write_contract(drafted, folder, run, outcome);
    return outcome;
}

}  // namespace

Outcome record_http(const DraftedContract& drafted, const std::string& folder,
                    const std::function<bool(const MockServer&)>& test, Place run) {
    const RunOnce run_once = [&](const DraftedContract& contract, const std::string& variant, Outcome& outcome) {
        SeededRandom random(kSeed);
        const SystemClock clock;
        MockOptions options;
        options.faults = contract.faults;
        MockHandler handler(contract.contract, random, clock, std::move(options));
        const Result<std::shared_ptr<RunningMock>> mock = start_mock(handler);
        if (!mock) {
            outcome.problems.push_back(problem(ProblemKind::not_started, run, mock.error().text()));
            return;
        }
        (*mock)->variant = variant;
        const MockServer server(*mock);
        call_test([&] { return test(server); }, run, outcome);
        (*mock)->server->stop();
        std::vector<Problem> differences = problems_of_run(contract, handler.report(), run);
        outcome.problems.insert(outcome.problems.begin(), differences.begin(), differences.end());
    };
    return record(drafted, folder, run, run_once);
}

Outcome record_messages(const DraftedContract& drafted, const std::string& folder,
                        const std::function<bool(const ReceivedMessage&)>& handler, Place run) {
    const RunOnce run_once = [&](const DraftedContract& contract, const std::string& variant, Outcome& outcome) {
        SeededRandom random(kSeed);
        const SystemClock clock;
        for (const model::Interaction& interaction : contract.contract.interactions) {
            const auto& expected = std::get<model::AsyncMessage>(interaction.exchange).message;
            const ReceivedMessage message{generated_message(expected, random, clock), interaction.description, variant};
            call_test([&] { return handler(message); }, run, outcome);
            if (!outcome.problems.empty()) return;
        }
    };
    return record(drafted, folder, run, run_once);
}

Outcome record_exchanges(const DraftedContract& drafted, const std::string& folder,
                         const std::function<bool(const MessageExchange&)>& test, Place run) {
    const RunOnce run_once = [&](const DraftedContract& contract, const std::string& variant, Outcome& outcome) {
        SeededRandom random(kSeed);
        const SystemClock clock;
        for (std::size_t i = 0; i < contract.contract.interactions.size() && outcome.problems.empty(); ++i) {
            const auto exchange = std::make_shared<ExchangeRun>(contract.contract.interactions[i],
                                                                contract.contract.version, variant, random, clock);
            const MessageExchange other_end(exchange);
            call_test([&] { return test(other_end); }, run, outcome);
            const std::vector<Problem> differences =
                problems_of_exchange(contract.contract.interactions[i], contract.places[i], exchange->report());
            outcome.problems.insert(outcome.problems.begin(), differences.begin(), differences.end());
        }
    };
    return record(drafted, folder, run, run_once);
}

Outcome record_http(const ContractDraft& draft, const std::string& environment_folder,
                    const std::function<bool(const MockServer&)>& test, Place run) {
    return record_http(model_from_draft(draft, Exchange::http), folder_of(draft, environment_folder), test, run);
}

Outcome record_messages(const ContractDraft& draft, const std::string& environment_folder,
                        const std::function<bool(const ReceivedMessage&)>& handler, Place run) {
    return record_messages(model_from_draft(draft, Exchange::message), folder_of(draft, environment_folder), handler,
                           run);
}

Outcome record_exchanges(const ContractDraft& draft, const std::string& environment_folder,
                         const std::function<bool(const MessageExchange&)>& test, Place run) {
    return record_exchanges(model_from_draft(draft, Exchange::synchronous_message),
                            folder_of(draft, environment_folder), test, run);
}

}  // namespace tally::recording
