#include "provider_contracts/provider_contract_resource.h"

#include "base/encoding.h"
#include "contracts/notices.h"
#include "links.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "provider_contracts/provider_contract_store.h"
#include "settings.h"
#include "versions/version_hal.h"
#include "versions/version_service.h"
#include "versions/version_store.h"
#include "web/body_fields.h"
#include "web/hal.h"
#include "web/problem.h"

namespace tally::provider_contracts {

namespace {

using Context = web::RequestContext;
using storage::Transaction;

// What the members are called depends on the generation of the client.
struct Names {
    std::string_view specification;
    std::string_view self_verification;
    std::string prefix;  // of the keys of errors
};

ProviderContract read_contract(const json::Value& body, const Names& names, web::ValidationErrors& errors) {
    const auto text = [&](std::string_view name) {
        return web::read_text(body, name, {.required = true}, errors, names.prefix + std::string(name))
            .value_or("");
    };
    ProviderContract contract{text(names.specification), text("contentType"), text("content")};
    if (!contract.content.empty() && !encoding::from_base64(contract.content)) {
        errors.add_invalid(names.prefix + "content", "must be base64 with padding");
    }
    const auto* results = web::find_member(body, names.self_verification);
    if (results != nullptr && !results->is_null()) {
        if (results->is_object()) {
            contract.self_verification = *results;
        } else {
            errors.add_invalid(names.prefix + std::string(names.self_verification), "must be an object");
        }
    }
    return contract;
}

web::Hal to_hal(const Links& links, const std::string& provider, const std::string& version,
                const ProviderContract& contract) {
    web::Hal hal;
    hal.set("contractType", contract.specification)
        .set("contentType", contract.content_type)
        .set("content", contract.content);
    if (contract.self_verification) hal.set("verificationResults", *contract.self_verification);
    hal.set_times(contract.created_at, contract.updated_at);
    const auto self = links.to(paths::kProviderContract, {provider, version});
    hal.link("self", {self, "Provider contract"});
    hal.link("pb:pacticipant-version", versions::version_link(links, provider, version));
    hal.link("pf:ui", {self, "The same document; a browser gets it indented"});
    return hal;
}

// Nobody should take a stored promise for a checked one.
contracts::Notices notices_of(const std::string& provider, const std::string& version) {
    return {
        {"success", "Provider contract published for " + provider + " version " + version + "."},
        {"warning",
         "It is kept, and not compared with the contracts of consumers: can-i-deploy does not take it into "
         "account."}};
}

}  // namespace

http::Response get_provider_contract(const Context& context, Transaction& transaction) {
    const auto& provider = context.variable("provider");
    const auto version =
        versions::find_version(transaction, provider, context.variable("providerApplicationVersion"));
    const auto contract = version ? find_provider_contract(transaction, version->id) : std::nullopt;
    if (!contract) return web::not_found(context, "no provider contract was found for this version");
    return web::hal_response(context, to_hal(context.links, provider, version->number, *contract).take());
}

http::Response put_provider_contract(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    const auto contract = read_contract(context.body, {"contractType", "verificationResults", ""}, errors);
    if (!errors.empty()) return web::validation_response(context, errors);
    const auto& now = context.now_text;
    const auto provider =
        pacticipants::find_or_create_pacticipant(transaction, context.variable("provider"), now);
    const auto version = versions::find_or_create_version(transaction, provider,
                                                          context.variable("providerApplicationVersion"), now)
                             .version;
    const bool is_new = save_provider_contract(transaction, version.id, contract, now);
    auto document =
        to_hal(context.links, provider.name, version.number, *find_provider_contract(transaction, version.id))
            .take();
    if (!is_new) return web::hal_response(context, std::move(document));
    return web::created_response(context, std::move(document),
                                 context.links.to(paths::kProviderContract, {provider.name, version.number}));
}

http::Response publish_provider_contract(const Context& context, Transaction& transaction) {
    web::ValidationErrors errors;
    const auto number =
        web::read_text(context.body, "pacticipantVersionNumber", {.required = true}, errors).value_or("");
    const auto branch = web::read_text(context.body, "branch", {}, errors);
    const auto tags = web::read_texts(context.body, "tags", {}, errors);
    const auto build_url = web::read_text(context.body, "buildUrl", {.may_be_blank = true}, errors);
    const auto* sent = web::find_member(context.body, "contract");
    if (sent == nullptr || !sent->is_object()) errors.add_missing("contract");
    const auto contract =
        sent != nullptr && sent->is_object()
            ? read_contract(*sent, {"specification", "selfVerificationResults", "contract."}, errors)
            : ProviderContract{};
    if (!errors.empty()) return web::validation_response(context, errors);

    const auto& now = context.now_text;
    const versions::Moment moment{context.now, now, context.new_uuid};
    const auto provider =
        pacticipants::find_or_create_pacticipant(transaction, context.variable("provider"), now);
    auto version = versions::find_or_create_version(transaction, provider, number, now).version;
    if (build_url) versions::set_build_url(transaction, version, build_url, now);
    if (branch) versions::put_on_branch(transaction, context.settings, version, *branch, moment);
    for (const auto& tag : tags) versions::tag_version(transaction, context.settings, version, tag, moment);
    save_provider_contract(transaction, version.id, contract, now);

    const auto& links = context.links;
    web::Hal hal;
    hal.set("notices", contracts::to_json(notices_of(provider.name, number)));
    hal.embed("version", versions::version_summary(links, provider.name, number));
    std::vector<web::Link> tag_links;
    for (const auto& tag : tags)
        tag_links.push_back({links.to(paths::kTag, {provider.name, number, tag}), "Tag", tag});
    hal.links("pb:pacticipant-version-tags", std::move(tag_links));
    if (branch) {
        hal.link("pb:branch-version", {links.to(paths::kBranchVersion, {provider.name, *branch, number}),
                                       "Version on its branch", *branch});
    }
    hal.link("pf:provider-contract",
             {links.to(paths::kProviderContract, {provider.name, number}), "Provider contract"});
    return web::hal_response(context, std::move(hal).take());
}

}  // namespace tally::provider_contracts
