// Questions to the matrix from requests, checked against what exists.
#pragma once

#include <string>
#include <vector>

#include "http/message.h"
#include "matrix/matrix_question.h"
#include "storage/database.h"
#include "web/problem.h"
#include "web/request_context.h"

namespace tally::matrix {

struct CheckedQuestion {
    MatrixQuestion question;
    std::vector<std::string> errors;
};

// `q[][pacticipant]=...`
CheckedQuestion checked_matrix_question(const web::RequestContext& context,
                                        storage::Transaction& transaction);
// Whether the pacticipants and environments that are named exist.
void check_names(storage::Transaction& transaction, const MatrixQuestion& question,
                 std::vector<std::string>& errors);
// 400 with a list of sentences, as this resource has always answered.
http::Response matrix_errors(const web::RequestContext& context, const std::vector<std::string>& errors);

// `pacticipant=&version=` and one of `to=` and `environment=`
MatrixQuestion read_can_i_deploy(const web::RequestContext& context, storage::Transaction& transaction,
                                 web::ValidationErrors& errors);

}  // namespace tally::matrix
