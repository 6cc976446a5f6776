// Answers of the original broker about one graph of contracts: summaries, reasons and rows.
#include <algorithm>

#include "api/broker_fixture.h"
#include "base/text.h"
#include "support/conformance_data.h"

namespace tally::testing_support {

namespace {

class GoldenMatrix : public BrokerTest {
  protected:
    static std::string contract_for(const std::string& consumer, const std::string& provider, int n) {
        return R"({"consumer":{"name":")" + consumer + R"("},"provider":{"name":")" + provider +
               R"("},"interactions":[{"request":{"method":"GET","path":"/things/)" + std::to_string(n) +
               R"("},"response":{"status":200}}],"metadata":{"pactSpecification":{"version":"2.0.0"}}})";
    }
    void put_contract(const std::string& consumer, const std::string& version, const std::string& provider,
                      int n) {
        put("/pacts/provider/" + provider + "/consumer/" + consumer + "/version/" + version,
            contract_for(consumer, provider, n));
    }

    void create_graph() {
        put_contract("Foo", "1", "Bar", 1);
        verify("Foo", "1", "Bar", "10");
        put_on_branch("Foo", "2", "main");
        put_contract("Foo", "2", "Bar", 2);
        verify("Foo", "2", "Bar", "20", false);
        put_on_branch("Foo", "3", "main");
        put_contract("Foo", "3", "Bar", 3);
        put_contract("Foo", "3", "Baz", 1);
        verify("Foo", "3", "Baz", "30");
        deploy("Baz", "30", create_environment("production", true));
    }

    std::optional<json::Value> golden(const std::string& name) {
        const auto text = read_conformance_file("broker/golden-http/" + name);
        if (!text) {
            if (conformance_is_required()) ADD_FAILURE() << "no conformance data";
            return std::nullopt;
        }
        auto value = json::parse(*text);
        EXPECT_TRUE(value) << value.error().text();
        return value ? std::optional(std::move(*value)) : std::nullopt;
    }

    static const json::Value* entry(const json::Value& golden, const std::string& part) {
        for (const auto& member : *golden.object()) {
            if (member.name.find(part) != std::string::npos) return &member.value;
        }
        ADD_FAILURE() << "no entry '" << part << "'";
        return nullptr;
    }

    static void expect_summary(const json::Value& expected, const Reply& reply, const std::string& what) {
        EXPECT_EQ(reply.status(), expected.find("status")->integer()) << what << "\n" << reply.response.body;
        EXPECT_EQ(json::to_text(reply.at("summary")), json::to_text(*expected.find("summary"))) << what;
        const auto* types = expected.find("noticeTypes");
        if (types == nullptr) return;
        json::Array actual;
        for (const auto& notice : *reply.at("notices").array()) actual.push_back(*notice.find("type"));
        EXPECT_EQ(json::to_text(actual), json::to_text(*types)) << what;
    }
};

TEST_F(GoldenMatrix, AnswersTheQuestionsOfTheSnapshots) {
    const auto all = golden("features_get_matrix_approval_spec.approved.json");
    if (!all) GTEST_SKIP() << "no conformance data";
    create_graph();
    const std::pair<const char*, const char*> questions[] = {
        {"single selector to latest", "q[][pacticipant]=Foo&q[][version]=1&latest=true&latestby=cvpv"},
        {"can-i-deploy to environment",
         "q[][pacticipant]=Foo&q[][version]=1&environment=production&latestby=cvpv"},
        {"can-i-deploy to mainBranch", "q[][pacticipant]=Foo&q[][version]=2&mainBranch=true&latestby=cvpv"},
        {"matrix UI browse", "q[][pacticipant]=Foo&q[][pacticipant]=Bar&latestby=cvpv"},
        {"flat encoding", "q[]pacticipant=Foo&q[]version=1&q[]pacticipant=Bar&q[]version=10&latestby=cvpv"},
        {"success filter true", "q[][pacticipant]=Foo&q[][pacticipant]=Bar&success=true&latestby=cvpv"},
        {"limit smaller than result set", "q[][pacticipant]=Foo&q[][pacticipant]=Bar&limit=1&latestby=cvpv"},
    };
    for (const auto& [name, query] : questions) {
        const auto* expected = entry(*all, name);
        if (expected != nullptr) expect_summary(*expected, get("/matrix?" + std::string(query)), name);
    }
    const auto* expected = entry(*all, "path endpoint");
    if (expected != nullptr)
        expect_summary(*expected, get("/matrix/provider/Bar/consumer/Foo"), "path endpoint");
}

