// The verdict over a matrix, and why.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contracts/notices.h"
#include "matrix/matrix.h"

namespace tally::matrix {

struct Summary {
    std::optional<bool> deployable;  // nothing: not known, a result is missing
    std::int64_t success = 0;
    std::int64_t failed = 0;
    std::int64_t unknown = 0;
    std::optional<std::int64_t> ignored;  // only when something was to be ignored
    contracts::Notices reasons;           // warnings first, then errors or the good news

    std::string reason() const;  // all of them, one a line
};

Summary summarize(const Matrix& matrix, const MatrixQuestion& question);

}  // namespace tally::matrix
