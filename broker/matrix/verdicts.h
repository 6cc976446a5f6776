// Why a deployment may or may not go ahead, one verdict for each consumer and provider, and the least that
// has to be done about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "links.h"
#include "matrix/actions.h"
#include "matrix/matrix.h"
#include "storage/database.h"

namespace tally::matrix {

enum class Verdict {
    verified,
    regression,      // was green, now red
    failed_new,      // has never been green
    owed,            // nobody has run it with this provider version
    never_verified,  // nobody has run it with any
    unverifiable,    // a version that was selected has no such contract: no run can ever clear it
    stale_deployed,  // green against the provider's main branch, not against what is selected
    gap,             // green, but some interactions have no result
    not_deployed,    // the counterpart has no selected version, as in an environment it was never deployed to
    ignored,
};
std::string_view verdict_name(Verdict verdict);  // "STALE_DEPLOYED"

struct Edge {
    Verdict verdict = Verdict::verified;
    bool blocks = false;  // the answer is not yes because of it
    std::string consumer;
    std::string consumer_version;  // "" where none is selected
    std::string provider;
    std::string provider_version;
    bool has_provider_version = true;  // false: nothing was published for it yet, so there is no such version
    std::string because;               // one sentence
    std::vector<Action> alternatives;  // any one of them clears the edge
    std::optional<PublishedContract> contract;
    std::optional<RecordedResult> result;
};

struct Explanation {
    std::vector<Edge> edges;     // blocking ones first
    std::vector<Action> repair;  // the smallest list found that clears all blocking edges
};

Explanation explain(storage::Transaction& transaction, const Links& links, const Matrix& matrix);

}  // namespace tally::matrix
