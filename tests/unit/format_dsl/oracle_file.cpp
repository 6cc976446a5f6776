#include "unit/format_dsl/oracle_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tally::testing_support {
namespace {

std::filesystem::path conformance_folder() {
    const char* folder = std::getenv("TALLY_CONFORMANCE_DIR");
    return folder && *folder ? folder : TALLY_DEFAULT_CONFORMANCE_DIR;
}

bool is_required() {
    const char* required = std::getenv("TALLY_REQUIRE_CONFORMANCE");
    return required && std::string_view(required) == "1";
}

bool is_true(const json::Value* value) {
    return value && value->boolean() && *value->boolean();
}

bool is_usable(const json::Value& recorded) {
    const json::Value* result = recorded.find("result");
    return !recorded.find("unstable") && !is_true(recorded.find("crash")) &&
           !is_true(recorded.find("unusable")) && !(result && is_true(result->find("crash")));
}

void check_standard(const json::Value& recorded, const Deviations& deviations, const OracleCheck& check) {
    const std::string& id = *recorded.find("id")->string();
    const auto known = deviations.find(id);
    const std::string standard = check(recorded, Conduct::standard);
    if (known == deviations.end()) {
        EXPECT_EQ(standard, "") << id << " by default: " << json::to_text(recorded);
    } else {
        EXPECT_NE(standard, "") << id << " is listed as a deviation (" << known->second << ") but is none";
    }
}

void check_strict_compat(const json::Value& recorded, const OracleCheck& check) {
    EXPECT_EQ(check(recorded, Conduct::strict_compat), "")
        << "with strict_compat: " << json::to_text(recorded);
}

using CheckCase = std::function<void(const json::Value& recorded)>;

void check_cases(std::string_view name, const CheckCase& check) {
    const std::filesystem::path path = conformance_folder() / "oracle" / name;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        ASSERT_FALSE(is_required()) << path << " is missing, and TALLY_REQUIRE_CONFORMANCE is 1";
        GTEST_SKIP() << path << " is missing: set TALLY_CONFORMANCE_DIR to the folder of the published cases";
    }
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const Result<json::Value> document = json::parse(text);
    ASSERT_TRUE(document) << path << ": " << document.error().text();
    const json::Array* cases = document->find("cases")->array();
    ASSERT_TRUE(cases && !cases->empty()) << path << " has no cases";
    for (const json::Value& recorded : *cases) {
        if (is_usable(recorded)) check(recorded);
    }
}

}  // namespace

std::string case_id(std::string_view file, int number) {
    const std::string digits = std::to_string(number);
    constexpr std::size_t width = 4;
    return std::string(file) + '-' + std::string(width - digits.size(), '0') + digits;
}

void check_oracle_file(std::string_view name, const Deviations& deviations, const OracleCheck& check) {
    check_cases(name, [&](const json::Value& recorded) {
        check_strict_compat(recorded, check);
        check_standard(recorded, deviations, check);
    });
}

void check_oracle_file_once(std::string_view name, const Deviations& deviations, const OracleCheck& check) {
    check_cases(name, [&](const json::Value& recorded) { check_standard(recorded, deviations, check); });
}

}  // namespace tally::testing_support
