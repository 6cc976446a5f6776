#include "contracts/contract_resource.h"

#include "base/text.h"
#include "contracts/contract_hal.h"
#include "contracts/contract_store.h"
#include "contracts/publishing.h"
#include "contracts/selection_metadata.h"
#include "links.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "settings.h"
#include "versions/version_hal.h"
#include "versions/version_store.h"
#include "web/hal.h"
#include "web/problem.h"
#include "webhooks/trigger.h"

namespace tally::contracts {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

http::Response no_such_contract(const Context& context) {
    return web::not_found(context, "no pact was found between these pacticipants for this request");
}

// A document may leave its names out, but when it has them they must be those of the URL.
void check_name(const Context& context, const char* side, web::ValidationErrors& errors) {
    const auto* party = context.body.find(side);
    const auto* name = party == nullptr ? nullptr : party->find("name");
    if (name == nullptr || name->is_null()) return;
    const auto& expected = context.variable(side);
    if (name->string() != nullptr && *name->string() == expected) return;
    const std::string found = name->string() != nullptr ? "'" + *name->string() + "'" : json::to_text(*name);
    errors.add_invalid(std::string(side) + ".name", "in the pact is " + found + " but the path says '" +
                                                        expected + "'; they must be equal");
}

http::Response store_contract(const Context& context, Transaction& transaction, const Content& content,
                              OnConflict on_conflict) {
    const auto& consumer_name = context.variable("consumer");
    const auto& provider_name = context.variable("provider");
    const auto& now = context.now_text;
    const auto named = find_or_create_all(transaction, context.settings, {consumer_name, provider_name}, now);
    if (!named.complaints.empty()) {
        return {409, {{"Content-Type", "text/plain"}}, text::join(named.complaints, "\n") + "\n"};
    }
    const auto& consumer = named.by_name.at(consumer_name);
    const auto& provider = named.by_name.at(provider_name);
    const auto [version, is_new] = versions::find_or_create_version(
        transaction, consumer, context.variable("consumerApplicationVersion"), now);
    const auto publication = publish(transaction, context.settings, consumer, version, provider,
                                     {content, context.body, on_conflict, is_new}, now);
    if (publication.refused()) return web::error_response(context, 409, publication.message);
    webhooks::trigger_by_publication(context, transaction, publication);
    return contract_response(context, transaction, publication.contract,
                             publication.kind == Publication::Kind::published ? 201 : 200);
}

std::variant<http::Response, web::SecondPart> check_and_store(const Context& context,
                                                              OnConflict on_conflict) {
    web::ValidationErrors errors;
    check_name(context, "consumer", errors);
    check_name(context, "provider", errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    return [&context, on_conflict,
            content = prepare_content(context.request.body, context.body)](Transaction& transaction) {
        return store_contract(context, transaction, content, on_conflict);
    };
}

std::optional<Contract> contract_of(const Context& context, Transaction& transaction) {
    return find_contract(transaction, context.variable("consumer"), context.variable("provider"),
                         context.variable("consumerApplicationVersion"));
}

http::Response newest(const Context& context, Transaction& transaction, ContractFilter::By by,
                      std::string_view name = {}) {
    const auto contract = find_newest(transaction, {.consumer = context.variable("consumer"),
                                                    .provider = context.variable("provider"),
                                                    .by = by,
                                                    .name = name});
    if (!contract) return no_such_contract(context);
    // Its results are about the version that is newest now
    auto response =
        contract_response(context, transaction, *contract, 200, {segment_of_version(contract->version)});
    response.headers.set("X-Pact-Consumer-Version", contract->version);
    return response;
}

http::Response content_response(const Context& context, Transaction& transaction, std::string_view metadata) {
    const auto ids = named_versions(transaction, context.variable("consumer"), metadata);
    const auto contract = find_by_content(transaction, context.variable("consumer"),
                                          context.variable("provider"), context.variable("pactVersion"), ids);
    if (!contract) return no_such_contract(context);
    Address address{std::string(metadata)};
    for (const auto id : ids) {
        const auto version = versions::find_version(transaction, id);
        if (version) {
            address.consumer_versions.push_back(
                versions::version_link(context.links, version->pacticipant, version->number));
        }
    }
    return contract_response(context, transaction, *contract, 200, address);
}

}  // namespace

http::Response get_contract(const Context& context, Transaction& transaction) {
    const auto contract = contract_of(context, transaction);
    return contract ? contract_response(context, transaction, *contract) : no_such_contract(context);
}

std::variant<http::Response, web::SecondPart> put_contract(const Context& context) {
    return check_and_store(context, OnConflict::overwrite);
}

std::variant<http::Response, web::SecondPart> patch_contract(const Context& context) {
    return check_and_store(context, OnConflict::merge_unless_changed);
}

http::Response delete_contract(const Context& context, Transaction& transaction) {
    const auto contract = contract_of(context, transaction);
    if (!contract) return no_such_contract(context);
    delete_publications(transaction, *contract);
    return web::hal_response(
        context, after_deletion(transaction, context.links, contract->consumer, contract->provider));
}

http::Response get_content(const Context& context, Transaction& transaction) {
    return content_response(context, transaction, {});
}

http::Response get_content_with_metadata(const Context& context, Transaction& transaction) {
    return content_response(context, transaction, context.variable("metadata"));
}

http::Response get_latest_contract(const Context& context, Transaction& transaction) {
    return newest(context, transaction, ContractFilter::By::none);
}

http::Response get_latest_tagged_contract(const Context& context, Transaction& transaction) {
    return newest(context, transaction, ContractFilter::By::tag, context.variable("tag"));
}

http::Response get_latest_untagged_contract(const Context& context, Transaction& transaction) {
    return newest(context, transaction, ContractFilter::By::untagged);
}

http::Response get_branch_latest_contract(const Context& context, Transaction& transaction) {
    return newest(context, transaction, ContractFilter::By::branch, context.variable("branch"));
}

}  // namespace tally::contracts
