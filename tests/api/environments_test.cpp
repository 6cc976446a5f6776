// Environments, and the versions deployed and released to them.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Environments : public BrokerTest {
  protected:
    Reply record(const std::string& kind, const std::string& pacticipant, const std::string& version,
                 const std::string& uuid, const std::string& body = "{}") {
        return post(
            "/pacticipants/" + pacticipant + "/versions/" + version + "/" + kind + "/environment/" + uuid,
            body);
    }
    std::string deployed(const std::string& uuid, const std::string& query = "") {
        const auto reply = get("/environments/" + uuid + "/deployed-versions/currently-deployed" + query);
        std::string all;
        for (std::size_t i = 0; i < reply.size("_embedded.deployedVersions"); ++i) {
            const auto item = "_embedded.deployedVersions[" + std::to_string(i) + "].";
            const auto instance = reply.text(item + "applicationInstance");
            all += (all.empty() ? "" : " ") + reply.text(item + "_embedded.pacticipant.name") + "/" +
                   reply.text(item + "_embedded.version.number") + (instance.empty() ? "" : "@" + instance);
        }
        return all;
    }
};

TEST_F(Environments, AreCreatedReplacedAndDeleted) {
    const auto created = post("/environments", R"({"name":"test","displayName":"The Test","production":false,
        "contacts":[{"name":"Team","details":{"emailAddress":"a@b.example"}}]})");
    ASSERT_EQ(created.status(), 201) << created.response.body;
    EXPECT_EQ(created.header("Location"), created.href("self"));
    EXPECT_EQ(created.text("name"), "test");
    EXPECT_EQ(created.text("displayName"), "The Test");
    EXPECT_EQ(json::to_text(created.at("production")), "false");
    EXPECT_EQ(created.text("contacts[0].details.emailAddress"), "a@b.example");
    const auto url = path_of(created.href("self"));

    clock_.advance(std::chrono::seconds(1));
    const auto replaced = put(url, R"({"name":"prod_eu-1","production":true})");
    ASSERT_EQ(replaced.status(), 200) << replaced.response.body;
    EXPECT_EQ(replaced.text("uuid"), created.text("uuid"));
    EXPECT_EQ(replaced.text("displayName"), "Prod Eu 1") << "derived from the name";
    EXPECT_FALSE(replaced.has("contacts"));
    EXPECT_TRUE(replaced.has("updatedAt"));

    EXPECT_EQ(put(url, R"({"name":"prod_eu-1","production":false})").status(), 200) << "the name is its own";

    EXPECT_EQ(remove(url).status(), 204);
    EXPECT_EQ(get(url).status(), 404);
    EXPECT_EQ(put(url, R"({"name":"x","production":true})").status(), 404);
}

TEST_F(Environments, AreListedByDisplayNameAndFoundByName) {
    create_environment("zoo");
    create_environment("Alpha", true);
    create_environment("beta");
    const auto all = get("/environments");
    ASSERT_EQ(all.size("_embedded.environments"), 3u);
    ASSERT_EQ(all.size("_links.pb:environments"), 3u);
    EXPECT_EQ(all.text("_links.pb:environments[0].name"), "Alpha");
    EXPECT_EQ(all.text("_links.pb:environments[1].name"), "beta");
    EXPECT_EQ(all.text("_links.pb:environments[2].name"), "zoo");
    const auto one = get("/environments?name=beta");
    ASSERT_EQ(one.size("_embedded.environments"), 1u);
    EXPECT_EQ(get("/environments?name=bet").size("_embedded.environments"), 0u);
}

TEST_F(Environments, ABlankDisplayNameIsNone) {
    for (const auto* blank : {"", " "}) {
        const auto reply = post("/environments", std::string(R"({"name":"test-)") + (*blank == 0 ? "a" : "b") +
                                                     R"(","production":false,"displayName":")" + blank + "\"}");
        EXPECT_EQ(reply.text("displayName"), *blank == 0 ? "Test A" : "Test B") << reply.response.body;
    }
}

