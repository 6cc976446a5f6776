// What the recorded run of a verifier asked and reported, against what ours did.
#pragma once

#include "conformance/oracle/verdict.h"
#include "conformance/oracle/verifier_run.h"

namespace tally::conformance {

// Requests in their order, the exit code by our table, the parts of the report that others read. Texts are
// left out: they are ours.
Verdict compare_verifier_run(const json::Value& recorded, const VerifierRun& ours);

}  // namespace tally::conformance
