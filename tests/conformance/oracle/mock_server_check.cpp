// What the mock server answers, and what it says of the requests in the end.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/text.h"
#include "conformance/oracle/checks.h"
#include "conformance/oracle/defined_interaction.h"
#include "conformance/oracle/documented_differences.h"
#include "conformance/oracle/members.h"
#include "conformance/oracle/mismatch_places.h"
#include "conformance/oracle/same_body.h"
#include "conformance/oracle/written_form.h"
#include "recording/miss_json.h"
#include "recording/mock_handler.h"

namespace tally::conformance {
namespace {

using recording::MockHandler;
using recording::MockOptions;

// A second interaction with the description of another replaces it.
Result<model::Contract> contract_of(const json::Array& definitions, model::SpecVersion version) {
    model::Contract contract;
    contract.version = version;
    for (const json::Value& defined : definitions) {
        Result<model::Interaction> interaction = define_exchange(defined);
        if (!interaction) return interaction.error();
        std::erase_if(contract.interactions, [&](const model::Interaction& earlier) {
            return earlier.description == interaction->description;
        });
        contract.interactions.push_back(std::move(*interaction));
    }
    return contract;
}

http::Request sent(const json::Value& recorded) {
    http::Request request;
    if (const std::string method = text_of(recorded, "method"); !method.empty()) request.method = method;
    request.target = text_of(recorded, "target");
    request.body = text_of(recorded, "body");
    for (const json::Value& line : items_of(recorded, "headers")) {
        const json::Array* pair = line.array();
        if (pair && pair->size() == 2 && (*pair)[0].string() && (*pair)[1].string())
            request.headers.add(*(*pair)[0].string(), *(*pair)[1].string());
    }
    return request;
}

// What went wrong, without the words: "request-mismatch GET /p HeaderMismatch x-a". Of several differences at
// one place one is enough.
using Complaints = std::multiset<std::string>;

std::string complaint(const std::string& type, const std::string& method, const std::string& path,
                      const json::Array& mismatches, Detail detail) {
    std::set<std::string> places;
    for (const json::Value& mismatch : mismatches) {
        places.insert(place_of_mismatch(mismatch, detail));
    }
    std::string all = type + ' ' + text::upper(method) + ' ' + path;
    for (const std::string& place : places) all += "; " + place;
    return all;
}

Complaints recorded_complaints(const json::Value& result, Detail detail) {
    Complaints complaints;
    for (const json::Value& entry : items_of(result, "mismatches")) {
        complaints.insert(complaint(text_of(entry, "type"), text_of(entry, "method"), text_of(entry, "path"),
                                    items_of(entry, "mismatches"), detail));
    }
    return complaints;
}

Complaints complaints_of(const MockHandler& mock, Detail detail) {
    Complaints complaints;
    const recording::MockReport report = mock.report();
    std::vector<bool> visited = report.exercised;
    for (const recording::Miss& miss : report.misses) {
        json::Array mismatches;
        if (miss.expected_elsewhere) {
            visited[*miss.nearest] = true;
            for (const matching::Mismatch& mismatch : miss.mismatches())
                mismatches.push_back(recording::mismatch_to_json(mismatch));
        }
        complaints.insert(complaint(miss.expected_elsewhere ? "request-mismatch" : "request-not-found",
                                    miss.request.method, miss.request.path, mismatches, detail));
    }
    for (std::size_t i = 0; i < visited.size(); ++i) {
        const model::HttpExchange* exchange = mock.contract().interactions[i].http();
        if (!visited[i] && exchange)
            complaints.insert(
                complaint("missing-request", exchange->request.method, exchange->request.path, {}, detail));
    }
    return complaints;
}

std::string listed(const Complaints& complaints) {
    std::string text;
    for (const std::string& complaint : complaints) text += "\n      " + complaint;
    return text.empty() ? "\n      nothing" : text;
}

Verdict compare_complaints(const json::Value& result, const MockHandler& mock) {
    const Complaints recorded = recorded_complaints(result, Detail::places);
    const Complaints ours = complaints_of(mock, Detail::places);
    if (is_true(result, "matched") == ours.empty()) {
        if (recorded == ours) return holds();
        if (recorded_complaints(result, Detail::types) == complaints_of(mock, Detail::types))
            return documented(difference::kPlaces);
    }
    return differs("recorded:" + listed(recorded) + "\n    ours:" + listed(ours));
}

// Values by lower-case name, those of the connection left out.
std::map<std::string, std::vector<std::string>> headers_of(const http::Headers& lines) {
    std::map<std::string, std::vector<std::string>> headers;
    for (const http::Header& line : lines) {
        const std::string name = text::lower(line.name);
        if (name != "connection" && name != "content-length" && name != "date")
            headers[name].push_back(line.value);
    }
    return headers;
}

Verdict compare_answer(const json::Value& recorded, const http::Response& ours) {
    if (const json::Value* status = recorded.find("status"); !status || *status != json::Value(ours.status))
        return differs("recorded status " + json::to_text(member(recorded, "status")) + ", ours " +
                       std::to_string(ours.status));
    json::Array verdicts;
    for (const std::string& verdict : ours.headers.all("X-Pact")) verdicts.emplace_back(verdict);
    if (json::Value(verdicts) != json::Value(items_of(recorded, "xPact")))
        return differs("recorded X-Pact " + json::to_text(member(recorded, "xPact")) + ", ours " +
                       json::to_text(json::Value(verdicts)));
    return holds();
}

Verdict compare_response(const json::Value& recorded, const http::Response& ours, bool random) {
    const auto expected = headers_of(sent(recorded).headers);
    const auto actual = headers_of(ours.headers);
    if (expected != actual) {
        std::string text;
        for (const auto* headers : {&expected, &actual}) {
            text += headers == &expected ? "recorded:" : "\n    ours:";
            for (const auto& [name, values] : *headers)
                text += "\n      " + name + ": " + text::join(values, " | ");
        }
        return differs(text);
    }
    const std::string body = text_of(recorded, "body");
    if (is_same_body(body, ours.body, ours.headers.value_or("Content-Type", ""), random)) return holds();
    return differs("recorded body " + body + ", ours " + ours.body);
}

class RecordedMock {
  public:
    RecordedMock(model::Contract contract, bool preflight)
        : mock_(std::move(contract), random_, clock_,
                MockOptions{
                    .faults = {}, .cross_origin = true, .preflight = preflight, .strict_compat = true}) {
        mock_.set_url("http://127.0.0.1:PORT");
    }
    MockHandler& mock() { return mock_; }

