// The selectors of can-i-deploy: what an option says depends on the one that stands before it.
#pragma once

#include <optional>
#include <string>

#include "broker_api/deployment_question.h"
#include "tally/result.h"

namespace CLI {
class App;
}

namespace tally::cli {

// Takes the options in the order in which they were written: after --pacticipant come those about its
// version, and after --ignore the version that is ignored.
class DeploymentSelectors {
  public:
    void pacticipant(const std::string& name);
    void ignore(const std::string& name);
    void version(const std::string& number);
    void latest(const std::string& tag);  // "" without one
    void tag(const std::string& name);
    void branch(const std::string& name);
    void main_branch();
    void no_main_branch(const std::string& ignored);  // says what is so anyway

    // The question so far, or the Error of the first option that did not fit.
    Result<broker_api::DeploymentQuestion> question() const;

  private:
    enum class Place { start, pacticipant, ignored };
    // The selector that an option is about; null, and a complaint, when there is none.
    broker_api::VersionSelector* selector_for(const std::string& option);
    void refuse(const std::string& what, const std::string& remedy);

    Place place_ = Place::start;
    broker_api::DeploymentQuestion question_;
    bool without_main_branch_ = false;
    std::optional<Error> problem_;
};

// Which options a command has beside --pacticipant and --version.
enum class SelectorOptions { all, versions_only };
void add_selector_options(CLI::App& command, DeploymentSelectors& selectors, SelectorOptions which);

}  // namespace tally::cli
