// What a client has already is not sent again.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

constexpr const char* kContract = "/pacts/provider/Bar/consumer/Foo/version/1";

class EntityTag : public BrokerTest {
  protected:
    void SetUp() override { publish("Foo", "1", "Bar"); }

    Reply get_unless(const std::string& target, const std::string& tags) {
        http::Request request;
        request.target = target;
        request.headers = {{"Accept", "application/hal+json"}, {"If-None-Match", tags}};
        return send(std::move(request));
    }
    std::string tag_of(const std::string& target) { return get(target).header("ETag"); }
};

TEST_F(EntityTag, StandsInEveryDocument) {
    for (const auto* target :
         {"/", kContract, "/pacticipants", "/pacticipants/Foo", "/matrix?q[][pacticipant]=Foo"}) {
        EXPECT_EQ(tag_of(target).size(), 42u) << target;  // a hash in quotes
    }
}

TEST_F(EntityTag, OfADocumentThatTheClientHasGives304WithoutBody) {
    const auto tag = tag_of(kContract);
    const auto reply = get_unless(kContract, tag);
    EXPECT_EQ(reply.status(), 304);
    EXPECT_EQ(reply.response.body, "");
    EXPECT_EQ(reply.header("ETag"), tag);
    EXPECT_EQ(reply.header("Vary"), "Accept");
    EXPECT_EQ(reply.header("Cache-Control"), "no-cache");
    EXPECT_FALSE(reply.response.headers.contains("Content-Type"));
}

TEST_F(EntityTag, IsFoundInEveryFormThatTheHeaderMayHave) {
    const auto tag = tag_of(kContract);
    for (const auto& [tags, status] : std::vector<std::pair<std::string, int>>{
             {"*", 304},
             {"W/" + tag, 304},
             {"\"other\", " + tag, 304},
             {"\"other\",W/" + tag + " ,\"third\"", 304},
             {"\"other\"", 200},
             {tag.substr(1, 40), 200},  // without its quotes it is another
             {"", 200},
             {",,,", 200},
         }) {
        EXPECT_EQ(get_unless(kContract, tags).status(), status) << tags;
    }
}

TEST_F(EntityTag, ChangesWithTheDocument) {
    const auto before = tag_of("/pacticipants/Foo");
    patch("/pacticipants/Foo", R"({"mainBranch":"main"})");
    const auto reply = get_unless("/pacticipants/Foo", before);
    EXPECT_EQ(reply.status(), 200);
    EXPECT_NE(reply.header("ETag"), before);
    EXPECT_EQ(reply.text("mainBranch"), "main");
}

TEST_F(EntityTag, IsNotGivenToRefusalsAndChanges) {
    EXPECT_EQ(tag_of("/pacticipants/Nobody"), "");
    EXPECT_EQ(put("/pacticipants/Other").header("ETag"), "");
    EXPECT_EQ(options("/pacticipants").header("ETag"), "");
    EXPECT_EQ(get_unless("/pacticipants/Nobody", "*").status(), 404);
}

}  // namespace

}  // namespace tally::testing_support
