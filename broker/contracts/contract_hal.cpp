#include "contracts/contract_hal.h"

#include "base/text.h"
#include "contracts/content.h"
#include "contracts/contract_store.h"
#include "paths.h"
#include "versions/tag_store.h"
#include "versions/version_hal.h"
#include "versions/version_store.h"
#include "web/negotiation.h"
#include "web/query.h"

namespace tally::contracts {

namespace {

json::Object contract_links(const Links& links, const Contract& contract, const Address& address) {
    const auto& consumer = contract.consumer;
    const auto& provider = contract.provider;
    const auto& version = contract.version;
    const auto pair = [&](std::string_view path) { return links.to(path, {provider, consumer}); };
    const auto of_version = [&](std::string_view path) {
        return links.to(path, {provider, consumer, version});
    };

    web::Hal hal;
    hal.link("self", {contract_url(links, contract), "Pact", contract.title()});
    hal.link("pb:consumer", {links.to(paths::kPacticipant, {consumer}), "Consumer", consumer});
    hal.link("pb:consumer-version",
             {links.to(paths::kVersion, {consumer, version}), "Consumer version", version});
    if (!address.consumer_versions.empty()) hal.links("pb:consumer-versions", address.consumer_versions);
    hal.link("pb:provider", {links.to(paths::kPacticipant, {provider}), "Provider", provider});
    hal.link("pb:pact-version", {links.to(paths::kPactVersion, {provider, consumer, contract.sha}),
                                 "Pact content", contract.sha});
    hal.link("pb:latest-pact-version", {pair(paths::kLatestPact), "Latest version of this pact"});
    hal.link("pb:all-pact-versions", {pair(paths::kPactVersions), "All versions of this pact"});
    hal.link("pb:latest-untagged-pact-version",
             {pair(paths::kLatestUntaggedPact), "Latest version of this pact without a tag"});
    hal.link("pb:latest-tagged-pact-version",
             {pair(paths::kLatestTaggedPact), "Latest version of this pact with a tag"});
    hal.link("pb:previous-distinct",
             {of_version(paths::kPreviousDistinct), "Previous version of this pact with different content"});
    hal.link("pb:diff-previous-distinct",
             {of_version(paths::kDiffPreviousDistinct), "Difference to the previous different version"});
    // Clients fill in the name that the original gives this variable.
    hal.link("pb:diff",
             {text::replace_all(links.to(paths::kDifferenceOfContents, {provider, consumer, contract.sha}),
                                "{comparisonPactVersion}", "{pactVersion}"),
              "Difference to another content of this pact"});
    hal.link("pb:pact-webhooks", {pair(paths::kPairWebhooks), "Webhooks for this consumer and provider"});
    // The provider's name, as clients know this link from the original.
    hal.link("pb:consumer-webhooks", {links.to(paths::kConsumerWebhooks, {provider}),
                                      "Webhooks for all contracts of it as a consumer"});
    hal.link("pb:tag-prod-version", {links.to(paths::kTag, {consumer, version, "prod"}),
                                     "PUT here to tag this consumer version as 'prod'"});
    hal.link("pb:tag-version", {links.to(paths::kTag, {consumer, version}),
                                "PUT here to tag this consumer version",
                                {},
                                web::Templated::unsaid});
    const auto results =
        address.metadata.empty()
            ? links.to(paths::kResults, {provider, consumer, contract.sha})
            : links.to(paths::kResultsWithMetadata, {provider, consumer, contract.sha, address.metadata});
    hal.link("pb:publish-verification-results", {results, "Publish verification results"});
    hal.link("pb:latest-verification-results",
             {links.to(paths::kLatestResultOfContent, {provider, consumer, contract.sha}),
              "Latest verification result of this pact"});
    hal.link("pb:triggered-webhooks",
             {of_version(paths::kTriggeredWebhooks), "Webhooks triggered by this pact"});
    if (auto matrix = links.to(paths::kMatrix); !matrix.empty()) {
        matrix +=
            "?" +
            web::to_query({{"q[][pacticipant]", consumer}, {"q[][version]", version}, {"latestby", "cvpv"}});
        hal.link("pb:matrix-for-consumer-version",
                 {std::move(matrix), "Matrix rows of this consumer version"});
    }
    hal.curies(links.documentation("pact"));
    return std::move(hal).take_links();
}

// The document as a member, with the tags of the consumer version: what newer pages read.
json::Value extended_document(storage::Transaction& transaction, const Links& links, const Contract& contract,
                              json::Object contract_links) {
    json::Array tags;
    for (const auto& tag : versions::list_tags(transaction, contract.version_id)) {
        const auto newest = versions::find_latest_version_with_tag(transaction, contract.consumer, tag.name);
        web::Hal hal;
        hal.set("name", tag.name).set("latest", newest && newest->id == contract.version_id);
        hal.link("self",
                 {links.to(paths::kTag, {contract.consumer, contract.version, tag.name}), "Tag", tag.name});
        hal.link("pb:latest-pact",
                 {links.to(paths::kLatestTaggedPact, {contract.provider, contract.consumer, tag.name}),
                  "Latest pact with tag '" + tag.name + "'"});
        tags.push_back(std::move(hal).take());
    }
    auto document = json::parse(stored_text(transaction, contract.content_id));
    json::Object extended;
    extended.set("contract", document ? std::move(*document) : json::Value());
    extended.set("createdAt", web::shown_time(contract.created_at));
    extended.set("_embedded", json::Object{{"tags", std::move(tags)}});
    extended.set("_links", std::move(contract_links));
    return extended;
}

}  // namespace

std::string contract_url(const Links& links, const Contract& contract) {
    return links.to(paths::kPact, {contract.provider, contract.consumer, contract.version});
}

json::Value after_deletion(storage::Transaction& transaction, const Links& links, std::string_view consumer,
                           std::string_view provider) {
    web::Hal hal;
    hal.link("index", {links.to(paths::kIndex), "Index"});
    if (find_newest(transaction, {.consumer = consumer, .provider = provider})) {
        hal.link("pb:latest-pact-version", {links.to(paths::kLatestPact, {provider, consumer}),
                                            "Latest version of the pact between " + std::string(consumer) +
                                                " and " + std::string(provider)});
    }
    return std::move(hal).take();
}

http::Response contract_response(const web::RequestContext& context, storage::Transaction& transaction,
                                 const Contract& contract, int status, const Address& address) {
    if (context.media_type == web::kExtendedPact) {
        return web::hal_response(context,
                                 extended_document(transaction, context.links, contract,
                                                   contract_links(context.links, contract, address)),
                                 status);
    }
    auto text =
        served_content(stored_text(transaction, contract.content_id), web::shown_time(contract.created_at),
                       contract_links(context.links, contract, address));
    const auto type =
        context.media_type.empty() || context.media_type == web::kHtml ? web::kHal : context.media_type;
    if (context.wants_indentation()) {
        if (const auto document = json::parse(text)) text = json::to_pretty_text(*document);
    }
    return {status, {{"Content-Type", web::with_charset(type)}}, std::move(text)};
}

}  // namespace tally::contracts
