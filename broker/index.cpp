#include "index.h"

#include "links.h"
#include "paths.h"
#include "web/hal.h"

namespace tally {

namespace {

struct Rel {
    std::string_view name;
    std::string_view path;
    std::string_view title;
    std::string_view query = {};
    std::string_view link_name = {};
    // Links without a template say so here, and only here.
    web::Templated templated = web::Templated::always_said;
};

// In the order in which the API has always listed them.
constexpr Rel kRels[] = {
    {"pb:publish-pact", paths::kPact, "Publish a pact"},
    {"pb:publish-contracts", paths::kPublishContracts, "Publish contracts"},
    {"pb:latest-pact-versions", paths::kLatestPacts, "Latest pact of each consumer and provider"},
    {"pb:tagged-pact-versions",
     paths::kTagPactVersions,
     "All versions of a pact with a consumer version tag",
     {},
     {},
     web::Templated::denied},  // clients are used to it
    {"pb:branch-pact-versions", paths::kBranchPactVersions, "All versions of a pact from a consumer branch"},
    {"pb:latest-branch-pact-versions", paths::kLatestBranchPactVersions,
     "Latest pact from a consumer branch"},
    {"pb:main-branch-pact-versions", paths::kMainBranchPactVersions,
     "All versions of a pact from the consumer's main branch"},
    {"pb:latest-main-branch-pact-versions", paths::kLatestMainBranchPactVersions,
     "Latest pact from the consumer's main branch"},
    {"pb:provider-pacts-with-main-branch", paths::kProviderMainBranchPacts,
     "All pacts of a provider from the consumers' main branches"},
    {"pb:provider-pacts-with-branch", paths::kProviderBranchPacts,
     "All pacts of a provider from a consumer branch"},
    {"pb:latest-provider-pacts-with-main-branch", paths::kProviderLatestMainBranchPacts,
     "Latest pacts of a provider from the consumers' main branches"},
    {"pb:latest-provider-pacts-with-branch", paths::kProviderLatestBranchPacts,
     "Latest pacts of a provider from a consumer branch"},
    {"pb:pacticipants", paths::kPacticipants, "Pacticipants"},
    {"pb:pacticipant", paths::kPacticipant, "Get, create, change or delete a pacticipant"},
    {"pb:latest-provider-pacts", paths::kProviderLatestPacts, "Latest pacts of a provider"},
    {"pb:latest-provider-pacts-with-tag", paths::kProviderLatestTagPacts,
     "Latest pacts of a provider with a consumer version tag"},
    {"pb:provider-pacts-with-tag", paths::kProviderTagPacts,
     "All pacts of a provider with a consumer version tag"},
    {"pb:provider-pacts", paths::kProviderPacts, "All pacts of a provider"},
    {"pb:latest-version", paths::kLatestVersion, "Latest version of a pacticipant"},
    {"pb:latest-tagged-version", paths::kLatestTaggedVersion, "Latest version of a pacticipant with a tag"},
    {"pb:webhooks", paths::kWebhooks, "Webhooks"},
    {"pb:webhook", paths::kWebhook, "Webhook"},
    {"pb:integrations", paths::kIntegrations, "Integrations"},
    {"pb:pacticipant-version-tag", paths::kTag, "Get, create or delete a tag of a version"},
    {"pb:pacticipant-branch", paths::kBranch, "Get or delete a branch"},
    {"pb:pacticipant-branch-version", paths::kBranchVersion, "Get or put a version on a branch"},
    {"pb:pacticipant-version", paths::kVersion, "Get, create or delete a version"},
    {"pb:metrics", paths::kMetrics, "Metrics", {}, {}, web::Templated::when_it_is},
    {"pb:can-i-deploy-pacticipant-version-to-tag", paths::kCanIDeploy,
     "Whether a version can be deployed to where a tag says",
     "?pacticipant={pacticipant}&version={version}&to={tag}"},
    {"pb:can-i-deploy-pacticipant-version-to-environment", paths::kCanIDeploy,
     "Whether a version can be deployed to an environment",
     "?pacticipant={pacticipant}&version={version}&environment={environment}"},
    {"pb:provider-pacts-for-verification", paths::kForVerification, "Pacts a provider should verify"},
    {"beta:provider-pacts-for-verification",
     paths::kForVerification,
     "Pacts a provider should verify",
     {},
     "beta"},
    {"pb:environments", paths::kEnvironments, "Environments"},
    {"pb:environment", paths::kEnvironment, "Environment"},
    {"pf:publish-provider-contract", paths::kProviderContracts, "Publish what a provider promises by itself"},
    {"tally:explained-matrix", paths::kExplainedMatrix,
     "The matrix with a verdict for each consumer and provider",
     "?q[][pacticipant]={pacticipant}&q[][version]={version}&latestby=cvpv"},
    {"tally:explained-can-i-deploy", paths::kExplainedCanIDeploy,
     "Whether a version can be deployed, why not, and what to do",
     "?pacticipant={pacticipant}&version={version}&environment={environment}"},
    {"tally:openapi", paths::kOpenApi, "Every path of the API, as an OpenAPI document"},
    {"tally:owed", paths::kOwed, "Verifications that a provider owes"},
};

}  // namespace

http::Response get_index(const web::RequestContext& context, storage::Database&) {
    const auto& links = context.links;
    web::Hal hal;
    hal.link("self", {links.to(paths::kIndex), "Index", {}, web::Templated::always_said});
    for (const auto& rel : kRels) {
        auto href = links.to(rel.path);
        if (href.empty()) continue;
        href += rel.query;
        web::Link link{std::move(href), std::string(rel.title), std::string(rel.link_name)};
        link.templated = rel.templated;
        hal.link(std::string(rel.name), std::move(link));
    }
    hal.curies(links.documentation("index"), {"pb", "beta", "pf", "tally"});
    return web::hal_response(context, std::move(hal).take());
}

}  // namespace tally
