// A clean-up of the model as the broker is told to do it, and what the broker says of it in the words of the model.
#pragma once

#include "api/model_cleanup.h"
#include "base/json.h"
#include "cleanup/clean.h"

namespace tally::testing_support {

// By way of the texts that options have.
cleanup::CleanPlan plan_of(const CleanUp& clean_up);
Announced announced_in(const json::Value& dry_run, const CleanUp& clean_up);
CleanedUp reported_in(const cleanup::CleanReport& report);

}  // namespace tally::testing_support
