// Every kind of finding is found where it was planted, and nowhere else.
#include "checking/check_contract.h"

#include <gtest/gtest.h>

#include <set>

#include "checking/finding_codes.h"

namespace tally::checking {
namespace {

std::string contract(const std::string& interactions,
                     const std::string& metadata = R"({"pactSpecification": {"version": "4.0"}})") {
    return R"({"consumer": {"name": "c"}, "provider": {"name": "p"}, "interactions": [)" + interactions +
           "],\n\"metadata\": " + metadata + "}";
}

std::string http(const std::string& members) {
    return R"({"type": "Synchronous/HTTP", "description": "d")" + (members.empty() ? "" : ", " + members) +
           "}";
}

std::string body(const std::string& content, const std::string& rules = "{}") {
    return http(R"("response": {"status": 200, "body": {"content": )" + content +
                R"(, "contentType": "application/json"}, "matchingRules": {"body": )" + rules + "}}");
}

std::string rule(const std::string& path, const std::string& matcher) {
    return "{\"" + path + "\": {\"matchers\": [" + matcher + "]}}";
}

struct Planted {
    std::string_view code;
    std::string text;
    std::string pointer;
    const char* name;
};
void PrintTo(const Planted& planted, std::ostream* stream) {
    *stream << planted.code << ' ' << planted.name;
}

// A token by its form only; never one that was in use.
const std::string kToken = "ghp_" + std::string(18, 'x') + std::string(18, '7');

const std::vector<Planted>& planted_files() {
    static const std::vector<Planted> files = {
        {codes::kUnreadable, "{\"consumer\": ", "", "CutOff"},
        {codes::kUnreadable, "[]", "", "AnArray"},
        {codes::kForm, contract(http(R"("response": {"status": "fine"})")), "/interactions/0/response/status",
         "Status"},
        {codes::kVersion, contract(R"({"description": "d"})", "{}"), "/metadata", "Version"},
        {codes::kDuplicateMember, contract(http(R"("response": {"status": 200, "status": 200})")),
         "/interactions/0/response/status", "Member"},
        {codes::kUnknownMatcher, contract(body(R"({"a": 1})", rule("$.a", R"({"match": "integr"})"))),
         "/interactions/0/response/matchingRules/body/$.a/matchers/0", "Matcher"},
        {codes::kUnknownGenerator,
         contract(http(R"("response": {"generators": {"body": {"$.a": {"type": "Moon"}}}})")),
         "/interactions/0/response/generators/body/$.a", "Generator"},
        {codes::kPattern, contract(body(R"({"a": "1"})", rule("$.a", R"({"match": "regex", "regex": "("})"))),
         "/interactions/0/response/matchingRules/body/$.a/matchers/0", "Pattern"},
        {codes::kDateFormat,
         contract(body(R"({"a": "1"})", rule("$.a", R"({"match": "date", "format": "jjjj"})"))),
         "/interactions/0/response/matchingRules/body/$.a/matchers/0/format", "DateFormat"},
        {codes::kQuotedPattern,
         contract(body(R"({"a": "Qa.bE"})", rule("$.a", R"({"match": "regex", "regex": "\\Qa.b\\E"})"))),
         "/interactions/0/response/matchingRules/body/$.a", "QuotedPattern"},
        {codes::kQuotedPattern,
         contract(http(R"("request": {"path": "/Qa", "matchingRules": {"path": {"matchers": [
             {"match": "regex", "regex": "/\\Q."}]}}})")),
         "/interactions/0/request/matchingRules/path", "QuotedPath"},
        {codes::kRuleWithoutTarget, contract(body(R"({"a": 1})", rule("$.b", R"({"match": "type"})"))),
         "/interactions/0/response/matchingRules/body/$.b", "BodyRule"},
        {codes::kRuleWithoutTarget,
         contract(
             http(R"("request": {"matchingRules": {"header": {"X-A": {"matchers": [{"match": "type"}]}}}})")),
         "/interactions/0/request/matchingRules/header/X-A", "HeaderRule"},
        {codes::kRuleWithoutTarget,
         contract(R"({"description": "d", "response": {"body": {"a": 1},
             "matchingRules": {"$.body.b": {"match": "type"}}}})",
                  R"({"pactSpecification": {"version": "2.0.0"}})"),
         "/interactions/0/response/matchingRules/$.body.b", "FlatRule"},
        {codes::kContradiction, contract(body(R"({"a": "x"})", rule("$.a", R"({"match": "integer"})"))),
         "/interactions/0/response/body/content/a", "Body"},
        {codes::kContradiction,
         contract(http(R"("request": {"path": "/a", "matchingRules": {"path": {"matchers": [
             {"match": "regex", "regex": "/b"}]}}})")),
         "/interactions/0/request/path", "Path"},
        {codes::kDuplicateInteraction, contract(http("") + "," + http("")), "/interactions/1", "Interaction"},
        {codes::kDuplicateKey,
         contract(http(R"("key": "k")") +
                  R"(, {"type": "Synchronous/HTTP", "description": "e", "key": "k"})"),
         "/interactions/1", "Key"},
        {codes::kNoInteractions, contract(""), "", "Nothing"},
        {codes::kTimestamp, contract(body(R"({"at": "2024-05-01T10:00:00Z"})")),
         "/interactions/0/response/body/content/at", "Timestamp"},
        {codes::kIdentifier, contract(body(R"([{"id": "2f1c8a52-6f0f-4a53-9a3b-0d1f2c3b4a59"}])")),
         "/interactions/0/response/body/content/0/id", "Identifier"},
        {codes::kSecret, contract(http(R"("request": {"headers": {"X-Thing": [")" + kToken + "\"]}}")),
         "/interactions/0/request/headers/X-Thing", "Token"},
        {codes::kSecret,
         contract(http(R"("request": {"headers": {"Authorization": ["Basic dTpodW50ZXIy"]}})")),
         "/interactions/0/request/headers/Authorization", "Password"},
    };
    return files;
}

