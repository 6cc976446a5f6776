// Integration JSON: example, matching rules and generators of one part of an interaction in one text, as the
// libraries of other languages hand them over. {"id": {"pact:matcher:type": "integer", "value": 7}}
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "format/integration_json_document.h"
#include "format/warning.h"
#include "model/body.h"
#include "tally/result.h"

namespace tally::format {

constexpr std::size_t kMaxDescribedBytes = 64u << 20;

// What a text says of a body. Places in errors and warnings are "line:column" of the text.
struct DescribedBody {
    model::Body body;
    std::vector<model::KeyedRules> rules;
    std::vector<model::KeyedGenerator> generators;
    Warnings warnings;
};

// `content_type` decides how the text is read: JSON, XML and forms may be descriptions, everything else is
// the body itself. An empty or unreadable one is replaced by what the text looks like. JSON that cannot be
// read is taken as it is, with a warning.
Result<DescribedBody> describe_body(std::string_view text, std::string_view content_type,
                                    const IntegrationOptions& options = {});

// The same for a JSON document that is there already; places are paths like "/items/0".
Result<DescribedBody> describe_json(const json::Value& document,
                                    std::string_view content_type = "application/json",
                                    const IntegrationOptions& options = {});

// What a text says of a header, a query parameter or a path. Only a JSON object is a description.
struct DescribedText {
    std::vector<std::string> values;  // several when the description's value is an array
    std::vector<model::MatchingRule> rules;
    std::optional<model::Generator> generator;
    Warnings warnings;
};
Result<DescribedText> describe_text(std::string_view text, const IntegrationOptions& options = {});

// What a text says of a status: a number, or an object with a number as its value.
struct DescribedStatus {
    int status = 0;
    std::vector<model::MatchingRule> rules;
    std::optional<model::Generator> generator;
    Warnings warnings;
};
Result<DescribedStatus> describe_status(std::string_view text, const IntegrationOptions& options = {});

// What a text says of one entry of a message's metadata: JSON where it is JSON, else a string. Keys are those
// of the category: the entry's name, or a path below it.
struct DescribedMetadata {
    json::Value value;
    std::vector<model::KeyedRules> rules;
    std::vector<model::KeyedGenerator> generators;
    Warnings warnings;
};
Result<DescribedMetadata> describe_metadata(std::string_view name, std::string_view text,
                                            const IntegrationOptions& options = {});

// Parameters of a provider state. What is no object becomes {"value": ...}.
Result<json::Object> describe_state_parameters(std::string_view text);

}  // namespace tally::format
