#include "cli/deployment_selectors.h"

#include "base/text.h"
#include "cli/command_line.h"

namespace tally::cli {

namespace {

using broker_api::VersionSelector;

// What already says which version is meant, in the words of the options; "" when nothing does. The latest one may
// be that of a branch.
std::string chosen_by(const VersionSelector& selector) {
    if (selector.version) return "--version";
    if (selector.tag) return selector.latest ? "--latest" : "--tag";
    if (selector.branch) return "--branch";
    return selector.main_branch ? "--main-branch" : "";
}

}  // namespace

void DeploymentSelectors::refuse(const std::string& what, const std::string& remedy) {
    if (!problem_) problem_ = Error{ErrorCode::invalid_input, "", what, remedy};
}

VersionSelector* DeploymentSelectors::selector_for(const std::string& option) {
    if (place_ == Place::start) {
        refuse(option + " stands before the --pacticipant that it is about",
               "--pacticipant NAME " + option + " ...");
        return nullptr;
    }
    if (place_ == Place::ignored) {
        refuse(option + " stands after --ignore, of which a version alone can be told",
               "write it after its --pacticipant, before --ignore");
        return nullptr;
    }
    VersionSelector& selector = question_.selectors.back();
    std::string chosen = chosen_by(selector);
    const bool takes_latest = option == "--branch" || option == "--main-branch";
    if (chosen.empty() && selector.latest && !takes_latest) chosen = "--latest";
    if (!chosen.empty()) {
        const std::string name = text::printable(selector.pacticipant);
        refuse(chosen == option ? option + " is given twice for '" + name + "'"
                                : option + " and " + chosen + " are both given for '" + name + "'",
               "use one of them; options are about the --pacticipant before them");
        return nullptr;
    }
    return &selector;
}

void DeploymentSelectors::pacticipant(const std::string& name) {
    place_ = Place::pacticipant;
    without_main_branch_ = false;
    question_.selectors.push_back({name});
}

void DeploymentSelectors::ignore(const std::string& name) {
    place_ = Place::ignored;
    question_.ignored.push_back({name});
}

void DeploymentSelectors::version(const std::string& number) {
    if (place_ == Place::ignored) {
        if (question_.ignored.back().version)
            return refuse("--version is given twice for --ignore '" + question_.ignored.back().pacticipant + "'",
                          "repeat --ignore NAME --version TEXT");
        question_.ignored.back().version = number;
    } else if (VersionSelector* selector = selector_for("--version")) {
        selector->version = number;
    }
}

void DeploymentSelectors::latest(const std::string& tag) {
    const bool is_of_branch = tag.empty() && place_ == Place::pacticipant &&
                              (question_.selectors.back().branch || question_.selectors.back().main_branch);
    VersionSelector* selector = is_of_branch ? &question_.selectors.back() : selector_for("--latest");
    if (selector == nullptr) return;
    selector->latest = true;
    if (!tag.empty()) selector->tag = tag;
}

void DeploymentSelectors::tag(const std::string& name) {
    if (VersionSelector* selector = selector_for("--tag")) selector->tag = name;
}

void DeploymentSelectors::branch(const std::string& name) {
    if (VersionSelector* selector = selector_for("--branch")) selector->branch = name;
}

void DeploymentSelectors::main_branch() {
    if (without_main_branch_)
        return refuse("--main-branch and --no-main-branch exclude each other", "use one of them");
    if (VersionSelector* selector = selector_for("--main-branch")) selector->main_branch = true;
}

void DeploymentSelectors::no_main_branch(const std::string&) {
    if (place_ != Place::pacticipant)
        return refuse("--no-main-branch stands before the --pacticipant that it is about",
                      "--pacticipant NAME --no-main-branch");
    if (question_.selectors.back().main_branch)
        return refuse("--main-branch and --no-main-branch exclude each other", "use one of them");
    without_main_branch_ = true;
}

Result<broker_api::DeploymentQuestion> DeploymentSelectors::question() const {
    if (problem_) return *problem_;
    for (const auto& selector : question_.selectors) {
        if (selector.pacticipant.empty())
            return Error{ErrorCode::invalid_input, "", "--pacticipant has an empty name", "--pacticipant NAME"};
    }
    return question_;
}

void add_selector_options(CLI::App& command, DeploymentSelectors& selectors, SelectorOptions which) {
    // Each one is told as it is met, so that the order is known
    const auto add = [&](const char* names, const char* text, const char* help,
                         void (DeploymentSelectors::*told)(const std::string&)) {
        return command
            .add_option_function<std::string>(
                names, [&selectors, told](const std::string& value) { (selectors.*told)(value); }, help)
            ->option_text(text)
            ->trigger_on_parse()
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    };
    add("-a,--pacticipant", "NAME", "An application. What follows says which of its versions",
        &DeploymentSelectors::pacticipant)
        ->required();
    add("-e,--version", "TEXT", "This version", &DeploymentSelectors::version);
    if (which == SelectorOptions::versions_only) return;
    add("-l,--latest", "[TAG]", "The latest one: of all, with the tag, or of the branch",
        &DeploymentSelectors::latest)
        ->expected(0, 1);
    add("--tag", "NAME", "Versions with the tag", &DeploymentSelectors::tag);
    add("--branch", "NAME", "Versions of the branch; with --latest its head", &DeploymentSelectors::branch);
    command
        .add_flag_callback("--main-branch", [&selectors] { selectors.main_branch(); },
                           "Versions of its main branch; with --latest its head")
        ->trigger_on_parse();
    add("--no-main-branch,--skip-main-branch", "[TEXT]", "Not that, which is so without it too",
        &DeploymentSelectors::no_main_branch)
        ->expected(0, 1);
    add("--ignore", "NAME",
        "Leave this application out; --version after it leaves out\nthat version only "
        "[PACT_BROKER_CAN_I_DEPLOY_IGNORE]",
        &DeploymentSelectors::ignore);
}

}  // namespace tally::cli
