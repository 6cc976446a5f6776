// The single exchanges of our own contract: what a command asks, what the broker has to know for that, and
// what the command needs of the answer.
#pragma once

#include <string>

#include "contract/own_contract.h"

namespace tally::own_contract {

inline const std::string kEnvironment = std::string("/environments/") + kUuid;

// An address of the broker, wherever it is.
Value address(const std::string& path);
Value link(const std::string& path);
Value named_link(const std::string& name, const std::string& path);

// Any address: for what is opaque to the client.
Value some_link(const std::string& path);

// The request with the headers that all have, and the answer as HAL.
ExpectedRequest asked(Interaction interaction, const std::string& method, const std::string& path);
void answered(ExpectedRequest& request, int status, Value body);

// What the broker has to know beforehand.
Interaction nothing_known(Contract& contract, const std::string& description);
Interaction with_environment(Interaction interaction);
Interaction with_version(Interaction interaction);
Interaction with_contract(Interaction interaction);
Interaction with_provider_in_prod(Interaction interaction);

// Questions about deployments, and what is where.
void expect_version(Contract& contract);
void expect_environments(Contract& contract);
void expect_environment(Contract& contract);
void expect_deployable(Contract& contract);
void expect_not_known(Contract& contract);
void expect_mergeable(Contract& contract);
void expect_several(Contract& contract);
void expect_unknown_environment(Contract& contract);
void expect_explanation(Contract& contract);
void expect_owed(Contract& contract);
void expect_owed_runs(Contract& contract);
void expect_deployment(Contract& contract);
void expect_release(Contract& contract);
void expect_undeployment(Contract& contract);
void expect_end_of_support(Contract& contract);
void expect_versions_in_environment(Contract& contract);

// Environments, applications and versions.
void expect_new_environment(Contract& contract);
void expect_environment_change(Contract& contract);
void expect_environment_to_go(Contract& contract);
void expect_pacticipants(Contract& contract);
void expect_pacticipant(Contract& contract);
void expect_pacticipant_change(Contract& contract);
void expect_new_pacticipant(Contract& contract);
void expect_latest_version(Contract& contract);
void expect_latest_tagged_version(Contract& contract);
void expect_new_version(Contract& contract);
void expect_version_on_branch(Contract& contract);
void expect_tagged_version(Contract& contract);
void expect_tag_to_go(Contract& contract);
void expect_branch_to_go(Contract& contract);
void expect_no_branch(Contract& contract);

void expect_publication(Contract& contract);
void expect_latest_contracts(Contract& contract);
void expect_main_branch_contracts(Contract& contract);
void expect_branch_contracts(Contract& contract);
void expect_download(Contract& contract);
void expect_states(Contract& contract);
void expect_new_webhook(Contract& contract);
void expect_webhook_at(Contract& contract);
void expect_webhook_run(Contract& contract);
void expect_webhook_to_go(Contract& contract);

}  // namespace tally::own_contract
