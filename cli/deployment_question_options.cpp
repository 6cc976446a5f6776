#include "cli/deployment_question_options.h"

#include "cli/command_line.h"
#include "cli/console.h"

namespace tally::cli {

void add_question_options(CLI::App& command, DeploymentQuestionOptions& options) {
    add_selector_options(command, options.selectors, SelectorOptions::all);
    command
        .add_option("--to-environment", options.environment, "Where to: what is deployed or released there")
        ->option_text("NAME");
    command.add_option("--to", options.to_tag, "Where to: the latest version of each other with this tag")
        ->option_text("TAG");
}

Result<broker_api::DeploymentQuestion> question_of(const DeploymentQuestionOptions& options) {
    auto question = options.selectors.question();
    if (!question) return question;
    if (!options.environment.empty() && !options.to_tag.empty()) {
        return Error{ErrorCode::invalid_input, "", "--to-environment and --to are both given",
                     "say in one way where to"};
    }
    question->environment = options.environment;
    question->to_tag = options.to_tag;
    question->to_main_branches = options.to_main_branches;
    const auto ignored = environment_variable("PACT_BROKER_CAN_I_DEPLOY_IGNORE");
    for (const auto& name : split_lists({ignored.value_or("")})) question->ignored.push_back({name});
    return question;
}

}  // namespace tally::cli
