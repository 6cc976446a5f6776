// Whole requests against the recorded verdicts of the reference implementation's mock server.
#include <set>

#include "model/wire_values.h"
#include "support/oracle.h"
#include "unit/matching/matching_support.h"

namespace tally::matching {
namespace {

using testing_support::is_true;
using testing_support::text_of;

// The expectation as it was defined: header and query in file form, the body as text with its type beside it.
model::Request expectation(const json::Value& defined) {
    json::Object part = *defined.object();
    const std::string body = text_of(defined, "body");
    const std::string type = text_of(defined, "contentType");
    const bool has_body = part.contains("body");
    part.erase("body");
    part.erase("contentType");
    model::Request request = request_of(json::to_text(part), model::SpecVersion::v4);
    // Given to the mock server as text, which is split where the header is a list.
    for (model::HeaderField& header : request.headers) {
        if (header.values.size() == 1)
            header.values = model::split_header_value(header.name, header.values.front());
    }
    if (has_body) {
        request.body.state = body.empty() ? model::BodyState::empty : model::BodyState::present;
        request.body.bytes = body;
        request.body.content_type = type;
        const bool has_type = model::find_header(request.headers, "Content-Type") != nullptr;
        if (!type.empty() && !has_type) request.headers.push_back({"Content-Type", {type}});
    }
    return request;
}

http::Request sent(const json::Value& recorded) {
    http::Request request;
    if (const std::string method = text_of(recorded, "method"); !method.empty()) request.method = method;
    request.target = text_of(recorded, "target");
    request.body = text_of(recorded, "body");
    if (const json::Value* headers = recorded.find("headers")) {
        for (const json::Value& line : *headers->array()) {
            request.headers.add(*(*line.array())[0].string(), *(*line.array())[1].string());
        }
    }
    return request;
}

class RequestsOracle : public testing_support::OracleTest {};

TEST_F(RequestsOracle, StrictVerdictsAgreeWithEveryRecordedAnswer) {
    const std::set<std::string> about_answers = {"cors", "response", "response-generators"};
    Settings core;
    core.strict_compat = true;
    for (const json::Value& row : cases("mock-server.json")) {
        if (about_answers.contains(text_of(row, "kind"))) continue;
        const model::Request expected = expectation(*row.find("interaction")->find("request"));
        const Mismatches mismatches = match_request(expected, received(sent(*row.find("request"))), core);
        EXPECT_EQ(mismatches.empty(), is_true(*row.find("result"), "matched"))
            << json::to_text(row) << '\n'
            << testing::PrintToString(told(mismatches));
    }
}

}  // namespace
}  // namespace tally::matching
