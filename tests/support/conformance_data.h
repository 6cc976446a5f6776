// Published test data outside the tree: TALLY_CONFORMANCE_DIR, by default beside the repository.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace tally::testing_support {

std::filesystem::path conformance_folder();
bool conformance_is_required();  // TALLY_REQUIRE_CONFORMANCE=1: missing data is a failure, not a skip
std::optional<std::string> read_conformance_file(std::string_view name);

}  // namespace tally::testing_support
