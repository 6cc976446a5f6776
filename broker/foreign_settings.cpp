#include "foreign_settings.h"

#include <string_view>

#include "base/text.h"

namespace tally {

namespace {

constexpr const char* kDatabaseParts[] = {"PACT_BROKER_DATABASE_HOST", "PACT_BROKER_DATABASE_NAME",
                                          "PACT_BROKER_DATABASE_ADAPTER", "PACT_BROKER_DATABASE_USERNAME"};

// Switched off, they ask for something else.
struct Unheard {
    const char* variable;
    const char* instead;
};
constexpr Unheard kUnheard[] = {
    {"PACT_BROKER_ORDER_VERSIONS_BY_DATE", "versions are in the order in which they were created"},
    {"PACT_BROKER_USE_CASE_SENSITIVE_RESOURCE_NAMES", "names that differ by case are different names"},
    {"PACT_BROKER_BASE_EQUALITY_ONLY_ON_CONTENT_THAT_AFFECTS_VERIFICATION_RESULTS",
     "contracts that verify the same are the same content"},
};

bool is_off(std::string_view text) {
    const auto word = text::lower(text);
    return word == "false" || word == "no" || word == "off" || word == "0";
}

}  // namespace

Result<void> check_database_parts(const Environment& environment) {
    for (const auto* part : kDatabaseParts) {
        if (!environment(part)) continue;
        return Error{ErrorCode::invalid_input, part, "is not understood: a database is named by its URL",
                     "set PACT_BROKER_DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/NAME, or give --database FILE"};
    }
    return {};
}

std::vector<std::string> unheard_settings(const Environment& environment) {
    std::vector<std::string> sentences;
    for (const auto& [variable, instead] : kUnheard) {
        const auto given = environment(variable);
        if (given && is_off(*given)) {
            sentences.push_back(std::string(variable) + "=" + *given + " changes nothing here: " + instead);
        }
    }
    return sentences;
}

}  // namespace tally
