// A question that a broker and the model can both be asked.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/broker_fixture.h"
#include "api/model.h"
#include "api/model_selection.h"
#include "base/random.h"

namespace tally::testing_support {

struct Question {
    std::string target;                                 // "{prod}" stands for the uuid of the environment
    std::string body;                                   // "": it is a GET
    std::function<std::string(const Reply&)> shown;     // what matters of an answer
    std::function<std::string(const Model&)> expected;  // the same; kRefused where the question is
};
inline const std::string kRefused = "refused";

// Names that a random question is about with a good chance: those of the newest operation.
struct About {
    std::string pacticipant, number, provider;
};

Question any_question(Random& random, const About& about, Moment now);
Question any_selection_question(Random& random, const About& about, Moment now);
Question any_matrix_question(Random& random, const About& about);
Question any_contract_question(Random& random, const About& about);
Question any_list_question(Random& random, const About& about);
// Of all lists and heads, whatever happened before.
std::vector<Question> every_contract_question();
std::vector<Question> every_list_question();

Question to_question(const SelectionQuestion& question);
std::string time_of(Moment moment);  // as a request says it

}  // namespace tally::testing_support
