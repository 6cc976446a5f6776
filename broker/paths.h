// Every path of the API, once. The route table serves them and Links fills them in; the names in braces are
// part of the interface, since clients replace them in templated links.
#pragma once

#include <string_view>

namespace tally::paths {

inline constexpr std::string_view kIndex = "/";
inline constexpr std::string_view kOpenApi = "/openapi.json";
inline constexpr std::string_view kHeartbeat = "/diagnostic/status/heartbeat";
inline constexpr std::string_view kDependencies = "/diagnostic/status/dependencies";

inline constexpr std::string_view kPacticipants = "/pacticipants";
inline constexpr std::string_view kPacticipant = "/pacticipants/{pacticipant}";
inline constexpr std::string_view kPacticipantsWithLabel = "/pacticipants/label/{label}";
inline constexpr std::string_view kLabels = "/labels";
inline constexpr std::string_view kLabel = "/pacticipants/{pacticipant}/labels/{label}";

inline constexpr std::string_view kVersions = "/pacticipants/{pacticipant}/versions";
inline constexpr std::string_view kVersion = "/pacticipants/{pacticipant}/versions/{version}";
inline constexpr std::string_view kLatestVersion = "/pacticipants/{pacticipant}/latest-version";
inline constexpr std::string_view kLatestTaggedVersion = "/pacticipants/{pacticipant}/latest-version/{tag}";
inline constexpr std::string_view kTag = "/pacticipants/{pacticipant}/versions/{version}/tags/{tag}";
inline constexpr std::string_view kTagVersions = "/pacticipants/{pacticipant}/tags/{tag}/versions";
inline constexpr std::string_view kBranches = "/pacticipants/{pacticipant}/branches";
inline constexpr std::string_view kBranch = "/pacticipants/{pacticipant}/branches/{branch}";
inline constexpr std::string_view kBranchVersions = "/pacticipants/{pacticipant}/branches/{branch}/versions";
inline constexpr std::string_view kBranchLatestVersion =
    "/pacticipants/{pacticipant}/branches/{branch}/latest-version";
inline constexpr std::string_view kBranchVersion =
    "/pacticipants/{pacticipant}/branches/{branch}/versions/{version}";
inline constexpr std::string_view kCanIDeployTagBadge =
    "/pacticipants/{pacticipant}/latest-version/{tag}/can-i-deploy/to/{environmentTag}/badge";
inline constexpr std::string_view kCanIMergeBadge =
    "/pacticipants/{pacticipant}/main-branch/can-i-merge/badge";
inline constexpr std::string_view kCanIDeployBranchBadge =
    "/pacticipants/{pacticipant}/branches/{branch}/latest-version/can-i-deploy/to-environment/{environment}/"
    "badge";

inline constexpr std::string_view kEnvironmentVersions =
    "/pacticipants/{pacticipant}/environments/{uuid}/versions";

inline constexpr std::string_view kEnvironments = "/environments";
inline constexpr std::string_view kEnvironment = "/environments/{uuid}";
inline constexpr std::string_view kCurrentlyDeployed =
    "/environments/{uuid}/deployed-versions/currently-deployed";
inline constexpr std::string_view kCurrentlySupported =
    "/environments/{uuid}/released-versions/currently-supported";
inline constexpr std::string_view kDeployedVersionsOfVersion =
    "/pacticipants/{pacticipant}/versions/{version}/deployed-versions/environment/{uuid}";
inline constexpr std::string_view kReleasedVersionsOfVersion =
    "/pacticipants/{pacticipant}/versions/{version}/released-versions/environment/{uuid}";
inline constexpr std::string_view kDeployedVersion = "/deployed-versions/{uuid}";
inline constexpr std::string_view kReleasedVersion = "/released-versions/{uuid}";

inline constexpr std::string_view kPublishContracts = "/contracts/publish";
inline constexpr std::string_view kProviderContracts = "/provider-contracts/provider/{provider}";
// Where clients of the commercial sibling have found it.
inline constexpr std::string_view kPublishProviderContract =
    "/provider-contracts/provider/{provider}/publish";
inline constexpr std::string_view kProviderContract =
    "/contracts/provider/{provider}/version/{providerApplicationVersion}";
inline constexpr std::string_view kLatestPacts = "/pacts/latest";

// Of one provider.
inline constexpr std::string_view kProviderPacts = "/pacts/provider/{provider}";
inline constexpr std::string_view kProviderTagPacts = "/pacts/provider/{provider}/tag/{tag}";
inline constexpr std::string_view kProviderLatestPacts = "/pacts/provider/{provider}/latest";
inline constexpr std::string_view kProviderLatestTagPacts = "/pacts/provider/{provider}/latest/{tag}";
inline constexpr std::string_view kProviderMainBranchPacts = "/pacts/provider/{provider}/branch";
inline constexpr std::string_view kProviderBranchPacts = "/pacts/provider/{provider}/branch/{branch}";
inline constexpr std::string_view kProviderLatestMainBranchPacts = "/pacts/provider/{provider}/branch/latest";
inline constexpr std::string_view kProviderLatestBranchPacts =
    "/pacts/provider/{provider}/branch/{branch}/latest";
inline constexpr std::string_view kProviderStates = "/pacts/provider/{provider}/provider-states";
inline constexpr std::string_view kBranchProviderStates =
    "/pacts/provider/{provider}/provider-states/branch/{branch}";
inline constexpr std::string_view kEnvironmentProviderStates =
    "/pacts/provider/{provider}/provider-states/environment/{environment}";
inline constexpr std::string_view kForVerification = "/pacts/provider/{provider}/for-verification";

// Of one consumer and provider.
inline constexpr std::string_view kPact =
    "/pacts/provider/{provider}/consumer/{consumer}/version/{consumerApplicationVersion}";
inline constexpr std::string_view kPactOldPlural =
    "/pacts/provider/{provider}/consumer/{consumer}/versions/{consumerApplicationVersion}";
inline constexpr std::string_view kPactOldSingular =
    "/pact/provider/{provider}/consumer/{consumer}/version/{consumerApplicationVersion}";
inline constexpr std::string_view kPactVersions = "/pacts/provider/{provider}/consumer/{consumer}/versions";
inline constexpr std::string_view kTagPactVersions =
    "/pacts/provider/{provider}/consumer/{consumer}/tag/{tag}";
inline constexpr std::string_view kBranchPactVersions =
    "/pacts/provider/{provider}/consumer/{consumer}/branch/{branch}";
inline constexpr std::string_view kLatestBranchPactVersions =
    "/pacts/provider/{provider}/consumer/{consumer}/branch/{branch}/latest/versions";
inline constexpr std::string_view kMainBranchPactVersions =
    "/pacts/provider/{provider}/consumer/{consumer}/branch/versions";
inline constexpr std::string_view kLatestMainBranchPactVersions =
    "/pacts/provider/{provider}/consumer/{consumer}/branch/latest/versions";
inline constexpr std::string_view kLatestPact = "/pacts/provider/{provider}/consumer/{consumer}/latest";
inline constexpr std::string_view kLatestPactOldSingular =
    "/pact/provider/{provider}/consumer/{consumer}/latest";
inline constexpr std::string_view kLatestTaggedPact =
    "/pacts/provider/{provider}/consumer/{consumer}/latest/{tag}";
inline constexpr std::string_view kLatestUntaggedPact =
    "/pacts/provider/{provider}/consumer/{consumer}/latest-untagged";
inline constexpr std::string_view kBranchLatestPact =
    "/pacts/provider/{provider}/consumer/{consumer}/branch/{branch}/latest";
inline constexpr std::string_view kPreviousDistinct =
    "/pacts/provider/{provider}/consumer/{consumer}/version/{consumerApplicationVersion}/previous-distinct";
inline constexpr std::string_view kDiffPreviousDistinct =
    "/pacts/provider/{provider}/consumer/{consumer}/version/{consumerApplicationVersion}/diff/"
    "previous-distinct";
inline constexpr std::string_view kPactVersion =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}";
inline constexpr std::string_view kPactVersionWithMetadata =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}/metadata/{metadata}";
inline constexpr std::string_view kPactWebhooks = "/pacts/provider/{provider}/consumer/{consumer}/webhooks";
inline constexpr std::string_view kTriggeredWebhooks =
    "/pacts/provider/{provider}/consumer/{consumer}/version/{consumerApplicationVersion}/triggered-webhooks";
