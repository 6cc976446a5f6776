#include "e2e/original_broker/known_differences.h"

#include "base/regex.h"

namespace tally::e2e {

namespace {

constexpr auto kAbsent = R"(\(absent\))";
constexpr auto kText = R"(a text|\(absent\))";
constexpr auto kProblem = R"(title|type|detail|status|error|body|header Content-Type)";

}  // namespace

// One kind of request, one place, one kind of difference in each line.
const std::vector<KnownDifference>& known_differences() {
    static const std::vector<KnownDifference> table = {
        // Questions about versions that fit
        {"Several provider versions in one environment", R"(\(several versions\) GET .*)",
         R"(summary\.(deployable|success|unknown|failed)|(matrix|notices)(\[\d+\].*)?)"},
        {"A selection alone that several versions fit", R"(\(one selection\) GET .*)",
         R"(summary\.(deployable|success|unknown|failed)|(matrix|notices)(\[\d+\].*)?)"},
        {"`limit` of a matrix", R"(GET /matrix.*[?&]limit=1)",
         R"(summary\.(deployable|success|unknown|failed)|(matrix|notices)(\[\d+\].*)?)"},
        {"Notices of a matrix", "GET /(matrix|can-i-deploy|pacticipants/.*/can-i-deploy).*",
         R"(notices\[\d+\]\.(text|type))"},
        {"Errors of `/can-i-deploy`", "GET /can-i-deploy.*", R"(errors\.(|to)\[0\])", kText, kText},
        {"Errors of `/can-i-deploy`", "GET /can-i-deploy.*", R"(errors\[\d+\]\.(parameter|pointer))", kText,
         kText},

        // What is there only here
        {"Rels", ".*", R"((.*\.)?_links\.tally:[a-z-]+\.(href|templated))", kAbsent},
        {"Rels", "GET /?", R"(_links\.curies\[3\]\.(name|href|templated))", kAbsent},
        {"Provider contracts (`pf:publish-provider-contract`), `teamUuid` of webhooks", "GET /?",
         R"(_links\.(pf:publish-provider-contract|curies\[2\])\.(name|href|templated))", kAbsent},
        {"A deployment of a version that nothing was published for", "POST .*(deployed|released)-versions/.*",
         R"(notices\[0\]\.(text|type))", kAbsent},
        {"Badges", R"(GET .*/badge(\.svg)?(\?.*)?)", "status", "307", "200"},
        {"The extended form", R"(\(extended\) GET .*)", R"(_embedded\.tags.*)"},
        {"The extended form", R"(\(extended\) GET \{one\})", "status", "302", "200"},

        // Refusals
        {"405", R"(\(no such method\) .*|HEAD .*)", kProblem, R"(\(absent\)|)", ".*"},
        {"404, 406, 415", ".*", kProblem, R"(a text|\(absent\)||application/(hal\+)?json.*|"/problem.*)",
         R"(a text|\(absent\)|application/.*|"/problem.*)"},
        {"A list in place of an object", R"(POST .* \[\])", R"(errors\.\w+\[0\])", "a text", kAbsent},
        {"What the original breaks at", R"(\((not ASCII|no object|nothing to publish)\) (PUT|POST) .*)",
         "status", "500", "20[01]"},
        {"What the original breaks at", R"(\((not ASCII|no object|nothing to publish)\) DELETE .*)", "status",
         "404", "204"},
        {"What the original breaks at", R"(\(no list\) GET .*)", "status", "500", "400"},
        {"What the original breaks at", "GET /dashboard/.*Nobody.*", "status", "500", "404"},
        {"`Accept: application/problem+json` alone", R"(POST /pacticipants \{\})", "status", "400", "406"},
        {"`Location` of a new pacticipant", "POST /pacticipants .*", "header Location", "/pacticpants/.*",
         R"(/pacticipants/.*|\(absent\))"},
        {"`Location` of what was refused", "POST .*", "header Location", ".*", kAbsent},
        {"Difference to a version", R"(\(other version\) GET .*)", "status", "200", "404"},
        {"Latest result of a tag that nothing has", R"(\(no such tag\) GET .*)", "status", "200", "404"},
        {"`DELETE` of an integration", R"(\(with Accept\) DELETE .*)", "status", "406", "404"},

        {"Order of refusals", R"(\((other media type|not acceptable)\) .*)", "status",
         "200|302|400|404|405|500", "406|415"},
        {"OPTIONS", "OPTIONS .*", "status", "400|404|405|500", "200"},
        {"OPTIONS", "OPTIONS .*", "header Access-Control-Allow-Methods", kAbsent, ".*"},
        {"Paths of our own",
         R"((HEAD|\(no such method\) [A-Z]+) .*(/providers/|/explained|/openapi|/redeliver|provider|/environments/nothing/versions).*)",
         "status", "404", "405"},
        {"Methods of `/diagnostic`", R"((HEAD|\(no such method\) [A-Z]+) /diagnostic/.*)",
         "status|header Allow"},
        {"Links of a tried webhook", "POST .*/execute.*", R"(_links(\.(webhook|try-again)\.href)?)"},

        // Documents
        {"`DELETE` of the contracts of a main branch", R"(\(of the main branch\) DELETE .*)",
         R"(_links\.pb:latest-pact-version\.href)", kAbsent},
        {"Line ends in names", R"(\(line ends\) POST .*)", R"(errors\.pacticipantName\[0\])", kAbsent,
         "a text"},
        {"Selectors in an address", R"(\(unchecked\) GET .*)", "status", "200", "400"},
        {"`maxPacticipants` of a group", R"(\(small\) GET .*)", "body|header Content-Type"},
        {"Environments in addresses", R"(\(by uuid\) GET /pacticipants/.*)", "status", "404", "200"},
        {"Environments in addresses", R"(\(by uuid\) GET /pacts/.*)", R"(providerStates(\[\d+\].*)?)"},
        {"Latest results of a consumer version", "GET /verification-results/consumer/.*/latest",
         R"(_embedded\.verificationResults\[\d+\]\..*|providerSummary\.(successful|failed|unknown)\[\d+\]|success)"},
        {"Work in progress", R"(GET \{(pact|wip)\})", R"(_links\.pb:consumer-versions(\[\d+\]\..*)?)",
         kAbsent},
        {"Work in progress", R"(GET \{(pact|wip)\})", R"(_links\.(self|pb:[a-z-]+)\.href)",
         ".*(/versions?/|version%5D=).*", ".*(/versions?/|version%5D=).*"},
        {"What proves work in progress", R"(\(another order\) POST .*/for-verification .*)",
         R"(_embedded\.pacts(\[\d+\].*)?)"},
        {"Webhooks in the dashboard", "GET /dashboard.*",
         R"(items\[\d+\]\.(webhookStatus|latestWebhookExecution(\.triggeredAt)?))",
         R"("none"|null|\(absent\))"},
        {"Links in the dashboard", "GET /dashboard.*",
         R"(items\[\d+\]\.provider\.version\._links\.self\.href)", kAbsent},
        // Another item is on the page: nothing of it can be compared
        {"Pages of the dashboard", R"(GET /dashboard\?page=.*)", R"(items(\[\d+\].*)?)"},
        {"Pages of the dashboard", R"(GET /dashboard\?page=.*)", R"(page\..*|_links\.(next|previous)\.href)",
         kAbsent},
        {"Status of webhooks", "GET /pacts/.*/webhooks/status", R"(_links\.pb:pact-version\.href)"},
        {"Digits of numbers", R"(\(digits\) PUT .*)", "number", "2\\.5", "2\\.50"},
        {"Digits of numbers", R"(\(digits\) PUT .*)", R"(_links\..*\.href)", ".*/pact-version/.*",
         ".*/pact-version/.*"},
        {"Identity of a merged contract", R"(\(merged\) PATCH .*)", R"(_links\..*\.href)",
         ".*/pact-version/.*", ".*/pact-version/.*"},
        {"Integrations in the metrics", "GET /metrics", R"(integrations\.count)", R"(\d+)", R"(\d+)"},
        {"Self links of lists", "GET /pacticipants/label/.*", R"(_links\.self\.href)", "\"/pacticipants\"",
         "\"/pacticipants/label/.*"},
        {"Self links of lists", "GET /pacticipants/.*/tags/.*/versions.*",
         R"(_links\.(pb:)?pacticipant\.href)", "\"/pacticipants/\"", "\"/pacticipants/.+\""},
        {"Headers of a tried webhook", "POST .*/execute.*", R"(request\.headers\.[a-z-]+|request\.body)"},
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
