#include "api/question.h"

#include "api/operation.h"

namespace tally::testing_support {

Question any_question(Random& random, const About& about, Moment now) {
    auto asked = about;
    if (one_in(random, 3)) asked.provider = any(random, Names::providers);
    if (one_in(random, 3)) asked.pacticipant = any(random, Names::pacticipants);
    switch (random.between(0, 4)) {
        case 0:
            return one_in(random, 2) ? any_contract_question(random, asked)
                                     : any_list_question(random, asked);
        case 1:
        case 2:
            return any_matrix_question(random, asked);
        default:
            return any_selection_question(random, asked, now);
    }
}

}  // namespace tally::testing_support
