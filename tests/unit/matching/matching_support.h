// Short ways to say what was expected and what came, for the tests of matching.
#pragma once

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "format/read_contract.h"
#include "matching/match.h"

namespace tally::matching {

inline model::Request request_of(const std::string& json,
                                 model::SpecVersion version = model::SpecVersion::v3) {
    auto request = format::read_request(json, "request", version);
    if (!request) throw std::invalid_argument(request.error().text());
    return std::move(*request);
}
inline model::Response response_of(const std::string& json,
                                   model::SpecVersion version = model::SpecVersion::v3) {
    auto response = format::read_response(json, "response", version);
    if (!response) throw std::invalid_argument(response.error().text());
    return std::move(*response);
}

// The body's JSON rules in V3 form: {"$.a": {...}}. Empty: none.
inline model::Response json_response(const std::string& body, const std::string& rules = "") {
    return response_of(R"({"headers":{"Content-Type":"application/json"},"body":)" + body +
                       (rules.empty() ? "" : R"(,"matchingRules":{"body":)" + rules + "}") + "}");
}
inline model::Request json_request(const std::string& body, const std::string& rules = "") {
    return request_of(R"({"headers":{"Content-Type":"application/json"},"body":)" + body +
                      (rules.empty() ? "" : R"(,"matchingRules":{"body":)" + rules + "}") + "}");
}

// One matcher at one path.
inline std::string rule(const std::string& path, const std::string& matcher) {
    return "{\"" + path + R"(":{"matchers":[)" + matcher + "]}}";
}

// "$.a: sentence" for each mismatch.
inline std::vector<std::string> told(const Mismatches& mismatches) {
    std::vector<std::string> lines;
    for (const Mismatch& mismatch : mismatches) {
        lines.push_back(mismatch.location.empty() ? mismatch.sentence
                                                  : mismatch.location + ": " + mismatch.sentence);
    }
    return lines;
}
using Told = std::vector<std::string>;

}  // namespace tally::matching
