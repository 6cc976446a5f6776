// What the scenarios of consumers say of the contract file that was written.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "conformance/step_table.h"
#include "model/http_parts.h"
#include "tally/result.h"

namespace tally::conformance {

// Steps about the one contract file in `folder`, which is read when a step asks.
std::vector<StepMeaning> file_steps(const std::filesystem::path& folder, const std::filesystem::path& fixtures);

// "basic", "basic.json", "file: xml-body.xml": a document as the steps name it.
Result<model::Body> named_document(const std::string& name, const std::filesystem::path& fixtures);

// Why the contents are not that document, or "". JSON is compared as JSON.
std::string document_problem(const std::string& contents, const std::string& name,
                             const std::filesystem::path& fixtures);

// "" when they are equal, else both.
std::string difference(const std::string& expected, const std::string& actual);

// 'JSON: {...}', or text.
Result<json::Value> cell_value(const std::string& cell);

}  // namespace tally::conformance
