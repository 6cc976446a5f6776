#include "contract/own_contract.h"

namespace tally::own_contract {

namespace {

using namespace matchers;

const std::string kEnvironment = std::string("/environments/") + kUuid;
const std::string kWebhook = std::string("/webhooks/") + kUuid;

// An address of the broker, wherever it is.
Value address(const std::string& path) {
    std::string pattern = "https?://[^/]+";
    for (const char c : path) {
        if (std::string("{}.[]()?*+$^|\\").find(c) != std::string::npos) pattern += '\\';
        pattern += c;
    }
    return regex(pattern, "http://broker.example" + path);
}

Value link(const std::string& path) {
    return {{"href", address(path)}};
}

Value named_link(const std::string& name, const std::string& path) {
    return {{"name", name}, {"href", address(path)}};
}

// Any address: for what is opaque to the client.
Value some_link(const std::string& path) {
    return {{"href", regex("https?://[^/]+/.+", "http://broker.example" + path)}};
}

ExpectedRequest asked(Interaction interaction, const std::string& method, const std::string& path) {
    auto request = interaction.with_request(method, path);
    request.header("Accept", array({"application/hal+json", "application/json"}));
    return request;
}

void answered(ExpectedRequest& request, int status, Value body) {
    request.will_respond_with(status)
        .header("Content-Type", regex("application/hal\\+json.*", "application/hal+json;charset=utf-8"))
        .json_body(std::move(body));
}

// ---- what the broker has to know beforehand

Interaction nothing_known(Contract& contract, const std::string& description) {
    return contract.upon_receiving(description).given("the broker is empty");
}

Interaction with_environment(Interaction interaction) {
    return interaction.given("there is an environment", {{"name", "prod"}});
}

Interaction with_version(Interaction interaction) {
    return interaction.given("there is a version", {{"pacticipant", "web-shop"}, {"version", "4.2"}});
}

Interaction with_contract(Interaction interaction) {
    return interaction.given(
        "a contract was published",
        {{"consumer", "web-shop"}, {"version", "4.2"}, {"provider", "order-api"}, {"branch", "main"}});
}

Interaction with_provider_in_prod(Interaction interaction) {
    return with_environment(with_contract(std::move(interaction)))
        .given("a version was deployed",
               {{"pacticipant", "order-api"}, {"version", "7"}, {"environment", "prod"}});
}

// ---- exchanges that several commands have

void expect_version(Contract& contract) {
    auto request = asked(with_environment(with_version(nothing_known(contract, "a request for a version"))), "GET",
                         "/pacticipants/web-shop/versions/4.2");
    const std::string version = "/pacticipants/web-shop/versions/4.2";
    answered(request, 200,
             {{"number", "4.2"},
              {"_links",
               {{"pb:record-deployment",
                 array({named_link("prod", version + "/deployed-versions/environment/" + kUuid)})},
                {"pb:record-release",
                 array({named_link("prod", version + "/released-versions/environment/" + kUuid)})}}}});
}

void expect_environments(Contract& contract) {
    auto request = asked(with_environment(nothing_known(contract, "a request for all environments")), "GET",
                         "/environments");
    answered(request, 200,
             {{"_embedded",
               {{"environments", array({Value{{"uuid", kUuid}, {"name", "prod"}, {"displayName", like("Prod")},
                                              {"production", like(false)}}})}}},
              {"_links", {{"pb:environments", array({named_link("prod", kEnvironment)})}}}});
}

void expect_environment(Contract& contract) {
    auto request =
        asked(with_environment(nothing_known(contract, "a request for an environment")), "GET", kEnvironment);
    answered(request, 200,
             {{"uuid", kUuid},
              {"name", "prod"},
              {"displayName", like("Prod")},
              {"production", like(false)},
              {"_links",
               {{"pb:currently-deployed-deployed-versions",
                 link(kEnvironment + "/deployed-versions/currently-deployed")},
                {"pb:currently-supported-released-versions",
                 link(kEnvironment + "/released-versions/currently-supported")}}}});
}

void expect_matrix(Interaction interaction, const std::vector<std::pair<std::string, std::string>>& more,
                   Value summary, Value result, Value provider_version) {
    auto request = asked(std::move(interaction), "GET", "/matrix");
    request.query("q[][pacticipant]", "web-shop").query("q[][version]", "4.2");
    for (const auto& [name, value] : more) request.query(name, value);
    answered(request, 200,
             {{"summary", std::move(summary)},
              {"notices", each_like({{"type", like("error")}, {"text", like("a reason")}})},
              {"matrix", array({Value{{"consumer", {{"name", "web-shop"}, {"version", {{"number", "4.2"}}}}},
                                      {"provider", {{"name", "order-api"}, {"version", std::move(provider_version)}}},
                                      {"verificationResult", std::move(result)}}})}});
}

// ---- publishing and asking

void expect_publication(Contract& contract) {
    auto request = asked(nothing_known(contract, "a contract to publish"), "POST", "/contracts/publish");
    request.json_body({{"pacticipantName", "web-shop"},
                       {"pacticipantVersionNumber", "4.2"},
                       {"branch", "main"},
                       {"tags", array({"rc"})},
                       {"contracts", array({Value{{"consumerName", "web-shop"},
                                                  {"providerName", "order-api"},
                                                  {"specification", "pact"},
                                                  {"contentType", "application/json"},
                                                  {"content", regex("[A-Za-z0-9+/]+=*",
                                                                    "eyJjb25zdW1lciI6eyJuYW1lIjoid2ViLXNob3AifSwicHJvdmlkZXIiO"
                                                                    "nsibmFtZSI6Im9yZGVyLWFwaSJ9LCJpbnRlcmFjdGlvbnMiOltdfQ==")},
                                                  {"onConflict", "overwrite"}}})}});
    answered(request, 200, {{"notices", each_like({{"type", like("success")}, {"text", like("published")}})}});
}

void expect_deployable(Contract& contract) {
    expect_matrix(with_provider_in_prod(nothing_known(contract, "a question about a verified deployment"))
                                    .given("a contract was verified", {{"consumer", "web-shop"},
                                                                       {"version", "4.2"},
                                                                       {"provider", "order-api"},
                                                                       {"providerVersion", "7"}}),
                  {{"latestby", "cvpv"}, {"environment", "prod"}}, {{"deployable", true}, {"unknown", 0}},
                  {{"success", true}, {"_links", {{"self", some_link("/result/1")}}}}, {{"number", "7"}});
}

void expect_not_known(Contract& contract) {
    expect_matrix(
                  with_provider_in_prod(nothing_known(contract, "a question about a deployment without a result")),
                  {{"latestby", "cvpv"}, {"environment", "prod"}}, {{"deployable", nullptr}, {"unknown", 1}}, nullptr,
                  nullptr);
}

void expect_mergeable(Contract& contract) {
    expect_matrix(
                  with_provider_in_prod(nothing_known(contract, "a question about a merge without a result")),
                  {{"latestby", "cvp"}, {"mainBranch", "true"}, {"latest", "true"}},
                  {{"deployable", nullptr}, {"unknown", 1}}, nullptr, nullptr);
}

void expect_several(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "a question about two heads of branches"))
                             .given("a version is on a branch",
                                    {{"pacticipant", "order-api"}, {"version", "7"}, {"branch", "main"}}),
                         "GET", "/matrix");
    request.query("q[][pacticipant]", array({"web-shop", "order-api"}))
        .query("q[][latest]", array({"true", "true"}))
        .query("q[][branch]", array({"main", "main"}))
        .query("ignore[][pacticipant]", "billing")
        .query("latestby", "cvpv");
    answered(request, 200, {{"summary", {{"deployable", nullptr}, {"unknown", like(1)}, {"ignored", 0}}}});
}

