// Generators inside a body: JSON, XML and form-urlencoded.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "http/content_type.h"
#include "model/generator.h"

namespace tally::generation {

// Gives the replacement for the example at that place.
using Replace = std::function<json::Value(const model::KeyedGenerator& keyed, const json::Value& example)>;

// Nothing when bodies of that type have no places for generators, or the body cannot be read.
std::optional<std::string> generate_body(const std::string& bytes, const http::ContentType& type,
                                         const std::vector<model::KeyedGenerator>& generators,
                                         const Replace& replace);

// Every place in `document` that the path names, replaced; `*` and `[*]` stand for all that exist there.
void replace_at(json::Value& document, const model::PathExpression& path,
                const std::function<json::Value(const json::Value&)>& replace);

}  // namespace tally::generation
