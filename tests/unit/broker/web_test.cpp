// Routing, links and queries.
#include <gtest/gtest.h>

#include <set>

#include "links.h"
#include "paths.h"
#include "routes.h"
#include "web/query.h"
#include "web/router.h"

namespace tally::web {

namespace {

using Segments = std::vector<std::string>;

TEST(PathSegments, AreDecodedOneByOne) {
    EXPECT_EQ(path_segments("/a%2Fb/c%20d"), (Segments{"a/b", "c d"}));
    EXPECT_EQ(path_segments("/"), Segments{});
    EXPECT_EQ(path_segments("/a/"), Segments{"a"});
    EXPECT_EQ(path_segments("/100%"), Segments{"100%"});
}

TEST(PathSegments, RefuseWhatIsNotAPath) {
    for (const auto* path : {"", "a", "//", "/a//b", "/%ff", "*"}) EXPECT_FALSE(path_segments(path)) << path;
}

TEST(Routes, EachPathIsThereOnce) {
    std::set<std::string_view> seen;
    for (const auto& route : routes()) EXPECT_TRUE(seen.insert(route.path).second) << route.path;
}

TEST(Routes, NoneIsHiddenByAnEarlierOne) {
    const Router router(routes());
    for (const auto& route : router.routes()) {
        auto segments = path_segments(route.path);
        ASSERT_TRUE(segments) << route.path;
        int number = 0;
        for (auto& segment : *segments) {
            if (segment.front() == '{') segment = "value" + std::to_string(++number);
        }
        const auto match = router.match(*segments);
        ASSERT_TRUE(match) << route.path;
        EXPECT_EQ(match->route->path, route.path);
    }
}

TEST(Routes, LatestIsNotABranch) {
    const Router router(routes());
    const auto match = router.match({"pacts", "provider", "P", "branch", "latest"});
    ASSERT_TRUE(match);
    EXPECT_EQ(match->route->path, paths::kProviderLatestMainBranchPacts);
}

TEST(LinksTo, FillVariablesInOrderAndLeaveTheRestAsTemplate) {
    const Router router(routes());
    const Links links("http://b", router);
    EXPECT_EQ(links.to(paths::kTag, {"a b", "1/2"}), "http://b/pacticipants/a%20b/versions/1%2F2/tags/{tag}");
    EXPECT_EQ(links.to(paths::kIndex), "http://b");
    EXPECT_EQ(links.to(paths::kPacticipant, {"{x}"}), "http://b/pacticipants/%7Bx%7D");
}

TEST(LinksTo, AreEmptyWhereNothingIsServed) {
    const Router router(routes());
    EXPECT_EQ(Links("http://b", router).to("/not/served"), "");
}

TEST(QueryItems, KeepOrderAndDecode) {
    const Query query("a%5B%5D=1&b=x+y&a[]=2&flag&=&&c=%C3%A9");
    EXPECT_EQ(query.all("a[]"), (std::vector<std::string>{"1", "2"}));
    EXPECT_EQ(query.find("b"), "x y");
    EXPECT_EQ(query.find("flag"), "");
    EXPECT_EQ(query.find("c"), "\xC3\xA9");
    EXPECT_FALSE(query.contains("d"));
    EXPECT_EQ(to_query({{"a[]", "1 2"}, {"b", "&"}}), "a%5B%5D=1+2&b=%26");
}

}  // namespace

}  // namespace tally::web
