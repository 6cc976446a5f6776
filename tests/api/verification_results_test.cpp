#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class VerificationResults : public BrokerTest {
  protected:
    void SetUp() override {
        publish("Foo", "1", "Bar", "/1");
        content_ = path_of(get("/pacts/provider/Bar/consumer/Foo/version/1").href("pb:pact-version"));
    }
    Reply post_result(const std::string& more = "", bool success = true, const std::string& version = "4") {
        return post(content_ + "/verification-results",
                    R"({"success":)" + std::string(success ? "true" : "false") +
                        R"(,"providerApplicationVersion":")" + version + "\"" + more + "}");
    }
    std::string content_;
};

TEST_F(VerificationResults, AreCreatedWithAnAnswerInJson) {
    const auto reply = post_result(R"(,"buildUrl":"http://ci/1")");
    EXPECT_EQ(reply.status(), 201);
    EXPECT_EQ(reply.header("Content-Type"), "application/hal+json;charset=utf-8");
    EXPECT_EQ(reply.header("Location"), "http://broker.example" + content_ + "/verification-results/1");
    EXPECT_EQ(reply.text("providerName"), "Bar");
    EXPECT_EQ(reply.text("providerApplicationVersion"), "4");
    EXPECT_EQ(json::to_text(reply.at("success")), "true");
    EXPECT_EQ(reply.text("buildUrl"), "http://ci/1");
    EXPECT_EQ(reply.text("verificationDate"), "2021-09-01T00:07:21+00:00");
    EXPECT_EQ(get(content_ + "/verification-results/1").text("providerName"), "Bar");
}

TEST_F(VerificationResults, TestResultsAreKeptVerbatim) {
    const std::string results =
        R"([{"interactionId":"x","success":false,"mismatches":[{"description":"é 1.10 \n"}]}])";
    post_result(R"(,"testResults":)" + results, false);
    EXPECT_EQ(json::to_text(get(content_ + "/verification-results/1").at("testResults")), results);
}

TEST_F(VerificationResults, SayByWhomTheyWereMade) {
    post_result(
        R"(,"verifiedBy":{"implementation":"Tally","version":"1","clientLanguage":{"name":"cpp","version":"2",)"
        R"("testFramework":"gtest"}})");
    EXPECT_EQ(
        json::to_text(get(content_ + "/verification-results/1").at("verifiedBy")),
        R"({"implementation":"Tally","version":"1","client_implementation":"cpp","client_test_framework":"gtest",)"
        R"("client_version":"2"})");
}

TEST_F(VerificationResults, CreateTheProviderVersionWithoutBranchOrTag) {
    post_result();
    const auto version = get("/pacticipants/Bar/versions/4");
    EXPECT_EQ(version.status(), 200);
    EXPECT_EQ(version.size("_embedded.branchVersions"), 0u);
}

TEST_F(VerificationResults, LatestIsTheNewest) {
    post_result("", true, "4");
    post_result("", false, "5");
    EXPECT_EQ(get(content_ + "/verification-results/latest").text("providerApplicationVersion"), "5");
    tag("Foo", "1", "prod");
    for (const auto* path : {"/pacts/provider/Bar/consumer/Foo/version/1/verification-results/latest",
                             "/pacts/provider/Bar/consumer/Foo/latest/verification-results/latest",
                             "/pacts/provider/Bar/consumer/Foo/latest/prod/verification-results/latest"}) {
        EXPECT_EQ(get(path).text("providerApplicationVersion"), "5") << path;
    }
}

TEST_F(VerificationResults, BelongToTheContentAndSoToEveryVersionWithIt) {
    post_result();
    publish("Foo", "2", "Bar", "/1");
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/version/2/verification-results/latest").status(), 200);
}

TEST_F(VerificationResults, DeletingTheNewestBringsBackTheOneBefore) {
    post_result("", true);
    post_result("", false);
    EXPECT_EQ(remove(content_ + "/verification-results/2").status(), 204);
    EXPECT_EQ(json::to_text(get(content_ + "/verification-results/latest").at("success")), "true");
    remove(content_ + "/verification-results/1");
    EXPECT_EQ(get(content_ + "/verification-results/latest").status(), 404);
    post_result();
    EXPECT_EQ(get(content_ + "/verification-results/3").status(), 200) << "numbers never come back";
}

TEST_F(VerificationResults, HaveOneAddressWhateverMetadataTheyCameWith) {
    const auto reply = post(content_ + "/metadata/abc/verification-results",
                            R"({"success":true,"providerApplicationVersion":"4"})");
    EXPECT_EQ(reply.status(), 201);
    EXPECT_EQ(reply.href("self"), "http://broker.example" + content_ + "/verification-results/1");
    EXPECT_EQ(reply.header("Location"), reply.href("self"));
    EXPECT_EQ(get(path_of(reply.href("self"))).status(), 200);
    EXPECT_EQ(get(content_ + "/metadata/abc/verification-results/1").href("self"), reply.href("self"));
    // The content as the newest consumer version has it: base64 of "cvn=1"
    EXPECT_EQ(reply.href("pb:pact-version"), "http://broker.example" + content_ + "/metadata/Y3ZuPTE");
}

TEST_F(VerificationResults, LinkToTheContentOfTheVersionThatWasAskedAbout) {
    post_result();
    publish("Foo", "2", "Bar", "/1");
    const auto content_of = [&](const std::string& path) {
        return get("/pacts/provider/Bar/consumer/Foo" + path + "/verification-results/latest")
            .href("pb:pact-version");
    };
    EXPECT_EQ(content_of("/version/1"), "http://broker.example" + content_ + "/metadata/Y3ZuPTE");  // "cvn=1"
    EXPECT_EQ(content_of("/latest"), "http://broker.example" + content_ + "/metadata/Y3ZuPTI");     // "cvn=2"
    EXPECT_EQ(get(content_ + "/metadata/Y3ZuPTE/verification-results/1").href("pb:pact-version"),
              "http://broker.example" + content_ + "/metadata/Y3ZuPTE");
}

TEST_F(VerificationResults, UnknownOnesAreNotFound) {
    post_result();
    EXPECT_EQ(get(content_ + "/verification-results/all").status(), 404);
    EXPECT_NE(get(content_ + "/verification-results/all").text("error").find("latest"), std::string::npos);
    for (const auto* number : {"2", "x", "-1", "1x", "99999999999999999999"}) {
        EXPECT_EQ(get(content_ + "/verification-results/" + number).status(), 404) << number;
    }
    EXPECT_EQ(post("/pacts/provider/Bar/consumer/Foo/pact-version/0/verification-results", "{}").status(),
              404);
}

TEST_F(VerificationResults, MayHaveAnEmptyBuildUrl) {
    EXPECT_EQ(post(content_ + "/verification-results",
                   R"({"success":true,"providerApplicationVersion":"1","buildUrl":""})")
                  .status(),
              201);
}

TEST_F(VerificationResults, AreValidated) {
    const auto reply =
        post(content_ + "/verification-results", R"({"success":"yes","buildUrl":"no url","verifiedBy":"me"})");
    EXPECT_EQ(reply.status(), 400);
    EXPECT_EQ(reply.text("errors.success[0]"), "must be true or false");
    EXPECT_EQ(reply.text("errors.providerApplicationVersion[0]"), "is missing");
    EXPECT_NE(reply.text("errors.buildUrl[0]"), "");
    EXPECT_EQ(reply.text("errors.verifiedBy[0]"), "must be an object");
}

TEST_F(VerificationResults, SummaryOfAConsumerVersion) {
    publish("Foo", "1", "Baz");
    publish("Foo", "1", "Qux");
    post_result();
    verify("Foo", "1", "Baz", "1", false);
    const auto reply = get("/verification-results/consumer/Foo/version/1/latest");
    EXPECT_EQ(json::to_text(reply.at("success")), "false");
    EXPECT_EQ(json::to_text(reply.at("providerSummary")),
              R"({"successful":["Bar"],"failed":["Baz"],"unknown":["Qux"]})");
    EXPECT_EQ(reply.size("_embedded.verificationResults"), 2u);
}

TEST_F(VerificationResults, DeletingTheNewestBringsBackTheOneJustBefore) {
    post_result("", true);
    post_result("", false);
    post_result("", true);
    EXPECT_EQ(remove(content_ + "/verification-results/3").status(), 204);
    EXPECT_EQ(json::to_text(get(content_ + "/verification-results/latest").at("success")), "false");
}

TEST_F(VerificationResults, ThatWereDeletedProveNothing) {
    const auto is_pending = [this] {
        return json::to_text(post("/pacts/provider/Bar/for-verification", R"({"includePendingStatus":true})")
                                 .at("_embedded.pacts[0].verificationProperties.pending"));
    };
    post_result("", true);
    post_result("", false);
    EXPECT_EQ(is_pending(), "false");
    remove(content_ + "/verification-results/1");
    EXPECT_EQ(is_pending(), "true");
}

TEST_F(VerificationResults, OfPendingContractsAreToldApart) {
    const auto offered = post("/pacts/provider/Bar/for-verification", R"({"includePendingStatus":true})");
    const auto url = get(path_of(offered.text("_embedded.pacts[0]._links.self.href")))
                         .href("pb:publish-verification-results");
    EXPECT_EQ(post(path_of(url), R"({"success":false,"providerApplicationVersion":"4"})").status(), 201);
    EXPECT_EQ(get("/dashboard").text("items[0].verificationStatus"), "failed_pending");
    EXPECT_NE(get("/pacts/provider/Bar/consumer/Foo/latest/badge", "image/svg+xml")
                  .response.body.find("failed (pending)"),
              std::string::npos);
}

TEST_F(VerificationResults, HaveToSayWhetherTheySucceeded) {
    const auto reply = post(content_ + "/verification-results", R"({"providerApplicationVersion":"4"})");
    EXPECT_EQ(reply.status(), 400);
    EXPECT_EQ(reply.text("errors.success[0]"), "is missing");
}

TEST_F(VerificationResults, OfAConsumerVersionAreNoSuccessWhileOneIsMissing) {
    publish("Foo", "1", "Zoo");
    publish("Foo", "1", "Abc");
    post_result();
    const auto reply = get("/verification-results/consumer/Foo/version/1/latest");
    EXPECT_EQ(json::to_text(reply.at("success")), "false");
    EXPECT_EQ(json::to_text(reply.at("providerSummary.unknown")), R"(["Zoo","Abc"])")
        << "as they were published";
}

}  // namespace

}  // namespace tally::testing_support
