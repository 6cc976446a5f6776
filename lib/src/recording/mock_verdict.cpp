#include "recording/mock_verdict.h"

#include <utility>
#include <vector>

#include "base/secrets.h"
#include "base/text.h"
#include "format/write_contract.h"
#include "recording/miss_json.h"

namespace tally::recording {
namespace {

model::Request without_secrets(model::Request request) {
    for (model::HeaderField& header : request.headers) {
        for (std::string& value : header.values) value = masked(header.name, value);
    }
    for (model::QueryParameter& parameter : request.query) {
        for (auto& value : parameter.values) {
            if (value) value = masked(parameter.name, *value);
        }
    }
    return request;
}

// As it would stand in a contract; examples only, without their rules.
json::Value shown(const model::Request& request) {
    model::Request bare = without_secrets(request);
    bare.rules = {};
    bare.generators = {};
    return json::sorted(format::write_request(bare, model::SpecVersion::v3));
}

json::Object point(const model::Request& request, const char* type) {
    json::Object object;
    object.set("method", text::printable(request.method));
    object.set("path", text::printable(request.path));
    object.set("type", type);
    return object;
}

json::Object mismatch_point(const Miss& miss) {
    json::Object object = point(miss.request, "request-mismatch");
    json::Array mismatches;
    for (const matching::Mismatch& mismatch : miss.mismatches())
        mismatches.push_back(mismatch_to_json(mismatch));
    object.set("mismatches", std::move(mismatches));
    return object;
}

json::Object request_point(const model::Request& request, const char* type) {
    json::Object object = point(request, type);
    object.set("request", shown(request));
    return object;
}

}  // namespace

json::Array open_points(const model::Contract& contract, const MockReport& report) {
    json::Array points;
    std::vector<bool> visited = report.exercised;
    visited.resize(contract.interactions.size());
    for (const Miss& miss : report.misses) {
        if (!miss.expected_elsewhere) {
            points.push_back(json::sorted(request_point(miss.request, "request-not-found")));
            continue;
        }
        points.push_back(json::sorted(mismatch_point(miss)));
        if (miss.nearest) visited[*miss.nearest] = true;
    }
    for (std::size_t i = 0; i < contract.interactions.size(); ++i) {
        const model::HttpExchange* exchange = contract.interactions[i].http();
        if (exchange != nullptr && !visited[i])
            points.push_back(json::sorted(request_point(exchange->request, "missing-request")));
    }
    return points;
}

bool all_is_well(const model::Contract& contract, const MockReport& report) {
    if (!report.misses.empty()) return false;
    for (std::size_t i = 0; i < contract.interactions.size(); ++i) {
        if (contract.interactions[i].http() != nullptr && !report.exercised[i]) return false;
    }
    return true;
}

}  // namespace tally::recording
