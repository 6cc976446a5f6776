#include "contract/exchanges.h"

namespace tally::own_contract {

using namespace matchers;

void expect_version(Contract& contract) {
    auto request = asked(with_environment(with_version(nothing_known(contract, "a request for a version"))),
                         "GET", "/pacticipants/web-shop/versions/4.2");
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
               {{"environments", array({Value{{"uuid", kUuid},
                                              {"name", "prod"},
                                              {"displayName", like("Prod")},
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

static void expect_matrix(Interaction interaction,
                          const std::vector<std::pair<std::string, std::string>>& more, Value summary,
                          Value result, Value provider_version) {
    auto request = asked(std::move(interaction), "GET", "/matrix");
    request.query("q[][pacticipant]", "web-shop").query("q[][version]", "4.2");
    for (const auto& [name, value] : more) request.query(name, value);
    answered(request, 200,
             {{"summary", std::move(summary)},
              {"notices", each_like({{"type", like("error")}, {"text", like("a reason")}})},
              {"matrix",
               array({Value{{"consumer", {{"name", "web-shop"}, {"version", {{"number", "4.2"}}}}},
                            {"provider", {{"name", "order-api"}, {"version", std::move(provider_version)}}},
                            {"verificationResult", std::move(result)}}})}});
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
    expect_matrix(with_provider_in_prod(nothing_known(contract, "a question about a merge without a result")),
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
    auto request = asked(with_contract(nothing_known(contract, "a question about an unknown environment")),
                         "GET", "/matrix");
    request.query("q[][pacticipant]", "web-shop")
        .query("q[][version]", "4.2")
        .query("latestby", "cvpv")
        .query("environment", "nowhere");
    answered(request, 400, {{"errors", each_like(like("there is no environment 'nowhere'"))}});
}

void expect_explanation(Contract& contract) {
    auto request =
        asked(with_provider_in_prod(nothing_known(contract, "a question why something cannot be deployed")),
              "GET", "/matrix/explained");
    request.query("q[][pacticipant]", "web-shop")
        .query("q[][version]", "4.2")
        .query("latestby", "cvpv")
        .query("environment", "prod");
    answered(
        request, 200,
        {{"summary", {{"deployable", nullptr}}},
         {"edges", array({Value{{"verdict", "NEVER_VERIFIED"},
                                {"blocks", true},
                                {"consumer", {{"name", "web-shop"}, {"version", {{"number", "4.2"}}}}},
                                {"provider", {{"name", "order-api"}, {"version", {{"number", "7"}}}}},
                                {"because", like("no version has verified it")}}})},
         {"repair", each_like({{"text", like("verify it")}, {"command", like("contract-verify ...")}})}});
}

static Value owed_run() {
    return {{"providerVersion", "7"},
            {"uses", each_like(like("deployed to prod"))},
            {"_embedded",
             {{"pacts", each_like({{"consumer", "web-shop"},
                                   {"consumerVersion", "4.2"},
                                   {"_links", {{"self", some_link("/pacts/1")}}}})}}}};
}

void expect_owed(Contract& contract) {
    auto request = asked(with_provider_in_prod(nothing_known(contract, "a request for what a provider owes")),
                         "GET", "/providers/order-api/owed");
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
    auto second =
        asked(with_contract(nothing_known(contract, "a verification to take over where nothing is owed")),
              "POST", "/providers/order-api/owed/leases");
    second.json_body({{"holder", "job 5"}});
    answered(second, 200, {{"run", nullptr}});
}

void expect_deployment(Contract& contract) {
    expect_version(contract);
    auto request =
        asked(with_environment(with_version(nothing_known(contract, "a deployment to record"))), "POST",
              std::string("/pacticipants/web-shop/versions/4.2/deployed-versions/environment/") + kUuid);
    request.json_body({{"applicationInstance", "blue"}, {"target", "blue"}});
    answered(request, 201, {{"uuid", like(kUuid)}});
}

void expect_release(Contract& contract) {
    expect_version(contract);
    auto request =
        asked(with_environment(with_version(nothing_known(contract, "a release to record"))), "POST",
              std::string("/pacticipants/web-shop/versions/4.2/released-versions/environment/") + kUuid);
    request.json_body(object({}));
    answered(request, 201, {{"uuid", like(kUuid)}});
}

static Interaction with_deployment(Interaction interaction) {
    return with_environment(with_version(std::move(interaction)))
        .given("a version was deployed",
               {{"pacticipant", "web-shop"}, {"version", "4.2"}, {"environment", "prod"}});
}

static Interaction with_release(Interaction interaction) {
    return with_environment(with_version(std::move(interaction)))
        .given("a version was released",
               {{"pacticipant", "web-shop"}, {"version", "4.2"}, {"environment", "prod"}});
}

static void expect_deployed(Contract& contract) {
    expect_environments(contract);
    expect_environment(contract);
    auto request = asked(with_deployment(nothing_known(contract, "a request for what is deployed")), "GET",
                         kEnvironment + "/deployed-versions/currently-deployed");
    request.query("pacticipant", "web-shop");
    answered(
        request, 200,
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

static void expect_released(Contract& contract, bool asks_for_version) {
    auto request = asked(
        with_release(nothing_known(contract, asks_for_version ? "a request for the releases of a version"
                                                              : "a request for what is released")),
        "GET", kEnvironment + "/released-versions/currently-supported");
    request.query("pacticipant", "web-shop");
    if (asks_for_version) request.query("version", "4.2");
    answered(
        request, 200,
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

}  // namespace tally::own_contract
