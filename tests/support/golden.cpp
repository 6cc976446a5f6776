#include "support/golden.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tally::testing_support {

namespace {

const std::filesystem::path kFolder = std::filesystem::path(TALLY_REPOSITORY_DIR) / "tests" / "golden";

}  // namespace

testing::AssertionResult matches_golden(std::string_view name, const std::string& actual) {
    const auto file = kFolder / name;
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
        if (std::getenv("CI") != nullptr)
            return testing::AssertionFailure() << "UPDATE_GOLDEN is refused when CI is set";
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << actual;
        return testing::AssertionSuccess();
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return testing::AssertionFailure() << file << " does not exist; UPDATE_GOLDEN=1 writes it:\n"
                                           << actual;
    const std::string expected{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (expected == actual) return testing::AssertionSuccess();
    return testing::AssertionFailure() << file << " differs (UPDATE_GOLDEN=1 rewrites it)\n--- expected\n"
                                       << expected << "\n--- actual\n"
                                       << actual;
}

}  // namespace tally::testing_support