  private:
    SeededRandom random_{1};
    SystemClock clock_;
    MockHandler mock_;
};

}  // namespace

Verdict check_mock_server(const json::Value& recorded, const json::Value&) {
    Result<model::Contract> contract = contract_of({member(recorded, "interaction")}, version_of(recorded));
    if (!contract) return differs("ours refuses: " + contract.error().text());
    RecordedMock server(std::move(*contract), is_true(member(recorded, "config"), "corsPreflight"));
    const http::Response response = server.mock().handle(sent(member(recorded, "request")));
    const json::Value& result = member(recorded, "result");
    const bool random = is_true(recorded, "random");
    if (Verdict answer = compare_answer(result, response); answer.outcome != Outcome::holds) return answer;
    if (const json::Value& answer = member(result, "response"); answer.is_object()) {
        if (Verdict same = compare_response(answer, response, random); same.outcome != Outcome::holds)
            return same;
    }
    return compare_complaints(result, server.mock());
}

Verdict check_mock_server_routing(const json::Value& recorded, const json::Value&) {
    Result<model::Contract> contract = contract_of(items_of(recorded, "interactions"), version_of(recorded));
    if (!contract) return differs("ours refuses: " + contract.error().text());
    RecordedMock server(std::move(*contract), is_true(member(recorded, "config"), "corsPreflight"));
    const json::Value& result = member(recorded, "result");
    const json::Array& answers = items_of(result, "answers");
    std::size_t position = 0;
    for (const json::Value& request : items_of(recorded, "requests")) {
        const http::Response response = server.mock().handle(sent(request));
        if (position == answers.size()) return differs("an answer more than recorded");
        const json::Value& answer = answers[position++];
        if (Verdict same = compare_answer(answer, response); same.outcome != Outcome::holds) return same;
        if (const auto body = find_text(answer, "body"); body && *body != response.body)
            return differs("recorded body " + *body + ", ours " + response.body);
    }
    return compare_complaints(result, server.mock());
}

}  // namespace tally::conformance
