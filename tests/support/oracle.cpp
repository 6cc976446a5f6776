#include "support/oracle.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tally::testing_support {
namespace {

std::filesystem::path oracle_folder() {
    const char* folder = std::getenv("TALLY_CONFORMANCE_DIR");
    return std::filesystem::path(folder && *folder ? folder : TALLY_DEFAULT_CONFORMANCE_DIR) / "oracle";
}

}  // namespace

void OracleTest::SetUp() {
    if (std::filesystem::is_directory(oracle_folder())) return;
    const char* required = std::getenv("TALLY_REQUIRE_CONFORMANCE");
    if (required && std::string_view(required) == "1") FAIL() << "no folder " << oracle_folder();
    GTEST_SKIP() << "no folder " << oracle_folder() << "; set TALLY_CONFORMANCE_DIR";
}

json::Array OracleTest::cases(std::string_view file) {
    std::ifstream in(oracle_folder() / file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    const Result<json::Value> document = json::parse(text.str());
    const json::Value* found = document ? document->find("cases") : nullptr;
    if (!found || !found->array() || found->array()->empty()) {
        ADD_FAILURE() << "no cases in " << oracle_folder() / file;
        return {};
    }
    return *found->array();
}

std::string text_of(const json::Value& object, std::string_view member) {
    const json::Value* found = object.find(member);
    return found && found->string() ? *found->string() : "";
}

bool is_true(const json::Value& object, std::string_view member) {
    const json::Value* found = object.find(member);
    return found && found->boolean() && *found->boolean();
}

}  // namespace tally::testing_support
