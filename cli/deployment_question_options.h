// The options that put a question about a deployment together; `contract why` takes those of can-i-deploy.
#pragma once

#include <string>

#include "cli/deployment_selectors.h"

namespace tally::cli {

struct DeploymentQuestionOptions {
    DeploymentSelectors selectors;
    std::string environment, to_tag;
    bool to_main_branches = false;
};

void add_question_options(CLI::App& command, DeploymentQuestionOptions& options);

// With what the environment says is to be ignored. An Error is wrong usage.
Result<broker_api::DeploymentQuestion> question_of(const DeploymentQuestionOptions& options);

}  // namespace tally::cli
