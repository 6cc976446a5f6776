#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Pacticipants : public BrokerTest {};

TEST_F(Pacticipants, PostCreatesAndSaysWhere) {
    const auto reply = post("/pacticipants", R"({"name":"Foo Bar","repositoryUrl":"http://foo"})");
    EXPECT_EQ(reply.status(), 201);
    EXPECT_EQ(reply.header("Location"), "http://broker.example/pacticipants/Foo%20Bar");
    EXPECT_EQ(reply.text("name"), "Foo Bar");
    EXPECT_EQ(reply.text("repositoryUrl"), "http://foo");
    EXPECT_EQ(reply.text("createdAt"), "2021-09-01T00:07:21+00:00");
    EXPECT_FALSE(reply.has("updatedAt"));
    EXPECT_EQ(reply.text("displayName"), "Foo Bar") << "made from the name, since clients count on it";
    EXPECT_FALSE(reply.has("mainBranch")) << "nulls are omitted";
    EXPECT_FALSE(reply.has("_links.pb:deployed-environments")) << "a new one is nowhere";
    EXPECT_EQ(post("/pacticipants", R"({"name":"foo-bar.api"})").text("displayName"), "Foo Bar Api");
}

TEST_F(Pacticipants, PostOfAnExistingNameAnswersWithTheStoredOne) {
    post("/pacticipants", R"({"name":"Foo","repositoryUrl":"http://foo"})");
    const auto reply = post("/pacticipants", R"({"name":"Foo"})");
    EXPECT_EQ(reply.status(), 201);
    EXPECT_EQ(reply.text("repositoryUrl"), "http://foo");
}

TEST_F(Pacticipants, PutReplacesEverything) {
    post("/pacticipants", R"({"name":"Foo","repositoryUrl":"http://foo","mainBranch":"main"})");
    const auto reply = put("/pacticipants/Foo", R"({"displayName":"The Foo","name":"ignored"})");
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(reply.text("name"), "Foo");
    EXPECT_EQ(reply.text("displayName"), "The Foo");
    EXPECT_FALSE(reply.has("repositoryUrl"));
    EXPECT_FALSE(reply.has("mainBranch"));
}

TEST_F(Pacticipants, ANameInTheDocumentCountsForNothingButMustBeOne) {
    post("/pacticipants", R"({"name":"Foo","repositoryUrl":"http://foo"})");
    for (const auto* name : {"1", "null", "[]", R"("")", R"(" ")", R"("a\nb")"}) {
        const auto body = std::string(R"({"name":)") + name + "}";
        EXPECT_TRUE(put("/pacticipants/Foo", body).has("errors.name")) << name;
        EXPECT_TRUE(patch("/pacticipants/Foo", body).has("errors.name")) << name;
    }
    EXPECT_EQ(get("/pacticipants/Foo").text("repositoryUrl"), "http://foo");
}

TEST_F(Pacticipants, NothingToSayAboutTheRepositoryMayBeAnEmptyText) {
    const auto reply = post("/pacticipants", R"({"name":"Foo","repositoryUrl":"","repositoryName":"",
                                                  "repositoryNamespace":""})");
    EXPECT_EQ(reply.status(), 201);
    EXPECT_EQ(patch("/pacticipants/Foo", R"({"repositoryUrl":""})").status(), 200);
}

TEST_F(Pacticipants, PutOfAnUnknownOneIsNotFound) {
    EXPECT_EQ(put("/pacticipants/Foo").status(), 404);
}

TEST_F(Pacticipants, PatchMerges) {
    post("/pacticipants", R"({"name":"Foo","repositoryUrl":"http://foo","mainBranch":"main"})");
    clock_.advance(std::chrono::seconds(5));
    const auto reply = patch("/pacticipants/Foo", R"({"mainBranch":"trunk","displayName":null})");
    EXPECT_EQ(reply.status(), 200);
    EXPECT_EQ(reply.text("repositoryUrl"), "http://foo");
    EXPECT_EQ(reply.text("mainBranch"), "trunk");
    EXPECT_EQ(reply.text("updatedAt"), "2021-09-01T00:07:26+00:00");
}

TEST_F(Pacticipants, PatchCreates) {
    const auto reply = patch("/pacticipants/Foo", R"({"repository_url":"git@x:y"})", "application/json");
    EXPECT_EQ(reply.status(), 201);
    EXPECT_EQ(reply.header("Location"), "http://broker.example/pacticipants/Foo");
    EXPECT_TRUE(reply.has("_links.pb:deployed-environments"));
    EXPECT_EQ(get("/pacticipants/Foo").text("repositoryUrl"), "git@x:y") << "older clients write snake_case";
}

TEST_F(Pacticipants, ListIsSortedIgnoringCaseAndDoubledForOldClients) {
    for (const auto* name : {"b", "A", "c"})
        post("/pacticipants", R"({"name":")" + std::string(name) + "\"}");
    const auto reply = get("/pacticipants");
    EXPECT_EQ(reply.text("_embedded.pacticipants[0].name"), "A");
    EXPECT_EQ(reply.text("_embedded.pacticipants[1].name"), "b");
    EXPECT_EQ(reply.text("pacticipants[0].name"), "A");
    EXPECT_EQ(reply.text("_links.pb:pacticipants[2].href"), "http://broker.example/pacticipants/c");
    EXPECT_EQ(reply.text("_links.pacticipants[2].title"), "c");
    EXPECT_FALSE(reply.has("page"));
}

TEST_F(Pacticipants, ListComesInPagesWhenAsked) {
    for (const auto* name : {"a", "b", "c"})
        post("/pacticipants", R"({"name":")" + std::string(name) + "\"}");
    const auto reply = get("/pacticipants?page=2&size=1");
    EXPECT_EQ(reply.text("_embedded.pacticipants[0].name"), "b");
    EXPECT_EQ(json::to_text(reply.at("page")), R"({"number":2,"size":1,"totalElements":3,"totalPages":3})");
    EXPECT_EQ(reply.href("next"), "http://broker.example/pacticipants?size=1&page=3");
    EXPECT_EQ(reply.href("previous"), "http://broker.example/pacticipants?size=1&page=1");
    EXPECT_EQ(get("/pacticipants?pageNumber=1").size("_embedded.pacticipants"), 3u)
        << "the size defaults to 100";
}

TEST_F(Pacticipants, PagesOfAFilteredListKeepTheFilter) {
    for (const auto* name : {"a b 1", "a b 2", "other"}) post("/pacticipants", R"({"name":")" + std::string(name) + "\"}");
    const auto reply = get("/pacticipants?q=a%20b&page=1&size=1");
    EXPECT_EQ(reply.href("next"), "http://broker.example/pacticipants?size=1&page=2&q=a+b");
    EXPECT_EQ(get(path_of(reply.href("next"))).text("_embedded.pacticipants[0].name"), "a b 2");
}

TEST_F(Pacticipants, FilterFindsPartsOfNamesLiterally) {
    for (const auto* name : {"Pricing", "shop_web", "shopXweb"}) {
        post("/pacticipants", R"({"name":")" + std::string(name) + "\"}");
    }
    EXPECT_EQ(get("/pacticipants?q=ICI").size("_embedded.pacticipants"), 1u);
    EXPECT_EQ(get("/pacticipants?q=p_w").size("_embedded.pacticipants"), 1u)
        << "an underscore is no wildcard";
    EXPECT_EQ(get("/pacticipants?q=%25").size("_embedded.pacticipants"), 0u);
}

