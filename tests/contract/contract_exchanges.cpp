#include "contract/exchanges.h"

namespace tally::own_contract {

using namespace matchers;

static const std::string kWebhook = std::string("/webhooks/") + kUuid;

void expect_publication(Contract& contract) {
    auto request = asked(nothing_known(contract, "a contract to publish"), "POST", "/contracts/publish");
    request.json_body(
        {{"pacticipantName", "web-shop"},
         {"pacticipantVersionNumber", "4.2"},
         {"branch", "main"},
         {"tags", array({"rc"})},
         {"contracts",
          array({Value{{"consumerName", "web-shop"},
                       {"providerName", "order-api"},
                       {"specification", "pact"},
                       {"contentType", "application/json"},
                       {"content", regex("[A-Za-z0-9+/]+=*",
                                         "eyJjb25zdW1lciI6eyJuYW1lIjoid2ViLXNob3AifSwicHJvdmlkZXIiO"
                                         "nsibmFtZSI6Im9yZGVyLWFwaSJ9LCJpbnRlcmFjdGlvbnMiOltdfQ==")},
                       {"onConflict", "overwrite"}}})}});
    answered(request, 200,
             {{"notices", each_like({{"type", like("success")}, {"text", like("published")}})}});
}

void expect_latest_contracts(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "a request for the latest contracts")), "GET",
                         "/pacts/latest");
    answered(request, 200,
             {{"pacts",
               each_like(
                   {{"createdAt", like("2026-01-01T00:00:00+00:00")},
                    {"_embedded",
                     {{"consumer", {{"name", "web-shop"}, {"_embedded", {{"version", {{"number", "4.2"}}}}}}},
                      {"provider", {{"name", "order-api"}}}}},
                    {"_links", {{"self", each_like(some_link("/pact"))}}}})}});
}

static void expect_contracts(Contract& contract, const std::string& description, const std::string& path) {
    auto request = asked(with_contract(nothing_known(contract, description)), "GET", path);
    answered(
        request, 200,
        {{"_links",
          {{"pb:pacts",
            each_like({{"name", "web-shop"},
                       {"title", like("Pact between web-shop (4.2) and order-api")},
                       {"href", address("/pacts/provider/order-api/consumer/web-shop/version/4.2")}})}}}});
}

void expect_main_branch_contracts(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "the main branch's contracts of a provider"))
                             .given("a main branch", {{"pacticipant", "web-shop"}, {"branch", "main"}}),
                         "GET", "/pacts/provider/order-api/branch");
    answered(
        request, 200,
        {{"_links",
          {{"pb:pacts",
            each_like({{"name", "web-shop"},
                       {"title", like("Pact between web-shop (4.2) and order-api")},
                       {"href", address("/pacts/provider/order-api/consumer/web-shop/version/4.2")}})}}}});
}

void expect_branch_contracts(Contract& contract) {
    expect_contracts(contract, "the contracts of a provider on a branch",
                     "/pacts/provider/order-api/branch/main");
}

void expect_download(Contract& contract) {
    expect_contracts(contract, "the latest contracts of a provider on a branch",
                     "/pacts/provider/order-api/branch/main/latest");
    auto request = asked(with_contract(nothing_known(contract, "a request for a contract")), "GET",
                         "/pacts/provider/order-api/consumer/web-shop/version/4.2");
    answered(
        request, 200,
        {{"consumer", {{"name", "web-shop"}}},
         {"provider", {{"name", "order-api"}}},
         {"_links", {{"pb:consumer-version", named_link("4.2", "/pacticipants/web-shop/versions/4.2")}}}});
}

void expect_states(Contract& contract) {
    auto request = asked(with_contract(nothing_known(contract, "the states of a provider on a branch")),
                         "GET", "/pacts/provider/order-api/provider-states/branch/main");
    answered(
        request, 200,
        {{"providerStates", each_like({{"name", "an order exists"}, {"consumers", each_like("web-shop")}})}});
}

static Interaction with_webhook(Interaction interaction) {
    return interaction.given("there is a webhook");
}

static Value webhook_body() {
    return {{"events", array({Value{{"name", "contract_published"}}})},
            {"request",
             {{"method", "POST"},
              {"url", "https://ci.example/verify"},
              {"headers", {{"X-From", "broker"}}},
              {"body", {{"run", true}}}}},
            {"provider", {{"name", "order-api"}}}};
}

void expect_new_webhook(Contract& contract) {
    auto request =
        asked(with_contract(nothing_known(contract, "a webhook to create")), "POST", "/webhooks");
    request.json_body(webhook_body());
    answered(request, 201, {{"uuid", like(kUuid)}});
}

void expect_webhook_at(Contract& contract) {
    auto request =
        asked(with_contract(nothing_known(contract, "a webhook to put")), "PUT", kWebhook);
    request.json_body(webhook_body());
    answered(request, 201, {{"uuid", like(kUuid)}});
}

void expect_webhook_run(Contract& contract) {
    auto question =
        asked(with_webhook(nothing_known(contract, "a request for a webhook")), "GET", kWebhook);
    answered(question, 200, {{"_links", {{"pb:execute", link(kWebhook + "/execute")}}}});
    auto request = asked(with_webhook(nothing_known(contract, "a webhook to try")), "POST",
                         kWebhook + "/execute");
    request.json_body(object({}));
    answered(request, 200, {{"success", like(false)}, {"logs", like("nothing answered")}});
}

void expect_webhook_to_go(Contract& contract) {
    auto request =
        asked(with_webhook(nothing_known(contract, "a webhook to delete")), "DELETE", kWebhook);
    request.will_respond_with(204);
}

}  // namespace tally::own_contract