inline constexpr std::string_view kMatrixForPair = "/matrix/provider/{provider}/consumer/{consumer}";

inline constexpr std::string_view kDifferenceOfVersions =
    "/pacts/provider/{provider}/consumer/{consumer}/version/{consumerApplicationVersion}/diff/version/"
    "{comparisonVersion}";
inline constexpr std::string_view kDifferenceOfContents =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}/diff/pact-version/"
    "{comparisonPactVersion}";
inline constexpr std::string_view kPactBadge = "/pacts/provider/{provider}/consumer/{consumer}/latest/badge";
inline constexpr std::string_view kTaggedPactBadge =
    "/pacts/provider/{provider}/consumer/{consumer}/latest/{tag}/badge";
inline constexpr std::string_view kUntaggedPactBadge =
    "/pacts/provider/{provider}/consumer/{consumer}/latest-untagged/badge";
inline constexpr std::string_view kMatrixBadge =
    "/matrix/provider/{provider}/latest/{providerTag}/consumer/{consumer}/latest/{tag}/badge";

// What providers owe.
inline constexpr std::string_view kOwed = "/providers/{provider}/owed";
inline constexpr std::string_view kOwedLeases = "/providers/{provider}/owed/leases";

// Overviews.
inline constexpr std::string_view kIntegrations = "/integrations";
inline constexpr std::string_view kIntegration = "/integrations/provider/{provider}/consumer/{consumer}";
inline constexpr std::string_view kRelationships = "/relationships";
inline constexpr std::string_view kGroup = "/groups/{pacticipant}";
inline constexpr std::string_view kDashboard = "/dashboard";
inline constexpr std::string_view kDashboardOfPair = "/dashboard/provider/{provider}/consumer/{consumer}";
inline constexpr std::string_view kMetrics = "/metrics";
inline constexpr std::string_view kTestError = "/test/error";

