// The matrix by the model: rows and verdict of a question about deployments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/model.h"

namespace tally::testing_support {

// At most one way to say which versions; none: any.
struct VersionSelector {
    std::string pacticipant;
    std::optional<std::string> version = std::nullopt, tag = std::nullopt, branch = std::nullopt,
                               environment = std::nullopt;
    bool main_branch = false;
    bool latest = false;

    bool is_any() const { return !version && !tag && !branch && !environment && !main_branch && !latest; }
};

struct Ignored {
    std::string pacticipant;
    std::optional<std::string> version;
};

struct MatrixQuestion {
    std::vector<VersionSelector> selectors;
    // The target: a selector for everybody that is not named.
    std::optional<std::string> tag = std::nullopt, environment = std::nullopt;
    bool main_branch = false;
    bool latest = false;
    std::string latest_by = "";  // cvpv, cvp, cp, or nothing
    std::vector<std::optional<bool>> success = {};
    std::optional<std::size_t> limit = std::nullopt;
    std::vector<Ignored> ignored = {};

    bool has_target() const { return tag || environment || main_branch || latest; }
};

struct MatrixAnswer {
    std::optional<bool> deployable;
    int success = 0, failed = 0, unknown = 0;
    std::optional<int> ignored;
    int regressions = 0;  // of those that failed: the contract was verified with success before
    std::vector<std::string> rows;

    std::string summary() const;  // "true 1 0 0", and the ignored ones
    std::string text() const;     // with the rows, a line each
};

// Nothing where the question is refused: an unknown pacticipant or environment.
std::optional<MatrixAnswer> evaluate(const Model& model, const MatrixQuestion& question);

}  // namespace tally::testing_support
