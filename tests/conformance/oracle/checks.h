// One check for each file of recorded answers. All hold under strict_compat, where what we do is a choice.
#pragma once

#include <string_view>
#include <vector>

#include "conformance/oracle/verdict.h"

namespace tally::conformance {

// `file` is the document the case stands in: some cases share a context at its top.
using Check = Verdict (*)(const json::Value& recorded, const json::Value& file);

Verdict check_contract_writing(const json::Value& recorded, const json::Value& file);
Verdict check_date_validation(const json::Value& recorded, const json::Value& file);
Verdict check_date_format(const json::Value& recorded, const json::Value& file);
Verdict check_date_expression(const json::Value& recorded, const json::Value& file);
Verdict check_definition(const json::Value& recorded, const json::Value& file);
Verdict check_generator(const json::Value& recorded, const json::Value& file);
Verdict check_integration(const json::Value& recorded, const json::Value& file);
Verdict check_matcher(const json::Value& recorded, const json::Value& file);
Verdict check_mock_server(const json::Value& recorded, const json::Value& file);
Verdict check_mock_server_routing(const json::Value& recorded, const json::Value& file);
Verdict check_mock_server_url(const json::Value& recorded, const json::Value& file);
Verdict check_provider_state(const json::Value& recorded, const json::Value& file);
Verdict check_regex(const json::Value& recorded, const json::Value& file);
Verdict check_rule_loading(const json::Value& recorded, const json::Value& file);
Verdict check_verifier(const json::Value& recorded, const json::Value& file);

struct OracleKind {
    std::string_view name;  // of the file, and the start of the ids in it
    Check check;
};

const std::vector<OracleKind>& oracle_kinds();
const OracleKind* find_oracle_kind(std::string_view name);  // null when there is none

// The same for the case itself, not looking at those that are unstable or record a crash.
Verdict run_check(Check check, const json::Value& recorded, const json::Value& file);

}  // namespace tally::conformance
