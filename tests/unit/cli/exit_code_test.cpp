#include "cli/exit_code.h"

#include <gtest/gtest.h>

namespace tally::cli {
namespace {

TEST(ExitCode, OfSeveralIsTheFirstOfTheDocumentedOrder) {
    const ExitCode order[] = {ExitCode::bug,
                              ExitCode::usage,
                              ExitCode::no,
                              ExitCode::flaky,
                              ExitCode::could_not_find_out,
                              ExitCode::nothing_verified,
                              ExitCode::yes};
    for (std::size_t i = 0; i < std::size(order); ++i) {
        for (std::size_t j = i; j < std::size(order); ++j) {
            EXPECT_EQ(more_serious(order[i], order[j]), order[i]);
            EXPECT_EQ(more_serious(order[j], order[i]), order[i]);
        }
    }
}

}  // namespace
}  // namespace tally::cli
