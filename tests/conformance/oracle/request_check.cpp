// A whole request: the verdict of the core's mock server on it.
#include "conformance/oracle/checks.h"
#include "conformance/oracle/members.h"
#include "conformance/oracle/written_form.h"
#include "format/read_contract.h"
#include "http/message.h"
#include "matching/match.h"
#include "model/wire_values.h"

namespace tally::conformance {
namespace {

// The expectation as it was defined: header and query in file form, the body as text with its type beside it.
Result<model::Request> expectation(const json::Value& defined, model::SpecVersion version) {
    json::Object part = defined.object() ? *defined.object() : json::Object();
    const bool has_body = part.contains("body");
    part.erase("body");
    part.erase("contentType");
    Result<model::Request> request =
        format::read_request(json::to_text(json::Value(std::move(part))), "request", version);
    if (!request) return request;
    // Given to the mock server as text, which is split where the header is a list.
    for (model::HeaderField& header : request->headers) {
        if (header.values.size() == 1)
            header.values = model::split_header_value(header.name, header.values.front());
    }
    if (has_body) {
        const std::string body = text_of(defined, "body");
        const std::string type = text_of(defined, "contentType");
        request->body.state = body.empty() ? model::BodyState::empty : model::BodyState::present;
        request->body.bytes = body;
        request->body.content_type = type;
        const bool has_type = model::find_header(request->headers, "Content-Type") != nullptr;
        if (!type.empty() && !has_type) request->headers.push_back({"Content-Type", {type}});
    }
    return request;
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

}  // namespace

Verdict check_request(const json::Value& recorded, const json::Value&) {
    if (recorded.find("config")) return left_out("about a setting of the mock server");
    const Result<model::Request> expected =
        expectation(member(member(recorded, "interaction"), "request"), version_of(recorded));
    if (!expected) return differs(expected.error().text());
    matching::Settings core;
    core.strict_compat = true;
    const matching::Mismatches mismatches =
        matching::match_request(*expected, matching::received(sent(member(recorded, "request"))), core);
    std::string told = "a match";
    for (const matching::Mismatch& mismatch : mismatches)
        told += "\n    " + std::string(matching::kind_name(mismatch.kind)) + ' ' + mismatch.location + ": " +
                mismatch.sentence;
    return compare(is_true(member(recorded, "result"), "matched"), mismatches.empty(), told);
}

}  // namespace tally::conformance
