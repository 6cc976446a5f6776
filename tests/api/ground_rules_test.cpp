// What holds for every route: negotiation, codes, headers, errors, URLs.
#include "api/broker_fixture.h"
#include "base/text.h"
#include "routes.h"

namespace tally::testing_support {

namespace {

class GroundRules : public BrokerTest {};

TEST_F(GroundRules, SuccessBodiesAreHalSpelledExactly) {
    EXPECT_EQ(get("/").header("Content-Type"), "application/hal+json;charset=utf-8");
}

TEST_F(GroundRules, EveryAnswerHasTheCommonHeaders) {
    for (const auto* path : {"/", "/pacticipants", "/nowhere", "/pacts//x", "/pacticipants/a%0Ab"}) {
        const auto reply = get(path);
        EXPECT_FALSE(reply.header("X-Pact-Broker-Version").empty()) << path;
        EXPECT_EQ(reply.header("Vary"), "Accept") << path;
        EXPECT_EQ(reply.header("Cache-Control"), "no-cache") << path;
        EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff") << path;
        EXPECT_FALSE(reply.header("X-Frame-Options").empty()) << path;
        EXPECT_FALSE(reply.header("Content-Security-Policy").empty()) << path;
        for (const auto& header : reply.response.headers) {
            EXPECT_EQ(header.name.find("actflow"), std::string::npos) << "clients would take us for another product";
        }
    }
}

struct AcceptCase {
    const char* name;
    const char* accept;
    const char* path;
    int status;
    const char* content_type;
};
class Negotiation : public BrokerTest, public testing::WithParamInterface<AcceptCase> {};
TEST_P(Negotiation, Row) {
    publish("web", "1", "api");
    const auto& row = GetParam();
    const auto reply = get(row.path, row.accept);
    EXPECT_EQ(reply.status(), row.status) << reply.response.body;
    EXPECT_EQ(reply.header("Content-Type"), row.content_type);
}
constexpr const char* kHal = "application/hal+json;charset=utf-8";
constexpr const char* kJson = "application/json;charset=utf-8";
constexpr const char* kPact = "/pacts/provider/api/consumer/web/version/1";
INSTANTIATE_TEST_SUITE_P(
    Rows, Negotiation,
    testing::ValuesIn(std::vector<AcceptCase>{
        {"NoAccept", "", "/pacticipants", 200, kHal},
        {"Anything", "*/*", "/pacticipants", 200, kHal},
        {"AnyApplicationType", "application/*", "/pacticipants", 200, kHal},
        {"Hal", "application/hal+json", "/pacticipants", 200, kHal},
        {"IgnoresCase", "Application/HAL+JSON", "/pacticipants", 200, kHal},
        {"HalAmongOthers", "application/json, application/hal+json", "/pacticipants", 200, kHal},
        {"HalAndProblem", "application/hal+json, application/problem+json", "/pacticipants", 200, kHal},
        {"OnlyJsonWhereItIsNotOffered", "application/json", "/pacticipants", 406, kJson},
        {"SomethingElse", "image/png", "/pacticipants", 406, kJson},
        {"RefusedByQuality", "application/hal+json;q=0", "/pacticipants", 406, kJson},
        {"ProblemOnly", "application/problem+json", "/pacticipants", 406, "application/problem+json;charset=utf-8"},
        {"BrowserGetsHal", "text/html,application/xhtml+xml,*/*;q=0.8", "/pacticipants", 200, kHal},
        {"PactAsHal", "application/hal+json", kPact, 200, kHal},
        {"PactAsJson", "application/json", kPact, 200, kJson},
        {"PactByQuality", "application/hal+json;q=0.5, application/json", kPact, 200, kJson},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(GroundRules, SeveralAcceptLinesAreOneList) {
    http::Request request{"GET", "/pacticipants", {{"Accept", "image/png"}, {"Accept", "application/hal+json"}}, {}, {}};
    EXPECT_EQ(send(request).status(), 200);
}

TEST_F(GroundRules, ABrowserGetsIndentedText) {
    EXPECT_NE(get("/", "text/html").response.body.find("\n  \"_links\""), std::string::npos);
}

TEST_F(GroundRules, AnEndingStandsForAcceptAndIsCutOff) {
    EXPECT_EQ(get("/pacticipants.json", "image/png").status(), 200);
    EXPECT_EQ(get("/pacticipants.csv").status(), 406);
}

TEST_F(GroundRules, VersionNumbersKeepTheirDots) {
    publish("web", "1.2.3", "api");
    EXPECT_EQ(get("/pacticipants/web/versions/1.2.3").text("number"), "1.2.3");
}

TEST_F(GroundRules, OptionsListsTheMethodsOfEveryRoute) {
    for (const auto& route : routes()) {
        auto path = text::replace_all(std::string(route.path), "{", "");
        path = text::replace_all(std::move(path), "}", "");
        const auto reply = options(path);
        EXPECT_EQ(reply.status(), 200) << route.path;
        EXPECT_EQ(reply.response.body, "");
        EXPECT_NE(reply.header("Access-Control-Allow-Methods").find("OPTIONS"), std::string::npos);
    }
    EXPECT_EQ(options("/pacticipants/x").header("Access-Control-Allow-Methods"), "GET, PUT, PATCH, DELETE, OPTIONS");
}

TEST_F(GroundRules, AMethodThatIsNotOfferedNamesThoseThatAre) {
    for (const auto* method : {"DELETE", "HEAD", "PURGE"}) {
        const auto reply = send({method, "/pacticipants", {}, {}, {}});
        EXPECT_EQ(reply.status(), 405);
        EXPECT_EQ(reply.header("Allow"), "GET, POST, OPTIONS");
    }
}

struct BadRequestCase {
    const char* name;
    const char* method;
    const char* target;
    const char* content_type;
    std::string body;
    int status;
    const char* message_part;
};
class BadRequests : public BrokerTest, public testing::WithParamInterface<BadRequestCase> {};
TEST_P(BadRequests, Row) {
    const auto& row = GetParam();
    http::Request request{row.method, row.target, {}, row.body, {}};
    if (*row.content_type != 0) request.headers.set("Content-Type", row.content_type);
    const auto reply = send(request);
    EXPECT_EQ(reply.status(), row.status) << reply.response.body;
    EXPECT_NE(reply.response.body.find(row.message_part), std::string::npos) << reply.response.body;
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BadRequests,
    testing::ValuesIn(std::vector<BadRequestCase>{
        {"NoContentType", "PUT", "/pacticipants/a/versions/1/tags/x", "", "", 415, "application/json"},
        {"WrongContentType", "POST", "/pacticipants", "text/plain", "{}", 415, "application/json"},
        {"PatchOfAVersionIsMergePatch", "PATCH", "/pacticipants/a/versions/1", "application/json", "{}", 415,
         "merge-patch"},
        {"TypeParametersAreFine", "POST", "/pacticipants", "application/json; charset=utf-8", "{}", 400, "name"},
        {"EmptyBody", "POST", "/pacticipants", "application/json", "", 400, "empty"},
        {"NotJson", "POST", "/pacticipants", "application/json", "{\"name\":", 400, "request body:1:"},
        {"NotAnObject", "POST", "/pacticipants", "application/json", "\"name\"", 400, "object or array"},
        {"AListForAnObject", "POST", "/pacticipants", "application/json", "[]", 400, "must be a JSON object"},
        {"AListForAnObjectThatMayBeLeftOut", "PUT", "/pacticipants/a/versions/1/tags/x", "application/json", "[]",
         400, "must be a JSON object"},
        {"NotUtf8", "POST", "/pacticipants", "application/json", "{\"name\":\"\xff\"}", 400, "byte 9"},
        {"TooDeep", "POST", "/pacticipants", "application/json", std::string(100'000, '['), 400, "request body"},
        {"NameWithNul", "POST", "/pacticipants", "application/json", R"({"name":"a\u0000b"})", 400, "control"},
        {"NameThatNoPathCanHave", "POST", "/pacticipants", "application/json", "{\"name\":\"a\x7f\"}", 400, "control"},
        {"UnknownPath", "GET", "/nowhere", "", "", 404, "error"},
        {"TwoSlashes", "GET", "/pacts//provider", "", "", 404, "problems/not-found"},
        {"NotUtf8InPath", "GET", "/pacticipants/%ff", "", "", 404, "problems/not-found"},
        {"ATemplateThatNobodyFilledIn", "PUT", "/pacticipants/{pacticipant}/versions/1", "application/json", "{}", 404,
         "problems/not-found"},
        {"HalfACodeInPath", "GET", "/pacticipants/50%", "", "", 404, "must be percent-encoded"},
        {"NewLineInPath", "GET", "/pacticipants/a%0Ab", "", "", 422, "new line"},
        {"TabInPath", "GET", "/pacticipants/a%09b", "", "", 422, "tab"},
        {"NulInPath", "GET", "/pacticipants/a%00b", "", "", 422, "control"},
        {"UnknownPacticipant", "GET", "/pacticipants/nobody", "", "", 404, "nobody"},
        {"BadPage", "GET", "/pacticipants?page=0", "", "", 400, "page"},
        {"AnEmptyPageIsNone", "GET", "/pacticipants?page=&size=", "", "", 200, "_links"},
        {"PageIsNotANumber", "GET", "/pacticipants?pageNumber=x", "", "", 400, "pageNumber"},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(GroundRules, ProblemDocumentsForThoseWhoAsk) {
    http::Request request{"POST",
                          "/pacticipants",
                          {{"Content-Type", "application/json"},
                           {"Accept", "application/hal+json, application/problem+json"}},
                          R"({"mainBranch":"a b"})",
                          {}};
    const auto reply = send(request);
    EXPECT_EQ(reply.status(), 400);
    EXPECT_EQ(reply.header("Content-Type"), "application/problem+json;charset=utf-8");
    EXPECT_EQ(reply.text("type"), "http://broker.example/problems/validation-error");
    EXPECT_EQ(reply.text("instance"), "/");
    EXPECT_EQ(reply.text("errors[0].type"), "http://broker.example/problems/missing-body-property");
    EXPECT_EQ(reply.text("errors[0].pointer"), "/name");
    EXPECT_EQ(reply.text("errors[1].type"), "http://broker.example/problems/invalid-body-property-value");
}

TEST_F(GroundRules, ValidationErrorsAreListedByKeyOtherwise) {
    const auto reply = post("/pacticipants", R"({"name":" ","mainBranch":"a b"})");
    EXPECT_EQ(reply.status(), 400);
    EXPECT_EQ(reply.header("Content-Type"), kHal);
    EXPECT_EQ(reply.text("errors.name[0]"), "can't be blank");
    EXPECT_EQ(reply.text("errors.mainBranch[0]"), "cannot contain spaces");
}

TEST_F(GroundRules, ASlashInASegmentStaysInIt) {
    put("/pacticipants/web/branches/feat%2Fx/versions/1");
    const auto reply = get("/pacticipants/web/branches/feat%2Fx");
    EXPECT_EQ(reply.text("name"), "feat/x");
    EXPECT_EQ(reply.href("self"), "http://broker.example/pacticipants/web/branches/feat%2Fx");
    EXPECT_EQ(get("/pacticipants/web/branches/feat/x").status(), 404);
}

TEST_F(GroundRules, LinksToNamesThatEndLikeATypeCanBeFollowed) {
    put("/pacticipants/package.json/versions/1/tags/x");
    const auto self = get("/pacticipants").text("_embedded.pacticipants[0]._links.self.href");
    EXPECT_EQ(get(path_of(self)).text("name"), "package.json") << self;
}

TEST_F(GroundRules, NamesAreEncodedInLinks) {
    publish("web", "1", "Pricing Service");
    EXPECT_EQ(get("/pacticipants/Pricing%20Service").href("self"),
              "http://broker.example/pacticipants/Pricing%20Service");
}

struct BaseUrlCase {
    const char* name;
    std::vector<std::string> configured;
    http::Headers headers;
    const char* expected;
};
class BaseUrl : public testing::TestWithParam<BaseUrlCase> {};
class BaseUrlBroker : public BrokerTest {
  public:
    explicit BaseUrlBroker(Settings settings) : BrokerTest(std::move(settings)) {}
    void TestBody() override {}
    std::string self(const http::Headers& headers) { return send({"GET", "/", headers, {}, {}}).href("self"); }
};
TEST_P(BaseUrl, Row) {
    Settings settings;
    settings.base_urls = GetParam().configured;
    EXPECT_EQ(BaseUrlBroker(settings).self(GetParam().headers), GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, BaseUrl,
    testing::ValuesIn(std::vector<BaseUrlCase>{
        {"AsTheRequestSays", {}, {{"Host", "b.example:9292"}}, "http://b.example:9292"},
        {"DefaultPortIsLeftOut", {}, {{"Host", "b.example:80"}}, "http://b.example"},
        {"HttpsBehindAProxy", {}, {{"Host", "b.example"}, {"X-Forwarded-Proto", "https"}}, "https://b.example"},
        {"HttpsByOtherHeader", {}, {{"Host", "b.example"}, {"X-Forwarded-Ssl", "on"}}, "https://b.example"},
        {"FirstOfAProxyChain", {}, {{"Host", "b"}, {"X-Forwarded-Proto", "https, http"}}, "https://b"},
        {"ForwardedHostWithItsPort",
         {},
         {{"Host", "inner:9292"}, {"X-Forwarded-Host", "outer.example:8443"}, {"X-Forwarded-Proto", "https"}},
         "https://outer.example:8443"},
        {"NotThePortThatTheProxyListensOn",
         {},
         {{"Host", "outer.example"}, {"X-Forwarded-Proto", "https"}, {"X-Forwarded-Port", "80"}},
         "https://outer.example"},
        {"Forwarded",
         {},
         {{"Host", "inner:9292"}, {"Forwarded", "for=10.0.0.1; Host=\"outer.example:8443\" ;proto=HTTPS"}},
         "https://outer.example:8443"},
        {"FirstOfAForwardedChain",
         {},
         {{"Host", "inner"}, {"Forwarded", "for=1.2.3.4, host=outer.example;proto=https, host=middle;proto=http"}},
         "https://outer.example"},
        {"ForwardedBeforeOtherHeaders",
         {},
         {{"Host", "inner"}, {"Forwarded", "host=a.example;proto=http"}, {"X-Forwarded-Host", "b.example"},
          {"X-Forwarded-Proto", "https"}},
         "http://a.example"},
        {"ForwardedWithoutAHost",
         {},
         {{"Host", "inner"}, {"Forwarded", "for=1.2.3.4;proto=https"}, {"X-Forwarded-Host", "b.example"}},
         "https://b.example"},
        {"HostileForwardedHostIsNotRepeated",
         {},
         {{"Host", "inner"}, {"Forwarded", "host=\"a/../\\\"x\";proto=javascript"}},
         "http://inner"},
        {"HostileHostIsNotRepeated", {}, {{"Host", "evil\"><script>"}}, "http://localhost"},
        {"Configured", {"https://pact.example/broker/"}, {{"Host", "inner"}}, "https://pact.example/broker"},
        {"OneOfSeveral",
         {"https://a.example", "http://inner:9292"},
         {{"Host", "inner:9292"}},
         "http://inner:9292"},
        {"SeveralWithForwarded",
         {"http://inner:9292", "https://a.example"},
         {{"Host", "inner:9292"}, {"X-Forwarded-Host", "a.example"}, {"X-Forwarded-Proto", "https"}},
         "https://a.example"},
        {"NoneOfSeveral", {"https://a.example", "https://b.example"}, {{"Host", "c"}}, "https://a.example"},
    }),
    [](const auto& row) { return row.param.name; });

TEST_F(GroundRules, HeartbeatAndDependenciesAnswer) {
    EXPECT_EQ(json::to_text(get("/diagnostic/status/heartbeat").at("ok")), "true");
    EXPECT_EQ(json::to_text(get("/diagnostic/status/dependencies").at("database.ok")), "true");
}

}  // namespace

}  // namespace tally::testing_support
