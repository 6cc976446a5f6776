// Runs the published cases and the recorded answers of the reference implementation below the folders given,
// names each case that fails, and ends with "N passed, M failed". What is not counted is told on stderr. Exit
// codes: 0 all passed, 1 some failed, 2 usage, 3 a folder could not be read or holds nothing to run.
#include <iostream>
#include <vector>

#include "conformance/known_differences.h"
#include "conformance/oracle/oracle_file.h"
#include "conformance/published_cases.h"

namespace {

using namespace tally;
using namespace tally::conformance;

constexpr int kAllPassed = 0;
constexpr int kSomeFailed = 1;
constexpr int kUsage = 2;
constexpr int kCouldNotFindOut = 3;

struct Counts {
    std::size_t passed = 0;
    std::size_t failed = 0;
    std::size_t known = 0;
};

void run(const PublishedCase& published, const KnownDifferences& known, Counts& counts) {
    const CaseResult result = run_case(published);
    const auto difference = known.find(published.id);
    if (result.passed && difference == known.end()) {
        ++counts.passed;
    } else if (!result.passed && difference != known.end()) {
        ++counts.known;
    } else {
        ++counts.failed;
        const std::string reason =
            result.passed ? "passes although it is listed as a known difference; remove it from the list"
                          : result.reason;
        std::cout << "FAILED " << published.file.string() << "\n  " << result.comment << "\n  " << reason
                  << '\n';
    }
}

void run(const OracleFile& file, const KnownDifferences& known, Counts& counts) {
    const OracleOutcomes outcomes = run_oracle_file(file, known);
    counts.passed += outcomes.passed;
    counts.failed += outcomes.failed.size();
    for (const OracleOutcomes::Failure& failure : outcomes.failed) {
        std::cout << "FAILED " << file.path.string() << ' ' << failure.id << "\n  " << failure.reason << '\n';
    }
    const std::string place = file.path.string() + ": ";
    for (const auto& [reason, cases] : outcomes.left_out) {
        std::cerr << place << cases << " cases left out: " << reason << '\n';
    }
    for (const auto& [title, cases] : outcomes.documented) {
        std::cerr << place << cases << " cases not counted, as docs/contract_format.md says: " << title
                  << '\n';
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> folders(argv + 1, argv + argc);
    if (folders.empty()) {
        std::cerr << "error: no folder given\ntry: tally_conformance DIR...\n";
        return kUsage;
    }
    const Result<KnownDifferences> known = read_known_differences(default_known_differences());
    if (!known) {
        std::cerr << "error: " << known.error().text() << '\n';
        return kCouldNotFindOut;
    }
    Counts counts;
    for (const std::string& folder : folders) {
        const Result<std::vector<PublishedCase>> cases = list_cases(folder);
        const Result<std::vector<OracleFile>> files = list_oracle_files(folder);
        if (!cases || !files) {
            std::cerr << "error: " << (cases ? files.error() : cases.error()).text() << '\n';
            return kCouldNotFindOut;
        }
        if (cases->empty() && files->empty()) {
            std::cerr << "error: '" << folder
                      << "' holds no case\ntry: a folder with files like v3/request/body/NAME.json, or like "
                         "regex.json with recorded answers\n";
            return kCouldNotFindOut;
        }
        for (const PublishedCase& published : *cases) run(published, *known, counts);
        for (const OracleFile& file : *files) run(file, *known, counts);
    }
    if (counts.known > 0) std::cerr << counts.known << " known differences, not counted\n";
    std::cout << counts.passed << " passed, " << counts.failed << " failed\n";
    return counts.failed == 0 ? kAllPassed : kSomeFailed;
}
