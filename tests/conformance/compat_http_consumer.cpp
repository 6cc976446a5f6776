#include "conformance/compat_http_consumer.h"

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "base/text.h"
#include "conformance/compat_fixtures.h"
#include "conformance/compat_table.h"
#include "conformance/recorded_file.h"
#include "conformance/step_table.h"
#include "generation/generate.h"
#include "http/httplib_client.h"
#include "model/declared_type.h"
#include "recording/record_run.h"
#include "support/temporary_folder.h"

namespace tally::conformance {
namespace {

namespace fs = std::filesystem;

// "'X-A: 1', 'X-A: 2'": header lines as they go over the wire.
void add_header_lines(http::Request& request, const std::string& cell) {
    const auto pieces = text::split(cell, '\'');
    for (std::size_t i = 1; i < pieces.size(); i += 2) {
        const std::size_t colon = pieces[i].find(':');
        if (colon == std::string_view::npos) continue;
        request.headers.add(std::string(text::trim(pieces[i].substr(0, colon))),
                            std::string(text::trim(pieces[i].substr(colon + 1))));
    }
}

class HttpConsumerRun {
  public:
    HttpConsumerRun(const Scenario& scenario, model::SpecVersion version, const fs::path& fixtures)
        : scenario_(scenario), version_(version), fixtures_(fixtures) {
        const auto file = file_steps(folder_.path(), fixtures);
        outside_.insert(outside_.end(), file.begin(), file.end());
    }

    std::string run() {
        while (next_ < scenario_.steps.size()) {
            const Step& step = scenario_.steps[next_++];
            if (std::string problem = run_step(outside_, step); !problem.empty()) return at(step, problem);
            if (!problem_.empty()) return problem_;
        }
        return "";
    }

  private:
    static std::string at(const Step& step, const std::string& problem) {
        return step.text + "\n  " + problem;
    }

    const TableRow* row(int number) const { return row_with_number(rows_, number); }

    // From the start of the mock server: the steps that talk to it run while it is up.
    std::string start(const std::string& numbers, const Step& step) {
        recording::DraftedContract drafted;
        drafted.contract.consumer = "consumer";
        drafted.contract.provider = "provider";
        drafted.contract.version = version_;
        for (const std::string_view number : text::split(numbers, ',')) {
            const TableRow* defined = row(number_of(std::string(text::trim(number))));
            if (defined == nullptr) return "there is no interaction" + std::string(number);
            Result<model::Interaction> interaction =
                interaction_of(changed(*defined, step), version_, fixtures_);
            if (!interaction) return interaction.error().text();
            drafted.contract.interactions.push_back(std::move(*interaction));
            drafted.places.emplace_back();
        }
        outcome_ = recording::record_http(
            drafted, folder_.path().string(),
            [this](const MockServer& mock) {
                url_ = mock.url();
                while (problem_.empty() && next_ < scenario_.steps.size() &&
                       knows_step(inside_, scenario_.steps[next_])) {
                    const Step& inside = scenario_.steps[next_++];
                    if (const std::string problem = run_step(inside_, inside); !problem.empty())
                        problem_ = at(inside, problem);
                }
                return true;
            },
            Place{"scenario", 1});
        return "";
    }

    // A request as a client of ours would send it: a body of another kind brings its type with it.
    std::string send(int number, const Step& step) {
        const TableRow* defined = row(number);
        if (defined == nullptr) return "there is no interaction " + std::to_string(number);
        const Result<model::Request> usual = request_of(*defined, fixtures_);
        Result<model::Request> request = request_of(changed(*defined, step), fixtures_);
        if (!usual) return usual.error().text();
        if (!request) return request.error().text();
        if (request->body.content_type.empty()) request->body.content_type = usual->body.content_type;
        declare_type(request->headers, request->body);
        request->generators = {};
        const std::string lines = step.table.empty() ? "" : cell_of(step.table.front(), "raw headers");
        if (!lines.empty())
            std::erase_if(request->headers, [](const auto& header) { return header.name != "Content-Type"; });
        http::Request sent = generation::to_http(*request);
        add_header_lines(sent, lines);
        const auto response = http::http_client({})->send(url_, sent, {});
        if (!response) return response.error().text();
        response_ = *response;
        return "";
    }

    std::string find_problem(ProblemKind kind, const std::string& start) const {
        for (const Problem& problem : outcome_.problems) {
            if (problem.kind == kind && problem.text.starts_with(start)) return "";
        }
        return "not among the problems:\n" + outcome_.text();
    }

    // "GET /path was not expected", with or without parameters.
    std::string find_surprise(const std::string& method, const std::string& path) const {
        const std::string start = method + ' ' + path;
        if (find_problem(ProblemKind::unexpected_request, start + '?').empty()) return "";
        return find_problem(ProblemKind::unexpected_request, start + " was not expected");
    }

