#include "unit/format_dsl/oracle_deviations.h"

#include "support/oracle.h"

namespace tally::testing_support {
namespace {

bool is_usable(const json::Value& recorded) {
    const json::Value* result = recorded.find("result");
    return !recorded.find("unstable") && !is_true(recorded, "crash") && !is_true(recorded, "unusable") &&
           !(result && is_true(*result, "crash"));
}

}  // namespace

std::string case_id(std::string_view file, int number) {
    const std::string digits = std::to_string(number);
    constexpr std::size_t width = 4;
    return std::string(file) + '-' + std::string(width - digits.size(), '0') + digits;
}

void check_standard(const json::Array& cases, const Deviations& deviations, const OracleCheck& check) {
    for (const json::Value& recorded : cases) {
        if (!is_usable(recorded)) continue;
        const auto known = deviations.find(text_of(recorded, "id"));
        const std::string difference = check(recorded, Conduct::standard);
        if (known == deviations.end()) {
            EXPECT_EQ(difference, "") << json::to_text(recorded);
        } else {
            EXPECT_NE(difference, "")
                << known->first << " is listed as a deviation (" << known->second << ") but is none";
        }
    }
}

void check_strict_compat(const json::Array& cases, const OracleCheck& check) {
    for (const json::Value& recorded : cases) {
        if (is_usable(recorded)) {
            EXPECT_EQ(check(recorded, Conduct::strict_compat), "") << json::to_text(recorded);
        }
    }
}

}  // namespace tally::testing_support
