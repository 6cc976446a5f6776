// A contract with variants, and a provider that never shows one of them.
#include <gtest/gtest.h>

#include "e2e/verify/run_verify.h"
#include "http/server.h"
#include "support/golden.h"

namespace tally::e2e {
namespace {

using namespace testing_support;

std::string variant(const std::string& key, const std::string& suffix, const std::string& comments,
                    const std::string& body) {
    return R"({ "type": "Synchronous/HTTP", "description": "a product)" + suffix + R"(", "key": ")" + key +
           R"(",)" + comments + R"( "request": { "path": "/products/11" }, "response": { "status": 200,
        "headers": { "Content-Type": ["application/json"] },
        "body": { "content": )" +
           body + R"(, "contentType": "application/json", "encoded": false } } })";
}

struct Case {
    const char* name;
    std::vector<std::string> arguments;
};

class Variants : public testing::TestWithParam<Case> {};
TEST_P(Variants, ThatNobodySawAreTold) {
    TemporaryFolder folder;
    folder.write(
        "a.json",
        contract_text(variant("p11", "", "", R"({ "id": 11, "note": "heavy" })") + "," +
                      variant("p12", " (without $.note)",
                              R"( "comments": { "tally": { "absent": "$.note", "variant": "without $.note",
                                       "variant_of": "p11" } },)",
                              R"({ "id": 11 })")));
    const auto provider =
        http::start_server({}, [](const http::Request&) {
            return http::Response{200, {{"Content-Type", "application/json"}}, R"({"id":11,"note":"heavy"})"};
        }).value();
    std::vector<std::string> arguments = {"contract-verify", "a.json", "--provider-url", provider->url()};
    arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
    EXPECT_TRUE(matches_golden("verify/variants/" + std::string(GetParam().name) + ".txt",
                               transcript(run_in(folder, arguments), folder)));
}

INSTANTIATE_TEST_SUITE_P(Rows, Variants,
                         testing::ValuesIn(std::vector<Case>{
                             {"unwitnessed", {}},
                             {"witness_required", {"--require-witness"}},
                             {"left_out", {"--only", "p11"}},
                         }),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace tally::e2e
