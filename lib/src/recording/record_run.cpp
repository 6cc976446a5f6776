#include "recording/record_run.h"

#include <memory>
#include <utility>

#include "base/clock.h"
#include "base/random.h"
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
void call_test(const std::function<bool(const MockServer&)>& test, const MockServer& mock, Place run,
               Outcome& outcome) {
    try {
        if (!test(mock))
            outcome.problems.push_back(
                problem(ProblemKind::test_failed, run, "the test failed; no contract was written"));
    } catch (...) {
        outcome.exception = std::current_exception();
        outcome.problems.push_back(problem(ProblemKind::test_failed, run, what_of(outcome.exception)));
    }
}

std::vector<Source> sources_of(const DraftedContract& drafted) {
    std::vector<Source> sources;
    for (std::size_t i = 0; i < drafted.places.size(); ++i) {
        const Place place = drafted.places[i].interaction;
        sources.push_back({drafted.contract.interactions[i].key, path_in_project(place.file), place.line});
    }
    return sources;
}

std::string folder_of(const ContractDraft& draft, const std::string& environment_folder) {
    if (draft.folder) return *draft.folder;
    return environment_folder.empty() ? "contracts" : environment_folder;
}

}  // namespace

Outcome record_run(const ContractDraft& draft, const std::string& environment_folder,
                   const std::function<bool(const MockServer&)>& test, Place run) {
    Outcome outcome;
    const DraftedContract drafted = model_from_draft(draft);
    if (!drafted.mistakes.empty()) {
        outcome.problems = problems_of_draft(drafted.mistakes);
        return outcome;
    }

    SeededRandom random(kSeed);
    const SystemClock clock;
    MockOptions options;
    options.faults = drafted.faults;
    MockHandler handler(drafted.contract, random, clock, std::move(options));
    const Result<std::shared_ptr<RunningMock>> mock = start_mock(handler);
    if (!mock) {
        outcome.problems.push_back(problem(ProblemKind::not_started, run, mock.error().text()));
        return outcome;
    }
    call_test(test, MockServer(*mock), run, outcome);
    (*mock)->server->stop();

    std::vector<Problem> differences = problems_of_run(drafted, handler.report(), run);
    outcome.problems.insert(outcome.problems.begin(), differences.begin(), differences.end());
    if (!outcome.problems.empty()) return outcome;

    const auto saved =
        save_contract(drafted.contract, sources_of(drafted), folder_of(draft, environment_folder));
    if (saved) {
        outcome.contract_file = saved->string();
    } else {
        outcome.problems.push_back(problem(ProblemKind::not_written, run, saved.error().text()));
    }
    return outcome;
}

}  // namespace tally::recording
