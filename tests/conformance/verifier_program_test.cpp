// The recorded runs of a verifier once more, by the program as a user runs it.
#include <gtest/gtest.h>

#include "conformance/oracle/members.h"
#include "conformance/oracle/oracle_file.h"
#include "conformance/oracle/verifier_check.h"
#include "support/conformance_data.h"
#include "support/run_program.h"
#include "support/temporary_folder.h"

namespace tally::conformance {
namespace {

using testing_support::TemporaryFolder;

VerifierRun run_the_program(std::vector<std::string> arguments, const TemporaryFolder& folder,
                            RecordingProvider& provider) {
    arguments.insert(arguments.end(), {"-j", (folder / "report.json").string()});
    const auto outcome = testing_support::run_program({arguments, folder.path()});
    VerifierRun run;
    run.exit_code = outcome.exit_code;
    run.requests = provider.take_requests();
    if (auto report = json::parse(folder.read("report.json"))) run.report = std::move(*report);
    return run;
}

TEST(ContractVerify, DoesWhatWasRecordedOfAVerifier) {
    const auto file = read_oracle_file(testing_support::conformance_folder() / "oracle" / "verifier.json");
    if (!file && !testing_support::conformance_is_required()) GTEST_SKIP() << "no recorded answers";
    ASSERT_TRUE(file);
    const auto provider = RecordingProvider::start();
    ASSERT_TRUE(provider);
    for (const json::Value& recorded : items_of(file->document, "cases")) {
        const TemporaryFolder folder;
        const auto contract = write_contract_of(recorded, folder.path());
        ASSERT_TRUE(contract);
        const VerifierRun run =
            run_the_program(verifier_arguments(recorded, *contract, **provider), folder, **provider);
        const Verdict verdict = compare_verifier_run(recorded, run);
        EXPECT_NE(verdict.outcome, Outcome::differs) << text_of(recorded, "id") << ": " << verdict.reason;
    }
}

}  // namespace
}  // namespace tally::conformance
