#include "reporting/html_report.h"

#include <gtest/gtest.h>

#include "support/golden.h"
#include "unit/reporting/example_result.h"

namespace tally::reporting {
namespace {

using namespace verification;
using testing_support::matches_golden;

const HtmlReportSettings kSettings = {"0.1.0", "contract-verify contracts"};

TEST(HtmlReport, ShowsEveryOutcome) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    testing::pass(contract.interactions[1]);
    testing::stop(
        contract.interactions[2], ObstacleKind::timed_out,
        {ErrorCode::timed_out, "http://localhost:8080", "no answer within 5000 ms", "answer sooner"});
    contract.source.warnings = {{"contracts/a.json:3:7", "unknown matcher 'tpye'", "did you mean 'type'?"}};
    auto other = testing::example_contract();
    testing::fail_with_not_found(other.interactions[0]);
    other.interactions[0].pending = true;
    BrokerCopy copy;
    copy.reason = "latest from branch main";
    copy.pending = true;
    copy.notices = {{"", "before_verification", "This contract is verified because\n    * it is the latest"},
                    {"", "after_verification:success_false_published_false", "It is still pending."}};
    other.source.broker = copy;
    other.publication.state = ResultPublication::State::withheld;
    other.publication.why = "2 interactions left out";
    auto result = testing::result_of(std::move(contract));
    result.contracts.push_back(std::move(other));
    result.warnings = {"3 interactions need a provider state"};
    result.failures = {{ErrorCode::invalid_input, "contracts/bad.json:12:3", "not JSON", "write JSON"}};
    const std::string page = html_report(result, kSettings);
    EXPECT_TRUE(matches_golden("verify/report.html", page));
    EXPECT_EQ(page.find("Bearer abc"), std::string::npos);
}

TEST(HtmlReport, SaysThatNothingWasVerified) {
    VerificationResult result;
    result.nothing =
        NothingVerified{NothingReason::no_contracts, "no contract was found in contracts", "check the place"};
    EXPECT_TRUE(matches_golden("verify/report_nothing.html", html_report(result, kSettings)));
}

TEST(HtmlReport, HasEveryElementOfAListThatDiffers) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_prices(contract.interactions[0]);
    const std::string page = html_report(testing::result_of(std::move(contract)), kSettings);
    for (const char* place :
         {"<code>$[0].price</code>", "<code>$[1].price</code>", "<code>$[2].price</code>"}) {
        EXPECT_NE(page.find(place), std::string::npos) << place;
    }
}

TEST(HtmlReport, SaysThatPublishingFailed) {
    auto contract = testing::example_contract();
    for (auto& interaction : contract.interactions) testing::pass(interaction);
    contract.publication.state = ResultPublication::State::failed;
    contract.publication.error =
        Error{ErrorCode::denied, "http://broker/x", "the broker wants credentials", "pass --token"};
    const std::string page = html_report(testing::result_of(std::move(contract)), kSettings);
    EXPECT_NE(page.find("NOT PUBLISHED"), std::string::npos);
    EXPECT_NE(page.find("the broker wants credentials"), std::string::npos);
    EXPECT_NE(page.find("could not find out"), std::string::npos);
}

// Every text that others chose, hostile at once.
TEST(HtmlReport, IsNotChangedByHostileText) {
    const std::string hostile =
        "</title></style><script>alert(\"1\")</script><img src='x' onerror=a>&\x1b[2J\x01";
    auto contract = testing::example_contract();
    auto& model = contract.source.contract;
    model.consumer = model.provider = contract.source.origin = hostile;
    for (auto& interaction : model.interactions) {
        interaction.description = interaction.key = hostile;
        interaction.provider_states = {{hostile, {}}};
    }
    contract.source.warnings = {{hostile, hostile, hostile}};
    BrokerCopy copy;
    copy.reason = hostile;
    copy.notices = {{"", "before_verification", hostile},
                    {"", "after_verification:success_false_published_true", hostile}};
    contract.source.broker = copy;
    contract.publication.state = ResultPublication::State::published;
    contract.publication.url = hostile;
    testing::fail_with_wrong_price(contract.interactions[0]);
    auto& failed = contract.interactions[0];
    failed.id = failed.place = hostile;
    failed.mismatches[0].sentence = failed.mismatches[0].expected = failed.mismatches[0].actual = hostile;
    failed.mismatches[0].rule = failed.mismatches[1].location = hostile;
    failed.exchange->request.target = "/" + hostile;
    failed.exchange->request.method = failed.exchange->request.body = hostile;
    failed.exchange->request.headers.set("X-A", hostile);
    failed.exchange->response.headers.set("Content-Type", hostile);
    failed.exchange->response.headers.set("Location", hostile);
    failed.exchange->response.body = "{\"price\":\"<script>\",\"<img>\":1}";
    contract.interactions[1].skipped_because = hostile;
    testing::stop(contract.interactions[2], ObstacleKind::timed_out,
                  {ErrorCode::timed_out, hostile, hostile, hostile});
    auto result = testing::result_of(std::move(contract));
    result.provider = hostile;
    result.warnings = {hostile};
    result.failures = {{ErrorCode::invalid_input, hostile, hostile, hostile}};
    result.nothing = NothingVerified{NothingReason::not_run, hostile, hostile};
    const std::string page = html_report(result, {hostile, hostile});

    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_EQ(page.find("</title><"), std::string::npos);
    EXPECT_EQ(page.find("onerror=a>"), std::string::npos);
    for (const char c : page) ASSERT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << int(c);
    EXPECT_NE(page.find("&lt;script&gt;alert(&quot;1&quot;)"), std::string::npos);
    EXPECT_NE(page.find("src=&#39;x&#39;"), std::string::npos);
}

TEST(HtmlReport, NeedsNothingElse) {
    auto contract = testing::example_contract();
    testing::fail_with_wrong_price(contract.interactions[0]);
    const std::string page = html_report(testing::result_of(std::move(contract)), kSettings);
    for (const char* other : {"<script", "<link", "<img", "src=", "href=", "url(", "@import"}) {
        EXPECT_EQ(page.find(other), std::string::npos) << other;
    }
}

}  // namespace
}  // namespace tally::reporting
