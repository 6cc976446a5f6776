#include "contracts/selection_metadata.h"

#include <gtest/gtest.h>

#include "base/encoding.h"

namespace tally::contracts {

namespace {

TEST(SelectionMetadataSegment, IsTheQueryThatClientsHaveAlwaysSeen) {
    const SelectionMetadata metadata{
        {{.branch = "", .tag = "prod", .latest = true, .consumer_version_id = 10}}, "", false, false};
    EXPECT_EQ(to_segment(metadata),
              "cyU1QiU1RCU1QnQlNUQ9cHJvZCZzJTVCJTVEJTVCbCU1RD10cnVlJnMlNUIlNUQlNUJjdiU1RD0xMA");
}

TEST(SelectionMetadataSegment, ComesBackAsItWent) {
    const SelectionMetadata metadata{
        {{.branch = "feat/x & y", .tag = "", .latest = true, .consumer_version_id = 7},
         {.branch = "", .tag = "prod", .latest = false, .consumer_version_id = 8},
         {.branch = "", .tag = "", .latest = true, .consumer_version_id = 7}},
        "",
        true,
        true};
    const auto read = read_segment(to_segment(metadata));
    ASSERT_EQ(read.selectors.size(), 3u);
    EXPECT_EQ(read.selectors[0].branch, "feat/x & y");
    EXPECT_EQ(read.selectors[1].tag, "prod");
    EXPECT_FALSE(read.selectors[1].latest);
    EXPECT_TRUE(read.pending);
    EXPECT_TRUE(read.wip);
    EXPECT_EQ(version_ids(read), (std::vector<std::int64_t>{7, 8}));
}

TEST(SelectionMetadataSegment, GarbageIsEmpty) {
    for (const auto* segment : {"", "%%%", "AAAA", "////", "c19fX18"}) {
        const auto read = read_segment(segment);
        EXPECT_TRUE(read.selectors.empty()) << segment;
        EXPECT_FALSE(read.pending || read.wip) << segment;
    }
    EXPECT_EQ(read_segment(encoding::base64_url("s[][cv]=abc")).selectors[0].consumer_version_id, 0);
}

}  // namespace

}  // namespace tally::contracts
