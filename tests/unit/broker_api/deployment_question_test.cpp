#include "broker_api/deployment_question.h"

#include <gtest/gtest.h>

#include "broker_api/document_parts.h"
#include "unit/broker_api/fake_broker.h"

namespace tally::broker_api {
namespace {

using testing::FakeBroker;

struct Case {
    const char* name;
    DeploymentQuestion question;
    const char* expected;  // brackets not encoded, so that it can be read
};
class MatrixParameters : public ::testing::TestWithParam<Case> {};
TEST_P(MatrixParameters, AreThoseOfTheQuestion) {
    std::string text;
    for (const auto& [name, value] : matrix_parameters(GetParam().question))
        text += (text.empty() ? "" : "&") + name + "=" + value;
    EXPECT_EQ(text, GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    Rows, MatrixParameters,
    ::testing::ValuesIn(std::vector<Case>{
        {"ToAnEnvironment",
         {{{"web", "1"}}, {}, "prod"},
         "q[][pacticipant]=web&q[][version]=1&latestby=cvpv&environment=prod"},
        {"WithoutATarget", {{{"web", "1"}}}, "q[][pacticipant]=web&q[][version]=1&latestby=cvp&latest=true"},
        {"ToATag",
         {{{"web", "1"}}, {}, "", "prod"},
         "q[][pacticipant]=web&q[][version]=1&latestby=cvp&tag=prod&latest=true"},
        {"ToMainBranches",
         {{{"web", "1"}}, {}, "", "", true},
         "q[][pacticipant]=web&q[][version]=1&latestby=cvp&mainBranch=true&latest=true"},
        {"Two",
         {{{"web", "1"}, {"api", std::nullopt, true, "rc"}}},
         "q[][pacticipant]=web&q[][version]=1&q[][pacticipant]=api&q[][latest]=true&q[][tag]=rc&latestby=cvpv"},
        {"Branches",
         {{{"web", std::nullopt, true, std::nullopt, "main"},
           {"api", std::nullopt, false, std::nullopt, std::nullopt, true}},
          {},
          "prod"},
         "q[][pacticipant]=web&q[][latest]=true&q[][branch]=main&q[][pacticipant]=api&"
         "q[][mainBranch]=true&latestby=cvpv&environment=prod"},
        {"EveryVersionWithATag",
         {{{"web", std::nullopt, false, "rc"}}},
         "q[][pacticipant]=web&q[][tag]=rc&latestby=cvp&latest=true"},
        {"Ignored",
         {{{"web", "1"}}, {{"api"}, {"old", "2"}}, "prod"},
         "q[][pacticipant]=web&q[][version]=1&ignore[][pacticipant]=api&ignore[][pacticipant]=old&"
         "ignore[][version]=2&latestby=cvpv&environment=prod"},
    }),
    [](const auto& row) { return row.param.name; });

constexpr const char* kQuestion =
    "GET /matrix?q%5B%5D%5Bpacticipant%5D=web&q%5B%5D%5Bversion%5D=a%26b&latestby=cvpv&environment=prod";

TEST(AskWhetherDeployable, ReadsTheMatrix) {
    FakeBroker broker;
    broker.answer(kQuestion, 200, R"({"summary":{"deployable":null,"reason":"r","unknown":1},
        "notices":[{"type":"error","text":"n"}],
        "matrix":[{"consumer":{"name":"web","version":{"number":"1"}},"provider":{"name":"api","version":null},
                   "verificationResult":null},
                  {"consumer":{"name":"web","version":{"number":"1"}},
                   "provider":{"name":"old","version":{"number":"2"}},"ignored":true,
                   "verificationResult":{"success":false,"_links":{"self":{"href":"http://b/r"}}}}]})");
    auto client = broker.client();
    const auto answer = ask_whether_deployable(*client, {{{"web", "a&b"}}, {}, "prod"});
    ASSERT_TRUE(answer) << answer.error().text();
    EXPECT_EQ(answer->deployable, std::nullopt);
    EXPECT_EQ(answer->unknown, 1);
    EXPECT_EQ(answer->reason, "r");
    ASSERT_EQ(answer->rows.size(), 2u);
    EXPECT_EQ(answer->rows[0].provider_version, "");
    EXPECT_EQ(answer->rows[0].success, std::nullopt);
    EXPECT_EQ(answer->rows[1].success, false);
    EXPECT_EQ(answer->rows[1].result_address, "http://b/r");
    EXPECT_TRUE(answer->rows[1].ignored);
}

TEST(AskWhetherDeployable, BelievesNothingElse) {
    for (const char* body : {"{}", "[]", R"({"summary":{"deployable":"yes"}})", R"({"summary":[]})"}) {
        FakeBroker broker;
        broker.answer(kQuestion, 200, body);
        auto client = broker.client();
        const auto answer = ask_whether_deployable(*client, {{{"web", "a&b"}}, {}, "prod"});
        ASSERT_FALSE(answer) << body;
        EXPECT_EQ(answer.error().code, ErrorCode::malformed) << body;
    }
}

TEST(WithQuery, GoesOnWhereAQueryHasBegun) {
    EXPECT_EQ(with_query("/x", {{"a b", "c/d"}}), "/x?a%20b=c%2Fd");
    EXPECT_EQ(with_query("/x?y=1", {{"a", "b"}, {"c", ""}}), "/x?y=1&a=b&c=");
    EXPECT_EQ(with_query("/x", {}), "/x");
}

}  // namespace
}  // namespace tally::broker_api