struct InvalidEnvironment {
    const char* name;
    const char* body;
    const char* key;
};
class InvalidEnvironments : public Environments, public testing::WithParamInterface<InvalidEnvironment> {};
TEST_P(InvalidEnvironments, AreRefused) {
    create_environment("taken");
    const auto reply = post("/environments", GetParam().body);
    EXPECT_EQ(reply.status(), 400);
    EXPECT_TRUE(reply.body.find("errors")->object()->contains(GetParam().key)) << reply.response.body;
    EXPECT_EQ(get("/environments").size("_embedded.environments"), 1u);
}
INSTANTIATE_TEST_SUITE_P(Rows, InvalidEnvironments,
                         testing::ValuesIn(std::vector<InvalidEnvironment>{
                             {"NoName", R"({"production":true})", "name"},
                             {"BlankName", R"({"name":" ","production":true})", "name"},
                             {"NameWithBlank", R"({"name":"a b","production":true})", "name"},
                             {"NameWithLineBreak", R"({"name":"a\nb","production":true})", "name"},
                             {"NameTaken", R"({"name":"taken","production":true})", "name"},
                             {"NoProduction", R"({"name":"x"})", "production"},
                             {"ProductionAsText", R"({"name":"x","production":"true"})", "production"},
                             {"ContactWithoutName", R"({"name":"x","production":true,"contacts":[{}]})",
                              "contacts"},
                         }),
                         [](const auto& row) { return row.param.name; });

TEST_F(Environments, DeployingReplacesTheSameInstanceOnly) {
    const auto uuid = create_environment("prod", true);
    for (const auto* number : {"1", "2"}) put("/pacticipants/Foo/versions/" + std::string(number));
    deploy("Foo", "1", uuid);
    deploy("Foo", "1", uuid, "blue");
    EXPECT_EQ(deployed(uuid), "Foo/1 Foo/1@blue");
    deploy("Foo", "2", uuid, "blue");
    EXPECT_EQ(deployed(uuid), "Foo/1 Foo/2@blue");
    deploy("Foo", "2", uuid);
    EXPECT_EQ(deployed(uuid), "Foo/2@blue Foo/2");
    EXPECT_EQ(deployed(uuid, "?applicationInstance=blue"), "Foo/2@blue");
    EXPECT_EQ(deployed(uuid, "?target="), "Foo/2") << "an empty value means the instance without a name";
    EXPECT_EQ(deployed(uuid, "?pacticipant=Bar"), "");
    const auto filtered =
        get("/environments/" + uuid + "/deployed-versions/currently-deployed?pacticipant=Foo");
    EXPECT_EQ(filtered.href("self").substr(filtered.href("self").find('?')), "?pacticipant=Foo");
}

TEST_F(Environments, DeployingTheCurrentVersionAgainChangesNothing) {
    const auto uuid = create_environment("prod");
    put("/pacticipants/Foo/versions/1");
    const auto first = record("deployed-versions", "Foo", "1", uuid, "");
    const auto second = record("deployed-versions", "Foo", "1", uuid, "");
    EXPECT_EQ(second.status(), 201);
    EXPECT_EQ(first.text("uuid"), second.text("uuid"));
    put("/pacticipants/Foo/versions/2");
    deploy("Foo", "2", uuid);
    const auto again = record("deployed-versions", "Foo", "1", uuid);
    EXPECT_NE(again.text("uuid"), first.text("uuid")) << "an old version comes back as a new record";
    EXPECT_EQ(get("/pacticipants/Foo/versions/1/deployed-versions/environment/" + uuid)
                  .size("_embedded.deployedVersions"),
              2u);
}

TEST_F(Environments, UndeployingIsAPatchWithFalse) {
    const auto uuid = create_environment("prod");
    put("/pacticipants/Foo/versions/1");
    const auto created = record("deployed-versions", "Foo", "1", uuid, R"({"target":"blue"})");
    EXPECT_EQ(created.text("target"), "blue");
    EXPECT_EQ(created.text("applicationInstance"), "blue");
    const auto url = path_of(created.href("self"));
    const auto unchanged = patch(url, R"({"target":"green"})");
    EXPECT_EQ(unchanged.status(), 200);
    EXPECT_EQ(json::to_text(unchanged.at("currentlyDeployed")), "true");
    const auto refused = patch(url, R"({"currentlyDeployed":true})");
    EXPECT_EQ(refused.status(), 422);
    EXPECT_TRUE(refused.has("errors.currentlyDeployed"));
    clock_.advance(std::chrono::seconds(5));
    const auto ended = patch(url, R"({"currentlyDeployed":false})");
    EXPECT_EQ(ended.status(), 200);
    EXPECT_EQ(json::to_text(ended.at("currentlyDeployed")), "false");
    EXPECT_EQ(ended.text("undeployedAt"), "2021-09-01T00:07:26+00:00");
    EXPECT_EQ(ended.text("_embedded.version.number"), "1");
    EXPECT_EQ(deployed(uuid), "");
}

