#include "support/conformance_data.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tally::testing_support {

std::filesystem::path conformance_folder() {
    const char* folder = std::getenv("TALLY_CONFORMANCE_DIR");
    return folder != nullptr && *folder != 0 ? folder : TALLY_DEFAULT_CONFORMANCE_DIR;
}

bool conformance_is_required() {
    const char* required = std::getenv("TALLY_REQUIRE_CONFORMANCE");
    return required != nullptr && std::string_view(required) == "1";
}

std::optional<std::string> read_conformance_file(std::string_view name) {
    std::ifstream stream(conformance_folder() / name, std::ios::binary);
    if (!stream) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace tally::testing_support
