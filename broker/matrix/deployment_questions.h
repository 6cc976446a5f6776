// The usual questions about deployments, as questions to the matrix.
#pragma once

#include <string>

#include "matrix/matrix_question.h"

namespace tally::matrix {

// May the version be deployed beside what is in the environment?
MatrixQuestion version_to_environment(const std::string& pacticipant, const std::string& version,
                                      const std::string& environment);
// May the version be deployed beside the newest versions with the tag?
MatrixQuestion version_to_tag(const std::string& pacticipant, const std::string& version,
                              const std::string& tag);
// The same for the newest version with a tag, and for the head of a branch.
MatrixQuestion tag_to_tag(const std::string& pacticipant, const std::string& tag, const std::string& to);
MatrixQuestion branch_to_environment(const std::string& pacticipant, const std::string& branch,
                                     const std::string& environment);
// May the head of the main branch be merged again: does it fit the heads of all other main branches?
MatrixQuestion main_branch_to_main_branches(const std::string& pacticipant);

}  // namespace tally::matrix
