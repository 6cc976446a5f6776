// Routing, links and queries.
#include <gtest/gtest.h>

#include <set>

#include "base/text.h"
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
    EXPECT_EQ(path_segments("/100%25"), Segments{"100%"});
    EXPECT_EQ(path_segments("/caf\xC3\xA9"), Segments{"caf\xC3\xA9"});
}

TEST(PathSegments, RefuseWhatIsNotAPath) {
    for (const auto* path : {"", "a", "//", "/a//b", "/%ff", "*"}) EXPECT_FALSE(path_segments(path)) << path;
}

TEST(PathSegments, RefuseWhatHasToBeEncoded) {
    for (const auto* path : {"/100%", "/%2", "/%zz", "/{name}", "/a[0]", "/a|b", "/a\\b", "/\"a\"", "/<a>", "/^", "/`"})
        EXPECT_FALSE(path_segments(path)) << path;
}

TEST(Routes, EachPathIsThereOnce) {
    std::set<std::string_view> seen;
    for (const auto& route : routes()) EXPECT_TRUE(seen.insert(route.path).second) << route.path;
}

TEST(Routes, NoneIsHiddenByAnEarlierOne) {
    const Router router(routes());
    for (const auto& route : router.routes()) {
        Segments segments;
        if (route.path != "/") {
            for (const auto piece : text::split(route.path.substr(1), '/')) {
                segments.push_back(piece.front() == '{' ? "value" + std::to_string(segments.size()) : std::string(piece));
            }
        }
        const auto match = router.match(segments);
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

TEST(LinksTo, NamesThatEndLikeATypeAreNotTakenForOne) {
    const Router router(routes());
    const Links links("http://b", router);
    EXPECT_EQ(links.to(paths::kPacticipant, {"package.json"}), "http://b/pacticipants/package%2Ejson");
    EXPECT_EQ(links.to(paths::kVersion, {"package.json", "1.2.3"}), "http://b/pacticipants/package.json/versions/1.2.3");
    EXPECT_EQ(links.to(paths::kPacticipant, {".json"}), "http://b/pacticipants/%2Ejson");
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
