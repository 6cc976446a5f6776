// The matrix as a document and as a table.
#pragma once

#include <string>

#include "base/json.h"
#include "links.h"
#include "matrix/matrix.h"
#include "matrix/summary.h"
#include "storage/database.h"

namespace tally::matrix {

json::Value summary_document(const Summary& summary);

// At most `limit` rows are shown; the summary is about all of them.
json::Value matrix_document(storage::Transaction& transaction, const Links& links, const Matrix& matrix,
                            const Summary& summary, std::size_t limit);

std::string matrix_table(const Matrix& matrix, const Summary& summary, std::size_t limit);

}  // namespace tally::matrix
