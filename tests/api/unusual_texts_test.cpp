// Texts that one of the engines cannot store or compare: NUL characters, bytes that are not UTF-8. Wherever
// they come in they are the client's mistake, on every engine, never a broken broker.
#include "api/broker_fixture.h"
#include "base/encoding.h"

namespace tally::testing_support {

namespace {

class UnusualTexts : public BrokerTest {
  protected:
    void SetUp() override {
        publish("Foo", "1", "Bar");
        environment_ = create_environment("prod");
    }
    std::string environment_;
};

TEST_F(UnusualTexts, InQueriesAreNotABrokenBroker) {
    const char* const kTargets[] = {
        "/pacticipants?q=@",
        "/pacticipants?q=Foo&page=1&size=@",
        "/pacticipants/Foo/branches?q=@",
        "/can-i-deploy?pacticipant=@&version=1&to=prod",
        "/can-i-deploy?pacticipant=Foo&version=@&to=prod",
        "/can-i-deploy?pacticipant=Foo&version=1&to=@",
        "/can-i-deploy?pacticipant=Foo&version=1&environment=@",
        "/matrix?q[][pacticipant]=@&q[][version]=1",
        "/matrix?q[][pacticipant]=Foo&q[][branch]=@&latestby=cvpv",
        "/matrix?q[][pacticipant]=Foo&q[][tag]=@&q[][pacticipant]=Bar&q[][latest]=true",
        "/matrix?q[][pacticipant]=Foo&q[][version]=1&latestby=@",
        "/matrix/explained?q[][pacticipant]=@&q[][version]=1",
        "/environments/X/deployed-versions/currently-deployed?pacticipant=@",
        "/environments/X/released-versions/currently-supported?pacticipant=@&version=@",
        "/pacts/provider/Bar/for-verification?consumer_version_selectors[][tag]=@",
        "/pacts/provider/Bar/for-verification?consumer_version_selectors[][branch]=@",
        "/pacts/provider/Bar/consumer/Foo/latest/badge.svg?label=@",
        "/integrations?q=@",
        "/pacticipants/Bar/owed?branch=@",
    };
    for (const auto* pattern : kTargets) {
        for (const auto* bytes : {"%00", "a%00b", "%ff", "caf%e9", "%ed%a0%80", "%f4%90%80%80"}) {
            std::string target = pattern;
            for (auto at = target.find('@'); at != std::string::npos; at = target.find('@'))
                target.replace(at, 1, bytes);
            if (const auto at = target.find("/X/"); at != std::string::npos)
                target.replace(at + 1, 1, environment_);
            EXPECT_LT(get(target).status(), 500) << target;
        }
    }
}

TEST_F(UnusualTexts, InPathsAreNotABrokenBroker) {
    for (const auto* bytes : {"%00", "a%00b", "%ff", "%ed%a0%80"}) {
        for (const std::string& target :
             {std::string("/pacticipants/") + bytes, std::string("/pacticipants/Foo/versions/") + bytes,
              std::string("/pacticipants/Foo/versions/1/tags/") + bytes,
              std::string("/pacts/provider/") + bytes + "/consumer/Foo/version/1"}) {
            EXPECT_LT(get(target).status(), 500) << target;
            EXPECT_LT(put(target, contract("Foo", "Bar")).status(), 500) << target;
        }
    }
}

// Links carry what was selected in a segment of their own, which anybody can make up.
TEST_F(UnusualTexts, InTheMetadataOfLinksAreNotABrokenBroker) {
    const auto url = path_of(get("/pacts/provider/Bar/consumer/Foo/version/1").href("pb:pact-version"));
    for (const std::string& metadata :
         {std::string("cvn=a%00b&w=true"), std::string("cvn=%ff"), std::string("s[][b]=a%00b&s[][cv]=1"),
          std::string("s[][t]=%ff&s[][l]=true&cv=%ff"), std::string("s[][b]=a\0b", 11),
          std::string("\xff\0\xfe", 3)}) {
        const auto target = url + "/metadata/" + encoding::base64_url(metadata);
        EXPECT_LT(get(target).status(), 500) << target;
        EXPECT_LT(
            post(target + "/verification-results", R"({"success":true,"providerApplicationVersion":"1"})")
                .status(),
            500)
            << target;
    }
}

TEST_F(UnusualTexts, InBodiesAreNotABrokenBroker) {
    const std::string nul = R"("a\u0000b")";
    const auto try_all = [&](const std::string& method, const std::string& target,
                             const std::vector<std::string>& bodies) {
        for (const auto& body : bodies) {
            auto text = body;
            for (auto at = text.find('@'); at != std::string::npos; at = text.find('@'))
                text.replace(at, 1, nul);
            const auto reply = method == "POST"  ? post(target, text)
                               : method == "PUT" ? put(target, text)
                                                 : patch(target, text);
            EXPECT_LT(reply.status(), 500) << method << " " << target << " " << text << "\n"
                                           << reply.response.body;
        }
    };
    try_all("POST", "/pacticipants",
            {R"({"name":@})", R"({"name":"N1","displayName":@})", R"({"name":"N2","repositoryUrl":@})",
             R"({"name":"N3","repositoryName":@})", R"({"name":"N4","repositoryNamespace":@})",
             R"({"name":"N5","mainBranch":@})"});
    try_all("PATCH", "/pacticipants/Foo",
            {R"({"displayName":@})", R"({"repositoryUrl":@})", R"({"mainBranch":@})"});
    try_all("PUT", "/pacticipants/Foo/versions/2",
            {R"({"buildUrl":@})", R"({"branch":@})", R"({"tags":[{"name":@}]})"});
    try_all("PATCH", "/pacticipants/Foo/versions/2",
            {R"({"buildUrl":@})", R"({"branch":@})", R"({"tags":[{"name":@}]})"});
    try_all("POST", "/environments",
            {R"({"name":@,"production":true})", R"({"name":"e","displayName":@,"production":true})",
             R"({"name":"e2","production":true,"contacts":[{"name":@,"details":{"x":@}}]})"});
    try_all("POST", "/pacticipants/Foo/versions/1/deployed-versions/environment/" + environment_,
            {R"({"applicationInstance":@})", R"({"target":@})"});
    try_all("POST", "/pacts/provider/Bar/for-verification",
            {R"({"consumerVersionSelectors":[{"tag":@}]})", R"({"consumerVersionSelectors":[{"branch":@}]})",
             R"({"consumerVersionSelectors":[{"environment":@}]})",
             R"({"consumerVersionSelectors":[{"consumer":@,"latest":true}]})",
             R"({"providerVersionBranch":@,"includePendingStatus":true})",
             R"({"providerVersionTags":[@],"includePendingStatus":true})"});
    try_all(
        "POST",
        path_of(get("/pacts/provider/Bar/consumer/Foo/version/1").href("pb:publish-verification-results")),
        {R"({"success":true,"providerApplicationVersion":@})",
         R"({"success":true,"providerApplicationVersion":"1","buildUrl":@})",
         R"({"success":true,"providerApplicationVersion":"1","verifiedBy":{"implementation":@,"version":@}})",
         R"({"success":true,"providerApplicationVersion":"1","testResults":[{"x":@,"interactionId":@}]})"});
    try_all(
        "POST", "/contracts/publish",
        {R"({"pacticipantName":@,"pacticipantVersionNumber":"1","contracts":[]})",
         R"({"pacticipantName":"Foo","pacticipantVersionNumber":@,"contracts":[]})",
         R"({"pacticipantName":"Foo","pacticipantVersionNumber":"9","branch":@,"contracts":[]})",
         R"({"pacticipantName":"Foo","pacticipantVersionNumber":"9","tags":[@],"contracts":[]})",
         R"({"pacticipantName":"Foo","pacticipantVersionNumber":"9","buildUrl":@,"contracts":[]})",
         R"({"pacticipantName":"Foo","pacticipantVersionNumber":"9","contracts":[{"consumerName":"Foo","providerName":@,)"
         R"("content":"e30=","contentType":"application/json","specification":"pact"}]})"});
    try_all("PUT", "/pacts/provider/Bar/consumer/Foo/version/3",
            {R"({"consumer":{"name":"Foo"},"provider":{"name":"Bar"},"interactions":[{"description":@}]})",
             R"({"consumer":{"name":@},"provider":{"name":@},"interactions":[]})"});
    try_all("POST", "/pacticipants/Bar/owed/leases", {R"({"holder":@})", R"({"runner":@})"});
}

}  // namespace

}  // namespace tally::testing_support
