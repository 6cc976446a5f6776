#include "matrix/summary.h"

#include <algorithm>

namespace tally::matrix {

namespace {

std::string verification_between(const SelectedVersions& consumer, const std::vector<std::string>& consumers,
                                 const SelectedVersions& provider,
                                 const std::vector<std::string>& providers) {
    return "between " + describe(consumer, consumers) + " and " + describe(provider, providers);
}

std::string between(const Matrix& matrix, const MatrixRow& row) {
    std::vector<std::string> providers;
    if (row.result) providers.push_back(row.result->version);
    for (const auto& version : row.missing) providers.push_back(version.number);
    return verification_between(matrix.consumer_of(row), {row.contract.version}, matrix.provider_of(row),
                                providers);
}

class Reasons {
  public:
    void add(const char* type, std::string text) {
        const bool known = std::any_of(all_.begin(), all_.end(),
                                       [&](const contracts::Notice& notice) { return notice.text == text; });
        if (!known) all_.push_back({type, std::move(text)});
    }
    contracts::Notices take() && { return std::move(all_); }

  private:
    contracts::Notices all_;
};

void add_warnings(const Matrix& matrix, const MatrixQuestion& question, Reasons& reasons) {
    for (const auto& ignored : matrix.unknown_ignored) {
        reasons.add("warning",
                    "WARN: Cannot ignore " +
                        (ignored.version ? "version " + *ignored.version + " of " : std::string()) +
                        ignored.pacticipant + ", because it does not exist");
    }
    const auto& selectors = question.selectors;
    if (selectors.size() == 1 && !question.target.is_place()) {
        reasons.add("warning",
                    "WARN: It is recommended to specify the environment into which you are deploying. "
                    "Without the environment, this result will not be reliable.");
    }
    const bool has_version = std::any_of(selectors.begin(), selectors.end(),
                                         [](const auto& selector) { return selector.version.has_value(); });
    const bool only_names = std::all_of(selectors.begin(), selectors.end(),
                                        [](const auto& selector) { return selector.names_only(); });
    if (!has_version && (selectors.size() == 1 || !only_names)) {
        reasons.add("warning",
                    "WARN: It is recommended to specify the version number (rather than the tag or branch) "
                    "of the pacticipant you wish to deploy to avoid race conditions. Without a version "
                    "number, this result will not be reliable.");
    }
}

}  // namespace

std::string Summary::reason() const {
    std::string text;
    for (const auto& notice : reasons) text += (text.empty() ? "" : "\n") + notice.text;
    return text;
}

Summary summarize(const Matrix& matrix, const MatrixQuestion& question) {
    Summary summary;
    Reasons reasons;
    add_warnings(matrix, question, reasons);

    std::int64_t considered = 0;
    std::int64_t ignored = 0;
    for (const auto& row : matrix.rows) {
        if (row.is_ignored) {
            ++ignored;
            continue;
        }
        ++considered;
        ++(!row.result ? summary.unknown : row.result->success ? summary.success : summary.failed);
    }
    std::vector<const MatrixIntegration*> without_row;
    for (const auto& integration : matrix.integrations) {
        if (integration.integration.is_required && !integration.has_row && !integration.is_ignored) {
            without_row.push_back(&integration);
        }
    }
    summary.unknown += static_cast<std::int64_t>(without_row.size());
    if (!question.ignored.empty()) summary.ignored = ignored;

    bool is_missing = false;
    for (const auto& selected : matrix.selections) {
        if (!selected.is_specified || !selected.is_nothing() || selected.is_ignored) continue;
        is_missing = true;
        reasons.add("error", describe_absence(selected.selector));
    }
    if (is_missing) {
        summary.deployable = false;
    } else {
        for (const auto& row : matrix.rows) {
            if (row.is_ignored || !row.result || row.result->success) continue;
            reasons.add("error", "The verification for the pact " + between(matrix, row) + " failed");
        }
        for (const auto& row : matrix.rows) {
            if (row.is_ignored || row.result) continue;
            reasons.add("error", "There is no verified pact " + between(matrix, row));
        }
        for (const auto* integration : without_row) {
            reasons.add("error", "There is no verified pact " +
                                     verification_between(
                                         *matrix.selection_of(integration->integration.consumer_id), {},
                                         *matrix.selection_of(integration->integration.provider_id), {}));
        }
        if (summary.unknown == 0) summary.deployable = summary.failed == 0;
    }
    if (summary.deployable == true) {
        reasons.add("success", considered == 0
                                   ? "There are no missing dependencies"
                                   : "All required verification results are published and successful");
    }
    summary.reasons = std::move(reasons).take();
    return summary;
}

}  // namespace tally::matrix