// Questions about deployments.
inline constexpr std::string_view kMatrix = "/matrix";
inline constexpr std::string_view kExplainedMatrix = "/matrix/explained";
inline constexpr std::string_view kCanIDeploy = "/can-i-deploy";
inline constexpr std::string_view kExplainedCanIDeploy = "/can-i-deploy/explained";
inline constexpr std::string_view kCanIDeployTag =
    "/pacticipants/{pacticipant}/latest-version/{tag}/can-i-deploy/to/{environmentTag}";
inline constexpr std::string_view kCanIDeployBranch =
    "/pacticipants/{pacticipant}/branches/{branch}/latest-version/can-i-deploy/to-environment/{environment}";

// Results.
inline constexpr std::string_view kResults =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}/verification-results";
inline constexpr std::string_view kResultsWithMetadata =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}/metadata/{metadata}/"
    "verification-results";
inline constexpr std::string_view kResult =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}/verification-results/{number}";
inline constexpr std::string_view kResultWithMetadata =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}/metadata/{metadata}/"
    "verification-results/{number}";
inline constexpr std::string_view kResultWebhooks =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}/verification-results/{number}/"
    "triggered-webhooks";
inline constexpr std::string_view kLatestResultOfContent =
    "/pacts/provider/{provider}/consumer/{consumer}/pact-version/{pactVersion}/verification-results/latest";
inline constexpr std::string_view kLatestResultOfVersion =
    "/pacts/provider/{provider}/consumer/{consumer}/version/{consumerApplicationVersion}/"
    "verification-results/latest";
inline constexpr std::string_view kLatestResultOfLatestPact =
    "/pacts/provider/{provider}/consumer/{consumer}/latest/verification-results/latest";
inline constexpr std::string_view kLatestResultOfLatestTaggedPact =
    "/pacts/provider/{provider}/consumer/{consumer}/latest/{tag}/verification-results/latest";
inline constexpr std::string_view kResultsOfConsumerVersion =
    "/verification-results/consumer/{consumer}/version/{consumerApplicationVersion}/latest";

// Webhooks.
inline constexpr std::string_view kWebhooks = "/webhooks";
inline constexpr std::string_view kWebhook = "/webhooks/{uuid}";
inline constexpr std::string_view kConsumerWebhooks = "/webhooks/consumer/{consumer}";
inline constexpr std::string_view kProviderWebhooks = "/webhooks/provider/{provider}";
inline constexpr std::string_view kPairWebhooks = "/webhooks/provider/{provider}/consumer/{consumer}";
inline constexpr std::string_view kPactWebhooksStatus =
    "/pacts/provider/{provider}/consumer/{consumer}/webhooks/status";
inline constexpr std::string_view kExecuteUnsavedWebhook = "/webhooks/execute";
inline constexpr std::string_view kExecuteWebhook = "/webhooks/{uuid}/execute";
inline constexpr std::string_view kTriggeredWebhookLogs = "/triggered-webhooks/{uuid}/logs";
inline constexpr std::string_view kRedeliver = "/triggered-webhooks/{uuid}/redeliver";

}  // namespace tally::paths
