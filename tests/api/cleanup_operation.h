// A random clean-up: how an operator writes it, and what a broker says of it, in the words of the model.
#pragma once

#include <string>

#include "api/model_cleanup.h"
#include "base/json.h"
#include "base/random.h"
#include "cleanup/clean.h"

namespace tally::testing_support {

CleanUp any_clean_up(Random& random);
std::string to_text(const CleanUp& clean_up);  // in one line

// By way of the texts that options have.
cleanup::CleanPlan plan_of(const CleanUp& clean_up);
Announced announced_in(const json::Value& dry_run, const CleanUp& clean_up);
CleanedUp reported_in(const cleanup::CleanReport& report);

}  // namespace tally::testing_support