void expect_unknown_environment(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "a question about an unknown environment")), "GET",
                         "/matrix");
    request.query("q[][pacticipant]", "web-shop")
        .query("q[][version]", "4.2")
        .query("latestby", "cvpv")
        .query("environment", "nowhere");
    answered(request, 400, {{"errors", each_like(like("there is no environment 'nowhere'"))}});
}

void expect_explanation(Contract& contract) {
    auto request = asked(
        with_provider_in_prod(nothing_known(contract, "a question why something cannot be deployed")), "GET",
        "/matrix/explained");
    request.query("q[][pacticipant]", "web-shop")
        .query("q[][version]", "4.2")
        .query("latestby", "cvpv")
        .query("environment", "prod");
    answered(request, 200,
             {{"summary", {{"deployable", nullptr}}},
              {"edges", array({Value{{"verdict", "NEVER_VERIFIED"},
                                     {"blocks", true},
                                     {"consumer", {{"name", "web-shop"}, {"version", {{"number", "4.2"}}}}},
                                     {"provider", {{"name", "order-api"}, {"version", {{"number", "7"}}}}},
                                     {"because", like("no version has verified it")}}})},
              {"repair", each_like({{"text", like("verify it")}, {"command", like("contract-verify ...")}})}});
}

Value owed_run() {
    return {{"providerVersion", "7"},
            {"uses", each_like(like("deployed to prod"))},
            {"_embedded",
             {{"pacts", each_like({{"consumer", "web-shop"},
                                   {"consumerVersion", "4.2"},
                                   {"_links", {{"self", some_link("/pacts/1")}}}})}}}};
}

