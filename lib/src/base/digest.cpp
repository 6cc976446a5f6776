// The digest of encoding.h, through OpenSSL. A library of its own, so that only programs that hash load
// OpenSSL.
#include <openssl/sha.h>

#include "base/encoding.h"

namespace tally::encoding {

std::string sha1_hex(std::string_view bytes) {
    unsigned char digest[SHA_DIGEST_LENGTH];
    SHA1(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest);
    return hex({reinterpret_cast<const char*>(digest), sizeof digest});
}

}  // namespace tally::encoding
