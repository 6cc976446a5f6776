#include "matrix/deployment_questions.h"

namespace tally::matrix {

namespace {

MatrixQuestion question(VersionSelector selector, Target target, LatestBy latest_by) {
    MatrixQuestion question;
    question.selectors.push_back(std::move(selector));
    question.target = std::move(target);
    question.latest_by = latest_by;
    return question;
}

}  // namespace

MatrixQuestion version_to_environment(const std::string& pacticipant, const std::string& version,
                                      const std::string& environment) {
    return question({.pacticipant = pacticipant, .version = version}, {.environment = environment},
                    LatestBy::cvpv);
}

MatrixQuestion version_to_tag(const std::string& pacticipant, const std::string& version,
                              const std::string& tag) {
    return question({.pacticipant = pacticipant, .version = version}, {.tag = tag, .latest = true},
                    LatestBy::cvp);
}

MatrixQuestion tag_to_tag(const std::string& pacticipant, const std::string& tag, const std::string& to) {
    return question({.pacticipant = pacticipant, .tag = tag, .latest = true}, {.tag = to, .latest = true},
                    LatestBy::cvp);
}

MatrixQuestion branch_to_environment(const std::string& pacticipant, const std::string& branch,
                                     const std::string& environment) {
    return question({.pacticipant = pacticipant, .branch = branch, .latest = true},
                    {.environment = environment}, LatestBy::cvpv);
}

MatrixQuestion main_branch_to_main_branches(const std::string& pacticipant) {
    return question({.pacticipant = pacticipant, .main_branch = true, .latest = true},
                    {.main_branch = true, .latest = true}, LatestBy::cvp);
}

}  // namespace tally::matrix
