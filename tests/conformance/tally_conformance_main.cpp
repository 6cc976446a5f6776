// Runs the published cases below the folders given, names each one that fails, and ends with "N passed, M
// failed". Exit codes: 0 all passed, 1 some failed, 2 usage, 3 a folder could not be read or holds no case.
#include <iostream>
#include <vector>

#include "conformance/known_differences.h"
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
        if (!cases) {
            std::cerr << "error: " << cases.error().text() << '\n';
            return kCouldNotFindOut;
        }
        if (cases->empty()) {
            std::cerr << "error: '" << folder
                      << "' holds no case\ntry: a folder with files like v3/request/body/NAME.json\n";
            return kCouldNotFindOut;
        }
        for (const PublishedCase& published : *cases) run(published, *known, counts);
    }
    if (counts.known > 0) std::cout << counts.known << " known differences, not counted\n";
    std::cout << counts.passed << " passed, " << counts.failed << " failed\n";
    return counts.failed == 0 ? kAllPassed : kSomeFailed;
}
