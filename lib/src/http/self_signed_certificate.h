// A certificate that nobody has vouched for, made on the spot: for servers that are talked to over TLS for
// the length of a test.
#pragma once

#include <chrono>
#include <string>

#include "base/clock.h"
#include "tally/result.h"

namespace tally::http {

struct SelfSignedCertificate {
    std::string certificate;  // PEM; its own authority
    std::string key;          // PEM
};

// For `host` and every name of this machine itself. Valid from a day before `now` to a year after it.
Result<SelfSignedCertificate> make_self_signed_certificate(const std::string& host, Time now);

}  // namespace tally::http
