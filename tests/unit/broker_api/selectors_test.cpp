#include "broker_api/selectors.h"

#include <gtest/gtest.h>

namespace tally::broker_api {
namespace {

std::string text_of(const json::Array& selectors) {
    return json::to_text(json::Value(selectors));
}

TEST(ParseSelectors, TakesObjectsAndArraysOfThem) {
    const auto selectors =
        parse_selectors({R"({"mainBranch":true})", R"([{"tag":"prod"},{"deployed":true}])"});
    ASSERT_TRUE(selectors);
    EXPECT_EQ(text_of(*selectors), R"([{"mainBranch":true},{"tag":"prod"},{"deployed":true}])");
}

TEST(ParseSelectors, RefusesWhatIsNoObject) {
    const auto selectors = parse_selectors({"\"main\""});
    ASSERT_FALSE(selectors);
    EXPECT_EQ(selectors.error().what, "'\"main\"' is not a consumer version selector: it is not an object");
    EXPECT_FALSE(parse_selectors({"{mainBranch: true}"}));
}

TEST(SelectorsFromTags, AskForTheLatestOfEach) {
    EXPECT_EQ(text_of(selectors_from_tags({"a", "b"})),
              R"([{"tag":"a","latest":true},{"tag":"b","latest":true}])");
}

}  // namespace
}  // namespace tally::broker_api