class Check : public testing::TestWithParam<Planted> {};
TEST_P(Check, FindsWhatWasPlantedAndNothingElse) {
    const auto checked = check_contract(GetParam().text, "c.json");
    ASSERT_EQ(checked.findings.size(), 1u)
        << (checked.findings.empty() ? "nothing"
                                     : checked.findings.front().what + " / " + checked.findings.back().what);
    const model::Finding& finding = checked.findings.front();
    EXPECT_EQ(finding.code, GetParam().code) << finding.what;
    EXPECT_EQ(finding.pointer, GetParam().pointer);
    EXPECT_EQ(finding.file, "c.json");
    EXPECT_GT(finding.line, 0u);
    EXPECT_FALSE(finding.what.empty());
    EXPECT_FALSE(finding.remedy.empty());
    EXPECT_EQ(checked.readable, GetParam().code != codes::kUnreadable);
}
INSTANTIATE_TEST_SUITE_P(Rows, Check, testing::ValuesIn(planted_files()),
                         [](const auto& row) { return std::string(row.param.code) + "_" + row.param.name; });

TEST(FindingCodes, AreEachPlantedOnceAtLeast) {
    std::set<std::string_view> planted;
    for (const Planted& file : planted_files()) planted.insert(file.code);
    for (const FindingCode& code : finding_codes()) EXPECT_TRUE(planted.count(code.code)) << code.code;
}

TEST(FindingCodes, AreOrderedAndExplained) {
    std::string_view last;
    for (const FindingCode& code : finding_codes()) {
        EXPECT_LT(last, code.code);
        last = code.code;
        EXPECT_FALSE(code.title.empty());
        EXPECT_GT(code.explanation.size(), code.title.size()) << code.code;
        EXPECT_TRUE(code.explanation.ends_with('\n')) << code.code;
    }
}

TEST(CheckContract, NeverShowsASecret) {
    const auto text = contract(http(R"("request": {"query": {"token": [")" + kToken + "\"]}}"));
    for (const auto& finding : check_contract(text, "c.json").findings) {
        EXPECT_EQ(finding.what.find(kToken), std::string::npos);
        EXPECT_EQ(finding.remedy.find(kToken), std::string::npos);
    }
}

class Clean : public testing::TestWithParam<std::string> {};
TEST_P(Clean, ContractHasNoFinding) {
    const auto checked = check_contract(GetParam(), "c.json");
    EXPECT_TRUE(checked.findings.empty()) << checked.findings.front().what;
}
INSTANTIATE_TEST_SUITE_P(
    CheckContract, Clean,
    testing::Values(
        // a rule loosens it, from above too
        contract(body(R"({"a": {"at": "2024-05-01"}})", rule("$.a", R"({"match": "type"})"))),
        // it comes from the request
        contract(
            http(R"("request": {"path": "/x/2f1c8a52-6f0f-4a53-9a3b-0d1f2c3b4a59"}, "response": {"body": {
            "content": {"id": "2f1c8a52-6f0f-4a53-9a3b-0d1f2c3b4a59"}, "contentType": "application/json"}})")),
        // nothing can be found below an empty array
        contract(body(R"({"a": []})", rule("$.a[*].b", R"({"match": "type"})"))),
        // what some tools write for every array
        contract(body(R"({"a": ["x"]})", rule("$.a[*].*", R"({"match": "type"})"))),
        // an invented secret
        contract(http(R"("request": {"headers": {"Authorization": ["Bearer token"]}})")),
        // the same description in another state
        contract(http("") + "," + http(R"("providerStates": [{"name": "s"}])")),
        // told apart by their keys
        contract(http(R"("key": "a")") + "," + http(R"("key": "b")"))));

TEST(CheckContract, NamesLineAndColumn) {
    const auto checked = check_contract(
        "{\n  \"consumer\": 1,\n  \"interactions\": [{\"description\": \"d\"}],\n"
        "  \"metadata\": {\"pactSpecification\": {\"version\": \"3.0.0\"}}}",
        "c.json");
    ASSERT_EQ(checked.findings.size(), 1u);
    EXPECT_EQ(checked.findings[0].line, 2u);
    EXPECT_EQ(checked.findings[0].column, 15u);
}

TEST(CheckContract, CopesWithThousandsOfRulesThatPointAtNothing) {
    std::string rules;
    for (int i = 0; i < 1000; ++i) {
        rules +=
            std::string(i == 0 ? "" : ",") + "\"$.body.x" + std::to_string(i) + R"(": {"match": "type"})";
    }
    const auto checked = check_contract(
        contract(R"({"description": "d", "response": {"body": {"a": 1}, "matchingRules": {)" + rules + "}}}",
                 R"({"pactSpecification": {"version": "2.0.0"}})"),
        "c.json");
    EXPECT_EQ(checked.findings.size() + checked.further, 1000u);
}

TEST(CheckContract, ListsAFewHundredFindingsAndCountsTheRest) {
    std::string items;
    for (int i = 0; i < 600; ++i) items += std::string(i == 0 ? "" : ",") + "\"2024-05-01\"";
    const auto checked = check_contract(contract(body("[" + items + "]")), "c.json");
    EXPECT_EQ(checked.findings.size(), 500u);
    EXPECT_EQ(checked.further, 100u);
}

}  // namespace
}  // namespace tally::checking