void expect_owed(Contract& contract) {
    auto request = asked(with_provider_in_prod(nothing_known(contract, "a request for what a provider owes")), "GET",
                         "/providers/order-api/owed");
    answered(request, 200,
             {{"_embedded", {{"runs", array({owed_run()})}}},
              {"_links", {{"tally:leases", link("/providers/order-api/owed/leases")}}}});
}

void expect_owed_runs(Contract& contract) {
    expect_owed(contract);
    auto first = asked(with_provider_in_prod(nothing_known(contract, "a verification to take over")), "POST",
                       "/providers/order-api/owed/leases");
    first.json_body({{"holder", "job 5"}});
    answered(first, 201,
             {{"providerVersion", "7"},
              {"lease", {{"uuid", like(kUuid)}, {"until", like("2026-01-01T00:00:00+00:00")}}},
              {"_embedded",
               {{"pacts", each_like({{"consumer", "web-shop"},
                                     {"consumerVersion", "4.2"},
                                     {"_links", {{"self", some_link("/pacts/1")}}}})}}}});
    auto second = asked(with_contract(nothing_known(contract, "a verification to take over where nothing is owed")),
                        "POST", "/providers/order-api/owed/leases");
    second.json_body({{"holder", "job 5"}});
    answered(second, 200, {{"run", nullptr}});
}

// ---- what is where

void expect_deployment(Contract& contract) {
    expect_version(contract);
    auto request = asked(with_environment(with_version(nothing_known(contract, "a deployment to record"))), "POST",
                         std::string("/pacticipants/web-shop/versions/4.2/deployed-versions/environment/") + kUuid);
    request.json_body({{"applicationInstance", "blue"}, {"target", "blue"}});
    answered(request, 201, {{"uuid", like(kUuid)}});
}

void expect_release(Contract& contract) {
    expect_version(contract);
    auto request = asked(with_environment(with_version(nothing_known(contract, "a release to record"))), "POST",
                         std::string("/pacticipants/web-shop/versions/4.2/released-versions/environment/") + kUuid);
    request.json_body(object({}));
    answered(request, 201, {{"uuid", like(kUuid)}});
}

Interaction with_deployment(Interaction interaction) {
    return with_environment(with_version(std::move(interaction)))
        .given("a version was deployed",
               {{"pacticipant", "web-shop"}, {"version", "4.2"}, {"environment", "prod"}});
}

Interaction with_release(Interaction interaction) {
    return with_environment(with_version(std::move(interaction)))
        .given("a version was released",
               {{"pacticipant", "web-shop"}, {"version", "4.2"}, {"environment", "prod"}});
}