TEST_F(Environments, ReleasesStandSideBySideUntilTheirSupportEnds) {
    const auto uuid = create_environment("store");
    for (const auto* number : {"1", "2"}) put("/pacticipants/App/versions/" + std::string(number));
    const auto first = record("released-versions", "App", "1", uuid);
    EXPECT_EQ(first.status(), 201);
    EXPECT_EQ(record("released-versions", "App", "2", uuid).status(), 201);
    EXPECT_EQ(record("released-versions", "App", "1", uuid).status(), 200) << "the same record";
    const auto list = "/environments/" + uuid + "/released-versions/currently-supported";
    EXPECT_EQ(get(list).size("_embedded.releasedVersions"), 2u);
    EXPECT_EQ(get(list + "?pacticipant=App&version=2").size("_embedded.releasedVersions"), 1u);

    const auto url = path_of(first.href("self"));
    EXPECT_EQ(patch(url, R"({"currentlySupported":true})").status(), 422);
    const auto ended = patch(url, R"({"currentlySupported":false})");
    EXPECT_EQ(json::to_text(ended.at("currentlySupported")), "false");
    EXPECT_TRUE(ended.has("supportEndedAt"));
    EXPECT_EQ(get(list).size("_embedded.releasedVersions"), 1u);
    EXPECT_EQ(record("released-versions", "App", "1", uuid).status(), 200);
    EXPECT_EQ(get(list).size("_embedded.releasedVersions"), 2u) << "support resumes";
}

TEST_F(Environments, AVersionSaysWhereItIsAndWhereItCanBeRecorded) {
    const auto prod = create_environment("prod", true);
    create_environment("test");
    put("/pacticipants/Foo/versions/1");
    deploy("Foo", "1", prod, "blue");
    record("released-versions", "Foo", "1", prod);
    const auto version = get("/pacticipants/Foo/versions/1");
    ASSERT_EQ(version.size("_links.pb:deployed-environments"), 1u);
    EXPECT_EQ(json::to_text(version.at("_links.pb:deployed-environments[0].currently_deployed")), "true");
    EXPECT_EQ(version.text("_links.pb:deployed-environments[0].application_instance"), "blue");
    EXPECT_EQ(version.size("_links.pb:released-environments"), 1u);
    ASSERT_EQ(version.size("_links.pb:record-deployment"), 2u);
    EXPECT_EQ(version.text("_links.pb:record-deployment[0].name"), "prod");
    EXPECT_EQ(version.text("_links.pb:record-release[1].name"), "test");
    EXPECT_FALSE(get("/pacticipants/Foo/versions").has("_embedded.versions[0]._links.pb:record-deployment"));
    EXPECT_EQ(get("/pacticipants/Foo").size("_links.pb:deployed-environments"), 1u);
    put("/pacticipants/Foo/versions/2");
    const auto there = get("/pacticipants/Foo/environments/" + prod + "/versions");
    ASSERT_EQ(there.size("_embedded.versions"), 1u);
    EXPECT_EQ(there.text("_embedded.versions[0].number"), "1");
}

TEST_F(Environments, DeployingAVersionWithoutContentWarns) {
    const auto uuid = create_environment("prod");
    put("/pacticipants/Foo/versions/9");
    const auto reply = record("deployed-versions", "Foo", "9", uuid);
    EXPECT_EQ(reply.text("notices[0].type"), "warning");
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "7");
    EXPECT_FALSE(record("deployed-versions", "Foo", "1", uuid).has("notices"));
    EXPECT_FALSE(record("released-versions", "Bar", "7", uuid).has("notices"));
}

TEST_F(Environments, ATagNamedLikeOneIsADeployment) {
    const auto uuid = create_environment("prod");
    tag("Foo", "1", "prod");
    EXPECT_EQ(deployed(uuid), "Foo/1");
    tag("Foo", "2", "prod");
    EXPECT_EQ(deployed(uuid), "Foo/2");
    tag("Foo", "1", "prod");
    EXPECT_EQ(deployed(uuid), "Foo/1") << "tagging again is a rollback";
    tag("Foo", "3", "other");
    EXPECT_EQ(deployed(uuid), "Foo/1");
}

TEST_F(Environments, DeletingTakesTheRecordsAlong) {
    const auto uuid = create_environment("prod");
    put("/pacticipants/Foo/versions/1");
    put("/pacticipants/Foo/versions/2");
    deploy("Foo", "1", uuid);
    const auto released = record("released-versions", "Foo", "2", uuid);
    remove("/pacticipants/Foo/versions/1");
    EXPECT_EQ(deployed(uuid), "");
    remove("/environments/" + uuid);
    EXPECT_EQ(get(path_of(released.href("self"))).status(), 404);
    EXPECT_EQ(get("/pacticipants/Foo/versions/2").size("_links.pb:released-environments"), 0u);
}

