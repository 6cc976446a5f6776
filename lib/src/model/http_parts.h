// Expected and actual requests and responses, independent of the file version. Expected values are examples;
// `rules` say what may differ. The same structs hold what was received, without rules.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/body.h"
#include "model/generator.h"
#include "model/matching_rule.h"

namespace tally::model {

// A name with its values in order. A value may be absent ("?flag"), which is not the same as empty ("?flag=")
// on the wire.
struct QueryParameter {
    std::string name;
    std::vector<std::optional<std::string>> values;
    bool operator==(const QueryParameter&) const = default;
};

struct HeaderField {
    std::string name;  // as written; compared ignoring case
    std::vector<std::string> values;
    bool operator==(const HeaderField&) const = default;
};

struct Request {
    std::string method = "GET";
    std::string path = "/";  // not decoded
    std::vector<QueryParameter> query;
    std::vector<HeaderField> headers;
    Body body;
    MatchingRules rules;
    Generators generators;
    // V1 compares the decoded query string as a whole; kept only for V1 files.
    std::optional<std::string> query_string;
    json::Object other_members;  // members we do not know: kept through read and write
    bool operator==(const Request&) const = default;
};

struct Response {
    int status = 200;
    std::vector<HeaderField> headers;
    Body body;
    MatchingRules rules;
    Generators generators;
    json::Object other_members;
    bool operator==(const Response&) const = default;
};

const HeaderField* find_header(const std::vector<HeaderField>& headers, std::string_view name);

}  // namespace tally::model
