// What the tables of the compatibility suite write into their cells.
#pragma once

#include <filesystem>
#include <string>

#include "base/json.h"
#include "conformance/feature_file.h"
#include "model/http_parts.h"
#include "tally/result.h"

namespace tally::conformance {

// "JSON: {...}", or the name of a file.
Result<json::Value> json_of(const std::string& cell, const std::filesystem::path& fixtures);

// "file: basic.json", "JSON: {...}", "XML: ...", "EMPTY", or the text itself.
Result<model::Body> body_of(const std::string& cell, const std::filesystem::path& fixtures);

// A request out of a row with the columns method, path, query, headers, body, content type, matching rules,
// generators.
Result<model::Request> request_of(const TableRow& row, const std::filesystem::path& fixtures);

Result<model::Response> response_of(const TableRow& row, const std::filesystem::path& fixtures);

}  // namespace tally::conformance
