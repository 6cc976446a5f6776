// Which versions the keep selectors keep: asked for a range of ids at a time, so that neither a statement nor
// an answer grows with the history.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "cleanup/keep_selector.h"
#include "storage/database.h"

namespace tally::cleanup {

class KeptVersions {
  public:
    KeptVersions(const KeepSelectors& selectors, Time now);

    struct Found {
        std::set<std::int64_t> ids;
        // How many each selector keeps. Where it is about every tag a version counts once for each.
        std::vector<std::int64_t> by_selector;
    };
    // Of the versions whose ids are not outside the two.
    Found among(storage::Transaction& transaction, std::int64_t first_id, std::int64_t last_id) const;

    bool has(storage::Transaction& transaction, std::int64_t id) const;

  private:
    struct Question {
        std::string sql;
        std::vector<std::string> texts;  // $3 and on
    };
    // `which`: how an id compares to the first one. That of one version is asked with "=", or PostgreSQL
    // would plan for many.
    static Question question(const KeepSelector& selector, Time now, const char* which);
    static storage::Rows ask(storage::Transaction& transaction, const Question& question,
                             std::int64_t first_id, std::int64_t last_id);

    std::vector<Question> questions_, questions_of_one_;
};

}  // namespace tally::cleanup