void expect_deployed(Contract& contract) {
    expect_environments(contract);
    expect_environment(contract);
    auto request = asked(with_deployment(nothing_known(contract, "a request for what is deployed")), "GET",
                         kEnvironment + "/deployed-versions/currently-deployed");
    request.query("pacticipant", "web-shop");
    answered(request, 200,
             {{"_embedded",
               {{"deployedVersions",
                 array({Value{{"_embedded", {{"version", {{"number", "4.2"}}}}},
                              {"_links", {{"self", link(std::string("/deployed-versions/") + kUuid)}}}}})}}}});
}

void expect_undeployment(Contract& contract) {
    expect_deployed(contract);
    auto request = asked(with_deployment(nothing_known(contract, "a deployment that ends")), "PATCH",
                         std::string("/deployed-versions/") + kUuid);
    request.json_body({{"currentlyDeployed", false}}).header("Content-Type", "application/merge-patch+json");
    answered(request, 200, {{"currentlyDeployed", false}});
}

void expect_released(Contract& contract, bool asks_for_version) {
    auto request =
        asked(with_release(nothing_known(contract, asks_for_version ? "a request for the releases of a version"
                                                                    : "a request for what is released")),
              "GET", kEnvironment + "/released-versions/currently-supported");
    request.query("pacticipant", "web-shop");
    if (asks_for_version) request.query("version", "4.2");
    answered(request, 200,
             {{"_embedded",
               {{"releasedVersions",
                 array({Value{{"_embedded", {{"version", {{"number", "4.2"}}}}},
                              {"_links", {{"self", link(std::string("/released-versions/") + kUuid)}}}}})}}}});
}

void expect_end_of_support(Contract& contract) {
    expect_environments(contract);
    expect_environment(contract);
    expect_released(contract, true);
    auto request = asked(with_release(nothing_known(contract, "a support that ends")), "PATCH",
                         std::string("/released-versions/") + kUuid);
    request.json_body({{"currentlySupported", false}}).header("Content-Type", "application/merge-patch+json");
    answered(request, 200, {{"currentlySupported", false}});
}

void expect_versions_in_environment(Contract& contract) {
    expect_deployed(contract);
    expect_released(contract, false);
}

// ---- environments

void expect_new_environment(Contract& contract) {
    auto request = asked(nothing_known(contract, "an environment to create"), "POST", "/environments");
    request.json_body({{"name", "prod"},
                       {"production", true},
                       {"contacts", array({Value{{"name", "Ops"}, {"details", {{"emailAddress", "ops@shop.example"}}}}})}});
    answered(request, 201, {{"uuid", kUuid}, {"name", "prod"}});
}

void expect_environment_change(Contract& contract) {
    expect_environment(contract);
    auto request =
        asked(with_environment(nothing_known(contract, "an environment to change")), "PUT", kEnvironment);
    request.json_body({{"name", "production"}, {"displayName", like("Prod")}, {"production", like(true)}});
    answered(request, 200, {{"uuid", kUuid}, {"name", "production"}});
}

void expect_environment_to_go(Contract& contract) {
    auto request =
        asked(with_environment(nothing_known(contract, "an environment to delete")), "DELETE", kEnvironment);
    request.will_respond_with(204);
}

// ---- applications

void expect_pacticipants(Contract& contract) {
    auto request =
        asked(with_version(nothing_known(contract, "a request for all applications")), "GET", "/pacticipants");
    answered(request, 200,
             {{"_embedded", {{"pacticipants", each_like({{"name", "web-shop"}, {"displayName", like("Web Shop")}})}}}});
}

void expect_pacticipant(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a request for an application")), "GET",
                         "/pacticipants/web-shop");
    answered(request, 200, {{"name", "web-shop"}, {"displayName", like("Web Shop")}});
}

void expect_pacticipant_change(Contract& contract) {
    expect_pacticipant(contract);
    auto request = asked(with_version(nothing_known(contract, "an application to change")), "PATCH",
                         "/pacticipants/web-shop");
    request.json_body({{"name", "web-shop"}, {"mainBranch", "main"}})
        .header("Content-Type", "application/merge-patch+json");
    answered(request, 200, {{"name", "web-shop"}, {"mainBranch", "main"}});
}

