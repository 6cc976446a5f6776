#include "broker_api/hal_document.h"

#include <gtest/gtest.h>

namespace tally::broker_api {
namespace {

HalDocument document(const char* text) {
    return {json::parse(text).value(), text};
}

TEST(HalDocument, FindsALinkIgnoringCase) {
    const auto found =
        document(R"({"_links":{"PB:Provider":{"href":"/p","name":"catalogue"}}})").link("pb:provider");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->href, "/p");
    EXPECT_EQ(found->name, "catalogue");
}

TEST(HalDocument, GivesEveryLinkOfAnArray) {
    const auto links =
        document(R"({"_links":{"pb:pacts":[{"href":"/1"},{"title":"no href"},{"href":"/2"}]}})")
            .links("pb:pacts");
    ASSERT_EQ(links.size(), 2u);
    EXPECT_EQ(links[1].href, "/2");
}

TEST(HalDocument, HasNoLinkWhereItsShapeIsAnother) {
    for (const char* text : {"null", "[]", "{}", R"({"_links":[]})", R"({"_links":{"a":"b"}})",
                             R"({"_links":{"a":{"href":1}}})"}) {
        EXPECT_FALSE(document(text).link("a")) << text;
    }
}

TEST(ExpandLink, EncodesWhatItPutsIn) {
    EXPECT_EQ(expand("/p/{provider}/b/{branch}", {{"provider", "a b"}, {"branch", "feat/x"}}),
              "/p/a%20b/b/feat%2Fx");
}

TEST(ExpandLink, DoesNotExpandWhatItPutIn) {
    EXPECT_EQ(expand("/{a}/{b}", {{"a", "{b}"}, {"b", "2"}}), "/%7Bb%7D/2");
}

}  // namespace
}  // namespace tally::broker_api
