#include "routes.h"

#include "contracts/contract_list_resource.h"
#include "contracts/contract_resource.h"
#include "contracts/difference_resource.h"
#include "contracts/for_verification_resource.h"
#include "contracts/provider_states_resource.h"
#include "contracts/publish_contracts_resource.h"
#include "diagnostics.h"
#include "environments/environment_resource.h"
#include "environments/placement_resource.h"
#include "index.h"
#include "matrix/badge_resource.h"
#include "matrix/explained_resource.h"
#include "matrix/matrix_resource.h"
#include "openapi.h"
#include "overview/dashboard_resource.h"
#include "overview/integration_resource.h"
#include "overview/metrics_resource.h"
#include "pacticipants/label_resource.h"
#include "pacticipants/pacticipant_resource.h"
#include "paths.h"
#include "provider_contracts/provider_contract_resource.h"
#include "verifications/owed_resource.h"
#include "verifications/verification_resource.h"
#include "versions/branch_resource.h"
#include "versions/tag_resource.h"
#include "versions/version_resource.h"
#include "webhooks/execute_resource.h"
#include "webhooks/triggered_resource.h"
#include "webhooks/webhook_resource.h"

namespace tally {

std::vector<web::Route> routes() {
    using namespace paths;
    using namespace contracts;
    using namespace environments;
    using namespace matrix;
    using namespace overview;
    using namespace pacticipants;
    using namespace provider_contracts;
    using namespace verifications;
    using namespace versions;
    using namespace webhooks;
    using web::get;
    using web::get_own;
    using web::patch;
    using web::post;
    using web::post_optional;
    using web::post_own;
    using web::post_question;
    using web::put;
    using web::put_optional;
    using web::remove;

    const web::MediaTypes json{web::kJson};
    const web::MediaTypes merge{web::kMergePatch};
    const web::MediaTypes json_or_merge{web::kJson, web::kMergePatch};
    const web::MediaTypes table{web::kHal, web::kPlainText, web::kHtml};
    const web::MediaTypes text{web::kPlainText};
    const web::MediaTypes svg{web::kSvg};
    const web::MediaTypes pact{web::kHal, web::kJson, web::kHtml, web::kExtendedPact};
    const auto document = web::Body::required_or_list;
    const std::vector<web::Operation> pact_operations{get(get_contract), put(put_contract, document),
                                                      remove(delete_contract),
                                                      patch(patch_contract, json, document)};

    return {
        {kPactVersions, {get(get_pair_contracts), remove(delete_pair_contracts)}},
        {kPactOldPlural, pact_operations, pact},
        {kTagPactVersions, {get(get_pair_tag_contracts), remove(delete_pair_tag_contracts)}},
        {kMainBranchPactVersions,
         {get(get_pair_main_branch_contracts), remove(delete_pair_main_branch_contracts)}},
        {kBranchPactVersions, {get(get_pair_branch_contracts), remove(delete_pair_branch_contracts)}},
        {kLatestMainBranchPactVersions,
         {get(get_pair_latest_main_branch_contracts), remove(delete_pair_latest_main_branch_contracts)}},
        {kLatestBranchPactVersions,
         {get(get_pair_latest_branch_contracts), remove(delete_pair_latest_branch_contracts)}},
        {kPact, pact_operations, pact},
        {kPactVersion, {get(get_content)}, pact},
        {kPactVersionWithMetadata, {get(get_content_with_metadata)}, pact},
        {kPreviousDistinct, {get(get_previous_distinct)}, pact},
        {kDiffPreviousDistinct, {get(get_difference_to_previous_distinct)}, text},
        {kDifferenceOfVersions, {get(get_difference_of_versions)}, text},
        {kDifferenceOfContents, {get(get_difference_of_contents)}, text},
        {kProviderLatestMainBranchPacts, {get(get_provider_latest_main_branch_contracts)}},
        {kProviderLatestBranchPacts, {get(get_provider_latest_branch_contracts)}},
        {kProviderBranchPacts, {get(get_provider_branch_contracts)}},
        {kProviderMainBranchPacts, {get(get_provider_main_branch_contracts)}},
        {kProviderStates, {get(get_provider_states)}},
        {kBranchProviderStates, {get(get_branch_provider_states)}},
        {kEnvironmentProviderStates, {get(get_environment_provider_states)}},
        {kResults, {post(post_result)}, pact},
        {kResultsWithMetadata, {post(post_result)}, pact},
        {kLatestResultOfVersion,
         {get(get_latest_result_of_version), remove(delete_latest_result_of_version)},
         pact},
        {kLatestResultOfContent,
         {get(get_latest_result_of_content), remove(delete_latest_result_of_content)},
         pact},
        {kResult, {get(get_result), remove(delete_result)}, pact},
        {kResultWithMetadata, {get(get_result), remove(delete_result)}, pact},
        {kLatestResultOfLatestPact,
         {get(get_latest_result_of_latest), remove(delete_latest_result_of_latest)},
         pact},
        {kLatestResultOfLatestTaggedPact,
         {get(get_latest_result_of_latest_tagged), remove(delete_latest_result_of_latest_tagged)},
         pact},
        {kResultWebhooks, {get(get_triggered_of_result)}},
        {kResultsOfConsumerVersion, {get(get_results_of_consumer_version)}},
        {kPactBadge, {get(get_pact_badge)}, svg},
        {kTaggedPactBadge, {get(get_tagged_pact_badge)}, svg},
        {kUntaggedPactBadge, {get(get_untagged_pact_badge)}, svg},
        {kLatestPact, {get(get_latest_contract)}, pact},
        {kLatestTaggedPact, {get(get_latest_tagged_contract)}, pact},
        {kBranchLatestPact, {get(get_branch_latest_contract)}, pact},
        {kProviderPacts, {get(get_provider_contracts)}},
        {kProviderTagPacts, {get(get_provider_tag_contracts)}},
        {kLatestUntaggedPact, {get(get_latest_untagged_contract)}, pact},
        {kProviderLatestPacts, {get(get_provider_latest_contracts)}},
        {kProviderLatestTagPacts, {get(get_provider_latest_tag_contracts)}},
        {kLatestPacts, {get(get_latest_contracts)}},
        {kForVerification, {get(get_for_verification), post_question(post_for_verification)}},
        {kPactOldSingular, pact_operations, pact},
        {kLatestPactOldSingular, {get(get_latest_contract)}, pact},
        {kPacticipants, {get(get_pacticipants), post(post_pacticipant)}},
        {kPacticipantsWithLabel, {get(get_pacticipants_with_label)}},
        {kPacticipant,
         {get(get_pacticipant), put(put_pacticipant), patch(patch_pacticipant, json_or_merge),
          remove(pacticipants::delete_pacticipant)}},
        {kLabel, {get(get_label), put_optional(put_label), remove(delete_label)}},
        {kLabels, {get(get_labels)}},
        {kVersions, {get(get_versions)}},
        {kBranchVersions, {get(get_branch_versions)}},
        {kEnvironmentVersions, {get(get_environment_versions)}},
        {kVersion,
         {get(get_version), put_optional(put_version), patch(patch_version, merge),
          remove(versions::delete_version)}},
        {kLatestTaggedVersion, {get(get_latest_tagged_version)}},
        {kCanIDeployTag, {get(get_can_i_deploy_by_tags)}, table},
        {kCanIDeployTagBadge, {get(get_can_i_deploy_tag_badge)}, svg},
        {kCanIMergeBadge, {get(get_can_i_merge_badge)}, svg},
        {kLatestVersion, {get(get_latest_version)}},
        {kTag, {get(get_tag), put_optional(put_tag), remove(delete_tag)}},
        {kBranches, {get(get_branches), remove(delete_branches)}},
        {kBranch, {get(get_branch), remove(versions::delete_branch)}},
        {kBranchLatestVersion, {get(get_branch_latest_version)}},
        {kCanIDeployBranch, {get(get_can_i_deploy_by_branch)}, table},
        {kCanIDeployBranchBadge, {get(get_can_i_deploy_branch_badge)}, svg},
        {kBranchVersion,
         {get(get_branch_version), put_optional(put_branch_version), remove(delete_branch_version)}},
        {kOwed, {get(get_owed)}},
        {kOwedLeases, {post_optional(post_owed_lease)}},
        {kPairWebhooks, {post(post_webhook_of_path), get(get_webhooks_of_path)}},
        {kProviderWebhooks, {post(post_webhook_of_path), get(get_webhooks_of_path)}},
        {kConsumerWebhooks, {post(post_webhook_of_path), get(get_webhooks_of_path)}},
        {kPactWebhooks, {post(post_webhook_of_path), get(get_webhooks_of_path)}},
        {kPactWebhooksStatus, {get(get_webhooks_status)}},
        {kTriggeredWebhooks, {get(get_triggered_of_contract)}},
        {kExecuteUnsavedWebhook, {post_own(execute_unsaved_webhook, web::Body::required)}},
        {kWebhook, {get(get_webhook), put(put_webhook), remove(webhooks::delete_webhook)}},
        {kTriggeredWebhookLogs, {get(get_triggered_logs)}, {web::kPlainText, web::kHal, web::kHtml}},
        {kRedeliver, {post_optional(post_redelivery)}},
        {kExecuteWebhook, {post_own(execute_webhook, web::Body::optional)}},
        {kWebhooks, {get(get_webhooks), post(post_webhook)}},
        {kRelationships, {get(get_relationships)}, {web::kCsv}},
        {kGroup, {get(get_group)}, {web::kCsv}},
        {kMatrixForPair, {get(get_matrix_of_pair)}, table},
        {kMatrixBadge, {get(get_matrix_badge)}, svg},
        {kMatrix, {get(get_matrix)}, table},
        {kExplainedMatrix, {get(get_explained_matrix)}},
        {kExplainedCanIDeploy, {get(get_explained_can_i_deploy)}},
        {kCanIDeploy, {get(get_can_i_deploy)}, table},
        {kDashboard, {get(get_dashboard)}, table},
        {kDashboardOfPair, {get(get_dashboard_of_pair)}, table},
        {kTestError, {get_own(raise_error), post_own(raise_error)}},
        {kPublishContracts, {post(post_contracts)}},
        {kProviderContracts, {post(publish_provider_contract)}},
        {kPublishProviderContract, {post(publish_provider_contract)}},
        {kProviderContract, {get(get_provider_contract), put(put_provider_contract)}},
        {kEnvironments, {get(get_environments), post(post_environment)}},
        {kEnvironment,
         {get(get_environment), put(put_environment), remove(environments::delete_environment)}},
        {kCurrentlyDeployed, {get(get_currently_deployed)}},
        {kCurrentlySupported, {get(get_currently_supported)}},
        {kDeployedVersionsOfVersion, {get(get_deployments_of_version), post_optional(post_deployment)}},
        {kReleasedVersionsOfVersion, {get(get_releases_of_version), post_optional(post_release)}},
        {kReleasedVersion, {get(get_released_version), patch(patch_released_version, merge)}},
        {kDeployedVersion, {get(get_deployed_version), patch(patch_deployed_version, merge)}},
        {kIntegrations,
         {get(get_integrations), remove(delete_integrations)},
         {web::kGraphviz, web::kHal, web::kHtml}},
        {kIntegration, {remove(delete_integration)}},
        {kMetrics, {get(get_metrics)}},
        {kIndex, {get_own(get_index)}},
        {kTagVersions, {get(get_tag_versions)}},
        {kOpenApi, {get_own(get_openapi)}, {web::kJson, web::kHtml}},
        {kHeartbeat, {get_own(get_heartbeat)}},
        {kDependencies, {get_own(get_dependencies)}},
    };
}

web::Permission needed_permission(std::string_view method, const web::Route* route,
                                  const web::Protection& protection) {
    using web::Permission;
    if (!protection.is_on()) return Permission::nothing;
    if (route != nullptr) {
        if (protection.public_heartbeat && route->path == paths::kHeartbeat) return Permission::nothing;
        if (protection.public_badges && route->is_badge()) return Permission::nothing;
    }
    const auto* operation = route == nullptr ? nullptr : route->find(method);
    const bool reads = method == "GET" || method == "HEAD" || method == "OPTIONS" ||
                       (operation != nullptr && operation->access == web::Access::read);
    if (!reads) return Permission::writing;
    return protection.public_read ? Permission::nothing : Permission::reading;
}

}  // namespace tally