void expect_new_pacticipant(Contract& contract) {
    auto question = asked(nothing_known(contract, "a request for an unknown application"), "GET",
                          "/pacticipants/web-shop");
    question.will_respond_with(404);
    auto request = asked(nothing_known(contract, "an application to create"), "POST", "/pacticipants");
    request.json_body({{"name", "web-shop"}, {"mainBranch", "main"}});
    answered(request, 201, {{"name", "web-shop"}, {"mainBranch", "main"}});
}

// ---- versions

void expect_latest_version(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a request for the latest version")), "GET",
                         "/pacticipants/web-shop/latest-version");
    answered(request, 200, {{"number", "4.2"}});
}

void expect_latest_tagged_version(Contract& contract) {
    auto request =
        asked(with_version(nothing_known(contract, "a request for the latest version with a tag"))
                  .given("a version was tagged", {{"pacticipant", "web-shop"}, {"version", "4.2"}, {"tag", "rc"}}),
              "GET", "/pacticipants/web-shop/latest-version/rc");
    answered(request, 200, {{"number", "4.2"}, {"_embedded", {{"tags", array({Value{{"name", "rc"}}})}}}});
}

void expect_tag(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a version to tag")), "PUT",
                         "/pacticipants/web-shop/versions/4.2/tags/rc");
    request.json_body(object({}));
    answered(request, 201, {{"name", "rc"}});
}

void expect_new_version(Contract& contract) {
    auto request =
        asked(nothing_known(contract, "a version to create"), "PUT", "/pacticipants/web-shop/versions/4.2");
    request.json_body(object({}));
    answered(request, 201, {{"number", "4.2"}});
}

void expect_version_on_branch(Contract& contract) {
    auto request = asked(with_version(nothing_known(contract, "a version to put on a branch")), "PUT",
                         "/pacticipants/web-shop/branches/feat%2Fx/versions/4.2");
    request.json_body(object({}));
    answered(request, 201, {{"_links", {{"self", some_link("/branch-version")}}}});
    expect_tag(contract);
}

void expect_tagged_version(Contract& contract) {
    expect_version(contract);
    expect_tag(contract);
}

void expect_tag_to_go(Contract& contract) {
    auto request =
        asked(with_version(nothing_known(contract, "a tag to delete"))
                  .given("a version was tagged", {{"pacticipant", "web-shop"}, {"version", "4.2"}, {"tag", "rc"}}),
              "DELETE", "/pacticipants/web-shop/versions/4.2/tags/rc");
    request.will_respond_with(204);
}

void expect_branch_to_go(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "a branch to delete")), "DELETE",
                         "/pacticipants/web-shop/branches/main");
    request.will_respond_with(204);
}

void expect_no_branch(Contract& contract) {
    auto request = asked(nothing_known(contract, "a branch to delete that is not there"), "DELETE",
                         "/pacticipants/web-shop/branches/main");
    request.will_respond_with(404);
}

// ---- contracts

void expect_latest_contracts(Contract& contract) {
    auto request =
        asked(with_contract(nothing_known(contract, "a request for the latest contracts")), "GET", "/pacts/latest");
    answered(request, 200,
             {{"pacts", each_like({{"createdAt", like("2026-01-01T00:00:00+00:00")},
                                   {"_embedded",
                                    {{"consumer", {{"name", "web-shop"}, {"_embedded", {{"version", {{"number", "4.2"}}}}}}},
                                     {"provider", {{"name", "order-api"}}}}},
                                   {"_links", {{"self", each_like(some_link("/pact"))}}}})}});
}

void expect_contracts(Contract& contract, const std::string& description, const std::string& path) {
    auto request = asked(with_contract(nothing_known(contract, description)), "GET", path);
    answered(request, 200,
             {{"_links",
               {{"pb:pacts", each_like({{"name", "web-shop"},
                                        {"title", like("Pact between web-shop (4.2) and order-api")},
                                        {"href", address("/pacts/provider/order-api/consumer/web-shop/version/4.2")}})}}}});
}

