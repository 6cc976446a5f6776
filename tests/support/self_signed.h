// Certificates for servers in tests.
#pragma once

#include <string>

namespace tally::testing_support {

struct SelfSigned {
    std::string certificate;  // PEM; its own authority
    std::string key;          // PEM
};

// `names` as OpenSSL writes them: "DNS:localhost,IP:127.0.0.1".
SelfSigned self_signed_certificate(const std::string& names);

}  // namespace tally::testing_support
