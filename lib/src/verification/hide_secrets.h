// Reports and brokers are given what a verification found as it is, so what must not be shown goes here.
#pragma once

#include <string>

#include "verification/verification_result.h"

namespace tally::verification {

// A path with a secret name in it, "$.user.password"; also a name alone.
bool is_secret_path(const std::string& location);

// Expected and actual values at secret places, and what sentences say of them.
void hide_secrets(matching::Mismatches& mismatches);

// Members of JSON bodies, and fields of forms, that have secret names. Headers and query are left to reports,
// since a name stands beside each value there.
void hide_secrets(Exchange& exchange);

}  // namespace tally::verification