void expect_main_branch_contracts(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "the main branch's contracts of a provider"))
                             .given("a main branch", {{"pacticipant", "web-shop"}, {"branch", "main"}}),
                         "GET", "/pacts/provider/order-api/branch");
    answered(request, 200,
             {{"_links",
               {{"pb:pacts", each_like({{"name", "web-shop"},
                                        {"title", like("Pact between web-shop (4.2) and order-api")},
                                        {"href", address("/pacts/provider/order-api/consumer/web-shop/version/4.2")}})}}}});
}

void expect_branch_contracts(Contract& contract) {
    expect_contracts(contract, "the contracts of a provider on a branch", "/pacts/provider/order-api/branch/main");
}

void expect_download(Contract& contract) {
    expect_contracts(contract, "the latest contracts of a provider on a branch",
                     "/pacts/provider/order-api/branch/main/latest");
    auto request = asked(with_contract(nothing_known(contract, "a request for a contract")), "GET",
                         "/pacts/provider/order-api/consumer/web-shop/version/4.2");
    answered(request, 200,
             {{"consumer", {{"name", "web-shop"}}},
              {"provider", {{"name", "order-api"}}},
              {"_links", {{"pb:consumer-version", named_link("4.2", "/pacticipants/web-shop/versions/4.2")}}}});
}

void expect_states(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "the states of a provider on a branch")), "GET",
                         "/pacts/provider/order-api/provider-states/branch/main");
    answered(request, 200,
             {{"providerStates", each_like({{"name", "an order exists"}, {"consumers", each_like("web-shop")}})}});
}

// ---- webhooks

Interaction with_webhook(Interaction interaction) {
    return interaction.given("there is a webhook");
}

// Until contract-broker has webhooks nobody's build breaks for want of them.
Interaction to_come(Interaction interaction) {
    return interaction.pending();
}

Value webhook_body() {
    return {{"events", array({Value{{"name", "contract_published"}}})},
            {"request",
             {{"method", "POST"},
              {"url", "https://ci.example/verify"},
              {"headers", {{"X-From", "broker"}}},
              {"body", {{"run", true}}}}},
            {"provider", {{"name", "order-api"}}}};
}

void expect_new_webhook(Contract& contract) {
    auto request = asked(to_come(with_contract(nothing_known(contract, "a webhook to create"))), "POST", "/webhooks");
    request.json_body(webhook_body());
    answered(request, 201, {{"uuid", like(kUuid)}});
}

void expect_webhook_at(Contract& contract) {
    auto request = asked(to_come(with_contract(nothing_known(contract, "a webhook to put"))), "PUT", kWebhook);
    request.json_body(webhook_body());
    answered(request, 201, {{"uuid", like(kUuid)}});
}

void expect_webhook_run(Contract& contract) {
    auto question = asked(to_come(with_webhook(nothing_known(contract, "a request for a webhook"))), "GET", kWebhook);
    answered(question, 200, {{"_links", {{"pb:execute", link(kWebhook + "/execute")}}}});
    auto request =
        asked(to_come(with_webhook(nothing_known(contract, "a webhook to try"))), "POST", kWebhook + "/execute");
    request.json_body(object({}));
    answered(request, 200, {{"success", like(false)}, {"logs", like("nothing answered")}});
}

void expect_webhook_to_go(Contract& contract) {
    auto request = asked(to_come(with_webhook(nothing_known(contract, "a webhook to delete"))), "DELETE", kWebhook);
    request.will_respond_with(204);
}

}  // namespace