TEST_F(Pacticipants, LinksLeadToVersionsTagsAndBranches) {
    publish("Foo", "1", "Bar");
    const auto reply = get("/pacticipants/Foo");
    EXPECT_EQ(reply.text("_embedded.latestVersion.number"), "1");
    EXPECT_EQ(reply.text("_embedded.latest-version._links.self.href"),
              "http://broker.example/pacticipants/Foo/versions/1");
    EXPECT_EQ(reply.href("pb:version-tag"),
              "http://broker.example/pacticipants/Foo/versions/{version}/tags/{tag}");
    EXPECT_EQ(reply.href("pb:branch-version"),
              "http://broker.example/pacticipants/Foo/branches/{branch}/versions/{version}");
}

TEST_F(Pacticipants, DeleteTakesEverythingWithIt) {
    publish("Foo", "1", "Bar");
    verify("Foo", "1", "Bar", "2");
    tag("Foo", "1", "prod");
    put_on_branch("Foo", "1", "main");
    EXPECT_EQ(remove("/pacticipants/Foo").status(), 204);
    EXPECT_EQ(get("/pacticipants/Foo").status(), 404);
    EXPECT_EQ(get("/pacts/latest").size("pacts"), 0u);
    EXPECT_EQ(remove("/pacticipants/Foo").status(), 404);
}

}  // namespace

}  // namespace tally::testing_support
