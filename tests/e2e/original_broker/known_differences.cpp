#include "e2e/original_broker/known_differences.h"

#include "base/regex.h"

namespace tally::e2e {

namespace {

constexpr auto kAbsent = R"(\(absent\))";
constexpr auto kError = R"(body|error|title|type|detail|header Content-Type)";

}  // namespace

const std::vector<KnownDifference>& known_differences() {
    static const std::vector<KnownDifference> table = {
        {"Several provider versions in one environment", R"(\(several versions\) GET .*)",
         "(matrix|summary|notices).*"},
        {"Rels", ".*", R"(_links\.(tally:.*|curies\[\d+\]\.(name|href|templated)))", kAbsent},
        {"Badges", "GET .*badge", "status|header (Location|Content-Type)|body"},
        {"A deployment of a version that nothing was published for", "POST .*(deployed|released)-versions/.*",
         R"(notices.*)", kAbsent},
        {"More links", ".*", R"((.*\.)?_links\..*)", kAbsent},
        {"More links", ".*",
         R"((.*\.)?_embedded\..*_embedded\..*|_embedded\.branches.*|matrix.*\.branches.*)", kAbsent},
        {"More links", "GET /dashboard.*", R"(items\[\d+\]\.provider\.version\._links.*)", kAbsent},
        {"More links", "GET .*provider-states.*", R"(providerStates\[\d+\]\.params)", kAbsent},
        {"`templated: false`", ".*", R"(_links\..*\.templated)", "false", kAbsent},
        {"`Location` of a new pacticipant", "POST /pacticipants .*", "header Location", "/pacticpants/.*"},
        {"`pb:publish-verification-results` of the latest pact", "GET .*/latest.*",
         "_links.pb:publish-verification-results.href"},
        {"`pb:pact-version` of a result", ".*", R"((.*\.)?_links\.pb:pact-version\.href)", ".*/metadata/M\""},
        {"Environments inside other documents", ".*", R"((.*\.)?_embedded\.environment\._links\..*)", ".*",
         kAbsent},
        {"`pb:group` of an integration", "GET /integrations.*",
         R"(_embedded\.integrations\[\d+\]\._links\.pb:group\.href)"},
        {"404", ".*", "header Content-Type", "application/json.*", "application/hal\\+json.*"},
        {"404", ".*", kError, "(\\(absent\\))?", ".*"},
        {"404", "GET /(groups|matrix/provider)/.*", "status|errors?.*"},
        {"405", ".*", kError, "(\\(absent\\))?", ".*"},
        {"A selection alone that several versions fit",
         R"(GET /matrix\?q\[\]\[pacticipant\]=\w+&q\[\]\[tag\]=\w+&latestby=cvp)",
         "(matrix|summary|notices).*"},
        {"Notices of a matrix", "GET /(matrix|can-i-deploy).*", R"(notices\[\d+\]\..*)"},
        {"Selectors with `mainBranch: false`", R"(POST .*"mainBranch":false.*)", ".*"},
        {"Errors of `/can-i-deploy`", "GET /can-i-deploy.*", R"(errors\..*)"},
        {"Self links of lists", "GET .*(\\?page|/label/).*",
         R"(_links\.(self|pb:pacticipants-with-label)\.(href|templated))"},
        {"`Accept: application/problem+json` alone", ".* /pacticipants.*",
         "status|type|detail|instance|errors.*|header Content-Type"},
        {"`/pacts/latest`", "GET /pacts/latest", R"(_links\.curies.*)", ".*", kAbsent},
        {"Names of deprecated links", ".*",
         R"((.*\.)?((pacticipants|pacts|pact-versions)\[\d+\]|latest-version)\.name)"},
        {"`/diagnostic`", "GET /diagnostic.*", "header Content-Type"},
    };
    return table;
}

std::string_view known_difference(const Difference& difference) {
    const auto is_all_of = [](std::string_view pattern, const std::string& text) {
        return Regex::compile_cached(pattern).value().matches_all_of(text).value();
    };
    for (const auto& known : known_differences()) {
        if (is_all_of(known.request, difference.request) && is_all_of(known.place, difference.place) &&
            is_all_of(known.original, difference.original) && is_all_of(known.ours, difference.ours)) {
            return known.row;
        }
    }
    return "";
}

}  // namespace tally::e2e