void expect_index(Contract& contract) {
    const std::vector<std::pair<std::string, std::string>> links = {
        {"pb:publish-contracts", "/contracts/publish"},
        {"pb:latest-pact-versions", "/pacts/latest"},
        {"pb:provider-pacts", "/pacts/provider/{provider}"},
        {"pb:provider-pacts-with-main-branch", "/pacts/provider/{provider}/branch"},
        {"pb:provider-pacts-with-branch", "/pacts/provider/{provider}/branch/{branch}"},
        {"pb:latest-provider-pacts-with-main-branch", "/pacts/provider/{provider}/branch/latest"},
        {"pb:latest-provider-pacts-with-branch", "/pacts/provider/{provider}/branch/{branch}/latest"},
        {"pb:pacticipants", "/pacticipants"},
        {"pb:pacticipant", "/pacticipants/{pacticipant}"},
        {"pb:latest-version", "/pacticipants/{pacticipant}/latest-version"},
        {"pb:latest-tagged-version", "/pacticipants/{pacticipant}/latest-version/{tag}"},
        {"pb:pacticipant-version", "/pacticipants/{pacticipant}/versions/{version}"},
        {"pb:pacticipant-version-tag", "/pacticipants/{pacticipant}/versions/{version}/tags/{tag}"},
        {"pb:pacticipant-branch", "/pacticipants/{pacticipant}/branches/{branch}"},
        {"pb:pacticipant-branch-version", "/pacticipants/{pacticipant}/branches/{branch}/versions/{version}"},
        {"pb:environments", "/environments"},
        {"pb:environment", "/environments/{uuid}"},
        {"tally:owed", "/providers/{provider}/owed"},
    };
    std::vector<Member> members;
    for (const auto& [rel, path] : links) members.push_back({rel, link(path)});
    members.push_back({"tally:explained-matrix", {{"href", regex("https?://[^/]+/matrix/explained(\\?.*)?",
                                                                 "http://broker.example/matrix/explained")}}});
    auto request = asked(nothing_known(contract, "a request for the index"), "GET", "/");
    answered(request, 200, {{"_links", Value::object(std::move(members))}});
}

void expect_index_with_webhooks(Contract& contract) {
    auto request = asked(to_come(nothing_known(contract, "a request for the index, to find webhooks")), "GET", "/");
    answered(request, 200,
             {{"_links", {{"pb:webhooks", link("/webhooks")}, {"pb:webhook", link("/webhooks/{uuid}")}}}});
}

