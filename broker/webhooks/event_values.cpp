#include "webhooks/event_values.h"

#include <algorithm>

#include "base/text.h"
#include "contracts/selection_metadata.h"
#include "environments/placement_store.h"
#include "pacticipants/label_store.h"
#include "pacticipants/pacticipant_store.h"
#include "paths.h"
#include "verifications/verification_store.h"
#include "versions/branch_store.h"
#include "versions/tag_store.h"
#include "versions/version_store.h"

namespace tally::webhooks {

namespace {

using storage::Transaction;
using verifications::Verification;

// In the words of the services that webhooks are mostly sent to.
struct StatusWords {
    const char* parameter;
    const char* pending;
    const char* success;
    const char* failure;
};
constexpr StatusWords kStatusWords[] = {
    {"githubVerificationStatus", "pending", "success", "failure"},
    {"bitbucketVerificationStatus", "INPROGRESS", "SUCCESSFUL", "FAILED"},
    {"azureDevOpsVerificationStatus", "pending", "succeeded", "failed"},
    {"gitlabVerificationStatus", "pending", "success", "failed"},
};

std::string tags_of(Transaction& transaction, std::int64_t version_id) {
    std::vector<std::string> names;
    for (const auto& tag : versions::list_tags(transaction, version_id)) names.push_back(tag.name);
    return text::join(names, ", ");
}

std::string branch_of(Transaction& transaction, std::int64_t version_id) {
    const auto memberships = versions::list_memberships(transaction, version_id);
    return memberships.empty() ? std::string() : memberships.back().branch;
}

std::string labels_of(Transaction& transaction, std::int64_t pacticipant_id) {
    std::vector<std::string> names;
    for (const auto& label : pacticipants::list_labels(transaction, pacticipant_id)) names.push_back(label.name);
    return text::join(names, ", ");
}

// Of a contract's event: by the provider's main branch, else by any version.
std::optional<Verification> standing_result(Transaction& transaction, const contracts::Contract& contract) {
    auto result = verifications::find_latest_of_main_branch(transaction, contract.content_id);
    return result ? result : verifications::find_latest(transaction, contract.content_id);
}

// The content itself, so that what is verified is what the event was about, with a note of whose it is.
std::string pact_url(const Links& links, const contracts::Contract& contract) {
    contracts::SelectionMetadata metadata;
    contracts::SelectionMetadata::Entry entry;
    entry.consumer_version_id = contract.version_id;
    metadata.selectors.push_back(entry);
    return links.to(paths::kPactVersionWithMetadata, {contract.provider, contract.consumer, contract.sha,
                                                      contracts::to_segment(metadata)});
}

std::string result_url(const Links& links, const Verification& result) {
    return links.to(paths::kResult,
                    {result.provider, result.consumer, result.sha, std::to_string(result.number)});
}

ParameterValues empty_values(std::string_view event) {
    ParameterValues values;
    for (const char* name :
         {"consumerName", "providerName", "consumerVersionNumber", "providerVersionNumber",
          "consumerVersionTags", "providerVersionTags", "consumerVersionBranch", "providerVersionBranch",
          "providerVersionDescriptions", "consumerLabels", "providerLabels", "pactUrl",
          "verificationResultUrl", "githubVerificationStatus", "bitbucketVerificationStatus",
          "azureDevOpsVerificationStatus", "gitlabVerificationStatus", "buildUrl",
          kDeployedVersion.data()}) {
        values.set(name, "");
    }
    values.set("eventName", event);
    return values;
}

void set_status(ParameterValues& values, const std::optional<Verification>& result) {
    for (const auto& words : kStatusWords) {
        values.set(words.parameter, !result ? words.pending : result->success ? words.success : words.failure);
    }
}

}  // namespace

ParameterValues event_values(Transaction& transaction, const Links& links, const Event& event) {
    const auto& contract = event.contract;
    auto values = empty_values(event.name);
    values.set("consumerName", contract.consumer);
    values.set("providerName", contract.provider);
    values.set("consumerVersionNumber", contract.version);
    values.set("consumerVersionTags", event.selected_tags.empty() ? tags_of(transaction, contract.version_id)
                                                                  : text::join(event.selected_tags, ", "));
    values.set("consumerVersionBranch", branch_of(transaction, contract.version_id));
    values.set("consumerLabels", labels_of(transaction, contract.consumer_id));
    values.set("providerLabels", labels_of(transaction, contract.provider_id));
    values.set("pactUrl", pact_url(links, contract));

    const auto result = event.result ? event.result : standing_result(transaction, contract);
    set_status(values, result);
    std::optional<versions::Version> provider_version;
    if (event.wanted) {
        provider_version = event.wanted->version;
        values.set("providerVersionDescriptions", text::join(event.wanted->uses, ", "));
    } else if (result) {
        provider_version = versions::find_version(transaction, result->provider_version_id);
    }
    if (result) values.set("verificationResultUrl", result_url(links, *result));
    if (provider_version) {
        values.set("providerVersionNumber", provider_version->number);
        values.set("providerVersionTags", tags_of(transaction, provider_version->id));
        // Of a version that is on several branches the one for which it has to verify.
        const bool is_main = event.wanted && event.wanted->main_branch;
        values.set("providerVersionBranch",
                   is_main ? *event.wanted->main_branch : branch_of(transaction, provider_version->id));
    }
    const auto consumer_version = versions::find_version(transaction, contract.version_id);
    const auto build_url = event.result           ? event.result->build_url
                           : consumer_version ? consumer_version->build_url
                                              : std::nullopt;
    values.set("buildUrl", build_url.value_or(""));
    return values;
}

std::vector<std::string> deployed_versions(Transaction& transaction, std::int64_t provider_id) {
    std::vector<std::string> numbers;
    for (const auto& deployed : environments::list_deployments_of_pacticipant(transaction, provider_id)) {
        const auto& number = deployed.placement.version;
        if (std::find(numbers.begin(), numbers.end(), number) == numbers.end()) numbers.push_back(number);
    }
    return numbers;
}

ParameterValues placeholder_values(std::string_view event) {
    auto values = empty_values(event);
    values.set("consumerName", "placeholder-consumer");
    values.set("providerName", "placeholder-provider");
    values.set("consumerVersionNumber", "0");
    values.set("providerVersionNumber", "0");
    set_status(values, std::nullopt);
    return values;
}

}  // namespace tally::webhooks