TEST_F(GoldenMatrix, HasTheRowsOfTheRecordedAnswer) {
    const auto recorded = golden("matrix_full_body_ui_browse.approved.json");
    if (!recorded) GTEST_SKIP() << "no conformance data";
    create_graph();
    const auto reply = send({"GET",
                             "/matrix?" + *recorded->find("request")->find("query")->string(),
                             {{"Host", "example.org"}},
                             {},
                             {}});
    // Times were blanked, numbers of results counted and contents hashed in the recorder's own way.
    const auto comparable = [](std::string text) {
        text = text::replace_all(std::move(text), "<timestamps>", "2021-09-01T00:07:21+00:00");
        constexpr std::string_view kBeforeSha = "/pact-version/";
        for (auto at = text.find(kBeforeSha); at != std::string::npos; at = text.find(kBeforeSha, at + 1)) {
            text.replace(at + kBeforeSha.size(), 40, "SHA");
        }
        text = text::replace_all(std::move(text), "verification-results/2\"", "verification-results/N\"");
        return text::replace_all(std::move(text), "verification-results/1\"", "verification-results/N\"");
    };
    EXPECT_EQ(comparable(json::to_pretty_text(*recorded->find("response")->find("body"))),
              comparable(json::to_pretty_text(reply.body)));
}

TEST_F(GoldenMatrix, IsATableForPeople) {
    const auto recorded = read_conformance_file("broker/golden-http/matrix_full_body_text.approved.txt");
    if (!recorded) GTEST_SKIP() << "no conformance data";
    create_graph();
    const auto reply = get("/matrix?q[][pacticipant]=Foo&q[][pacticipant]=Bar&latestby=cvpv", "text/plain");
    EXPECT_EQ(reply.header("Content-Type"), "text/plain;charset=utf-8");
    const auto comparable = [](std::string_view text) {
        return text::replace_all(std::string(text::trim(text)), "| 2      |", "| 1      |");
    };
    EXPECT_EQ(comparable(reply.response.body), comparable(*recorded));
}

TEST_F(GoldenMatrix, AnswersCanIDeploy) {
    const auto all = golden("features_can_i_deploy_approval_spec.approved.json");
    if (!all) GTEST_SKIP() << "no conformance data";
    put_contract("Foo", "1", "Bar", 1);
    tag("Foo", "1", "dev");
    verify("Foo", "1", "Bar", "10");
    tag("Bar", "10", "prod");
    deploy("Bar", "10", create_environment("production", true));
    const std::string question = "/can-i-deploy?pacticipant=Foo&version=1&environment=production";
    const auto ask = [&](const char* name, const std::string& target) {
        if (const auto* expected = entry(*all, name)) expect_summary(*expected, get(target), name);
    };
    ask("Foo v1 to the production environment snapshots", question);
    ask("tag-to-tag URL format", "/pacticipants/Foo/latest-version/dev/can-i-deploy/to/prod");
    EXPECT_EQ(get("/can-i-deploy").status(), 400);
    put_contract("Foo", "1", "Baz", 2);
    ask("without ignoring the failing integration", question);
    ask("environment with a failing integration ignoring the failing integration",
        question + "&ignore[]=Baz");
}

}  // namespace

}  // namespace tally::testing_support
