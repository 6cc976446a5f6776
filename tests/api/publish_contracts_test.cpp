#include "api/broker_fixture.h"
#include "base/encoding.h"

namespace tally::testing_support {

namespace {

std::string request(const std::string& content, const std::string& more = R"(,"branch":"main")",
                    const std::string& item_more = "") {
    return R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1")" + more +
           R"(,"contracts":[{"consumerName":"Foo","providerName":"Bar","specification":"pact",)"
           R"("contentType":"application/json","content":")" +
           encoding::base64(content) + "\"" + item_more + "}]}";
}

class PublishContracts : public BrokerTest {
  protected:
    Reply publish_all(const std::string& body) { return post("/contracts/publish", body); }
};

TEST_F(PublishContracts, AnswersTwoHundredWithEverythingItDid) {
    const auto reply = publish_all(
        request(contract("Foo", "Bar"), R"(,"branch":"main","tags":["a"],"buildUrl":"http://b")"));
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(reply.text("_embedded.version.number"), "1");
    EXPECT_EQ(reply.text("_links.pb:pacticipant-version-tags[0].name"), "a");
    EXPECT_EQ(reply.text("_links.pb:contracts[0].href"),
              "http://broker.example/pacts/provider/Bar/consumer/Foo/version/1");
    EXPECT_EQ(reply.text("logs[0].message"), reply.text("notices[0].text"));
    const auto version = get("/pacticipants/Foo/versions/1");
    EXPECT_EQ(version.text("buildUrl"), "http://b");
    EXPECT_EQ(version.text("_embedded.branchVersions[0].name"), "main");
}

TEST_F(PublishContracts, StoresTheSameTextAsAPut) {
    const std::string text = " {\"interactions\" : [ {\"a\":1.50} ],\"x\":1e1}\n";
    publish_all(request(text));
    put("/pacts/provider/Bar/consumer/Foo/version/2", text);
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/version/1").href("pb:pact-version"),
              get("/pacts/provider/Bar/consumer/Foo/version/2").href("pb:pact-version"));
}

TEST_F(PublishContracts, AnEmptyListCreatesTheVersion) {
    const auto reply =
        publish_all(R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1","contracts":[]})");
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(get("/pacticipants/Foo/versions/1").status(), 200);
}

TEST_F(PublishContracts, AsksForTheBranchWhenThereIsNone) {
    const auto reply = publish_all(request(contract("Foo", "Bar"), ""));
    EXPECT_EQ(reply.text("notices[1].type"), "prompt");
    EXPECT_NE(reply.text("notices[1].text").find("branch"), std::string::npos);
}

TEST_F(PublishContracts, ATagNeverBecomesTheBranchWhenThereIsOne) {
    publish_all(request(contract("Foo", "Bar"), R"(,"branch":"feat","tags":["prod"])"));
    EXPECT_EQ(get("/pacticipants/Foo/branches").size("_embedded.branches"), 1u);
}

TEST_F(PublishContracts, UnchangedContentIsPublishedAgain) {
    publish_all(request(contract("Foo", "Bar")));
    const auto reply = publish_all(request(contract("Foo", "Bar")));
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(reply.text("notices[1].type"), "success");
    EXPECT_EQ(reply.text("notices[3].text"), "  Events detected: contract_published");
}

TEST_F(PublishContracts, ChangedContentIsRefusedWithTheDifferenceAndNothingIsStored) {
    publish_all(request(contract("Foo", "Bar", "/old")));
    const auto reply = publish_all(request(contract("Foo", "Bar", "/new"), R"(,"branch":"other")"));
    EXPECT_EQ(reply.status(), 409);
    EXPECT_EQ(reply.header("Content-Type"), "application/json;charset=utf-8");
    EXPECT_EQ(reply.text("notices[0].type"), "error");
    EXPECT_EQ(reply.text("notices[1].type"), "info");
    EXPECT_NE(reply.text("notices[1].text").find("-         \"path\": \"/old\""), std::string::npos)
        << reply.text("notices[1].text");
    EXPECT_EQ(reply.text("errors.contracts[0]"), reply.text("notices[0].text"));
    EXPECT_EQ(get("/pacticipants/Foo/branches/other").status(), 404);
}

TEST_F(PublishContracts, ContentChangesAreNoticedPerTag) {
    const auto events = [&](const std::string& version, const std::string& path, const std::string& tags) {
        auto body = request(contract("Foo", "Bar", path), R"(,"branch":"main","tags":[)" + tags + "]");
        body.replace(body.find("Number\":\"1"), 10, "Number\":\"" + version);
        return publish_all(body).text("notices[3].text");
    };
    EXPECT_NE(events("1", "/a", R"("dev")").find("contract_content_changed (first"), std::string::npos);
    EXPECT_EQ(events("2", "/a", R"("dev")"), "  Events detected: contract_published");
    EXPECT_NE(events("3", "/a", R"("dev","new")").find("tagged new"), std::string::npos);
    EXPECT_NE(events("4", "/b", R"("dev")").find("content differs"), std::string::npos);
}

TEST_F(PublishContracts, TellsWhichProviderVersionHasToVerify) {
    put_on_branch("Bar", "7", "main");
    deploy("Bar", "7", create_environment("prod"));
    const auto reply = publish_all(request(contract("Foo", "Bar")));
    EXPECT_NE(reply.text("notices[3].text")
                  .find("contract_requiring_verification_published (Bar version 7, latest from main "
                        "branch main, deployed to prod)"),
              std::string::npos)
        << reply.text("notices[3].text");
}

TEST_F(PublishContracts, LookAlikeNamesAreRefused) {
    post("/pacticipants", R"({"name":"Bars"})");
    const auto reply = publish_all(request(contract("Foo", "Bar")));
    EXPECT_EQ(reply.status(), 409);
    EXPECT_NE(reply.text("errors.contracts[0]").find("'Bars'"), std::string::npos);
    EXPECT_EQ(get("/pacticipants/Foo").status(), 404);
}

struct InvalidCase {
    const char* name;
    std::string body;
    const char* key;
    const char* message_part;
};
class InvalidPublications : public PublishContracts, public testing::WithParamInterface<InvalidCase> {};
TEST_P(InvalidPublications, Row) {
    const auto reply = publish_all(GetParam().body);
    EXPECT_EQ(reply.status(), 400) << reply.response.body;
    const auto* messages = reply.at("errors").find(GetParam().key);
    ASSERT_NE(messages, nullptr) << reply.response.body;
    EXPECT_NE(json::to_text(*messages).find(GetParam().message_part), std::string::npos)
        << json::to_text(*messages);
    EXPECT_EQ(get("/pacticipants").size("pacticipants"), 0u);
}
std::string with_item(const std::string& item) {
    return R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1","contracts":[)" + item + "]}";
}
INSTANTIATE_TEST_SUITE_P(
    Rows, InvalidPublications,
    testing::ValuesIn(std::vector<InvalidCase>{
        {"NoVersion", R"({"pacticipantName":"Foo","contracts":[]})", "pacticipantVersionNumber",
         "is missing"},
        {"BlankName", R"({"pacticipantName":" ","pacticipantVersionNumber":"1","contracts":[]})",
         "pacticipantName", "blank"},
        {"NewLineInBranch", request("{}", R"(,"branch":"a\nb")"), "branch", "new lines"},
        {"BlankTag", request("{}", R"(,"tags":["a"," "])"), "tags", "(at index 1)"},
        {"NoContracts", R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1"})", "contracts",
         "is missing"},
        {"ItemIsNotAnObject", with_item("1"), "contracts", "(at index 0)"},
        {"ContentIsNotBase64",
         with_item(
             R"({"consumerName":"Foo","providerName":"Bar","specification":"pact","contentType":"application/json","content":"e"})"),
         "contracts", "base64"},
        {"ContentIsNotJson", request("{nonsense"), "contracts", "parsed"},
        {"ContentIsNotUtf8", request("\"\xff\""), "contracts", "UTF-8"},
        {"ContentIsNotAnObject", request("[]"), "contracts", "object"},
        {"ContentIsTooDeep", request("{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + "}"),
         "contracts", "parsed"},
        {"OtherConsumerInTheDocument", request(R"({"consumer":{"name":"X"}})"), "contracts", "'X'"},
        {"OtherConsumerInTheItem",
         with_item(
             R"({"consumerName":"X","providerName":"Bar","specification":"pact","contentType":"application/json","content":"e30="})"),
         "contracts", "pacticipantName"},
        {"UnknownOnConflict", request("{}", "", R"(,"onConflict":"explode")"), "contracts", "onConflict"},
    }),
    [](const auto& row) { return row.param.name; });

class ModifiablePublications : public BrokerTest {
  protected:
    ModifiablePublications() : BrokerTest(allowing()) {}
    static Settings allowing() {
        Settings settings;
        settings.allow_contract_modification = true;
        return settings;
    }
};

TEST_F(ModifiablePublications, MergeAddsInteractions) {
    post("/contracts/publish", request(contract("Foo", "Bar")));
    const auto added = R"({"interactions":[{"description":"more","request":{},"response":{}}]})";
    const auto reply = post("/contracts/publish", request(added, "", R"(,"onConflict":"merge")"));
    EXPECT_EQ(reply.status(), 200);
    EXPECT_NE(reply.text("notices[2].text").find("merged"), std::string::npos);
    EXPECT_EQ(get("/pacts/provider/Bar/consumer/Foo/version/1").size("interactions"), 2u);
}

// Parts come from builds that run side by side; results of the whole must not depend on who was first.
TEST_F(ModifiablePublications, MergedContentIsTheSameInWhateverOrderItsPartsCame) {
    const std::string first = R"({"interactions":[{"description":"a","request":{},"response":{}}]})";
    const std::string second = R"({"interactions":[{"description":"b","request":{},"response":{}}]})";
    const std::string url = "/pacts/provider/Bar/consumer/Foo/version/";
    put(url + "1", first);
    patch(url + "1", second, "application/json");
    put(url + "2", second);
    patch(url + "2", first, "application/json");
    const auto sha = [&](const std::string& version) {
        return get(url + version).text("_links.pb:pact-version.name");
    };
    EXPECT_EQ(sha("1"), sha("2"));
    patch(url + "1", first, "application/json");
    EXPECT_EQ(sha("1"), sha("2")) << "a part that is there already changes nothing";
}

TEST_F(ModifiablePublications, ChangedContentIsAWarning) {
    post("/contracts/publish", request(contract("Foo", "Bar", "/old")));
    const auto reply = post("/contracts/publish", request(contract("Foo", "Bar", "/new")));
    EXPECT_EQ(reply.text("notices[1].type"), "warning");
    EXPECT_NE(reply.text("notices[3].text").find("content modified"), std::string::npos);
}

TEST_F(PublishContracts, ATagNamedLikeAnEnvironmentDeploysNothingYet) {
    create_environment("prod");
    const auto reply =
        post("/contracts/publish",
             R"({"pacticipantName":"Foo","pacticipantVersionNumber":"1","tags":["prod"],"contracts":[]})");
    ASSERT_EQ(reply.status(), 200) << reply.response.body;
    EXPECT_EQ(get("/pacticipants/Foo/versions/1").size("_links.pb:deployed-environments"), 0u);
    tag("Foo", "1", "prod");
    EXPECT_EQ(get("/pacticipants/Foo/versions/1").size("_links.pb:deployed-environments"), 1u)
        << "put by itself it says so";
}

}  // namespace

}  // namespace tally::testing_support
