#include "broker_api/verification_results.h"

#include "base/text.h"

namespace tally::broker_api {

namespace {

json::Value to_json(const ReportedInteraction& interaction) {
    json::Object entry;
    if (!interaction.id.empty()) entry.set("interactionId", interaction.id);
    // Other verifiers name what succeeded by its identifier alone, and brokers are tested with them
    if (!interaction.success || interaction.id.empty())
        entry.set("interactionDescription", interaction.description);
    entry.set("success", interaction.success);
    if (!interaction.mismatches.empty()) {
        json::Array mismatches;
        for (const auto& mismatch : interaction.mismatches) {
            json::Object one{{"attribute", mismatch.attribute}, {"description", mismatch.description}};
            if (!mismatch.identifier.empty()) one.set("identifier", mismatch.identifier);
            mismatches.push_back(std::move(one));
        }
        entry.set("mismatches", std::move(mismatches));
    }
    if (interaction.flaky) {
        const auto number = [](std::size_t count) { return json::Value(static_cast<std::uint64_t>(count)); };
        entry.set("flaky", json::Object{{"runs", number(interaction.flaky->runs)},
                                        {"failed", number(interaction.flaky->failed)},
                                        {"notRun", number(interaction.flaky->not_run)}});
    }
    return entry;
}

json::Value to_json(const ReportedResult& result) {
    json::Object body{{"success", result.success}, {"providerApplicationVersion", result.provider_version}};
    if (!result.build_url.empty()) body.set("buildUrl", result.build_url);
    json::Array tests;
    for (const auto& interaction : result.interactions) tests.push_back(to_json(interaction));
    body.set("testResults", std::move(tests));
    body.set("verifiedBy", json::Object{{"implementation", "Tally"}, {"version", result.verifier_version}});
    return body;
}

}  // namespace

Result<void> record_provider_version(BrokerClient& broker, const HalDocument& contract,
                                     const ProviderVersion& version) {
    if (version.branch.empty() && version.tags.empty()) return {};
    const auto link = contract.link("pb:provider");
    if (!link)
        return missing_link(broker, "pb:provider", "branch and tags of the provider cannot be recorded");
    auto provider = broker.get(link->href);
    if (!provider) return provider.error();

    const json::Value nothing = json::Object{};
    if (!version.branch.empty()) {
        const auto branch = provider->link("pb:branch-version");
        if (!branch)
            return missing_link(broker, "pb:branch-version", "the provider's branch cannot be recorded");
        auto answer = broker.put(
            expand(branch->href, {{"branch", version.branch}, {"version", version.number}}), nothing);
        if (!answer) return answer.error();
    }
    for (const auto& tag : version.tags) {
        const auto tagging = provider->link("pb:version-tag");
        if (!tagging) return missing_link(broker, "pb:version-tag", "the provider's tags cannot be recorded");
        auto answer = broker.put(expand(tagging->href, {{"version", version.number}, {"tag", tag}}), nothing);
        if (!answer) return answer.error();
    }
    return {};
}

Result<std::string> publish_result(BrokerClient& broker, const HalDocument& contract,
                                   const ReportedResult& result) {
    const auto link = contract.link("pb:publish-verification-results");
    if (!link)
        return missing_link(broker, "pb:publish-verification-results", "the result cannot be published");
    auto answer = broker.post(link->href, to_json(result));
    if (!answer) return answer.error();
    const auto self = answer->link("self");
    return self ? broker.shown(self->href) : broker.shown(link->href);
}

}  // namespace tally::broker_api