    // In the answer that the client got. The suite leaves out which header it was that broke a rule.
    std::string find_mismatch(const std::string& kind, const std::string& path,
                              const std::string& sentence) const {
        const std::string type = kind == "query"               ? "QueryMismatch"
                                 : kind == "header"            ? "HeaderMismatch"
                                 : kind == "body"              ? "BodyMismatch"
                                 : kind == "body-content-type" ? "BodyTypeMismatch"
                                 : kind == "method"            ? "MethodMismatch"
                                 : kind == "path"              ? "PathMismatch"
                                                               : "";
        const Result<json::Value> answer = json::parse(response_.body);
        const json::Value* nearest = answer ? answer->find("nearest") : nullptr;
        const json::Array* expectations = nearest == nullptr ? nullptr : nearest->array();
        const json::Value* mismatches = expectations == nullptr || expectations->empty()
                                            ? nullptr
                                            : expectations->front().find("mismatches");
        if (mismatches == nullptr || mismatches->array() == nullptr)
            return "no mismatches in " + response_.body;
        const auto is = [](const json::Value& mismatch, const char* member, const std::string& expected) {
            const json::Value* value = mismatch.find(member);
            return value != nullptr && value->string() != nullptr && *value->string() == expected;
        };
        for (const json::Value& mismatch : *mismatches->array()) {
            const json::Value* name = mismatch.find("key");
            const std::string header = name == nullptr ? "" : *name->string();
            const bool says = is(mismatch, "mismatch", sentence) ||
                              is(mismatch, "mismatch", "Mismatch with header '" + header + "': " + sentence);
            if (is(mismatch, "type", type) && says && (path.empty() || is(mismatch, "path", path))) return "";
        }
        return "not among the mismatches:\n" + response_.body;
    }

    const Scenario& scenario_;
    const model::SpecVersion version_;
    const fs::path& fixtures_;
    const testing_support::TemporaryFolder folder_;
    std::size_t next_ = 0;  // step
    std::string problem_;   // of a step while the mock server was up
    std::vector<TableRow> rows_;
    std::string url_;
    http::Response response_;
    Outcome outcome_;

    const std::vector<StepMeaning> inside_ = {
        {R"re(request (\d+) is made to the mock server(?: with the following changes:)?)re",
         [this](const auto& groups, const Step& step) { return send(number_of(groups[0]), step); }},
        {R"re(an? (\d+) (?:success|error) response is returned)re",
         [this](const auto& groups, const Step&) {
             return difference(groups[0], std::to_string(response_.status));
         }},
        {R"re(the payload will contain the "(.*)" JSON document)re",
         [this](const auto& groups, const Step&) {
             return document_problem(response_.body, groups[0], fixtures_);
         }},
        {R"re(the content type will be set as "(.*)")re",
         [this](const auto& groups, const Step&) {
             return difference(groups[0], response_.headers.value_or("Content-Type", ""));
         }},
    };

    std::vector<StepMeaning> outside_ = {
        {kTableStep.data(),
         [this](const auto&, const Step& step) { return rows_ = step.table, std::string(); }},
        {R"re(the mock server is started with interactions? "?([\d, ]+)"?(?: but with the following changes:)?)re",
         [this](const auto& groups, const Step& step) { return start(groups[0], step); }},
        {"the pact test is done", [](const auto&, const Step&) { return std::string(); }},
        {"the mock server status will be OK",
         [this](const auto&, const Step&) { return outcome_.passed() ? "" : outcome_.text(); }},
        {"the mock server status will NOT be OK",
         [this](const auto&, const Step&) -> std::string { return outcome_.passed() ? "it is OK" : ""; }},
        {"the mock server status will be mismatches",
         [this](const auto&, const Step&) { return find_problem(ProblemKind::request_mismatch, ""); }},
        {R"re(the mock server status will be an expected but not received error for interaction \{(\d+)\})re",
         [this](const auto& groups, const Step&) {
             return find_problem(ProblemKind::missing_request, "\"interaction " + groups[0] + '"');
         }},
        {R"re(the mock server status will be an unexpected "(\w+)" request received error for interaction \{(\d+)\})re",
         [this](const auto& groups, const Step&) -> std::string {
             const TableRow* defined = row(number_of(groups[1]));
             return defined == nullptr ? "there is no such interaction"
                                       : find_surprise(groups[0], cell_of(*defined, "path"));
         }},
        {R"re(the mock server status will be an unexpected "(\w+)" request received error for path "(.*)")re",
         [this](const auto& groups, const Step&) { return find_surprise(groups[0], groups[1]); }},
        {R"re(the mismatches will contain an? "(.*)" mismatch(?: with path "(.*)")? with error "(.*)")re",
         [this](const auto& groups, const Step&) { return find_mismatch(groups[0], groups[1], groups[2]); }},
        {R"re(the mock server will write out a Pact file for the interactions? when done)re",
         [this](const auto&, const Step&) -> std::string {
             return fs::exists(outcome_.contract_file) ? "" : "there is no file";
         }},
        {R"re(the mock server will NOT write out a Pact file for the interactions? when done)re",
         [this](const auto&, const Step&) -> std::string {
             const bool nothing = outcome_.contract_file.empty() && fs::is_empty(folder_.path());
             return nothing ? "" : "there is a file";
         }},
    };
};

}  // namespace

bool is_about_a_table_of_interactions(const Scenario& scenario) {
    return !scenario.steps.empty() && scenario.steps.front().text == kTableStep;
}

std::string run_http_consumer_scenario(const Scenario& scenario, model::SpecVersion version,
                                       const fs::path& fixtures) {
    return HttpConsumerRun(scenario, version, fixtures).run();
}

}  // namespace tally::conformance
