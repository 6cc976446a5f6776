// What a server offers, for the terminal of whoever runs it.
#pragma once

#include <string>

#include "model/contract.h"
#include "recording/say.h"

namespace tally::recording {

// One line for each HTTP interaction, `prefix` first; of very many the first ones and how many more there
// are.
void say_what_is_served(const model::Contract& contract, const std::string& prefix, const Say& say);

}  // namespace tally::recording
