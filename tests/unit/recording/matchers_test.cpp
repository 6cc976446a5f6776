// Every matcher does what docs/matchers.md says, and the page says what every matcher does.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "base/regex.h"
#include "base/text.h"
#include "format/rule_table.h"
#include "matching/match.h"
#include "recording/exchange_from_draft.h"
#include "recording/variants.h"
#include "tally/consumer.h"
#include "unit/recording/matcher_table.h"

namespace tally::recording {

void PrintTo(const MatcherRow& row, std::ostream* out) {
    *out << row.written;
}

namespace {

const std::string kPage = std::string(TALLY_REPOSITORY_DIR) + "/docs/matchers.md";

std::string read(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

bool is_about_status(const MatcherRow& row) {
    return row.group == "Statuses";
}

// The responses that the matcher expects: one, or one for each alternative.
std::vector<model::Response> expected_by(const MatcherRow& row) {
    HttpDraft http;
    http.request.emplace().method = "GET";
    http.request->path = "/";
    http.response.emplace().status = is_about_status(row) ? row.value : Value(200);
    if (!is_about_status(row)) http.response->body = {JsonBody{row.value}, "application/json", Place{"test.cpp", 1}};
    InteractionDraft draft;
    draft.exchange = std::move(http);
    std::vector<Mistake> mistakes;
    std::vector<model::Response> responses;
    for (const VariantDraft& variant : variants_of(draft, mistakes))
        responses.push_back(response_from(*std::get<HttpDraft>(variant.interaction.exchange).response, mistakes));
    EXPECT_TRUE(mistakes.empty()) << row.written << ": " << (mistakes.empty() ? "" : mistakes.front().text);
    return responses;
}

bool is_accepted(const MatcherRow& row, const std::string& received) {
    http::Response response;
    response.status = is_about_status(row) ? std::atoi(received.c_str()) : 200;
    response.headers = {{"Content-Type", "application/json"}};
    if (!is_about_status(row)) response.body = received;
    const model::Response actual = matching::received(response);
    const std::vector<model::Response> expected = expected_by(row);
    return std::any_of(expected.begin(), expected.end(), [&](const model::Response& each) {
        return matching::match_response(each, actual).empty();
    });
}

class Matcher : public testing::TestWithParam<MatcherRow> {};

TEST_P(Matcher, AcceptsItsOwnExample) {
    for (const model::Response& expected : expected_by(GetParam())) {
        model::Response example = expected;
        example.rules = {};
        example.generators = {};
        EXPECT_TRUE(matching::match_response(expected, example).empty()) << expected.body.bytes;
    }
}

TEST_P(Matcher, AcceptsAndRefusesWhatThePageSays) {
    for (const std::string& received : GetParam().accepts) EXPECT_TRUE(is_accepted(GetParam(), received)) << received;
    for (const std::string& received : GetParam().refuses) EXPECT_FALSE(is_accepted(GetParam(), received)) << received;
}

INSTANTIATE_TEST_SUITE_P(Rows, Matcher, testing::ValuesIn(matcher_table()), [](const auto& row) {
    std::string name = matcher_name(row.param) + "_" + std::to_string(row.index);
    name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
});

// Every function that gives a value, except those that a row cannot show alone.
TEST(MatcherTable, HasARowForEveryMatcher) {
    std::set<std::string> in_table;
    for (const MatcherRow& row : matcher_table()) in_table.insert(matcher_name(row));
    const std::string header = read(std::string(TALLY_REPOSITORY_DIR) + "/lib/include/tally/matchers.h");
    std::set<std::string> missing;
    const std::string start = "TALLY_API Value ";
    std::size_t declared = 0;
    for (std::size_t at = header.find(start); at != std::string::npos; at = header.find(start, at + 1)) {
        const std::size_t name = at + start.size();
        ++declared;
        const std::string matcher = header.substr(name, header.find('(', name) - name);
        if (in_table.count(matcher) == 0) missing.insert(matcher);
    }
    EXPECT_GT(declared, 30u);
    EXPECT_EQ(missing, (std::set<std::string>{"equal_to"})) << "equal_to stands inside another row";
}

std::string in_cell(const std::string& text) {
    return '`' + text::replace_all(text, "|", "\\|") + '`';
}

std::string cell_of(const std::vector<std::string>& texts) {
    std::string cell;
    for (const std::string& each : texts) cell += (cell.empty() ? "" : ", ") + in_cell(each);
    return cell;
}

void add_rule(const model::RuleList& list, std::vector<std::string>& told) {
    for (const model::MatchingRule& rule : list.rules) {
        const format::RuleKind* kind = format::find_rule_kind(model::rule_name(rule));
        std::string name = std::string(model::rule_name(rule)) + " (V" +
                           std::string(1, model::to_text(kind->since).front()) + ')';
        if (std::find(told.begin(), told.end(), name) == told.end()) told.push_back(std::move(name));
    }
}

// The rules that the matcher writes, with the version of the format since which there are such rules.
std::string rules_of(const MatcherRow& row) {
    std::vector<std::string> told;
    for (const model::Response& response : expected_by(row)) {
        add_rule(response.rules.status, told);
        for (const model::KeyedRules& keyed : response.rules.body) add_rule(keyed.list, told);
    }
    return text::join(told, ", ");
}

std::string table_of_page() {
    std::string table;
    std::string group;
    for (const MatcherRow& row : matcher_table()) {
        if (row.group != group) {
            group = row.group;
            table += "\n### " + group + "\n\n| Written | Accepts | Refuses | Rules in the file |\n| --- | --- | --- | --- |\n";
        }
        table += "| " + in_cell(row.written) + " | " + cell_of(row.accepts) + " | " + cell_of(row.refuses) + " | " +
                 rules_of(row) + " |\n";
    }
    return table;
}

TEST(MatchersPage, HasTheTableOfMatchers) {
    const std::string start = "<!-- From tests/unit/recording/matcher_table.cpp; UPDATE_GOLDEN=1 rewrites it. -->\n";
    const std::string end = "\n<!-- End of the table. -->";
    const std::string page = read(kPage);
    const std::size_t from = page.find(start);
    const std::size_t to = page.find(end);
    ASSERT_TRUE(from != std::string::npos && to != std::string::npos) << kPage;
    const std::string expected = page.substr(0, from + start.size()) + table_of_page() + page.substr(to);
    if (std::getenv("UPDATE_GOLDEN") != nullptr && std::getenv("CI") == nullptr) {
        std::ofstream(kPage, std::ios::binary) << expected;
        return;
    }
    EXPECT_EQ(page, expected) << "UPDATE_GOLDEN=1 rewrites the table";
}

}  // namespace
}  // namespace tally::recording
