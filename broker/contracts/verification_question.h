// What a provider's build asks for: the contracts it should verify now.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "web/problem.h"
#include "web/query.h"

namespace tally::contracts {

// Selects contracts by what is known of their consumer versions (docs: broker API).
struct Selector {
    std::optional<std::string> consumer = std::nullopt;
    std::optional<std::string> branch = std::nullopt;
    std::optional<std::string> tag = std::nullopt;
    std::optional<std::string> fallback_tag = std::nullopt;
    std::optional<std::string> environment = std::nullopt;
    bool any_branch = false;  // branch: true
    bool main_branch = false;
    bool matching_branch = false;
    bool latest = false;
    bool deployed = false;
    bool released = false;

    bool operator==(const Selector&) const = default;
};

struct VerificationQuestion {
    std::vector<Selector> selectors;  // empty: what is chosen when nobody says anything
    std::optional<std::string> provider_branch;
    std::vector<std::string> provider_tags;
    bool include_pending_status = true;    // also of a question that does not say
    std::optional<std::string> wip_since;  // as times are stored
};

// Selectors may name environments only that exist.
using EnvironmentExists = std::function<bool(std::string_view name)>;
VerificationQuestion read_question(const json::Value& body, const EnvironmentExists& environment_exists,
                                   web::ValidationErrors& errors);

// The older form of the same, as a body: `provider_version_tags[]=a&consumer_version_selectors[][tag]=b`.
json::Value question_from_query(const web::Query& query);

}  // namespace tally::contracts
