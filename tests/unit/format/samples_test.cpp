// The sample contracts of the repository: every version and kind is read without a remark.
#include <gtest/gtest.h>

#include "base/files.h"
#include "format/read_contract.h"
#include "format/write_contract.h"

namespace tally::format {
namespace {

TEST(SampleContracts, AreReadWithoutWarningsAndStayTheSameWhenWrittenTwice) {
    const auto files = files::list_recursively(
        std::filesystem::path(TALLY_REPOSITORY_DIR) / "contracts" / "samples", ".json");
    ASSERT_TRUE(files) << files.error().text();
    EXPECT_FALSE(files->empty());
    for (const std::filesystem::path& file : *files) {
        const auto sample = read_contract_file(file);
        ASSERT_TRUE(sample) << sample.error().text();
        for (const Warning& warning : sample->warnings)
            ADD_FAILURE() << warning.where << ": " << warning.what;
        EXPECT_FALSE(sample->contract.interactions.empty()) << file;
        if (sample->contract.version < model::SpecVersion::v3) continue;
        const auto written = write_contract(sample->contract);
        ASSERT_TRUE(written) << file << written.error().text();
        const auto again = read_contract(*written, file.string());
        ASSERT_TRUE(again) << again.error().text();
        EXPECT_EQ(write_contract(again->contract).value(), *written);
    }
}

}  // namespace
}  // namespace tally::format
