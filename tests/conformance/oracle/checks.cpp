#include "conformance/oracle/checks.h"

#include <algorithm>

#include "conformance/oracle/members.h"

namespace tally::conformance {

const std::vector<OracleKind>& oracle_kinds() {
    static const std::vector<OracleKind> kinds = {
        {"contract-writing", check_contract_writing},
        {"datetime-expressions", check_date_expression},
        {"datetime-format", check_date_format},
        {"datetime-validation", check_date_validation},
        {"definition-expressions", check_definition},
        {"generators", check_generator},
        {"integration-json", check_integration},
        {"matchers", check_matcher},
        {"mock-server", check_mock_server},
        {"mock-server-routing", check_mock_server_routing},
        {"mock-server-url", check_mock_server_url},
        {"provider-state", check_provider_state},
        {"regex", check_regex},
        {"rule-loading", check_rule_loading},
        {"verifier", check_verifier},
    };
    return kinds;
}

const OracleKind* find_oracle_kind(std::string_view name) {
    const auto found = std::find_if(oracle_kinds().begin(), oracle_kinds().end(),
                                    [&](const OracleKind& kind) { return kind.name == name; });
    return found == oracle_kinds().end() ? nullptr : &*found;
}

Verdict run_check(Check check, const json::Value& recorded, const json::Value& file) {
    const json::Value& result = member(recorded, "result");
    for (const json::Value* value : {&recorded, &result}) {
        const json::Value& unstable = member(*value, "unstable");
        if (!unstable.is_null() && !(unstable.boolean() && !*unstable.boolean()))
            return left_out("the outcome varies from run to run");
        if (is_true(*value, "crash") || is_true(*value, "connectionClosed"))
            return left_out("the core broke down");
        if (is_true(*value, "unusable")) return left_out("the core cannot use what it read");
    }
    return check(recorded, file);
}

}  // namespace tally::conformance
