// Versions, tags and branches.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Versions : public BrokerTest {};

TEST_F(Versions, PutCreatesEverythingAndReplacesTags) {
    const auto created =
        put("/pacticipants/Foo/versions/1", R"({"buildUrl":"http://ci/1","tags":[{"name":"a"}]})");
    EXPECT_EQ(created.status(), 201);
    EXPECT_EQ(created.text("buildUrl"), "http://ci/1");
    const auto replaced = put("/pacticipants/Foo/versions/1", R"({"tags":[{"name":"b"}]})");
    EXPECT_EQ(replaced.status(), 200);
    EXPECT_FALSE(replaced.has("buildUrl"));
    EXPECT_EQ(replaced.size("_embedded.tags"), 1u);
    EXPECT_EQ(replaced.text("_embedded.tags[0].name"), "b");
}

TEST_F(Versions, TagsWithoutANameAreNamedByTheirPlace) {
    const auto reply = put("/pacticipants/Foo/versions/1", R"({"tags":[{"name":"a"},"b",{"name":""}]})");
    EXPECT_EQ(reply.status(), 400);
    EXPECT_EQ(reply.text("errors.tags[0]"), "name is missing (at index 1)");
    EXPECT_EQ(reply.text("errors.tags[1]"), "name can't be blank (at index 2)");
}

TEST_F(Versions, ABuildWithoutAnAddressMaySendAnEmptyOne) {
    EXPECT_EQ(put("/pacticipants/Foo/versions/1", R"({"buildUrl":""})").status(), 201);
    EXPECT_EQ(patch("/pacticipants/Foo/versions/1", R"({"buildUrl":""})").status(), 200);
}

TEST_F(Versions, PatchMerges) {
    put("/pacticipants/Foo/versions/1", R"({"buildUrl":"http://ci/1","tags":[{"name":"a"}]})");
    const auto reply = patch("/pacticipants/Foo/versions/1", R"({"tags":[]})");
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(reply.text("buildUrl"), "http://ci/1");
    EXPECT_EQ(reply.size("_embedded.tags"), 0u);
}

TEST_F(Versions, LatestIsTheOneCreatedLast) {
    for (const auto* number : {"2", "10", "1"}) put("/pacticipants/Foo/versions/" + std::string(number));
    put("/pacticipants/Foo/versions/2");
    EXPECT_EQ(get("/pacticipants/Foo/latest-version").text("number"), "1")
        << "republishing does not move a version";
    const auto list = get("/pacticipants/Foo/versions");
    EXPECT_EQ(list.text("_embedded.versions[0].number"), "1");
    EXPECT_EQ(list.text("_embedded.versions[2].number"), "2");
}

TEST_F(Versions, LatestWithATagFollowsTheTag) {
    for (const auto* number : {"1", "2", "3"}) put("/pacticipants/Foo/versions/" + std::string(number));
    tag("Foo", "2", "prod");
    tag("Foo", "1", "prod");
    EXPECT_EQ(get("/pacticipants/Foo/latest-version/prod").text("number"), "2");
    remove("/pacticipants/Foo/versions/2/tags/prod");
    EXPECT_EQ(get("/pacticipants/Foo/latest-version/prod").text("number"), "1");
    remove("/pacticipants/Foo/versions/1");
    EXPECT_EQ(get("/pacticipants/Foo/latest-version/prod").status(), 404);
}

TEST_F(Versions, SelfIsTheUrlThatWasAskedFor) {
    put("/pacticipants/Foo/versions/1");
    EXPECT_EQ(get("/pacticipants/Foo/latest-version").href("self"),
              "http://broker.example/pacticipants/Foo/latest-version");
    EXPECT_EQ(get("/pacticipants/Foo/versions").text("_embedded.versions[0]._links.self.href"),
              "http://broker.example/pacticipants/Foo/versions/1");
}

TEST_F(Versions, PactsOfAVersionAreSortedByProvider) {
    publish("Foo", "1", "Zoo");
    publish("Foo", "1", "Bar");
    const auto reply = get("/pacticipants/Foo/versions/1");
    EXPECT_EQ(reply.size("_links.pb:pact-versions"), 2u);
    EXPECT_EQ(reply.text("_links.pb:pact-versions[0].href"),
              "http://broker.example/pacts/provider/Bar/consumer/Foo/version/1");
}

TEST_F(Versions, UnknownOnesAreNotFound) {
    put("/pacticipants/Foo/versions/1");
    for (const auto* path :
         {"/pacticipants/Foo/versions/2", "/pacticipants/No/versions", "/pacticipants/No/latest-version",
          "/pacticipants/Foo/latest-version/prod", "/pacticipants/Foo/tags/prod/versions",
          "/pacticipants/Foo/branches/x", "/pacticipants/Foo/branches/x/latest-version",
          "/pacticipants/Foo/branches/x/versions", "/pacticipants/Foo/versions/1/tags/x"}) {
        EXPECT_EQ(get(path).status(), 404) << path;
    }
}

TEST_F(Versions, TagsAreCreatedOnce) {
    const auto created = put("/pacticipants/Foo/versions/1/tags/prod", "");
    EXPECT_EQ(created.status(), 201);
    EXPECT_EQ(created.header("Location"), "http://broker.example/pacticipants/Foo/versions/1/tags/prod");
    EXPECT_EQ(created.href("self"), "http://broker.example/pacticipants/Foo/versions/1/tags/prod");
    EXPECT_EQ(put("/pacticipants/Foo/versions/1/tags/prod").status(), 200);
    EXPECT_EQ(get("/pacticipants/Foo/versions/1/tags/prod").text("name"), "prod");
    EXPECT_EQ(get("/pacticipants/Foo/tags/prod/versions").size("_embedded.versions"), 1u);
    EXPECT_EQ(remove("/pacticipants/Foo/versions/1/tags/prod").status(), 204);
    EXPECT_EQ(remove("/pacticipants/Foo/versions/1/tags/prod").status(), 404);
}

class Branches : public BrokerTest {};

TEST_F(Branches, PutCreatesEverything) {
    const auto created = put("/pacticipants/Foo/branches/main/versions/1");
    EXPECT_EQ(created.status(), 201);
    EXPECT_EQ(created.header("Location"), "http://broker.example/pacticipants/Foo/branches/main/versions/1");
    EXPECT_EQ(created.href("pb:branch"), "http://broker.example/pacticipants/Foo/branches/main");
    EXPECT_EQ(put("/pacticipants/Foo/branches/main/versions/1").status(), 200);
    EXPECT_EQ(get("/pacticipants/Foo/branches/main/versions/1").status(), 200);
}

TEST_F(Branches, TheHeadIsTheVersionAddedLast) {
    for (const auto* number : {"1", "2"}) put("/pacticipants/Foo/versions/" + std::string(number));
    put_on_branch("Foo", "2", "main");
    put_on_branch("Foo", "1", "main");
    EXPECT_EQ(get("/pacticipants/Foo/branches/main/latest-version").text("number"), "1");
    put_on_branch("Foo", "2", "main");
    EXPECT_EQ(get("/pacticipants/Foo/branches/main/latest-version").text("number"), "1")
        << "a version that is on the branch already does not become its head again";
}

TEST_F(Branches, TheHeadMovesBack) {
    for (const auto* number : {"1", "2", "3"}) put_on_branch("Foo", number, "main");
    EXPECT_EQ(remove("/pacticipants/Foo/branches/main/versions/3").status(), 204);
    EXPECT_EQ(get("/pacticipants/Foo/branches/main/latest-version").text("number"), "2");
    EXPECT_EQ(remove("/pacticipants/Foo/versions/2").status(), 204);
    EXPECT_EQ(get("/pacticipants/Foo/branches/main/latest-version").text("number"), "1");
    EXPECT_EQ(remove("/pacticipants/Foo/branches/main/versions/3").status(), 404);
}

TEST_F(Branches, ListsNameTheQueryThatTheyAnswer) {
    put_on_branch("Foo", "1", "main");
    for (const std::string path :
         {"/pacticipants/Foo/versions?page=1&size=1", "/pacticipants/Foo/branches?q=ma",
          "/pacticipants/Foo/branches/main/versions?size=2", "/pacticipants/Foo/versions"}) {
        EXPECT_EQ(get(path).href("self"), "http://broker.example" + path);
    }
}

TEST_F(Branches, OfNothingThereIsOnePage) {
    put_on_branch("Foo", "1", "main");
    EXPECT_EQ(json::to_text(get("/pacticipants/Foo/branches?q=none").at("page.totalPages")), "1");
}

TEST_F(Branches, AVersionListsItsBranches) {
    put_on_branch("Foo", "1", "main");
    put_on_branch("Foo", "2", "main");
    put_on_branch("Foo", "1", "next");
    const auto version = get("/pacticipants/Foo/versions/1");
    EXPECT_EQ(version.text("_embedded.branchVersions[0].name"), "main");
    EXPECT_EQ(json::to_text(version.at("_embedded.branchVersions[0].latest")), "false");
    EXPECT_EQ(json::to_text(version.at("_embedded.branchVersions[1].latest")), "true");
}

TEST_F(Branches, ListIsAlwaysPagedAndMostRecentFirst) {
    put_on_branch("Foo", "1", "old");
    clock_.advance(std::chrono::minutes(2));
    put_on_branch("Foo", "2", "new");
    const auto list = get("/pacticipants/Foo/branches");
    EXPECT_EQ(list.text("_embedded.branches[0].name"), "new");
    EXPECT_EQ(json::to_text(list.at("page.totalElements")), "2");
    EXPECT_EQ(get("/pacticipants/Foo/branches?q=OL").size("_embedded.branches"), 1u);
    EXPECT_EQ(get("/pacticipants/Foo/branches?size=1&page=2").text("_embedded.branches[0].name"), "old");
    EXPECT_EQ(get("/pacticipants/Foo/branches?size=1&page=9").size("_embedded.branches"), 0u);
}

TEST_F(Branches, DeleteLeavesVersionsAlone) {
    put_on_branch("Foo", "1", "main");
    EXPECT_EQ(remove("/pacticipants/Foo/branches/main").status(), 204);
    EXPECT_EQ(get("/pacticipants/Foo/branches/main").status(), 404);
    EXPECT_EQ(get("/pacticipants/Foo/versions/1").status(), 200);
}

TEST_F(Branches, DeletingManyKeepsTheMainBranchAndTheExcludedOnes) {
    for (const auto* branch : {"main", "a", "b", "c"}) put_on_branch("Foo", "1", branch);
    const auto reply = remove("/pacticipants/Foo/branches?exclude[]=a");
    EXPECT_EQ(reply.status(), 202);
    EXPECT_NE(reply.text("notices[0].text"), "");
    EXPECT_EQ(get("/pacticipants/Foo/branches").size("_embedded.branches"), 2u);
}

class MainBranch : public BrokerTest {};

TEST_F(MainBranch, IsTheFirstCandidateThatIsUsed) {
    put_on_branch("Foo", "1", "feature");
    EXPECT_FALSE(get("/pacticipants/Foo").has("mainBranch"));
    put_on_branch("Foo", "2", "master");
    put_on_branch("Foo", "3", "main");
    EXPECT_EQ(get("/pacticipants/Foo").text("mainBranch"), "master");
}

TEST_F(MainBranch, IsDetectedFromTagsToo) {
    tag("Foo", "1", "develop");
    EXPECT_EQ(get("/pacticipants/Foo").text("mainBranch"), "develop");
}

class FirstTag : public BrokerTest {};

TEST_F(FirstTag, BecomesTheBranchOfANewVersion) {
    tag("Foo", "1", "feat");
    tag("Foo", "1", "second");
    EXPECT_EQ(get("/pacticipants/Foo/versions/1").size("_embedded.branchVersions"), 1u);
    EXPECT_EQ(get("/pacticipants/Foo/branches/feat/latest-version").text("number"), "1");
}

TEST_F(FirstTag, DoesNotBecomeTheBranchOfAnOlderVersion) {
    put("/pacticipants/Foo/versions/1");
    clock_.advance(std::chrono::seconds(11));
    tag("Foo", "1", "prod");
    EXPECT_EQ(get("/pacticipants/Foo/versions/1").size("_embedded.branchVersions"), 0u);
}

TEST_F(FirstTag, OfAVersionDocumentIsATagAndNothingElse) {
    create_environment("prod");
    patch("/pacticipants/Foo/versions/1", R"({"tags":[{"name":"main"},{"name":"prod"}]})");
    const auto version = get("/pacticipants/Foo/versions/1");
    EXPECT_EQ(version.size("_embedded.tags"), 2u);
    EXPECT_EQ(version.size("_embedded.branchVersions"), 0u);
    EXPECT_EQ(version.size("_links.pb:deployed-environments"), 0u);
    EXPECT_FALSE(get("/pacticipants/Foo").has("mainBranch"));
}

TEST_F(FirstTag, DoesNotJoinAnExistingBranch) {
    put_on_branch("Foo", "1", "main");
    tag("Foo", "1", "prod");
    EXPECT_EQ(get("/pacticipants/Foo/versions/1").size("_embedded.branchVersions"), 1u);
}

TEST_F(Branches, AndVersionsAreCountedAndInOrder) {
    put_on_branch("Foo", "1", "b");
    clock_.advance(std::chrono::minutes(2));
    put_on_branch("Foo", "1", "a");
    clock_.advance(std::chrono::minutes(2));
    put_on_branch("Foo", "2", "c");
    const auto list = get("/pacticipants/Foo/branches");
    EXPECT_EQ(list.text("_embedded.branches[0].name"), "c");
    EXPECT_EQ(list.text("_embedded.branches[1].name"), "a");
    EXPECT_EQ(get("/pacticipants/Foo/versions/1").text("_embedded.branchVersions[0].name"), "b");
    EXPECT_EQ(get("/pacticipants/Foo/versions?page=1&size=1").at("page.totalElements").integer(), 2);
}

}  // namespace

}  // namespace tally::testing_support