TEST_F(Environments, UnknownOnesAre404) {
    put("/pacticipants/Foo/versions/1");
    const auto uuid = create_environment("prod");
    EXPECT_EQ(record("deployed-versions", "Foo", "1", "nothing").status(), 404);
    EXPECT_EQ(record("deployed-versions", "Foo", "2", uuid).status(), 404);
    EXPECT_EQ(get("/deployed-versions/nothing").status(), 404);
    EXPECT_EQ(get("/released-versions/nothing").status(), 404);
    EXPECT_EQ(get("/environments/nothing/deployed-versions/currently-deployed").status(), 404);
    EXPECT_EQ(get("/pacticipants/Foo/environments/nothing/versions").status(), 404);
}

class EmbeddedPlaces : public BrokerTest {};

TEST_F(EmbeddedPlaces, AreThoseThatTheAddressDoesNotSay) {
    publish("Foo", "1", "Bar");
    const auto uuid = create_environment("prod");
    deploy("Foo", "1", uuid, "blue");
    release("Foo", "1", uuid);
    const auto of_environment = get("/environments/" + uuid + "/deployed-versions/currently-deployed");
    EXPECT_EQ(of_environment.text("_embedded.deployedVersions[0]._embedded.version.number"), "1");
    EXPECT_FALSE(of_environment.has("_embedded.deployedVersions[0]._embedded.environment"));
    for (const std::string kind : {"deployed", "released"}) {
        const auto of_version = get("/pacticipants/Foo/versions/1/" + kind + "-versions/environment/" + uuid);
        ASSERT_EQ(of_version.size("_embedded." + kind + "Versions"), 1u) << of_version.response.body;
        EXPECT_FALSE(of_version.has("_embedded." + kind + "Versions[0]._embedded"));
    }
    const auto alone = get(path_of(of_environment.text("_embedded.deployedVersions[0]._links.self.href")));
    EXPECT_TRUE(alone.has("_embedded.environment._links.pb:currently-deployed-deployed-versions"));
    const auto versions = get("/pacticipants/Foo/versions");
    EXPECT_EQ(versions.size("_embedded.versions[0]._links.pb:released-environments"), 1u);
    EXPECT_TRUE(get("/pacticipants/Foo").has("_links.pb:deployed-environments[0]"));
    EXPECT_FALSE(get("/pacticipants/Foo").has("_links.pb:deployed-environments[0].application_instance"));
    EXPECT_FALSE(get("/pacticipants").has("_embedded.pacticipants[0]._links.pb:deployed-environments"));
    EXPECT_FALSE(get("/pacticipants/Bar/versions").has("_embedded.versions[0]"));
}

TEST_F(EmbeddedPlaces, TheNewestDeploymentOfAVersionComesFirst) {
    publish("Foo", "1", "Bar");
    const auto uuid = create_environment("prod");
    deploy("Foo", "1", uuid, "blue");
    deploy("Foo", "1", uuid, "green");
    EXPECT_EQ(get("/pacticipants/Foo/versions/1/deployed-versions/environment/" + uuid)
                  .text("_embedded.deployedVersions[0].applicationInstance"),
              "green");
}

TEST_F(EmbeddedPlaces, VersionsOfAnEnvironmentAreFoundByItsNameAndByItsUuid) {
    publish("Foo", "1", "Bar");
    const auto uuid = create_environment("prod");
    deploy("Foo", "1", uuid);
    for (const std::string& given : {std::string("prod"), uuid}) {
        const auto list = get("/pacticipants/Foo/environments/" + given + "/versions");
        EXPECT_EQ(list.size("_embedded.versions"), 1u) << given;
        EXPECT_EQ(list.href("self"),
                  "http://broker.example/pacticipants/Foo/environments/" + given + "/versions");
    }
}

TEST_F(EmbeddedPlaces, AreToldByAVersionItselfEvenWhereThereAreNone) {
    put("/pacticipants/Foo/versions/nowhere");
    EXPECT_TRUE(get("/pacticipants/Foo/versions/nowhere").has("_links.pb:deployed-environments"));
    EXPECT_FALSE(
        get("/pacticipants/Foo/versions").has("_embedded.versions[0]._links.pb:deployed-environments"));
    release("Foo", "nowhere", create_environment("stores-eu"));
    EXPECT_EQ(get("/pacticipants/Foo/versions/nowhere").text("_links.pb:released-environments[0].name"),
              "Stores Eu");
}

}  // namespace

}  // namespace tally::testing_support
