#include "tally/outcome.h"

namespace tally {

std::string Outcome::text() const {
    std::string all;
    for (const Problem& problem : problems) {
        if (!all.empty()) all += "\n\n";
        all += problem.file + ':' + std::to_string(problem.line) + ": " + problem.text;
    }
    return all;
}

}  // namespace tally
