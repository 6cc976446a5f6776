// The table of HTTP interactions that the scenarios of consumers and of providers begin with.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/feature_file.h"
#include "model/interaction.h"
#include "model/spec_version.h"
#include "tally/result.h"

namespace tally::conformance {

constexpr std::string_view kTableStep = "the following HTTP interactions have been defined:";

std::string cell_of(const TableRow& row, const std::string& column);  // "" when there is none
int number_of(const std::string& text);

const TableRow* row_with_number(const std::vector<TableRow>& rows, int number);  // null when there is none

// The row with the cells replaced that the table of the step has.
TableRow changed(TableRow row, const Step& step);

// A header for the type that the body has.
void declare_type(std::vector<model::HeaderField>& headers, const model::Body& body);

Result<model::Interaction> interaction_of(const TableRow& row, model::SpecVersion version,
                                          const std::filesystem::path& fixtures);

}  // namespace tally::conformance
