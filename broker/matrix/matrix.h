// Which contracts between selected versions have been verified: the answer to "can I deploy".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "matrix/matrix_question.h"
#include "matrix/matrix_store.h"
#include "matrix/selected_versions.h"
#include "storage/database.h"

namespace tally::matrix {

// A contract of a consumer version and its result with a provider version.
struct MatrixRow {
    PublishedContract contract;
    std::string consumer;
    std::string provider;
    std::optional<RecordedResult> result;
    std::vector<SelectedVersion> missing;  // without a result: the provider versions that should have one
    std::size_t consumer_selection = 0;    // in Matrix::selections
    std::size_t provider_selection = 0;
    bool is_ignored = false;
};

// A consumer and a provider that have, or have had, a contract.
struct MatrixIntegration {
    Integration integration;
    std::string consumer;
    std::string provider;
    bool has_row = false;
    bool is_ignored = false;
};

struct Matrix {
    std::vector<SelectedVersions> selections;  // the specified ones, then the inferred ones
    std::vector<MatrixIntegration> integrations;
    // By consumer, newest version first, provider, newest version first; ignored rows at the end.
    std::vector<MatrixRow> rows;
    std::vector<IgnoreSelector> unknown_ignored;  // name nothing that exists

    const SelectedVersions& consumer_of(const MatrixRow& row) const {
        return selections[row.consumer_selection];
    }
    const SelectedVersions& provider_of(const MatrixRow& row) const {
        return selections[row.provider_selection];
    }
    const SelectedVersions* selection_of(std::int64_t pacticipant_id) const;  // the first; may be null
};

Matrix evaluate(storage::Transaction& transaction, const MatrixQuestion& question);

}  // namespace tally::matrix
