// Labels of pacticipants.
#include "api/broker_fixture.h"

namespace tally::testing_support {

namespace {

class Labels : public BrokerTest {};

TEST_F(Labels, ArePutReadAndDeleted) {
    const auto created = put("/pacticipants/Foo/labels/team%20a", "");
    EXPECT_EQ(created.status(), 201) << created.response.body;
    EXPECT_EQ(created.header("Location"), "http://broker.example/pacticipants/Foo/labels/team%20a");
    EXPECT_EQ(created.text("name"), "team a");
    EXPECT_EQ(put("/pacticipants/Foo/labels/team%20a", "").status(), 200);
    EXPECT_EQ(get("/pacticipants/Foo").text("_embedded.labels[0].name"), "team a")
        << "the pacticipant was created";
    EXPECT_EQ(get("/pacticipants/Foo/labels/team%20a").href("pacticipant"),
              "http://broker.example/pacticipants/Foo");
    EXPECT_EQ(remove("/pacticipants/Foo/labels/team%20a").status(), 204);
    EXPECT_EQ(remove("/pacticipants/Foo/labels/team%20a").status(), 404);
    EXPECT_EQ(get("/pacticipants/Foo/labels/team%20a").status(), 404);
}

TEST_F(Labels, FindPacticipants) {
    put("/pacticipants/zoo/labels/x");
    put("/pacticipants/Bar/labels/x");
    put("/pacticipants/Bar/labels/y");
    const auto list = get("/pacticipants/label/x");
    ASSERT_EQ(list.size("_embedded.pacticipants"), 2u);
    EXPECT_EQ(list.text("_embedded.pacticipants[0].name"), "Bar");
    EXPECT_EQ(list.size("_links.pb:pacticipants"), 2u);
    EXPECT_FALSE(list.has("pacticipants")) << "no duplicate at the top here";
    EXPECT_EQ(get("/pacticipants/label/x?q=ZO").size("_embedded.pacticipants"), 1u);
    const auto page = get("/pacticipants/label/x?page=2&size=1");
    EXPECT_EQ(page.text("_embedded.pacticipants[0].name"), "zoo");
    EXPECT_EQ(page.at("page.totalElements").integer(), 2);
    EXPECT_EQ(get("/pacticipants/label/none").size("_embedded.pacticipants"), 0u);
}

TEST_F(Labels, AreListedOnce) {
    put("/pacticipants/Foo/labels/x");
    put("/pacticipants/Bar/labels/x");
    put("/pacticipants/Bar/labels/a");
    const auto list = get("/labels");
    ASSERT_EQ(list.size("_embedded.labels"), 2u);
    EXPECT_EQ(list.text("_embedded.labels[0].name"), "a");
}

TEST_F(Labels, AndWhoHasThemAreInOrder) {
    for (const auto* name : {"zoo", "Bar", "cat"}) put("/pacticipants/" + std::string(name) + "/labels/x");
    put("/pacticipants/cat/labels/b");
    clock_.advance(std::chrono::seconds(1));
    put("/pacticipants/cat/labels/a");
    const auto list = get("/pacticipants/label/x");
    for (const auto& [at, name] : {std::pair("0", "Bar"), std::pair("1", "cat"), std::pair("2", "zoo")})
        EXPECT_EQ(list.text(std::string("_embedded.pacticipants[") + at + "].name"), name);
    EXPECT_EQ(list.text("_embedded.pacticipants[1]._embedded.labels[0].name"), "a");
    EXPECT_EQ(list.text("_embedded.pacticipants[1]._embedded.labels[1].name"), "b");
}

}  // namespace

}  // namespace tally::testing_support