const std::vector<CommandCase>& command_cases() {
    static const std::vector<CommandCase> all = {
        {"publish",
         {"publish", "contract.json", "-a", "4.2", "--branch", "main", "-t", "rc"}, 0, expect_publication},
        {"can_i_deploy",
         {"can-i-deploy", "-a", "web-shop", "-e", "4.2", "--to-environment", "prod"}, 0, expect_deployable, nullptr},
        {"can_i_deploy_without_a_result",
         {"can-i-deploy", "-a", "web-shop", "-e", "4.2", "--to-environment", "prod"}, 1, expect_not_known, nullptr},
        {"can_i_deploy_several",
         {"can-i-deploy", "-a", "web-shop", "--branch", "main", "-l", "-a", "order-api", "--branch", "main", "-l",
          "--ignore", "billing"},
         1,
         expect_several,
         nullptr},
        {"can_i_deploy_to_nowhere",
         {"can-i-deploy", "-a", "web-shop", "-e", "4.2", "--to-environment", "nowhere"},
         1,
         expect_unknown_environment,
         nullptr},
        {"can_i_merge", {"can-i-merge", "-a", "web-shop", "-e", "4.2"}, 1, expect_mergeable, nullptr},
        {"why", {"why", "-a", "web-shop", "-e", "4.2", "--to-environment", "prod"}, 1, expect_explanation},
        {"owed", {"owed", "--provider", "order-api"}, 1, expect_owed},
        {"owed_runs",
         {"owed", "--provider", "order-api", "--holder", "job 5", "--run", "true"}, 1, expect_owed_runs},
        {"record_deployment",
         {"record-deployment", "-a", "web-shop", "-e", "4.2", "--environment", "prod", "--application-instance",
          "blue"},
         0,
         expect_deployment},
        {"record_undeployment",
         {"record-undeployment", "-a", "web-shop", "--environment", "prod"}, 0, expect_undeployment},
        {"record_release",
         {"record-release", "-a", "web-shop", "-e", "4.2", "--environment", "prod"}, 0, expect_release},
        {"record_support_ended",
         {"record-support-ended", "-a", "web-shop", "-e", "4.2", "--environment", "prod"}, 0, expect_end_of_support},
        {"list_environments", {"list-environments"}, 0, expect_environments},
        {"describe_environment", {"describe-environment", "--uuid", kUuid}, 0, expect_environment},
        {"create_environment",
         {"create-environment", "--name", "prod", "--production", "--contact-name", "Ops", "--contact-email-address",
          "ops@shop.example"},
         0,
         expect_new_environment},
        {"update_environment",
         {"update-environment", "--uuid", kUuid, "--name", "production", "--production"}, 0,
         expect_environment_change},
        {"delete_environment", {"delete-environment", "--uuid", kUuid}, 0, expect_environment_to_go},
        {"list_pacticipants", {"list-pacticipants"}, 0, expect_pacticipants},
        {"describe_pacticipant", {"describe-pacticipant", "--name", "web-shop"}, 0, expect_pacticipant},
        {"create_pacticipant",
         {"create-or-update-pacticipant", "--name", "web-shop", "--main-branch", "main"}, 0, expect_new_pacticipant},
        {"update_pacticipant",
         {"create-or-update-pacticipant", "--name", "web-shop", "--main-branch", "main"}, 0,
         expect_pacticipant_change},
        {"describe_version", {"describe-version", "-a", "web-shop", "-e", "4.2"}, 0, expect_version},
        {"describe_latest_version", {"describe-version", "-a", "web-shop", "-l"}, 0, expect_latest_version},
        {"describe_latest_tagged_version",
         {"describe-version", "-a", "web-shop", "-l", "rc"}, 0, expect_latest_tagged_version},
        {"describe_versions_in_an_environment",
         {"describe-version", "-a", "web-shop", "--environment", "prod"}, 0, expect_versions_in_environment},
        {"create_version", {"create-or-update-version", "-a", "web-shop", "-e", "4.2"}, 0, expect_new_version},
        {"create_version_on_a_branch",
         {"create-or-update-version", "-a", "web-shop", "-e", "4.2", "--branch", "feat/x", "-t", "rc"}, 0,
         expect_version_on_branch},
        {"create_version_tag",
         {"create-version-tag", "-a", "web-shop", "-e", "4.2", "-t", "rc"}, 0, expect_tagged_version},
        {"delete_version_tag",
         {"delete-version-tag", "-a", "web-shop", "-e", "4.2", "-t", "rc"}, 0, expect_tag_to_go},
        {"delete_branch", {"delete-branch", "-a", "web-shop", "--branch", "main"}, 0, expect_branch_to_go},
        {"delete_branch_that_is_not_there",
         {"delete-branch", "-a", "web-shop", "--branch", "main", "--error-when-not-found", "true"}, 1,
         expect_no_branch},
        {"list_latest_pact_versions", {"list-latest-pact-versions"}, 0, expect_latest_contracts},
        {"get_pacts", {"get-pacts", "--provider", "order-api"}, 0, expect_main_branch_contracts},
        {"get_pacts_of_a_branch",
         {"get-pacts", "--provider", "order-api", "--branch", "main"}, 0, expect_branch_contracts},
        {"get_pacts_as_files",
         {"get-pacts", "--provider", "order-api", "--branch", "main", "--latest", "--download"}, 0, expect_download},
        {"provider_states",
         {"provider-states", "list", "--provider", "order-api", "--branch", "main"}, 0, expect_states},
        {"create_webhook",
         {"create-webhook", "https://ci.example/verify", "--contract-published", "--provider", "order-api", "-H",
          "X-From: broker", "-d", "{\"run\":true}"},
         0,
         expect_new_webhook, expect_index_with_webhooks},
        {"create_or_update_webhook",
         {"create-or-update-webhook", "https://ci.example/verify", "--uuid", kUuid, "--contract-published",
          "--provider", "order-api", "-H", "X-From: broker", "-d", "{\"run\":true}"},
         0,
         expect_webhook_at, expect_index_with_webhooks},
        {"test_webhook", {"test-webhook", "--uuid", kUuid}, 1, expect_webhook_run, expect_index_with_webhooks},
        {"delete_webhook", {"delete-webhook", "--uuid", kUuid}, 0, expect_webhook_to_go, expect_index_with_webhooks},
    };
    return all;
}

}  // namespace tally::own_contract
