// What providers promise by themselves is kept, given back, and changes no verdict.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

constexpr const char* kPublish = "/provider-contracts/provider/Bar/publish";
constexpr const char* kContract = "/contracts/provider/Bar/version/1";
constexpr const char* kBody =
    R"({"pacticipantVersionNumber":"1","tags":["dev"],"branch":"main","buildUrl":"http://build.example/1","contract":)"
    R"({"content":"LS0tCg==","contentType":"application/yaml","specification":"oas",)"
    R"("selfVerificationResults":{"success":true,"verifier":"ours"}}})";

class ProviderContracts : public BrokerTest {};

TEST_F(ProviderContracts, AreKeptWithTheirVersion) {
    const auto published = post(kPublish, kBody);
    ASSERT_EQ(published.status(), 200) << published.response.body;
    EXPECT_EQ(published.text("_embedded.version.number"), "1");
    EXPECT_EQ(path_of(published.text("_links.pb:pacticipant-version-tags[0].href")),
              "/pacticipants/Bar/versions/1/tags/dev");
    EXPECT_EQ(path_of(published.href("pb:branch-version")), "/pacticipants/Bar/branches/main/versions/1");
    EXPECT_EQ(get("/pacticipants/Bar/versions/1").text("buildUrl"), "http://build.example/1");

    const auto read = get(path_of(published.href("pf:provider-contract")));
    ASSERT_EQ(read.status(), 200);
    EXPECT_EQ(read.text("contractType"), "oas");
    EXPECT_EQ(read.text("contentType"), "application/yaml");
    EXPECT_EQ(read.text("content"), "LS0tCg==");
    EXPECT_EQ(read.text("verificationResults.verifier"), "ours");
}

TEST_F(ProviderContracts, AreTakenWhereTheIndexSaysToo) {
    const auto href = path_of(get("/").href("pf:publish-provider-contract"));
    EXPECT_EQ(href, "/provider-contracts/provider/{provider}");
    EXPECT_EQ(post("/provider-contracts/provider/Bar", kBody).status(), 200);
}

TEST_F(ProviderContracts, AreNotTakenForChecked) {
    EXPECT_EQ(post(kPublish, kBody).text("notices[1].type"), "warning");
    publish("Foo", "1", "Bar");
    const auto answer =
        get("/matrix?q[][pacticipant]=Foo&q[][version]=1&q[][pacticipant]=Bar&q[][version]=1&latestby=cvpv");
    EXPECT_EQ(json::to_text(answer.at("summary.deployable")), "null") << answer.response.body;
}

TEST_F(ProviderContracts, OfOneVersionReplaceEachOther) {
    constexpr const char* kFirst =
        R"({"content":"YQ==","contractType":"oas","contentType":"application/yaml"})";
    constexpr const char* kSecond =
        R"({"content":"Yg==","contractType":"oas","contentType":"application/json"})";
    const auto created = put(kContract, kFirst);
    EXPECT_EQ(created.status(), 201);
    EXPECT_FALSE(created.href("pf:ui").empty());
    EXPECT_EQ(put(kContract, kSecond).status(), 200);
    EXPECT_EQ(get(kContract).text("content"), "Yg==");
    EXPECT_FALSE(get(kContract).has("verificationResults"));
}

TEST_F(ProviderContracts, GoWithTheirVersion) {
    post(kPublish, kBody);
    remove("/pacticipants/Bar/versions/1");
    EXPECT_EQ(get(kContract).status(), 404);
    EXPECT_EQ(get("/contracts/provider/Nobody/version/1").status(), 404);
}

TEST_F(ProviderContracts, ThatLackSomethingAreRefusedWhole) {
    for (
        const auto* body : {
            R"({})",
            R"({"pacticipantVersionNumber":"1"})",
            R"({"pacticipantVersionNumber":"1","contract":7})",
            R"({"pacticipantVersionNumber":"1","contract":{"content":"YQ==","contentType":"a/b"}})",
            R"({"pacticipantVersionNumber":"1","contract":{"content":"not base64","contentType":"a/b","specification":"oas"}})",
            R"({"pacticipantVersionNumber":"1","contract":{"content":"YQ==","contentType":"a/b","specification":"oas",)"
            R"("selfVerificationResults":"good"}})",
            R"({"contract":{"content":"YQ==","contentType":"a/b","specification":"oas"}})",
        }) {
        EXPECT_EQ(post(kPublish, body).status(), 400) << body;
    }
    EXPECT_EQ(get("/pacticipants/Bar").status(), 404);
}

}  // namespace

}  // namespace tally::testing_support
