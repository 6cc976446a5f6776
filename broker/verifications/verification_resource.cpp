#include "verifications/verification_resource.h"

#include <charconv>

#include "base/text.h"
#include "base/url.h"
#include "contracts/contract_store.h"
#include "contracts/selection_metadata.h"
#include "links.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "verifications/verification_store.h"
#include "versions/version_store.h"
#include "web/body_fields.h"
#include "web/hal.h"
#include "web/problem.h"
#include "webhooks/trigger.h"

namespace tally::verifications {

namespace {

using Context = web::RequestContext;
using contracts::Contract;
using contracts::ContractFilter;
using storage::Transaction;

// The same whatever address it was published to
std::string result_url(const Links& links, const Verification& result) {
    return links.to(paths::kResult,
                    {result.provider, result.consumer, result.sha, std::to_string(result.number)});
}

// Of the contract that was asked about, else of the newest consumer version that has the content
std::string content_url(Transaction& transaction, const Links& links, const Verification& result,
                        std::optional<Contract> contract) {
    if (!contract)
        contract = contracts::find_by_content(transaction, result.consumer, result.provider, result.sha);
    if (!contract) return links.to(paths::kPactVersion, {result.provider, result.consumer, result.sha});
    return links.to(paths::kPactVersionWithMetadata, {result.provider, result.consumer, result.sha,
                                                      contracts::segment_of_version(contract->version)});
}

json::Value parsed(const std::string& text) {
    auto value = json::parse(text);
    return value ? std::move(*value) : json::Value();
}

// In the names of the API, which are flat.
json::Value verified_by(const std::string& text) {
    const auto sent = parsed(text);
    json::Object shown;
    const auto copy = [&shown](const char* name, const json::Value* value) {
        if (value != nullptr && !value->is_null()) shown.set(name, *value);
    };
    copy("implementation", sent.find("implementation"));
    copy("version", sent.find("version"));
    if (const auto* language = sent.find("clientLanguage")) {
        copy("client_implementation", language->find("name"));
        copy("client_test_framework", language->find("testFramework"));
        copy("client_version", language->find("version"));
    }
    return shown;
}

web::Hal to_hal(Transaction& transaction, const Links& links, const Verification& result,
                const std::optional<Contract>& asked_about = std::nullopt) {
    web::Hal hal;
    hal.set("providerName", result.provider)
        .set("providerApplicationVersion", result.provider_version)
        .set("success", result.success)
        .set("verificationDate", web::shown_time(result.created_at))
        .set_if("buildUrl", result.build_url);
    if (result.test_results) hal.set("testResults", parsed(*result.test_results));
    hal.set("verifiedBy",
            result.verified_by ? verified_by(*result.verified_by) : json::Value(json::Object{}));
    hal.link("self", {result_url(links, result), "Verification result",
                      "Verification result " + std::to_string(result.number) + " of the pact between " +
                          result.consumer + " and " + result.provider});
    hal.link("pb:pact-version",
             {content_url(transaction, links, result, asked_about), "Pact content", result.sha});
    hal.link("pb:triggered-webhooks",
             {links.to(paths::kResultWebhooks,
                       {result.provider, result.consumer, result.sha, std::to_string(result.number)}),
              "Webhooks triggered by this result"});
    return hal;
}

http::Response no_such_contract(const Context& context) {
    return web::not_found(context, "no pact with this content was found between these pacticipants");
}

http::Response no_result(const Context& context) {
    return web::not_found(context, "no verification result was found");
}

std::optional<Contract> contract_by_content(const Context& context, Transaction& transaction) {
    return contracts::find_by_content(transaction, context.variable("consumer"), context.variable("provider"),
                                      context.variable("pactVersion"));
}

std::optional<Contract> contract_by_version(const Context& context, Transaction& transaction) {
    return contracts::find_contract(transaction, context.variable("consumer"), context.variable("provider"),
                                    context.variable("consumerApplicationVersion"));
}

std::optional<Contract> newest_contract(const Context& context, Transaction& transaction) {
    return contracts::find_newest(
        transaction, {.consumer = context.variable("consumer"), .provider = context.variable("provider")});
}

std::optional<Contract> newest_tagged_contract(const Context& context, Transaction& transaction) {
    return contracts::find_newest(transaction, {.consumer = context.variable("consumer"),
                                                .provider = context.variable("provider"),
                                                .by = ContractFilter::By::tag,
                                                .name = context.variable("tag")});
}

std::optional<std::int64_t> number_of(const Context& context) {
    const auto& text = context.variable("number");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
    return number;
}

std::optional<Verification> result_of(const Context& context, Transaction& transaction) {
    const auto number = number_of(context);
    const auto contract = number ? contract_by_content(context, transaction) : std::nullopt;
    return contract ? find_verification(transaction, contract->content_id, *number) : std::nullopt;
}

// Metadata is a variable of one of the two routes only.
std::optional<std::string> metadata_of(const Context& context) {
    for (const auto& [name, value] : context.variables) {
        if (name == "metadata") return value;
    }
    return std::nullopt;
}

std::optional<std::string> read_json(const json::Value& body, std::string_view name) {
    const auto* value = web::find_member(body, name);
    return value == nullptr || value->is_null() ? std::nullopt : std::optional(json::to_text(*value));
}

Verification read_result(const json::Value& body, web::ValidationErrors& errors,
                         std::string& provider_version) {
    Verification result;
    result.success = web::read_flag(body, "success", true, errors).value_or(false);
    provider_version =
        web::read_text(body, "providerApplicationVersion", {.required = true}, errors).value_or("");
    result.build_url = web::read_text(body, "buildUrl", {.may_be_blank = true}, errors);
    // Verifiers whose build has no address send an empty one
    if (result.build_url && !result.build_url->empty() && !parse_url(*result.build_url)) {
        errors.add_invalid("buildUrl", "must be an http or https URL",
                           web::ValidationErrors::Kind::invalid_format);
    }
    result.test_results = read_json(body, "testResults");
    const auto* by = web::find_member(body, "verifiedBy");
    if (by != nullptr && by->is_object()) {
        result.verified_by = json::to_text(*by);
    } else if (by != nullptr && !by->is_null()) {
        errors.add_invalid("verifiedBy", "must be an object");
    }
    return result;
}

http::Response latest_result(const Context& context, Transaction& transaction,
                             const std::optional<Contract>& contract) {
    if (!contract) return no_such_contract(context);
    const auto result = find_latest(transaction, contract->content_id);
    if (!result) return no_result(context);
    return web::hal_response(context, to_hal(transaction, context.links, *result, contract).take());
}

http::Response delete_latest(const Context& context, Transaction& transaction,
                             const std::optional<Contract>& contract) {
    if (!contract) return no_such_contract(context);
    const auto result = find_latest(transaction, contract->content_id);
    if (!result) return no_result(context);
    delete_verification(transaction, *result);
    return web::no_content();
}

}  // namespace

http::Response post_result(const Context& context, Transaction& transaction) {
    const auto contract = contract_by_content(context, transaction);
    if (!contract) return no_such_contract(context);
    web::ValidationErrors errors;
    std::string provider_version;
    auto result = read_result(context.body, errors, provider_version);
    if (!errors.empty()) return web::validation_response(context, errors);

    const auto& now = context.now_text;
    const auto provider = pacticipants::find_or_create_pacticipant(transaction, contract->provider, now);
    const auto version =
        versions::find_or_create_version(transaction, provider, provider_version, now).version;
    result.content_id = contract->content_id;
    result.provider_version_id = version.id;
    result.provider_version = version.number;
    result.consumer = contract->consumer;
    result.provider = contract->provider;
    result.sha = contract->sha;
    result.created_at = now;
    if (const auto segment = metadata_of(context)) {
        const auto metadata = contracts::read_segment(*segment);
        result.pending = metadata.pending;
        result.wip = metadata.wip;
        result.selection = *segment;
    }
    save_verification(transaction, result);
    webhooks::trigger_by_result(context, transaction, *contract, result);
    contracts::touch_integration(transaction, contract->consumer_id, contract->provider_id,
                                 contracts::Touch::verified, now);
    return web::created_response(context, to_hal(transaction, context.links, result).take(),
                                 result_url(context.links, result));
}

http::Response get_result(const Context& context, Transaction& transaction) {
    if (context.variable("number") == "all") {
        return web::not_found(context, "there is no list of all results; ask for 'latest' or for a number");
    }
    const auto result = result_of(context, transaction);
    if (!result) return no_result(context);
    std::vector<std::int64_t> named;
    if (const auto metadata = metadata_of(context))
        named = contracts::named_versions(transaction, result->consumer, *metadata);
    const auto asked_about =
        contracts::find_by_content(transaction, result->consumer, result->provider, result->sha, named);
    return web::hal_response(context, to_hal(transaction, context.links, *result, asked_about).take());
}

http::Response delete_result(const Context& context, Transaction& transaction) {
    const auto result = result_of(context, transaction);
    if (!result) return no_result(context);
    delete_verification(transaction, *result);
    return web::no_content();
}

http::Response get_latest_result_of_content(const Context& context, Transaction& transaction) {
    return latest_result(context, transaction, contract_by_content(context, transaction));
}

http::Response get_latest_result_of_version(const Context& context, Transaction& transaction) {
    return latest_result(context, transaction, contract_by_version(context, transaction));
}

http::Response get_latest_result_of_latest(const Context& context, Transaction& transaction) {
    return latest_result(context, transaction, newest_contract(context, transaction));
}

http::Response get_latest_result_of_latest_tagged(const Context& context, Transaction& transaction) {
    return latest_result(context, transaction, newest_tagged_contract(context, transaction));
}

http::Response delete_latest_result_of_content(const Context& context, Transaction& transaction) {
    return delete_latest(context, transaction, contract_by_content(context, transaction));
}

http::Response delete_latest_result_of_version(const Context& context, Transaction& transaction) {
    return delete_latest(context, transaction, contract_by_version(context, transaction));
}

http::Response delete_latest_result_of_latest(const Context& context, Transaction& transaction) {
    return delete_latest(context, transaction, newest_contract(context, transaction));
}

http::Response delete_latest_result_of_latest_tagged(const Context& context, Transaction& transaction) {
    return delete_latest(context, transaction, newest_tagged_contract(context, transaction));
}

http::Response get_results_of_consumer_version(const Context& context, Transaction& transaction) {
    const auto& consumer = context.variable("consumer");
    const auto& number = context.variable("consumerApplicationVersion");
    const auto version = versions::find_version(transaction, consumer, number);
    if (!version) return web::not_found(context, "no such version of this pacticipant");

    json::Array documents;
    json::Array successful;
    json::Array failed;
    json::Array unknown;
    for (const auto& contract : contracts::list_contracts_of_version(transaction, version->id)) {
        const auto result = find_latest(transaction, contract.content_id);
        (result ? (result->success ? successful : failed) : unknown).emplace_back(contract.provider);
        if (result) documents.push_back(to_hal(transaction, context.links, *result).take());
    }
    const bool success = failed.empty() && unknown.empty();
    web::Hal hal;
    hal.set("success", success);
    hal.set("providerSummary", json::Object{{"successful", std::move(successful)},
                                            {"failed", std::move(failed)},
                                            {"unknown", std::move(unknown)}});
    hal.embed("verificationResults", std::move(documents));
    hal.link("self", {context.links.to(paths::kResultsOfConsumerVersion, {consumer, number}),
                      "Latest verification results for " + consumer + " version " + number});
    return web::hal_response(context, std::move(hal).take());
}

}  // namespace tally::verifications
