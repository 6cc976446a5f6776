// Form-urlencoded bodies: compared as queries are, strictly in both directions, with rules at $.name.
#include "matching/body_matchers.h"

#include <iterator>

#include "matching/match_parts.h"
#include "model/wire_values.h"

namespace tally::matching {

void match_form_body(const BodyComparison& bodies, Differences& differences) {
    const ParameterWords words{MismatchKind::body, "form post parameter", true};
    for (Mismatch& mismatch :
         match_parameters(model::parse_query(bodies.expected), model::parse_query(bodies.actual),
                          bodies.rules, words, bodies.settings)) {
        differences.add([&] { return std::move(mismatch); });
    }
}

}  // namespace tally::matching
