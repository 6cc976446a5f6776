#include "model/spec_version.h"

#include <gtest/gtest.h>

namespace tally::model {
namespace {

struct VersionCase {
    const char* name;
    const char* text;
    std::optional<SpecVersion> version;
};
class SpecVersionOfText : public testing::TestWithParam<VersionCase> {};

TEST_P(SpecVersionOfText, Row) {
    EXPECT_EQ(parse_spec_version(GetParam().text), GetParam().version);
}

INSTANTIATE_TEST_SUITE_P(Rows, SpecVersionOfText,
                         testing::ValuesIn(std::vector<VersionCase>{
                             {"One", "1.0.0", SpecVersion::v1},
                             {"OneShort", "1.0", SpecVersion::v1},
                             {"OneOne", "1.1.0", SpecVersion::v1_1},
                             {"LaterOne", "1.2.0", SpecVersion::v1},
                             {"Two", "2.0.0", SpecVersion::v2},
                             {"TwoBare", "2", SpecVersion::v2},
                             {"LaterTwo", "2.7", SpecVersion::v2},
                             {"Three", "3.0.0", SpecVersion::v3},
                             {"Four", "4.0", SpecVersion::v4},
                             {"FourThreeParts", "4.0.0", SpecVersion::v4},
                             {"PreRelease", "4.0-beta", SpecVersion::v4},
                             {"Five", "5.0", std::nullopt},
                             {"Zero", "0.9", std::nullopt},
                             {"Empty", "", std::nullopt},
                             {"Word", "four", std::nullopt},
                             {"FourParts", "1.0.0.0", std::nullopt},
                             {"TrailingDot", "1.", std::nullopt},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST(SpecVersion, EveryWrittenVersionIsReadBack) {
    for (const SpecVersion version :
         {SpecVersion::v1, SpecVersion::v1_1, SpecVersion::v2, SpecVersion::v3, SpecVersion::v4}) {
        EXPECT_EQ(parse_spec_version(to_text(version)), version);
    }
}

}  // namespace
}  // namespace tally::model
